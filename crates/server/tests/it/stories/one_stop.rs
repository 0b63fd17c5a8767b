//! A day at the one-stop shop (SC6): received, passed on, waited for, decided, handed back, counted.

use crate::harness::{Actor, BOOK, Cases, Figures, Office, pdf_text};

/// Friday morning; Tuesday 24/11/2026 is a day off.
const CODE: &str = "H26.001-261120-0001";

/// Received, examined, decided and handed back by whoever does it usually.
fn settle(office: &Office, people: (&Actor, &Actor, &Actor), no: i64) {
    let (counter, handler, head) = people;
    counter.send_on(no, "tham-tra", office.officer("tu-phap")).done();
    handler.send_on(no, "ky", office.officer("chu-tich")).done();
    head.case_page(no).ok();
    head.on_case(no, "decision", &[("outcome", "cap")]).done();
    counter.case_page(no).ok();
    counter.on_case(no, "fees", &[("method", "cash")]).done();
    counter.on_case(no, "hand-back", &[]).done();
}

/// What the statistics page says closes, and its numbers as read: received, settled, in progress, stopped.
#[track_caller]
fn closes(actor: &Actor, expected: [i64; 4]) {
    let page = actor.get(&format!("/{BOOK}/case-statistics?from=1/11/2026&to=30/11/2026")).ok();
    let [received, settled, open, stopped] = expected;
    page.must_say(&format!(
        "Tiếp nhận {received} = đã giải quyết {settled} + đang giải quyết {open} + dừng, rút {stopped}."
    ));
}

on_both!(a_case_goes_from_the_counter_to_the_result, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head) = (office.counter(), office.handler(), office.head());
    let no = counter.receive(&[]).created();
    let page = counter.case_page(no).ok();
    // Friday is not counted; Monday, Wednesday and Thursday are, because Tuesday is a day off.
    page.must_say(CODE).must_say("26/11/2026 17:00").must_say("Thứ ba 24/11/2026: không tính, Ngày Văn hóa Việt Nam");
    page.must_say("Trần Thị Quầy").must_say("mã quốc gia 2: Được tiếp nhận").must_say("chưa thu");
    settle(office, (&counter, &handler, &head), no);
    let page = head.case_page(no).ok();
    page.must_say("đã trả kết quả").must_say("mã quốc gia 10: Đã trả kết quả").must_say("đã thu").must_say("trước hạn");
    for who in ["Trần Thị Quầy", "Đỗ Văn Tịch", "Người Đứng Đầu"] {
        page.must_say(who);
    }
    // Handing back twice is handing back once.
    let facts = office.facts();
    counter.on_case(no, "hand-back", &[]).done();
    assert_eq!(office.facts(), facts);
    office.command(&["verify"]).done();
});

on_both!(t6_1_received_is_settled_and_in_progress_and_stopped_at_every_moment, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head, ward) = (office.counter(), office.handler(), office.head(), office.ward("Ngọc Hà"));
    let unit = office.unit("Phường Ngọc Hà").to_string();
    closes(&head, [0, 0, 0, 0]);
    let first = counter.receive(&[]).created();
    closes(&head, [1, 0, 1, 0]);
    let second = counter.receive(&[("identity_no", ""), ("name", "Trần Thị Bình")]).created();
    ward.receive(&[("received_unit", &unit), ("name", "Lê Văn Cường"), ("identity_no", "")]).created();
    closes(&head, [3, 0, 3, 0]);
    settle(office, (&counter, &handler, &head), first);
    closes(&head, [3, 1, 2, 0]);
    counter.case_page(second).ok();
    counter.on_case(second, "pause", &[("reason_key", "bo-sung"), ("asked", "Bản sao quyết định ly hôn")]).done();
    closes(&head, [3, 1, 2, 0]);
    counter.on_case(second, "stop", &[("stop_kind", "withdrawn"), ("stop_reason", "Người nộp đề nghị rút")]).done();
    closes(&head, [3, 1, 1, 1]);
    head.case_page(first).ok();
    head.on_case(first, "reopening", &[("reopen_reason", "Ghi sai họ tên")]).done();
    closes(&head, [3, 0, 2, 1]);
    // Every level: the ward sees its own case, the district one-stop and wards without counting anything twice.
    closes(&ward, [1, 0, 1, 0]);
    let whole = head.get(&format!("/{BOOK}/case-statistics?from=1/11/2026&to=30/11/2026")).ok();
    whole.must_say("Quận Ba Đình 2").must_say("Phường Ngọc Hà 1").must_say("Tổng số 3");
    // What was kept is what a rebuild computes.
    let kept = || office.rows("select unit, day, type, channel, measure, count from case_count where count <> 0 order by 1, 2, 3, 4, 5");
    let before = kept();
    office.command(&["rebuild"]).done();
    assert_eq!(kept(), before);
});

