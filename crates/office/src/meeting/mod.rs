//! Meetings (họp, buổi làm việc): what is proposed upward and answered, what is concluded and who is responsible, how it becomes
//! tasks; and the working week of the leadership.

mod appoint;
mod call;
mod conclude;
mod ical;
mod notice;
mod pages;
mod propose;
mod publish;
mod rule;
mod store;
mod to_tasks;

pub use appoint::{NewAppointment, cancel_appointment, make_appointment};
pub use call::{NewMeeting, call, edit};
pub use conclude::{NewItem, close_minutes, conclude, follow};
pub use ical::{Feed, write as write_ical};
pub use notice::issue_notice;
pub use pages::routes;
pub use propose::{NewAnswer, answer, propose};
pub use publish::publish_news;
pub use rule::{Answer, read_deadline};
pub use store::{Appointment, News, appointments, item_body, newest_news, news};
pub use to_tasks::{FromItem, to_tasks};
