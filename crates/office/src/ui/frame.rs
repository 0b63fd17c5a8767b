//! The frame of every page: where one is, who one is, what else there is, what was just done.

use crate::ctx::Ctx;
use crate::directory::permit::{Act, Role};

/// A part of the office in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Today,
    Cases,
    CaseCounts,
    Tasks,
    WorkCalendar,
    Meetings,
    Documents,
    Exchange,
    Plan,
    Allocations,
    RoadMaps,
    Programmes,
    Figures,
    Progress,
    Mining,
    Risks,
    Reports,
    Imports,
    Readings,
    Units,
    Journal,
    Tree,
}

/// Tab, address below the book, label, and the act without which it is not offered.
const TABS: &[(Tab, &str, &str, Act)] = &[
    (Tab::Today, "", "Hôm nay", Act::ViewOwn),
    (Tab::Cases, "/cases", "Hồ sơ", Act::ViewCases),
    (Tab::CaseCounts, "/case-statistics", "Thống kê hồ sơ", Act::ViewCaseCounts),
    (Tab::Tasks, "/tasks", "Nhiệm vụ", Act::ViewTasks),
    (Tab::WorkCalendar, "/work-calendar", "Lịch công tác", Act::ViewTasks),
    (Tab::Meetings, "/meetings", "Họp, kết luận", Act::ViewAll),
    (Tab::Documents, "/documents", "Văn bản", Act::ViewAll),
    (Tab::Exchange, "/exchange", "Liên thông văn bản", Act::ExchangeDocument),
    (Tab::Plan, "/targets", "Chỉ tiêu, dự toán", Act::ViewAll),
    (Tab::Allocations, "/allocations", "Giao chỉ tiêu", Act::ViewOwn),
    (Tab::RoadMaps, "/road-maps", "Lộ trình tháng", Act::ViewAll),
    (Tab::Programmes, "/programmes", "Chương trình, kế hoạch", Act::ViewAll),
    (Tab::Figures, "/periods", "Kỳ báo cáo, số liệu", Act::ViewOwn),
    (Tab::Progress, "/indicators", "Tiến độ", Act::ViewAll),
    (Tab::Mining, "/mining", "Phân tích quy trình", Act::ViewAll),
    (Tab::Risks, "/risks", "Nguy cơ không đạt", Act::ViewAll),
    (Tab::Reports, "/reports", "Báo cáo", Act::ViewAll),
    (Tab::Imports, "/imports", "Nhập bảng tính", Act::ImportFigures),
    (Tab::Readings, "/readings", "Đọc báo cáo cũ", Act::ReadReport),
    (Tab::Units, "/units", "Đơn vị, cán bộ", Act::ViewAll),
    (Tab::Journal, "/journal", "Nhật ký", Act::ReadJournal),
];

/// A line of the navigation.
pub struct Line {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
}

/// What `ui/frame.html` needs.
pub struct Frame {
    pub title: String,
    pub book: String,
    pub book_name: String,
    pub person: String,
    pub post: String,
    pub csrf: String,
    pub lines: Vec<Line>,
    pub notice: &'static str,
    pub city: bool,
    pub demo: bool,
}

impl Frame {
    /// The frame of a page below a tab. `done` is the act just done, as the address of the page carries it.
    pub fn new(ctx: &Ctx, tab: Tab, title: impl Into<String>, done: Option<&str>) -> Frame {
        let line = |(t, path, label, _): &(Tab, &'static str, &'static str, Act)| Line {
            href: format!("/{}{path}", ctx.book),
            label,
            current: *t == tab,
        };
        Frame {
            title: title.into(),
            book: ctx.book.clone(),
            book_name: ctx.book_name.clone(),
            person: ctx.actor.name.clone(),
            post: ctx.actor.post_title.clone(),
            csrf: ctx.csrf.clone(),
            lines: TABS
                .iter()
                .filter(|(tab, _, _, act)| ctx.may(*act) || (*tab == Tab::Imports && ctx.may(Act::ImportDirectory)))
                .map(line)
                .collect(),
            notice: done.map_or("", notice),
            city: ctx.actor.roles.contains(&Role::City),
            demo: ctx.demo,
        }
    }
}

fn notice(done: &str) -> &'static str {
    match done {
        "register" => "Đã đăng ký.",
        "save" => "Đã lưu.",
        "sign" => "Đã ký. Từ lúc này nội dung không đổi được nữa.",
        "confirm" => "Đã xác nhận.",
        "open" => "Đã mở.",
        "draft" => "Đã lập dự thảo.",
        "close" => "Đã khóa.",
        "enter" => "Đã ghi số liệu.",
        "publish" => "Đã công khai.",
        "import" => "Đã nhập toàn bộ bảng tính.",
        "receive" => "Đã tiếp nhận hồ sơ.",
        "forward" => "Đã chuyển hồ sơ.",
        "take" => "Đã nhận hồ sơ.",
        "pause" => "Đã tạm dừng; thời gian chờ không tính vào thời hạn.",
        "resume" => "Đã tiếp tục; đồng hồ chạy lại.",
        "extend" => "Đã gia hạn.",
        "plan" => "Đã đặt ngày dự kiến xong.",
        "apologise" => "Đã ghi xin lỗi và hẹn lại.",
        "ask" => "Đã gửi xin ý kiến.",
        "answer" => "Đã trả lời ý kiến.",
        "decide" => "Đã ra kết quả.",
        "stop" => "Đã dừng giải quyết.",
        "hand-back" => "Đã trả kết quả.",
        "pay" => "Đã ghi thu phí, lệ phí.",
        "reopen" => "Đã mở lại hồ sơ.",
        "correct" => "Đã sửa; đồng hồ cũ vẫn xem được.",
        "refuse" => "Đã từ chối tiếp nhận.",
        "stand-in" => "Đã cử người làm thay.",
        "paper" => "Đã thêm giấy tờ.",
        "rate" => "Cảm ơn ông/bà đã đánh giá.",
        "submit" => "Đã nộp hồ sơ.",
        "assign" => "Đã giao nhiệm vụ.",
        "hand-over" => "Đã chuyển người thực hiện.",
        "progress" => "Đã ghi tiến độ.",
        "raise" => "Đã ghi vướng mắc.",
        "hand-up" => "Đã chuyển vướng mắc lên cấp có thẩm quyền.",
        "resolve" => "Đã ghi gỡ vướng mắc.",
        "urge" => "Đã đôn đốc.",
        "ask-extension" => "Đã xin gia hạn; hạn cũ còn hiệu lực đến khi được đồng ý.",
        "refuse-extension" => "Đã ghi không đồng ý gia hạn.",
        "submit-result" => "Đã nộp kết quả.",
        "confirm-result" => "Đã xác nhận kết quả; chuyển nơi giao.",
        "accept" => "Đã chấp nhận kết quả, nhiệm vụ kết thúc.",
        "give-back" => "Đã trả lại kết quả.",
        "cancel" => "Đã hủy.",
        "ready" => "Nhiệm vụ đã đủ điều kiện giao.",
        _ => "",
    }
}
