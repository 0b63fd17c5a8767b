//! Names of bodies and posts that work is given to: `Phòng Kinh tế, Hạ tầng và Đô thị`, `Công an phường`, `đồng chí Lê Văn Thư`.

use crate::phrases::Phrases;
use crate::text::{Kind, Text};
use std::sync::LazyLock;

/// Words with which the name of a body begins.
static HEADS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "phòng|sở|ban quản lý|ban chỉ huy|ban chỉ đạo|ban|chi cục|cục|trung tâm|công an|văn phòng|đội|tổ công tác|tổ|ubnd|hđnd|hạt|trạm|bộ phận|thanh tra|công chức|viên chức|đồng chí|\
         chủ tịch|phó chủ tịch|hiệu trưởng|trưởng phòng|trưởng công an|giám đốc|ông|bà|các phòng|các trường|bảo hiểm xã hội|kho bạc|điện lực|mttq|mặt trận|hội|đoàn|trường|nhà trường|bộ|quân sự|kế toán|chi bộ|đảng ủy",
    )
});

/// Words within such a name that are no capitals.
static PARTS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(
        "quản lý|dự án|đầu tư|xây dựng|phát triển|quỹ đất|đăng ký|đất đai|phục vụ|hành chính|công|quận|phường|xã|huyện|thành phố|tỉnh|thị xã|thị trấn|chỉ huy|quân sự|phòng thủ|dân sự|trật tự|\
         đô thị|tư pháp|hộ tịch|tài chính|kế toán|thuế|khu vực|thanh tra|môi trường|y tế|giáo dục|văn hóa|xã hội|dân phố|thôn|tiếp công dân|một cửa|ubnd|hđnd|ủy ban|nhân dân|tp|số|công nghệ|cộng đồng",
    )
});

/// The body whose name begins at a token: behind which token it ends.
pub fn body(text: &Text, at: usize) -> Option<usize> {
    let (behind, head) = HEADS.at(text, at)?;
    // A person's name is all capitals.
    let person = matches!(head, "đồng chí" | "ông" | "bà");
    let mut next = if person { person_end(text, behind) } else { body_end(text, behind) };
    while next > behind && matches!(text.word(next - 1), "va" | "-" | ",") {
        next -= 1;
    }
    (next > behind || text.capital(at)).then_some(next)
}

fn person_end(text: &Text, behind: usize) -> usize {
    let mut next = behind;
    while text.kind(next) == Kind::Word && text.capital(next) {
        next += 1;
    }
    next
}

fn body_end(text: &Text, behind: usize) -> usize {
    let mut next = behind;
    loop {
        if let Some((end, _)) = PARTS.at(text, next) {
            next = end;
        } else if text.kind(next) == Kind::Word && text.capital(next) {
            next += 1;
            // Of a word of two syllables only the first is a capital: `Lâm nghiệp`, `Nội vụ`.
            if text.kind(next) == Kind::Word && !text.capital(next) && !goes_on(text, next) {
                next += 1;
            }
        } else if matches!(text.word(next), "va" | "-" | "," | "&")
            && text.capital(next + 1)
            && HEADS.at(text, next + 1).is_none()
            && !crate::words::begins_order(text, next + 1)
        {
            next += 2;
            if text.kind(next) == Kind::Word && !text.capital(next) && !goes_on(text, next) {
                next += 1;
            }
        } else {
            return next;
        }
    }
}

/// Whether the sentence goes on behind a name: with what the body does, or with the next one.
fn goes_on(text: &Text, at: usize) -> bool {
    let verbs =
        ["chu tri", "chiu trach nhiem", "phu trach", "phoi hop", "lam dau moi", "khan truong", "tham dinh", "bao dam"];
    // Single words keep their tone: `thì` is no `thị`, `đề` no `để`.
    let single =
        ["và", "đã", "sẽ", "cần", "phải", "cùng", "để", "thì", "là", "làm", "theo", "gửi", "có", "được", "trực"];
    let shown = text.shown(at).to_lowercase();
    crate::words::begins_order(text, at) || single.contains(&shown.as_str()) || text.any(at, &verbs).is_some()
}
