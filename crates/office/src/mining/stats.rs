//! The rules of process analysis (phân tích quy trình): throughput, waiting, variants, pairs, bottlenecks of a log.
//!
//! Traces pass one by one; what remains of an event is a few numbers, so a million of them fit.

use super::log::{Log, STEP, Trace};
use super::spread::{Durations, Spread};
use std::collections::{BTreeMap, HashMap};

/// What a log says about its process. Durations are in milliseconds of the calendar, nights and holidays included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub cases: usize,
    pub events: usize,
    /// From the first event of a case to its last.
    pub throughput: Option<Spread>,
    /// Sequences of activities, the most frequent first.
    pub variants: Vec<Variant>,
    /// From the event before to this one, by activity, in alphabetical order. First events wait for nothing.
    pub waits: Vec<Wait>,
    /// How long cases stood in a step, by step, in alphabetical order; empty when the log names no steps.
    pub steps: Vec<Wait>,
    /// Which activity directly followed which, the most frequent first.
    pub pairs: Vec<Pair>,
}

/// A sequence of activities that some cases share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    pub activities: Vec<String>,
    pub cases: usize,
}

/// The waiting of one activity or step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    pub name: String,
    /// How many events have this name, those that waited for nothing included.
    pub events: usize,
    pub spread: Option<Spread>,
}

/// One activity directly after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub before: String,
    pub after: String,
    pub spread: Spread,
}

impl Stats {
    pub fn of(log: &Log) -> Stats {
        let mut tally = Tally::default();
        log.traces.iter().for_each(|trace| tally.add(trace.clone()));
        tally.finish()
    }

    /// Where time goes: steps, or activities where the log has no steps, by their total waiting, the longest first.
    pub fn bottlenecks(&self) -> Vec<&Wait> {
        let waits = if self.steps.is_empty() { &self.waits } else { &self.steps };
        let mut waits: Vec<&Wait> = waits.iter().filter(|wait| wait.total() > 0).collect();
        waits.sort_by_key(|wait| std::cmp::Reverse(wait.total()));
        waits
    }
}

impl Wait {
    /// All of its waiting together, in milliseconds.
    pub fn total(&self) -> i128 {
        self.spread.map_or(0, |spread| spread.total)
    }
}

/// A log being counted.
#[derive(Default)]
pub struct Tally {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
    cases: usize,
    events: usize,
    throughput: Durations,
    variants: HashMap<Vec<usize>, usize>,
    waits: BTreeMap<usize, (usize, Durations)>,
    steps: BTreeMap<usize, (usize, Durations)>,
    pairs: BTreeMap<(usize, usize), Durations>,
}

impl Tally {
    /// Counts a case. One without an event did nothing yet and is not counted.
    pub fn add(&mut self, mut trace: Trace) {
        trace.order();
        let (Some(first), Some(last)) = (trace.events.first(), trace.events.last()) else { return };
        self.throughput.add(last.at.as_millisecond() - first.at.as_millisecond());
        self.cases += 1;
        self.events += trace.events.len();
        let sequence: Vec<usize> = trace.events.iter().map(|event| self.number(&event.activity)).collect();
        for activity in &sequence {
            self.waits.entry(*activity).or_default().0 += 1;
        }
        for (events, pair) in trace.events.windows(2).zip(sequence.windows(2)) {
            let ([before, after], [from, to]) = (events, pair) else { continue };
            let waited = after.at.as_millisecond() - before.at.as_millisecond();
            self.waits.entry(*to).or_default().1.add(waited);
            self.pairs.entry((*from, *to)).or_default().add(waited);
            let step = before.value(STEP);
            if !step.is_empty() {
                let step = self.number(step);
                self.steps.entry(step).or_default().1.add(waited);
            }
        }
        for event in trace.events.iter().filter(|event| !event.value(STEP).is_empty()) {
            let step = self.number(event.value(STEP));
            self.steps.entry(step).or_default().0 += 1;
        }
        *self.variants.entry(sequence).or_default() += 1;
    }

    /// What the traces said.
    pub fn finish(self) -> Stats {
        let names = self.names;
        let name = |number: usize| names.get(number).cloned().unwrap_or_default();
        let mut variants: Vec<Variant> = self
            .variants
            .into_iter()
            .map(|(sequence, cases)| Variant { activities: sequence.into_iter().map(name).collect(), cases })
            .collect();
        variants.sort_by(|a, b| b.cases.cmp(&a.cases).then_with(|| a.activities.cmp(&b.activities)));
        let waits = |found: BTreeMap<usize, (usize, Durations)>| {
            let wait = |(number, (events, waited)): (usize, (usize, Durations))| Wait {
                name: name(number),
                events,
                spread: waited.spread(),
            };
            let mut waits: Vec<Wait> = found.into_iter().map(wait).collect();
            waits.sort_by(|a, b| a.name.cmp(&b.name));
            waits
        };
        let pair = |((before, after), durations): ((usize, usize), Durations)| {
            Some(Pair { before: name(before), after: name(after), spread: durations.spread()? })
        };
        let mut pairs: Vec<Pair> = self.pairs.into_iter().filter_map(pair).collect();
        pairs.sort_by(|a, b| {
            b.spread.count.cmp(&a.spread.count).then_with(|| (&a.before, &a.after).cmp(&(&b.before, &b.after)))
        });
        Stats {
            cases: self.cases,
            events: self.events,
            throughput: self.throughput.spread(),
            variants,
            waits: waits(self.waits),
            steps: waits(self.steps),
            pairs,
        }
    }

