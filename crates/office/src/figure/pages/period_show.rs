//! One period: its days, the sheet to fill, every figure entered for its cut-off, and the act that closes it.

use super::enter_sheet::codes;
use super::figure_table::{figure_table, names};
use super::sheet::{Sheet, sheet};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::figure::close_period::close_period;
use crate::figure::period::{Period, period};
use crate::figure::status::Status;
use crate::figure::store::figures_of;
use crate::ui::{Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, RawQuery, State};
use axum::response::Response;

/// Figures shown on the page; an export holds all of them.
const SHOWN: i64 = 500;

#[derive(Template)]
#[template(path = "figure/pages/period_show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    period: Period,
    /// None when this person does not enter figures or the period is closed.
    sheet: Option<Sheet>,
    statuses: Vec<(String, String)>,
    figures: Table,
    /// There are more figures than the page shows.
    more: bool,
    may_close: bool,
}

/// GET of the period; `?indicator=` chooses the columns of the sheet.
pub async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
    RawQuery(raw): RawQuery,
) -> Response {
    let pairs = url::form_urlencoded::parse(raw.unwrap_or_default().as_bytes()).into_owned().collect::<Vec<_>>();
    let asked: Vec<String> = pairs
        .into_iter()
        .filter(|(name, value)| name == "indicator" && !value.is_empty())
        .map(|(_, value)| value)
        .collect();
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        let period = period(tx, &ctx.book, no)?;
        if let Some(wanted) = &query.export {
            let (figures, _) = entered(ctx, tx, &period, i64::MAX)?;
            return export(wanted, &[&figures]);
        }
        build(ctx, tx, period, &Form::default(), &asked, query.done.as_deref())
    })
    .await
}

/// The page again after a sheet or a closing that was not accepted, with everything that was typed.
pub fn again(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64) -> Result<Response, Error> {
    let period = period(tx, &ctx.book, no)?;
    build(ctx, tx, period, form, &codes(form), None)
}

fn build(
    ctx: &Ctx,
    tx: &mut Tx,
    period: Period,
    form: &Form,
    asked: &[String],
    done: Option<&str>,
) -> Result<Response, Error> {
    let sheet =
        if ctx.may(Act::EnterFigure) && period.is_open() { Some(sheet(ctx, tx, &period, form, asked)?) } else { None };
    let (figures, more) = entered(ctx, tx, &period, SHOWN)?;
    let frame = Frame::new(ctx, Tab::Figures, period.label.clone(), done);
    let may_close = ctx.may(Act::ClosePeriod) && period.is_open();
    page(&Show { frame, form, period, sheet, statuses: Status::choices(), figures, more, may_close })
}

/// The table of figures at the cut-off that this person may see, and whether there are more than `limit`.
fn entered(ctx: &Ctx, tx: &mut Tx, period: &Period, limit: i64) -> Result<(Table, bool), Error> {
    let units = if ctx.sees_all() { None } else { Some(ctx.actor.units.as_slice()) };
    let mut figures = figures_of(tx, &ctx.book, period, units, limit.saturating_add(1))?;
    let more = i64::try_from(figures.len()).unwrap_or(i64::MAX) > limit;
    if more {
        figures.pop();
    }
    let caption = format!("Số liệu đã nhập, đến ngày {}", viet::day::write(period.cutoff_on));
    Ok((figure_table(ctx, &names(ctx, tx)?, caption, &figures)?, more))
}

/// POST: closes the period.
pub async fn close(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        close_period(ctx, tx, no)?;
        Ok(to(format!("/{}/periods/{no}?done=close", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| again(ctx, tx, form, no)).await
}
