//! Gathers the attached files: what `AttachmentEncoded` holds (or, in flat variants, the manifest), joined with what
//! the manifest says about it.

use super::File;
use super::content::{Spoilt, unpack};
use super::read::first;
use super::read_parts::Faults;
use super::tree::Node;
use std::collections::{BTreeMap, VecDeque};

/// The most files of one message.
const FILES: usize = 1_000;
/// Where the content stands, by sender.
const CONTENT: [&str; 4] = ["ContentTransferEncoded", "Content", "AttachmentContent", "FileContent"];
const NAME: &str = "AttachmentName|FileName|Name";

/// A reference of the manifest, until an attachment claims it.
struct Reference<'n, 'a> {
    node: &'n Node<'a>,
    content_id: String,
    name: String,
    claimed: bool,
}

/// Reads the files of a message; `unpacked` is the limit for their sum in bytes.
pub(super) fn read_files(root: &Node, unpacked: u64, faults: &mut Faults) -> Vec<File> {
    let mut attachments = Vec::new();
    root.collect(&|node| node.is("Attachment"), &mut attachments);
    let manifest = root.find(&|node| node.is("edXMLManifest|Manifest"));
    let mut references: Vec<Reference> =
        manifest.map(|list| list.all("Reference").map(reference).collect()).unwrap_or_default();
    if attachments.len().max(references.len()) > FILES {
        let sentence =
            format!("Thông điệp có quá {FILES} tệp đính kèm. Đề nghị nơi gửi gộp hoặc chia nhỏ rồi gửi lại.");
        faults.add(root, "AttachmentEncoded", sentence);
        return Vec::new();
    }
    let mut left = unpacked;
    let claims = claim(&attachments, &mut references);
    let files = attachments.iter().zip(claims).map(|(node, at)| {
        let reference = at.and_then(|at| references.get(at));
        read_file(node, reference, &mut left, faults)
    });
    let files = files.collect::<Vec<_>>().into_iter().flatten().collect();
    for reference in references.iter().filter(|reference| !reference.claimed) {
        let name = if reference.name.is_empty() { &reference.content_id } else { &reference.name };
        let sentence =
            format!("Tệp đính kèm “{name}” được nêu trong thông điệp nhưng không kèm theo. Đề nghị nơi gửi gửi lại.");
        faults.add(reference.node, "edXMLManifest/Reference", sentence);
    }
    files
}

fn reference<'n, 'a>(node: &'n Node<'a>) -> Reference<'n, 'a> {
    let href = node.attributes.iter().find(|(name, _)| name.rsplit(':').next() == Some("href"));
    let named = content_id(node);
    let content_id = if named.is_empty() { href.map(|(_, id)| bare(id)).unwrap_or_default() } else { named };
    Reference { node, content_id, name: node.value(NAME), claimed: false }
}

/// Which reference belongs to each attachment: by identifier first, then, for what is left, by name.
fn claim(attachments: &[&Node], references: &mut [Reference]) -> Vec<Option<usize>> {
    let mut claims = vec![None; attachments.len()];
    let ids: Vec<String> = attachments.iter().map(|node| content_id(node)).collect();
    let names: Vec<String> = attachments.iter().map(|node| node.value(NAME)).collect();
    claim_by(&ids, |reference| &reference.content_id, references, &mut claims);
    claim_by(&names, |reference| &reference.name, references, &mut claims);
    claims
}

/// One round of claiming; of several references with the same key, the first goes to the first.
fn claim_by<'n, 'a>(
    keys: &[String],
    key: for<'r> fn(&'r Reference<'n, 'a>) -> &'r str,
    references: &mut [Reference<'n, 'a>],
    claims: &mut [Option<usize>],
) {
    let mut free: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    let open = references.iter().enumerate().filter(|(_, it)| !it.claimed && !key(it).is_empty());
    open.for_each(|(at, it)| free.entry(key(it).to_owned()).or_default().push_back(at));
    for (claim, wanted) in claims.iter_mut().zip(keys).filter(|(claim, _)| claim.is_none()) {
        *claim = free.get_mut(wanted).and_then(VecDeque::pop_front);
        if let Some(reference) = claim.and_then(|at| references.get_mut(at)) {
            reference.claimed = true;
        }
    }
}

fn read_file(node: &Node, reference: Option<&Reference>, left: &mut u64, faults: &mut Faults) -> Option<File> {
    let told = |path: &str| {
        let own = node.value(path);
        if own.is_empty() { reference.map(|it| it.node.value(path)).unwrap_or_default() } else { own }
    };
    let own = content_id(node);
    let content_id = if own.is_empty() { reference.map(|it| it.content_id.clone()).unwrap_or_default() } else { own };
    let name = told(NAME);
    let shown = if name.is_empty() { &content_id } else { &name };
    let bytes = match content(node) {
        Some(found) => unpack(found, &name, left),
        None => Err(Spoilt::Empty),
    };
    let (content_type, description) = (told("ContentType"), told("Description"));
    match bytes {
        Ok(bytes) => Some(File { content_id, name, content_type, description, bytes }),
        Err(spoilt) => {
            faults.add(node, "AttachmentEncoded/Attachment", spoilt.sentence(shown));
            None
        }
    }
}

/// The encoded content; the word `base64` alone names the encoding, as in mail, and the content stands beside it.
fn content<'n>(node: &'n Node) -> Option<&'n str> {
    let found = CONTENT.iter().filter_map(|name| node.at(name)).map(|found| found.text.trim());
    found.into_iter().find(|text| !text.is_empty() && !text.eq_ignore_ascii_case("base64"))
}

fn content_id(node: &Node) -> String {
    bare(&first(node, &["ContentId", "ContentID|Id"]))
}

/// An identifier without `cid:`.
fn bare(id: &str) -> String {
    let id = id.trim();
    match id.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("cid:") => id.get(4..).unwrap_or_default().trim().to_owned(),
        _ => id.to_owned(),
    }
}
