//! What the one-stop shop refuses, each time with what to do.

use crate::harness::{BOOK, Cases, run_alone};

on_both!(a_scanned_card_fills_the_form, at "2026-11-20T09:00:00+07:00", |office| {
    let counter = office.counter();
    let card = "001085012345|012345678|Nguyễn Văn Á|12031985|Nam|Số 5 Liễu Giai, Ngọc Khánh|25042021|x";
    let page = counter.receive(&[("name", ""), ("identity_no", ""), ("read_card", "1"), ("card", card)]).ok();
    assert_eq!(page.typed("name"), "Nguyễn Văn Á");
    assert_eq!(page.typed("identity_no"), "001085012345");
    assert_eq!(page.typed("born_on"), "12/3/1985");
    let garbled = "001085012345||Nguyeenx Vawn AS|12031985|Nam|Hà Nội|25042021";
    counter.receive(&[("read_card", "1"), ("card", garbled)]).ok().must_say("Tắt bộ gõ");
    counter.receive(&[("read_card", "1"), ("card", "https://example.vn")]).must_fault("card", "Không phải nội dung mã QR");
    assert_eq!(office.number("select count(*) from case_file"), 0, "reading a card receives nothing");
});

on_both!(identity_numbers_are_warned_about_or_refused, at "2026-11-20T09:00:00+07:00", |office| {
    let counter = office.counter();
    counter.receive(&[("identity_no", "00108501234")]).must_fault("identity_no", "có 11 chữ số");
    let warned = counter.receive(&[("sex", "female")]);
    warned.must_fault("identity_no", "không khớp giới tính");
    assert_eq!(warned.typed("name"), "Nguyễn Văn Á", "nothing typed is lost");
    counter.receive(&[("born_on", "12/3/1986")]).must_fault("identity_no", "năm sinh 1985");
    counter.receive(&[("born_on", "12/3/1986"), ("identity_confirmed", "1")]).created();
});

on_both!(what_is_incomplete_is_said_at_once, at "2026-11-20T09:00:00+07:00", |office| {
    let counter = office.counter();
    let page = counter.receive(&[("name", ""), ("field.so-ban", ""), ("field.xac-minh", "có lẽ")]);
    page.must_fault("name", "Chưa ghi họ tên");
    page.must_fault("field.so-ban", "Ghi").must_fault("field.xac-minh", "Chọn một trong: không, có");
    counter.receive(&[("paper.to-khai", "")]).must_fault("paper.to-khai", "Mẫu 03");
    counter.receive_with(&[("paper.to-khai", "")], &[("file.to-khai", "x.pdf", b"MZ")]).must_fault("file.to-khai", "không phải PDF");
    let large = [b"%PDF-".as_slice(), &vec![b' '; 10 * 1024 * 1024]].concat();
    counter.receive_with(&[("paper.to-khai", "")], &[("file.to-khai", "x.pdf", &large)]).must_fault("file.to-khai", "quá 10 MB");
    assert_eq!(office.number("select count(*) from case_file"), 0);
    let no = counter.receive_with(&[("paper.to-khai", "")], &[("file.to-khai", "to khai.pdf", b"%PDF-1.4 x")]).created();
    let file = counter.get(&format!("/{BOOK}/cases/{no}/papers/1")).ok();
    assert_eq!(file.bytes, b"%PDF-1.4 x");
    // The same person files again: the paper is offered.
    let again = counter.receive(&[("read_card", "1"), ("card", "001085012345||Nguyễn Văn Á|12031985|Nam|Hà Nội|25042021")]).ok();
    again.must_say("Dùng lại từ hồ sơ trước").must_say("hồ sơ H26.001-261120-0001");
});

on_both!(an_act_out_of_turn_is_refused, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, head, colleague) = (office.counter(), office.head(), office.colleague());
    let no = counter.receive(&[]).created();
    counter.case_page(no).ok();
    counter.on_case(no, "hand-back", &[]).must_refuse(409, "not-decided", "chưa có kết quả");
    counter.on_case(no, "resume", &[]).must_refuse(409, "not-waiting", "không tạm dừng");
    counter.send_on(no, "ky", office.officer("chu-tich")).must_refuse(409, "step-not-joined", "không nối");
    head.case_page(no).ok();
    head.on_case(no, "decision", &[("outcome", "cap")]).must_refuse(409, "not-holder", "đang do Trần Thị Quầy giữ");
    counter.on_case(no, "decision", &[("outcome", "cap")]).must_refuse(403, "not-permitted", "ra kết quả");
    colleague.case_page(no).ok();
    colleague.on_case(no, "pause", &[("reason_key", "bo-sung"), ("asked", "x")]).must_refuse(409, "not-holder", "Nhận thay");
    counter.on_case(no, "pause", &[("reason_key", "bo-sung"), ("asked", "x"), ("from_at", "19/11/2026 09:00")]).must_fault("from_at", "sau lúc tiếp nhận");
    // The same hand-over from two windows: the second finds it done, another target is told.
    let seen = counter.case_page(no).ok().typed("seen");
    let to = |officer: i64| [("step", "tham-tra".to_owned()), ("officer", officer.to_string()), ("seen", seen.clone())];
    let send = |officer: i64| {
        let fields = to(officer);
        counter.on_case(no, "forward", &fields.iter().map(|(a, b)| (*a, b.as_str())).collect::<Vec<_>>())
    };
    send(office.officer("tu-phap")).done();
    send(office.officer("tu-phap")).done();
    send(office.officer("chuyen-vien")).must_refuse(409, "case-moved", "vừa được chuyển cho Đỗ Văn Tịch");
    assert_eq!(office.number("select count(*) from holding"), 2);
});

