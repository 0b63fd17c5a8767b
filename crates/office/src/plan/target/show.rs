//! The page of one target: value, assigner, basis, decision, road-map, and every value the line ever had.

use super::lines::{assigner_label, shown};
use super::store::{Target, history, target};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::directory::unit_on;
use crate::document::{Document, document};
use crate::error::{Error, refuse};
use crate::plan::catalogue::{IndicatorRow, indicator};
use crate::plan::road_map::{road_map, why_none};
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "plan/target/pages/show.html")]
struct Show {
    frame: Frame,
    target: Target,
    value: String,
    unit: String,
    assigner: String,
    basis: Document,
    history: Table,
    /// Whether it has a monthly road-map; `None` when there is none to open.
    road_map: Option<bool>,
}

/// Shows one target; officers of a unit see only those of their units.
pub(super) async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let target = visible(ctx, tx, no)?;
        let row = indicator(tx, &ctx.book, &target.indicator)?;
        let history = history_table(ctx, tx, &row, &target)?;
        if let Some(wanted) = &query.export {
            return export(wanted, &[&history]);
        }
        let road_map = road_map_state(tx, &ctx.book, &row, &target)?;
        page(&Show {
            frame: Frame::new(ctx, Tab::Plan, row.rule.name.clone(), query.done.as_deref()),
            value: shown(ctx, std::slice::from_ref(&row), &target),
            unit: unit_name(ctx, tx, &target)?,
            assigner: assigner_label(ctx, &target.assigner),
            basis: document(tx, &ctx.book, target.basis)?,
            target,
            history,
            road_map,
        })
    })
    .await
}

/// A target this person may see; refused with `not-your-unit` otherwise.
pub(in crate::plan) fn visible(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<Target, Error> {
    ctx.permit(Act::ViewOwn)?;
    let target = target(tx, &ctx.book, no)?;
    if ctx.sees_unit(target.unit) {
        return Ok(target);
    }
    refuse("not-your-unit", "Chỉ tiêu này giao cho đơn vị khác. Mở danh sách chỉ tiêu để xem phần của đơn vị mình.")
}

/// Whether it has a road-map; `None` when it has none and cannot get one.
fn road_map_state(tx: &mut Tx, book: &str, row: &IndicatorRow, target: &Target) -> Result<Option<bool>, Error> {
    let made = road_map(tx, book, target.no, None)?.is_some();
    Ok((made || why_none(target, &row.rule).is_none()).then_some(made))
}

fn unit_name(ctx: &Ctx, tx: &mut Tx, target: &Target) -> Result<String, Error> {
    for day in [target.ends_on, target.starts_on] {
        if let Some(unit) = unit_on(tx, &ctx.book, target.unit, day)? {
            return Ok(unit.name);
        }
    }
    Ok(format!("đơn vị số {}", target.unit))
}

/// Every value of the line, oldest first, each with the document that gave it.
fn history_table(ctx: &Ctx, tx: &mut Tx, row: &IndicatorRow, of: &Target) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for earlier in history(tx, &ctx.book, of)? {
        let basis = document(tx, &ctx.book, earlier.basis)?;
        let fact = |no: i64| Cell::link(format!("số {no}"), format!("/{}/journal?before={}", ctx.book, no + 1));
        rows.push(vec![
            Cell::number(shown(ctx, std::slice::from_ref(row), &earlier), earlier.value)
                .to(format!("/{}/targets/{}", ctx.book, earlier.no)),
            Cell::text(earlier.typed.clone()),
            Cell::link(basis.name(), format!("/{}/documents/{}", ctx.book, basis.no)),
            fact(earlier.fact_no),
            earlier.ended_fact_no.map_or_else(|| Cell::text("đang áp dụng"), fact),
        ]);
    }
    let (left, right) = (Column::left, Column::right);
    Ok(Table {
        id: "target-history",
        caption: "Các mức đã giao của dòng này".into(),
        columns: vec![
            right("Mức giao"),
            left("Ghi như văn bản"),
            left("Căn cứ"),
            left("Từ sự kiện"),
            left("Đến sự kiện"),
        ],
        rows,
        empty: "Chưa có mức nào.",
    })
}
