//! Who sees and who may do what: wards their own lines, the head alone signs, the City looks down and writes nothing.

use super::ba_dinh::{april, estimates, shares, signed_april};
use crate::harness::{BOOK, Documents, Figure, Figures, Plans, ROOT, Reports, SUPERIOR};

on_both!(a_ward_enters_and_sees_only_its_own_figures, at "2017-05-05T09:00:00+07:00", |office| {
    let (period, specialist, ngoc_ha) = (april(office), office.specialist(), office.ward("Ngọc Hà"));
    let (own, other) = (office.unit("Phường Ngọc Hà"), office.unit("Phường Kim Mã"));
    let mine = ngoc_ha.enter(&Figure::of(period, "thu-nsnn", own, "120 tỷ")).created();
    let theirs = specialist.enter(&Figure::of(period, "thu-nsnn", other, "98,7 tỷ")).created();

    let facts = office.facts();
    for unit in [other, ROOT] {
        let refused = ngoc_ha.enter(&Figure::of(period, "thu-nsnn", unit, "1 tỷ"));
        refused.must_refuse(403, "not-your-unit", "Chỉ nhập cho đơn vị mình");
        let cells = [(format!("v.thu-nsnn.{unit}"), "1 tỷ")];
        ngoc_ha.enter_sheet(period, "actual", &cells).must_refuse(403, "not-your-unit", "Chỉ nhập cho đơn vị mình");
    }
    assert_eq!(office.facts(), facts);
    ngoc_ha.get(&format!("/{BOOK}/figures/{mine}")).ok().must_say("120 tỷ đồng");
    let refused = ngoc_ha.get(&format!("/{BOOK}/figures/{theirs}"));
    refused.must_refuse(403, "not-your-unit", "của đơn vị khác").must_not_say("98,7");
    let sheet = ngoc_ha.period_page(period).ok();
    sheet.must_say("120 tỷ đồng").must_not_say("98,7").must_not_say("1.748,6 tỷ đồng").must_not_say("Phường Kim Mã");
    let export = ngoc_ha.get(&format!("/{BOOK}/periods/{period}?export=figures.csv")).ok();
    assert!(export.html().contains("120") && !export.html().contains("98,7"), "{}", export.html());
});

on_both!(a_ward_does_not_open_what_is_the_offices, at "2017-05-05T09:00:00+07:00", |office| {
    let (plan, _, report) = signed_april(office);
    let ward = office.ward("Ngọc Hà");
    let closed = [
        "/indicators".to_owned(),
        "/indicators/thu-nsnn?cutoff=30/4/2017".to_owned(),
        "/reports".to_owned(),
        format!("/reports/{report}"),
        format!("/reports/{report}/figures/S1"),
        format!("/reports/{report}/changes"),
        format!("/reports/{report}/export?format=pdf"),
        "/documents".to_owned(),
        "/journal".to_owned(),
        "/units".to_owned(),
        "/imports".to_owned(),
        "/programmes".to_owned(),
    ];
    for path in closed {
        ward.get(&format!("/{BOOK}{path}")).must_refuse(403, "not-permitted", "Vai trò của đồng chí không được");
    }
    ward.get(&format!("/{BOOK}/targets/{}", plan.revenue)).must_refuse(403, "not-your-unit", "giao cho đơn vị khác");
    // The City's decision is the basis of the district's estimates only; the next one of no estimate at all.
    let specialist = office.specialist();
    let other = specialist.register_document("KH", "02/KH-UBND", "6/1/2017", "UBND quận Ba Đình", "Kế hoạch").created();
    for document in [plan.decision, other, 999] {
        ward.get(&format!("/{BOOK}/documents/{document}")).must_refuse(404, "not-found", "Không tìm thấy văn bản này");
    }
});

