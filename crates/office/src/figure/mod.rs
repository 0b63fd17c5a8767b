//! Figures (số liệu): reporting periods, what units enter with cut-off and status ước/thực hiện, corrections, claims, and
//! the register of indicators at risk. Rows are only ever added; a correction stands for an earlier row from its fact on.

mod close_period;
mod close_risk;
mod enter;
mod grounds;
mod new_figure;
mod open_period;
mod pages;
mod period;
mod period_days;
mod record;
mod register_risk;
mod risk;
mod rule;
mod standing;
mod status;
mod store;
mod write;

#[cfg(test)]
mod tests;

pub use close_period::close_period;
pub use close_risk::close_risk;
pub use enter::{enter, enter_all, objections};
pub use new_figure::{ClaimBase, NewClaim, NewFigure};
pub use open_period::{NewPeriod, open_period};
pub use pages::{INVENTED, entered_indicators, entered_units, indicator_choices, read_claims, routes};
pub use period::{Period, PeriodState, period, period_choices, periods};
pub use period_days::TypedDays;
pub use record::{records_of, tie_records};
pub use register_risk::{NewRisk, register_risk};
pub use risk::{Risk, risk, risks};
pub use rule::{Against, Objection};
pub use status::Status;
pub use store::{Claim, Figure, claims, figure, figures_at, history, preferred, series};
