//! The kinds of fact (past participles), and how a fact is hashed.

use sha2::{Digest, Sha256};

/// The officer number of acts done at the operator's command line.
pub const SYSTEM: i64 = 0;
/// The officer number of acts done by a citizen on the public pages.
pub const CITIZEN: i64 = -1;

macro_rules! kinds {
    ($($name:ident $key:literal $label:literal),* $(,)?) => {
        /// What happened. The key stands in the journal, the label on screens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($name),* }

        impl Kind {
            /// All kinds, for filters.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];
            /// The key kept in the journal.
            pub fn key(self) -> &'static str { match self { $(Kind::$name => $key),* } }
            /// Vietnamese label.
            pub fn label(self) -> &'static str { match self { $(Kind::$name => $label),* } }
        }
    };
}

kinds! {
    BookOpened "book-opened" "Mở sổ",
    UnitEstablished "unit-established" "Thành lập đơn vị",
    UnitRenamed "unit-renamed" "Đổi tên đơn vị",
    UnitMoved "unit-moved" "Chuyển đơn vị trực thuộc",
    UnitAbolished "unit-abolished" "Giải thể đơn vị",
    UnitSucceeded "unit-succeeded" "Đơn vị kế thừa",
    OfficerAppointed "officer-appointed" "Bổ nhiệm cán bộ",
    PostHeld "post-held" "Giao vị trí việc làm",
    PostEnded "post-ended" "Thôi vị trí việc làm",
    PasswordSet "password-set" "Đặt mật khẩu",
    DocumentRegistered "document-registered" "Đăng ký văn bản",
    DocumentArrived "document-arrived" "Vào sổ văn bản đến",
    DocumentIssued "document-issued" "Phát hành văn bản đi",
    DocumentLinked "document-linked" "Gắn quan hệ văn bản",
    DocumentHanded "document-handed" "Chuyển văn bản",
    DocumentAttached "document-attached" "Kèm tệp vào văn bản",
    DocumentSent "document-sent" "Gửi văn bản qua trục",
    StatusQueued "status-queued" "Báo trạng thái văn bản",
    MessageReceived "message-received" "Nhận thông điệp từ trục",
    RecallAnswered "recall-answered" "Trả lời đề nghị thu hồi, cập nhật",
    MessageDelivered "message-delivered" "Đã chuyển thông điệp tới trục",
    ReportRead "report-read" "Đọc báo cáo cũ",
    ProposalRejected "proposal-rejected" "Bỏ số liệu đọc được",
    YearOpened "year-opened" "Mở năm kế hoạch",
    IndicatorDefined "indicator-defined" "Khai báo chỉ tiêu",
    CatalogueAdopted "catalogue-adopted" "Áp dụng danh mục chỉ tiêu",
    TargetSet "target-set" "Giao chỉ tiêu, dự toán",
    TargetsImported "targets-imported" "Nhập chỉ tiêu từ bảng tính",
    AllocationDrafted "allocation-drafted" "Dự thảo quyết định giao",
    AllocationEdited "allocation-edited" "Sửa dự thảo quyết định giao",
    AllocationSigned "allocation-signed" "Ký quyết định giao",
    ReceiptConfirmed "receipt-confirmed" "Xác nhận đã nhận",
    RoadMapSet "road-map-set" "Lập lộ trình tháng",
    ProgrammeWritten "programme-written" "Lập chương trình, kế hoạch",
    ItemWritten "item-written" "Ghi nhiệm vụ của chương trình",
    ItemReadied "item-readied" "Nhiệm vụ đủ điều kiện giao",
    PeriodOpened "period-opened" "Mở kỳ báo cáo",
    PeriodClosed "period-closed" "Khóa kỳ báo cáo",
    FigureEntered "figure-entered" "Nhập số liệu",
    FigureCorrected "figure-corrected" "Đính chính số liệu",
    FiguresImported "figures-imported" "Nhập số liệu từ bảng tính",
    RiskRegistered "risk-registered" "Ghi nguy cơ không đạt",
    RiskClosed "risk-closed" "Kết thúc theo dõi nguy cơ",
    ReportDrafted "report-drafted" "Dự thảo báo cáo",
    ReportEdited "report-edited" "Sửa dự thảo báo cáo",
    ReportSigned "report-signed" "Ký báo cáo",
    ReportPublished "report-published" "Công khai báo cáo",
    RulesPublished "rules-published" "Ban hành thủ tục, lịch làm việc",
    CaseReceived "case-received" "Tiếp nhận hồ sơ",
    CaseForwarded "case-forwarded" "Chuyển hồ sơ",
    CaseTaken "case-taken" "Nhận hồ sơ",
    CasePaused "case-paused" "Tạm dừng hồ sơ",
    CaseResumed "case-resumed" "Tiếp tục hồ sơ",
    CaseExtended "case-extended" "Gia hạn hồ sơ",
    CaseApologised "case-apologised" "Xin lỗi, hẹn lại ngày trả",
    AdviceAsked "advice-asked" "Xin ý kiến",
    AdviceAnswered "advice-answered" "Trả lời ý kiến",
    CaseDecided "case-decided" "Ra kết quả",
    CaseStopped "case-stopped" "Dừng giải quyết hồ sơ",
    CaseHandedBack "case-handed-back" "Trả kết quả",
    CaseReopened "case-reopened" "Mở lại hồ sơ",
    CaseCorrected "case-corrected" "Sửa thời điểm tiếp nhận",
    CaseMoved "case-moved" "Chuyển sang bản thủ tục khác",
    CaseRated "case-rated" "Đánh giá của người dân",
    CasePlanned "case-planned" "Đặt ngày dự kiến xong",
    CaseReminded "case-reminded" "Nhắc hạn hồ sơ",
    PaperAdded "paper-added" "Bổ sung giấy tờ",
    FeePaid "fee-paid" "Thu phí, lệ phí",
    FilingSubmitted "filing-submitted" "Nộp hồ sơ trực tuyến",
    FilingRefused "filing-refused" "Từ chối tiếp nhận",
    TaskAssigned "task-assigned" "Giao nhiệm vụ",
    TaskConfirmed "task-confirmed" "Xác nhận đã nhận nhiệm vụ",
    TaskHandedOver "task-handed-over" "Chuyển người thực hiện",
    TaskReported "task-reported" "Báo cáo tiến độ",
    ObstacleRaised "obstacle-raised" "Ghi vướng mắc",
    ObstacleHandedUp "obstacle-handed-up" "Chuyển vướng mắc lên cấp trên",
    ObstacleResolved "obstacle-resolved" "Gỡ vướng mắc",
    TaskUrged "task-urged" "Đôn đốc",
    TaskExtensionAsked "task-extension-asked" "Xin gia hạn nhiệm vụ",
    TaskExtended "task-extended" "Cho gia hạn nhiệm vụ",
    TaskExtensionRefused "task-extension-refused" "Không cho gia hạn nhiệm vụ",
    TaskSubmitted "task-submitted" "Nộp kết quả nhiệm vụ",
    TaskResultConfirmed "task-result-confirmed" "Xác nhận kết quả nhiệm vụ",
    TaskAccepted "task-accepted" "Chấp nhận kết quả nhiệm vụ",
    TaskGivenBack "task-given-back" "Trả lại kết quả nhiệm vụ",
    TaskCancelled "task-cancelled" "Hủy nhiệm vụ",
    TaskReminded "task-reminded" "Nhắc hạn nhiệm vụ",
    TaskSeriesSet "task-series-set" "Đặt nhiệm vụ lặp lại",
    TaskSeriesEnded "task-series-ended" "Dừng nhiệm vụ lặp lại",
    MeetingCalled "meeting-called" "Mở buổi làm việc",
    MeetingEdited "meeting-edited" "Sửa buổi làm việc",
    ProposalMade "proposal-made" "Ghi kiến nghị",
    ProposalAnswered "proposal-answered" "Trả lời kiến nghị",
    ConclusionDrawn "conclusion-drawn" "Ghi kết luận, yêu cầu",
    ConclusionFollowed "conclusion-followed" "Ghi tiến độ kết luận",
    MinutesClosed "minutes-closed" "Chốt biên bản",
    NoticeIssued "notice-issued" "Ban hành thông báo kết luận",
    ConclusionsAssigned "conclusions-assigned" "Chuyển kết luận thành nhiệm vụ",
    MeetingPublished "meeting-published" "Đăng tin buổi làm việc",
    AppointmentMade "appointment-made" "Ghi lịch công tác",
    AppointmentCancelled "appointment-cancelled" "Bỏ lịch công tác",
    StandInNamed "stand-in-named" "Cử người làm thay",
}

