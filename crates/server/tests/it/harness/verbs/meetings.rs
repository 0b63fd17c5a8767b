//! Meetings: called, proposals made and answered, conclusions drawn, minutes closed.

use crate::harness::{Actor, BOOK, Page};

/// Meetings.
pub trait Meetings {
    /// Calls the working session of 10/4/2014.
    fn call_session(&self) -> Page;
    /// The page of a meeting.
    fn meeting_page(&self, no: i64) -> Page;
    /// Does an act on a meeting.
    fn on_meeting(&self, no: i64, act: &str, fields: &[(&str, &str)]) -> Page;
}

impl Meetings for Actor {
    #[track_caller]
    fn call_session(&self) -> Page {
        self.get(&format!("/{BOOK}/meetings/new")).ok();
        let fields = [
            ("kind", "working-session"),
            ("title", "của Thành phố với quận về một số nhiệm vụ"),
            ("starts_at", "10/4/2014 08:00"),
            ("place", "Trụ sở UBND quận"),
            ("chair", "Chủ tịch UBND Thành phố"),
            ("participants", "Phó Chủ tịch UBND Thành phố\nSở Nội vụ\nSở Y tế\nLãnh đạo quận"),
            ("agenda", "Báo cáo 10 ngày\nKiến nghị\nÝ kiến các sở\nKết luận"),
        ];
        self.post(&format!("/{BOOK}/meetings"), &fields)
    }

    #[track_caller]
    fn meeting_page(&self, no: i64) -> Page {
        self.get(&format!("/{BOOK}/meetings/{no}"))
    }

    #[track_caller]
    fn on_meeting(&self, no: i64, act: &str, fields: &[(&str, &str)]) -> Page {
        self.post(&format!("/{BOOK}/meetings/{no}/{act}"), fields)
    }
}
