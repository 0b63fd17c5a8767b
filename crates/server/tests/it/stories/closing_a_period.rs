//! Closing a period and writing its report: figures as typed, percentages computed, pace, checks, and a signed report
//! that stays what it was.

use super::ba_dinh::{april, estimates, signed_april};
use crate::harness::{Actor, BOOK, Documents, Figure, Figures, Office, Plans, ROOT, Reports, pdf_text};

/// The revenue of Quận Hai Bà Trưng to 15/5/2022, with the share its report states.
const TO_MAY: &str = "6.107 tỷ 503 triệu đồng";

on_both!(t2_1_amounts_are_stored_as_they_were_meant, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let rows = [
        ("4 tháng đầu năm 2017", "thu-nsnn", "1.748,6 tỷ", "1748600000000"),
        ("4 tháng đầu năm 2017", "chi-ns", "172,519 tỷ", "172519000000"),
        ("năm 2021", "thu-nsnn", "15.547 tỷ 719 triệu đồng", "15547719000000"),
        ("5 tháng đầu năm 2022", "thu-nsnn", "6.107 tỷ 503 triệu đồng", "6107503000000"),
    ];
    for (label, indicator, typed, stored) in rows {
        let known = office.rows(&format!("select no from period where label = '{label}'"));
        let period = match known.first() {
            Some(no) => no.parse().expect("a number"),
            None => specialist.open_period(label, "").created(),
        };
        let figure = specialist.enter(&Figure::of(period, indicator, ROOT, typed)).created();
        let kept = office.rows(&format!("select value, typed from figure where no = {figure}"));
        assert_eq!(kept, [format!("{stored}|{typed}")]);
        specialist.get(&format!("/{BOOK}/figures/{figure}")).ok().must_say(typed);
    }
});

on_both!(t2_2_percentages_are_computed, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    let (head, page) = (office.head(), office.head().report_page(report).ok());
    page.must_say("ước thực hiện 1.748,6 tỷ đồng trên 6.191 tỷ đồng, đạt 28,24 % dự toán Thành phố giao");
    page.must_say("172,519 tỷ đồng trên 1.220,371 tỷ đồng, đạt 14,14 % dự toán");
    page.must_say("đã kiểm tra 335 cơ sở dịch vụ ăn uống");
    // Nobody typed them: they open with how they were computed and who entered what is behind them.
    assert_eq!(office.number("select count(*) from claim"), 0);
    let opened = head.figure_page(report, &page.code_of("28,24 %"));
    opened
        .must_say("1.748,6 tỷ đồng ÷ 6.191 tỷ đồng × 100")
        .must_say("ghi là “1.748,6 tỷ”")
        .must_say("Nguyễn Thị Lập nhập");
    opened.must_say("nguồn 01/QĐ-UBND").must_link(&format!("/{BOOK}/figures/1"));
    head.figure_page(report, &page.code_of("14,14 %")).must_say("172,519 tỷ đồng ÷ 1.220,371 tỷ đồng × 100");
    // The code printed in the document opens the same page.
    let typed =
        head.get(&format!("/{BOOK}/reports/{report}/figures?code={}", page.code_of("28,24 %").to_lowercase())).ok();
    assert_eq!(typed.text(), opened.text());
});

on_both!(t2_3_pace_against_elapsed_time, at "2017-05-05T09:00:00+07:00", |office| {
    estimates(office);
    let (period, specialist) = (april(office), office.specialist());
    let progress = specialist.progress(period);
    for (name, percent, gap) in
        [("Thu ngân sách nhà nước trên địa bàn", "28,24 %", "5,09"), ("Chi ngân sách quận", "14,14 %", "19,20")]
    {
        progress.must_say(&format!("“{name}” đạt {percent} dự toán Thành phố giao, chậm {gap} điểm phần trăm"));
    }
    progress.must_say("so với tiến độ đều 33,33 %");
    let revenue = specialist.indicator("thu-nsnn", "30/4/2017");
    revenue.must_say("Mức đều theo thời gian: 33,33 %").must_say("So với thời gian: chậm 5,09 điểm phần trăm");
    revenue.must_say("Mỗi tháng còn lại cần: 555,30 tỷ đồng").must_say("Bình quân mỗi tháng đã qua: 437,15 tỷ đồng");
    specialist.indicator("chi-ns", "30/4/2017").must_say("So với thời gian: chậm 19,20 điểm phần trăm");
    // The same numbers stand in the report.
    let report = specialist.draft_report(period).created();
    let draft = specialist.report_page(report).ok();
    draft.must_say("Sau 33,33 % thời gian của năm, tiến độ thu chậm 5,09 điểm phần trăm");
    draft
        .must_say("mỗi tháng còn lại phải thu 555,30 tỷ đồng")
        .must_say("bình quân các tháng đã qua là 437,15 tỷ đồng");
    let exact = [("555,30 tỷ đồng", "555.300.000.000 đồng"), ("437,15 tỷ đồng", "437.150.000.000 đồng")];
    for (printed, exact) in exact {
        specialist.figure_page(report, &draft.code_of(printed)).must_say(&format!("Giá trị chính xác {exact}"));
    }
});