on_both!(bulk_acts_answer_case_by_case, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, colleague) = (office.counter(), office.colleague());
    let (first, second) = (counter.receive(&[]).created(), counter.receive(&[]).created());
    colleague.cases("view=all");
    let at = |no: i64| format!("{no}:{}:tiep-nhan", office.officer("mot-cua"));
    let (a, b, none) = (at(first), at(second), at(999));
    let chosen = [("case", a.as_str()), ("case", b.as_str()), ("case", &none), ("act", "take")];
    let results = colleague.post(&format!("/{BOOK}/cases/bulk"), &chosen).ok();
    // Sent twice, or by somebody who still sees the old list: told so, case by case.
    let again = office.head();
    again.cases("view=all");
    again.post(&format!("/{BOOK}/cases/bulk"), &chosen).ok().must_say("vừa được chuyển");
    results.must_say("0001 đã làm").must_say("0002 đã làm").must_say("Không tìm thấy hồ sơ này");
    colleague.post(&format!("/{BOOK}/cases/bulk"), &[("act", "take")]).must_refuse(409, "nothing-chosen", "Chưa chọn");
});

#[test]
fn a_wrong_calendar_or_limit_is_a_sentence() {
    let run = |args: &[&str]| run_alone(&[&["deadline"], args].concat());
    run(&["--from", "2013-01-02T09:00", "--limit", "5 ngày"]).must_fail(2, "chỉ có các năm 2014 đến 2060");
    run(&["--from", "2026-01-02T09:00", "--limit", "5 ngày", "--calendar", "x"]).must_fail(2, "Không có lịch `x`");
    run(&["--from", "hôm nay", "--limit", "5 ngày"]).must_fail(2, "không phải thời điểm");
    run(&["--from", "2026-01-05T09:00", "--limit", "5 tuần"]).must_fail(2, "không phải thời hạn");
    let due = run(&["--from", "2026-02-13T15:30", "--limit", "5 ngày làm việc", "--json"]).done();
    assert!(due.contains("\"due\": \"2026-02-27T17:00:00+07:00\""), "{due}");
    let year = run(&["--from", "2027-12-29T09:00", "--limit", "5 ngày làm việc"]).done();
    assert!(year.contains("Tạm tính"), "a year without its decree is said: {year}");
}

on_both!(a_case_is_decided_before_it_goes_on, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, handler, head) = (office.counter(), office.handler(), office.head());
    let no = counter.receive(&[]).created();
    counter.send_on(no, "tham-tra", office.officer("tu-phap")).done();
    handler.send_on(no, "ky", office.officer("chu-tich")).done();
    head.send_on(no, "tra-ket-qua", office.officer("mot-cua")).must_refuse(409, "decide-first", "Bấm Ra kết quả");
    head.on_case(no, "decision", &[("outcome", "")]).must_fault("outcome", "Chọn một kết quả");
    head.on_case(no, "decision", &[("outcome", "cap")]).done();
    // The result lies with whoever received the case, ready to be fetched.
    counter.case_page(no).ok().must_say("Người đang giữ Trần Thị Quầy, bước Trả kết quả");
    counter.get(&format!("/{BOOK}")).ok().must_not_say("Đang giữ");
    let other = counter.receive(&[]).created();
    counter.get(&format!("/{BOOK}")).ok().must_say("Đang giữ 1 hồ sơ");
    // Who passed a case on still sees what became of it.
    let ward = office.ward("Ngọc Hà");
    assert_eq!(ward.case_page(other).status, 404);
    counter.send_on(other, "tiep-nhan", office.officer("ngoc-ha")).done();
    ward.send_on(other, "tiep-nhan", office.officer("mot-cua")).done();
    ward.case_page(other).ok();
});

on_both!(a_form_sent_twice_receives_once, at "2026-11-20T09:00:00+07:00", |office| {
    let (counter, citizen) = (office.counter(), office.anyone());
    let mark = counter.get(&format!("/{BOOK}/cases/new?type=xac-nhan-tinh-trang-hon-nhan")).ok().typed("once");
    assert!(mark.len() >= 32, "{mark}");
    let first = counter.receive(&[("once", mark.as_str())]).created();
    assert_eq!(counter.receive(&[("once", mark.as_str())]).created(), first);
    assert_ne!(counter.receive(&[]).created(), first, "the same person may file again");
    let page = citizen.get(&format!("/public/{BOOK}/filings?type=xac-nhan-tinh-trang-hon-nhan")).ok();
    let fields = [("type", "xac-nhan-tinh-trang-hon-nhan"), ("once", &page.typed("once")), ("name", "Bình"), ("draft", "1")];
    let path = format!("/public/{BOOK}/filings");
    let place = citizen.post_files(&path, &fields, &[]).done().location;
    assert_eq!(citizen.post_files(&path, &fields, &[]).done().location, place);
    assert_eq!(office.number("select count(*) from filing"), 1);
});
