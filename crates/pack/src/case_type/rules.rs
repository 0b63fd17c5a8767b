//! Rules of single acts beyond what may follow what: where a case may be passed on, how a limit may be extended.

use super::{CaseType, Refused, Step, StepRole};
use crate::clock::Limit;
use jiff::civil::DateTime;
use std::collections::BTreeSet;

impl CaseType {
    /// Whether a case may pass from one step to another: forward along `next`, back to the step before, or on the same
    /// step to another officer.
    ///
    /// # Errors
    /// When the steps are not joined.
    pub fn may_forward(&self, from: &str, to: &str, decided: bool) -> Result<(), Refused> {
        let joined = |a: &str, b: &str| self.step(a).is_some_and(|step| step.next.iter().any(|next| next == b));
        let back = joined(to, from);
        // A step that decides is left forward by its decision only; back to the step before it always goes.
        if joined(from, to)
            && !back
            && !decided
            && self.step(from).is_some_and(|step| step.decides)
            && self.only_after(to)
        {
            let sentence = "Bước này ra kết quả rồi hồ sơ mới đi tiếp. Bấm Ra kết quả, hoặc chuyển lại bước trước.";
            return Err(Refused { code: "decide-first", sentence });
        }
        if self.step(to).is_some() && (from == to || joined(from, to) || back) {
            return Ok(());
        }
        let sentence = "Quy trình không nối hai bước này. Chọn bước tiếp theo, bước trước, hoặc người khác cùng bước.";
        Err(Refused { code: "step-not-joined", sentence })
    }

    /// Whether a step comes only after every decision: no deciding step can follow it.
    fn only_after(&self, step: &str) -> bool {
        !self.steps.iter().any(|s| s.decides && self.reaches(step, &s.id))
    }

    /// Whether a step can be reached from another along `next`.
    pub(super) fn reaches(&self, from: &str, to: &str) -> bool {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                open.extend(self.step(at).into_iter().flat_map(|step| step.next.iter().map(String::as_str)));
            }
        }
        false
    }

    /// The step to which a decided case goes to be handed back: the first after its deciding step.
    pub fn hand_back_step(&self, from: &str) -> Option<&Step> {
        let next = self.step(from).and_then(|step| step.next.first())?;
        self.step(next).filter(|step| step.role == StepRole::Counter && self.only_after(&step.id))
    }

    /// Whether a limit may be extended by that much: bounded in number and length, and only before it has run out.
    ///
    /// # Errors
    /// Why not.
    pub fn may_extend(&self, granted: usize, by: Limit, now: DateTime, due: Option<DateTime>) -> Result<(), Refused> {
        let refused = |code, sentence| Err(Refused { code, sentence });
        let Some(rule) = &self.extension else {
            return refused("no-extension", "Thủ tục này không cho gia hạn. Nếu trễ, gửi văn bản xin lỗi và hẹn lại.");
        };
        if i64::try_from(granted).unwrap_or(i64::MAX) >= rule.times {
            return refused(
                "extended-before",
                "Hồ sơ đã gia hạn đủ số lần cho phép. Nếu trễ, gửi văn bản xin lỗi và hẹn lại.",
            );
        }
        if !by.within(rule.longest) {
            return refused(
                "extension-too-long",
                "Thời gian gia hạn dài hơn mức cho phép hoặc khác đơn vị. Xem mức gia hạn ở trang thủ tục.",
            );
        }
        if due.is_some_and(|due| now > due) {
            return refused(
                "extension-too-late",
                "Đã quá hạn nên không gia hạn được nữa. Gửi văn bản xin lỗi và hẹn lại ngày trả.",
            );
        }
        Ok(())
    }

    /// Whether an apology with a new date may be sent: once, to a later date.
    ///
    /// # Errors
    /// Why not.
    pub fn may_apologise(
        &self,
        before: bool,
        due: Option<DateTime>,
        promised: DateTime,
        now: DateTime,
    ) -> Result<(), Refused> {
        let refused = |code, sentence| Err(Refused { code, sentence });
        if !self.apology {
            return refused("no-apology", "Thủ tục này không có bước xin lỗi, hẹn lại.");
        }
        if before {
            return refused("apologised-before", "Đã xin lỗi và hẹn lại một lần; ngày trả chỉ được hẹn lại một lần.");
        }
        if promised <= now || due.is_none_or(|due| promised <= due) {
            return refused(
                "promise-not-later",
                "Ngày hẹn lại phải sau ngày hẹn trả hiện nay và chưa qua. Chọn ngày khác.",
            );
        }
        Ok(())
    }
}