on_both!(t2_3_a_lagging_line_goes_to_the_register, at "2017-05-05T09:00:00+07:00", |office| {
    estimates(office);
    let (period, specialist) = (april(office), office.specialist());
    let owner = office.officer("chu-tich").to_string();
    let line = [
        ("indicator", "chi-ns"),
        ("unit", "1"),
        ("cause", "Dự án chậm giải phóng mặt bằng"),
        ("solution", "Giao ban hằng tuần với chủ đầu tư"),
        ("due_on", "30/6/2017"),
    ];
    specialist.post(&format!("/{BOOK}/risks"), &line).must_fault("owner", "Chưa ghi người chịu trách nhiệm");
    specialist.post(&format!("/{BOOK}/risks"), &[&line[..], &[("owner", owner.as_str())]].concat()).done();
    let report = specialist.draft_report(period).created();
    specialist
        .report_page(report)
        .ok()
        .must_say("Dự án chậm giải phóng mặt bằng Giao ban hằng tuần với chủ đầu tư Người Đứng Đầu 30/6/2017");
});

on_both!(a_link_opens_the_span_it_stands_in, at "2017-05-05T09:00:00+07:00", |office| {
    estimates(office);
    let (_, specialist, head) = (april(office), office.specialist(), office.head());
    let month = specialist.open_period("Tháng 4 năm 2017", "30/4/2017").created();
    specialist.enter(&Figure::of(month, "thu-nsnn", ROOT, "402,5 tỷ")).created();
    let href = head.progress(month).href_of("/indicators/thu-nsnn?");
    head.get(&href).ok().must_say("Kết quả: 402,5 tỷ đồng");
    head.indicator("thu-nsnn", "2017-04-30").must_say("Kết quả: 1.748,6 tỷ đồng");
});

on_both!(t2_4_a_label_beyond_its_cutoff_is_questioned, at "2022-06-01T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let period = specialist.open_period("5 tháng đầu năm 2022", "15-5-2022").created();
    specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, TO_MAY)).created();
    let sentence = "Kỳ “5 tháng đầu năm 2022” kết thúc ngày 31/5/2022 nhưng số liệu chỉ chốt đến ngày 15/5/2022";
    specialist.progress(period).must_say(sentence).must_say("label-past-cutoff");
    specialist.period_page(period).ok().must_say("Tên kỳ kết thúc ngày 31/5/2022 nhưng số liệu chốt ngày 15/5/2022");
    let report = specialist.draft_report(period).created();
    specialist.report_page(report).ok().must_say(sentence);
    // It is a warning: the head may sign, and the report then says what was known.
    office.head().sign_report(report).done();
    office.head().report_page(report).ok().must_say("Điều đã biết khi ký").must_say(sentence);
    // A cut-off on the last day raises nothing.
    let whole = specialist.open_period("4 tháng đầu năm 2022", "30/4/2022").created();
    specialist.progress(whole).must_not_say("label-past-cutoff");
});

on_both!(t2_5_claims_alone_imply_the_estimates, at "2022-06-01T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    specialist.open_period("5 tháng đầu năm 2022", "15/5/2022").created();
    let row = |day: &str, status: &str, value: &str, percent: &str| {
        let claim = format!("\"chỉ tiêu, dự toán được giao: đạt {percent} % [thanh-pho]\"");
        format!("thu-nsnn,Quận Ba Đình,{day},{status},\"{value}\",tỷ đồng,{claim}\n")
    };
    let head = "Mã chỉ tiêu,Đơn vị,Đến ngày,Trạng thái,Giá trị,Đơn vị tính,Tỷ lệ nêu trong văn bản\n".to_owned();
    let (may, june) = (row("15/5/2022", "thực hiện", "6.107,503", "56"), row("30/6/2022", "ước", "6.877,579", "64"));
    let sheet = head + &may + &june;
    office.command(&["import", "--book", BOOK, "figures", &office.file("so-lieu.csv", &sheet)]).done();
    assert_eq!(office.rows("select value from figure order by no"), ["6107503000000", "6877579000000"]);
    let shown = specialist.indicator("thu-nsnn", "15/5/2022");
    for number in ["10.906,3 tỷ đồng", "10.746,2 tỷ đồng", "160,0 tỷ đồng", "10.809,74–10.830,83 tỷ đồng"]
    {
        shown.must_say(number);
    }
});

