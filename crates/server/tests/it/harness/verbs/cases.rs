//! Cases: received at the counter, passed on, paused, decided, handed back, tracked.

use super::borrowed;
use crate::harness::{Actor, BOOK, Page};

/// What an application of the stories says unless it is told otherwise: a certificate of marital status, three working
/// days.
fn application(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let usual = [
        ("type", "xac-nhan-tinh-trang-hon-nhan"),
        ("channel", "counter"),
        ("person_kind", "citizen"),
        ("name", "Nguyễn Văn Á"),
        ("identity_no", "001085012345"),
        ("born_on", "12/3/1985"),
        ("sex", "male"),
        ("address", "Số 5 phố Đất Mới"),
        ("phone", "0912345678"),
        ("field.muc-dich", "kết hôn"),
        ("field.xac-minh", "không"),
        ("field.so-ban", "1"),
        ("paper.to-khai", "1"),
        ("delivery", "counter"),
        ("received_unit", "1"),
    ];
    let kept = usual.iter().filter(|(name, _)| !changes.iter().any(|(new, _)| new == name));
    let all = kept.chain(changes.iter().filter(|(_, value)| !value.is_empty()));
    all.map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

/// Cases.
pub trait Cases {
    /// Receives the usual application with changes; an empty value leaves a field out.
    fn receive(&self, changes: &[(&str, &str)]) -> Page;
    /// Receives with files.
    fn receive_with(&self, changes: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page;
    /// The page of a case.
    fn case_page(&self, no: i64) -> Page;
    /// Does an act on a case.
    fn on_case(&self, no: i64, act: &str, fields: &[(&str, &str)]) -> Page;
    /// Passes a case on to an officer by number, from the holding that its page shows.
    fn send_on(&self, no: i64, step: &str, officer: i64) -> Page;
    /// A list of cases.
    fn cases(&self, query: &str) -> Page;
}

impl Cases for Actor {
    #[track_caller]
    fn receive(&self, changes: &[(&str, &str)]) -> Page {
        self.receive_with(changes, &[])
    }

    #[track_caller]
    fn receive_with(&self, changes: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page {
        self.get(&format!("/{BOOK}/cases/new")).ok();
        self.post_files(&format!("/{BOOK}/cases/receive"), &borrowed(&application(changes)), files)
    }

    #[track_caller]
    fn case_page(&self, no: i64) -> Page {
        self.get(&format!("/{BOOK}/cases/{no}"))
    }

    #[track_caller]
    fn on_case(&self, no: i64, act: &str, fields: &[(&str, &str)]) -> Page {
        self.post(&format!("/{BOOK}/cases/{no}/{act}"), fields)
    }

    #[track_caller]
    fn send_on(&self, no: i64, step: &str, officer: i64) -> Page {
        let seen = self.case_page(no).ok().typed("seen");
        self.on_case(no, "forward", &[("step", step), ("officer", &officer.to_string()), ("seen", &seen)])
    }

    #[track_caller]
    fn cases(&self, query: &str) -> Page {
        self.get(&format!("/{BOOK}/cases?{query}")).ok()
    }
}
