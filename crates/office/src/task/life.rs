//! The life of a task (vòng đời nhiệm vụ), pure: its states, what may follow what, and how it counts by the national rule.

use jiff::Timestamp;
pub use pack::core_state::Core;

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Assigned; its person has not confirmed receipt.
    Assigned,
    /// Being worked on.
    Doing,
    /// The result was handed in; the head has to confirm it.
    Submitted,
    /// The head confirmed it; the assigner has to accept it.
    Confirmed,
    /// Accepted: closed.
    Accepted,
    /// Withdrawn by the assigner: closed without a result.
    Cancelled,
}

/// What somebody wants to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Confirm,
    HandOver,
    Report,
    Raise,
    AskExtension,
    Urge,
    Submit,
    ConfirmResult,
    Accept,
    GiveBack,
    BreakDown,
    Cancel,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    pub code: &'static str,
    pub sentence: &'static str,
}

impl State {
    pub const ALL: [State; 6] =
        [State::Assigned, State::Doing, State::Submitted, State::Confirmed, State::Accepted, State::Cancelled];

    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            State::Assigned => "assigned",
            State::Doing => "doing",
            State::Submitted => "submitted",
            State::Confirmed => "confirmed",
            State::Accepted => "accepted",
            State::Cancelled => "cancelled",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            State::Assigned => "Chờ xác nhận đã nhận",
            State::Doing => "Đang thực hiện",
            State::Submitted => "Chờ trưởng đơn vị xác nhận",
            State::Confirmed => "Chờ nơi giao chấp nhận",
            State::Accepted => "Hoàn thành",
            State::Cancelled => "Đã hủy",
        }
    }

    /// The state of that key.
    pub fn from_key(key: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        !matches!(self, State::Accepted | State::Cancelled)
    }
}

/// The state after a move.
///
/// # Errors
/// Why the move does not follow this state.
pub fn follow(state: State, wanted: Move) -> Result<State, Refused> {
    use {Move as M, State as S};
    let refused = |code, sentence| Err(Refused { code, sentence });
    if !state.is_open() {
        return refused(
            "task-closed",
            "Nhiệm vụ đã kết thúc, không thay đổi được nữa. Cần làm tiếp thì giao nhiệm vụ mới.",
        );
    }
    match (wanted, state) {
        (M::Confirm, S::Assigned) => Ok(S::Doing),
        (M::Confirm, _) => Ok(state),
        (M::Report | M::HandOver | M::AskExtension | M::BreakDown, S::Assigned | S::Doing) => Ok(state),
        (M::Report | M::HandOver | M::AskExtension | M::BreakDown, _) => {
            refused("result-handed-in", "Kết quả đã nộp, đang chờ xác nhận. Chờ trả lại rồi làm tiếp.")
        }
        (M::Submit, S::Assigned) => {
            refused("not-confirmed", "Chưa xác nhận đã nhận nhiệm vụ. Bấm Xác nhận đã nhận rồi nộp kết quả.")
        }
        (M::Submit, S::Doing) => Ok(S::Submitted),
        (M::Submit, _) => {
            refused("result-handed-in", "Kết quả đã nộp, đang chờ xác nhận. Chờ trả lại rồi nộp lần nữa.")
        }
        (M::ConfirmResult, S::Submitted) => Ok(S::Confirmed),
        (M::ConfirmResult, S::Assigned | S::Doing) => {
            refused("no-result", "Chưa có kết quả để xác nhận. Người thực hiện nộp kết quả trước.")
        }
        (M::ConfirmResult, _) => refused("already-confirmed", "Kết quả đã được xác nhận, đang chờ nơi giao chấp nhận."),
        (M::Accept, S::Confirmed) => Ok(S::Accepted),
        (M::Accept, S::Submitted) => {
            refused("head-first", "Trưởng đơn vị chưa xác nhận kết quả. Chờ xác nhận rồi mới chấp nhận được.")
        }
        (M::Accept, _) => refused("no-result", "Chưa có kết quả để chấp nhận. Người thực hiện nộp kết quả trước."),
        (M::GiveBack, S::Submitted | S::Confirmed) => Ok(S::Doing),
        (M::GiveBack, _) => refused("no-result", "Chưa có kết quả nên không có gì để trả lại."),
        (M::Raise | M::Urge, _) => Ok(state),
        (M::Cancel, _) => Ok(S::Cancelled),
    }
}

/// How a task counts by the national rule at an instant; `None` for one that was withdrawn.
pub fn core_of(state: State, due_at: Timestamp, done_at: Option<Timestamp>, now: Timestamp) -> Option<Core> {
    let closed_at = (state == State::Accepted).then_some(now);
    (state != State::Cancelled).then(|| Core::at(now, due_at, done_at, closed_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_follow_what() {
        use {Move as M, State as S};
        #[rustfmt::skip]
        let rows = [
            (S::Assigned,  M::Confirm,       Ok(S::Doing)),
            (S::Doing,     M::Confirm,       Ok(S::Doing)),
            (S::Assigned,  M::Submit,        Err("not-confirmed")),
            (S::Doing,     M::Submit,        Ok(S::Submitted)),
            (S::Submitted, M::Submit,        Err("result-handed-in")),
            (S::Submitted, M::Accept,        Err("head-first")),
            (S::Doing,     M::Accept,        Err("no-result")),
            (S::Doing,     M::ConfirmResult, Err("no-result")),
            (S::Submitted, M::ConfirmResult, Ok(S::Confirmed)),
            (S::Confirmed, M::Accept,        Ok(S::Accepted)),
            (S::Confirmed, M::GiveBack,      Ok(S::Doing)),
            (S::Doing,     M::GiveBack,      Err("no-result")),
            (S::Submitted, M::HandOver,      Err("result-handed-in")),
            (S::Assigned,  M::Report,        Ok(S::Assigned)),
            (S::Accepted,  M::Urge,          Err("task-closed")),
            (S::Cancelled, M::Confirm,       Err("task-closed")),
            (S::Confirmed, M::Cancel,        Ok(S::Cancelled)),
        ];
        for (state, wanted, expected) in rows {
            assert_eq!(follow(state, wanted).map_err(|r| r.code), expected, "{state:?} {wanted:?}");
        }
    }
}
