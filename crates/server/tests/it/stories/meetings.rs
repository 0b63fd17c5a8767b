//! The City works with the district (SC4): the session of 10/4/2014 with its proposals, requests and conclusion.

use crate::harness::{BOOK, Figure, Figures, Meetings, Reports, Tasks, pdf_text};

/// Body and addressee of the four proposals.
const PROPOSALS: [(&str, &str); 4] = [
    ("Bố trí vốn hoàn thành các dự án khởi công giai đoạn 2005-2008", "Sở Kế hoạch và Đầu tư"),
    ("Trụ sở quận, phường, trung tâm văn hóa - thể thao, trường học, trạm y tế", "Sở Tài chính"),
    ("Các tuyến đường trọng điểm, trong đó có đường số 4", "Sở Giao thông vận tải"),
    ("Hỗ trợ chỉ đạo thực hiện các chỉ tiêu Thành phố giao", "Sở Nội vụ"),
];

on_both!(t4_1_a_ten_day_report_refuses_1962_within_1870, at "2017-04-10T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let period = specialist.open_period("tháng 4 năm 2017", "10/4/2017").created();
    specialist.enter(&Figure::of(period, "ho-so-tiep-nhan", crate::harness::ROOT, "1.870")).done();
    specialist.enter(&Figure::of(period, "ho-so-mot-cua", crate::harness::ROOT, "1.962")).done();
    let report = specialist.draft_report(period).created();
    // The session rests on that report.
    let meeting = specialist.call_session().created();
    specialist.get(&format!("/{BOOK}/meetings/{meeting}/edit")).ok();
    let number = report.to_string();
    let fields = [
        ("kind", "working-session"),
        ("title", "của Thành phố với quận"),
        ("starts_at", "10/4/2017 08:00"),
        ("chair", "Chủ tịch UBND Thành phố"),
        ("report", &number),
    ];
    specialist.post(&format!("/{BOOK}/meetings/{meeting}/edit"), &fields).done();
    specialist.meeting_page(meeting).ok().must_link(&format!("/{BOOK}/reports/{report}"));
    let refused = office.head().sign_report(report);
    refused.must_refuse(409, "checks-failed", "vượt tổng 92 hồ sơ");
    let page = office.head().get(&format!("/{BOOK}/reports/{report}")).ok();
    page.must_say("1.962").must_say("1.870").must_say("vượt tổng 92 hồ sơ");
    // A written explanation lets it be signed.
    let field = specialist.report_page(report).ok().field_name("explained.part-over-whole/ho-so-mot-cua/");
    specialist.write_report(report, &[(field.as_str(), "Bộ phận một cửa đếm cả hồ sơ nhận hộ cấp thành phố")]).done();
    let head = office.head();
    head.report_page(report).ok();
    head.sign_report(report).done();
});

