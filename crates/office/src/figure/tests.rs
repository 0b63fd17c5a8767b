//! Periods, figures and risks against a real database: corrections, positions, what the journal vouches for.

mod office;

use super::*;
use crate::directory::permit::Role;
use crate::error::Error;
use crate::journal::{Kind, verify};
use crate::params;
use office::{CONG_VI, Office, PHUC_XA, QUAN, day};

/// The code of a refusal, or the places of the faults.
fn objection<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Refusal(refusal)) => refusal.code.to_owned(),
        Err(Error::Faults(faults)) => faults.iter().map(|fault| fault.place.as_str()).collect::<Vec<_>>().join(" "),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_correction_replaces_from_its_fact_on() {
    let office = Office::open("correction");
    let ctx = office.as_role(Role::Specialist, &[]);
    office.write(|tx| {
        let new = office::figure("thu", QUAN, "2017-04-30", "1748600000000");
        let first = enter(&ctx, tx, &new)?;
        let position = figure(tx, &ctx.book, first)?.fact_no;
        assert_eq!(enter(&ctx, tx, &new)?, first, "the same again");
        let second = enter(&ctx, tx, &office::figure("thu", QUAN, "2017-04-30", "1748700000000"))?;
        let actual = NewFigure { status: Status::Actual, ..office::figure("thu", QUAN, "2017-04-30", "1750000000000") };
        let third = enter(&ctx, tx, &actual)?;

        let at = |tx: &mut crate::db::Tx, position| {
            figures_at(tx, &ctx.book, "thu", day("2017-01-01"), day("2017-04-30"), position)
        };
        let numbers = |figures: Vec<Figure>| figures.iter().map(|f| f.no).collect::<Vec<_>>();
        assert_eq!(numbers(at(tx, Some(position))?), [first]);
        assert_eq!(numbers(at(tx, Some(position + 1))?), [second]);
        let now = at(tx, None)?;
        assert_eq!(numbers(preferred(now)), [third]);
        let of = figure(tx, &ctx.book, second)?;
        assert_eq!(numbers(history(tx, &ctx.book, &of)?), [first, second]);
        let last = figure(tx, &ctx.book, first)?.replaced_fact_no;
        assert_eq!(last, Some(position + 1));
        let kinds =
            tx.rows("select kind from fact where book = $1 and no >= $2 order by no", params![&ctx.book, position])?;
        let kinds: Vec<String> = kinds.iter().map(|row| row.text("kind")).collect::<Result<_, _>>()?;
        assert_eq!(kinds, [Kind::FigureEntered, Kind::FigureCorrected, Kind::FigureEntered].map(Kind::key));
        Ok(())
    });
    assert!(office.read(verify).iter().all(|verdict| verdict.is_whole()));
}

#[test]
fn the_journal_vouches_for_every_figure() {
    let office = Office::open("vouch");
    let ctx = office.as_role(Role::Specialist, &[]);
    office.write(|tx| {
        let many = [
            office::figure("thu", CONG_VI, "2017-04-30", "20.50"),
            office::figure("co-so", CONG_VI, "2017-04-30", "335"),
        ];
        let numbers = enter_all(&ctx, tx, &many, Kind::FiguresImported)?;
        assert_eq!(numbers, [1, 2]);
        let dirty = tx.int("select count(*) from kept_sum where book = $1 and dirty = 1", params![&ctx.book])?;
        assert_eq!(dirty, 2);
        Ok(())
    });
    assert!(office.read(verify).iter().all(|verdict| verdict.is_whole()));
    office.write(|tx| Ok(tx.exec("update figure set value = '336' where book = $1 and no = 2", params!["q"])?));
    assert!(!office.read(verify).iter().all(|verdict| verdict.is_whole()));
}

