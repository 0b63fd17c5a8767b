//! What each person sees of a decision (T1.6), and that a wrong cell keeps what was typed.

use super::office::Office;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::plan::allocation::draft_page::read_grid;
use crate::plan::allocation::show_page::show_again;
use crate::plan::allocation::store::totals;
use crate::plan::allocation::{NewDraft, confirm_receipt, draft_allocation, sign_allocation};
use crate::ui::Form;

/// The page of a decision as one person sees it, or the code of the refusal.
fn page(office: &Office, ctx: &Ctx, no: i64, form: &Form) -> String {
    match office.act(|tx| show_again(ctx, tx, no, form)) {
        Ok(response) => {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            let body = runtime.block_on(axum::body::to_bytes(response.into_body(), usize::MAX)).expect("a body");
            String::from_utf8_lossy(&body).replace('\u{a0}', " ")
        }
        Err(Error::Refusal(refusal)) => refusal.code.to_owned(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn who_sees_what_of_a_draft_and_of_a_signed_decision() {
    let office = Office::open();
    let no = office.draft("6.000 tỷ", "190 tỷ", Some(office.basis));
    let (blank, [first, second, _]) = (Form::default(), office.wards);
    let grid = page(&office, &office.specialist(), no, &blank);
    assert!(grid.contains(&format!("name=\"v.thu.{first}\" value=\"6.000 tỷ\"")), "{grid}");
    assert!(
        grid.contains(
            "class=\"rest off\" data-rest-of=\"thu\" data-total=\"6191000000000\" aria-live=\"polite\">1 tỷ đồng<"
        ),
        "{grid}"
    );
    let read = page(&office, &office.head(), no, &blank);
    assert!(
        read.contains(&format!("action=\"/ba-dinh/allocations/{no}/sign\"")) && !read.contains("name=\"v.thu"),
        "{read}"
    );
    assert_eq!(page(&office, &office.ward(0), no, &blank), "not-signed");

    let full = office.grid("6.000 tỷ", "191 tỷ", Some(office.basis));
    office.act(|tx| crate::plan::allocation::save_grid(&office.specialist(), tx, no, &full)).expect("saved");
    office.act(|tx| sign_allocation(&office.head(), tx, no)).expect("signed");
    office.act(|tx| confirm_receipt(&office.ward(1), tx, no)).expect("confirmed");
    let signed = page(&office, &office.head(), no, &blank);
    assert!(
        signed.contains("Đã nhận 1/2 phường") && signed.contains("01/QĐ-UBND") && signed.contains("6.191 tỷ đồng"),
        "{signed}"
    );
    let own = page(&office, &office.ward(0), no, &blank);
    assert!(own.contains("6.000 tỷ đồng") && own.contains(&format!("/allocations/{no}/receipt")), "{own}");
    assert!(!own.contains("191 tỷ") && !own.contains("Phường Giảng Võ"), "{own}");
    assert_eq!(page(&office, &office.ward(2), no, &blank), "not-your-unit");
    assert!(second > first);
}

#[test]
fn a_target_that_bounds_is_printed_so() {
    let office = Office::open();
    let (ctx, blank) = (office.specialist(), Form::default());
    let new = NewDraft { year: 2017, title: "Giao".into(), targets: vec![office.targets[2]] };
    let no = office.act(|tx| draft_allocation(&ctx, tx, &new)).expect("a draft");
    for ctx in [ctx, office.head()] {
        let shown = page(&office, &ctx, no, &blank);
        assert!(shown.contains("trên 99 %"), "{shown}");
    }
}

#[test]
fn a_wrong_cell_keeps_what_was_typed() {
    let office = Office::open();
    let no = office.draft("6.000 tỷ", "191 tỷ", Some(office.basis));
    let ctx = office.specialist();
    let [first, second, _] = office.wards;
    let (good, wrong) = (format!("v.thu.{first}"), format!("v.thu.{second}"));
    let form = Form::filled(&[(good.as_str(), "6.000 tỷ".into()), (wrong.as_str(), "nhiều tỷ".into())]);
    let totals = office.act(|tx| totals(&ctx, tx, no)).expect("totals");
    let Err(error) = read_grid(&totals, &form) else { panic!("read “nhiều tỷ”") };
    let Error::Faults(faults) = &error else { panic!("{error}") };
    assert_eq!(faults.iter().map(|fault| fault.place.as_str()).collect::<Vec<_>>(), [wrong.as_str()]);
    let shown = page(&office, &ctx, no, &form.with_error(error));
    assert!(shown.contains("value=\"nhiều tỷ\"") && shown.contains(&format!("id=\"{wrong}-fault\"")), "{shown}");
}
