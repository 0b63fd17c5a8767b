//! A directive from the City becomes a finished task (SC3).

use crate::harness::{Actor, BOOK, Figures, Office, Reports, Tasks};

/// The Chair assigns a task to an office of the district with three wards beside it: number of the task.
#[track_caller]
fn assigned(office: &Office, changes: &[(&str, &str)]) -> i64 {
    let head = office.head();
    let lead = office.unit("Phòng Tài chính - Kế hoạch").to_string();
    let wards = ["Ngọc Hà", "Kim Mã", "Phúc Xá"].map(|ward| office.unit(&format!("Phường {ward}")).to_string());
    let (person, answers) = (office.officer("chuyen-vien").to_string(), office.officer("tu-phap").to_string());
    let named = [("lead_unit", lead.as_str()), ("person", &person), ("head", &answers)];
    let with = wards.iter().map(|ward| ("with", ward.as_str()));
    let mut fields: Vec<(&str, &str)> =
        named.into_iter().filter(|(n, _)| !changes.iter().any(|(c, _)| c == n)).collect();
    fields.extend(with);
    fields.extend(changes);
    head.get(&format!("/{BOOK}/tasks/new")).ok();
    head.assign(&fields).created()
}

/// Nobody held the task for a while, or two did at once.
#[track_caller]
fn held_without_gap(office: &Office, no: i64, open: i64) {
    let gaps = office.number(&format!(
        "select count(*) from task_holding a join task_holding b on b.book = a.book and b.task = a.task and b.no = a.no + 1 \
         where a.book = '{BOOK}' and a.task = {no} and (a.to_at is null or a.to_at <> b.from_at)"
    ));
    let running = office
        .number(&format!("select count(*) from task_holding where book = '{BOOK}' and task = {no} and to_at is null"));
    let agree = office.number(&format!(
        "select count(*) from task t join task_holding h on h.book = t.book and h.task = t.no and h.to_at is null \
         where t.book = '{BOOK}' and t.no = {no} and t.holder = h.officer"
    ));
    assert_eq!((gaps, running, agree), (0, open, open));
}

/// The four people of the story.
fn people(office: &Office) -> (Actor, Actor, Actor, Actor) {
    (office.head(), office.specialist(), office.handler(), office.ward("Ngọc Hà"))
}

on_both!(t3_1_exactly_one_holder_at_any_instant, at "2017-04-10T08:00:00+07:00", |mut office| {
    let no = assigned(&office, &[]);
    let (head, person, answers, ward) = people(&office);
    held_without_gap(&office, no, 1);
    head.task_page(no).ok().must_say("Đang giữ: Nguyễn Thị Lập").must_say("Chờ xác nhận đã nhận").must_say("15/6/2017 17:00");
    person.task_page(no).ok();
    person.on_task(no, "confirm", &[]).done();
    ward.task_page(no).ok().must_say("Phường Ngọc Hà phối hợp chưa xác nhận");
    ward.on_task(no, "confirm", &[]).done();
    ward.task_page(no).ok().must_say("Phường Ngọc Hà phối hợp Cán bộ Ngọc Hà");
    // Handed over within the office: the clock of the story goes on between.
    office.later("2017-04-12T09:30:00+07:00");
    let (head, person, answers2, _) = people(&office);
    let clerk = office.officer("mot-cua").to_string();
    person.task_page(no).ok();
    person.on_task(no, "hand-over", &[("officer", &clerk), ("hand_note", "nghỉ phép")]).done();
    held_without_gap(&office, no, 1);
    person.on_task(no, "hand-over", &[("officer", &clerk)]).must_refuse(409, "not-holder", "Trần Thị Quầy giữ");
    let counter = office.counter();
    counter.task_page(no).ok();
    counter.on_task(no, "confirm", &[]).done();
    counter.submit_result(no, "Đã di dời 12 hộ").done();
    held_without_gap(&office, no, 1);
    answers2.task_page(no).ok().must_say("Đang giữ: Đỗ Văn Tịch");
    answers2.on_task(no, "give-back", &[("give_back_reason", "Thiếu biên bản của 2 hộ")]).done();
    counter.task_page(no).ok().must_say("Đang giữ: Trần Thị Quầy").must_say("Thiếu biên bản của 2 hộ");
    counter.submit_result(no, "Đã di dời đủ 14 hộ").done();
    answers2.task_page(no).ok();
    answers2.on_task(no, "confirm-result", &[]).done();
    held_without_gap(&office, no, 1);
    head.task_page(no).ok();
    head.on_task(no, "accept", &[]).done();
    held_without_gap(&office, no, 0);
    head.task_page(no).ok().must_say("Hoàn thành đúng hạn").must_say("Đã di dời đủ 14 hộ");
    let facts = office.facts();
    head.on_task(no, "accept", &[]).must_refuse(409, "task-closed", "đã kết thúc");
    assert_eq!(office.facts(), facts);
    office.command(&["verify"]).done();
    drop(answers);
});

