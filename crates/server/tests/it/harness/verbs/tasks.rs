//! Tasks and the documents they come from: registered, assigned, confirmed, reported, finished.

use super::borrowed;
use crate::harness::{Actor, BOOK, Page};

/// A file that is what its name says.
pub const EVIDENCE: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF";

/// Fields with changes: what is named again takes the place of the usual, an empty value leaves it out.
fn changed(usual: &[(&str, &str)], changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let kept = usual.iter().filter(|(name, _)| !changes.iter().any(|(new, _)| new == name));
    let all = kept.chain(changes.iter().filter(|(_, value)| !value.is_empty()));
    all.map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

/// Tasks.
pub trait Tasks {
    /// Enters an incoming document of the City with changes.
    fn arrive(&self, changes: &[(&str, &str)]) -> Page;
    /// Issues an outgoing document with changes.
    fn issue(&self, changes: &[(&str, &str)]) -> Page;
    /// Assigns a task with these fields beside the usual words.
    fn assign(&self, fields: &[(&str, &str)]) -> Page;
    /// The page of a task.
    fn task_page(&self, no: i64) -> Page;
    /// Does an act on a task.
    fn on_task(&self, no: i64, act: &str, fields: &[(&str, &str)]) -> Page;
    /// Reports progress.
    fn report_progress(&self, no: i64, percent: &str, note: &str) -> Page;
    /// Hands the result in, with a file as evidence.
    fn submit_result(&self, no: i64, result: &str) -> Page;
    /// A list of tasks.
    fn tasks(&self, query: &str) -> Page;
}

impl Tasks for Actor {
    #[track_caller]
    fn arrive(&self, changes: &[(&str, &str)]) -> Page {
        let usual = [
            ("flow", "in"),
            ("kind", "CT"),
            ("symbol", "04/CT-UBND"),
            ("issued_on", "5/4/2017"),
            ("issuer", "UBND Thành phố"),
            ("subject", "Về việc di dời các hộ dân ra khỏi nhà chung cư nguy hiểm"),
            ("urgency", "2"),
        ];
        self.post(&format!("/{BOOK}/documents"), &borrowed(&changed(&usual, changes)))
    }

    #[track_caller]
    fn issue(&self, changes: &[(&str, &str)]) -> Page {
        let usual = [
            ("flow", "out"),
            ("kind", "KH"),
            ("subject", "Kế hoạch di dời các hộ dân"),
            ("authority", "KT"),
            ("signer_post", "Phó Chủ tịch"),
            ("signer", "Người Ký Thay"),
            ("recipients", "UBND Thành phố\nLưu: VT"),
        ];
        self.post(&format!("/{BOOK}/documents"), &borrowed(&changed(&usual, changes)))
    }

    #[track_caller]
    fn assign(&self, fields: &[(&str, &str)]) -> Page {
        let usual = [
            ("work", "Di dời các hộ dân ra khỏi nhà chung cư nguy hiểm"),
            ("procedure", "Rà soát, vận động, hỗ trợ, di dời"),
            ("expected_result", "Không còn hộ dân trong nhà nguy hiểm cấp D"),
            ("assigner", "ubnd-thanh-pho"),
            ("due", "15/6/2017"),
        ];
        self.post(&format!("/{BOOK}/tasks"), &borrowed(&changed(&usual, fields)))
    }

    #[track_caller]
    fn task_page(&self, no: i64) -> Page {
        self.get(&format!("/{BOOK}/tasks/{no}"))
    }

    #[track_caller]
    fn on_task(&self, no: i64, act: &str, fields: &[(&str, &str)]) -> Page {
        self.post(&format!("/{BOOK}/tasks/{no}/{act}"), fields)
    }

    #[track_caller]
    fn report_progress(&self, no: i64, percent: &str, note: &str) -> Page {
        self.post_files(&format!("/{BOOK}/tasks/{no}/progress"), &[("percent", percent), ("note", note)], &[])
    }

    #[track_caller]
    fn submit_result(&self, no: i64, result: &str) -> Page {
        let files: &[(&str, &str, &[u8])] = &[("evidence", "bien-ban.pdf", EVIDENCE)];
        self.post_files(&format!("/{BOOK}/tasks/{no}/result"), &[("result", result)], files)
    }

    #[track_caller]
    fn tasks(&self, query: &str) -> Page {
        self.get(&format!("/{BOOK}/tasks?{query}")).ok()
    }
}