on_both!(a_ward_opens_only_documents_that_something_of_its_own_rests_on, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist) = (estimates(office), office.specialist());
    let (own, other) = (office.ward("Ngọc Hà"), office.ward("Kim Mã"));
    let basis = format!("/{BOOK}/documents/{}", plan.decision);
    let decision = specialist.draft_allocation(2017, "Giao dự toán thu năm 2017", &[plan.revenue]).created();
    specialist.fill_grid(decision, &shares(office, "thu-nsnn", plan.decision, &[("Ngọc Hà", "6.191 tỷ đồng")])).done();
    // A draft opens nothing yet.
    own.get(&basis).must_refuse(404, "not-found", "Không tìm thấy văn bản này");
    office.head().sign_allocation(decision).done();
    let signed = format!("/{BOOK}/documents/{}", office.rows("select document from allocation")[0]);
    // What else rests on the document is the office's.
    own.get(&basis).ok().must_say("01/QĐ-UBND").must_not_say("Thu ngân sách nhà nước trên địa bàn");
    own.get(&signed).ok().must_say("Giao dự toán thu năm 2017");
    for path in [&basis, &signed] {
        other.get(path).must_refuse(404, "not-found", "Không tìm thấy văn bản này").must_not_say("QĐ-UBND");
    }
});

on_both!(only_the_head_signs, at "2017-05-05T09:00:00+07:00", |office| {
    let (plan, period) = (estimates(office), april(office));
    let (specialist, ward, city, operator) =
        (office.specialist(), office.ward("Ngọc Hà"), office.city(), office.operator());
    let decision = specialist.draft_allocation(2017, "Giao dự toán thu năm 2017", &[plan.revenue]).created();
    specialist.fill_grid(decision, &shares(office, "thu-nsnn", plan.decision, &[("Ngọc Hà", "6.191 tỷ đồng")])).done();
    let report = specialist.draft_report(period).created();
    let facts = office.facts();
    city.get(&format!("/{BOOK}")).ok();
    for actor in [&specialist, &city, &operator] {
        let allocation = actor.sign_allocation(decision);
        allocation.must_refuse(
            403,
            "not-permitted",
            "không được ký quyết định giao chỉ tiêu. Việc này thuộc về: người ký",
        );
        let signed = actor.sign_report(report);
        signed.must_refuse(403, "not-permitted", "không được ký báo cáo. Việc này thuộc về: người ký");
    }
    for refused in [ward.sign_allocation(decision), ward.sign_report(report)] {
        assert!(matches!(refused.status, 403 | 409), "{}", refused.text());
    }
    assert_eq!(office.facts(), facts);
    office.head().sign_allocation(decision).done();
    office.head().sign_report(report).done();
    let by = office.rows("select signed_by from allocation union all select signed_by from report");
    assert_eq!(by, vec![office.officer("chu-tich").to_string(); 2]);
});

on_both!(a_refusal_names_the_act_that_was_refused, at "2017-05-05T09:00:00+07:00", |office| {
    // A ward may open neither the draft nor the report; the answer still says what it may not do, not see.
    let (plan, period) = (estimates(office), april(office));
    let (specialist, ward) = (office.specialist(), office.ward("Ngọc Hà"));
    let decision = specialist.draft_allocation(2017, "Giao dự toán thu năm 2017", &[plan.revenue]).created();
    let report = specialist.draft_report(period).created();
    ward.sign_allocation(decision).must_refuse(403, "not-permitted", "không được ký quyết định giao chỉ tiêu");
    ward.sign_report(report).must_refuse(403, "not-permitted", "không được ký báo cáo");
});

on_both!(the_head_does_not_type_figures, at "2017-05-05T09:00:00+07:00", |office| {
    // Not even to be told how to write one, nor whether there is such a period.
    let unreadable = [(format!("v.thu-nsnn.{ROOT}"), "nhiều tỷ")];
    office.head().enter_sheet(99, "actual", &unreadable).must_refuse(403, "not-permitted", "nhập số liệu");
    let (period, facts) = (april(office), office.facts());
    let refused = office.head().enter(&Figure::of(period, "thu-nsnn", ROOT, "1.800 tỷ"));
    refused.must_refuse(403, "not-permitted", "không được nhập số liệu");
    assert_eq!(office.facts(), facts);
});

