//! The rule of the clears (5 rõ, 6 rõ), pure: what a task still lacks before it can be assigned, in the words of its time.

use super::assign::NewTask;
use pack::Wording;
use pack::clears::Asked;

/// The field of the form in which a clear is filled.
pub fn field(asked: Asked) -> &'static str {
    match asked {
        Asked::Person => "person",
        Asked::Work => "work",
        Asked::Procedure => "procedure",
        Asked::Head => "head",
        Asked::Result => "expected_result",
        Asked::Deadline => "due",
        Asked::Authority => "power",
    }
}

/// Each missing clear: the field, and what to do, in the order of the wording; empty when nothing is missing.
pub fn missing(wording: &Wording, new: &NewTask) -> Vec<(&'static str, String)> {
    let lacks = |asked: Asked| match asked {
        Asked::Person => new.person == 0,
        Asked::Work => new.work.trim().is_empty(),
        Asked::Procedure => new.procedure.trim().is_empty(),
        Asked::Head => new.head == 0,
        Asked::Result => new.expected_result.trim().is_empty(),
        Asked::Deadline => new.due.trim().is_empty(),
        Asked::Authority => new.power.trim().is_empty(),
    };
    let found = wording.clears.iter().filter(|clear| lacks(clear.asked));
    found.map(|clear| (field(clear.asked), format!("Chưa {}: {}.", lower_first(&clear.label), clear.ask))).collect()
}

fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use pack::clears::Clear;

    fn wording(asked: &[Asked]) -> Wording {
        let clear = |asked: &Asked| Clear { asked: *asked, label: format!("Rõ {asked:?}"), ask: "ghi vào".into() };
        Wording {
            id: "thu".into(),
            title: String::new(),
            basis: String::new(),
            effective_from: date(2017, 1, 1),
            calendar: "hanh-chinh".into(),
            clears: asked.iter().map(clear).collect(),
            ladder: Vec::new(),
        }
    }

    fn whole() -> NewTask {
        NewTask {
            work: "Di dời hộ dân".into(),
            procedure: "Vận động, hỗ trợ, di dời".into(),
            expected_result: "Không còn hộ trong nhà nguy hiểm".into(),
            power: "Theo ủy quyền".into(),
            person: 3,
            head: 4,
            due: "30/6/2017".into(),
            lead_unit: 2,
            ..NewTask::default()
        }
    }

    #[test]
    fn every_clear_is_asked_for_and_authority_only_where_the_wording_asks() {
        type Edit = fn(&mut NewTask);
        let six = pack::clears::ALWAYS;
        let seven = [&six[..], &[Asked::Authority]].concat();
        #[rustfmt::skip]
        let rows: &[(Edit, &[&str], &[&str])] = &[
            (|_| {},                                   &[],                  &[]),
            (|t| t.person = 0,                         &["person"],          &["person"]),
            (|t| t.work = " ".into(),                  &["work"],            &["work"]),
            (|t| t.procedure = String::new(),          &["procedure"],       &["procedure"]),
            (|t| t.head = 0,                           &["head"],            &["head"]),
            (|t| t.expected_result = "\n".into(),      &["expected_result"], &["expected_result"]),
            (|t| t.due = String::new(),                &["due"],             &["due"]),
            (|t| t.power = String::new(),              &[],                  &["power"]),
            (|t| { t.person = 0; t.due.clear(); },     &["person", "due"],   &["person", "due"]),
        ];
        for (edit, with_six, with_seven) in rows {
            let mut task = whole();
            edit(&mut task);
            let fields =
                |asked: &[Asked]| missing(&wording(asked), &task).into_iter().map(|(f, _)| f).collect::<Vec<_>>();
            assert_eq!((fields(&six), fields(&seven)), (with_six.to_vec(), with_seven.to_vec()));
        }
    }
}
