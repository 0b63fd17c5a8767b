//! The program's own export comes back without loss.

use super::office::{Office, lines};
use crate::ctx::Ctx;
use crate::db::{Tx, Value};
use crate::directory::permit::Role;
use crate::directory::{NewOfficer, NewUnit, UnitChange, appoint, change, establish};
use crate::error::Error;
use crate::figure::{ClaimBase, NewClaim, NewFigure, Status, enter_all};
use crate::journal::Kind;
use crate::sheet::{Subject, blank_sheet, export_sheet, import_file};
use jiff::civil::date;
use viet::bound::Bound;

/// The rows of a query as texts.
fn dump(office: &Office, sql: &str) -> Vec<String> {
    office.write(|_, tx| {
        let text = |value: &Value| match value {
            Value::Null => "-".to_owned(),
            Value::Int(n) => n.to_string(),
            Value::Text(text) => text.clone(),
        };
        Ok(tx
            .rows(sql, &[])?
            .iter()
            .map(|row| row.columns().map(|(_, value)| text(value)).collect::<Vec<_>>().join("|"))
            .collect())
    })
}

fn carried(from: &Office, to: &Office, subject: Subject, sql: &str) {
    let bytes = from.write(|ctx, tx| export_sheet(ctx, tx, subject));
    let preview = to.check(subject, "xuat.xlsx", &bytes);
    assert_eq!(lines(&preview), "", "{subject:?}");
    to.write(|ctx, tx| import_file(ctx, tx, subject, "xuat.xlsx", &bytes));
    let (before, after) = (dump(from, sql), dump(to, sql));
    assert!(!before.is_empty());
    assert_eq!(before, after, "{subject:?}");
}

fn figure(indicator: &str, value: &str, typed: &str) -> NewFigure {
    NewFigure {
        indicator: indicator.into(),
        unit: 2,
        starts_on: date(2017, 1, 1),
        cutoff_on: date(2017, 4, 30),
        status: Status::Expected,
        bound: Bound::Equal,
        value: value.parse().expect("a number of the table"),
        typed: typed.into(),
        source: None,
        note: String::new(),
        invented: false,
        claims: Vec::new(),
    }
}

fn enter(ctx: &Ctx, tx: &mut Tx) -> Result<(), Error> {
    let claim = |base, assigners: &[&str], value: &str, decimals, growth, typed: &str| NewClaim {
        base,
        assigners: assigners.iter().map(|code| (*code).to_owned()).collect(),
        value: value.parse().expect("a number of the table"),
        decimals,
        growth,
        typed: typed.into(),
    };
    let claims = vec![
        claim(ClaimBase::Baseline, &["thanh-pho", "hdnd-quan"], "56", 0, false, "56% dự toán; cả hai cấp"),
        claim(ClaimBase::SamePeriod, &[], "-8.10", 2, true, "giảm 8,10%"),
    ];
    let all = [
        NewFigure {
            source: Some(2),
            note: "ghi chú;\ncó “hai” dòng".into(),
            claims,
            ..figure("thu-nsnn", "6107503000000", "6.107 tỷ 503 triệu đồng")
        },
        NewFigure {
            status: Status::Actual,
            invented: true,
            ..figure("thu-nsnn", "999999999999999999", "999.999.999.999.999.999 đồng")
        },
        NewFigure { bound: Bound::Above, ..figure("dung-han", "99", "trên 99 %") },
        NewFigure { cutoff_on: date(2017, 3, 31), ..figure("dung-han", "99.25", "99,25%") },
        NewFigure {
            starts_on: date(2017, 4, 1),
            bound: Bound::AtMost,
            ..figure("ho-so", "1870", "không quá 1870 hồ sơ")
        },
        NewFigure {
            unit: 5,
            starts_on: date(2015, 1, 1),
            cutoff_on: date(2015, 12, 31),
            ..figure("dat-sach", "0.000000000001", "0,000000000001 ha")
        },
        NewFigure { unit: 1, ..figure("chi-ns", "0", "0") },
    ];
    enter_all(ctx, tx, &all, Kind::FigureEntered).map(|_| ())
}