#[test]
fn entering_is_refused_with_a_code() {
    let office = Office::open("refused");
    let ward = office.as_role(Role::Unit, &[CONG_VI]);
    let specialist = office.as_role(Role::Specialist, &[]);
    let city = office.as_role(Role::City, &[]);
    office.write(|tx| {
        let closed = open_period(&specialist, tx, &NewPeriod::labelled("quý I năm 2017", None))?;
        close_period(&specialist, tx, closed)?;
        close_period(&specialist, tx, closed)?;
        let facts = tx.int("select count(*) from fact where book = $1 and kind = 'period-closed'", params!["q"])?;
        assert_eq!(facts, 1, "closing twice is one fact");
        let rows = [
            (&ward, CONG_VI, "thu", "2017-04-30", "5", "Ok(1)"),
            (&ward, PHUC_XA, "thu", "2017-04-30", "5", "not-your-unit"),
            (&city, CONG_VI, "thu", "2017-04-30", "5", "not-permitted"),
            (&specialist, PHUC_XA, "thu", "2025-07-31", "5", "unit-not-there"),
            (&specialist, CONG_VI, "thu", "2017-03-31", "5", "period-closed"),
            (&specialist, CONG_VI, "dung-han", "2017-04-30", "100.5", "value"),
            (&specialist, CONG_VI, "co-so", "2017-04-30", "-3", "value"),
        ];
        for (ctx, unit, indicator, cutoff, value, expected) in rows {
            let outcome = enter(ctx, tx, &office::figure(indicator, unit, cutoff, value));
            assert_eq!(objection(outcome), expected, "{unit} {indicator} {cutoff} {value}");
        }
        let phuc_xa = enter(&specialist, tx, &office::figure("thu", PHUC_XA, "2025-07-31", "5"));
        let Err(Error::Refusal(refusal)) = phuc_xa else { panic!("{phuc_xa:?}") };
        assert!(
            refusal.sentence.contains("Phường Phúc Xá") && refusal.sentence.contains("Phường Hồng Hà"),
            "{}",
            refusal.sentence
        );
        let twice =
            [office::figure("thu", CONG_VI, "2017-05-31", "5"), office::figure("thu", CONG_VI, "2017-05-31", "6")];
        assert_eq!(objection(enter_all(&specialist, tx, &twice, Kind::FiguresImported)), "figure.1");
        Ok(())
    });
}

#[test]
fn periods_are_opened_once() {
    let office = Office::open("periods");
    let ctx = office.as_role(Role::Specialist, &[]);
    office.write(|tx| {
        let rows = [
            ("5 tháng đầu năm 2022", Some("2022-05-15"), "Ok(1)"),
            ("5  tháng đầu năm 2022", Some("2022-05-15"), "period-known"),
            ("5 tháng đầu năm 2022", None, "Ok(2)"),
            ("tháng này", None, "label"),
        ];
        for (label, cutoff, expected) in rows {
            let new = NewPeriod::labelled(label, cutoff.map(day));
            assert_eq!(objection(open_period(&ctx, tx, &new)), expected, "{label} {cutoff:?}");
        }
        let first = period(tx, &ctx.book, 1)?;
        assert_eq!(
            (first.ends_on, first.cutoff_on, first.is_cut_elsewhere()),
            (day("2022-05-31"), day("2022-05-15"), true)
        );
        Ok(())
    });
}

#[test]
fn claims_are_kept_as_written() {
    let office = Office::open("claims");
    let ctx = office.as_role(Role::Specialist, &[]);
    office.write(|tx| {
        let claim = NewClaim {
            base: ClaimBase::Baseline,
            assigners: vec!["thanh-pho".into(), "hdnd".into()],
            value: 56.into(),
            decimals: 0,
            growth: false,
            typed: "56 %".into(),
        };
        let new =
            NewFigure { claims: vec![claim.clone()], ..office::figure("thu", QUAN, "2022-05-15", "6107503000000") };
        let no = enter(&ctx, tx, &new)?;
        assert_eq!(enter(&ctx, tx, &new)?, no, "the same again");
        assert_eq!(claims(tx, &ctx.book, no)?, [claim]);
        Ok(())
    });
}

#[test]
fn a_risk_is_followed_until_it_is_closed() {
    let office = Office::open("risks");
    let ctx = office.as_role(Role::Head, &[]);
    office.write(|tx| {
        let new = NewRisk {
            indicator: "thu".into(),
            unit: CONG_VI,
            cause: "thu chậm".into(),
            solution: "đôn đốc".into(),
            owner: 1,
            due_on: day("2017-06-30"),
        };
        let rows = [
            (NewRisk { cause: " ".into(), ..new.clone() }, "cause"),
            (NewRisk { owner: 9, solution: String::new(), ..new.clone() }, "owner solution"),
            (NewRisk { indicator: "la".into(), unit: 99, ..new.clone() }, "indicator unit"),
            (new.clone(), "Ok(1)"),
            (new, "Ok(1)"),
        ];
        for (risk, expected) in rows {
            assert_eq!(objection(register_risk(&ctx, tx, &risk)), expected, "{risk:?}");
        }
        let position = risk(tx, &ctx.book, 1)?.fact_no;
        assert_eq!(objection(close_risk(&ctx, tx, 1, " ")), "outcome");
        close_risk(&ctx, tx, 1, "đã đạt")?;
        close_risk(&ctx, tx, 1, "ghi lần hai")?;
        assert!(risks(tx, &ctx.book, Some(position))?[0].open);
        let now = risks(tx, &ctx.book, None)?;
        assert_eq!((now[0].open, now[0].outcome.as_str()), (false, "đã đạt"));
        Ok(())
    });
}
