//! Commitments: what was promised, joined to what became of it.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Amount, Commitment, Context, Country, EventType, Step, StepMention, StepState, content_hash};

use crate::act::steps_in_order;
use crate::link::{Thread, best};
use crate::reading::{Reading, names, read};

/// The commitments that `told` opens, each with the steps that later sentences prove, in order of opening.
///
/// A promise, plan, proposal or threat opens one; a bare deed never does. A later sentence moves the one that it is about:
/// parties, subject and words are alike and the order of time is sensible. What says nothing new moves nothing. Amounts are
/// restated, never added up.
pub fn commitments(told: &[StepMention]) -> Vec<Commitment> {
    let mut ledger = Ledger::default();
    for document in steps_in_order(told).chunk_by(|a, b| a.document.id == b.document.id) {
        let names = names(document);
        let leave: BTreeSet<String> = names.values().flatten().cloned().collect();
        let concerned: BTreeSet<Country> = names.keys().copied().collect();
        for sentence in document.chunk_by(|a, b| a.sentence.span == b.sentence.span) {
            for step in sentence {
                ledger.follow(&read(step, sentence, &leave), &concerned);
            }
        }
    }
    ledger.threads.into_iter().map(|t| t.commitment).collect()
}

#[derive(Default)]
struct Ledger {
    threads: Vec<Thread>,
    by_party: BTreeMap<Country, Vec<usize>>,
}

impl Ledger {
    /// Moves the commitment that `r` is about, or opens one. `concerned` are the parties of its document.
    fn follow(&mut self, r: &Reading, concerned: &BTreeSet<Country>) {
        let parties = r.parties();
        let asked = if parties.is_empty() { concerned } else { &parties };
        let candidates: BTreeSet<usize> = asked.iter().filter_map(|c| self.by_party.get(c)).flatten().copied().collect();
        match best(&self.threads, &candidates, r) {
            Some((at, change)) => self.threads[at].take(r, change),
            None if r.opens() => {
                for c in parties {
                    self.by_party.entry(c).or_default().push(self.threads.len());
                }
                self.threads.push(open(r));
            }
            None => {}
        }
    }
}

/// What a fitting sentence does to a commitment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Change {
    /// A new step in this state.
    Step(StepState),
    /// Nothing: told again, or background.
    Repeat,
}

fn open(r: &Reading) -> Thread {
    let span = r.told.word.span;
    Thread::new(
        r,
        Commitment {
            id: content_hash(&["commitment", &r.told.document.id, &format!("{}-{}", span.start, span.end)]),
            by: r.by.iter().copied().collect(),
            to: r.to.iter().copied().collect(),
            kind: r.kind(),
            subject: r.subject.clone(),
            domain: domain(r),
            state: r.state(),
            due: r.told.due,
            amount: r.told.amount.clone(),
            steps: vec![step(r, r.state())],
            lapsed: None,
        },
    )
}

/// Writes what `r` does into the commitment.
pub(crate) fn apply(c: &mut Commitment, r: &Reading, change: Change) {
    if let Change::Step(state) = change {
        c.state = state;
        c.due = r.told.due.or(c.due);
        c.amount = r.told.amount.clone().or(c.amount.take());
        c.steps.push(step(r, state));
    }
}