on_both!(t3_2_the_backlog_adds_up_over_the_four_assigners, at "2017-04-10T08:00:00+07:00", |mut office| {
    let assigners = ["thanh-uy", "ubnd-thanh-pho", "cap-uy", "ubnd", "ubnd", "thanh-uy", "ubnd-thanh-pho"];
    for (at, assigner) in assigners.iter().enumerate() {
        assigned(&office, &[("assigner", assigner), ("work", &format!("Việc thứ {}", at + 1))]);
    }
    let page = office.head().get(&format!("/{BOOK}/tasks/backlog")).ok();
    page.must_say("Đang mở 7 nhiệm vụ");
    for line in ["Thành ủy 2 0 0", "UBND Thành phố 2 0 0", "Quận ủy, Đảng ủy phường 1 0 0", "HĐND cùng cấp 0 0 0", "UBND quận, phường 2 0 0"] {
        page.must_say(line);
    }
    page.must_say("Tổng số 7 0 0");
    assert_eq!(page.text().matches("Tổng số 7 0 0").count(), 3, "by assigner, by unit, by person");
    // Each number opens the tasks behind it.
    let list = office.head().tasks("view=open&assigner=thanh-uy");
    list.must_say("Việc thứ 1").must_say("Việc thứ 6").must_not_say("Việc thứ 2");
    let told = office.command(&["tasks", "list", "--book", BOOK, "--assigner", "Thành ủy", "--json"]).done();
    assert_eq!(told.matches("\"assigner\": \"thanh-uy\"").count(), 2, "{told}");
    office.command(&["tasks", "list", "--book", BOOK, "--assigner", "bộ"]).must_fail(2, "thanh-uy");
    // What is closed is no longer outstanding, and what is late counts as such, line by line and in the sum.
    let head = office.head();
    head.task_page(3).ok();
    head.on_task(3, "cancel", &[("cancel_reason", "Giao nhầm")]).done();
    office.later("2017-06-16T08:00:00+07:00");
    let page = office.head().get(&format!("/{BOOK}/tasks/backlog")).ok();
    page.must_say("Đang mở 6 nhiệm vụ").must_say("Quận ủy, Đảng ủy phường 0 0 0").must_say("Thành ủy 2 2 0");
    assert_eq!(page.text().matches("Tổng số 6 6 0").count(), 3, "by assigner, by unit, by person");
});

