//! An uploaded form: its fields as a [`Form`], so that the same check against foreign forms applies, and its one file.

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
            file.name = field.file_name().unwrap_or_default().to_owned();
            file.bytes = Arc::new(field.bytes().await?.to_vec());
        } else {
            values.push((name, field.text().await?));
        }
    }
    let borrowed: Vec<(&str, String)> = values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    Ok(Upload { form: Form::filled(&borrowed), file })
}
