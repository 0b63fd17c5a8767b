//! Bulk acts (thao tác nhiều hồ sơ), with a result per case: what one case refuses leaves the others as they are. Each
//! case must stand where the list showed it, so that sending the form twice does nothing twice.

use crate::app::App;
use crate::casework::case_file::{case_file, seen_case};
use crate::casework::forward::{Forward, forward, take};
use crate::casework::hand_back::hand_back;
use crate::casework::rules::type_of;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, refuse};
use crate::ui::{Cell, Column, Form, Frame, Tab, Table, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use std::collections::BTreeSet;

/// Cases of one bulk act.
const MOST: usize = 200;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}/cases/bulk", post(run))
}

#[derive(Template)]
#[template(path = "casework/pages/bulk.html")]
struct Results {
    frame: Frame,
    table: Table,
}

async fn run(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let act = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        ctx.permit(Act::HandleCase)?;
        let chosen: BTreeSet<&str> = form.all("case").collect();
        let chosen: Vec<Chosen> = chosen.into_iter().filter_map(Chosen::read).collect();
        if chosen.is_empty() {
            return refuse("nothing-chosen", "Chưa chọn hồ sơ nào. Đánh dấu hồ sơ trong danh sách rồi bấm lại.");
        }
        if chosen.len() > MOST {
            return refuse("too-many", format!("Một lần chỉ làm được {MOST} hồ sơ. Chọn ít hơn rồi bấm lại."));
        }
        let mut rows = Vec::new();
        for one_case in &chosen {
            rows.push(one(ctx, tx, one_case, form.value("act"))?);
        }
        let table = Table {
            id: "results",
            caption: "Kết quả từng hồ sơ".into(),
            columns: ["Mã hồ sơ", "Kết quả"].map(Column::left).into(),
            rows,
            empty: "Không có hồ sơ nào.",
        };
        page(&Results { frame: Frame::new(ctx, Tab::Cases, "Kết quả thao tác nhiều hồ sơ", None), table })
    };
    app.act(who, book, form, act, |_, _, form| {
        let refusal = form.refusal().cloned();
        Err(refusal.map_or_else(|| crate::error::Failure::new("a bulk act without an answer").into(), Error::from))
    })
    .await
}

/// A case as the list showed it.
struct Chosen<'a> {
    no: i64,
    holder: i64,
    step: &'a str,
}

impl Chosen<'_> {
    /// Reads `number:holder:step`.
    fn read(text: &str) -> Option<Chosen<'_>> {
        let mut parts = text.splitn(3, ':');
        Some(Chosen { no: parts.next()?.parse().ok()?, holder: parts.next()?.parse().ok()?, step: parts.next()? })
    }
}

fn one(ctx: &Ctx, tx: &mut Tx, chosen: &Chosen, act: &str) -> Result<Vec<Cell>, Error> {
    let no = chosen.no;
    let case = match seen_case(ctx, tx, no) {
        Ok(case) => case,
        Err(Error::Refusal(refusal)) => {
            return Ok(vec![Cell::text(no.to_string()), Cell::text(refusal.sentence).marked("stop")]);
        }
        Err(error) => return Err(error),
    };
    let code = case.code.clone();
    let outcome = match act {
        "take" | "next" if case.holder != chosen.holder || case.step != chosen.step => {
            refuse("case-moved", "Hồ sơ vừa được chuyển. Tải lại danh sách để xem hồ sơ đang ở đâu.")
        }
        "take" => take(ctx, tx, no, 0),
        "hand-back" => hand_back(ctx, tx, no, ""),
        "next" => next(ctx, tx, no),
        _ => refuse("unknown-act", "Không có việc này. Chọn một nút dưới danh sách."),
    };
    let link = Cell::link(code, format!("/{}/cases/{no}", ctx.book));
    match outcome {
        Ok(()) => Ok(vec![link, Cell::text("đã làm").marked("good")]),
        Err(Error::Refusal(refusal)) => Ok(vec![link, Cell::text(refusal.sentence).marked("stop")]),
        Err(Error::Faults(faults)) => {
            let all: Vec<String> = faults.into_iter().map(|f| f.sentence).collect();
            Ok(vec![link, Cell::text(all.join(" ")).marked("stop")])
        }
        Err(failure) => Err(failure),
    }
}

/// To the next step, kept by the same officer when nobody else was chosen.
fn next(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(), Error> {
    let case = case_file(tx, &ctx.book, no)?;
    let case_type = type_of(ctx, tx, &case.type_id, case.version)?;
    let Some(step) = case_type.step(&case.step).and_then(|step| step.next.first()).cloned() else {
        return refuse("last-step", "Hồ sơ đang ở bước cuối. Ra kết quả hoặc trả kết quả.");
    };
    forward(ctx, tx, &Forward { case_no: no, step, officer: ctx.actor.officer, note: String::new(), seen: 0 })
}