on_both!(t4_2_every_conclusion_has_one_responsible_side, at "2014-04-10T10:00:00+07:00", |office| {
    let clerk = office.specialist();
    let no = clerk.call_session().created();
    let unit = office.unit("Phòng Tài chính - Kế hoạch").to_string();
    let item = |fields: &[(&str, &str)]| clerk.on_meeting(no, "items", fields);
    clerk.meeting_page(no).ok();
    item(&[("item", "")]).must_fault("item", "Chưa ghi nội dung");
    item(&[("item", "Phân chia lại chỉ tiêu"), ("unit", &unit), ("outside", "Sở Kế hoạch và Đầu tư")])
        .must_refuse(409, "two-sides", "chỉ có một bên");
    item(&[("item", "Các sở phân chia lại chỉ tiêu của huyện Từ Liêm cũ"), ("outside", "Sở Kế hoạch và Đầu tư")]).done();
    item(&[("item", "Quận giao chỉ tiêu cho các phường"), ("unit", &unit)]).done();
    item(&[("item", "Sắp xếp cán bộ, trụ sở"), ("said_by", "Chủ tịch UBND Thành phố")]).done();
    item(&[("item", "Xây dựng chính quyền điện tử"), ("request", "1")]).done();
    clerk.on_meeting(no, "close", &[]).must_refuse(409, "item-without-side", "Mục 3, 4 chưa có bên chịu trách nhiệm");
    clerk.on_meeting(no, "side", &[("item_no", "3"), ("unit", &unit)]).done();
    // A request needs its side as a conclusion does.
    clerk.on_meeting(no, "close", &[]).must_refuse(409, "item-without-side", "Mục 4 chưa có bên chịu trách nhiệm");
    clerk.on_meeting(no, "side", &[("item_no", "4"), ("unit", &unit)]).done();
    clerk.on_meeting(no, "close", &[]).done();
    let facts = office.facts();
    clerk.on_meeting(no, "close", &[]).done();
    assert_eq!(office.facts(), facts);
    let sides = office.number(&format!(
        "select count(*) from meeting_item where book = '{BOOK}' and (unit is null) = (outside = '')"
    ));
    assert_eq!(sides, 0, "exactly one side each");
    item(&[("item", "Thêm sau khi chốt"), ("unit", &unit)]).must_refuse(409, "minutes-closed", "đã chốt");
    // Items of the office become tasks in one act, all or none; those of departments are followed.
    let head = office.head();
    let form = head.get(&format!("/{BOOK}/meetings/{no}/tasks")).ok();
    form.must_say("Quận giao chỉ tiêu cho các phường").must_not_say("Các sở phân chia lại");
    let (person, answers) = (office.officer("chuyen-vien").to_string(), office.officer("tu-phap").to_string());
    let full = |at: i64| {
        [("procedure", "Theo quy chế làm việc"), ("expected_result", "Hoàn thành"), ("person", &person), ("head", &answers), ("due", "30/6/2014"), ("work", "Việc từ kết luận")]
            .map(|(field, value)| (format!("m{at}.{field}"), value.to_owned()))
    };
    let mut fields: Vec<(String, String)> = vec![("assigner".into(), "ubnd-thanh-pho".into())];
    for at in [2, 3] {
        fields.push(("item".into(), at.to_string()));
        fields.extend(full(at));
    }
    let send = |fields: &[(String, String)]| {
        let borrowed: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        head.post(&format!("/{BOOK}/meetings/{no}/tasks"), &borrowed)
    };
    let without: Vec<_> = fields.iter().filter(|(name, _)| name != "m3.procedure").cloned().collect();
    send(&without).must_fault("m3.procedure", "rõ quy trình");
    assert_eq!(office.number("select count(*) from task"), 0, "all or none");
    send(&fields).done();
    send(&fields).done();
    assert_eq!(office.number("select count(*) from task"), 2, "an item becomes one task only");
    clerk.meeting_page(no).ok().must_say("nhiệm vụ số 1").must_say("nhiệm vụ số 2");
    clerk.on_meeting(no, "follow", &[("item_no", "2"), ("follow_note", "x")]).must_refuse(409, "task-follows", "nhiệm vụ số 1");
    clerk.on_meeting(no, "follow", &[("item_no", "1"), ("follow_note", "Sở đã có văn bản"), ("done", "1")]).done();
    clerk.meeting_page(no).ok().must_say("xong: Sở đã có văn bản");
});

on_both!(t4_3_a_promised_option_stays_open_until_it_is_there, at "2014-04-10T10:00:00+07:00", |mut office| {
    let clerk = office.specialist();
    let no = clerk.call_session().created();
    clerk.meeting_page(no).ok();
    clerk.on_meeting(no, "proposals", &[("proposal", "x"), ("addressed", "")]).must_fault("addressed", "gửi ai");
    for (body, addressed) in PROPOSALS {
        clerk.on_meeting(no, "proposals", &[("proposal", body), ("addressed", addressed)]).done();
    }
    let states = || office.rows("select state from meeting_proposal order by no");
    assert_eq!(states(), ["pending"; 4]);
    // Nothing answered yet: all four are owed.
    let owed = clerk.get(&format!("/{BOOK}/meetings/follow-up")).ok();
    for (body, _) in PROPOSALS {
        owed.must_say(body);
    }
    let answer = |number: &str, key: &str, text: &str, by: &str| {
        let fields = [("proposal_no", number), ("answer", key), ("answer_text", text), ("promised_on", by)];
        clerk.on_meeting(no, "answers", &fields)
    };
    answer("1", "promised", "", "").must_fault("answer_text", "Chưa ghi nội dung trả lời");
    for number in ["1", "2", "3"] {
        answer(number, "promised", "Nhất trí và sẽ có phương án cùng quận tháo gỡ", "30/4/2014").done();
    }
    answer("4", "agreed", "Nhất trí", "").done();
    let owed = clerk.get(&format!("/{BOOK}/meetings/follow-up")).ok();
    owed.must_say("đường số 4").must_say("Sẽ có phương án").must_not_say("Hỗ trợ chỉ đạo");
    clerk.on_meeting(no, "close", &[]).done();
    office.later("2014-05-05T08:00:00+07:00");
    let clerk = office.specialist();
    let owed = clerk.get(&format!("/{BOOK}/meetings/follow-up")).ok();
    owed.must_say("30/4/2014");
    clerk.meeting_page(no).ok();
    // An option without words is none: it stays owed.
    let empty = [("proposal_no", "3"), ("answer", "option"), ("answer_text", "")];
    clerk.on_meeting(no, "answers", &empty).must_fault("answer_text", "Chưa ghi phương án");
    clerk.get(&format!("/{BOOK}/meetings/follow-up")).ok().must_say("đường số 4");
    clerk.meeting_page(no).ok();
    let option = [("proposal_no", "3"), ("answer", "option"), ("answer_text", "Đưa đường số 4 vào kế hoạch vốn 2015")];
    clerk.on_meeting(no, "answers", &option).done();
    clerk.get(&format!("/{BOOK}/meetings/follow-up")).ok().must_not_say("đường số 4");
    clerk.meeting_page(no).ok().must_say("Đưa đường số 4 vào kế hoạch vốn 2015").must_say("Đã có phương án");
    assert_eq!(office.rows("select state from meeting_proposal order by no"), ["promised", "promised", "option", "agreed"]);
});

