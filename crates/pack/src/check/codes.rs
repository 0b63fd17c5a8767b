//! The table of findings: every code, what it means and what to do.

/// Every code with its meaning and what to do, in Vietnamese. Codes are stable:
/// they stand in facts, pages and stories.
pub const CODES: &[(&str, &str, &str)] = &[
    (
        "base-missing",
        "Tỷ lệ hoặc mức tăng được nêu mà không có số gốc để tính lại.",
        "Nhập số gốc (dự toán, số cùng kỳ, số năm trước) kèm nguồn, hoặc bỏ tỷ lệ khỏi báo cáo.",
    ),
    (
        "baselines-share-percent",
        "Một tỷ lệ dùng chung cho nhiều dự toán khác nhau.",
        "In riêng tỷ lệ so với từng dự toán.",
    ),
    (
        "behind-pace",
        "Mức đạt được thấp hơn tiến độ đều theo thời gian đã qua.",
        "Đưa chỉ tiêu vào danh mục chậm tiến độ; nêu nguyên nhân, người chịu trách nhiệm, giải pháp và thời hạn.",
    ),
    (
        "behind-road-map",
        "Mức đạt được thấp hơn lộ trình tháng đã duyệt.",
        "Đưa chỉ tiêu vào danh mục chậm tiến độ; nêu nguyên nhân, người chịu trách nhiệm, giải pháp và thời hạn.",
    ),
    (
        "cumulative-falls",
        "Số lũy kế nhỏ hơn số lũy kế của kỳ trước trong cùng năm.",
        "Kiểm tra ngày chốt và số đã nhập; nếu có hoàn trả hoặc điều chỉnh giảm thì ghi rõ lý do.",
    ),
    (
        "cutoff-past-label",
        "Số liệu chốt sau ngày kết thúc của kỳ ghi trên báo cáo.",
        "Sửa tên kỳ hoặc lấy số liệu đến đúng ngày cuối kỳ.",
    ),
    (
        "formula-off",
        "Số ghi trong báo cáo khác số tính từ hai chỉ tiêu thành phần.",
        "Sửa số của chỉ tiêu hoặc của thành phần cho khớp.",
    ),
    (
        "implied-bases-differ",
        "Các tỷ lệ của cùng một chỉ tiêu suy ra những dự toán khác nhau.",
        "Nhập dự toán đã giao kèm quyết định giao, để tỷ lệ được tính thay vì ghi tay.",
    ),
    (
        "label-past-cutoff",
        "Tên kỳ kết thúc sau ngày chốt số liệu.",
        "Ghi rõ “số liệu đến ngày …” cạnh tên kỳ, hoặc bổ sung số liệu đến hết kỳ.",
    ),
    (
        "likely-slip",
        "Số lũy kế âm, vượt xa dự toán hoặc vượt xa số của kỳ trước: có thể gõ nhầm.",
        "Mở số đã nhập, đối chiếu với văn bản nguồn; nếu nhầm thì đính chính, nếu đúng thì nêu lý do trong báo cáo.",
    ),
    ("measure-mismatch", "Công thức ghép hai chỉ tiêu khác đơn vị đo.", "Chọn hai chỉ tiêu cùng đơn vị đo."),
    (
        "over-limit",
        "Số thực hiện vượt mức trần được giao.",
        "Kiểm tra số liệu; nếu đúng thì nêu căn cứ cho phép vượt hoặc trình điều chỉnh dự toán.",
    ),
    (
        "part-over-whole",
        "Số của phần “trong đó” lớn hơn tổng.",
        "Đối chiếu lại hai số với sổ tiếp nhận: sửa tổng, sửa phần, hoặc tách hai phạm vi đếm.",
    ),
    ("percent-over-cap", "Tỷ lệ nằm ngoài giới hạn cho phép.", "Kiểm tra tử số và mẫu số, rồi nhập lại."),
    (
        "rate-changes",
        "Tốc độ thực hiện giữa hai mốc thay đổi từ hai lần trở lên.",
        "Nêu căn cứ của số ước: yếu tố mùa vụ, khoản thu chi một lần, hoặc ước thận trọng.",
    ),
    (
        "scope-mismatch",
        "Công thức cộng hoặc trừ hai chỉ tiêu khác phạm vi; số thu trên địa bàn không bao giờ được bù trừ với số chi của ngân sách quận.",
        "Trình bày hai chỉ tiêu riêng.",
    ),
    (
        "stated-percent-off",
        "Tỷ lệ được nêu không khớp tỷ lệ tính lại, kể cả khi tính đến làm tròn.",
        "Dùng tỷ lệ tính lại, hoặc sửa số và dự toán theo văn bản gốc.",
    ),
    (
        "target-reached-claim",
        "Nêu đã đạt 100 % trong khi số thực hiện còn thiếu.",
        "Ghi là chưa đạt và nêu phần còn thiếu.",
    ),
    ("unit-missing", "Có đơn vị chưa gửi số.", "Đôn đốc đơn vị gửi số, hoặc ghi rõ báo cáo chưa gồm các đơn vị này."),
    (
        "units-sum-off",
        "Tổng của các đơn vị không khớp số chung.",
        "Đối chiếu từng đơn vị với số chung, rồi sửa số sai.",
    ),
    ("unknown-indicator", "Công thức nêu một chỉ tiêu chưa khai báo.", "Dùng mã của một chỉ tiêu đã khai báo."),
    (
        "value-missing",
        "Chỉ tiêu có trong báo cáo nhưng chưa có số.",
        "Nhập số kèm ngày chốt, hoặc bỏ chỉ tiêu khỏi báo cáo kỳ này.",
    ),
    ("value-too-large", "Số lớn hơn mọi số liệu có thể có.", "Kiểm tra đơn vị tỷ, triệu, nghìn đồng rồi nhập lại."),
    (
        "zero-target-broken",
        "Có vụ việc ở chỉ tiêu không để xảy ra.",
        "Nêu từng vụ việc, nguyên nhân và biện pháp đã xử lý.",
    ),
];

/// What to do about a code; empty for a code that does not exist.
pub(super) fn remedy(code: &str) -> &'static str {
    CODES.iter().find(|(known, ..)| *known == code).map_or("", |(.., remedy)| remedy)
}
