//! Lists where a message departs from the strict structure. It knows nothing of how messages are written here: it walks
//! the file against the table of the standard, so that it can vouch for the writing.

use super::NAMESPACE;
use super::shapes::{Count, DOCUMENT, Part, STATUS, Shape};
use super::tree::{Node, decode, parse};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::{Date, Time};
use std::io::Cursor;
use zip::ZipArchive;

/// The departures of a message from the structure of QCVN 102:2016: namespace, names, order and number of elements,
/// forms of days and times, code lists, attachments. Empty for whatever [`write()`](super::write()) makes of a message
/// that has what [`read`](super::read) asks for.
pub fn check_structure(xml: &[u8]) -> Vec<String> {
    let source = match decode(xml) {
        Ok(source) => source,
        Err(fault) => return vec![format!("{}: {}", fault.place, fault.sentence)],
    };
    let root = match parse(&source) {
        Ok(root) => root,
        Err(fault) => return vec![format!("{}: {}", fault.place, fault.sentence)],
    };
    let mut walk = Walk { departures: Vec::new(), scope: Vec::new(), referred: Vec::new(), attached: Vec::new() };
    if root.name != "edXML" {
        walk.tell(&root, &root.name, "phần tử gốc phải là edXML");
    }
    let is_status = root.at("edXMLEnvelope/edXMLHeader/Status").is_some();
    walk.element(&root, "edXML", Shape::Parts(if is_status { STATUS } else { DOCUMENT }));
    walk.compare_attachments(&root);
    walk.departures
}

/// The walk through a file.
struct Walk {
    departures: Vec<String>,
    /// Prefixes and namespaces in force, innermost last.
    scope: Vec<(String, String)>,
    referred: Vec<String>,
    attached: Vec<String>,
}

impl Walk {
    fn tell(&mut self, node: &Node, path: &str, what: &str) {
        self.departures.push(format!("dòng {}: {path}: {what}", node.line));
    }

    fn element(&mut self, node: &Node, path: &str, shape: Shape) {
        if matches!(shape, Shape::Foreign) {
            return;
        }
        let outer = self.scope.len();
        self.declare(node);
        let namespace = self.scope.iter().rev().find(|(prefix, _)| *prefix == node.prefix).map(|(_, uri)| uri.as_str());
        if namespace != Some(NAMESPACE) {
            self.tell(node, path, &format!("không thuộc không gian tên {NAMESPACE}"));
        }
        if node.name == "edXMLManifest" && !node.attributes.iter().any(|(name, it)| name == "version" && it == "1.0") {
            self.tell(node, path, "thiếu version=\"1.0\"");
        }
        match shape {
            Shape::Parts(parts) => self.parts(node, path, parts),
            shape => self.leaf(node, path, shape),
        }
        self.scope.truncate(outer);
    }

    fn declare(&mut self, node: &Node) {
        for (name, uri) in &node.attributes {
            let prefix = name.strip_prefix("xmlns:").or((name == "xmlns").then_some(""));
            self.scope.extend(prefix.map(|prefix| (prefix.to_owned(), uri.clone())));
        }
    }

    fn parts(&mut self, node: &Node, path: &str, parts: &[Part]) {
        if !node.text.trim().is_empty() {
            self.tell(node, path, "có chữ giữa các phần tử");
        }
        let mut reached = 0;
        for child in &node.children {
            let inner = format!("{path}/{}", child.name);
            let Some(at) = parts.iter().position(|part| part.name == child.name) else {
                self.tell(child, &inner, "không có trong cấu trúc");
                continue;
            };
            if at < reached {
                self.tell(child, &inner, "đứng sai thứ tự");
            }
            reached = reached.max(at);
            if let Some(part) = parts.get(at) {
                self.element(child, &inner, part.shape);
            }
        }
        for part in parts {
            let count = node.children.iter().filter(|child| child.name == part.name).count();
            match part.count {
                Count::One | Count::Some if count == 0 => self.tell(node, path, &format!("thiếu {}", part.name)),
                Count::One | Count::Maybe if count > 1 => {
                    self.tell(node, path, &format!("có {count} phần tử {}, chỉ được một", part.name));
                }
                _ => {}
            }
        }
    }

    fn leaf(&mut self, node: &Node, path: &str, shape: Shape) {
        if let Some(child) = node.children.first() {
            self.tell(child, path, "chỉ được có chữ, không được có phần tử con");
        }
        let text = node.text.as_ref();
        let wrong = match shape {
            Shape::Filled if text.trim().is_empty() => Some("để trống"),
            Shape::Date if !is_date(text) => Some("không có dạng yyyy/MM/dd"),
            Shape::Time if !is_time(text) => Some("không có dạng yyyy/MM/dd HH:mm:ss"),
            Shape::Number if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some("không phải số nguyên không âm")
            }
            Shape::Among(codes) if !codes.contains(&text) => Some("không có trong danh mục mã"),
            Shape::Zip if !is_zip_of_one(text) => Some("không phải base64 của tệp nén có đúng một tệp"),
            Shape::Cid if text.strip_prefix("cid:").is_none_or(str::is_empty) => Some("không có dạng cid:mã"),
            _ => None,
        };
        if let Some(what) = wrong {
            self.tell(node, path, what);
        }
        match shape {
            Shape::Cid if path.contains("/edXMLManifest/") => self.referred.push(text.to_owned()),
            Shape::Cid => self.attached.push(text.to_owned()),
            _ => {}
        }
    }

    /// Every reference has its content, every content its reference.
    fn compare_attachments(&mut self, root: &Node) {
        self.referred.sort_unstable();
        self.attached.sort_unstable();
        if self.referred != self.attached {
            self.tell(root, "edXMLManifest", "không khớp với AttachmentEncoded");
        }
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let numbers = (digits(year, 4), digits(month, 2), digits(day, 2));
    let (Some(year), Some(month), Some(day)) = numbers else { return false };
    i8::try_from(month).is_ok_and(|month| i8::try_from(day).is_ok_and(|day| Date::new(year, month, day).is_ok()))
}

fn is_time(text: &str) -> bool {
    let Some((day, clock)) = text.split_once(' ') else { return false };
    let parts: Vec<Option<i8>> =
        clock.split(':').map(|part| digits(part, 2).and_then(|it| i8::try_from(it).ok())).collect();
    let [Some(hour), Some(minute), Some(second)] = parts.as_slice() else { return false };
    is_date(day) && Time::new(*hour, *minute, *second, 0).is_ok()
}

/// A number of exactly so many digits.
fn digits(text: &str, length: usize) -> Option<i16> {
    let exact = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if exact { text.parse().ok() } else { None }
}

fn is_zip_of_one(text: &str) -> bool {
    let Ok(bytes) = STANDARD.decode(text) else { return false };
    // A reader of zips would pass over bytes before the first entry.
    bytes.starts_with(b"PK") && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.len() == 1)
}
