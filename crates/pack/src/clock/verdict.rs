//! Trước hạn, đúng hạn, quá hạn: decided by comparing instants.

use jiff::civil::DateTime;

/// How a finished case stands to its due instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Trước hạn: finished on a day before the due day.
    Early,
    /// Đúng hạn: finished on the due day, up to and at the instant.
    OnTime,
    /// Quá hạn: finished after the instant.
    Late,
}

/// Compares the instant at which something was finished with the one at which it was due.
pub fn verdict(due: DateTime, finished: DateTime) -> Verdict {
    if finished > due {
        Verdict::Late
    } else if finished.date() < due.date() {
        Verdict::Early
    } else {
        Verdict::OnTime
    }
}

impl Verdict {
    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::OnTime => "on-time",
            Self::Late => "late",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Early => "trước hạn",
            Self::OnTime => "đúng hạn",
            Self::Late => "quá hạn",
        }
    }
}