on_both!(t6_3_a_number_of_the_statistics_opens_its_cases, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head) = (office.counter(), office.handler(), office.head());
    let no = counter.receive(&[]).created();
    settle(office, (&counter, &handler, &head), no);
    let page = head.get(&format!("/{BOOK}/case-statistics?from=1/11/2026&to=30/11/2026")).ok();
    page.must_say("Tỷ lệ đúng hạn 100,0 %, mục tiêu trên 99 %: đạt");
    head.get(&page.href_of("counted=early")).ok().must_say(CODE).must_say("giải quyết trước hạn từ 1/11/2026");
    // 1.000 settled, 9 or 10 of them late: the strict goal is met, then missed.
    let counts = |late: i64| {
        office.rows("delete from case_count where measure <> 'received'");
        for (measure, count) in [("early", 1000 - late), ("late", late)] {
            let sql = "insert into case_count (book, unit, day, type, channel, measure, count)";
            office.rows(&format!("{sql} values ('{BOOK}', 1, '2026-11-20', 'x', 'counter', '{measure}', {count})"));
        }
        head.get(&format!("/{BOOK}/case-statistics?from=1/11/2026&to=30/11/2026")).ok()
    };
    counts(9).must_say("Tỷ lệ đúng hạn 99,1 %, mục tiêu trên 99 %: đạt");
    counts(10).must_say("Tỷ lệ đúng hạn 99,0 %, mục tiêu trên 99 %: chưa đạt");
});

on_both!(t6_4_every_case_has_exactly_one_holder_at_any_instant, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head) = (office.counter(), office.handler(), office.head());
    let no = counter.receive(&[]).created();
    settle(office, (&counter, &handler, &head), no);
    counter.receive(&[]).created();
    head.get(&format!("/{BOOK}/morning")).ok().must_say("Hồ sơ không có người giữ: 0.");
    // No gap and no overlap: each holding begins when the one before ends, and one is open per case.
    let gaps = "select count(*) from holding a join holding b on b.book = a.book and b.case_no = a.case_no and b.no = a.no + 1 \
        where a.to_at is null or a.to_at <> b.from_at";
    assert_eq!(office.number(gaps), 0);
    assert_eq!(office.number("select count(*) from holding where to_at is null"), 2);
    assert_eq!(office.number("select count(*) from case_file f where not exists (select 1 from holding h where h.case_no = f.no and h.officer = f.holder and h.to_at is null)"), 0);
    // An officer who leaves is missed at once.
    office.rows(&format!("update post set effective_to = '2026-11-19' where officer = {}", office.officer("mot-cua")));
    head.get(&format!("/{BOOK}/morning")).ok().must_say("Hồ sơ không có người giữ: 1.");
    // A colleague takes it over; two at once: one wins, the other gets a sentence.
    let second = office.number("select max(no) from case_file");
    let (colleague, other) = (office.colleague(), office.head());
    let seen = colleague.case_page(second).ok().typed("seen");
    let seen_too = other.case_page(second).ok().typed("seen");
    colleague.on_case(second, "take", &[("seen", &seen)]).done();
    other.on_case(second, "take", &[("seen", &seen_too)]).must_refuse(409, "case-moved", "vừa được chuyển cho Phạm Văn Đón");
    head.get(&format!("/{BOOK}/morning")).ok().must_say("Hồ sơ không có người giữ: 0.");
});

