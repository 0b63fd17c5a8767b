//! What the program refuses: each time a Vietnamese sentence, the right status, the typed text kept, and nothing
//! written.

use super::ba_dinh::{april, estimates, signed_april};
use crate::harness::{Actor, BOOK, Documents, Figure, Figures, Office, Page, Plans, ROOT, Reports};

/// Runs an act that must write nothing.
#[track_caller]
fn writes_nothing(office: &Office, act: impl FnOnce() -> Page) -> Page {
    let (facts, figures) = (office.facts(), office.number("select count(*) from figure"));
    let page = act();
    assert_eq!((office.facts(), office.number("select count(*) from figure")), (facts, figures), "{}", page.text());
    page
}

/// Opens the period of April without figures.
#[track_caller]
fn empty_april(specialist: &Actor) -> i64 {
    specialist.open_period("4 tháng đầu năm 2017", "30/4/2017").created()
}

on_both!(an_unreadable_amount, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let period = empty_april(&specialist);
    let rows = [
        ("1.748.6 tỷ", "“1.748.6” không phải số. Ghi như 1.748,6"),
        ("một nghìn tỷ", "“một nghìn tỷ” không phải số tiền. Ghi như"),
        ("1748,6 tỷ đô la", "“1748,6 tỷ đô la”"),
        ("12 hồ sơ", "“12 hồ sơ”"),
    ];
    for (typed, sentence) in rows {
        let page = writes_nothing(office, || specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, typed)));
        page.must_fault("value", sentence);
        assert_eq!(page.typed("value"), typed, "what was typed stays");
        assert_eq!(page.typed("period"), period.to_string());
        assert_eq!(page.typed("indicator"), "thu-nsnn");
        assert_eq!(page.typed("status"), "actual");
    }
    // In a sheet one wrong cell keeps every other cell from being written, and all of them stay typed.
    let cells = [(format!("v.thu-nsnn.{ROOT}"), "1.748,6 tỷ"), (format!("v.chi-ns.{ROOT}"), "172,5x tỷ")];
    let page = writes_nothing(office, || specialist.enter_sheet(period, "expected", &cells));
    page.must_fault(&cells[1].0, "172,5x tỷ");
    assert_eq!((page.typed(&cells[0].0).as_str(), page.typed(&cells[1].0).as_str()), ("1.748,6 tỷ", "172,5x tỷ"));
});

on_both!(an_unreadable_day_and_label, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let page = writes_nothing(office, || specialist.open_period("bốn tháng", ""));
    page.must_fault("label", "không nêu kỳ báo cáo");
    assert_eq!(page.typed("label"), "bốn tháng");
    let page = writes_nothing(office, || specialist.open_period("4 tháng đầu năm 2017", "31/4/2017"));
    page.must_fault("cutoff_on", "31/4/2017");
    assert_eq!(page.typed("cutoff_on"), "31/4/2017");
});

on_both!(a_document_without_an_issuer_keeps_its_bases, at "2017-05-05T09:00:00+07:00", |office| {
    let (plan, specialist) = (estimates(office), office.specialist());
    let adjust = || specialist.register_adjustment("QĐ", "09/QĐ-UBND", "4/5/2017", "", "Điều chỉnh", plan.decision);
    let page = writes_nothing(office, adjust);
    page.must_fault("issuer", "Chưa ghi cơ quan ban hành");
    assert_eq!(page.ticked("bases"), [plan.decision.to_string()]);
});

on_both!(a_percentage_over_its_cap, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let fields = [
        ("code", "ho-so-truc-tuyen"),
        ("name", "Tỷ lệ hồ sơ trực tuyến"),
        ("measure", "phan-tram"),
        ("direction", "more"),
        ("over_units", "none"),
        ("over_time", "point"),
        ("scope", "territory"),
        ("percent_cap", "100 %"),
    ];
    specialist.post(&format!("/{BOOK}/catalogue"), &fields).done();
    let period = empty_april(&specialist);
    for typed in ["101 %", "trên 100 %"] {
        let page = writes_nothing(office, || specialist.enter(&Figure::of(period, "ho-so-truc-tuyen", ROOT, typed)));
        page.must_fault("value", "tỷ lệ không thể vượt 100 %");
        assert_eq!(page.typed("value"), typed);
    }
    specialist.enter(&Figure::of(period, "ho-so-truc-tuyen", ROOT, "100 %")).created();
});

