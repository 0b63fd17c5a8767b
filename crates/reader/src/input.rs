//! Files as text: plain text, pages of a portal (the article found among the menus), DOCX, PDF with a text layer. What cannot be
//! read is refused with a sentence that says what to do.

use crate::wording;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 50 * 1024 * 1024;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The text of a file, whatever kind it turns out to be by its first bytes.
///
/// # Errors
/// A Vietnamese sentence: empty, too large, no text, no report in Vietnamese.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    if bytes.is_empty() {
        return Err("Tệp rỗng. Chọn tệp có nội dung báo cáo.".into());
    }
    size(bytes.len() as u64)?;
    let contained = bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04");
    let text = if bytes.starts_with(b"%PDF-") {
        wording::text_of("application/pdf", bytes)?
    } else if bytes.starts_with(b"PK\x03\x04") {
        wording::text_of(DOCX, bytes)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err("Tệp .doc đời cũ không đọc được. Mở bằng Word hoặc LibreOffice rồi lưu thành .docx.".into());
    } else {
        plain(bytes)?
    };
    if contained && text.chars().count() >= wording::LONGEST {
        let most = viet::number::write(wording::LONGEST.into());
        return Err(format!("Tệp dài hơn {most} ký tự nên không đọc được hết. Tách thành nhiều tệp rồi đọc từng tệp."));
    }
    if text.trim().is_empty() {
        return Err("Không tìm thấy chữ trong tệp: có thể là ảnh quét. Nhận dạng chữ (OCR) trước rồi gửi lại.".into());
    }
    Ok(text)
}

/// Whether a file of so many bytes may be read.
///
/// # Errors
/// A Vietnamese sentence when it is too large.
pub fn size(bytes: u64) -> Result<(), String> {
    let most = LARGEST / (1024 * 1024);
    if bytes > LARGEST as u64 {
        return Err(format!("Tệp lớn hơn {most} MB. Tách báo cáo thành nhiều tệp, hoặc bỏ ảnh rồi gửi lại."));
    }
    Ok(())
}

/// Text of bytes that are no container: UTF-8, or UTF-16 with its mark; a page when it has tags.
fn plain(bytes: &[u8]) -> Result<String, String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    };
    let text = text.filter(|text| !text.contains('\0') && controls(text) * 100 <= text.len());
    let Some(text) = text else {
        return Err(
            "Tệp không phải văn bản đọc được (không phải UTF-8). Lưu lại thành .txt mã UTF-8, .docx, .html hoặc .pdf."
                .into(),
        );
    };
    Ok(if is_page(&text) { crate::html::article(&text) } else { text })
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|two| unit([two[0], two[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

fn controls(text: &str) -> usize {
    text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count()
}

/// Whether a text is a page: it begins with a tag of one.
fn is_page(text: &str) -> bool {
    let head: String =
        text.trim_start_matches('\u{feff}').trim_start().chars().take(2_000).collect::<String>().to_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with('<')
            && ["<body", "<head", "<div", "<article", "<p>", "<p "].iter().any(|tag| head.contains(tag)))
}

/// Whether a text is written in Vietnamese: its letters with tone marks are many, and it uses the commonest words.
pub fn is_vietnamese(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(20_000).count();
    let marked = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(20_000)
        .filter(|c| ('\u{1ea0}'..='\u{1ef9}').contains(c) || "ăâđêôơưĂÂĐÊÔƠƯ".contains(*c))
        .count();
    letters > 0 && marked * 100 >= letters * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_refused_with_a_sentence() {
        let large = vec![b'a'; LARGEST + 1];
        let rows: [(&[u8], &str); 6] = [
            (b"", "Tệp rỗng"),
            (&large, "lớn hơn 50 MB"),
            (b"\x00\x01\x02\xff\xfe binary", "không phải văn bản"),
            (&[0xd0, 0xcf, 0x11, 0xe0, 0xa1], ".doc đời cũ"),
            (b"   \n ", "Không tìm thấy chữ"),
            (b"%PDF-1.4 broken", "PDF"),
        ];
        for (bytes, words) in rows {
            let why = text(bytes).expect_err(words);
            assert!(why.contains(words), "{why}");
        }
        assert_eq!(text("Báo cáo".as_bytes()).as_deref(), Ok("Báo cáo"));
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("Báo".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(text(&wide).as_deref(), Ok("Báo"));
    }

    #[test]
    fn another_language_is_told_apart() {
        assert!(is_vietnamese("Ước thu ngân sách nhà nước trên địa bàn quận"));
        assert!(!is_vietnamese("State budget revenue of the district reached 28 percent of the plan"));
        assert!(!is_vietnamese("Le budget de la ville a été voté à l'unanimité"));
    }
}
