//! The running office as handlers see it: database, pack, clock; and the two ways in: read a page, do an act.

use crate::ctx::Ctx;
use crate::db::{Db, Tx};
use crate::directory::session::{self, Visitor};
use crate::error::{Error, Failure, refuse};
use crate::params;
use crate::ui::{Form, error_page};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use std::sync::Arc;

/// Everything the handlers share. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What an [`App`] is made of; the server fills it in.
pub struct Shared {
    pub db: Db,
    pub pack: Arc<pack::Pack>,
    /// Tells the time; the office itself never reads the machine's clock.
    pub clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// The demonstration shows one-click logins and marks every page.
    pub demo: bool,
    /// Address under which citizens reach the public pages, printed into documents; may be empty.
    pub public_url: String,
    /// Asks a scanner about an uploaded file; its answer says why it refuses.
    pub scan: Option<Scan>,
}

/// A scanner of files from outside that the operator plugs in.
pub type Scan = Box<dyn Fn(&[u8]) -> Result<(), Unclean> + Send + Sync>;

/// Why a file did not pass the scanner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclean {
    /// The scanner refuses the file; what it says.
    Found(String),
    /// The scanner could not be asked; the file may be offered again.
    Unasked(String),
}

impl std::fmt::Display for Unclean {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let (Unclean::Found(why) | Unclean::Unasked(why)) = self;
        f.write_str(why)
    }
}

impl std::ops::Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    pub fn new(shared: Shared) -> App {
        App(Arc::new(shared))
    }

    /// Reads for a signed-in person; without a session it leads to the sign-in page.
    pub async fn page<F>(&self, visitor: Visitor, book: String, f: F) -> Response
    where
        F: FnOnce(&Ctx, &mut Tx) -> Result<Response, Error> + Send + 'static,
    {
        let app = self.clone();
        blocking(move || {
            let outcome = app.db.read(|tx| {
                let Some(ctx) = session::enter(&app, tx, &visitor, &book)? else { return Ok(to_sign_in(&visitor)) };
                f(&ctx, tx)
            });
            outcome.unwrap_or_else(|error| error_page(error, app.demo))
        })
        .await
    }

    /// Reads without a session (public pages).
    pub async fn public<F>(&self, f: F) -> Response
    where
        F: FnOnce(&App, &mut Tx) -> Result<Response, Error> + Send + 'static,
    {
        let app = self.clone();
        blocking(move || app.db.read(|tx| f(&app, tx)).unwrap_or_else(|error| error_page(error, app.demo))).await
    }

    /// Does an act from a form in one transaction. On faults or a refusal nothing is written and `again` shows the form
    /// with everything that was typed.
    pub async fn act<F, A>(&self, visitor: Visitor, book: String, form: Form, mut run: F, again: A) -> Response
    where
        F: FnMut(&Ctx, &mut Tx, &Form) -> Result<Response, Error> + Send + 'static,
        A: FnOnce(&Ctx, &mut Tx, &Form) -> Result<Response, Error> + Send + 'static,
    {
        let app = self.clone();
        blocking(move || {
            let outcome = app.db.write_in(&book, |tx| {
                let Some(ctx) = session::enter(&app, tx, &visitor, &book)? else { return Ok(to_sign_in(&visitor)) };
                check_csrf(&ctx, &form)?;
                run(&ctx, tx, &form)
            });
            match outcome {
                Ok(response) => response,
                Err(error @ Error::Failure(_)) => error_page(error, app.demo),
                Err(error) => app.show_again(&visitor, &book, form.with_error(error), again),
            }
        })
        .await
    }

    /// Does an act of a citizen on the public pages: no session, so what opens a thing is its secret, in the form itself.
    pub async fn public_act<F, A>(&self, book: String, form: Form, mut run: F, again: A) -> Response
    where
        F: FnMut(&Ctx, &mut Tx, &Form) -> Result<Response, Error> + Send + 'static,
        A: FnOnce(&Ctx, &mut Tx, &Form) -> Result<Response, Error> + Send + 'static,
    {
        let app = self.clone();
        blocking(move || {
            let outcome = app.db.write_in(&book, |tx| run(&app.citizen(tx, &book)?, tx, &form));
            let form = match outcome {
                Ok(response) => return response,
                Err(error @ Error::Failure(_)) => return error_page(error, app.demo),
                Err(error) => form.with_error(error),
            };
            let (status, own) = (form.status(), form.refusal().cloned());
            match app.db.read(|tx| again(&app.citizen(tx, &book)?, tx, &form)) {
                Ok(mut response) => {
                    *response.status_mut() = status;
                    response
                }
                Err(error) => error_page(own.map_or(error, Error::from), app.demo),
            }
        })
        .await
    }

    /// The circumstances of a citizen in a book.
    pub fn citizen(&self, tx: &mut Tx, book: &str) -> Result<Ctx, Error> {
        match tx.row("select name from book where book = $1", &[book.into()])? {
            Some(row) => Ok(Ctx::citizen(book, &row.text("name")?, (self.clock)(), self.pack.clone())),
            None => crate::error::not_found("cơ quan này"),
        }
    }

    fn show_again<A>(&self, visitor: &Visitor, book: &str, form: Form, again: A) -> Response
    where
        A: FnOnce(&Ctx, &mut Tx, &Form) -> Result<Response, Error>,
    {
        let status = form.status();
        let own = form.refusal().cloned();
        let page = self.db.read(|tx| {
            let Some(ctx) = session::enter(self, tx, visitor, book)? else { return Ok(to_sign_in(visitor)) };
            again(&ctx, tx, &form)
        });
        match page {
            Ok(mut response) => {
                if response.status().is_success() {
                    *response.status_mut() = status;
                }
                response
            }
            // Where not even the page may be seen, the refusal of the act is the answer.
            Err(error) => error_page(own.map_or(error, Error::from), self.demo),
        }
    }
}