on_both!(t6_5_a_forwarded_case_keeps_one_code_and_one_receipt, at "2026-11-20T09:00:00+07:00", |office| {
    let (ward, handler) = (office.ward("Ngọc Hà"), office.handler());
    let unit = office.unit("Phường Ngọc Hà").to_string();
    let no = ward.receive(&[("received_unit", &unit)]).created();
    let code = office.rows("select code from case_file").join("");
    assert_eq!(code, "H26.00010-261120-0001");
    ward.send_on(no, "tham-tra", office.officer("tu-phap")).done();
    handler.case_page(no).ok().must_say(&code);
    handler.send_on(no, "tham-tra", office.officer("ngoc-ha")).done();
    ward.case_page(no).ok().must_say(&code).must_say("Cán bộ Ngọc Hà");
    assert_eq!(office.number("select count(*) from case_file"), 1);
    assert_eq!(office.number("select count(*) from case_count where length(day) = 10"), 1, "counted once, where it was received");
    let receipt = ward.get(&format!("/{BOOK}/cases/{no}/forms/01.pdf")).ok();
    let file = office.path("giay-tiep-nhan.pdf");
    std::fs::write(&file, &receipt.bytes).expect("the file is written");
    let text = pdf_text(&file);
    for words in [code.as_str(), "GIẤY TIẾP NHẬN HỒ SƠ", "Nguyễn Văn Á", "17 giờ 00 phút, ngày 26 tháng 11 năm 2026"] {
        assert!(text.contains(words), "{words} not in\n{text}");
    }
    let secret = office.rows("select secret from case_file").join("");
    assert!(text.contains(&secret), "the receipt carries the secret");
});

on_both!(t6_6_a_day_of_245_dossiers_matches_the_register, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, head) = (office.counter(), office.head());
    for at in 1..=245 {
        let name = format!("Người Nộp Số {at}");
        counter.receive(&[("name", name.as_str()), ("identity_no", "")]).created();
    }
    closes(&head, [245, 0, 245, 0]);
    let register = head.get(&format!("/{BOOK}/case-register?from=20/11/2026&to=20/11/2026")).ok();
    register.must_say("245 hồ sơ.").must_say("H26.001-261120-0001").must_say("H26.001-261120-0245");
    let day = head.get(&format!("/{BOOK}/case-statistics?from=20/11/2026&to=20/11/2026")).ok();
    day.must_say("20/11/2026 245 0 0");
    // Every number once, none left out.
    assert_eq!(office.number("select count(distinct code) from case_file"), 245);
    head.cases("view=all").must_say("Trang sau");
});

on_both!(papers_are_asked_for_and_the_clock_stands, at "2026-11-20T09:00:00+07:00", |mut office| {
    let no = office.counter().receive(&[]).created();
    office.counter().send_on(no, "tham-tra", office.officer("tu-phap")).done();
    let handler = office.handler();
    handler.case_page(no).ok();
    handler.on_case(no, "pause", &[("reason_key", "bo-sung"), ("asked", "Bản sao quyết định ly hôn\nTờ khai ký lại")]).done();
    let page = handler.case_page(no).ok();
    page.must_say("đang tạm dừng").must_say("mã quốc gia 5: Yêu cầu bổ sung giấy tờ").must_say("Mẫu 02");
    let secret = office.rows("select secret from case_file").join("");
    let track = format!("/public/{BOOK}/cases?code={CODE}&secret={secret}");
    let tracked = office.anyone().get(&track).ok();
    tracked.must_say("Bản sao quyết định ly hôn").must_say("tính tiếp khi ông/bà bổ sung đủ giấy tờ");
    tracked.must_not_say("Nguyễn Văn Á").must_not_say("001085012345");
    // Days pass; the case is not late, and goes on where it stood.
    office.later("2026-11-27T09:00:00+07:00");
    office.head().cases("view=overdue").must_say("Không có hồ sơ nào trong mục này.");
    let handler = office.handler();
    handler.case_page(no).ok();
    handler.on_case(no, "resume", &[("resume_note", "Đã nộp đủ")]).done();
    // Nothing had been consumed on Friday 20/11 (the day of receipt), so three working days are left from Friday 27/11 09:00.
    handler.case_page(no).ok().must_say("2/12/2026 09:00");
    // Then the limit passes, and nobody has to run anything for the list to say so.
    office.later("2026-12-02T09:01:00+07:00");
    office.head().cases("view=overdue").must_say(CODE);
    let listed = office.command(&["cases", "list", "--overdue", "--book", BOOK, "--json"]).done();
    assert!(listed.contains("\"overdue\": true") && listed.contains(CODE), "{listed}");
    let before = office.command(&["cases", "list", "--overdue", "--book", BOOK, "--as-of", "2026-12-02T09:00:00+07:00", "--json"]).done();
    assert!(before.contains("\"cases\": []"), "exactly at the limit is on time: {before}");
});