on_both!(t4_4_the_by_election_is_due_before_22_june_with_a_countdown, at "2014-04-10T10:00:00+07:00", |mut office| {
    let clerk = office.specialist();
    let no = clerk.call_session().created();
    let unit = office.unit("Phòng Tài chính - Kế hoạch").to_string();
    clerk.meeting_page(no).ok();
    let fields = [("item", "Bầu bổ sung các chức danh"), ("unit", unit.as_str()), ("due", "sớm nhất")];
    clerk.on_meeting(no, "items", &fields).must_fault("due", "trước ngày 22/6");
    let fields = [("item", "Bầu bổ sung các chức danh"), ("unit", unit.as_str()), ("due", "trước ngày 22/6")];
    clerk.on_meeting(no, "items", &fields).done();
    clerk.meeting_page(no).ok().must_say("21/6/2014 (còn 72 ngày)");
    clerk.on_meeting(no, "close", &[]).done();
    // Nobody wrote about it for a week: it stands on the weekly list.
    clerk.get(&format!("/{BOOK}/meetings/follow-up")).ok().must_not_say("Bầu bổ sung");
    office.later("2014-04-17T10:30:00+07:00");
    let clerk = office.specialist();
    clerk.get(&format!("/{BOOK}/meetings/follow-up")).ok().must_say("Bầu bổ sung").must_say("còn 65 ngày");
    // As a task it keeps that deadline.
    office.head().get(&format!("/{BOOK}/meetings/{no}/tasks")).ok().must_say("Bầu bổ sung");
    assert_eq!(office.head().get(&format!("/{BOOK}/meetings/{no}/tasks")).ok().typed("m1.due"), "21/6/2014");
});

on_both!(t4_5_the_event_has_its_time_and_the_news_its_own, at "2014-04-10T10:00:00+07:00", |mut office| {
    let clerk = office.specialist();
    let no = clerk.call_session().created();
    clerk.meeting_page(no).ok();
    clerk.on_meeting(no, "news", &[("news_title", "")]).must_fault("news_title", "tiêu đề").must_fault("author", "tác giả");
    office.later("2014-04-11T07:00:00+07:00");
    let clerk = office.specialist();
    clerk.meeting_page(no).ok();
    let news = [("news_title", "Chủ tịch UBND Thành phố làm việc với quận"), ("news_body", "Sáng 10/4.\nThành phố làm việc với quận."), ("author", "Phòng Văn hóa và Thông tin")];
    clerk.on_meeting(no, "news", &news).done();
    clerk.on_meeting(no, "news", &news).done();
    let page = office.anyone().get(&format!("/public/{BOOK}/meetings/{no}")).ok();
    page.must_say("Sự việc diễn ra 10/4/2014 08:00").must_say("Đăng lúc 11/4/2014 07:00").must_say("Phòng Văn hóa và Thông tin");
    office.anyone().get("/public").ok().must_say("diễn ra 10/4/2014 08:00, đăng 11/4/2014 07:00");
    let other = [("news_title", "Khác"), ("news_body", "x"), ("author", "y")];
    clerk.on_meeting(no, "news", &other).must_refuse(409, "published-before", "đã đăng");
    // No news of what has not happened yet.
    clerk.get(&format!("/{BOOK}/meetings/new")).ok();
    let to_come = [("kind", "briefing"), ("title", "tuần sau"), ("starts_at", "14/4/2014 08:00"), ("chair", "Chủ tịch UBND quận")];
    let to_come = clerk.post(&format!("/{BOOK}/meetings"), &to_come).created();
    clerk.meeting_page(to_come).ok();
    clerk.on_meeting(to_come, "news", &other).must_refuse(409, "not-held-yet", "chưa diễn ra");
});