impl Kind {
    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.key() == key)
    }
}

/// A fact as it stands in the journal.
#[derive(Clone, Debug)]
pub struct Fact {
    pub book: String,
    pub no: i64,
    pub at: String,
    pub actor: i64,
    pub kind: String,
    pub subject: String,
    pub pack: String,
    pub payload: String,
    pub before_hash: String,
}

impl Fact {
    /// SHA-256 over every field, each preceded by its length so that no two facts read the same.
    pub fn hash(&self) -> String {
        let mut sha = Sha256::new();
        let (no, actor) = (self.no.to_string(), self.actor.to_string());
        let fields = [
            &self.book,
            &no,
            &self.at,
            &actor,
            &self.kind,
            &self.subject,
            &self.pack,
            &self.payload,
            &self.before_hash,
        ];
        for field in fields {
            sha.update(field.len().to_string());
            sha.update(":");
            sha.update(field);
        }
        hex(&sha.finalize())
    }
}

/// A salted digest that stands in a fact for personal data, which itself stays in rows that can be erased.
pub fn digest(salt: &str, text: &str) -> String {
    let mut sha = Sha256::new();
    sha.update(salt);
    sha.update("\n");
    sha.update(text);
    hex(&sha.finalize())
}

/// SHA-256 of a text, as anybody can recompute it with `sha256sum`.
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_character_between_fields_changes_the_hash() {
        let fact = |subject: &str, pack: &str| Fact {
            book: "b".into(),
            no: 1,
            at: "t".into(),
            actor: 1,
            kind: "k".into(),
            subject: subject.into(),
            pack: pack.into(),
            payload: "{}".into(),
            before_hash: String::new(),
        };
        assert_ne!(fact("ab", "c").hash(), fact("a", "bc").hash());
        assert_eq!(fact("ab", "c").hash(), fact("ab", "c").hash());
    }

    #[test]
    fn keys_are_unique_and_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_key(kind.key()), Some(*kind));
        }
    }
}