on_both!(the_city_reads_the_books_below_and_writes_nothing, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, period, report) = signed_april(office);
    let (city, facts) = (office.city(), office.facts());
    city.get("/tree").ok().must_say("Quận Ba Đình").must_link(&format!("/{BOOK}/reports/{report}"));
    city.report_page(report).ok().must_say("28,24 %");
    city.progress(period).must_say("28,24 %");
    city.get(&format!("/{BOOK}/journal")).ok().must_say("Ký báo cáo");
    for (path, fields) in [
        ("periods", &[("label", "5 tháng đầu năm 2017")][..]),
        ("years", &[("year", "2018"), ("theme", "")]),
        ("documents", &[("kind", "QĐ"), ("symbol", "09/QĐ-UBND"), ("issuer", "UBND Thành phố"), ("subject", "Thử")]),
        ("reports", &[("outline", "bao-cao-kinh-te-xa-hoi"), ("period", "1")]),
        ("periods/1/close", &[]),
        ("reports/1/publication", &[("author", "Thành phố"), ("event_at", "1/5/2017"), ("sections", "thu-ngan-sach")]),
    ] {
        let refused = city.post(&format!("/{BOOK}/{path}"), fields);
        refused.must_refuse(403, "not-permitted", "Vai trò của đồng chí không được");
    }
    assert_eq!(office.facts(), facts);
    // The district does not look up, nor does anybody into a book that is not there.
    office.specialist().get(&format!("/{SUPERIOR}")).must_refuse(404, "not-found", "Không tìm thấy cơ quan này");
    office.head().get("/hai-ba-trung").must_refuse(404, "not-found", "Không tìm thấy cơ quan này");
});

on_both!(strangers_are_led_to_the_sign_in, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    let (anyone, facts) = (office.anyone(), office.facts());
    let page = anyone.get(&format!("/{BOOK}/reports/{report}"));
    assert_eq!((page.status, page.location.as_deref()), (303, Some("/sign-in?next=%2Fba-dinh%2Freports%2F1")));
    let page = anyone.sign_report(report);
    // An address that takes only forms is none to come back to.
    assert_eq!((page.status, page.location.as_deref()), (303, Some("/sign-in?next=%2F")));
    assert_eq!(office.facts(), facts);
    // One click is for the demonstration only.
    let page = anyone.post("/sign-in/demo", &[("book", BOOK), ("login", "chu-tich")]);
    page.must_refuse(403, "not-permitted", "chỉ có ở cơ quan trình diễn");
    // After signing out the cookie opens nothing.
    let head = office.head();
    head.report_page(report).ok();
    let left = head.post("/sign-out", &[]);
    assert_eq!(left.location.as_deref(), Some("/sign-in"));
    assert_eq!(head.report_page(report).status, 303);
});

on_both!(only_the_operator_changes_the_directory, at "2017-05-05T09:00:00+07:00", |office| {
    let unit =
        [("code", "99"), ("name", "Phường Thử"), ("kind", "phuong"), ("parent", "1"), ("established_on", "1/1/2017")];
    let path = format!("/{BOOK}/units");
    let facts = office.facts();
    for actor in [office.specialist(), office.head()] {
        actor.get(&path).ok();
        actor.post(&path, &unit).must_refuse(403, "not-permitted", "thay đổi đơn vị, cán bộ, vị trí");
    }
    assert_eq!(office.facts(), facts);
    let operator = office.operator();
    operator.post(&path, &unit).done();
    operator.get(&path).ok().must_say("Phường Thử");
    assert_eq!(office.facts(), facts + 1);
    let unit = office.unit("Phường Thử").to_string();
    for (day, name) in [("1/2/2017", "Phường Thử Hai"), ("1/3/2017", "Phường Thử Ba")] {
        let fields = [("unit", unit.as_str()), ("changed_on", day), ("change", "rename"), ("new_name", name)];
        operator.post(&format!("{path}/changes"), &fields).done();
    }
    // Each change under the name that the unit had from then on.
    operator.get(&path).ok().must_say("1/2/2017 Phường Thử Hai đổi tên").must_say("1/3/2017 Phường Thử Ba đổi tên");
});
