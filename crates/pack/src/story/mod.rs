//! Chuyện kiểm tra: small cases that domain people write beside a pack, run
//! without a database. A story gives figures and names every finding they must
//! raise; a finding more or a finding less is a fault of the pack or the story.

mod quantity;
mod read;

use crate::check::{Finding, check};
use crate::fault::Fault;
use crate::load::Pack;
use crate::load::source::Source;
use read::{Expected, Story};

/// Runs the stories of one file against a pack; no fault means that all hold.
/// `path` is only printed.
pub fn run(pack: &Pack, path: &str, text: &str) -> Vec<Fault> {
    let source = Source::new(path, text);
    let stories = source.read(|top| top.each("story", |entry| read::story(pack, entry)));
    if stories.as_ref().is_some_and(Vec::is_empty) {
        source.fault(0, "tệp chưa có chuyện nào đọc được", "viết ít nhất một [[story]]");
    }
    for story in stories.unwrap_or_default() {
        judge(&source, &story);
    }
    source.into_faults()
}

/// Runs every story shipped inside the pack.
pub fn run_all(pack: &Pack) -> Vec<Fault> {
    pack.stories.iter().flat_map(|story| run(pack, &story.path, &story.text)).collect()
}

fn judge(source: &Source<'_>, story: &Story<'_>) {
    let mut found = check(&story.sheet);
    for expected in &story.expected {
        match found.iter().position(|finding| meets(finding, expected)) {
            Some(at) => {
                found.remove(at);
            }
            None => {
                let what = format!("chuyện “{}” chờ `{}` nhưng không có", story.title, expected.code);
                let instead = format!("sửa số đã cho hoặc điều mong đợi; còn lại: {}", listed(&found));
                source.fault(expected.at, what, instead);
            }
        }
    }
    for finding in found {
        let what = format!("chuyện “{}” phát sinh `{}`: {}", story.title, finding.code, finding.sentence);
        source.fault(story.at, what, "thêm vào [[story.expect]] nếu đúng, hoặc sửa số đã cho");
    }
}

fn meets(finding: &Finding, expected: &Expected) -> bool {
    // A story is typed with plain spaces; findings keep number and measure together.
    let plain = |text: &str| text.replace('\u{a0}', " ");
    let said = expected.says.as_ref().is_none_or(|says| plain(&finding.sentence).contains(&plain(says)));
    finding.code == expected.code && said && (expected.indicator.is_none() || expected.indicator == finding.indicator)
}

fn listed(found: &[Finding]) -> String {
    let all: Vec<String> = found.iter().map(|f| format!("{} ({})", f.code, f.sentence)).collect();
    if all.is_empty() { "không có gì".to_owned() } else { all.join("; ") }
}