on_both!(a_stated_rate_that_its_parts_do_not_give, at "2017-05-05T09:00:00+07:00", |office| {
    let (specialist, head) = (office.specialist(), office.head());
    let period = empty_april(&specialist);
    for (indicator, typed) in [("ho-so-da-giai-quyet", "1000"), ("ho-so-dung-han", "900"), ("tthc-dung-han", "99 %")] {
        specialist.enter(&Figure::of(period, indicator, ROOT, typed)).created();
    }
    let report = specialist.draft_report(period).created();
    specialist.report_page(report).ok().must_say("formula-off");
    let page = writes_nothing(office, || head.sign_report(report));
    page.must_refuse(409, "checks-failed", "“Tỷ lệ giải quyết thủ tục hành chính đúng hạn” ghi 99,00 % nhưng tính từ");
    // The rate its parts give is no contradiction.
    specialist.enter(&Figure::of(period, "tthc-dung-han", ROOT, "90 %")).created();
    head.sign_report(report).done();
});

on_both!(t6_2_a_part_over_its_whole, at "2017-05-05T09:00:00+07:00", |office| {
    // The report of the seeds: 1870 dossiers in the whole district, 1962 of them at the one-stop office.
    let (specialist, head) = (office.specialist(), office.head());
    let period = specialist.open_period("tháng 4 năm 2014", "10/4/2014").created();
    specialist.enter(&Figure::of(period, "ho-so-tiep-nhan", ROOT, "1870")).created();
    specialist.enter(&Figure::of(period, "ho-so-mot-cua", ROOT, "1962")).created();
    let report = specialist.draft_report(period).created();
    let sentence = "vượt tổng 92 hồ sơ";
    specialist.report_page(report).ok().must_say(sentence).must_say("part-over-whole");
    let page = writes_nothing(office, || head.sign_report(report));
    page.must_refuse(409, "checks-failed", sentence);
    // A correction or a written explanation opens the way.
    let field = specialist.report_page(report).ok().field_name("explained.part-over-whole/ho-so-mot-cua/");
    let explained = [(field.as_str(), "Bộ phận một cửa đếm cả hồ sơ nhận hộ cấp thành phố")];
    specialist.write_report(report, &explained).done();
    // The explanation is of that difference; another one needs its own.
    specialist.enter(&Figure::of(period, "ho-so-mot-cua", ROOT, "1963")).created();
    let page = writes_nothing(office, || head.sign_report(report));
    page.must_refuse(409, "checks-failed", "vượt tổng 93 hồ sơ");
    specialist.enter(&Figure::of(period, "ho-so-mot-cua", ROOT, "1962")).created();
    head.sign_report(report).done();
    head.report_page(report).ok().must_say(sentence).must_say("Bộ phận một cửa đếm cả hồ sơ nhận hộ cấp thành phố");
});

on_both!(a_unit_that_did_not_exist_on_that_day, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let (period, later) = (empty_april(&specialist), office.unit("Phường Hồng Hà"));
    let page = writes_nothing(office, || specialist.enter(&Figure::of(period, "thu-nsnn", later, "1 tỷ")));
    page.must_refuse(409, "unit-not-there", "Phường Hồng Hà có từ 1/7/2025, nên không có số liệu đến ngày 30/4/2017");
    assert_eq!(page.typed("value"), "1 tỷ");
});

on_both!(a_second_signature, at "2017-05-05T09:00:00+07:00", |office| {
    let (_, _, report) = signed_april(office);
    let page = writes_nothing(office, || office.head().sign_report(report));
    page.must_refuse(409, "already-signed", "Báo cáo đã được Người Đứng Đầu ký lúc 5/5/2017 09:0");
    let words = [("narrative.kinh-te", "Thêm một câu sau khi ký")];
    let page = writes_nothing(office, || office.specialist().write_report(report, &words));
    page.must_refuse(409, "already-signed", "Báo cáo đã ký nên không sửa được nữa");
    office.head().report_page(report).ok().must_not_say("Thêm một câu sau khi ký");
});