/// What `r` does to a commitment that it is about; `None` where it cannot be about it.
pub(crate) fn change(c: &Commitment, r: &Reading) -> Option<Change> {
    use StepState::*;
    let last = c.steps.last()?;
    // A sentence tells distinct acts: a second one in the state of the first is another commitment.
    if last.document == r.told.document.id && last.span == r.told.sentence.span && last.state == r.state() {
        return None;
    }
    let (due, amount) = (r.told.due, r.told.amount.as_ref());
    let smaller = shrinks(c.amount.as_ref(), amount);
    let state = match r.state() {
        Announced | Agreed if smaller && matches!(c.state, Announced | Agreed | InProgress | Suspended) => Reduced,
        s => s,
    };
    let restated = differs(c.amount.as_ref(), amount) || due.is_some_and(|d| c.due != Some(d));
    Some(match (c.state, state) {
        // Nothing is left to restate of a deed.
        (Delivered, Delivered) | (Cancelled, Cancelled) => Change::Repeat,
        (InProgress, InProgress) if !differs(c.amount.as_ref(), amount) => Change::Repeat,
        (from, to) if from == to && !restated => Change::Repeat,
        // After the deed (or the end) a new plan is a new commitment, as with yearly meetings.
        (Delivered | Cancelled, Proposed | Announced)
            if matches!(c.kind, EventType::Consult) || due.is_some_and(|d| c.due.is_none_or(|o| d > o)) =>
        {
            return None;
        }
        (from, Proposed) if from != Proposed => Change::Repeat,
        (Agreed | InProgress | Delivered | Cancelled, Announced) => Change::Repeat,
        (Reduced, Announced) if !restated => Change::Repeat,
        (InProgress | Delivered | Cancelled, Agreed) => Change::Repeat,
        (Delivered | Cancelled, InProgress) => Change::Repeat,
        (Cancelled, Suspended | Reduced | Delivered) => Change::Repeat,
        // Of an earlier day than the last step: background, or told late.
        _ if last.date.zip(r.told.date).is_some_and(|(l, d)| d < l) => Change::Repeat,
        (_, to) => Change::Step(to),
    })
}

fn comparable<'a>(old: Option<&'a Amount>, new: Option<&'a Amount>) -> Option<(f64, f64)> {
    let (old, new) = (old?, new?);
    (old.unit == new.unit && old.currency == new.currency).then_some((old.value?, new.value?))
}

fn shrinks(old: Option<&Amount>, new: Option<&Amount>) -> bool {
    comparable(old, new).is_some_and(|(o, n)| n < o)
}

/// Whether a later amount says something else than the earlier one: the first to be named does.
fn differs(old: Option<&Amount>, new: Option<&Amount>) -> bool {
    match (old, new) {
        (None, Some(_)) => true,
        _ => comparable(old, new).is_some_and(|(o, n)| n != o),
    }
}

fn step(r: &Reading, state: StepState) -> Step {
    let told = r.told;
    Step {
        state,
        date: told.date,
        document: told.document.id.clone(),
        quote: told.sentence.text.clone(),
        span: told.sentence.span,
        mention_id: told.mention_id.clone(),
        due: told.due,
        amount: told.amount.clone(),
    }
}

