//! An uploaded form: its fields as a [`Form`], so that the same check against foreign forms applies, and its one file.

use super::open::{Opened, open};
use super::subject::Subject;
use crate::app::App;
use crate::directory::session::{self, Visitor};
use crate::ui::Form;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Fields and file of a multipart form.
pub struct Upload {
    pub form: Form,
    pub file: File,
}

/// The file of an upload; empty when none was chosen.
#[derive(Clone, Debug, Default)]
pub struct File {
    pub name: String,
    pub bytes: Arc<Vec<u8>>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Upload, Response> {
        let multipart = Multipart::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        read(multipart).await.map_err(IntoResponse::into_response)
    }
}

async fn read(mut multipart: Multipart) -> Result<Upload, MultipartError> {
    let (mut values, mut file) = (Vec::new(), File::default());
    while let Some(field) = multipart.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            file.name = Form::without_controls(field.file_name().unwrap_or_default()).into_owned();
            file.bytes = Arc::new(field.bytes().await?.to_vec());
        } else {
            values.push((name, field.text().await?));
        }
    }
    Ok(Upload { form: Form::sent(values), file })
}

/// Opens an uploaded file before the act begins, so that nobody else waits for it to be read, and only for a person who may
/// import the subject with this token; `None` for anybody else, whom the act itself refuses.
pub async fn open_before(
    (app, who, book): (App, Visitor, String),
    subject: Option<Subject>,
    csrf: String,
    file: File,
) -> Option<Opened> {
    let subject = subject?;
    let read = move || {
        let may = app.db.read(|tx| {
            let ctx = session::enter(&app, tx, &who, &book)?;
            Ok(ctx.is_some_and(|ctx| ctx.csrf == csrf && ctx.may(subject.act())))
        });
        may.unwrap_or(false).then(|| open(&file.name, &file.bytes))
    };
    tokio::task::spawn_blocking(read).await.ok().flatten()
}