on_both!(a_closed_period, at "2017-05-05T09:00:00+07:00", |office| {
    let (specialist, period) = (office.specialist(), april(office));
    office.head().close_period(period).done();
    let page = writes_nothing(office, || specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, "1.800 tỷ")));
    page.must_refuse(409, "period-closed", "Kỳ 4 tháng đầu năm 2017 đã khóa");
    assert_eq!(page.typed("value"), "1.800 tỷ");
    // An earlier cut-off of the same year is closed with it; the next period is not.
    let early = writes_nothing(office, || {
        specialist.enter(&Figure::of(period, "thu-nsnn", ROOT, "1.200 tỷ").until("31/3/2017"))
    });
    early.must_refuse(409, "period-closed", "31/3/2017");
    let may = specialist.open_period("5 tháng đầu năm 2017", "31/5/2017").created();
    specialist.enter(&Figure::of(may, "thu-nsnn", ROOT, "2.300 tỷ")).created();
});

on_both!(a_period_opened_twice, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    empty_april(&specialist);
    let page = writes_nothing(office, || specialist.open_period("4 tháng đầu năm 2017", ""));
    page.must_refuse(409, "period-known", "đã mở, là kỳ số 1");
    assert_eq!(page.typed("label"), "4 tháng đầu năm 2017");
});

on_both!(the_same_figure_again_is_no_second_fact, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let period = empty_april(&specialist);
    let figure = Figure::of(period, "thu-nsnn", ROOT, "1.748,6 tỷ").expected();
    let first = specialist.enter(&figure).created();
    let page = writes_nothing(office, || specialist.enter(&figure));
    assert_eq!(page.created(), first);
});

on_both!(a_form_from_elsewhere, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let fields = [("label", "4 tháng đầu năm 2017"), ("cutoff_on", "")];
    let path = format!("/{BOOK}/periods");
    let page = writes_nothing(office, || specialist.post_raw(&path, &fields, Some("https://noi-khac.example")));
    page.must_refuse(409, "foreign-form", "Biểu mẫu được gửi từ một trang khác");
});

on_both!(a_form_without_its_token, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    let path = format!("/{BOOK}/periods");
    let label = ("label", "4 tháng đầu năm 2017");
    for token in [None, Some(""), Some("0123456789abcdef")] {
        let fields: Vec<(&str, &str)> = [label].into_iter().chain(token.map(|token| ("csrf", token))).collect();
        let page = writes_nothing(office, || specialist.post_raw(&path, &fields, None));
        page.must_refuse(409, "stale-form", "Biểu mẫu đã hết hiệu lực");
        assert_eq!(page.typed("label"), label.1, "nothing that was typed is lost");
    }
    // The form that came back carries the token: sent again it is accepted.
    specialist.open_period(label.1, "").created();
});

/// A spreadsheet of one row below its heads.
fn sheet(heads: [&str; 3], row: [&str; 3]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, heads).expect("the heads");
    sheet.write_row(1, 0, row).expect("a row");
    book.save_to_buffer().expect("a file")
}

/// The needed columns as the page names them when a sheet lacks one.
const NEEDED: [&str; 3] = ["“Chỉ tiêu”", "“Đơn vị”", "“Giá trị”"];

on_both!(a_sheet_with_a_wrong_head, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    specialist.get(&format!("/{BOOK}/imports")).ok();
    let bytes = sheet(["Tên gọi", "Nơi", "Con số"], ["Thu ngân sách", "Ngọc Hà", "12 tỷ"]);
    let page =
        writes_nothing(office, || specialist.upload(&format!("/{BOOK}/imports/figures"), "so-lieu.xlsx", &bytes));
    assert_eq!(page.status, 422, "{}", page.text());
    for column in NEEDED {
        page.must_say(column);
    }
    page.must_say("Chưa ghi gì vào hệ thống");
    assert_eq!(office.number("select count(*) from import_draft"), 0, "a sheet with faults waits for nothing");
});

