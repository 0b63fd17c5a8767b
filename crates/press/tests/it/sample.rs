//! A four-month report of a former urban district, with the figures of the public record.

use jiff::civil::date;
use press::{
    Align, Annex, Block, Cell, Chart, ChartKind, Column, Document, FigureRef, Flag, Inline, Masthead, Row, Series,
    Severity, Signature, Table, Trace,
};
use rust_decimal::Decimal;

/// Text that any markup language could take for a command.
pub(crate) const HOSTILE: &str = "#panic(\"x\") $x$ *y* _z_ <script>alert('1')</script> ] [ \\ & {{q}} @a ~";

pub(crate) fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

pub(crate) fn figure(code: &str, text: &str, value: &str) -> FigureRef {
    FigureRef {
        code: code.into(),
        text: text.into(),
        href: Some(format!("https://badinh.example/so-lieu/{code}")),
        value: number(value),
        ..FigureRef::default()
    }
}

fn text(words: &str) -> Inline {
    Inline::Text(words.into())
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, text: words.into() }
}

pub(crate) fn sample() -> Document {
    Document {
        masthead: Masthead {
            superior: "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI".into(),
            issuer: "ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH".into(),
            symbol: "Số: 57/BC-UBND".into(),
            place: "Ba Đình".into(),
            issued_on: Some(date(2017, 5, 5)),
            year: 2017,
        },
        kind: "BÁO CÁO".into(),
        title: "Tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội, dự toán ngân sách 4 tháng đầu năm 2017"
            .into(),
        addressee: vec!["Ủy ban nhân dân Thành phố Hà Nội".into()],
        bases: vec![
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;".into(),
            "Căn cứ Nghị quyết của Hội đồng nhân dân quận về nhiệm vụ năm 2017.".into(),
        ],
        body: body(),
        recipients: vec![
            "Như trên;".into(),
            "Thường trực Quận ủy;".into(),
            "Thường trực HĐND quận;".into(),
            "Lưu: VT, TCKH.".into(),
        ],
        signature: Signature {
            authority: "TM. ỦY BAN NHÂN DÂN".into(),
            post: "CHỦ TỊCH".into(),
            name: "Nguyễn Thị Ước".into(),
            signed_at: Some("Ký điện tử lúc 2017-05-05T16:30:00+07:00".into()),
        },
        draft: false,
        annexes: vec![Annex {
            title: "SỐ LIỆU CHI TIẾT".into(),
            blocks: vec![heading(1, "1. Cơ sở ăn uống"), table(true)],
        }],
        trace: Some(Trace {
            code: "BD-7K2M-91QF".into(),
            url: Some("https://badinh.example/t/BD-7K2M-91QF".into()),
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            note: "Quét mã hoặc nhập mã tra cứu để mở bản gốc và xem từng số liệu được tính từ đâu.".into(),
        }),
    }
}

fn body() -> Vec<Block> {
    let flagged = FigureRef {
        flags: vec![Flag {
            severity: Severity::Warning,
            code: "pace".into(),
            sentence: "Chi ngân sách chậm 19,20 điểm so với tiến độ đều; nêu rõ nguyên nhân và giải pháp.".into(),
        }],
        ..figure("S4", "14,14\u{a0}%", "14.14")
    };
    vec![
        heading(1, "I. KẾT QUẢ THỰC HIỆN"),
        heading(2, "1. Thu, chi ngân sách"),
        Block::Paragraph {
            inlines: vec![
                text("Thu ngân sách nhà nước trên địa bàn đến ngày 30/4/2017 đạt "),
                Inline::Figure(figure("S1", "1.748,6\u{a0}tỷ", "1748.6")),
                text("/"),
                Inline::Figure(figure("S2", "6.191\u{a0}tỷ\u{a0}đồng", "6191")),
                text(", bằng "),
                Inline::Figure(figure("S3", "28,24\u{a0}%", "28.24")),
                text(" dự toán năm; chi ngân sách quận đạt "),
                Inline::Figure(flagged),
                text(" dự toán. "),
                Inline::Strong("Quận tiếp tục giữ vững tốc độ phát triển kinh tế.".into()),
            ],
        },
        Block::Item {
            inlines: vec![
                text("Kiểm tra "),
                Inline::Figure(figure("S5", "335\u{a0}cơ sở", "335")),
                text(" dịch vụ ăn uống trên địa bàn."),
            ],
        },
        Block::Item {
            inlines: vec![text(
                "Giải quyết kiến nghị của cử tri theo đúng thời hạn, công khai kết quả tại trụ sở các phường.",
            )],
        },
        table(false),
        Block::Note { text: "Nguồn: số liệu của Chi cục Thuế và Kho bạc Nhà nước quận.".into() },
        chart(ChartKind::Bars),
        heading(2, "2. Trật tự đô thị"),
        Block::Paragraph { inlines: vec![text(HOSTILE)] },
        chart(ChartKind::Lines),
        heading(1, "II. NHIỆM VỤ TRỌNG TÂM"),
        heading(3, "Giao các phòng, ban"),
        Block::Paragraph {
            inlines: vec![text(
                "Các đơn vị thực hiện rõ người, rõ việc, rõ quy trình, rõ trách nhiệm, rõ hiệu quả, rõ tiến độ. ỀỂỄẾỆ ỨỪỬỮỰ ộợỡ ẵẫằ ỹỵ.",
            )],
        },
    ]
}

