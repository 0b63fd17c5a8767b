//! One figure: exact and as written, what its document claims, who entered it, and every correction.

use super::figure_table::{Names, name_of, names, told, told_columns, written};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::document::{Document, document};
use crate::error::{Error, refuse};
use crate::figure::new_figure::{ClaimBase, NewClaim};
use crate::figure::record::records_of;
use crate::figure::store::{Figure, claims, figure, history};
use crate::plan::catalogue::measure_of;
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "figure/pages/figure_show.html")]
struct Show {
    frame: Frame,
    figure: Figure,
    /// With bound and measure, as reports print it.
    written: String,
    /// All digits in the base unit of the measure.
    exact: String,
    source: Option<Document>,
    claims: Vec<String>,
    history: Table,
    /// Where the records behind it are listed.
    records: Option<String>,
    may_journal: bool,
    may_correct: bool,
}

/// GET of a figure.
pub async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        let figure = figure(tx, &ctx.book, no)?;
        if !ctx.sees_unit(figure.unit) {
            return refuse("not-your-unit", "Số liệu này của đơn vị khác. Chỉ mở được số liệu của đơn vị mình.");
        }
        let names = names(ctx, tx)?;
        let history = history_table(ctx, tx, &names, &figure)?;
        match &query.export {
            Some(wanted) => export(wanted, &[&history]),
            None => build(ctx, tx, &names, figure, history, query.done.as_deref()),
        }
    })
    .await
}

fn build(
    ctx: &Ctx,
    tx: &mut Tx,
    names: &Names,
    figure: Figure,
    history: Table,
    done: Option<&str>,
) -> Result<Response, Error> {
    let source = figure.source.map(|no| document(tx, &ctx.book, no)).transpose()?;
    let claims = claims(tx, &ctx.book, figure.no)?.iter().map(|claim| claim_words(ctx, claim)).collect();
    let exact = match names.get(&figure.indicator) {
        Some(row) => format!("{}\u{a0}{}", viet::number::write(figure.value), measure_of(ctx, &row.rule)?.label),
        None => viet::number::write(figure.value),
    };
    page(&Show {
        frame: Frame::new(ctx, Tab::Figures, name_of(names, &figure.indicator), done),
        written: written(ctx, names, &figure)?,
        exact,
        source,
        claims,
        history,
        records: records_of(tx, &ctx.book, figure.no)?.map(|path| format!("/{}{path}", ctx.book)),
        may_journal: ctx.may(Act::ReadJournal),
        may_correct: ctx.may(Act::EnterFigure),
        figure,
    })
}

/// A claim as a sentence: `56 % so với UBND Thành phố giao và HĐND quận giao`.
fn claim_words(ctx: &Ctx, claim: &NewClaim) -> String {
    if claim.base != ClaimBase::Baseline {
        return format!("{} so với {}", claim.typed, claim.base.label());
    }
    let label = |code: &String| ctx.pack.assigner(code).map_or_else(|| code.clone(), |assigner| assigner.label.clone());
    format!("{} so với {}", claim.typed, claim.assigners.iter().map(label).collect::<Vec<_>>().join(" và "))
}

/// The figure and its corrections, oldest first, each with the fact that brought it.
fn history_table(ctx: &Ctx, tx: &mut Tx, names: &Names, of: &Figure) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for figure in history(tx, &ctx.book, of)? {
        let state = figure
            .replaced_fact_no
            .map_or_else(|| "đang dùng".to_owned(), |no| format!("được đính chính ở sự kiện số {no}"));
        let mut cells = vec![Cell::text(figure.fact_no.to_string())];
        cells.extend(told(ctx, names, &figure)?);
        cells.push(Cell::text(state));
        rows.push(cells);
    }
    let mut columns = vec![Column::right("Sự kiện số")];
    columns.extend(told_columns());
    columns.push(Column::left("Hiệu lực"));
    Ok(Table {
        id: "history",
        caption: "Các lần nhập và đính chính".into(),
        columns,
        rows,
        empty: "Chưa có lần nhập nào.",
    })
}
