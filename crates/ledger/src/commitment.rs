//! Commitments: what was promised, joined to what became of it.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Amount, Commitment, Context, Country, EventType, Step, StepMention, StepState, content_hash};
use jiff::civil::Date;

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
        let concerned: BTreeSet<Country> = names.keys().copied().collect();
        for sentence in document.chunk_by(|a, b| a.sentence.span == b.sentence.span) {
            for step in sentence {
                ledger.follow(&read(step, sentence, &names), &concerned);
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
    if last.date.zip(r.told.date).is_some_and(|(l, d): (Date, Date)| d < l) && !r.opens() {
        return Some(Change::Repeat);
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
    use crate::testing::{Build, at, mention};
    use StepState::*;
    use chancery_model::DatePrecision;

    fn states(c: &Commitment) -> Vec<StepState> {
        c.steps.iter().map(|s| s.state).collect()
    }

    fn ships(id: &str, day: &str, event: &str, sentence: &str) -> Build {
        mention(id, day, event, sentence).by("PER").to("CHL").contexts("military")
    }

    #[test]
    fn from_proposal_to_delivery() {
        let all = [
            ships("a", "2023-01-10", "COOPERATE", "Peru [may sell] four patrol boats to Chile.").status("hypothetical").build(),
            ships("b", "2023-03-01", "AGREE", "Peru [will sell] four patrol boats to Chile by 2024.")
                .of("COOPERATE")
                .status("future")
                .on("2024-01-01", "2024-12-31", DatePrecision::Year)
                .build(),
            ships("c", "2023-05-01", "SUPPORT", "Peru and Chile [signed] the contract for the patrol boats.").by("PER CHL").to("").build(),
            ships("d", "2023-06-01", "AGREE", "Peru [will sell] patrol boats to Chile, the ministry repeated.")
                .of("COOPERATE")
                .status("future")
                .build(),
            ships("e", "2024-02-01", "COOPERATE", "Peru [began] delivering the patrol boats.").build(),
            ships("f", "2024-03-01", "COOPERATE", "Deliveries of patrol boats from Peru were [suspended].").build(),
            ships("g", "2024-09-01", "COOPERATE", "Peru [handed over] the last of the patrol boats.").build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.len(), 1, "{got:#?}");
        assert_eq!(states(&got[0]), [Proposed, Announced, Agreed, InProgress, Suspended, Delivered]);
        assert_eq!(got[0].state, Delivered);
        assert_eq!(got[0].due, Some("2024-12-31".parse().unwrap()));
        assert_eq!(got[0].kind, EventType::Cooperate);
        assert_eq!((got[0].by.len(), got[0].to.len()), (1, 1));
        assert_eq!(got[0].domain.as_deref(), Some("military"));
        assert_eq!(got[0].id, content_hash(&["commitment", &all[0].mention_id]), "another id than the event of the same mention");
        let mut reversed = all.to_vec();
        reversed.reverse();
        assert_eq!(commitments(&reversed), got);
    }

    #[test]
    fn background_denial_rhetoric_and_bare_deeds_open_nothing() {
        let all = [
            ships("a", "2023-01-10", "AGREE", "Peru [promised] patrol boats in 1990.").status("historical").build(),
            ships("b", "2023-01-11", "AGREE", "Peru [will not sell] patrol boats.").status("negated").build(),
            ships("c", "2023-01-12", "AGREE", "Peru [looks forward to working] with Chile.").of("COOPERATE").status("future").build(),
            ships("d", "2023-01-13", "COOPERATE", "Peru [sold] patrol boats to Chile.").build(),
            ships("e", "2023-01-14", "SUPPORT", "Peru [praised] Chile.").build(),
            ships("f", "2023-01-15", "REQUEST", "Peru [urged] Chile to buy boats.").build(),
        ];
        assert_eq!(commitments(&all), []);
    }

    #[test]
    fn background_and_denial_do_not_move() {
        let open = ships("a", "2023-03-01", "AGREE", "Peru [will sell] patrol boats to Chile.").of("COOPERATE").status("future").build();
        let noise = [
            ships("b", "2023-04-01", "COOPERATE", "In the 1990s Peru [sold] patrol boats to Chile.").status("historical").build(),
            ships("c", "2023-04-02", "COOPERATE", "Peru has [not sold] patrol boats to Chile.").status("negated").build(),
            ships("d", "2023-04-03", "COOPERATE", "Peru [sold] patrol boats to Bolivia.").to("BOL").build(),
            ships("e", "2023-04-04", "COOPERATE", "Peru [sold] copper wire to Chile.").build(),
            ships("f", "2023-04-05", "CONSULT", "Peru [met] Chile on patrol boats.").build(),
        ];
        for n in noise {
            let got = commitments(&[open.clone(), n.clone()]);
            assert_eq!((got.len(), got[0].steps.len()), (1, 1), "{}", n.sentence.text);
        }
    }

    #[test]
    fn two_deals_of_the_same_parties_stay_apart() {
        let all = [
            ships("a", "2023-03-01", "AGREE", "Peru [will sell] patrol boats to Chile.").of("COOPERATE").status("future").build(),
            ships("b", "2023-03-02", "AGREE", "Peru [will build] a desalination plant for Chile.").of("COOPERATE").status("future").build(),
            ships("c", "2023-08-02", "COOPERATE", "The desalination plant for Chile was [completed].").build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.iter().map(states).collect::<Vec<_>>(), [vec![Announced], vec![Announced, Delivered]]);
    }

    #[test]
    fn several_of_one_sentence_are_several() {
        let text = "Peru and Chile may create a unified [command], a shared [satellite] network and a [repair] yard.";
        let one = |open: &str| {
            let clean: String = text.chars().filter(|c| !"[]".contains(*c)).collect();
            let marked = clean.replace(open, &format!("[{open}]"));
            at("a", "2023-03-01", "COOPERATE", 0, &marked).by("PER CHL").status("hypothetical").build()
        };
        assert_eq!(commitments(&[one("command"), one("satellite"), one("repair")]).len(), 3);
    }

    #[test]
    fn amounts_are_restated() {
        let loan = |id: &str, day: &str, sentence: &str, value: f64| {
            ships(id, day, "AGREE", sentence).of("AID").amount(&format!("{value} million dollars"), value).build()
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
        let s = |id: &str, day: &str, event: &str, text: &str| mention(id, day, event, text).by("PER").to("CHL").contexts("economic");
        let all = [
            s("a", "2023-01-01", "THREATEN", "Peru [threatened] Chile with a copper embargo.").of("SANCTION").build(),
            s("b", "2023-02-01", "SANCTION", "Peru [imposed] the copper embargo on Chile.").build(),
            s("c", "2023-05-01", "CONCEDE", "Peru [eased] the copper embargo on Chile.").build(),
            s("d", "2023-09-01", "CONCEDE", "Peru [lifted] the copper embargo on Chile.").build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.len(), 1);
        assert_eq!(got[0].kind, EventType::Sanction);
        assert_eq!(states(&got[0]), [Proposed, Delivered, Reduced, Cancelled]);
    }

    #[test]
    fn a_meeting_is_postponed_and_held() {
        let m = |id: &str, day: &str, event: &str, text: &str| mention(id, day, event, text).by("PER").to("CHL");
        let on = |b: Build, d: &str| b.on(d, d, DatePrecision::Day);
        let all = [
            on(m("a", "2023-01-01", "AGREE", "Peru's president [will visit] Chile.").of("CONSULT").status("future"), "2023-02-01").build(),
            m("b", "2023-01-30", "CONSULT", "The visit to Chile was [postponed].").status("negated").build(),
            on(m("c", "2023-02-10", "AGREE", "Peru's president [will visit] Chile in March.").of("CONSULT").status("future"), "2023-03-05")
                .build(),
            m("d", "2023-03-06", "CONSULT", "Peru's president [visited] Chile.").mode("visit").build(),
        ];
        let got = commitments(&all);
        assert_eq!(got.iter().map(states).collect::<Vec<_>>(), [vec![Announced, Suspended, Announced, Delivered]]);
        // Next year's visit is another.
        let mut more = all.to_vec();
        more.push(
            on(m("e", "2024-01-01", "AGREE", "Peru's president [will visit] Chile.").of("CONSULT").status("future"), "2024-02-01").build(),
        );
        assert_eq!(commitments(&more).len(), 2);
    }
}