on_both!(t3_3_overdue_the_day_after_on_the_chairs_screen_and_in_the_heads_sheet, at "2017-04-10T08:00:00+07:00", |mut office| {
    let no = assigned(&office, &[("due", "14/4/2017")]);
    office.later("2017-04-14T16:59:00+07:00");
    office.head().tasks("view=overdue").must_say("Không có nhiệm vụ nào");
    office.head().get(&format!("/{BOOK}")).ok().must_not_say("quá hạn");
    // The next day, without anybody doing anything.
    office.later("2017-04-15T08:00:00+07:00");
    let head = office.head();
    head.tasks("view=overdue").must_say("Di dời các hộ dân");
    head.get(&format!("/{BOOK}")).ok().must_say("1 nhiệm vụ quá hạn");
    let answers = office.handler();
    let sheet = answers.get(&format!("/{BOOK}/tasks/sheet?month=2017-04")).ok();
    sheet.must_say("Đỗ Văn Tịch, tháng 4/2017").must_say("Đang thực hiện quá hạn 1").must_say("Di dời các hộ dân");
    let officer = office.officer("tu-phap");
    head.get(&format!("/{BOOK}/tasks/sheet?officer={officer}&month=2017-04")).ok().must_say("Đang thực hiện quá hạn 1");
    // As of the days before nothing was overdue.
    let overdue = |day: &str| office.command(&["tasks", "list", "--book", BOOK, "--overdue", "--as-of", day, "--json"]).done();
    assert!(overdue("13/4/2017").contains("\"tasks\": []"));
    assert!(overdue("14/4/2017").contains("\"no\": 1"));
    // The ladder told the holder two working days before, the head at the end, once each, late ones marked.
    office.command(&["tasks", "sweep", "--book", BOOK]).done();
    office.command(&["tasks", "sweep", "--book", BOOK]).done();
    let spoken = office.rows(&format!("select rung, late from task_rung where book = '{BOOK}' order by planned_at"));
    assert_eq!(spoken, ["trước 2 ngày làm việc|1", "khi hết hạn|1"]);
    // Finished late it counts as such.
    let person = office.specialist();
    person.task_page(no).ok();
    person.on_task(no, "confirm", &[]).done();
    person.submit_result(no, "Xong, chậm vì mưa").done();
    answers.task_page(no).ok();
    answers.on_task(no, "confirm-result", &[]).done();
    head.task_page(no).ok();
    head.on_task(no, "accept", &[]).done();
    head.task_page(no).ok().must_say("Hoàn thành quá hạn");
    answers.get(&format!("/{BOOK}/tasks/sheet?month=2017-04")).ok().must_say("Hoàn thành quá hạn 1").must_say("0/1 = 0 %");
    // What became of it since does not reach back: at the end of the 14th it waited for its person.
    assert!(office.command(&["tasks", "list", "--book", BOOK, "--json"]).done().contains("\"tasks\": []"));
    let then = office.command(&["tasks", "list", "--book", BOOK, "--as-of", "14/4/2017", "--json"]).done();
    for said in ["\"state\": \"assigned\"", "\"percent\": 0", "\"done_at\": null", "\"holder\": \"Nguyễn Thị Lập\""] {
        assert!(then.contains(said), "{said} in {then}");
    }
});

on_both!(t3_4_nobody_closes_a_task_alone, at "2017-04-10T08:00:00+07:00", |office| {
    let no = assigned(office, &[]);
    let (head, person, answers, ward) = people(office);
    person.task_page(no).ok();
    person.on_task(no, "accept", &[]).must_refuse(409, "no-result", "Chưa có kết quả");
    person.submit_result(no, "Xong").must_refuse(409, "not-confirmed", "Chưa xác nhận");
    person.on_task(no, "confirm", &[]).done();
    // A result needs words and evidence, all told at once.
    let empty = person.post_files(&format!("/{BOOK}/tasks/{no}/result"), &[("result", "")], &[]);
    empty.must_fault("result", "Chưa ghi kết quả").must_say("Chưa có minh chứng");
    person.report_progress(no, "150", "x").must_fault("percent", "0 đến 100");
    person.report_progress(no, "40", "Đã vận động 6 hộ").done();
    head.task_page(no).ok().must_say("Tiến độ 40 %").must_say("Đã vận động 6 hộ");
    let fake: &[(&str, &str, &[u8])] = &[("evidence", "anh.pdf", b"MZ virus")];
    person.post_files(&format!("/{BOOK}/tasks/{no}/result"), &[("result", "Xong")], fake).must_say("không phải PDF");
    ward.submit_result(no, "Phường nộp thay").must_refuse(409, "not-holder", "Nguyễn Thị Lập giữ");
    person.submit_result(no, "Đã di dời đủ").done();
    for alone in ["confirm-result", "accept"] {
        let refused = person.on_task(no, alone, &[]);
        assert_eq!(refused.status, 409, "{alone}: {}", refused.text());
    }
    head.task_page(no).ok();
    head.on_task(no, "accept", &[]).must_refuse(409, "head-first", "Trưởng đơn vị chưa xác nhận");
    answers.task_page(no).ok();
    answers.on_task(no, "confirm-result", &[("note", "Đúng thực tế")]).done();
    answers.on_task(no, "accept", &[]).must_refuse(409, "assigner-accepts", "Nơi giao");
    head.on_task(no, "accept", &[]).done();
    // The Chair who does the work himself does not accept it himself.
    let chair = office.officer("chu-tich").to_string();
    let own = assigned(office, &[("person", &chair), ("work", "Chủ tịch tự làm")]);
    head.task_page(own).ok();
    head.on_task(own, "confirm", &[]).done();
    head.submit_result(own, "Xong").done();
    answers.task_page(own).ok();
    answers.on_task(own, "confirm-result", &[]).done();
    head.task_page(own).ok();
    head.on_task(own, "accept", &[]).must_refuse(409, "own-result", "Không tự chấp nhận");
});

