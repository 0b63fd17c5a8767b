//! Acts on one meeting from its page: each address decodes its form, calls one act, and shows the meeting again.

use super::show::build;
use crate::app::{App, to};
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::directory::session::Visitor;
use crate::document::Authority;
use crate::error::{Error, not_found};
use crate::meeting::conclude::{NewItem, close_minutes, conclude, follow};
use crate::meeting::notice::issue_notice;
use crate::meeting::propose::{NewAnswer, answer, propose};
use crate::meeting::publish::publish_news;
use crate::meeting::rule::{Answer, read_deadline};
use crate::meeting::store::{items, meeting};
use crate::ui::{Export, Form};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/meetings/{no}/{act}", post(act))
}

async fn act(
    State(app): State<App>,
    who: Visitor,
    Path((book, no, act)): Path<(String, i64, String)>,
    form: Form,
) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        dispatch(ctx, tx, no, &act, form)?;
        Ok(to(format!("/{}/meetings/{no}?done=save", ctx.book)))
    };
    app.act(who, book, form, run, move |ctx, tx, form| build(ctx, tx, form, no, &Export::default())).await
}

fn dispatch(ctx: &Ctx, tx: &mut Tx, no: i64, act: &str, form: &Form) -> Result<(), Error> {
    let item_no = || form.choice("item_no").unwrap_or(0);
    match act {
        "proposals" => propose(ctx, tx, no, &form.text("proposal"), &form.text("addressed")).map(|_| ()),
        "answers" => {
            let promised_on = form.opt_day("promised_on");
            form.finish()?;
            let given = Answer::from_key(form.value("answer")).unwrap_or(Answer::Pending);
            let new = NewAnswer { answer: given, text: form.text("answer_text"), promised_on };
            answer(ctx, tx, no, form.choice("proposal_no").unwrap_or(0), &new)
        }
        "items" => {
            let new = read_item(ctx, tx, no, form)?;
            conclude(ctx, tx, no, &new).map(|_| ())
        }
        "side" => {
            let Some(item) = items(tx, &ctx.book, no)?.into_iter().find(|item| item.no == item_no()) else {
                return not_found("mục kết luận này");
            };
            let new = NewItem {
                no: Some(item.no),
                request: item.kind == "request",
                body: item.body,
                said_by: item.said_by,
                unit: form.choice("unit"),
                outside: form.text("outside"),
                due_on: item.due_on,
            };
            conclude(ctx, tx, no, &new).map(|_| ())
        }
        "close" => close_minutes(ctx, tx, no),
        "follow" => follow(ctx, tx, no, item_no(), &form.text("follow_note"), form.has("done")),
        "notice" => {
            let authority = Authority::from_key(form.value("authority")).unwrap_or(Authority::ByOrder);
            issue_notice(ctx, tx, no, authority, &form.text("signer"), &form.text("signer_post")).map(|_| ())
        }
        "news" => publish_news(ctx, tx, no, &form.text("news_title"), &form.text("news_body"), &form.text("author")),
        _ => not_found("việc này"),
    }
}

/// A deadline without a year is of the year of the meeting.
fn read_item(ctx: &Ctx, tx: &mut Tx, no: i64, form: &Form) -> Result<NewItem, Error> {
    let year = HANOI.to_datetime(meeting(tx, &ctx.book, no)?.starts_at).year();
    let typed = form.text("due");
    let due_on = if typed.is_empty() {
        None
    } else {
        read_deadline(&typed, year).map_err(|sentence| form.fault("due", sentence)).ok()
    };
    form.finish()?;
    Ok(NewItem {
        no: None,
        request: form.has("request"),
        body: form.text("item"),
        said_by: form.text("said_by"),
        unit: form.choice("unit"),
        outside: form.text("outside"),
        due_on,
    })
}
