//! Quét thẻ căn cước: the text that a hand-held scanner types from the QR of a citizen's identity card.
//!
//! Fields parted by `|`: number, former 9-digit number, full name, date of birth, sex, address, date of issue. Newer
//! cards append fields; they are ignored. A scanner that types through Telex or VNI garbles the name, and is told so.

use jiff::civil::Date;

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub identity_no: String,
    pub former_no: String,
    pub name: String,
    pub born_on: Option<Date>,
    /// `male`, `female` or empty.
    pub sex: &'static str,
    pub address: String,
    /// What looks wrong and what to do about it.
    pub warnings: Vec<String>,
}

/// Reads what the scanner typed.
///
/// # Errors
/// A Vietnamese sentence when it is not the text of a card.
pub fn read_card(typed: &str) -> Result<Card, String> {
    let fields: Vec<&str> = typed.trim().split('|').map(str::trim).collect();
    let [number, former, name, born, sex, address, rest @ ..] = fields.as_slice() else {
        return Err(
            "Không phải nội dung mã QR của thẻ căn cước. Bấm vào ô Quét thẻ rồi quét lại, hoặc nhập tay.".into()
        );
    };
    if number.len() != 12 || !number.chars().all(|c| c.is_ascii_digit()) {
        return Err(format!(
            "Mã QR không bắt đầu bằng số định danh 12 chữ số (đọc được “{number}”). Quét lại, hoặc nhập tay."
        ));
    }
    let mut warnings = Vec::new();
    if garbled(name) || garbled(address) {
        warnings.push(
            "Tên đọc được có vẻ bị bộ gõ tiếng Việt làm sai. Tắt bộ gõ (Unikey) hoặc đặt máy quét ở chế độ Unicode rồi quét lại; nếu không, sửa tay."
                .into(),
        );
    }
    let born_on = day(born);
    if born_on.is_none() && !born.is_empty() {
        warnings.push(format!("Ngày sinh “{born}” không đọc được. Nhập tay theo thẻ."));
    }
    let sex = match viet::fold::fold(sex).as_str() {
        "nam" => "male",
        "nu" => "female",
        _ => "",
    };
    if rest.first().is_some_and(|issued| day(issued).is_none()) {
        warnings.push("Ngày cấp thẻ không đọc được. Kiểm tra thẻ.".into());
    }
    Ok(Card {
        identity_no: (*number).to_owned(),
        former_no: (*former).to_owned(),
        name: (*name).to_owned(),
        born_on,
        sex,
        address: (*address).to_owned(),
        warnings,
    })
}

/// `12031985` as a day.
fn day(text: &str) -> Option<Date> {
    let digits = text.len() == 8 && text.is_ascii();
    let part = |from: usize, to: usize| text.get(from..to).filter(|_| digits);
    Date::new(part(4, 8)?.parse().ok()?, part(2, 4)?.parse().ok()?, part(0, 2)?.parse().ok()?).ok()
}

/// What Telex or VNI leaves: replacement characters, digits or doubled vowels within a word of a name, no letter at all.
fn garbled(text: &str) -> bool {
    let word = |word: &str| {
        let letters = word.chars().any(char::is_alphabetic);
        let digit_after_letter = word
            .chars()
            .zip(word.chars().skip(1))
            .any(|(a, b)| a.is_alphabetic() && a.is_ascii() && ('1'..='9').contains(&b));
        let lower = viet::fold::fold(word);
        let telex =
            ["aa", "ee", "oo", "aw", "ow", "uw", "dd"].iter().any(|pair| lower.contains(pair)) && word.is_ascii();
        letters && (digit_after_letter && !word.contains('/') || telex)
    };
    text.contains('\u{fffd}') || text.contains('?') || text.split([' ', ',']).any(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_read_by_position() {
        let typed = "001085012345|012345678|Nguyễn Văn Á|12031985|Nam|Số 5 Liễu Giai, Ngọc Khánh, Ba Đình, Hà Nội|25042021|Nguyễn Văn B|x\n";
        let card = read_card(typed).expect("a card");
        assert_eq!((card.identity_no.as_str(), card.name.as_str(), card.sex), ("001085012345", "Nguyễn Văn Á", "male"));
        assert_eq!(card.born_on, Some(jiff::civil::date(1985, 3, 12)));
        assert_eq!(card.warnings, Vec::<String>::new());
        let short = read_card("001185012345||Trần Thị Bình|01011985|Nữ|Thôn 2|01012022").expect("a card");
        assert_eq!((short.former_no.as_str(), short.sex, short.warnings.len()), ("", "female", 0));
    }

    #[test]
    fn what_is_no_card_is_refused_and_what_is_garbled_is_said() {
        for typed in ["", "001085012345", "https://example.vn/abc", "12345|x|y|z|t|u|v"] {
            assert!(read_card(typed).is_err(), "{typed}");
        }
        let rows = [
            "001085012345||Nguyeenx Vawn AS|12031985|Nam|Hà Nội|25042021",
            "001085012345||Nguye6n4 Va8n A1|12031985|Nam|Hà Nội|25042021",
            "001085012345||Nguy?n V?n A|12031985|Nam|Hà Nội|25042021",
        ];
        for typed in rows {
            let card = read_card(typed).expect("a card");
            assert!(card.warnings.iter().any(|w| w.contains("bộ gõ")), "{typed}: {:?}", card.warnings);
        }
    }
}