on_both!(t3_5_an_open_obstacle_keeps_a_task_open, at "2017-04-10T08:00:00+07:00", |office| {
    let no = assigned(office, &[]);
    let (head, person, answers, ward) = people(office);
    person.task_page(no).ok();
    person.on_task(no, "confirm", &[]).done();
    ward.task_page(no).ok();
    ward.on_task(no, "obstacles", &[("obstacle", "Chưa có quỹ nhà tạm cư"), ("competent", "")]).must_fault("competent", "Sở Xây dựng");
    ward.on_task(no, "obstacles", &[("obstacle", "Chưa có quỹ nhà tạm cư"), ("competent", "Sở Xây dựng")]).done();
    head.tasks("view=stuck").must_say("Di dời các hộ dân");
    let refused = person.submit_result(no, "Xong");
    refused.must_refuse(409, "open-obstacle", "Chưa có quỹ nhà tạm cư").must_say("Sở Xây dựng");
    // What was typed is still there.
    assert_eq!(refused.typed("result"), "Xong");
    ward.on_task(no, "hand-up", &[("obstacle_no", "1")]).must_refuse(409, "head-hands-up", "Nhờ người đứng đầu");
    answers.task_page(no).ok();
    answers.on_task(no, "hand-up", &[("obstacle_no", "1")]).done();
    answers.task_page(no).ok().must_say("Đã chuyển lên Sở Xây dựng");
    person.submit_result(no, "Xong phần của quận").done();
    // Raised after the result was handed in, it stops the acceptance too, until it is resolved.
    ward.on_task(no, "obstacles", &[("obstacle", "Một hộ khiếu nại"), ("competent", "Thanh tra")]).done();
    answers.on_task(no, "confirm-result", &[]).must_refuse(409, "open-obstacle", "Một hộ khiếu nại");
    answers.on_task(no, "resolve", &[("obstacle_no", "2"), ("answer", "Đã đối thoại, hộ dân rút đơn")]).done();
    answers.on_task(no, "confirm-result", &[]).done();
    head.task_page(no).ok();
    head.on_task(no, "accept", &[]).done();
});

on_both!(every_clear_is_asked_for_in_the_words_of_its_time, at "2017-04-10T08:00:00+07:00", |mut office| {
    let head = office.head();
    head.get(&format!("/{BOOK}/tasks/new")).ok().must_say("Rõ tiến độ").must_say("Rõ hiệu quả").must_not_say("Rõ thẩm quyền");
    let empty = head.post(&format!("/{BOOK}/tasks"), &[("work", "")]);
    for (field, words) in [
        ("person", "rõ người"),
        ("work", "rõ việc"),
        ("procedure", "rõ quy trình"),
        ("head", "rõ trách nhiệm"),
        ("expected_result", "rõ hiệu quả"),
        ("due", "rõ tiến độ"),
    ] {
        empty.must_fault(field, words);
    }
    empty.must_fault("lead_unit", "chủ trì").must_fault("assigner", "nơi giao");
    // A deadline in the past or on a day off is asked about, not refused.
    let lead = office.unit("Phòng Tài chính - Kế hoạch").to_string();
    let (person, answers) = (office.officer("chuyen-vien").to_string(), office.officer("tu-phap").to_string());
    let named = [("lead_unit", lead.as_str()), ("person", &person), ("head", &answers)];
    let with_due = |due: &'static str| [&named[..], &[("due", due)]].concat();
    head.assign(&with_due("10/3/2017")).must_refuse(409, "odd-deadline", "đã qua").must_say("Vẫn lấy hạn này");
    head.assign(&with_due("1/5/2017")).must_refuse(409, "odd-deadline", "ngày nghỉ");
    head.assign(&with_due("hôm sau")).must_fault("due", "5 ngày làm việc");
    head.assign(&[&with_due("1/5/2017")[..], &[("sure", "1")]].concat()).done();
    // A limit counts by the same clock as cases: 30/4 and 1/5 are days off in 2017, with 2/5 in their place.
    let limited = head.assign(&with_due("15 ngày làm việc")).created();
    head.task_page(limited).ok().must_say("15 ngày làm việc kể từ khi giao");
    // Nine years later the administration asks for a sixth "rõ".
    office.later("2026-04-10T08:00:00+07:00");
    let head = office.head();
    head.get(&format!("/{BOOK}/tasks/new")).ok().must_say("Rõ thẩm quyền").must_say("Rõ sản phẩm").must_not_say("Rõ hiệu quả");
    head.assign(&[&named[..], &[("due", "30/6/2026")]].concat()).must_fault("power", "rõ thẩm quyền");
    head.task_page(limited).ok().must_say("Rõ hiệu quả");
});

