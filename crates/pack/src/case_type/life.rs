//! Vòng đời hồ sơ: which act may follow which state, and what the national portal calls it.

use super::Asks;

/// The business state of a case; money, delivery and exchange are lines of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Đang xử lý.
    InProgress,
    /// Đang tạm dừng (chờ bổ sung, chờ nghĩa vụ tài chính …).
    Waiting,
    /// Đã có kết quả, chờ trả.
    Decided,
    /// Đã trả kết quả.
    HandedBack,
    /// Dừng giải quyết: withdrawn by the applicant or returned.
    Stopped,
}

/// An act on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// Chuyển bước, chuyển người.
    Forward,
    /// Tạm dừng, yêu cầu bổ sung.
    Pause,
    /// Tiếp tục.
    Resume,
    /// Gia hạn.
    Extend,
    /// Xin lỗi, hẹn lại.
    Apologise,
    /// Xin ý kiến đơn vị khác.
    AskAdvice,
    /// Sửa thời điểm tiếp nhận; chuyển sang bản thủ tục khác.
    Correct,
    /// Ra kết quả.
    Decide,
    /// Dừng giải quyết.
    Stop,
    /// Trả kết quả.
    HandBack,
    /// Mở lại.
    Reopen,
}

/// Why an act may not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub code: &'static str,
    /// What to do, in Vietnamese.
    pub sentence: &'static str,
}

/// The state after an act.
///
/// # Errors
/// When the act may not follow the state.
pub fn follow(state: State, act: Move) -> Result<State, Refused> {
    use Move::{Apologise, AskAdvice, Correct, Decide, Extend, Forward, HandBack, Pause, Reopen, Resume, Stop};
    use State::{Decided, HandedBack, InProgress, Stopped, Waiting};
    match (state, act) {
        (InProgress, Forward | Extend | Apologise | AskAdvice | Correct) => Ok(InProgress),
        (Waiting, Forward | AskAdvice | Correct | Apologise) => Ok(Waiting),
        (InProgress, Pause) => Ok(Waiting),
        (Waiting, Resume) => Ok(InProgress),
        (InProgress, Decide) => Ok(Decided),
        (InProgress | Waiting, Stop) => Ok(Stopped),
        (Decided, HandBack) => Ok(HandedBack),
        (Decided, Forward) => Ok(Decided),
        (Decided | HandedBack | Stopped, Reopen) => Ok(InProgress),
        (Waiting, Pause) => {
            Err(refused("already-waiting", "Hồ sơ đang tạm dừng. Bấm Tiếp tục trước khi tạm dừng vì lý do khác."))
        }
        (Waiting, Decide) => Err(refused("still-waiting", "Hồ sơ đang tạm dừng. Bấm Tiếp tục trước khi ra kết quả.")),
        (Waiting, Extend) => {
            Err(refused("still-waiting", "Hồ sơ đang tạm dừng, đồng hồ không chạy. Bấm Tiếp tục rồi gia hạn."))
        }
        (InProgress, Resume) => {
            Err(refused("not-waiting", "Hồ sơ không tạm dừng. Tải lại trang để xem trạng thái hiện nay."))
        }
        (InProgress | Waiting, HandBack) => {
            Err(refused("not-decided", "Hồ sơ chưa có kết quả. Ra kết quả trước khi trả."))
        }
        (InProgress | Waiting, Reopen) => Err(refused("still-open", "Hồ sơ đang được giải quyết, không cần mở lại.")),
        (Decided | HandedBack | Stopped, _) => {
            Err(refused("already-closed", "Hồ sơ đã kết thúc. Nếu cần làm tiếp, mở lại hồ sơ và ghi lý do."))
        }
    }
}

fn refused(code: &'static str, sentence: &'static str) -> Refused {
    Refused { code, sentence }
}

impl State {
    pub const ALL: [Self; 5] = [Self::InProgress, Self::Waiting, Self::Decided, Self::HandedBack, Self::Stopped];

    /// Key kept in rows.
    pub fn key(self) -> &'static str {
        match self {
            Self::InProgress => "in-progress",
            Self::Waiting => "waiting",
            Self::Decided => "decided",
            Self::HandedBack => "handed-back",
            Self::Stopped => "stopped",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Self::InProgress => "đang giải quyết",
            Self::Waiting => "đang tạm dừng",
            Self::Decided => "đã có kết quả",
            Self::HandedBack => "đã trả kết quả",
            Self::Stopped => "dừng giải quyết",
        }
    }

    /// The state of that key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether the case is still to be settled.
    pub fn is_open(self) -> bool {
        matches!(self, Self::InProgress | Self::Waiting)
    }

    /// The number under which the national portal knows the state (its list 1-10): `first` before the first hand-over,
    /// `asks` what a pause waits for, `withdrawn` when the applicant asked for the stop.
    pub fn national(self, first: bool, asks: Asks, withdrawn: bool) -> (u8, &'static str) {
        match self {
            Self::InProgress if first => (2, "Được tiếp nhận"),
            Self::InProgress => (4, "Đang xử lý"),
            Self::Waiting => match asks {
                Asks::Papers => (5, "Yêu cầu bổ sung giấy tờ"),
                Asks::Money => (6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
                Asks::Other => (4, "Đang xử lý"),
            },
            Self::Decided => (9, "Đã xử lý xong"),
            Self::HandedBack => (10, "Đã trả kết quả"),
            Self::Stopped if withdrawn => (7, "Công dân yêu cầu rút hồ sơ"),
            Self::Stopped => (8, "Dừng xử lý"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_follow_what() {
        let rows = [
            (State::InProgress, Move::Pause, "waiting"),
            (State::Waiting, Move::Resume, "in-progress"),
            (State::InProgress, Move::Decide, "decided"),
            (State::Decided, Move::HandBack, "handed-back"),
            (State::HandedBack, Move::Reopen, "in-progress"),
            (State::Waiting, Move::Stop, "stopped"),
            (State::Waiting, Move::Pause, "already-waiting"),
            (State::Waiting, Move::Decide, "still-waiting"),
            (State::InProgress, Move::HandBack, "not-decided"),
            (State::InProgress, Move::Resume, "not-waiting"),
            (State::HandedBack, Move::HandBack, "already-closed"),
            (State::Stopped, Move::Decide, "already-closed"),
        ];
        for (state, act, expected) in rows {
            let got = follow(state, act).map_or_else(|r| r.code, State::key);
            assert_eq!(got, expected, "{state:?} {act:?}");
        }
    }
}
