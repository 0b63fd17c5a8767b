//! Files handed in (tệp đính kèm): type by content, size, a scanner that the operator may plug in; kept once per digest.

use super::read_wording::text_within;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::error::{Error, Failure, not_found};
use crate::journal::hex;
use crate::params;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The largest file, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// What may be handed in: media type, endings of the name, first bytes.
const KINDS: &[(&str, &[&str], &[u8])] = &[
    ("application/pdf", &["pdf"], b"%PDF-"),
    ("image/jpeg", &["jpg", "jpeg"], &[0xff, 0xd8, 0xff]),
    ("image/png", &["png"], &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"], b"PK\x03\x04"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"], b"PK\x03\x04"),
];

/// The media type of a file.
///
/// # Errors
/// A Vietnamese sentence: empty, too large, forbidden, or not what its name says.
pub fn media_type(name: &str, bytes: &[u8]) -> Result<&'static str, String> {
    if bytes.is_empty() {
        return Err(format!("Tệp “{name}” rỗng. Chọn lại tệp."));
    }
    if bytes.len() > LARGEST {
        let mb = bytes.len().div_ceil(1024 * 1024);
        return Err(format!(
            "Tệp “{name}” có {mb} MB, quá 10 MB. Quét lại ở độ phân giải thấp hơn, hoặc chia thành nhiều tệp."
        ));
    }
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    let Some((media_type, _, head)) = KINDS.iter().find(|(_, endings, _)| endings.contains(&ending.as_str())) else {
        return Err(format!("Tệp “{name}” không thuộc loại được nhận. Dùng PDF, JPG, PNG, DOCX hoặc XLSX."));
    };
    if !bytes.starts_with(head) || !holds_part(media_type, bytes) {
        return Err(format!(
            "Nội dung tệp “{name}” không phải {}. Mở lại tệp và lưu đúng loại rồi gửi.",
            ending.to_uppercase()
        ));
    }
    Ok(media_type)
}

/// A word processor's and a spreadsheet's file are archives alike; what they hold tells them apart, and from any archive.
fn holds_part(media_type: &str, bytes: &[u8]) -> bool {
    let part = match media_type.rsplit('.').next() {
        Some("document") => "word/document.xml",
        Some("sheet") => "xl/workbook.xml",
        _ => return true,
    };
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(part).is_some())
}

/// Keeps a file; answers its digest.
pub fn keep_file(ctx: &Ctx, tx: &mut Tx, name: &str, bytes: &[u8]) -> Result<String, Error> {
    let media_type =
        media_type(name, bytes).map_err(|sentence| Error::Faults(vec![crate::error::Fault::new("file", sentence)]))?;
    let digest = hex(&Sha256::digest(bytes));
    let known = tx.row("select 1 from attachment where book = $1 and digest = $2", params![&ctx.book, &digest])?;
    if known.is_none() {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        tx.exec(
            "insert into attachment (book, digest, file_name, media_type, bytes, content, added_at) values ($1, $2, $3, $4, $5, $6, $7)",
            params![&ctx.book, &digest, name, media_type, size, STANDARD.encode(bytes), ctx.now],
        )?;
    }
    Ok(digest)
}

/// A kept file: name, media type, content.
pub fn file(tx: &mut Tx, book: &str, digest: &str) -> Result<(String, String, Vec<u8>), Error> {
    let sql = "select file_name, media_type, content from attachment where book = $1 and digest = $2";
    let Some(row) = tx.row(sql, params![book, digest])? else { return not_found("tệp này") };
    let bytes = STANDARD.decode(row.text("content")?).map_err(|e| Failure::new(format!("attachment {digest}: {e}")))?;
    Ok((row.text("file_name")?, row.text("media_type")?, bytes))
}

/// The text of a kept file, read once when it is asked for the first time; empty for pictures, scans and what cannot be
/// read. Only files of officers and of other offices are asked for: nobody from the street sets this to work.
pub fn wording(tx: &mut Tx, book: &str, digest: &str) -> Result<String, Error> {
    let sql = "select wording, media_type, content from attachment where book = $1 and digest = $2";
    let Some(row) = tx.row(sql, params![book, digest])? else { return Ok(String::new()) };
    if let Some(known) = row.opt_text("wording")? {
        return Ok(known);
    }
    let bytes = STANDARD.decode(row.text("content")?).map_err(|e| Failure::new(format!("attachment {digest}: {e}")))?;
    let Some(text) = text_within(&row.text("media_type")?, bytes) else { return Ok(String::new()) };
    tx.exec("update attachment set wording = $3 where book = $1 and digest = $2", params![book, digest, &text])?;
    Ok(text)
}

/// A file name that every browser and system takes: plain letters, digits, dots, hyphens.
pub fn plain_name(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    viet::fold::fold(name).chars().map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn archive(part: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(part, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(b"<x/>").expect("its text");
        zip.finish().expect("the archive").into_inner()
    }

    #[test]
    fn only_what_is_what_it_says_is_taken() {
        let (docx, xlsx, other) = (archive("word/document.xml"), archive("xl/workbook.xml"), archive("a.txt"));
        let rows: &[(&str, &[u8], &str)] = &[
            ("to-khai.pdf", b"%PDF-1.7 ...", ""),
            ("ANH.JPG", &[0xff, 0xd8, 0xff, 0xe0], ""),
            ("anh.png", b"\x89PNG\r\n\x1a\n..", ""),
            ("don.docx", &docx, ""),
            ("bang.xlsx", &xlsx, ""),
            ("bang.docx", &xlsx, "không phải DOCX"),
            ("nen.docx", &other, "không phải DOCX"),
            ("cut.docx", b"PK\x03\x04..", "không phải DOCX"),
            ("virus.exe", b"MZ", "không thuộc loại được nhận"),
            ("khong-duoi", b"%PDF-1.7", "không thuộc loại được nhận"),
            ("gia.pdf", b"MZ.....", "không phải PDF"),
            ("rong.pdf", b"", "rỗng"),
        ];
        for (name, bytes, expected) in rows {
            let sentence = media_type(name, bytes).err().unwrap_or_default();
            assert!(sentence.contains(expected) && sentence.is_empty() == expected.is_empty(), "{name}: {sentence}");
        }
        let large = [b"%PDF-".as_slice(), &vec![b' '; LARGEST]].concat();
        assert!(media_type("lon.pdf", &large).is_err_and(|s| s.contains("quá 10 MB")));
    }
}
