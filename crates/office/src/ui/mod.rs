//! What every page is made of: frame, form fields, tables, notices. No domain words here.

mod error_page;
mod export;
mod field;
mod form;
mod frame;
mod html;
mod static_files;
mod table;
mod upload;

pub use error_page::error_page;
pub use export::{Export, XLSX, attachment, export, text_only};
pub use form::Form;
pub use frame::{Frame, Tab};
pub use html::{Html, escape, instant, page};
pub use static_files::routes as static_routes;
pub use table::{Cell, Column, Table};
pub use upload::{UploadedFile, Uploads};