on_both!(an_apology_leaves_the_limit_where_it_was, at "2026-11-20T09:00:00+07:00", |mut office| {
    let no = office.counter().receive(&[]).created();
    office.later("2026-11-30T09:00:00+07:00");
    let head = office.head();
    head.case_page(no).ok();
    head.on_case(no, "extension", &[("by", "1 ngày làm việc"), ("reason", "x")]).must_refuse(409, "no-extension", "không cho gia hạn");
    head.on_case(no, "apology", &[("promised_at", "26/11/2026 17:00"), ("cause", "Máy hỏng")]).must_refuse(409, "promise-not-later", "phải sau");
    head.on_case(no, "apology", &[("promised_at", "2/12/2026 17:00"), ("cause", "Hệ thống tra cứu ngừng")]).done();
    let page = head.case_page(no).ok();
    page.must_say("hẹn lại 2/12/2026 17:00").must_say("26/11/2026 17:00, quá 3 ngày").must_say("Mẫu 04");
    head.on_case(no, "apology", &[("promised_at", "9/12/2026 17:00"), ("cause", "y")]).must_refuse(409, "apologised-before", "một lần");
    head.cases("view=overdue").must_say(CODE);
});

on_both!(a_citizen_files_online_and_rates_the_service, at "2026-11-20T09:00:00+07:00", |office| {
    let citizen = office.anyone();
    citizen.get(&format!("/public/{BOOK}/procedures")).ok().must_say("Giấy xác nhận tình trạng hôn nhân");
    let fields = [
        ("type", "xac-nhan-tinh-trang-hon-nhan"), ("name", "Trần Thị Bình"), ("identity_no", "001185012345"),
        ("person_kind", "citizen"), ("phone", "0987654321"), ("field.muc-dich", "kết hôn"), ("field.xac-minh", "không"),
        ("field.so-ban", "2"),
    ];
    // A draft may be incomplete; submitting may not.
    let draft = citizen.post_files(&format!("/public/{BOOK}/filings"), &[&fields[..2], &[("draft", "1")]].concat(), &[]).done();
    let address = draft.location.expect("the page of the draft");
    let secret = address.split("secret=").nth(1).expect("a secret").to_owned();
    citizen.get(&address).ok().must_say("Giữ địa chỉ trang này");
    let path = address.split('?').next().expect("a path").to_owned();
    let again = [&fields[..], &[("secret", secret.as_str()), ("submit", "1")]].concat();
    citizen.post_files(&path, &again, &[]).must_fault("file.to-khai", "Đính kèm");
    citizen.post_files(&path, &again, &[("file.to-khai", "to-khai.exe", b"MZ")]).must_fault("file.to-khai", "không thuộc loại được nhận");
    citizen.post_files(&path, &again, &[("file.to-khai", "to-khai.pdf", b"%PDF-1.4 x")]).done();
    citizen.get(&address).ok().must_say("Đã nộp, chờ cơ quan tiếp nhận");
    // Somebody else's secret opens nothing.
    assert_eq!(citizen.get(&format!("{path}?secret=XXXXXXXX")).status, 404);
    let counter = office.counter();
    counter.get(&format!("/{BOOK}/filings")).ok().must_say("Trần Thị Bình");
    counter.get(&format!("/{BOOK}/filings/1")).ok().must_say("0987654321");
    let no = counter.post(&format!("/{BOOK}/filings/1"), &[]).created();
    citizen.get(&address).ok().must_say("Đã tiếp nhận. Mã hồ sơ H26.001-261120-0001");
    // The online channel has its own fee; the case is received as any other.
    counter.case_page(no).ok().must_say("Trần Thị Bình").must_say("trực tuyến");
    let secret = office.rows("select secret from case_file").join("");
    let rating = [("code", CODE), ("secret", secret.as_str()), ("stars", "5"), ("remark", "Nhanh")];
    let path = format!("/public/{BOOK}/cases/rating");
    citizen.post_raw(&path, &rating, None).must_refuse(409, "not-handed-back", "sau khi đã nhận kết quả");
    let (handler, head) = (office.handler(), office.head());
    counter.send_on(no, "tham-tra", office.officer("tu-phap")).done();
    handler.send_on(no, "ky", office.officer("chu-tich")).done();
    head.case_page(no).ok();
    head.on_case(no, "decision", &[("outcome", "cap")]).done();
    counter.case_page(no).ok();
    counter.on_case(no, "fees", &[("method", "online")]).done();
    counter.on_case(no, "hand-back", &[]).done();
    // Staff cannot rate for him: not from their session, and not without the secret.
    counter.post_raw(&path, &rating, None).must_refuse(409, "officer-rates", "không đánh giá thay");
    citizen.post_raw(&path, &[("code", CODE), ("secret", "AAAAAAAA"), ("stars", "5")], None).must_refuse(404, "not-found", "Không tìm thấy");
    citizen.post_raw(&path, &rating, None).done();
    citizen.post_raw(&path, &rating, None).must_refuse(409, "already-rated", "một lần");
    head.case_page(no).ok().must_say("5/5 sao");
});

