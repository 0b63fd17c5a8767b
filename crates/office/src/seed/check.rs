//! Checks a script against the packs before anything is written: every key it uses must stand for something by then.

use super::names::Thing::{self, *};
use super::names::unknown;
use super::person::PUBLIC;
use super::script::Script;
use crate::directory::permit::Role;
use crate::error::Fault;
use pack::Pack;
use std::collections::BTreeSet;

/// Every fault of a script, with file and line.
pub fn faults(script: &Script, pack: &Pack) -> Vec<Fault> {
    let mut check = Check { script, known: declared(script, pack), faults: Vec::new() };
    check.directory();
    for entry in &script.acts {
        check.uses(entry.line, [(Officer, entry.by.as_str())]);
        // A row may name an earlier row of the same act: a document its basis.
        let makes = entry.act.makes();
        check.uses(entry.line, entry.act.uses().into_iter().filter(|key| !makes.contains(key)));
        check.makes(entry.line, makes);
    }
    check.order();
    check.faults
}

struct Check<'a> {
    script: &'a Script,
    known: BTreeSet<(Thing, String)>,
    faults: Vec<Fault>,
}

/// What stands before the time line: packs, units, officers.
fn declared(script: &Script, pack: &Pack) -> BTreeSet<(Thing, String)> {
    let mut known = BTreeSet::new();
    known.extend(pack.indicators.iter().map(|i| (Indicator, i.code.clone())));
    known.extend(pack.assigners.iter().map(|a| (Assigner, a.code.clone())));
    known.extend(pack.outlines.iter().map(|o| (Outline, o.id.clone())));
    known.extend(pack.document_kinds.iter().map(|k| (DocumentKind, k.code.clone())));
    known.extend(pack.case_types.iter().map(|c| (CaseType, c.id.clone())));
    known.insert((Officer, PUBLIC.to_owned()));
    known.insert((Unit, script.book.unit.kind.clone()));
    known.extend(script.units.iter().map(|(_, _, unit)| (Unit, unit.key.clone())));
    let with_post = script.units.iter().filter(|(_, group, _)| group.post.is_some());
    known.extend(with_post.map(|(_, group, unit)| (Officer, Script::unit_login(group, unit))));
    known.extend(script.officers.iter().map(|(_, officer)| (Officer, officer.login.clone())));
    known
}

impl<'a> Check<'a> {
    fn fault(&mut self, line: usize, sentence: String) {
        self.faults.push(Fault::new(self.script.place(line), sentence));
    }

    fn uses(&mut self, line: usize, keys: impl IntoIterator<Item = (Thing, &'a str)>) {
        for (thing, key) in keys {
            if !self.known.contains(&(thing, key.to_owned())) {
                self.fault(line, unknown(thing, key));
            }
        }
    }

    fn makes(&mut self, line: usize, keys: impl IntoIterator<Item = (Thing, &'a str)>) {
        for (thing, key) in keys {
            if !self.known.insert((thing, key.to_owned())) {
                self.fault(line, format!("Mã {} “{key}” đã dùng ở phía trên. Ghi mã khác.", thing.label()));
            }
        }
    }

    fn directory(&mut self) {
        let script = self.script;
        let mut keys: BTreeSet<&str> = BTreeSet::from([script.book.unit.kind.as_str()]);
        for (line, _, unit) in &script.units {
            if !keys.insert(&unit.key) {
                self.fault(*line, format!("Mã đơn vị “{}” đã dùng ở phía trên. Ghi mã khác.", unit.key));
            }
            self.uses(*line, unit.heir.as_deref().map(|heir| (Unit, heir)));
        }
        for (line, officer) in &script.officers {
            self.uses(*line, [(Unit, officer.unit.as_str())]);
            if Role::read(&officer.role).is_none() {
                self.fault(
                    *line,
                    format!(
                        "Không có vai trò “{}”. Ghi unit, counter, specialist, head, city hoặc operator.",
                        officer.role
                    ),
                );
            }
        }
    }

    /// The journal is written in the order of time.
    fn order(&mut self) {
        let script = self.script;
        let mut last = script.book.opened;
        for entry in &script.acts {
            if entry.at < last {
                self.fault(entry.line, format!("Việc lúc {} đứng sau việc lúc {last}. Xếp theo thời gian.", entry.at));
            }
            last = last.max(entry.at);
        }
    }
}
