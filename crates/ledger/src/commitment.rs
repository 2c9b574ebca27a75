//! Commitments: what was promised, joined to what became of it.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Amount, Commitment, Context, Country, EventType, Mention, Step, StepState, content_hash};

use crate::act::in_order;
use crate::reading::{Reading, names, read};
use crate::subject::{Likeness, Stems, likeness};

/// The commitments that `mentions` open, each with the steps that later mentions prove, in order of opening.
///
/// A promise, plan, proposal or threat opens one; a bare deed never does. A later mention moves it where the parties
/// overlap, the act is compatible, the words are alike and the order of time is sensible. What says nothing new moves
/// nothing; background, denial and rhetoric are not even read. Amounts are restated, never added up.
pub fn commitments(mentions: &[Mention]) -> Vec<Commitment> {
    let mut threads: Vec<Thread> = Vec::new();
    let mut by_party: BTreeMap<Country, Vec<usize>> = BTreeMap::new();
    for document in in_order(mentions).chunk_by(|a, b| a.document.id == b.document.id) {
        let names = names(document);
        for sentence in document.chunk_by(|a, b| a.sentence.span == b.sentence.span) {
            for r in sentence.iter().filter_map(|m| read(m, sentence, &names)) {
                follow(&mut threads, &mut by_party, &r);
            }
        }
    }
    threads.into_iter().map(|t| t.commitment).collect()
}

/// Moves the commitment that `r` is about, or opens one.
fn follow(threads: &mut Vec<Thread>, by_party: &mut BTreeMap<Country, Vec<usize>>, r: &Reading) {
    let candidates: BTreeSet<usize> = r.by.iter().chain(&r.to).filter_map(|c| by_party.get(c)).flatten().copied().collect();
    match best(threads, &candidates, r) {
        Some((at, change)) => threads[at].take(r, change),
        None if r.opens => {
            for c in r.parties() {
                by_party.entry(c).or_default().push(threads.len());
            }
            threads.push(Thread::open(r));
        }
        None => {}
    }
}

/// A commitment while it is followed.
struct Thread {
    commitment: Commitment,
    parties: BTreeSet<Country>,
    stems: Stems,
}

/// What a fitting mention does.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    /// A new step in this state.
    Step(StepState),
    /// Nothing: told again, or background.
    Repeat,
}

impl Thread {
    fn open(r: &Reading) -> Thread {
        let m = r.mention;
        let step = step(r, r.state);
        Thread {
            parties: r.parties(),
            stems: r.stems.clone(),
            commitment: Commitment {
                id: content_hash(&["commitment", &m.mention_id]),
                by: r.by.iter().copied().collect(),
                to: r.to.iter().copied().collect(),
                kind: r.kind,
                subject: r.subject.clone(),
                domain: domain(r),
                state: r.state,
                due: r.due,
                amount: r.amount.cloned(),
                steps: vec![step],
                lapsed: None,
            },
        }
    }

    fn take(&mut self, r: &Reading, change: Change) {
        // Other names of the same deal are learnt, so that the next mention may use either.
        for (stem, weight) in &r.stems {
            self.stems.entry(stem.clone()).or_insert(weight / 2.0);
        }
        if let Change::Step(state) = change {
            let c = &mut self.commitment;
            c.state = state;
            c.due = r.due.or(c.due);
            c.amount = r.amount.cloned().or(c.amount.take());
            c.steps.push(step(r, state));
        }
    }

    /// What `r` does if it is about this commitment; `None` where it cannot be.
    fn change(&self, r: &Reading) -> Option<Change> {
        use StepState::*;
        let c = &self.commitment;
        let last = c.steps.last()?;
        // A sentence tells distinct acts: a second one in the state of the first is another commitment.
        if last.document == r.mention.document.id && last.span == r.mention.sentence.span && last.state == r.state {
            return None;
        }
        let told_before = last.date.zip(r.date).is_some_and(|(l, d)| d < l);
        if told_before && !r.opens {
            return Some(Change::Repeat);
        }
        let smaller = shrinks(c.amount.as_ref(), r.amount);
        let state = match r.state {
            Delivered if r.bare_deed && smaller => InProgress,
            Announced | Agreed if smaller && matches!(c.state, Announced | Agreed | InProgress | Suspended) => Reduced,
            s => s,
        };
        let restated = differs(c.amount.as_ref(), r.amount) || r.due.is_some_and(|d| c.due != Some(d));
        Some(match (c.state, state) {
            (from, to) if from == to => match to {
                // Nothing is left to restate of a deed.
                Delivered | Cancelled => Change::Repeat,
                InProgress => {
                    if differs(c.amount.as_ref(), r.amount) {
                        Change::Step(to)
                    } else {
                        Change::Repeat
                    }
                }
                _ => {
                    if restated && !told_before {
                        Change::Step(to)
                    } else {
                        Change::Repeat
                    }
                }
            },
            // After the deed (or the end) a new plan is a new commitment, as with yearly meetings.
            (Delivered | Cancelled, Proposed | Announced)
                if matches!(c.kind, EventType::Consult) || r.due.is_some_and(|d| c.due.is_none_or(|o| d > o)) =>
            {
                return None;
            }
            (_, Proposed) => Change::Repeat,
            (Agreed | InProgress | Delivered | Cancelled, Announced) => Change::Repeat,
            (Reduced, Announced) => {
                if restated {
                    Change::Step(Announced)
                } else {
                    Change::Repeat
                }
            }
            (InProgress | Delivered | Cancelled, Agreed) => Change::Repeat,
            (Delivered | Cancelled, InProgress) => Change::Repeat,
            (Cancelled, Suspended | Reduced | Delivered) => Change::Repeat,
            (_, to) => {
                if told_before {
                    Change::Repeat
                } else {
                    Change::Step(to)
                }
            }
        })
    }
}

