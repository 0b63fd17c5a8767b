//! Tracking (tra cứu hồ sơ): by public number and secret, without a log in; the clock in plain words; the rating, which
//! only whoever holds the receipt can give.

use crate::app::{App, to};
use crate::casework::{CaseClock, CaseFile, case_by_code, rate, type_of};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::session::Visitor;
use crate::error::{Error, refuse};
use crate::params;
use crate::ui::{Form, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/public/{book}/cases", get(show))
        .route("/public/{book}/cases/rating", axum::routing::post(rating))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    code: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "portal/track.html")]
struct Track<'a> {
    office: String,
    book: String,
    form: &'a Form,
    found: Option<Tracked>,
    done: bool,
    demo: bool,
}

/// What the public page says of a case: nothing of the people in it.
struct Tracked {
    code: String,
    title: String,
    state: String,
    step: String,
    received: String,
    due: String,
    clock: Vec<String>,
    asked: Vec<String>,
    may_rate: bool,
    stars: Option<i64>,
}

async fn show(State(app): State<App>, Path(book): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    app.public(move |app, tx| {
        let ctx = app.citizen(tx, &book)?;
        let form = Form::filled(&[("code", wanted.code.clone()), ("secret", wanted.secret.clone())]);
        if wanted.code.is_empty() {
            return build(&ctx, tx, &form, None, false, app.demo);
        }
        match own_case(&ctx, tx, &wanted.code, &wanted.secret) {
            Ok(case) => build(&ctx, tx, &form, Some(case), wanted.done == "rate", app.demo),
            Err(error @ (Error::Refusal(_) | Error::Faults(_))) => {
                let form = form.with_error(error);
                let mut response = build(&ctx, tx, &form, None, false, app.demo)?;
                *response.status_mut() = form.status();
                Ok(response)
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// The case of a number and its secret; a wrong secret is answered like a number that does not exist.
fn own_case(ctx: &Ctx, tx: &mut Tx, code: &str, secret: &str) -> Result<CaseFile, Error> {
    match case_by_code(tx, &ctx.book, code.trim())? {
        Some(case) if case.secret == secret.trim().to_uppercase() => Ok(case),
        _ => refuse(
            "not-found",
            "Không tìm thấy hồ sơ với mã hồ sơ và mã tra cứu này. Xem lại hai mã trên giấy tiếp nhận.",
        ),
    }
}

fn build(
    ctx: &Ctx,
    tx: &mut Tx,
    form: &Form,
    case: Option<CaseFile>,
    done: bool,
    demo: bool,
) -> Result<Response, Error> {
    let found = case.map(|case| tracked(ctx, tx, &case)).transpose()?;
    page(&Track { office: ctx.book_name.clone(), book: ctx.book.clone(), form, found, done, demo })
}

fn tracked(ctx: &Ctx, tx: &mut Tx, case: &CaseFile) -> Result<Tracked, Error> {
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let told = CaseClock::of(ctx, tx, case)?.explain()?;
    let sql = "select note from case_pause where book = $1 and case_no = $2 and to_at is null";
    let asked = tx.row(sql, params![&ctx.book, case.no])?.map(|row| row.text("note")).transpose()?.unwrap_or_default();
    let stars =
        tx.row("select stars from case_rating where book = $1 and case_no = $2", params![&ctx.book, case.no])?;
    let stars = stars.map(|row| row.int("stars")).transpose()?;
    let due = match (case.promised_at, case.due_at) {
        _ if case.state == pack::case_type::State::Stopped => "không còn hẹn trả".to_owned(),
        (Some(promised), _) => format!("hẹn lại {}", viet::day::write_instant(promised)),
        (None, Some(due)) => viet::day::write_instant(due),
        (None, None) => "tính tiếp khi ông/bà bổ sung đủ giấy tờ".to_owned(),
    };
    Ok(Tracked {
        code: case.code.clone(),
        title: case_type.title.clone(),
        state: case.state.label().to_owned(),
        // A closed case stands at no step, whatever the last one was.
        step: case_type.step(&case.step).filter(|_| case.state.is_open()).map_or(String::new(), |s| s.title.clone()),
        received: viet::day::write_instant(case.received_at),
        due,
        clock: told.steps.iter().map(pack::clock::Step::sentence).collect(),
        asked: asked.lines().map(str::to_owned).collect(),
        may_rate: case.state == pack::case_type::State::HandedBack && stars.is_none(),
        stars,
    })
}

async fn rating(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let demo = app.demo;
    let officer = !who.token.is_empty();
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let case = own_case(ctx, tx, form.value("code"), form.value("secret"))?;
        // An officer who is signed in has no say about the service that was given.
        if officer {
            return refuse(
                "officer-rates",
                "Cán bộ đang đăng nhập không đánh giá thay người dân được. Thoát đăng nhập trước.",
            );
        }
        let stars = form.int("stars", "số sao");
        form.finish()?;
        rate(ctx, tx, &case, stars.unwrap_or(0), &form.text("remark"))?;
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &case.code)
            .append_pair("secret", &case.secret)
            .append_pair("done", "rate")
            .finish();
        Ok(to(format!("/public/{}/cases?{query}", ctx.book)))
    };
    app.public_act(book, form, run, move |ctx, tx, form| {
        let case = own_case(ctx, tx, form.value("code"), form.value("secret")).ok();
        build(ctx, tx, form, case, false, demo)
    })
    .await
}
