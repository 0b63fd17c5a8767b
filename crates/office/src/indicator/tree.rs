//! The tree below a superior level (các đơn vị cấp dưới): its offices, what they kept, what they signed.

use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::params;
use crate::ui::{Cell, Column, Export, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;

pub fn routes() -> Router<App> {
    Router::new().route("/tree", get(show))
}

#[derive(Template)]
#[template(path = "indicator/pages/tree.html")]
struct Tree {
    frame: Frame,
    offices: Table,
    sums: Table,
    reports: Table,
}

async fn show(State(app): State<App>, who: Visitor, Query(query): Query<Export>) -> Response {
    let book = who.book.clone();
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let (offices, sums, reports) = (offices(tx, &ctx.book)?, sums(ctx, tx)?, reports(tx, &ctx.book)?);
        match &query.export {
            Some(wanted) => export(wanted, &[&offices, &sums, &reports]),
            None => {
                let frame = Frame::new(ctx, Tab::Tree, "Các đơn vị cấp dưới", None);
                page(&Tree { frame, offices, sums, reports })
            }
        }
    })
    .await
}

fn offices(tx: &mut Tx, book: &str) -> Result<Table, Error> {
    let sql = "select b.book, b.name, b.facts, \
        (select count(*) from period p where p.book = b.book and p.state = 'open') as open_periods, \
        (select count(*) from report r where r.book = b.book and r.state = 'signed') as signed_reports \
        from book b where b.superior = $1";
    let mut rows = Vec::new();
    for row in tx.rows(sql, params![book])? {
        rows.push(vec![
            Cell::link(row.text("name")?, format!("/{}", row.text("book")?)),
            Cell::text(row.int("open_periods")?.to_string()),
            Cell::text(row.int("signed_reports")?.to_string()),
            Cell::text(row.int("facts")?.to_string()),
        ]);
    }
    rows.sort_by(|a, b| viet::collate::compare(&a[0].text, &b[0].text));
    let columns =
        [Column::left("Đơn vị"), Column::right("Kỳ đang mở"), Column::right("Báo cáo đã ký"), Column::right("Sự kiện")]
            .into();
    Ok(Table {
        id: "offices",
        caption: "Đơn vị trực thuộc".into(),
        columns,
        rows,
        empty: "Không có đơn vị cấp dưới nào dùng chung hệ thống này.",
    })
}

/// What the units below each office reported, added up, at the last cut-off of each indicator: read from the kept sums, so
/// it costs the same whatever the number of figures.
fn sums(ctx: &Ctx, tx: &mut Tx) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for row in tx.rows(include_str!("sql/kept_below.sql"), params![&ctx.book])? {
        let measure = ctx.pack.measures.iter().find(|m| Some(&m.code) == row.text("measure").ok().as_ref());
        let value = match (row.opt_decimal("value")?, measure) {
            (Some(value), Some(measure)) => Cell::number(super::amount(measure, value, None), value),
            _ => Cell::text("–"),
        };
        let cutoff = row.day("cutoff_on")?;
        let (book, indicator) = (row.text("book")?, row.text("indicator")?);
        let href = super::show::address(&book, &indicator, row.day("starts_on")?, cutoff);
        let expected = row.int("units_expected")?;
        let state = match (row.flag("dirty")?, expected) {
            (true, _) => "đang tính lại".to_owned(),
            (false, 0) => String::new(),
            (false, n) => format!("còn {n} số ước"),
        };
        let reported = format!("{}/{}", row.int("units_with")?, row.int("units_all")?);
        rows.push(vec![
            Cell::text(row.text("office")?),
            Cell::link(row.text("name")?, href),
            Cell::text(viet::day::write(cutoff)),
            value,
            Cell::text(reported),
            Cell::text(state),
        ]);
    }
    let columns = [
        Column::left("Đơn vị"),
        Column::left("Chỉ tiêu"),
        Column::left("Đến ngày"),
        Column::right("Tổng các đơn vị trực thuộc"),
        Column::right("Đã báo cáo"),
        Column::left("Ghi chú"),
    ];
    let empty = "Chưa có đơn vị nào nhập số liệu theo phường, phòng, ban.";
    Ok(Table {
        id: "sums", caption: "Số tổng hợp từ các đơn vị".into(), columns: columns.into(), rows, empty
    })
}

fn reports(tx: &mut Tx, book: &str) -> Result<Table, Error> {
    let sql = "select b.book, b.name, r.no, r.label, r.signed_at from report r join book b on b.book = r.book \
        where b.superior = $1 and r.state = 'signed' order by r.signed_at desc";
    let mut rows = Vec::new();
    for row in tx.rows(sql, params![book])? {
        let href = format!("/{}/reports/{}", row.text("book")?, row.int("no")?);
        rows.push(vec![
            Cell::text(row.text("name")?),
            Cell::link(format!("Báo cáo {}", row.text("label")?), href),
            Cell::text(viet::day::write_instant(row.instant("signed_at")?)),
        ]);
    }
    let columns = ["Đơn vị", "Báo cáo", "Ký lúc"].map(Column::left).into();
    Ok(Table {
        id: "tree-reports",
        caption: "Báo cáo đã ký".into(),
        columns,
        rows,
        empty: "Chưa có báo cáo nào được ký.",
    })
}