on_both!(search_needs_no_diacritics, at "2026-11-20T09:00:00+07:00", |office| {
    let counter = office.counter();
    counter.receive(&[]).created();
    counter.receive(&[("name", "Trần Thị Bình"), ("identity_no", ""), ("address", "phố Dat")]).created();
    for (q, found, other) in [
        ("nguyen van a", "Nguyễn Văn Á", "Trần Thị Bình"),
        ("NGUYỄN VĂN Á", "Nguyễn Văn Á", "Trần Thị Bình"),
        ("binh", "Trần Thị Bình", "Nguyễn Văn Á"),
        ("261120-0002", "Trần Thị Bình", "Nguyễn Văn Á"),
        ("001085012345", "Nguyễn Văn Á", "Trần Thị Bình"),
    ] {
        let query: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
        let page = counter.cases(&format!("q={query}"));
        if q != "261120-0002" {
            page.must_say(found).must_not_say(other);
        }
    }
    counter.cases("q=%C4%91%E1%BA%A5t").must_say("Nguyễn Văn Á").must_say("Trần Thị Bình");
    counter.cases("q=khongco").must_say("Không có hồ sơ nào trong mục này.");
});

on_both!(advice_is_a_leg_of_one_case, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head, ward) = (office.counter(), office.handler(), office.head(), office.ward("Ngọc Hà"));
    let no = counter.receive(&[]).created();
    counter.send_on(no, "tham-tra", office.officer("tu-phap")).done();
    let unit = office.unit("Phường Ngọc Hà").to_string();
    handler.case_page(no).ok();
    handler.on_case(no, "advice", &[("unit", &unit), ("question", "Xác nhận nơi cư trú trước đây"), ("limit", "1 ngày làm việc")]).done();
    handler.case_page(no).ok().must_say("23/11/2026 17:00");
    handler.send_on(no, "ky", office.officer("chu-tich")).done();
    head.case_page(no).ok();
    head.on_case(no, "decision", &[("outcome", "cap")]).must_refuse(409, "advice-open", "chưa trả lời ý kiến");
    // The unit that was asked sees the case and answers; others of other units do not.
    ward.case_page(no).ok();
    ward.on_case(no, "answers", &[("leg", "1"), ("answer", "Đúng như khai")]).done();
    assert_eq!(office.ward("Kim Mã").case_page(no).status, 404);
    head.case_page(no).ok();
    head.on_case(no, "decision", &[("outcome", "cap")]).done();
    closes(&head, [1, 1, 0, 0]);
});

on_both!(an_absent_officer_has_a_stand_in, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, head, specialist) = (office.counter(), office.head(), office.specialist());
    let no = counter.receive(&[]).created();
    counter.send_on(no, "tham-tra", office.officer("tu-phap")).done();
    specialist.case_page(no).ok();
    specialist.send_on(no, "ky", office.officer("chu-tich")).must_refuse(409, "not-holder", "đang do Đỗ Văn Tịch giữ");
    let (absent, deputy) = (office.officer("tu-phap").to_string(), office.officer("chuyen-vien").to_string());
    head.get(&format!("/{BOOK}/morning")).ok();
    let named = [("officer", absent.as_str()), ("deputy", deputy.as_str()), ("from_on", "20/11/2026"), ("to_on", "21/11/2026"), ("reason", "Tập huấn")];
    head.post(&format!("/{BOOK}/stand-ins"), &named).done();
    specialist.cases("view=mine").must_say(CODE);
    specialist.send_on(no, "ky", office.officer("chu-tich")).done();
});

