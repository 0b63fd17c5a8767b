//! Enters the figures of a period out of the cases (đưa số hồ sơ vào kỳ báo cáo): whoever may enter figures may. Received,
//! settled and settled on time of the whole office, each tied to the list of its cases; a case is counted where it was
//! received, so nothing is counted at two levels.

use super::statistics::{Tally, statistics};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::root;
use crate::error::{Error, refuse};
use crate::figure::{NewFigure, Period, Status, enter_all, tie_records};
use crate::journal::Kind;
use crate::plan::catalogue::catalogue;
use viet::bound::Bound;

/// Indicator, what is counted, how it is opened, whether only what the office itself received.
type Counted = (&'static str, fn(&Tally) -> i64, &'static str, bool);

/// What the national catalogue of figures knows of cases; the share on time is computed from two of them.
const COUNTED: [Counted; 4] = [
    ("ho-so-tiep-nhan", |t| t.online + t.direct, "received", false),
    ("ho-so-mot-cua", |t| t.online + t.direct, "received", true),
    ("ho-so-da-giai-quyet", Tally::settled, "settled", false),
    ("ho-so-dung-han", |t| t.settled() - t.late, "punctual", false),
];

/// Enters the figures; answers how many. The same again is done already.
pub fn enter_case_figures(ctx: &Ctx, tx: &mut Tx, period: &Period) -> Result<usize, Error> {
    ctx.permit(Act::EnterFigure)?;
    let root = root(tx, &ctx.book)?;
    let known = catalogue(ctx, tx)?;
    let found = statistics(tx, &ctx.book, period.starts_on, period.cutoff_on, ctx.now)?;
    let (mut figures, mut paths) = (Vec::new(), Vec::new());
    for (indicator, count, opened, own) in COUNTED {
        if !known.iter().any(|row| row.rule.code == indicator) {
            continue;
        }
        let count = count(&found.total(|unit, _| !own || unit == root.no));
        let of_unit = if own { format!("&unit={}", root.no) } else { String::new() };
        paths.push(format!("/cases?counted={opened}&from={}&to={}{of_unit}", period.starts_on, period.cutoff_on));
        figures.push(NewFigure {
            indicator: indicator.to_owned(),
            unit: root.no,
            starts_on: period.starts_on,
            cutoff_on: period.cutoff_on,
            status: Status::Actual,
            bound: Bound::Equal,
            value: count.into(),
            typed: viet::number::write(count.into()),
            source: None,
            note: "đếm từ hồ sơ".to_owned(),
            invented: false,
            claims: Vec::new(),
        });
    }
    if figures.is_empty() {
        return refuse(
            "no-case-indicator",
            "Danh mục chỉ tiêu chưa có chỉ tiêu hồ sơ (ho-so-tiep-nhan, ho-so-da-giai-quyet …). Áp dụng danh mục trước.",
        );
    }
    let numbers = enter_all(ctx, tx, &figures, Kind::FigureEntered)?;
    for (figure, path) in numbers.iter().zip(&paths) {
        tie_records(tx, &ctx.book, *figure, path)?;
    }
    Ok(numbers.len())
}
