//! The words a drafter would write, long enough for a long report.

use crate::office::ward;

/// As many units as a large city has wards and communes; the prose names no others.
pub const MOST_WARDS: usize = 126;

/// Parts of the outline that hold prose.
pub const PARTS: [&str; 6] =
    ["chi-dao-dieu-hanh", "kinh-te", "do-thi", "van-hoa-xa-hoi", "quoc-phong-an-ninh", "phuong-huong"];

const WORK: [&str; 6] = [
    "đã giao chỉ tiêu cho từng bộ phận, ghi rõ người làm, người duyệt và ngày phải xong",
    "đã kiểm tra hồ sơ tồn, trả kết quả đúng hẹn và xin lỗi bằng văn bản với từng hồ sơ trễ",
    "đã họp dân về phương án bồi thường, chốt số hộ còn vướng và lịch đối thoại tuần sau",
    "đã rà lại nguồn thu, đôn đốc nợ đọng và lập danh sách cơ sở phải làm việc trực tiếp",
    "đã phối hợp kiểm tra an toàn thực phẩm, xử lý các cơ sở không đủ điều kiện",
    "đã bố trí lực lượng giữ trật tự đô thị, tháo dỡ biển vẩy và trả lại vỉa hè cho người đi bộ",
];

const REST: [&str; 4] = [
    "Việc còn chậm là do mặt bằng bàn giao không đồng bộ, đơn vị thi công thiếu người và thời tiết không thuận lợi.",
    "Đơn vị cam kết hoàn thành trong quý tới và báo cáo tiến độ vào chiều thứ sáu hằng tuần.",
    "Ủy ban nhân dân đã làm việc trực tiếp, thống nhất cách tháo gỡ và giao phòng chuyên môn theo dõi đến khi xong.",
    "Kết quả được công khai tại trụ sở và trên trang thông tin để nhân dân giám sát.",
];

/// Paragraphs of a part, different in each.
pub fn paragraphs(part: usize, count: usize) -> String {
    let paragraph = |at: usize| {
        let sentence = |line: usize| {
            let no = (part * 31 + at * 7 + line * 3) % MOST_WARDS + 1;
            format!("{} {}.", ward(no), WORK[(part + at + line) % WORK.len()])
        };
        let sentences: Vec<String> = (0..4).map(sentence).collect();
        format!("{} {}", sentences.join(" "), REST[(part + at) % REST.len()])
    };
    (0..count).map(paragraph).collect::<Vec<_>>().join("\n")
}

/// Tasks of the next period, one a line.
pub fn tasks(count: usize) -> String {
    let task = |at: usize| {
        format!("Hoàn thành việc số {} và báo cáo kết quả | {} | 30/9/2026", at + 1, ward(at % MOST_WARDS + 1))
    };
    (0..count).map(task).collect::<Vec<_>>().join("\n")
}