on_both!(an_extension_keeps_the_first_deadline, at "2017-04-10T08:00:00+07:00", |mut office| {
    let no = assigned(&office, &[]);
    let (head, person, ..) = people(&office);
    person.task_page(no).ok();
    person.on_task(no, "extension", &[("new_due", "30/6/2017"), ("reason", "")]).must_fault("reason", "Chưa ghi lý do");
    person.on_task(no, "extension", &[("new_due", "1/6/2017"), ("reason", "x")]).must_fault("new_due", "phải sau hạn hiện nay");
    person.on_task(no, "extension", &[("new_due", "2/7/2017"), ("reason", "x")]).must_refuse(409, "odd-deadline", "nghỉ hằng tuần");
    person.on_task(no, "extension", &[("new_due", "30/6/2017"), ("reason", "Chờ quỹ nhà")]).done();
    person.on_task(no, "extension", &[("new_due", "5/7/2017"), ("reason", "Chờ nữa")]).must_refuse(409, "extension-waits", "đang chờ");
    person.on_task(no, "extension-decision", &[("grant", "yes")]).must_refuse(409, "assigner-decides", "nơi giao");
    head.task_page(no).ok().must_say("Nguyễn Thị Lập xin đến 30/6/2017 17:00: Chờ quỹ nhà");
    head.on_task(no, "extension-decision", &[("grant", "no")]).must_fault("decision_note", "lý do không đồng ý");
    head.on_task(no, "extension-decision", &[("grant", "yes")]).done();
    head.task_page(no).ok().must_say("30/6/2017 17:00; hạn ban đầu 15/6/2017 17:00");
    office.later("2017-06-20T08:00:00+07:00");
    office.head().tasks("view=overdue").must_say("Không có nhiệm vụ nào");
    office.later("2017-07-01T08:00:00+07:00");
    let person = office.specialist();
    person.task_page(no).ok();
    person.on_task(no, "extension", &[("new_due", "30/7/2017"), ("reason", "x")]).must_refuse(409, "extension-too-late", "quá hạn");
    // Urged twice with the same words on one day is urged once.
    let head = office.head();
    for _ in 0..2 {
        head.task_page(no).ok();
        head.on_task(no, "urge", &[("words", "Khẩn trương nộp kết quả")]).done();
    }
    head.task_page(no).ok().must_say("Đôn đốc 1 lần");
});

