//! What no form of the program sends, but somebody or something may: every answer is a page in Vietnamese, nothing
//! breaks and nothing is written.

use super::ba_dinh::signed_april;
use crate::harness::{BOOK, Documents, Figure, Figures, Plans, ROOT, Reports};

on_both!(strange_addresses_are_answered_in_vietnamese, at "2017-05-05T09:00:00+07:00", |office| {
    signed_april(office);
    let head = office.head();
    let rows = [
        "/khong-co",
        "/ba-dinh/khong-co",
        "/ba-dinh/periods/abc",
        "/ba-dinh/reports/99999999999999999999",
        "/ba-dinh/reports/0",
        "/ba-dinh/reports/1/figures/S999",
        "/ba-dinh/reports/1/figures/%00",
        "/ba-dinh/reports/1/export?format=odt",
        "/ba-dinh/indicators?period=abc",
        "/ba-dinh/indicators/khong-co?cutoff=30/4/2017",
        "/ba-dinh/journal?before=mot",
        "/ba-dinh/targets/-1",
        "/ba-dinh/imports/la/sheet.xlsx",
        "/public/ba-dinh/reports/x",
    ];
    let mut wrong = Vec::new();
    for path in rows {
        let page = head.get(path);
        if !page.says("Rõ Việc") || !(400..500).contains(&page.status) && !path.contains('?') {
            wrong.push(format!("{path}: {} {}", page.status, page.text()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

on_both!(a_post_to_an_address_without_one_is_answered_in_vietnamese, at "2017-05-05T09:00:00+07:00", |office| {
    let (head, facts) = (office.head(), office.facts());
    let mut wrong = Vec::new();
    for path in ["/ba-dinh/journal", "/ba-dinh/imports/figures", "/ba-dinh/periods/abc/close", "/public"] {
        let page = head.post(path, &[]);
        if !page.says("Rõ Việc") {
            wrong.push(format!("{path}: {} {}", page.status, page.text()));
        }
    }
    assert_eq!(office.facts(), facts);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
});

on_both!(numbers_beyond_reason_are_refused, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let period = specialist.open_period("4 tháng đầu năm 2017", "30/4/2017").created();
    let facts = office.facts();
    let nines = format!("{} tỷ", "9".repeat(27));
    for typed in [nines.as_str(), "1e30", "NaN", "∞ tỷ", "-0,0000001 đồng", "１２ tỷ 0,5 đồng", "1.000.000.001 tỷ"] {
        let page = specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, typed));
        assert_eq!(page.status, 422, "{typed}: {}", page.text());
        assert_eq!(page.typed("value"), typed);
    }
    for (indicator, typed) in [("trong-an", "-1"), ("trong-an", "0,5"), ("ho-so-tiep-nhan", "1 tỷ hồ sơ lẻ")] {
        let page = specialist.enter(&Figure::of(period, indicator, ROOT, typed));
        assert_eq!(page.status, 422, "{indicator} {typed}: {}", page.text());
    }
    assert_eq!(office.facts(), facts);
    // The largest amounts that are read do not break what is computed from them.
    specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, "1.000.000.000 tỷ")).created();
    specialist.enter(&Figure::of(period, "chi-ns", ROOT, "1.000.000.000 tỷ")).created();
    specialist.progress(period);
    let report = specialist.draft_report(period).created();
    specialist.report_page(report).ok();
    specialist.indicator("thu-nsnn", "30/4/2017");
});

on_both!(markup_is_shown_as_it_was_typed, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let subject = "Giao <script>alert(1)</script> & \"dự toán\" 'năm' 2017";
    let document =
        specialist.register_document("QĐ", "01/QĐ-UBND", "5/1/2017", "UBND <b>Thành phố</b>", subject).created();
    for path in [format!("/{BOOK}/documents/{document}"), format!("/{BOOK}/documents"), format!("/{BOOK}/targets/new")]
    {
        let page = specialist.get(&path).ok();
        assert!(!page.html().contains("<script>alert") && !page.html().contains("<b>Thành"), "{path}");
    }
    specialist.get(&format!("/{BOOK}/documents/{document}")).ok().must_say(subject).must_say("UBND <b>Thành phố</b>");
    // In what a form keeps, in a narrative, and in the exported document.
    let typed = "\"><img src=x onerror=alert(1)>";
    let page = specialist.set_target("thu-nsnn", "thanh-pho", 2017, typed, document);
    assert!(page.status == 422 && page.typed("value") == typed && !page.html().contains("<img"), "{}", page.text());
    let period = specialist.open_period("4 tháng đầu năm 2017", "30/4/2017").created();
    specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, "1.748,6 tỷ")).created();
    let report = specialist.draft_report(period).created();
    specialist.write_report(report, &[("narrative.kinh-te", typed)]).done();
    for page in [specialist.report_page(report), specialist.export(report, "html")] {
        assert!(page.ok().must_say(typed).html().matches("<img").count() == 0);
    }
});