on_both!(minutes_and_notice_are_documents, at "2014-04-10T10:00:00+07:00", |office| {
    let clerk = office.specialist();
    let no = clerk.call_session().created();
    let unit = office.unit("Phòng Tài chính - Kế hoạch").to_string();
    clerk.meeting_page(no).ok();
    let (body, addressed) = PROPOSALS[0];
    clerk.on_meeting(no, "proposals", &[("proposal", body), ("addressed", addressed)]).done();
    clerk.on_meeting(no, "notice", &[("signer", "x")]).must_refuse(409, "minutes-open", "Chốt biên bản");
    clerk.on_meeting(no, "items", &[("item", "Cải cách thủ tục hành chính"), ("unit", &unit), ("due", "30/6/2014")]).done();
    clerk.on_meeting(no, "close", &[]).done();
    clerk.on_meeting(no, "notice", &[("signer", "")]).must_fault("signer", "người ký");
    for _ in 0..2 {
        clerk.on_meeting(no, "notice", &[("authority", "TL"), ("signer", "Chánh Văn Phòng"), ("signer_post", "Chánh Văn phòng")]).done();
    }
    assert_eq!(office.rows("select symbol, kind from document"), ["01/TB-UBND|TB"]);
    let save = |name: &str, path: &str| {
        let file = office.path(name);
        std::fs::write(&file, clerk.get(path).ok().bytes).expect("written");
        file
    };
    let notice = pdf_text(&save("tb.pdf", &format!("/{BOOK}/meetings/{no}/notice/pdf")));
    for words in ["THÔNG BÁO", "Số: 01/TB-UBND", "Cải cách thủ tục hành chính", "30/6/2014", "TL. CHỦ TỊCH", "Chánh Văn Phòng"] {
        assert!(notice.contains(words), "{words} in {notice}");
    }
    let minutes = pdf_text(&save("bb.pdf", &format!("/{BOOK}/meetings/{no}/minutes/pdf")));
    for words in ["BIÊN BẢN", "Sở Nội vụ", "2005-2008", "Kết luận", "Phòng Tài chính - Kế hoạch"] {
        assert!(minutes.contains(words), "{words} in {minutes}");
    }
});

on_both!(the_working_week_is_a_page_a_print_and_a_calendar, at "2017-04-10T08:00:00+07:00", |office| {
    let clerk = office.specialist();
    let leader = office.officer("chu-tich").to_string();
    clerk.get(&format!("/{BOOK}/work-calendar")).ok().must_say("Tuần từ 10/4/2017 đến 16/4/2017");
    let fields = |title: &'static str, from: &'static str, to: &'static str| {
        [("title", title), ("starts_at", from), ("ends_at", to), ("place", "Phòng họp tầng 2"), ("attended", "Các phòng")]
    };
    let make = |fields: &[(&str, &str)]| clerk.post(&format!("/{BOOK}/work-calendar"), &[fields, &[("chaired_by", leader.as_str())]].concat());
    make(&fields("", "12/4/2017 10:00", "12/4/2017 08:00")).must_fault("title", "nội dung").must_fault("ends_at", "sau giờ bắt đầu");
    make(&fields("Giao ban tuần", "12/4/2017 08:00", "12/4/2017 10:00")).done();
    make(&fields("Tiếp công dân", "13/4/2017 14:00", "13/4/2017 16:30")).done();
    let week = office.ward("Ngọc Hà").get(&format!("/{BOOK}/work-calendar?week=2017-04-15")).ok();
    week.must_say("Thứ tư 12/4 08:00–10:00 Giao ban tuần").must_say("Thứ năm 13/4 14:00–16:30 Tiếp công dân");
    clerk.get(&format!("/{BOOK}/work-calendar")).ok();
    clerk.post(&format!("/{BOOK}/appointments/2/cancel"), &[]).done();
    clerk.get(&format!("/{BOOK}/work-calendar")).ok().must_say("(Đã bỏ) Tiếp công dân");
    let file = office.path("tuan.pdf");
    std::fs::write(&file, clerk.get(&format!("/{BOOK}/work-calendar/tuan.pdf?week=2017-04-10")).ok().bytes).expect("written");
    let printed = pdf_text(&file);
    assert!(printed.contains("LỊCH CÔNG TÁC TUẦN") && printed.contains("Giao ban tuần"), "{printed}");
    let ics = clerk.get(&format!("/{BOOK}/work-calendar/tuan.ics?week=2017-04-10")).ok().html();
    assert!(ics.contains("DTSTART:20170412T010000Z") && ics.contains("STATUS:CANCELLED"), "{ics}");
    // The leader's own feed holds them too.
    let head = office.head();
    head.get(&format!("/{BOOK}/tasks/feed")).ok();
    head.post(&format!("/{BOOK}/tasks/feed"), &[]).done();
    let address = head.get(&format!("/{BOOK}/tasks/feed")).ok().href_of("/public/");
    assert!(office.anyone().get(&address).ok().html().contains("SUMMARY:Giao ban tuần"));
    head.tasks("view=open").must_say("Không có nhiệm vụ nào");
});
