//! Who may do what (phân quyền): one table, asked first in every act.

/// The role that a post gives its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Officer of a ward, office or school: sees and enters for the own unit.
    Unit,
    /// Officer of the one-stop counter: receives cases and hands results back.
    Counter,
    /// Specialist of the office: prepares plans, figures and reports.
    Specialist,
    /// The head who signs.
    Head,
    /// The superior level that looks down the tree.
    City,
    /// The operator of the system: units, officers, posts.
    Operator,
}

/// Everything somebody can do, named like the file of its act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    ViewOwn,
    ViewAll,
    RegisterDocument,
    DefineIndicator,
    SetTarget,
    DraftAllocation,
    SignAllocation,
    ConfirmReceipt,
    SetRoadMap,
    WriteProgramme,
    OpenYear,
    OpenPeriod,
    EnterFigure,
    ClosePeriod,
    RegisterRisk,
    DraftReport,
    SignReport,
    PublishReport,
    ImportFigures,
    ImportDirectory,
    ChangeDirectory,
    ReadJournal,
    ViewCases,
    ViewCaseCounts,
    ReceiveCase,
    HandleCase,
    ExtendCase,
    DecideCase,
    CorrectCase,
    HandBackCase,
    NameStandIn,
    PublishRules,
    ViewTasks,
    AssignTask,
    HandleTask,
    AcceptTask,
    HoldMeeting,
    ExchangeDocument,
    ReadReport,
}

use Act::*;
use Role::*;

/// The table: act, how a sentence names it, who may.
const TABLE: &[(Act, &str, &[Role])] = &[
    (ViewOwn, "xem phần việc của đơn vị mình", &[Unit, Counter, Specialist, Head, City, Operator]),
    (ViewAll, "xem toàn bộ số liệu của cơ quan", &[Specialist, Head, City, Operator]),
    (RegisterDocument, "đăng ký văn bản", &[Specialist, Head]),
    (DefineIndicator, "khai báo chỉ tiêu", &[Specialist]),
    (SetTarget, "nhập chỉ tiêu, dự toán được giao", &[Specialist]),
    (DraftAllocation, "dự thảo quyết định giao chỉ tiêu", &[Specialist]),
    (SignAllocation, "ký quyết định giao chỉ tiêu", &[Head]),
    (ConfirmReceipt, "xác nhận đã nhận chỉ tiêu", &[Unit]),
    (SetRoadMap, "lập lộ trình tháng", &[Specialist]),
    (WriteProgramme, "lập chương trình, kế hoạch", &[Specialist, Head]),
    (OpenYear, "mở năm kế hoạch", &[Specialist, Head]),
    (OpenPeriod, "mở kỳ báo cáo", &[Specialist]),
    (EnterFigure, "nhập số liệu", &[Unit, Specialist]),
    (ClosePeriod, "khóa kỳ báo cáo", &[Specialist, Head]),
    (RegisterRisk, "ghi danh sách chỉ tiêu có nguy cơ không đạt", &[Specialist, Head]),
    (DraftReport, "dự thảo báo cáo", &[Specialist]),
    (SignReport, "ký báo cáo", &[Head]),
    (PublishReport, "công khai báo cáo", &[Specialist, Head]),
    (ImportFigures, "nhập số liệu, chỉ tiêu từ bảng tính", &[Specialist]),
    (ImportDirectory, "nhập đơn vị, cán bộ từ bảng tính", &[Operator]),
    (ChangeDirectory, "thay đổi đơn vị, cán bộ, vị trí", &[Operator]),
    (ReadJournal, "xem nhật ký", &[Specialist, Head, City, Operator]),
    (ViewCases, "xem hồ sơ thủ tục hành chính", &[Unit, Counter, Specialist, Head]),
    (ViewCaseCounts, "xem thủ tục, thống kê hồ sơ", &[Unit, Counter, Specialist, Head, City, Operator]),
    (ReceiveCase, "tiếp nhận hồ sơ", &[Unit, Counter, Specialist]),
    (HandleCase, "xử lý hồ sơ", &[Unit, Counter, Specialist, Head]),
    (ExtendCase, "gia hạn, hẹn lại ngày trả", &[Specialist, Head]),
    (DecideCase, "ra kết quả giải quyết", &[Unit, Specialist, Head]),
    (CorrectCase, "sửa thời điểm tiếp nhận, chuyển bản thủ tục", &[Head]),
    (HandBackCase, "trả kết quả", &[Unit, Counter, Specialist]),
    (NameStandIn, "cử người làm thay", &[Head, Operator]),
    (ViewTasks, "xem nhiệm vụ", &[Unit, Counter, Specialist, Head]),
    (AssignTask, "giao nhiệm vụ", &[Specialist, Head]),
    (HandleTask, "thực hiện nhiệm vụ", &[Unit, Counter, Specialist, Head]),
    (AcceptTask, "chấp nhận kết quả thay nơi giao", &[Head]),
    (HoldMeeting, "ghi họp, kiến nghị, kết luận, lịch công tác", &[Specialist, Head]),
    (ExchangeDocument, "gửi, nhận văn bản qua trục liên thông", &[Specialist, Head, Operator]),
    (ReadReport, "đọc báo cáo cũ", &[Specialist, Head]),
    (PublishRules, "ban hành thủ tục, lịch làm việc", &[Operator]),
];