on_both!(a_sheet_that_lacks_the_column_of_values, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    specialist.get(&format!("/{BOOK}/imports")).ok();
    let row = ["Thu ngân sách nhà nước trên địa bàn", "Phường Ngọc Hà", "12 tỷ"];
    let bytes = sheet(["Chỉ tiêu", "Đơn vị", "Con số"], row);
    let page =
        writes_nothing(office, || specialist.upload(&format!("/{BOOK}/imports/figures"), "so-lieu.xlsx", &bytes));
    assert_eq!(page.status, 422, "{}", page.text());
    // The row below the heads is a row of figures: it must be neither taken for heads nor missed.
    page.must_say("“Giá trị”").must_not_say("Dưới tiêu đề không có dòng nào");
});

on_both!(a_sheet_is_written_whole_or_not_at_all, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    empty_april(&specialist);
    specialist.get(&format!("/{BOOK}/imports")).ok();
    let head = "Chỉ tiêu,Đơn vị,Đến ngày,Trạng thái,Giá trị\n";
    let row =
        |unit: &str, value: &str| format!("Thu ngân sách nhà nước trên địa bàn,{unit},30/4/2017,thực hiện,{value}\n");
    let path = format!("/{BOOK}/imports/figures");
    let wrong =
        [head, &row("Phường Ngọc Hà", "12 tỷ"), &row("Phường Không Có", "13 tỷ"), &row("Phường Kim Mã", "mười tỷ")]
            .concat();
    let page = writes_nothing(office, || specialist.upload(&path, "so-lieu.csv", wrong.as_bytes()));
    assert_eq!(page.status, 422, "{}", page.text());
    page.must_say("Phường Không Có").must_say("mười tỷ").must_say("dòng 3, cột 2").must_say("dòng 4, cột 5");

    let right = [head, &row("Phường Ngọc Hà", "12 tỷ"), &row("Phường Kim Mã", "\"10,5 tỷ\"")].concat();
    let preview = writes_nothing(office, || specialist.upload(&path, "so-lieu.csv", right.as_bytes())).ok();
    preview.must_say("10,5 tỷ đồng");
    let (facts, token) = (office.facts(), preview.typed("token"));
    specialist.post(&format!("{path}/commit"), &[("token", &token)]).done();
    assert_eq!(office.facts(), facts + 1, "one fact for the whole sheet");
    assert_eq!(office.rows("select value from figure order by no"), ["12000000000", "10500000000"]);
});

on_both!(a_wrong_password, at "2017-05-05T09:00:00+07:00", |office| {
    let anyone = office.anyone();
    for attempt in 1..=5 {
        let page = anyone.sign_in_with(BOOK, "chu-tich", "mật khẩu đoán mò");
        page.must_refuse(409, "wrong-password", "Tên đăng nhập hoặc mật khẩu không đúng");
        assert_eq!((page.typed("login").as_str(), page.html().contains("đoán mò")), ("chu-tich", false), "{attempt}");
    }
    let page = anyone.sign_in_with(BOOK, "chu-tich", "mật khẩu đoán mò");
    page.must_refuse(429, "too-many-attempts", "giây rồi thử lại, hoặc nhờ quản trị hệ thống đặt lại mật khẩu");
});

on_both!(an_empty_form_names_everything_missing, at "2017-05-05T09:00:00+07:00", |office| {
    let specialist = office.specialist();
    empty_april(&specialist);
    let page = writes_nothing(office, || specialist.post(&format!("/{BOOK}/figures"), &[]));
    for field in ["period", "unit", "indicator", "value", "status"] {
        page.must_fault(field, "Chưa");
    }
    let (plan, page) = (estimates(office), writes_nothing(office, || specialist.draft_allocation(2017, "", &[])));
    page.must_fault("title", "Chưa ghi tên quyết định");
    assert!(plan.revenue > 0);
});