pub(crate) fn table(landscape: bool) -> Block {
    let column = |title: &str, measure: Option<&str>, align| Column {
        title: title.into(),
        measure: measure.map(Into::into),
        align,
    };
    let code = |at: usize| format!("{}{at}", if landscape { "P" } else { "B" });
    let row = |ordinal: &str, name: &str, plan: &str, value: &str, share: FigureRef, total| Row {
        cells: vec![
            Cell::Text(ordinal.into()),
            Cell::Text(name.into()),
            Cell::Number {
                text: plan.into(),
                value: number(&value.replace(',', ".")).unwrap_or_default(),
                decimals: 3,
            },
            Cell::Figure(share),
            Cell::Empty,
        ],
        total,
    };
    Block::Table(Table {
        caption: "Kết quả thu, chi ngân sách 4 tháng đầu năm 2017".into(),
        columns: vec![
            column("TT", None, Align::Center),
            column("Chỉ tiêu", None, Align::Left),
            column("Dự toán năm", Some("tỷ đồng"), Align::Right),
            column("Tỷ lệ thực hiện", Some("%"), Align::Right),
            column("Ghi chú", None, Align::Left),
        ],
        rows: vec![
            row(
                "1",
                "Thu ngân sách nhà nước trên địa bàn",
                "6.191,000",
                "6191,000",
                figure(&code(1), "28,24\u{a0}%", "28.24"),
                false,
            ),
            row("2", "Chi ngân sách quận", "1.220,371", "1220,371", figure(&code(2), "14,14\u{a0}%", "14.14"), false),
            row(
                "",
                "Tổng cộng các khoản được theo dõi",
                "7.411,371",
                "7411,371",
                figure(&code(3), "25,92\u{a0}%", "25.92"),
                true,
            ),
        ],
        landscape,
    })
}

pub(crate) fn chart(kind: ChartKind) -> Block {
    let values = |texts: &[&str]| texts.iter().map(|text| number(text)).collect();
    Block::Chart(Chart {
        caption: "Thu ngân sách theo tháng so với lộ trình".into(),
        kind,
        unit: "tỷ đồng".into(),
        categories: ["Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4", "Tháng 5 (ước thực hiện)"].map(Into::into).to_vec(),
        series: vec![
            Series {
                name: "Lộ trình".into(),
                values: values(&["515.9", "515.9", "515.9", "515.9", "515.9"]),
                texts: ["515,9"; 5].map(Into::into).to_vec(),
            },
            Series {
                name: "Thực hiện".into(),
                values: values(&["612.3", "298.1", "401.7", "436.5", ""]),
                texts: ["612,3", "298,1", "401,7", "436,5", ""].map(Into::into).to_vec(),
            },
        ],
    })
}

/// A report of about twenty pages with eight charts.
pub(crate) fn long() -> Document {
    let mut document = sample();
    let paragraph = "Các phòng, ban, đơn vị và Ủy ban nhân dân các phường tiếp tục thực hiện nghiêm kỷ luật, kỷ cương hành chính; rà soát tiến độ từng nhiệm vụ, báo cáo đúng thời hạn, đúng biểu mẫu. ";
    for part in 1..=8 {
        document.body.push(heading(1, &format!("PHẦN {part}")));
        for _ in 0..9 {
            document.body.push(Block::Paragraph { inlines: vec![text(&paragraph.repeat(3))] });
        }
        document.body.push(chart(if part % 2 == 0 { ChartKind::Bars } else { ChartKind::Lines }));
        document.body.push(table(false));
    }
    document
}