on_both!(t2_6_one_percentage_for_two_estimates_is_questioned, at "2022-06-01T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let given = |kind: &str, symbol: &str, issuer: &str| {
        specialist.register_document(kind, symbol, "10/1/2022", issuer, "Giao dự toán ngân sách năm 2022").created()
    };
    let (city, council) = (given("QĐ", "01/QĐ-UBND", "UBND Thành phố Hà Nội"), given("NQ", "01/NQ-HĐND", "HĐND quận"));
    specialist.set_target("thu-nsnn", "thanh-pho", 2022, "10.820 tỷ đồng", city).created();
    specialist.set_target("thu-nsnn", "hdnd", 2022, "11.000 tỷ đồng", council).created();
    let period = specialist.open_period("5 tháng đầu năm 2022", "15/5/2022").created();
    specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, TO_MAY).claims("56 %", &["thanh-pho", "hdnd"])).created();
    let progress = specialist.progress(period);
    progress.must_say("baselines-share-percent").must_say("nêu chung 56 % cho các dự toán khác nhau");
    progress.must_say("56,45 % so với dự toán Thành phố giao, 55,52 % so với dự toán HĐND quận giao");
    // Two percentages are printed, each with its estimate.
    let report = specialist.draft_report(period).created();
    let draft = specialist.report_page(report).ok();
    draft.must_say("trên 10.820 tỷ đồng, đạt 56,45 % dự toán Thành phố giao");
    draft.must_say("so với dự toán HĐND quận giao 11.000 tỷ đồng, đạt 55,52 %");
});

on_both!(t2_7_growth_without_its_base_is_not_recomputable, at "2022-06-01T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let period = specialist.open_period("5 tháng đầu năm 2022", "15/5/2022").created();
    specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, TO_MAY).grows("tăng 8 %")).created();
    let progress = specialist.progress(period);
    progress.must_say("nêu tăng 8 % so với cùng kỳ năm trước nhưng không tính lại được").must_say("base-missing");
    let report = specialist.draft_report(period).created();
    // A growth that cannot be computed is not printed.
    specialist.report_page(report).ok().must_not_say("so với cùng kỳ năm 2021 (");

    // With the value of the same period it is computed: 6.107,503 / 5.655,1 = 108,00 %.
    let before = specialist.open_period("5 tháng đầu năm 2021", "15/5/2021").created();
    specialist.enter(&Figure::of(before, "thu-nsnn", ROOT, "5.655,1 tỷ đồng")).created();
    specialist.progress(period).must_not_say("base-missing").must_say("tăng 8,00 %");
    specialist.report_page(report).ok().must_say("tăng 8,00 % so với cùng kỳ năm 2021 (5.655,1 tỷ đồng)");
});

on_both!(t2_8_revenue_and_expenditure_are_never_netted, at "2017-05-05T09:00:00+07:00", |office| {
    estimates(office);
    let (period, specialist, facts) = (april(office), office.specialist(), office.facts());
    let define = |kind: &str| {
        let fields = [
            ("code", "can-doi"),
            ("name", "Cân đối thu chi"),
            ("measure", "dong"),
            ("direction", "more"),
            ("over_units", "none"),
            ("over_time", "cumulative"),
            ("scope", "territory"),
            ("formula_kind", kind),
            ("formula_a", "thu-nsnn"),
            ("formula_b", "chi-ns"),
        ];
        specialist.post(&format!("/{BOOK}/catalogue"), &fields)
    };
    for kind in ["difference", "sum"] {
        let refused = define(kind);
        refused.must_refuse(409, "scope-mismatch", "phạm vi");
        assert_eq!(refused.typed("name"), "Cân đối thu chi");
    }
    assert_eq!(office.facts(), facts);
    // 1.748,6 − 172,519 = 1.576,081 stands nowhere.
    let report = specialist.draft_report(period).created();
    specialist.report_page(report).ok().must_not_say("1.576,081");
    specialist.progress(period).must_not_say("1.576,081");
});

/// What a reader can get of a signed report: the page, the text of the PDF, the explanation of every number as JSON.
fn everything(office: &Office, head: &Actor, report: i64) -> (String, String, Vec<String>) {
    let page = head.report_page(report).ok();
    let file = office.path("bao-cao.pdf");
    std::fs::write(&file, head.export(report, "pdf").bytes).expect("the file is written");
    let id = report.to_string();
    let explain = |code: &str| office.command(&["report", "explain", &id, code, "--json"]).done();
    let explained = page.figures().iter().map(|(code, _)| explain(code)).collect();
    (page.html(), pdf_text(&file), explained)
}