on_both!(a_new_version_never_moves_a_running_case_by_itself, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, head) = (office.counter(), office.head());
    let no = counter.receive(&[]).created();
    let text = include_str!("../../../../../packs/one-stop/case_types/xac-nhan-tinh-trang-hon-nhan.toml");
    let dir = office.path("goi");
    std::fs::create_dir_all(dir.join("case_types")).expect("a folder");
    let head_of_pack = "id = \"thu\"\nversion = \"2.0.0\"\ntitle = \"Thử\"\nbasis = \"Thử\"\nneeds = [\"national\"]\n";
    std::fs::write(dir.join("pack.toml"), head_of_pack).expect("written");
    let write = |text: String| std::fs::write(dir.join("case_types/x.toml"), text).expect("written");
    // The same version with another content is refused: versions are frozen.
    write(text.replace("within = \"3 ngày làm việc\"", "within = \"2 ngày làm việc\""));
    let publish = || office.command(&["pack", "publish", "--book", BOOK, dir.to_str().expect("a path")]);
    publish().must_fail(2, "Tăng `version`");
    write(text.replace("within = \"3 ngày làm việc\"", "within = \"2 ngày làm việc\"").replacen("version = 2", "version = 3", 1));
    assert!(publish().done().contains("Đã ban hành thủ tục xac-nhan-tinh-trang-hon-nhan bản 3"));
    assert!(publish().done().contains("Không có gì mới"));
    // The running case keeps its version; a new one takes the new one.
    let page = head.case_page(no).ok();
    page.must_say("bản 2").must_say("26/11/2026 17:00");
    page.must_say("Chuyển sang bản 3").must_say("3 ngày làm việc → 2 ngày làm việc; hẹn trả 26/11/2026 17:00 → 25/11/2026 17:00");
    let later = counter.receive(&[]).created();
    counter.case_page(later).ok().must_say("bản 3").must_say("25/11/2026 17:00");
    // Moved by an act, after the difference was shown; the old clock stays readable.
    head.case_page(no).ok();
    head.on_case(no, "version", &[("due_seen", "khác"), ("version_reason", "x")]).must_refuse(409, "difference-changed", "đã khác");
    let seen = head.case_page(no).ok().typed("due_seen");
    head.on_case(no, "version", &[("due_seen", &seen), ("version_reason", "Luật mới có lợi hơn")]).done();
    head.case_page(no).ok().must_say("bản 3").must_say("được thay vì: Luật mới có lợi hơn");
});

on_both!(a_decree_reprojects_every_open_clock, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head) = (office.counter(), office.handler(), office.head());
    let done = counter.receive(&[]).created();
    settle(office, (&counter, &handler, &head), done);
    let open = counter.receive(&[]).created();
    let text = include_str!("../../../../../packs/national/calendars/hanh-chinh.toml");
    let dir = office.path("lich");
    std::fs::create_dir_all(dir.join("calendars")).expect("a folder");
    let pack = "id = \"thu\"\nversion = \"2.0.0\"\ntitle = \"Thử\"\nbasis = \"Thử\"\n";
    std::fs::write(dir.join("pack.toml"), pack).expect("written");
    let swapped = text
        .replacen("version = 1", "version = 2", 1)
        .replace("{ off = 2026-08-31, make_up = 2026-08-22 }", "{ off = 2026-08-31, make_up = 2026-08-22 }, { off = 2026-11-23, make_up = 2026-11-28 }");
    std::fs::write(dir.join("calendars/x.toml"), swapped).expect("written");
    let said = office.command(&["pack", "publish", "--book", BOOK, dir.to_str().expect("a path")]).done();
    assert!(said.contains("Hồ sơ H26.001-261120-0002: 26/11/2026 17:00 → 27/11/2026 17:00"), "{said}");
    assert!(!said.contains("H26.001-261120-0001"), "a closed case keeps what held for it: {said}");
    head.case_page(open).ok().must_say("27/11/2026 17:00").must_say("được thay vì: lịch hanh-chinh bản 2");
    head.case_page(done).ok().must_say("26/11/2026 17:00");
});

on_both!(each_rung_speaks_once_and_late_ones_in_order, at "2026-11-20T09:00:00+07:00", |mut office| {
    office.counter().receive(&[]).created();
    office.later("2026-12-04T09:00:00+07:00");
    office.command(&["cases", "sweep", "--book", BOOK]).done();
    let rungs = office.rows("select rung, late from case_rung order by fired_at, planned_at");
    assert_eq!(rungs, ["50 %|1", "trước 1 ngày làm việc|1", "khi hết hạn|1", "sau 1 ngày làm việc|1"]);
    office.command(&["cases", "sweep", "--book", BOOK]).done();
    assert_eq!(office.number("select count(*) from case_rung"), 4, "each rung fires exactly once");
    office.command(&["verify"]).done();
});

