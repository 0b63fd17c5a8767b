//! What the stories start from: the estimates of Quận Ba Đình for 2017 and its figures to the end of April.

use crate::harness::{BOOK, Documents, Figure, Figures, Office, Plans, ROOT, Reports};

/// The year's estimates as the City assigned them.
pub struct Estimates {
    /// The City's decision.
    pub decision: i64,
    /// Target number of the revenue estimate, 6.191 tỷ đồng.
    pub revenue: i64,
    /// Target number of the expenditure estimate, 1.220,371 tỷ đồng.
    pub expenditure: i64,
}

/// Registers the City's decision and sets both estimates.
#[track_caller]
pub fn estimates(office: &Office) -> Estimates {
    let specialist = office.specialist();
    let (issuer, subject) = ("UBND Thành phố Hà Nội", "Giao chỉ tiêu kế hoạch và dự toán ngân sách năm 2017");
    let decision = specialist.register_document("QĐ", "01/QĐ-UBND", "5/1/2017", issuer, subject).created();
    let set = |code: &str, typed: &str| specialist.set_target(code, "thanh-pho", 2017, typed, decision).created();
    Estimates {
        decision, revenue: set("thu-nsnn", "6.191 tỷ đồng"), expenditure: set("chi-ns", "1.220,371 tỷ đồng")
    }
}

/// Opens the period to 30/4/2017 and enters what the district reported; answers the period.
#[track_caller]
pub fn april(office: &Office) -> i64 {
    let specialist = office.specialist();
    let period = specialist.open_period("4 tháng đầu năm 2017", "30/4/2017").created();
    for (indicator, typed) in
        [("thu-nsnn", "1.748,6 tỷ"), ("chi-ns", "172,519 tỷ"), ("co-so-an-uong-kiem-tra", "335 cơ sở")]
    {
        specialist.enter(&Figure::of(period, indicator, ROOT, typed).expected()).created();
    }
    period
}

/// The signed report of April with everything before it; answers estimates, period and report.
#[track_caller]
pub fn signed_april(office: &Office) -> (Estimates, i64, i64) {
    let (estimates, period) = (estimates(office), april(office));
    let report = office.specialist().draft_report(period).created();
    office.head().sign_report(report).done();
    (estimates, period, report)
}

/// Cells of an allocation's grid that divide one indicator: wards by name with what each gets, resting on a document.
pub fn shares(office: &Office, indicator: &str, basis: i64, wards: &[(&str, &str)]) -> Vec<(String, String)> {
    let cell = |(ward, typed): &(&str, &str)| {
        (format!("v.{indicator}.{}", office.unit(&format!("Phường {ward}"))), (*typed).to_owned())
    };
    let mut cells: Vec<(String, String)> = wards.iter().map(cell).collect();
    cells.push((format!("basis.{indicator}"), basis.to_string()));
    cells
}

/// The wards of the district in 2017.
pub fn wards(office: &Office) -> Vec<(i64, String)> {
    let sql = format!(
        "select v.unit, v.name from unit_version v where v.book = '{BOOK}' and v.kind = 'phuong' \
         and v.effective_from < '2018-01-01' order by v.unit"
    );
    let rows = office.rows(&sql);
    let read = |row: &String| row.split_once('|').map(|(no, name)| (no.parse().expect("a number"), name.to_owned()));
    rows.iter().filter_map(read).collect()
}