/// Runs database work on the blocking pool; a panic becomes a failure with a number, never a lost connection.
pub async fn blocking(f: impl FnOnce() -> Response + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(f).await {
        Ok(response) => response,
        Err(panic) => error_page(Failure::new(format!("a handler stopped: {panic}")).into(), false),
    }
}

/// See-other to a page of this program, after an act that succeeded.
pub fn to(path: impl AsRef<str>) -> Response {
    Redirect::to(path.as_ref()).into_response()
}

/// Makes a thing once per form: the form carries a random mark, and when it is sent again (a slow network, a second
/// click without scripts) it leads to what it made the first time.
pub fn once(
    ctx: &Ctx,
    tx: &mut Tx,
    form: &Form,
    make: impl FnOnce(&Ctx, &mut Tx, &Form) -> Result<String, Error>,
) -> Result<Response, Error> {
    let mark = form.value("once").to_owned();
    if mark.is_empty() {
        return Ok(to(make(ctx, tx, form)?));
    }
    let known = tx.row("select location from sent_form where book = $1 and once = $2", params![&ctx.book, &mark])?;
    if let Some(row) = known {
        return Ok(to(row.text("location")?));
    }
    let location = make(ctx, tx, form)?;
    let old = ctx.now - jiff::SignedDuration::from_hours(48);
    tx.exec("delete from sent_form where book = $1 and sent_at < $2", params![&ctx.book, old])?;
    tx.exec(
        "insert into sent_form (book, once, location, sent_at) values ($1, $2, $3, $4)",
        params![&ctx.book, mark, &location, ctx.now],
    )?;
    Ok(to(location))
}

fn to_sign_in(visitor: &Visitor) -> Response {
    let next: String = url::form_urlencoded::byte_serialize(visitor.path.as_bytes()).collect();
    to(format!("/sign-in?next={next}"))
}

fn check_csrf(ctx: &Ctx, form: &Form) -> Result<(), Error> {
    if form.value("csrf") == ctx.csrf && !ctx.csrf.is_empty() {
        return Ok(());
    }
    refuse(
        "stale-form",
        "Biểu mẫu đã hết hiệu lực vì phiên làm việc đã đổi. Nội dung vẫn còn đây: kiểm tra lại rồi bấm gửi lần nữa.",
    )
}