on_both!(a_task_is_broken_down_and_closes_after_its_parts, at "2017-04-10T08:00:00+07:00", |office| {
    let no = assigned(office, &[]);
    let (_, person, answers, ward) = people(office);
    let parent = no.to_string();
    let (unit, officer) = (office.unit("Phường Ngọc Hà").to_string(), office.officer("ngoc-ha").to_string());
    let part = [("parent", parent.as_str()), ("lead_unit", &unit), ("person", &officer), ("head", &officer), ("work", "Vận động hộ dân")];
    person.get(&format!("/{BOOK}/tasks/new?parent={no}")).ok().must_say("Việc con của nhiệm vụ số 1");
    person.assign(&[&part[..], &[("due", "20/6/2017")]].concat()).must_refuse(409, "later-than-parent", "15/6/2017");
    let child = person.assign(&[&part[..], &[("due", "1/6/2017")]].concat()).created();
    ward.tasks("view=mine").must_say("Vận động hộ dân");
    person.task_page(no).ok().must_say("Vận động hộ dân");
    person.on_task(no, "confirm", &[]).done();
    person.submit_result(no, "Xong").must_refuse(409, "open-parts", "Còn 1 việc con");
    ward.task_page(child).ok();
    ward.on_task(child, "confirm", &[]).done();
    // The ward's officer does it and answers for it, so its result goes to whoever broke the task down.
    ward.submit_result(child, "Đã vận động 14/14 hộ").done();
    person.task_page(child).ok().must_say("Chờ nơi giao chấp nhận");
    person.on_task(child, "accept", &[]).done();
    person.task_page(no).ok();
    person.submit_result(no, "Xong").done();
    // Another ward has no part in the child and cannot open it; units outside cannot either.
    office.ward("Kim Mã").task_page(child).must_refuse(404, "not-found", "Không tìm thấy nhiệm vụ");
    drop(answers);
});

on_both!(a_task_that_comes_back_is_assigned_by_itself, at "2017-04-10T08:00:00+07:00", |mut office| {
    let head = office.head();
    let lead = office.unit("Phòng Tài chính - Kế hoạch").to_string();
    let (person, answers) = (office.officer("chuyen-vien").to_string(), office.officer("tu-phap").to_string());
    let fields = [
        ("every", "month"),
        ("first_on", "30/4/2017"),
        ("until_on", "30/6/2017"),
        ("work", "Tổng hợp thu ngân sách tháng"),
        ("procedure", "Đối chiếu với Chi cục Thuế, Kho bạc"),
        ("expected_result", "Biểu thu ngân sách"),
        ("assigner", "ubnd"),
        ("lead_unit", &lead),
        ("person", &person),
        ("head", &answers),
    ];
    head.get(&format!("/{BOOK}/task-series")).ok();
    let with_day = [&fields[..], &[("due", "5/5/2017")]].concat();
    head.post(&format!("/{BOOK}/task-series"), &with_day).must_fault("due", "không phải một ngày");
    head.post(&format!("/{BOOK}/task-series"), &[&fields[..], &[("due", "3 ngày làm việc")]].concat()).done();
    let count = |office: &Office| office.number(&format!("select count(*) from task where book = '{BOOK}'"));
    office.command(&["tasks", "sweep", "--book", BOOK]).done();
    assert_eq!(count(&office), 0);
    office.later("2017-04-30T08:00:00+07:00");
    for _ in 0..2 {
        office.command(&["tasks", "sweep", "--book", BOOK]).done();
    }
    assert_eq!(count(&office), 1);
    office.later("2017-07-03T08:00:00+07:00");
    office.command(&["tasks", "sweep", "--book", BOOK]).done();
    office.head().get(&format!("/{BOOK}/task-series")).ok().must_say("đã dừng");
    assert_eq!(count(&office), 2, "what was missed is assigned once, not three times");
    office.specialist().tasks("view=mine").must_say("Tổng hợp thu ngân sách tháng");
});

on_both!(deadlines_are_read_by_calendar_programs, at "2017-04-10T08:00:00+07:00", |office| {
    assigned(office, &[]);
    let person = office.specialist();
    person.get(&format!("/{BOOK}/tasks/feed")).ok().must_say("Tạo địa chỉ lịch");
    person.post(&format!("/{BOOK}/tasks/feed"), &[]).done();
    let address = person.get(&format!("/{BOOK}/tasks/feed")).ok().href_of("/public/");
    let feed = office.anyone().get(&address).ok().html();
    assert!(feed.starts_with("BEGIN:VCALENDAR\r\n") && feed.trim_end().ends_with("END:VCALENDAR"), "{feed}");
    assert!(feed.contains("DTEND:20170615T100000Z") && feed.contains("UID:task-1@ba-dinh.roviec"), "{feed}");
    assert!(feed.lines().all(|line| line.len() <= 75), "lines are folded: {feed}");
    office.anyone().get(&address.replace(".ics", "0.ics")).must_refuse(404, "not-found", "Không tìm thấy lịch");
    let file = office.path("lich.ics");
    office.command(&["calendar", "chuyen-vien", "--book", BOOK, "-o", file.to_str().expect("a path")]).done();
    let written = std::fs::read_to_string(&file).expect("the calendar");
    assert!(written.contains("UID:task-1@ba-dinh.roviec"), "{written}");
    office.command(&["calendar", "nobody", "--book", BOOK, "-o", "x.ics"]).must_fail(2, "Không có cán bộ");
});

