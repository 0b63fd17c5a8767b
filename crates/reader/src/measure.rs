//! What is counted or measured: the nouns that officials put behind a number.

use crate::phrases::{Key, toned};
use crate::text::{Kind, Text, key};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

/// What a measure is, as far as arithmetic cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Things that are counted one by one.
    Count,
    /// Hectares, tonnes, metres.
    Physical,
    /// Days, months, years.
    Time,
    /// Years of age.
    Age,
    /// Đồng, dollars.
    Money,
    Percent,
    /// Percentage points, points of a score.
    Points,
}

/// A measure and behind which token its noun ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    pub next: usize,
    pub name: String,
    pub class: Class,
}

/// Nouns as officials write them, by class.
const COUNTS: &str = "hồ sơ|hồ sơ hành chính|lượt hồ sơ|thủ tục hành chính|thủ tục|cơ sở|hộ|hộ dân|hộ gia đình|hộ kinh doanh|hộ nghèo|hộ cận nghèo|người|\
lượt người|lượt khách|lượt|nhân viên|người dân|công dân|cử tri|đại biểu|học sinh|trẻ|trẻ em|cháu|giáo viên|cán bộ|công chức|viên chức|lao động|nhân khẩu|đảng viên|đoàn viên|\
hội viên|bệnh nhân|đối tượng|chiến sĩ|thanh niên|phụ nữ|em|nạn nhân|tài xế|vụ|vụ việc|vụ án|vụ cháy|vụ tai nạn|trường hợp|ca|ca mắc|ca bệnh|lỗi|vi phạm|hành vi|\
quyết định|văn bản|kế hoạch|nghị quyết|thông báo|báo cáo|chương trình|chuyên đề|đề án|đề tài|dự án|công trình|gói thầu|hạng mục|nhiệm vụ|nội dung|chỉ tiêu|tiêu chí|\
mục tiêu|giải pháp|vấn đề|khâu đột phá|khâu|bộ quy tắc|bộ quy tắc ứng xử|bộ|phường|xã|quận|huyện|thị trấn|tỉnh|thành phố|địa phương|đơn vị|cơ quan|phòng|phòng ban|sở|ban|ngành|\
tổ dân phố|tổ|thôn|khu dân cư|cụm|đoàn|đội|hội|chi bộ|chi hội|đảng bộ|tổ chức đảng|tổ chức|doanh nghiệp|công ty|hợp tác xã|nhà máy|cửa hàng|chợ|siêu thị|trang trại|\
trường|trường học|trường mầm non|lớp|lớp học|phòng học|trạm y tế|trạm|bệnh viện|giường bệnh|giường|mẫu|liều|mũi tiêm|bếp ăn|camera|xe|phương tiện|ô tô|xe máy|mô tô|tàu|máy|bộ máy tính|\
máy tính|con|con gia súc|con gia cầm|cây|cây xanh|cột|đèn|chiếc|cái|căn|căn nhà|căn hộ|nhà|nhà ở|ngôi nhà|tòa nhà|chung cư|thửa|thửa đất|lô|lô đất|ô đất|điểm|điểm đất|vị trí|tuyến|tuyến đường|tuyến phố|ngõ|\
cầu|hồ|cuộc|cuộc họp|hội nghị|buổi|đợt|lần|phiên|kỳ họp|kỳ|kỳ đại hội|lớp tập huấn|lớp bồi dưỡng|đơn|đơn thư|đơn khiếu nại|đơn tố cáo|kiến nghị|phản ánh|ý kiến|câu hỏi|phiếu|lá phiếu|tin|bài|tin bài|tin báo|bài viết|\
giấy chứng nhận|giấy phép|giấy|bản|bản sao|chứng thư|tài khoản|chữ ký số|giao dịch|sản phẩm|sản phẩm ocop|mô hình|câu lạc bộ|giải|giải thưởng|huy chương|suất quà|suất|phần quà|thẻ|sổ|hợp đồng|biên bản|\
danh hiệu|tập thể|cá nhân|gia đình|gia đình văn hóa|di tích|lễ hội|bia|bàn|quầy|ứng dụng|thiết bị|hệ thống|bộ hồ sơ|phương án|đồng chí|vị|vị trí việc làm|biên chế|nhóm|loại|lĩnh vực|khu|khu vực|khối|tầng|sao|trang|ki ốt|gian hàng|\
bò|lợn|gà|trâu|cổng|lượt xem|lượt tương tác|lượt truy cập|cuộc gọi|cụm trường|nút giao|chốt|khách|khách du lịch|khách quốc tế|tấm|hố|bể|giếng|trạm bơm|hộ tịch|học viên|sinh viên|thí sinh|chức danh|chức danh công chức|anh hùng|nữ anh hùng|hộ dân|điểm nóng|điểm đen|sự cố|nguồn tin|tố giác|bị can|đối tượng nghiện|người nghiện|băng nhóm|tang vật|bình chữa cháy|bình|đám cháy|kho|bãi|bến";
const PHYSICAL: &str = "ha|héc ta|hecta|m2|m3|m|km|km2|cm|mm|mét|mét vuông|mét khối|ki lô mét|kg|ki lô gam|g|tấn|tạ|yến|lít|kw|kwh|mw|mwh|tấn rác|m3/ngày|sào|mẫu ruộng|độ c|lít xăng|tấn gạo|tấn thịt";
const TIMES: &str = "năm|tháng|ngày|ngày làm việc|giờ|giờ làm việc|phút|tuần|quý|ngày công|giây|thập kỷ|nhiệm kỳ";