/// The most telling context: `diplomatic` says least. Schools and students are `education`, which is no PLOVER context.
fn domain(r: &Reading) -> Option<String> {
    const EDUCATION: &[&str] = &["student", "scholarship", "universit", "educat"];
    if r.stems.keys().any(|s| EDUCATION.iter().any(|e| s.starts_with(e))) {
        return Some("education".into());
    }
    let contexts = &r.told.contexts;
    contexts.iter().find(|c| **c != Context::Diplomatic).or(contexts.first()).map(|c| c.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Told, step as tell};
    use StepState::*;

    fn states(c: &Commitment) -> Vec<StepState> {
        c.steps.iter().map(|s| s.state).collect()
    }

    fn ships(id: &str, day: &str, state: &str, sentence: &str) -> Told {
        tell(id, day, state, sentence).by("PER").to("CHL")
    }

    #[test]
    fn from_proposal_to_delivery() {
        let all = [
            ships("a", "2023-01-10", "proposed", "Peru [may sell] four patrol boats to Chile.").build(),
            ships("b", "2023-03-01", "announced", "Peru [will sell] four patrol boats to Chile by 2024.").due("2024-12-31").build(),
            ships("c", "2023-05-01", "agreed", "Peru and Chile [signed] the contract for the patrol boats.").by("PER CHL").to("").build(),
            ships("d", "2023-06-01", "announced", "Peru [will sell] patrol boats to Chile, the ministry repeated.").build(),
            ships("e", "2024-02-01", "in_progress", "Peru [began] delivering the patrol boats.").build(),
            ships("f", "2024-03-01", "suspended", "Deliveries of the hulls were [halted].").by("").to("").build(),
            ships("g", "2024-09-01", "delivered", "Peru [handed over] the last of the patrol boats.").to("").build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.len(), 1, "{got:#?}");
        // The doerless sentence is read among the parties of its document: here it has none, so it moves nothing.
        assert_eq!(states(&got[0]), [Proposed, Announced, Agreed, InProgress, Delivered]);
        assert_eq!(got[0].state, Delivered);
        assert_eq!(got[0].due, Some("2024-12-31".parse().unwrap()));
        assert_eq!((got[0].by.len(), got[0].to.len()), (1, 1));
        assert_eq!(got[0].domain.as_deref(), Some("military"));
        let mut reversed = all.to_vec();
        reversed.reverse();
        assert_eq!(commitments(&reversed), got);
    }

    #[test]
    fn a_step_without_a_doer_is_of_the_parties_of_its_document() {
        let open = ships("a", "2023-03-01", "announced", "Peru [will sell] patrol boats to Chile.").build();
        let other = ships("b", "2023-06-01", "proposed", "Peru [may lend] Chile a dry dock.").about(1).build();
        let halted = tell("b", "2023-06-01", "suspended", "The deliveries were [halted].").build();
        let got = commitments(&[open, other, halted]);
        assert_eq!(got.iter().map(states).collect::<Vec<_>>(), [vec![Announced, Suspended], vec![Proposed]]);
    }

    #[test]
    fn bare_deeds_open_nothing() {
        let all = [
            ships("a", "2023-01-13", "delivered", "Peru [sold] patrol boats to Chile.").build(),
            ships("b", "2023-02-13", "suspended", "Peru [stopped] the sale of boats.").build(),
            tell("c", "2023-02-13", "announced", "Boats [will be] sold.").build(),
        ];
        assert_eq!(commitments(&all), []);
    }

    #[test]
    fn other_parties_and_other_subjects_do_not_move() {
        let open = ships("a", "2023-03-01", "announced", "Peru [will sell] patrol boats to Chile.").build();
        let noise = [
            ships("d", "2023-04-03", "delivered", "Peru [sold] patrol boats to Bolivia.").to("BOL").by("ECU").build(),
            ships("e", "2023-04-04", "delivered", "Peru [sold] copper wire to Chile.").about(1).build(),
        ];
        for n in noise {
            let got = commitments(&[open.clone(), n.clone()]);
            assert_eq!((got.len(), got[0].steps.len()), (1, 1), "{}", n.sentence.text);
        }
    }

    #[test]
    fn two_deals_of_the_same_parties_stay_apart() {
        let all = [
            ships("a", "2023-03-01", "announced", "Peru [will sell] patrol boats to Chile.").build(),
            ships("b", "2023-03-02", "announced", "Peru [will build] a desalination plant for Chile.").about(1).build(),
            ships("c", "2023-08-02", "delivered", "The plant for Chile was [completed].").about(1).build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.iter().map(states).collect::<Vec<_>>(), [vec![Announced], vec![Announced, Delivered]]);
    }

    #[test]
    fn several_of_one_sentence_are_several() {
        let text = "Peru and Chile may create a unified [command], a shared [satellite] network and a [repair] yard.";
        let one = |open: &str| {
            let clean: String = text.chars().filter(|c| !"[]".contains(*c)).collect();
            tell("a", "2023-03-01", "proposed", &clean.replace(open, &format!("[{open}]"))).by("PER CHL").build()
        };
        assert_eq!(commitments(&[one("command"), one("satellite"), one("repair")]).len(), 3);
    }

    #[test]
    fn amounts_are_restated() {
        let loan = |id: &str, day: &str, sentence: &str, value: f64| {
            ships(id, day, "announced", sentence).of("AID").amount(&format!("{value} million dollars"), value).build()
        };
        let all = [
            loan("a", "2023-03-01", "Peru [pledged] a harbour loan of 700 million dollars.", 700.0),
            loan("b", "2023-04-01", "Peru [pledged] the harbour loan of 700 million dollars, it said again.", 700.0),
            loan("c", "2023-05-01", "Peru [pledged] 900 million dollars as harbour loan.", 900.0),
            loan("d", "2023-06-01", "Peru [pledged] 600 million dollars as harbour loan.", 600.0),
        ];
        let got = commitments(&all);
        assert_eq!(got.len(), 1);
        assert_eq!(states(&got[0]), [Announced, Announced, Reduced]);
        assert_eq!(got[0].amount.as_ref().and_then(|a| a.value), Some(600.0));
    }

    #[test]
    fn sanctions_threatened_imposed_eased_lifted() {
        let s = |id: &str, day: &str, state: &str, text: &str| tell(id, day, state, text).by("PER").to("CHL").of("SANCTION");
        let all = [
            s("a", "2023-01-01", "proposed", "Peru [threatened] Chile with a copper embargo.").build(),
            s("b", "2023-02-01", "delivered", "Peru [imposed] the copper embargo on Chile.").build(),
            s("c", "2023-05-01", "reduced", "Peru [eased] the copper embargo on Chile.").build(),
            s("d", "2023-09-01", "cancelled", "Peru [lifted] the copper embargo on Chile.").build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.len(), 1);
        assert_eq!(states(&got[0]), [Proposed, Delivered, Reduced, Cancelled]);
    }

    #[test]
    fn what_is_told_of_an_earlier_day_changes_nothing() {
        let loan = |id: &str, day: &str, value: f64| {
            ships(id, day, "announced", "Peru [pledged] a loan.").of("AID").amount(&format!("{value} million"), value).build()
        };
        let mut late = loan("b", "2024-03-01", 600.0);
        late.date = Some("2020-05-01".parse().unwrap());
        let got = commitments(&[loan("a", "2024-02-01", 900.0), late]);
        assert_eq!(got.len(), 1);
        assert_eq!(states(&got[0]), [Announced]);
        assert_eq!(got[0].amount.as_ref().and_then(|a| a.value), Some(900.0));
    }

    #[test]
    fn directions_of_two_coders_are_not_compared() {
        let open = ships("a", "2023-03-01", "announced", "Peru [will sell] patrol boats to Chile.").build();
        let mut other = ships("b", "2023-04-01", "delivered", "Peru [sold] copper wire to Chile.").build();
        assert_eq!(commitments(&[open.clone(), other.clone()])[0].steps.len(), 2, "the same direction");
        other.coder = "another".into();
        assert_eq!(commitments(&[open, other])[0].steps.len(), 1);
    }

    #[test]
    fn a_meeting_is_postponed_and_held() {
        let m = |id: &str, day: &str, state: &str, text: &str| tell(id, day, state, text).by("PER").to("CHL").of("CONSULT");
        let all = [
            m("a", "2023-01-01", "announced", "Peru's president [will visit] Chile.").due("2023-02-01").build(),
            m("b", "2023-01-30", "suspended", "The visit to Chile was [postponed].").build(),
            m("c", "2023-02-10", "announced", "Peru's president [will visit] Chile in March.").due("2023-03-05").build(),
            m("d", "2023-03-06", "delivered", "Peru's president [visited] Chile.").build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.iter().map(states).collect::<Vec<_>>(), [vec![Announced, Suspended, Announced, Delivered]]);
        // Next year's visit is another.
        let mut more = all.to_vec();
        more.push(m("e", "2024-01-01", "announced", "Peru's president [will visit] Chile.").due("2024-02-01").build());
        assert_eq!(commitments(&more).len(), 2);
    }
}
