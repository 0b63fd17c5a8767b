//! The list of a year's targets that can have a road-map, with those that still lack one.

use super::set::why_none;
use super::store::road_map;
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::plan::target::{Names, Target, assigner_label, of_year, seen, shown, targets, year_asked};
use crate::ui::{Cell, Column, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "plan/road_map/pages/list.html")]
struct List {
    frame: Frame,
    year: i16,
    years: Vec<i16>,
    table: Html,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    year: Option<String>,
    export: Option<String>,
    done: Option<String>,
}

/// Lists the targets of a year that can be divided over months.
pub(super) async fn list(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        let (year, years) = year_asked(ctx, tx, asked.year.as_deref())?;
        let table = table(ctx, tx, year)?;
        if let Some(wanted) = &asked.export {
            return export(wanted, &[&table]);
        }
        let frame = Frame::new(ctx, Tab::RoadMaps, "Lộ trình tháng", asked.done.as_deref());
        page(&List { frame, year, years, table: of_year(&table, year) })
    })
    .await
}

fn table(ctx: &Ctx, tx: &mut Tx, year: i16) -> Result<Table, Error> {
    let names = Names::of_year(ctx, tx, year)?;
    let can = |target: &Target| {
        let row = names.indicators.iter().find(|row| row.rule.code == target.indicator);
        row.is_some_and(|row| why_none(target, &row.rule).is_none())
    };
    let mut rows = Vec::new();
    for target in seen(ctx, targets(tx, &ctx.book, year)?).iter().filter(|target| can(target)) {
        let path = format!("/{}/targets/{}/road-map", ctx.book, target.no);
        let state = match road_map(tx, &ctx.book, target.no, None)? {
            Some(_) => Cell::link("đã lập", path).marked("good"),
            None => Cell::link("chưa lập", path).marked("warn"),
        };
        rows.push(vec![
            Cell::text(names.indicator(&target.indicator)),
            Cell::text(names.unit(target.unit)),
            Cell::text(assigner_label(ctx, &target.assigner)),
            Cell::number(shown(ctx, &names.indicators, target), target.value)
                .to(format!("/{}/targets/{}", ctx.book, target.no)),
            state,
        ]);
    }
    let (left, right) = (Column::left, Column::right);
    Ok(Table {
        id: "road-maps",
        caption: format!("Lộ trình tháng năm {year}"),
        columns: vec![left("Chỉ tiêu"), left("Đơn vị"), left("Cấp giao"), right("Mức giao cả năm"), left("Lộ trình")],
        rows,
        empty: "Năm này chưa có chỉ tiêu nào chia được ra 12 tháng. Nhập chỉ tiêu, dự toán được giao trước.",
    })
}