struct Entry {
    words: Vec<String>,
    name: &'static str,
    class: Class,
}

/// By the key of the first word.
static NOUNS: LazyLock<HashMap<u32, Vec<Entry>, BuildHasherDefault<Key>>> = LazyLock::new(|| {
    let mut nouns: HashMap<u32, Vec<Entry>, BuildHasherDefault<Key>> = HashMap::default();
    for (list, class) in [(COUNTS, Class::Count), (PHYSICAL, Class::Physical), (TIMES, Class::Time)] {
        for name in list.split('|') {
            let words: Vec<String> = viet::fold::fold(name).split_whitespace().map(str::to_owned).collect();
            let Some(first) = words.first() else { continue };
            nouns.entry(key(first)).or_default().push(Entry { words, name, class });
        }
    }
    for entries in nouns.values_mut() {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
    }
    nouns
});

/// The noun that begins at a token, longest first, with a `/ngày` behind it.
pub fn noun(text: &Text, at: usize) -> Option<Noun> {
    if text.kind(at) != Kind::Word {
        return None;
    }
    let entries = NOUNS.get(&text.key(at))?;
    let entry = entries.iter().find(|entry| {
        let same = entry.words.iter().enumerate().all(|(n, word)| text.word(at + n) == word);
        // Short nouns keep their tone mark: `hộ` is no `hồ`, `vụ` no `vũ`.
        same && (entry.words.len() > 1 || entry.words[0].len() > 3 || toned(text.shown(at), entry.name))
    })?;
    let mut next = at + entry.words.len();
    let mut name = entry.name.to_owned();
    let mut class = entry.class;
    if class == Class::Time && text.word(at) == "nam" && text.word(next) == "hoc" {
        return None;
    }
    // `m3/ngày`, `triệu đồng/người/năm`
    while text.word(next) == "/"
        && matches!(
            text.word(next + 1),
            "nguoi"
                | "nam"
                | "thang"
                | "ngay"
                | "ho"
                | "ha"
                | "km2"
                | "tuan"
                | "lan"
                | "luot"
                | "gio"
                | "dan"
                | "quy"
                | "vu"
                | "m2"
        )
    {
        name = format!("{name}/{}", text.shown(next + 1).to_lowercase());
        next += 2;
        class = if class == Class::Time { Class::Physical } else { class };
    }
    Some(Noun { next, name, class })
}

/// Words that cannot be what is counted: they go on with the sentence.
const STOPS: &[&str] = &[
    "va", "voi", "cua", "cho", "tai", "trong", "tren", "duoi", "so", "la", "co", "duoc", "dat", "da", "dang", "se",
    "do", "de", "den", "tu", "tang", "giam", "bang", "chiem", "vuot", "nay", "do", "nhu", "theo", "khi", "nhung",
    "cac", "mot", "hai", "ba", "bon", "o", "ve", "vao", "ra", "tro", "con", "chua", "khong", "thi", "ma", "qua",
    "hoac", "cung", "gom", "thuc", "hoan", "xay", "phat", "phan", "uoc", "tiep", "giai", "trung", "thuong", "hang",
    "trieu", "ty", "nghin", "dong", "le", "cap",
];

/// What is counted by a noun that no list holds: the next word or two, when they can be one.
pub fn unknown_noun(text: &Text, at: usize) -> Option<Noun> {
    let plain = |at: usize| {
        text.kind(at) == Kind::Word
            && !STOPS.contains(&text.word(at))
            && text.word(at).bytes().all(|b| b.is_ascii_lowercase())
    };
    if !plain(at) {
        return None;
    }
    let second = plain(at + 1)
        && text.sentence(at + 1) == text.sentence(at)
        && !text.capital(at + 1)
        && noun(text, at + 1).is_none();
    let next = if second { at + 2 } else { at + 1 };
    Some(Noun { next, name: text.between(at, next).to_lowercase(), class: Class::Count })
}