    /// The number that stands for a name while counting.
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len();
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::{Attribute, Event};
    use super::*;
    use jiff::Timestamp;

    /// `A@0 B@60` as a trace: activities with their second, `A/step@0` with a step.
    fn trace(text: &str) -> Trace {
        let event = |word: &str| {
            let (name, second) = word.split_once('@').expect("activity@second");
            let at = Timestamp::from_second(second.parse().expect("a second")).expect("an instant");
            let (activity, step) = name.split_once('/').unwrap_or((name, ""));
            let mut event = Event::new(activity, at);
            event.attributes.extend((!step.is_empty()).then(|| Attribute::text(STEP, step)));
            event
        };
        Trace { events: text.split_whitespace().map(event).collect(), ..Trace::default() }
    }

    fn stats(traces: &[&str]) -> Stats {
        Stats::of(&Log { traces: traces.iter().map(|text| trace(text)).collect(), ..Log::default() })
    }

    /// Traces, then cases, events, variants as text, median and mean of throughput in milliseconds.
    type Row<'a> = (&'a [&'a str], usize, usize, &'a str, Option<(i64, i64)>);

    #[test]
    fn cases_events_variants_and_throughput() {
        #[rustfmt::skip]
        let rows: &[Row] = &[
            (&[],                                0, 0, "",            None),
            // Nothing happened in it: not a case yet.
            (&[""],                              0, 0, "",            None),
            (&["A@7"],                           1, 1, "A:1",         Some((0, 0))),
            (&["A@0 B@60"],                      1, 2, "A>B:1",       Some((60_000, 60_000))),
            (&["A@0 B@60", "A@5 B@25", "A@0"],   3, 5, "A>B:2 A:1",   Some((20_000, 26_667))),
            // One instant: in the order they came in.
            (&["A@0 C@9 B@9"],                   1, 3, "A>C>B:1",     Some((9_000, 9_000))),
            // Unordered in the file: in the order of time.
            (&["B@60 A@0 C@30"],                 1, 3, "A>C>B:1",     Some((60_000, 60_000))),
            // As many of each: in the order of names.
            (&["B@0", "A@0"],                    2, 2, "A:1 B:1",     Some((0, 0))),
            (&["A@0 A@10 A@20"],                 1, 3, "A>A>A:1",     Some((20_000, 20_000))),
        ];
        for (traces, cases, events, variants, throughput) in rows {
            let found = stats(traces);
            let text: Vec<String> =
                found.variants.iter().map(|v| format!("{}:{}", v.activities.join(">"), v.cases)).collect();
            assert_eq!((found.cases, found.events), (*cases, *events), "{traces:?}");
            assert_eq!(text.join(" "), *variants, "{traces:?}");
            assert_eq!(found.throughput.map(|s| (s.median, s.mean)), *throughput, "{traces:?}");
        }
    }

    /// `name=events/waits:total` of each.
    fn waits(waits: &[Wait]) -> String {
        let one = |wait: &Wait| {
            let count = wait.spread.map_or(0, |spread| spread.count);
            format!("{}={}/{count}:{}", wait.name, wait.events, wait.total() / 1000)
        };
        waits.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn waiting_is_before_an_activity_and_within_a_step() {
        // traces, waiting by activity, by step, bottlenecks
        #[rustfmt::skip]
        let rows: &[(&[&str], &str, &str, &str)] = &[
            (&[],                                  "",                          "",                    ""),
            (&["A@3"],                             "A=1/0:0",                   "",                    ""),
            (&["A@0 B@60 C@61"],                   "A=1/0:0 B=1/1:60 C=1/1:1",  "",                    "B C"),
            (&["A@0 B@0"],                         "A=1/0:0 B=1/1:0",           "",                    ""),
            (&["A@0 A@10", "B@0 A@5"],             "A=3/2:15 B=1/0:0",          "",                    "A"),
            // A case stands in the step its last event brought it to.
            (&["A/x@0 B/x@10 C/y@30 D/y@35"],      "A=1/0:0 B=1/1:10 C=1/1:20 D=1/1:5", "x=2/2:30 y=2/1:5", "x y"),
            // An event without a step ends the waiting of the one before, and begins none.
            (&["A/x@0 B@10 C/y@30"],               "A=1/0:0 B=1/1:10 C=1/1:20", "x=1/1:10 y=1/0:0",    "x"),
        ];
        for (traces, activities, steps, bottlenecks) in rows {
            let found = stats(traces);
            assert_eq!(waits(&found.waits), *activities, "{traces:?}");
            assert_eq!(waits(&found.steps), *steps, "{traces:?}");
            let names: Vec<&str> = found.bottlenecks().iter().map(|wait| wait.name.as_str()).collect();
            assert_eq!(names.join(" "), *bottlenecks, "{traces:?}");
        }
    }

    #[test]
    fn pairs_are_counted_with_their_time() {
        let found = stats(&["A@0 B@10 C@20", "A@0 B@30", "C@0 A@1"]);
        let text: Vec<String> = found
            .pairs
            .iter()
            .map(|pair| format!("{}>{} {} {}", pair.before, pair.after, pair.spread.count, pair.spread.mean))
            .collect();
        assert_eq!(text, ["A>B 2 20000", "B>C 1 10000", "C>A 1 1000"]);
    }
}