/// Whether a role may do an act.
pub fn allowed(role: Role, act: Act) -> bool {
    row(act).is_some_and(|(_, _, roles)| roles.contains(&role))
}

fn row(act: Act) -> Option<&'static (Act, &'static str, &'static [Role])> {
    TABLE.iter().find(|(a, _, _)| *a == act)
}

impl Act {
    /// How a sentence names the act: "không được {label}".
    pub fn label(self) -> &'static str {
        row(self).map_or("", |(_, label, _)| label)
    }

    /// The roles that may, for the sentence of a refusal.
    pub fn holders(self) -> String {
        let roles = row(self).map_or(&[][..], |(_, _, roles)| roles);
        roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ")
    }
}

impl Role {
    /// All roles, for lists and for reading an import.
    pub const ALL: [Role; 6] = [Unit, Counter, Specialist, Head, City, Operator];

    /// The key kept in the database.
    pub fn key(self) -> &'static str {
        match self {
            Unit => "unit",
            Counter => "counter",
            Specialist => "specialist",
            Head => "head",
            City => "city",
            Operator => "operator",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Unit => "cán bộ đơn vị, phường",
            Counter => "cán bộ Một cửa",
            Specialist => "chuyên viên tổng hợp",
            Head => "người ký",
            City => "cấp trên",
            Operator => "quản trị hệ thống",
        }
    }

    /// Reads a key or a Vietnamese label.
    pub fn read(text: &str) -> Option<Role> {
        let folded = viet::fold::fold(text);
        Role::ALL.into_iter().find(|role| folded == role.key() || folded == viet::fold::fold(role.label()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_has_a_row_and_a_holder() {
        let acts = [
            ViewOwn,
            ViewAll,
            RegisterDocument,
            DefineIndicator,
            SetTarget,
            DraftAllocation,
            SignAllocation,
            ConfirmReceipt,
            SetRoadMap,
            WriteProgramme,
            OpenYear,
            OpenPeriod,
            EnterFigure,
            ClosePeriod,
            RegisterRisk,
            DraftReport,
            SignReport,
            PublishReport,
            ImportFigures,
            ImportDirectory,
            ChangeDirectory,
            ReadJournal,
            ViewCases,
            ViewCaseCounts,
            ReceiveCase,
            HandleCase,
            ExtendCase,
            DecideCase,
            CorrectCase,
            HandBackCase,
            NameStandIn,
            PublishRules,
            ViewTasks,
            AssignTask,
            HandleTask,
            AcceptTask,
            HoldMeeting,
            ExchangeDocument,
            ReadReport,
        ];
        for act in acts {
            assert!(!act.label().is_empty() && !act.holders().is_empty(), "{act:?}");
        }
        assert_eq!(acts.len(), TABLE.len());
    }

    #[test]
    fn only_the_head_signs() {
        let signers = |act| Role::ALL.into_iter().filter(|r| allowed(*r, act)).collect::<Vec<_>>();
        assert_eq!(signers(SignReport), [Head]);
        assert_eq!(signers(SignAllocation), [Head]);
    }

    #[test]
    fn the_city_only_looks() {
        let acts: Vec<_> = TABLE.iter().filter(|(_, _, roles)| roles.contains(&City)).map(|(act, ..)| *act).collect();
        assert_eq!(acts, [ViewOwn, ViewAll, ReadJournal, ViewCaseCounts]);
    }
}
