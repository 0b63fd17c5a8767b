//! A multipart form: its fields as any form, its files beside them.

use super::Form;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Fields and files of a multipart form; files that were not chosen are left out.
pub struct Uploads {
    pub form: Form,
    pub files: Arc<Vec<UploadedFile>>,
}

/// A file as a browser sent it.
pub struct UploadedFile {
    /// Name of the field.
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Uploads {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Uploads, Response> {
        let multipart = Multipart::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        read(multipart).await.map_err(IntoResponse::into_response)
    }
}

async fn read(mut multipart: Multipart) -> Result<Uploads, MultipartError> {
    let (mut values, mut files) = (Vec::new(), Vec::new());
    while let Some(field) = multipart.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(|file| Form::without_controls(file).into_owned()) {
            Some(file) if !file.is_empty() => {
                let bytes = field.bytes().await?.to_vec();
                files.push(UploadedFile { field: name, name: file, bytes });
            }
            Some(_) => {}
            None => values.push((name, field.text().await?)),
        }
    }
    Ok(Uploads { form: Form::sent(values), files: Arc::new(files) })
}