on_both!(t2_9_a_signed_report_stays_what_it_was, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, april, report) = signed_april(office);
    let head = office.head();
    let before = everything(office, &head, report);
    assert!(before.0.contains("28,24") && before.1.contains("28,24 %") && !before.2.is_empty(), "{before:?}");
    let specialist = office.specialist();
    specialist.changes(report).must_say("không có số nào trong báo cáo thay đổi");

    // May comes in, and one of April's figures is corrected.
    let may = specialist.open_period("5 tháng đầu năm 2017", "31/5/2017").created();
    specialist.enter(&Figure::of(may, "thu-nsnn", ROOT, "2.300 tỷ")).created();
    specialist.enter(&Figure::of(may, "chi-ns", ROOT, "260 tỷ")).created();
    specialist.enter(&Figure::of(april, "chi-ns", ROOT, "180 tỷ").expected()).created();

    let after = everything(office, &head, report);
    assert_eq!(before.0, after.0, "the page of the signed report");
    assert_eq!(before.1, after.1, "the text of the PDF");
    assert_eq!(before.2, after.2, "the explanations");
    let changes = specialist.changes(report);
    changes.must_say("Chi ngân sách quận 172,519 tỷ đồng 180 tỷ đồng").must_say("14,14 % 14,75 %");
    changes.must_not_say("28,24 %");
    // A new report of April says what is known now.
    let again = specialist.draft_report(april).created();
    let known_now = specialist.report_page(again).ok();
    for printed in ["180 tỷ đồng", "14,75 %"] {
        specialist.figure_page(again, &known_now.code_of(printed)).must_say("ghi là “180 tỷ”");
    }
});

on_both!(t2_9_every_number_of_a_report_opens, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    let (head, page) = (office.head(), office.head().report_page(report).ok());
    let figures = page.figures();
    assert!(figures.len() > 8, "{figures:?}");
    for (code, printed) in figures {
        head.figure_page(report, &code).must_say(&format!("Số {code}: {printed}"));
    }
});

on_both!(t2_9_the_public_reads_only_what_was_published, at "2017-05-05T16:56:00+07:00", |office| {
    estimates(office);
    let (period, specialist, owner) = (april(office), office.specialist(), office.officer("chu-tich").to_string());
    let risk = [
        ("indicator", "chi-ns"),
        ("unit", "1"),
        ("cause", "Dự án chậm"),
        ("solution", "Giao ban hằng tuần"),
        ("owner", &owner),
        ("due_on", "30/6/2017"),
    ];
    specialist.post(&format!("/{BOOK}/risks"), &risk).done();
    let report = specialist.draft_report(period).created();
    let (anyone, public) = (office.anyone(), format!("/public/{BOOK}/reports/{report}"));
    let (author, facts) = ("Phòng Văn hóa và Thông tin", office.facts());
    let early = specialist.publish_report(report, &["thu-ngan-sach"], author, "30/4/2017");
    early.must_refuse(409, "not-signed", "Chỉ công khai báo cáo đã ký");
    office.head().sign_report(report).done();
    anyone.get(&public).must_refuse(404, "not-found", "Không tìm thấy");
    let private = specialist.publish_report(report, &["thu-ngan-sach", "cham-tien-do"], author, "30/4/2017");
    private.must_refuse(409, "private-section", "không thuộc diện công khai");
    assert!(specialist.report_page(report).ticked("sections").len() > 1, "every public section is proposed");
    let page = specialist.publish_report(report, &["thu-ngan-sach"], "", "hôm qua");
    page.must_fault("author", "Chưa ghi tác giả");
    assert_eq!(page.ticked("sections"), ["thu-ngan-sach"], "what was not ticked stays so");
    assert_eq!(office.facts(), facts + 1, "only the signature was written");

    specialist.publish_report(report, &["thu-ngan-sach"], author, "30/4/2017").done();
    let facts = office.facts();
    specialist.publish_report(report, &["thu-ngan-sach"], author, "30/4/2017").done();
    for (author, event_at) in [("Văn phòng", "30/4/2017"), (author, "29/4/2017")] {
        let other = specialist.publish_report(report, &["thu-ngan-sach"], author, event_at);
        other.must_refuse(409, "already-published", "không sửa được nữa");
    }
    assert_eq!(office.facts(), facts, "a second click publishes nothing");
    let page = anyone.get(&public).ok();
    page.must_say("28,24 %").must_say(author).must_say("Sự việc diễn ra 30/4/2017").must_say("5/5/2017 16:56");
    page.must_not_say("14,14 %").must_not_say("Giao ban hằng tuần");
    anyone.get("/public").ok().must_link(&public);
    let more = specialist.publish_report(report, &["thu-ngan-sach", "chi-ngan-sach"], author, "30/4/2017");
    more.must_refuse(409, "already-published", "không sửa được nữa");
});
