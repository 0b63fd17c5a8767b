//! Signing a report: only what the head saw, under a number that is free; and what the page of changes says later.

use super::ba_dinh::{april, estimates, signed_april};
use crate::harness::{BOOK, Documents, Figure, Figures, ROOT, Reports};

on_both!(the_head_signs_what_he_saw, at "2017-05-05T09:00:00+07:00", |office| {
    estimates(office);
    let (period, specialist, head) = (april(office), office.specialist(), office.head());
    let report = specialist.draft_report(period).created();
    let sign = |seen: &str| head.post(&format!("/{BOOK}/reports/{report}/sign"), &[("seen", seen)]);
    let seen = head.report_page(report).ok().typed("seen");
    assert_eq!(seen, head.report_page(report).ok().typed("seen"), "unchanged records, unchanged digest");

    specialist.enter(&Figure::of(period, "chi-ns", ROOT, "180 tỷ").expected()).created();
    let facts = office.facts();
    let page = sign(&seen);
    page.must_refuse(409, "draft-changed", "Xem lại bản mới ngay dưới đây rồi ký").must_say("180 tỷ đồng");
    let anew = page.typed("seen");
    assert_ne!(anew, seen);

    // So do words that came in meanwhile.
    specialist.write_report(report, &[("next_tasks", "Thu nợ thuế | Chi cục Thuế | 30/6/2017")]).done();
    let page = sign(&anew);
    page.must_refuse(409, "draft-changed", "Dự thảo đã thay đổi").must_say("Thu nợ thuế");
    assert_eq!(office.facts(), facts + 1, "only the words were written");
    sign(&page.typed("seen")).done();
    head.report_page(report).ok().must_say("180 tỷ đồng");
});

on_both!(a_number_used_up_by_hand_is_skipped, at "2017-05-05T09:00:00+07:00", |office| {
    estimates(office);
    let (period, specialist, head) = (april(office), office.specialist(), office.head());
    let by_hand = |symbol: &str, day: &str, issuer: &str| {
        specialist.register_document("BC", symbol, day, issuer, "Báo cáo viết tay").created();
    };
    by_hand("01/BC-UBND", "5/5/2017", "UBND quận Ba Đình");
    by_hand("02/BC-UBND", "3/2/2017", "UBND quận Ba Đình");
    // Neither another office's number nor last year's is in the way.
    by_hand("03/BC-UBND", "5/5/2017", "UBND quận Hai Bà Trưng");
    by_hand("03/BC-UBND", "5/5/2016", "UBND quận Ba Đình");
    let report = specialist.draft_report(period).created();
    head.sign_report(report).done();
    head.report_page(report).ok().must_say("Số: 03/BC-UBND");
});

on_both!(a_document_of_an_unknown_kind, at "2017-05-05T09:00:00+07:00", |office| {
    let (specialist, facts) = (office.specialist(), office.facts());
    let page = specialist.register_document("QQ", "01/QQ-UBND", "5/1/2017", "UBND Thành phố", "Thử");
    page.must_fault("kind", "Không có loại văn bản “QQ”. Chọn một trong: NQ, QĐ");
    assert_eq!(office.facts(), facts);
});

on_both!(the_same_number_from_another_source, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, period, report) = signed_april(office);
    let specialist = office.specialist();
    // What was an estimate is now a result: the number stays, where it comes from and the words do not.
    specialist.enter(&Figure::of(period, "chi-ns", ROOT, "172,519 tỷ")).created();
    let changes = specialist.changes(report);
    changes.must_say("172,519 tỷ đồng 172,519 tỷ đồng (nguồn thay đổi)").must_say("14,14 % (nguồn thay đổi)");
    changes.must_say("Nội dung mục").must_not_say("28,24 %");
});

on_both!(an_outline_that_is_gone_leaves_nothing_to_compare, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    office.rows(&format!("update report set outline = 'de-cuong-cu' where no = {report}"));
    let changes = office.head().changes(report);
    changes.must_say("đề cương “de-cuong-cu” không còn trong gói quy tắc").must_not_say("Lúc ký");
});