on_both!(figures_of_a_report_open_down_to_the_cases, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head, specialist) = (office.counter(), office.handler(), office.head(), office.specialist());
    let (first, _) = (counter.receive(&[]).created(), counter.receive(&[]).created());
    settle(office, (&counter, &handler, &head), first);
    let period = specialist.open_period("Tháng 11 năm 2026", "20/11/2026").created();
    specialist.get(&format!("/{BOOK}/case-statistics")).ok().must_say("Đưa số hồ sơ vào kỳ báo cáo");
    let entered = specialist.post(&format!("/{BOOK}/case-statistics/figures"), &[("period", &period.to_string())]).created();
    assert_eq!(entered, period);
    let kept = office.rows("select indicator, value from figure order by no");
    assert_eq!(kept, ["ho-so-tiep-nhan|2", "ho-so-mot-cua|2", "ho-so-da-giai-quyet|1", "ho-so-dung-han|1"]);
    let opened = specialist.get(&specialist.get(&format!("/{BOOK}/figures/3")).ok().href_of("counted=settled")).ok();
    opened.must_say(CODE).must_not_say("H26.001-261120-0002");
    // The share on time is computed from two of them, never typed.
    specialist.indicator("tthc-dung-han", "20/11/2026").must_say("100 %");
    let facts = office.facts();
    specialist.get(&format!("/{BOOK}/case-statistics")).ok();
    specialist.post(&format!("/{BOOK}/case-statistics/figures"), &[("period", &period.to_string())]).done();
    assert_eq!(office.facts(), facts, "the same again is done already");
    office.command(&["verify"]).done();
});

/// A procedure with an extension: a building permit, fifteen days.
const PERMIT: &[(&str, &str)] = &[
    ("type", "giay-phep-xay-dung-nha-o"),
    ("field.dia-diem", "Số 5 phố Đất Mới"),
    ("field.so-thua", "12"),
    ("field.dien-tich-san", "120,5"),
    ("field.so-tang", "3"),
    ("paper.don", "1"),
    ("paper.quyen-su-dung-dat", "1"),
    ("paper.ban-ve", "1"),
];

on_both!(an_extension_is_bounded_and_comes_before_the_end, at "2026-11-20T09:00:00+07:00", |mut office| {
    let no = office.counter().receive(PERMIT).created();
    let head = office.head();
    // Fifteen days after Friday 20/11: Saturday 5/12, moved to Monday 7/12.
    head.case_page(no).ok().must_say("7/12/2026 17:00").must_say("Ngày cuối 5/12/2026 là ngày nghỉ");
    let extend = |head: &Actor, by: &str, reason: &str| head.on_case(no, "extension", &[("by", by), ("reason", reason)]);
    extend(&head, "11 ngày", "x").must_refuse(409, "extension-too-long", "dài hơn mức cho phép");
    extend(&head, "3 ngày làm việc", "x").must_refuse(409, "extension-too-long", "khác đơn vị");
    extend(&head, "năm ngày", "x").must_fault("by", "không phải thời hạn");
    extend(&head, "10 ngày", "").must_fault("reason", "Ghi lý do");
    extend(&head, "10 ngày", "Phải xin ý kiến phòng cháy").done();
    let page = head.case_page(no).ok();
    page.must_say("15/12/2026 17:00").must_say("hẹn ban đầu 7/12/2026 17:00").must_say("gia hạn 10 ngày");
    extend(&head, "1 ngày", "x").must_refuse(409, "extended-before", "đủ số lần");
    // Another one, whose limit has passed, can only be apologised for.
    let second = office.counter().receive(PERMIT).created();
    office.later("2026-12-08T09:00:00+07:00");
    let head = office.head();
    head.case_page(second).ok();
    head.on_case(second, "extension", &[("by", "5 ngày"), ("reason", "x")]).must_refuse(409, "extension-too-late", "Đã quá hạn");
});

on_both!(a_pause_entered_late_keeps_both_instants, at "2026-11-20T09:00:00+07:00", |mut office| {
    let no = office.counter().receive(&[]).created();
    office.counter().send_on(no, "tham-tra", office.officer("tu-phap")).done();
    office.later("2026-11-26T10:00:00+07:00");
    let handler = office.handler();
    handler.case_page(no).ok().must_say("26/11/2026 17:00");
    let late = [("reason_key", "bo-sung"), ("asked", "Giấy tờ"), ("from_at", "25/11/2026 09:00")];
    handler.on_case(no, "pause", &late).done();
    handler.case_page(no).ok().must_say("25/11/2026 09:00 26/11/2026 10:00").must_say("ghi lúc 26/11/2026 10:00");
    handler.on_case(no, "resume", &[("to_at", "26/11/2026 09:00")]).done();
    // One working day lay between, so the end moves by one working day.
    handler.case_page(no).ok().must_say("27/11/2026 17:00");
    handler.on_case(no, "resume", &[]).must_refuse(409, "not-waiting", "không tạm dừng");
});