on_both!(the_next_tasks_of_a_report_become_tasks_and_come_back_in_the_next_one, at "2017-05-05T09:00:00+07:00", |mut office| {
    crate::stories::ba_dinh::estimates(&office);
    let period = crate::stories::ba_dinh::april(&office);
    let specialist = office.specialist();
    let report = specialist.draft_report(period).created();
    let page = specialist.get(&format!("/{BOOK}/reports/{report}")).ok();
    let next = "Thu nợ thuế ngoài quốc doanh | Phòng Tài chính - Kế hoạch | 30/6/2017\nGiữ trật tự đô thị";
    let fields = [("next_tasks", next), ("seen", &page.typed("seen"))];
    specialist.post(&format!("/{BOOK}/reports/{report}"), &fields).done();
    specialist.get(&format!("/{BOOK}/reports/{report}/tasks")).must_refuse(409, "not-signed", "Ký báo cáo");
    let head = office.head();
    head.get(&format!("/{BOOK}/reports/{report}")).ok();
    head.sign_report(report).done();
    let form = head.get(&format!("/{BOOK}/reports/{report}/tasks")).ok();
    form.must_say("Thu nợ thuế ngoài quốc doanh").must_say("Giữ trật tự đô thị");
    assert_eq!((form.typed("t0.due").as_str(), form.typed("t0.lead_unit")), ("30/6/2017", office.unit("Phòng Tài chính - Kế hoạch").to_string()));
    let (person, answers) = (office.officer("chuyen-vien").to_string(), office.officer("tu-phap").to_string());
    let lead = form.typed("t0.lead_unit");
    let mut fields: Vec<(String, String)> = vec![("assigner".into(), "ubnd".into())];
    for (at, work, due) in [(0, "Thu nợ thuế ngoài quốc doanh", "30/6/2017"), (1, "Giữ trật tự đô thị", "31/5/2017")] {
        fields.push(("item".into(), at.to_string()));
        let rest = [("work", work), ("due", due), ("lead_unit", &lead), ("person", &person), ("head", &answers), ("procedure", "Theo kế hoạch"), ("expected_result", "Xong")];
        fields.extend(rest.map(|(field, value)| (format!("t{at}.{field}"), value.to_owned())));
    }
    let send = |fields: &[(String, String)]| {
        let borrowed: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        head.post(&format!("/{BOOK}/reports/{report}/tasks"), &borrowed)
    };
    let missing: Vec<_> = fields.iter().filter(|(name, _)| name != "t1.procedure").cloned().collect();
    send(&missing).must_fault("t1.procedure", "rõ quy trình");
    assert_eq!(office.number("select count(*) from task"), 0, "all or none");
    send(&fields).done();
    head.get(&format!("/{BOOK}/reports/{report}/tasks")).ok().must_say("Nhiệm vụ 1: Thu nợ thuế");
    // One is done in time, the other passes its deadline; the report of June says so from the record.
    let person = office.specialist();
    person.task_page(1).ok();
    person.on_task(1, "confirm", &[]).done();
    person.submit_result(1, "Thu đủ").done();
    let answers = office.handler();
    answers.task_page(1).ok();
    answers.on_task(1, "confirm-result", &[]).done();
    head.task_page(1).ok();
    head.on_task(1, "accept", &[]).done();
    office.later("2017-07-03T09:00:00+07:00");
    let specialist = office.specialist();
    let june = specialist.open_period("6 tháng đầu năm 2017", "30/6/2017").created();
    let second = specialist.draft_report(june).created();
    let page = specialist.get(&format!("/{BOOK}/reports/{second}")).ok();
    page.must_say("Trong 2 nhiệm vụ nêu ở báo cáo trước: hoàn thành đúng hạn 1; đang thực hiện quá hạn 1.");
    page.must_say("Giữ trật tự đô thị Phòng Tài chính - Kế hoạch 31/5/2017 Đang thực hiện quá hạn");
});
