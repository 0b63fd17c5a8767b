//! Tasks (nhiệm vụ): assigned with every clear filled, held by exactly one officer at any instant, followed to the end, and
//! counted by the national rule. Nobody closes a task alone.

mod as_of;
mod assign;
mod clears;
mod confirm;
mod due;
mod extension;
mod feed;
mod hand_over;
mod life;
mod list;
mod obstacle;
mod pages;
mod progress;
mod record;
mod result;
mod series;
mod sheet;
mod sweep;
mod task_file;
mod urge;
mod view;
mod word;

pub use as_of::tasks_as_of;
pub use assign::{NewTask, assign, from_source};
pub use confirm::confirm;
pub use extension::{ask_extension, decide_extension};
pub use feed::{deadlines, feed_owner, feed_token};
pub use hand_over::hand_over;
pub use life::{Core, State};
pub use list::{Asked, Line, View, how_many, tasks};
pub use obstacle::{hand_up, raise, resolve};
pub use pages::{Choices, fields_of, people, read_new, routes};
pub use progress::{NewProgress, report};
pub use result::{accept, cancel, confirm_result, give_back, submit};
pub use series::{Every, NewSeries, end_series, set_series};
pub use sweep::{next_at, sweep};
pub use task_file::Task;
pub use urge::urge;
