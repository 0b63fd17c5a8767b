//! What is in force before figures are entered: which row a new one corrects, and which one says the same already.

use super::new_figure::{NewClaim, NewFigure};
use super::status::Status;
use super::store::claims;
use crate::ctx::Ctx;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure};
use crate::params;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};
use viet::bound::Bound;

/// What a figure is about; at any moment at most one row is in force for it.
pub type Key<'a> = (&'a str, i64, Date, Date, Status);

/// The key of a figure to be entered.
pub fn key_of(figure: &NewFigure) -> Key<'_> {
    (&figure.indicator, figure.unit, figure.starts_on, figure.cutoff_on, figure.status)
}

/// The rows in force for the figures to be entered.
pub struct Standing<'a>(HashMap<Key<'a>, InForce>);

/// A row in force.
#[derive(Clone, Debug, PartialEq)]
pub struct InForce {
    pub no: i64,
    bound: Bound,
    value: Decimal,
    source: Option<i64>,
    note: String,
    claims: Vec<NewClaim>,
}

impl<'a> Standing<'a> {
    /// Looks up the rows in force, one query per indicator and span of days.
    pub fn look_up(ctx: &Ctx, tx: &mut Tx, figures: &'a [NewFigure]) -> Result<Standing<'a>, Error> {
        let wanted: HashSet<Key> = figures.iter().map(key_of).collect();
        let with_claims: HashSet<Key> = figures.iter().filter(|figure| !figure.claims.is_empty()).map(key_of).collect();
        let spans: HashSet<(&str, Date, Date)> =
            wanted.iter().map(|(code, _, from, to, _)| (*code, *from, *to)).collect();
        let sql = "select no, unit, status, bound, value, source, note from figure \
            where book = $1 and indicator = $2 and starts_on = $3 and cutoff_on = $4 and replaced_fact_no is null";
        let mut rows = HashMap::new();
        for (code, starts_on, cutoff_on) in spans {
            for row in tx.rows(sql, params![&ctx.book, code, starts_on, cutoff_on])? {
                let Some(status) = Status::read(&row.text("status")?) else { continue };
                let key = (code, row.int("unit")?, starts_on, cutoff_on, status);
                if wanted.contains(&key) {
                    let claims =
                        if with_claims.contains(&key) { claims(tx, &ctx.book, row.int("no")?)? } else { Vec::new() };
                    rows.insert(key, InForce::read(&row, claims)?);
                }
            }
        }
        Ok(Standing(rows))
    }

    /// The row in force for what a figure is about.
    pub fn of(&self, figure: &'a NewFigure) -> Option<&InForce> {
        self.0.get(&key_of(figure))
    }
}

impl InForce {
    fn read(row: &Row, claims: Vec<NewClaim>) -> Result<InForce, Failure> {
        let bound =
            Bound::from_code(&row.text("bound")?).ok_or_else(|| Failure::new("a figure with an unreadable bound"))?;
        let (no, value) = (row.int("no")?, row.decimal("value")?);
        Ok(InForce { no, bound, value, source: row.opt_int("source")?, note: row.text("note")?, claims })
    }

    /// Whether a figure says nothing that the row does not say: blank source, note and claims add nothing.
    pub fn says(&self, figure: &NewFigure) -> bool {
        self.value == figure.value
            && self.bound == figure.bound
            && (figure.source.is_none() || figure.source == self.source)
            && (figure.note.is_empty() || figure.note == self.note)
            && (figure.claims.is_empty() || figure.claims == self.claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::rule::testing::figure;

    #[test]
    fn the_same_again_is_no_correction() {
        let row = InForce {
            no: 1,
            bound: Bound::Equal,
            value: Decimal::from(335),
            source: Some(2),
            note: "đoàn liên ngành".into(),
            claims: Vec::new(),
        };
        let rows = [
            ("335", None, "", true),
            ("335.0", None, "", true),
            ("335", Some(2), "đoàn liên ngành", true),
            ("336", None, "", false),
            ("335", Some(3), "", false),
            ("335", None, "ghi lại", false),
        ];
        for (value, source, note, expected) in rows {
            let new = NewFigure {
                value: value.parse().expect("a number of the table"),
                source,
                note: note.into(),
                ..figure()
            };
            assert_eq!(row.says(&new), expected, "{value} {source:?} {note}");
        }
        assert!(!row.says(&NewFigure { value: Decimal::from(335), bound: Bound::Above, ..figure() }));
    }
}
