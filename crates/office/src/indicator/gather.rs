//! Gathers every indicator of an office at a cut-off, as of a journal position. The same position always gives the same
//! figures, claims, targets and road-maps, whatever was entered since: rows are chosen by the facts that brought and
//! replaced them.

use super::formulas::compute_formulas;
use super::gathering::Gathering;
use super::line::Line;
use super::rows::Rows;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory;
use crate::error::Error;
use jiff::civil::{Date, date};
use pack::Span;

/// What to gather: the period, its cut-off, and the last fact that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Figures counted from another day belong to another period: the month beside the months to date.
    pub starts_on: Date,
    pub cutoff_on: Date,
    /// The last fact that counts; `i64::MAX` for everything recorded so far.
    pub position: i64,
}

/// Lines at the cut-off, and lines of later cut-offs in the same year that are expected already.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    pub at_cutoff: Vec<Line>,
    pub ahead: Vec<Line>,
}

impl Lines {
    /// The line of an indicator at the cut-off.
    pub fn line(&self, code: &str) -> Option<&Line> {
        self.at_cutoff.iter().find(|line| line.rule.code == code)
    }
}

/// Gathers the lines of all indicators that have a figure, a baseline or reporting units.
pub fn gather(ctx: &Ctx, tx: &mut Tx, asked: Asked) -> Result<Lines, Error> {
    let rules = super::rules::rules(ctx, tx)?;
    let root = directory::root(tx, &ctx.book)?;
    let units = directory::units_on(tx, &ctx.book, asked.cutoff_on)?;
    let plan = year_of(asked.cutoff_on);
    let rows = Rows::read(tx, &ctx.book, root.no, plan, asked)?;
    let gathering = Gathering { ctx, root: root.no, units: &units, plan, asked, rows: &rows };
    let mut lines = Lines::default();
    for rule in &rules {
        lines.at_cutoff.extend(gathering.line(rule, asked.cutoff_on));
    }
    compute_formulas(&rules, &mut lines, |rule| gathering.blank(rule));
    for rule in &rules {
        for cutoff in gathering.ahead(rule) {
            lines.ahead.extend(gathering.line(rule, cutoff));
        }
    }
    for line in &mut lines.at_cutoff {
        line.outlook = lines.ahead.iter().find(|ahead| ahead.rule.code == line.rule.code).cloned().map(Box::new);
    }
    Ok(lines)
}

/// The budget year of a cut-off, for which estimates are set: 1/1 to 31/12 (Luật Ngân sách nhà nước 89/2025/QH15). A
/// report-period rule may begin in December of the year before; what it counts still belongs to the year of its cut-off.
pub fn year_of(cutoff_on: Date) -> Span {
    Span { starts_on: date(cutoff_on.year(), 1, 1), ends_on: date(cutoff_on.year(), 12, 31) }
}