/// The commitment that `r` is about, with what it does to it: the one with the most alike words, the better fitting act
/// and parties, between equals the one that moved last.
fn best(threads: &[Thread], candidates: &BTreeSet<usize>, r: &Reading) -> Option<(usize, Change)> {
    let parties = r.parties();
    let mut fits: Vec<(f64, bool, usize, Change)> = Vec::new();
    for &at in candidates {
        let t = &threads[at];
        let Some(act) = compatible(t.commitment.kind, r) else { continue };
        let common = t.parties.intersection(&parties).count();
        // Two bilateral deals of one country are two.
        if common < 2.min(t.parties.len()).min(parties.len()) {
            continue;
        }
        let alike = likeness(&t.stems, &r.stems);
        let Some(strong) = about_the_same(t, r, alike, t.parties == parties) else { continue };
        if let Some(change) = t.change(r) {
            let shared = common as f64 / t.parties.union(&parties).count().max(1) as f64;
            fits.push((alike.shared * alike.part + act + shared, strong, at, change));
        }
    }
    let certain = fits.iter().any(|f| f.1);
    fits.retain(|f| f.1 == certain);
    // "The treaty" is a name only where there is one.
    if !certain && fits.len() > 1 {
        return None;
    }
    fits.into_iter().max_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2))).map(|f| (f.2, f.3))
}

/// Whether the words let `r` be about the commitment: `Some(true)` by what sets it apart, `Some(false)` by general words
/// alone, which needs it to be the only one.
fn about_the_same(t: &Thread, r: &Reading, alike: Likeness, same_parties: bool) -> Option<bool> {
    if alike.shared >= 1.0 && alike.part >= 0.34 {
        return Some(true);
    }
    if !same_parties {
        return None;
    }
    let meeting = t.commitment.kind == EventType::Consult && r.kind == EventType::Consult;
    if meeting && near(t, r) || alike.shared > 0.0 && alike.part >= 0.5 {
        return Some(false);
    }
    None
}

/// Whether a meeting may be the one that was planned: within a month of the day named, else within four months of the
/// last news of it.
fn near(t: &Thread, r: &Reading) -> bool {
    let Some(day) = r.due.or(r.date) else { return false };
    let (anchor, days) = match t.commitment.due {
        Some(due) => (Some(due), 31),
        None => (t.commitment.steps.last().and_then(|s| s.date), 120),
    };
    anchor.is_some_and(|a| (day - a).get_days().abs() <= days)
}

/// Whether news of an act can be news of a promised `kind`, and how well it fits.
fn compatible(kind: EventType, r: &Reading) -> Option<f64> {
    use EventType::*;
    let group = |e: EventType| match e {
        Agree | Cooperate | Aid | Support => 1,
        Concede | Retreat => 2,
        Sanction => 3,
        Consult => 4,
        Mobilize => 5,
        _ => 0,
    };
    let undone = matches!(r.state, StepState::Suspended | StepState::Cancelled | StepState::Reduced);
    match (kind, r.kind) {
        // Breaking off: SANCTION halts what was promised, it does not carry it out.
        (Sanction, Sanction) => Some(1.0),
        (Agree | Cooperate | Aid | Support, Sanction) if undone => Some(0.5),
        // Easing: a concession on sanctions.
        (Sanction, Concede | Retreat) if undone => Some(0.5),
        (a, b) if a == b => Some(1.0),
        // What was agreed may be of any kind.
        (Agree, _) if r.kind != Sanction => Some(0.3),
        (Mobilize, Cooperate | Agree) | (Cooperate, Mobilize) => Some(0.3),
        (a, b) if group(a) == group(b) => Some(0.5),
        _ => None,
    }
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
    let m = r.mention;
    Step {
        state,
        date: r.date,
        document: m.document.id.clone(),
        quote: m.sentence.text.clone(),
        span: m.sentence.span,
        mention_id: Some(m.mention_id.clone()),
        due: r.due,
        amount: r.amount.cloned(),
    }
}

/// The most telling context: `diplomatic` says least. Schools and students are `education`, which is no PLOVER context.
fn domain(r: &Reading) -> Option<String> {
    const EDUCATION: &[&str] = &["student", "scholarship", "universit", "educat"];
    if r.stems.keys().any(|s| EDUCATION.iter().any(|e| s.starts_with(e))) {
        return Some("education".into());
    }
    let contexts = &r.mention.contexts;
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
