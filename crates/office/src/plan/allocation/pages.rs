//! Addresses of allocation decisions: the list, a new draft, one decision with its grid, and what is done to it.

use super::amend::amend_allocation;
use super::confirm::confirm_receipt;
use super::draft_page::read_grid;
use super::list_page::list;
use super::new_page::{create, new};
use super::save_grid::save_grid;
use super::show_page::{show, show_again};
use super::sign::sign_allocation;
use super::store::{allocation, lines, totals};
use super::{State as Stage, seen};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::ui::Form;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/allocations", get(list).post(create))
        .route("/{book}/allocations/new", get(new))
        .route("/{book}/allocations/{no}", get(show).post(save))
        .route("/{book}/allocations/{no}/sign", post(sign))
        .route("/{book}/allocations/{no}/receipt", post(receipt))
        .route("/{book}/allocations/{no}/amendment", post(amendment))
}

async fn save(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        ctx.permit(Act::DraftAllocation)?;
        let grid = read_grid(&totals(ctx, tx, no)?, form)?;
        save_grid(ctx, tx, no, &grid)?;
        Ok(to(format!("/{}/allocations/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| show_again(ctx, tx, no, form)).await
}

async fn sign(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let head = allocation(tx, &ctx.book, no)?;
        if head.state == Stage::Draft {
            let now = seen::digest(&head, &totals(ctx, tx, no)?, &lines(tx, &ctx.book, no)?);
            seen::require_same(form.value("seen"), &now)?;
        }
        sign_allocation(ctx, tx, no)?;
        Ok(to(format!("/{}/allocations/{no}?done=sign", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| show_again(ctx, tx, no, form)).await
}

async fn receipt(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        confirm_receipt(ctx, tx, no)?;
        Ok(to(format!("/{}/allocations/{no}?done=confirm", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| show_again(ctx, tx, no, form)).await
}

async fn amendment(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        let draft = amend_allocation(ctx, tx, no)?;
        Ok(to(format!("/{}/allocations/{draft}?done=draft", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| show_again(ctx, tx, no, form)).await
}
