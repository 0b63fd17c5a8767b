//! One line of the at-risk register, and the form that ends its following.

use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, refuse};
use crate::figure::close_risk::close_risk;
use crate::figure::risk::{Risk, risk};
use crate::ui::{Export, Form, Frame, Tab, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

#[derive(Template)]
#[template(path = "figure/pages/risk_show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    risk: Risk,
    may_close: bool,
    may_journal: bool,
}

/// GET of a line.
pub async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| build(ctx, tx, &Form::default(), no, query.done.as_deref())).await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, no: i64, done: Option<&str>) -> Result<Response, Error> {
    ctx.permit(Act::ViewOwn)?;
    let risk = risk(tx, &ctx.book, no)?;
    if !ctx.sees_unit(risk.unit) {
        return refuse("not-your-unit", "Dòng theo dõi này của đơn vị khác. Chỉ mở được dòng của đơn vị mình.");
    }
    let frame = Frame::new(ctx, Tab::Risks, risk.indicator_name.clone(), done);
    let may_close = risk.open && ctx.may(Act::RegisterRisk);
    page(&Show { frame, form, risk, may_close, may_journal: ctx.may(Act::ReadJournal) })
}

/// POST: ends the following of a line.
pub async fn close(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        close_risk(ctx, tx, no, form.value("outcome"))?;
        Ok(to(format!("/{}/risks?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, None)).await
}
