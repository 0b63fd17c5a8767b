//! Exchange of documents with other offices (liên thông văn bản): edXML messages out and in, the states told back, an outbox
//! that loses nothing and an inbox that takes nothing twice. What carries messages, a folder or a hub, is not known here.

mod deliver;
pub mod edxml;
mod pages;
mod scan;
mod send;
mod status;
mod store;
mod take_in;

pub use deliver::{delivered, refused, send_again, try_again};
pub use pages::routes;
pub use scan::scan_message;
pub use send::{own_organ, send, written};
pub use status::{answer_recall, tell_states};
pub use store::{Message, message, messages, waiting};
pub use take_in::{TakenIn, take_in};
