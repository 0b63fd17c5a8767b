//! Casework (giải quyết hồ sơ): cases under a legal clock, from the counter to the result, and their statistics.
//!
//! A case is received under a published case type, held by exactly one officer at any instant, and its due instant is
//! derived from its clock. A complaint or an inspection is only another case type.

mod advise;
mod card;
mod case_file;
mod clock;
mod correct;
mod count;
mod decide;
mod enter_figures;
mod extend;
mod filing;
mod forms;
mod forward;
mod hand_back;
mod identity;
mod list;
mod pages;
mod papers;
mod pause;
mod person;
mod plan;
mod publish;
mod rate;
mod receive;
mod record;
mod rules;
mod stand_in;
mod statistics;
mod sweep;
mod view;
mod word;

pub use advise::{answer_advice, ask_advice};
pub use case_file::{CaseFile, case_by_code, case_file};
pub use clock::CaseClock;
pub use correct::{correct_receipt, move_version};
pub use count::{counts, rebuild_counts};
pub use decide::{decide, stop};
pub use extend::{apologise, extend};
pub use filing::{Filing, NewFiling, begin_draft, keep_draft, own_filing, receive_filing, refuse_filing, submit};
pub use forward::{Forward, forward, take};
pub use hand_back::{hand_back, pay_fees, reopen};
pub use identity::check_identity;
pub use list::{Asked, Line, View, cases, how_many};
pub use pages::{read_instant, routes};
pub use papers::add_paper;
pub use pause::{NewPause, pause, resume};
pub use person::NewPerson;
pub use plan::plan;
pub use publish::{Published, follow_calendars, publish_rules};
pub use rate::rate;
pub use receive::{Application, NewPaper, Received, receive};
pub use rules::{current_calendar, current_type, current_types, type_of};
pub use stand_in::{StandIn, name_stand_in};
pub use statistics::{Statistics, Tally, statistics};
pub use sweep::{next_rung, sweep};
pub use word::{end_of, words};