on_both!(a_corrected_receipt_supersedes_the_clock, at "2026-11-20T09:00:00+07:00", |office| {
    let no = office.counter().receive(&[]).created();
    let head = office.head();
    head.case_page(no).ok();
    let correct = |at: &str, why: &str| head.on_case(no, "receipt", &[("received_at", at), ("correct_reason", why)]);
    correct("25/11/2026 09:00", "x").must_fault("received_at", "tương lai");
    correct("19/11/2026 16:00", "").must_fault("correct_reason", "Ghi lý do");
    correct("19/11/2026 16:00", "Sổ giấy ghi ngày 19").done();
    let page = head.case_page(no).ok();
    page.must_say("25/11/2026 17:00").must_say("hẹn 26/11/2026 17:00; được thay vì: Sổ giấy ghi ngày 19");
    assert_eq!(office.rows("select day, count from case_count where length(day) = 10 and count <> 0"), ["2026-11-19|1"]);
    closes(&head, [1, 0, 1, 0]);
});

on_both!(silence_decides_only_where_the_law_says_so, at "2026-11-20T09:00:00+07:00", |mut office| {
    let text = include_str!("../../../../../packs/one-stop/case_types/xac-nhan-tinh-trang-hon-nhan.toml");
    let dir = office.path("im-lang");
    std::fs::create_dir_all(dir.join("case_types")).expect("a folder");
    let pack = "id = \"thu\"\nversion = \"2.0.0\"\ntitle = \"Thử\"\nbasis = \"Thử\"\nneeds = [\"national\"]\n";
    std::fs::write(dir.join("pack.toml"), pack).expect("written");
    let tacit = text.replacen("version = 2", "version = 3\ntacit = \"cap\"", 1);
    std::fs::write(dir.join("case_types/x.toml"), tacit).expect("written");
    let plain = office.counter().receive(&[]).created();
    office.command(&["pack", "publish", "--book", BOOK, dir.to_str().expect("a path")]).done();
    let silent = office.counter().receive(&[]).created();
    office.later("2026-11-27T08:00:00+07:00");
    office.command(&["cases", "sweep", "--book", BOOK]).done();
    let head = office.head();
    head.case_page(silent).ok().must_say("đã có kết quả").must_say("kết quả theo luật");
    head.case_page(plain).ok().must_say("đang giải quyết").must_not_say("kết quả theo luật");
    closes(&head, [2, 1, 1, 0]);
});

on_both!(r3_service_norm_and_plan_stay_beside_the_legal_limit, at "2026-11-20T09:00:00+07:00", |mut office| {
    let counter = office.counter();
    let no = counter.receive(&[]).created();
    // Friday is not counted, Tuesday 24/11 is a day off: two working days end on Wednesday, three on Thursday.
    let page = counter.case_page(no).ok();
    page.must_say("Định mức của cơ quan 2 ngày làm việc: 25/11/2026 17:00").must_say("26/11/2026 17:00");
    page.must_not_say("Dự kiến xong 2");
    counter.on_case(no, "plan", &[("planned_at", "27/11/2026 09:00")]).must_refuse(409, "plan-after-due", "sau hẹn trả theo luật");
    counter.on_case(no, "plan", &[("planned_at", "19/11/2026 09:00")]).must_fault("planned_at", "đã qua");
    counter.on_case(no, "plan", &[("planned_at", "25/11/2026 10:00")]).done();
    let facts = office.facts();
    counter.on_case(no, "plan", &[("planned_at", "25/11/2026 10:00")]).done();
    assert_eq!(office.facts(), facts);
    counter.send_on(no, "tham-tra", office.officer("tu-phap")).done();
    counter.on_case(no, "plan", &[("planned_at", "25/11/2026 11:00")]).must_refuse(409, "not-holder", "Nhờ người giữ");
    // Both have passed on the morning of the last day, and the case is not late.
    office.later("2026-11-26T09:00:00+07:00");
    let (handler, head) = (office.handler(), office.head());
    let page = handler.case_page(no).ok();
    page.must_say("25/11/2026 17:00, đã qua").must_say("Dự kiến xong 25/11/2026 10:00, đã qua");
    head.cases("view=overdue").must_not_say(CODE);
    handler.send_on(no, "ky", office.officer("chu-tich")).done();
    head.case_page(no).ok();
    head.on_case(no, "decision", &[("outcome", "cap")]).done();
    head.case_page(no).ok().must_say("đúng hạn");
});