#[test]
fn figures_come_back_whole() {
    let (from, to) = (Office::open(), Office::open());
    from.write(enter);
    carried(
        &from,
        &to,
        Subject::Figures,
        "select no, indicator, unit, starts_on, cutoff_on, status, bound, value, typed, source, note, invented from figure order by no",
    );
    assert_eq!(
        dump(
            &from,
            "select figure, no, base, assigners, value, decimals, growth, typed from claim order by figure, no"
        )
        .len(),
        2
    );
    let claims = "select figure, no, base, assigners, value, decimals, growth, typed from claim order by figure, no";
    assert_eq!(dump(&from, claims), dump(&to, claims));
}

#[test]
fn targets_come_back_whole() {
    let (from, to) = (Office::open(), Office::open());
    let file = "Chỉ tiêu;Đơn vị;Cấp giao;Thời hạn;Từ ngày;Đến ngày;Giá trị;Căn cứ\nthu-nsnn;;thanh-pho;năm;1/1/2017;31/12/2017;6.191 tỷ đồng;123-NQ/HĐND\ndung-han;Phường Ngọc Hà;hdnd-quan;nhiệm kỳ;1/1/2016;31/12/2020;trên 98,5 %;29/KH-UBND\n";
    from.write(|ctx, tx| import_file(ctx, tx, Subject::Targets, "a.csv", file.as_bytes()));
    carried(
        &from,
        &to,
        Subject::Targets,
        "select no, indicator, unit, assigner, horizon, starts_on, ends_on, bound, value, typed, basis from target order by no",
    );
}

fn live(ctx: &Ctx, tx: &mut Tx) -> Result<(), Error> {
    change(ctx, tx, 2, date(2010, 1, 1), &UnitChange::Rename("Phường Cống Vị Mới".into()))?;
    let new = |code: &str, name: &str, parent| NewUnit {
        code: code.into(),
        kind: "truong".into(),
        name: name.into(),
        parent: Some(parent),
        on: date(2001, 9, 5),
        abolished_on: None,
    };
    let school = establish(ctx, tx, &new("t1", "Trường Mầm non Hoa Hồng", 3))?;
    change(ctx, tx, school, date(2012, 1, 1), &UnitChange::Move(4))?;
    change(ctx, tx, 3, date(2018, 1, 1), &UnitChange::SucceededBy(4))
}

#[test]
fn units_come_back_with_their_history() {
    let (from, to) = (Office::open(), Office::bare());
    from.write(live);
    carried(
        &from,
        &to,
        Subject::Units,
        "select v.unit, v.code, v.kind, v.name, v.parent, v.effective_from, v.effective_to, u.abolished_on from unit_version v join unit u on u.no = v.unit order by v.unit, v.effective_from",
    );
    let heirs = "select unit, other_unit, happened_on from unit_event where kind = 'succeeded-by'";
    assert_eq!(dump(&to, heirs), ["3|4|2018-01-01"]);
}

#[test]
fn officers_come_back_whole() {
    let (from, to) = (Office::open(), Office::open());
    from.write(|ctx, tx| {
        for (title, role, unit) in [("Chuyên viên", Role::Specialist, 1), ("Cán bộ tổng hợp", Role::Unit, 3)] {
            let new = NewOfficer {
                login: "lan".into(),
                name: "Trần Thị Lan".into(),
                post_title: title.into(),
                role,
                unit,
                from: date(2016, 5, 3),
            };
            appoint(ctx, tx, &new)?;
        }
        Ok(())
    });
    carried(
        &from,
        &to,
        Subject::Officers,
        "select o.login, o.name, p.title, p.role, p.unit, p.effective_from from officer o join post p on p.officer = o.no order by p.no",
    );
}

#[test]
fn the_empty_sheet_brings_nothing_but_is_understood() {
    let office = Office::open();
    for subject in Subject::ALL {
        let bytes = office.write(|ctx, _| blank_sheet(ctx, subject));
        let preview = office.check(subject, "mau.xlsx", &bytes);
        assert_eq!(preview.faults.len(), 1, "{}", lines(&preview));
        assert!(preview.faults[0].sentence.contains("Điền ít nhất một dòng"), "{}", lines(&preview));
    }
}
