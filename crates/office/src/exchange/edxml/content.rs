//! What an attachment holds: base64 of a zip with one entry, as the software of the national hub writes it, or base64
//! of the file itself, as some hubs do. Which of the two is seen from the bytes.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::io::{Cursor, Read, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The most that the files of one message may unpack to, in bytes.
pub(super) const UNPACKED: u64 = 100 * 1024 * 1024;
/// The longest name of an entry that is written, in characters.
const NAME: usize = 120;
/// Endings of files that are zips themselves, so that several entries in them are nothing wrong.
const ZIPS: [&str; 11] = ["zip", "docx", "xlsx", "pptx", "docm", "xlsm", "odt", "ods", "odp", "epub", "kmz"];
/// Padding may be missing: some senders leave it out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Why a content cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spoilt {
    Empty,
    NotBase64,
    /// A zip with none or several entries.
    Entries(usize),
    BrokenZip,
    TooLarge,
}

impl Spoilt {
    /// What is wrong with the attachment of that name, and what to do.
    pub(super) fn sentence(self, name: &str) -> String {
        let what = match self {
            Spoilt::Empty => "không có nội dung".to_owned(),
            Spoilt::NotBase64 => "không phải base64".to_owned(),
            Spoilt::Entries(count) => format!("được nén thành {count} tệp thay vì đúng một"),
            Spoilt::BrokenZip => "bị hỏng khi nén".to_owned(),
            Spoilt::TooLarge => {
                let most = UNPACKED / (1024 * 1024);
                return format!(
                    "Tệp đính kèm “{name}” làm tổng dung lượng vượt {most} MB. Đề nghị nơi gửi chia nhỏ rồi gửi lại."
                );
            }
        };
        format!("Tệp đính kèm “{name}” {what}. Đề nghị nơi gửi đính kèm và gửi lại.")
    }
}

/// The bytes of a file; `left` is what all files may still unpack to and goes down.
pub(super) fn unpack(encoded: &str, name: &str, left: &mut u64) -> Result<Vec<u8>, Spoilt> {
    let encoded: Vec<u8> = encoded.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if encoded.is_empty() {
        return Err(Spoilt::Empty);
    }
    let decoded = BASE64.decode(encoded).map_err(|_| Spoilt::NotBase64)?;
    let bytes = if is_zip(&decoded) { unwrap(decoded, name, *left)? } else { decoded };
    *left = left.checked_sub(length(&bytes)).ok_or(Spoilt::TooLarge)?;
    Ok(bytes)
}

/// Base64 of a zip with the one file; the same file gives the same text.
pub(super) fn pack(name: &str, bytes: &[u8]) -> String {
    // A zip in memory fails only beyond 4 GB; the plain form, which readers know as well, then stands in for it.
    BASE64.encode(zipped(name, bytes).unwrap_or_else(|_| bytes.to_vec()))
}

fn zipped(name: &str, bytes: &[u8]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(entry_name(name), options)?;
    archive.write_all(bytes)?;
    Ok(archive.finish()?.into_inner())
}

/// The name within the zip: no folders, not too long, the ending kept.
fn entry_name(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "/\\:".contains(c) { '_' } else { c };
    let skipped = name.chars().count().saturating_sub(NAME);
    let name: String = name.chars().skip(skipped).map(plain).collect();
    if name.trim_matches('.').is_empty() { "tep".to_owned() } else { name }
}

/// Takes the one entry out of a zip, unless the file is a zip in its own right.
fn unwrap(decoded: Vec<u8>, name: &str, left: u64) -> Result<Vec<u8>, Spoilt> {
    let own = ending(name).filter(|ending| ZIPS.contains(&ending.as_str()));
    let mut archive = ZipArchive::new(Cursor::new(decoded.as_slice())).map_err(|_| Spoilt::BrokenZip)?;
    let entry = archive.file_names().next().and_then(Result::ok).and_then(|name| ending(&name));
    match (archive.len(), own) {
        (1, None) => take_entry(&mut archive, left),
        (1, own) if own == entry => take_entry(&mut archive, left),
        // An entry without an ending: wrapped if what comes out is again a zip.
        (1, _) if entry.is_none() => match take_entry(&mut archive, left) {
            Ok(bytes) if is_zip(&bytes) => Ok(bytes),
            Err(Spoilt::TooLarge) => Err(Spoilt::TooLarge),
            _ => Ok(decoded),
        },
        (_, Some(_)) => Ok(decoded),
        (count, None) => Err(Spoilt::Entries(count)),
    }
}

/// Reads no more than is allowed, whatever size the entry declares.
fn take_entry(archive: &mut ZipArchive<Cursor<&[u8]>>, left: u64) -> Result<Vec<u8>, Spoilt> {
    let entry = archive.by_index(0).map_err(|_| Spoilt::BrokenZip)?;
    if entry.is_dir() {
        return Err(Spoilt::Entries(0));
    }
    let mut bytes = Vec::new();
    entry.take(left.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| Spoilt::BrokenZip)?;
    if length(&bytes) > left { Err(Spoilt::TooLarge) } else { Ok(bytes) }
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn ending(name: &str) -> Option<String> {
    name.rsplit_once('.').map(|(_, ending)| ending.trim().to_lowercase())
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
