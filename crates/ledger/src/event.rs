//! Mentions to events: the same act told in several sentences and sources is one event.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Country, Event, EventType, Mention, Mode, Pairing, Status, content_hash};
use jiff::{ToSpan, civil::Date};

use crate::act::{Family, When, in_order, names, told_order, when};

/// Clusters mentions into events.
///
/// Two mentions tell the same act where type, inner type and parties are the same, both are told as done or both as
/// planned or both as denied, and the days (the act's own, else the document's) are no more than one apart. The day
/// of the first mention counts, so that a week of daily shelling does not chain into one event. Consultation and
/// cooperation are mutual: there, who is named as actor and who as recipient makes no difference.
///
/// Every mention is kept, in the event it belongs to; events come in the order of their first mention.
pub fn events(mentions: &[Mention]) -> Vec<Event> {
    events_paired(mentions, &[])
}

/// The same, corrected by people: what is paired as the same act is one event, what is paired as two is two, the last word
/// on a pair last. Pairings of mentions that are not there change nothing.
pub fn events_paired(mentions: &[Mention], pairings: &[Pairing]) -> Vec<Event> {
    let (mut acts, mut clusters) = (Acts::default(), Vec::<Cluster>::new());
    for m in in_order(mentions) {
        let at = acts.place(m);
        match clusters.get_mut(at) {
            Some(c) => c.members.push(m),
            None => clusters.push(Cluster { members: vec![m] }),
        }
    }
    pairings.iter().for_each(|p| pair(&mut clusters, p));
    clusters.retain(|c| !c.members.is_empty());
    clusters.sort_by(|a, b| told_order(a.members[0], b.members[0])); // none is empty
    clusters.into_iter().map(Cluster::event).collect()
}

/// Makes one cluster of two, or takes a mention out of one.
fn pair<'m>(clusters: &mut Vec<Cluster<'m>>, pairing: &Pairing) {
    let holds = |id: &str| clusters.iter().position(|c| c.members.iter().any(|m| m.mention_id == id));
    let (Some(a), Some(b)) = (holds(&pairing.mention_id), holds(&pairing.other_id)) else { return };
    if pairing.same && a != b {
        let moved = std::mem::take(&mut clusters[b].members);
        clusters[a].members.extend(moved);
        clusters[a].members.sort_by(|x, y| told_order(x, y));
    } else if !pairing.same && a == b {
        let (out, stay): (Vec<&'m Mention>, Vec<&'m Mention>) =
            clusters[a].members.iter().partition(|m| m.mention_id == pairing.other_id);
        clusters[a].members = stay;
        clusters.push(Cluster { members: out });
    }
}

/// Which act each mention tells, mention by mention: keeps what tells acts apart and not the mentions.
#[derive(Debug, Default)]
pub struct Acts {
    days: BTreeMap<(Key, Date), usize>,
    stretches: BTreeMap<(Key, Option<Date>, Option<Date>), usize>,
    undated: BTreeMap<(Key, String), usize>,
    count: usize,
}

impl Acts {
    /// The number of the mention's act, counted from 0 in the order of their first mentions; a number not given before is a
    /// new act. Mentions come in the order of telling: document date (undated first), document id, place in the text.
    pub fn place(&mut self, m: &Mention) -> usize {
        let key = Key::of(m);
        let next = self.count;
        let at = match when(m) {
            When::Day(day) => match nearest(&self.days, &key, day) {
                Some(at) => at,
                None => *self.days.entry((key, day)).or_insert(next),
            },
            When::Stretch(start, end) => *self.stretches.entry((key, start, end)).or_insert(next),
            // With no day at all, only the same document can be telling the same act.
            When::Unknown => *self.undated.entry((key, m.document.id.clone())).or_insert(next),
        };
        self.count = self.count.max(at + 1);
        at
    }
}

/// The cluster of `key` whose day is `day`, else the day before, else the day after.
fn nearest(days: &BTreeMap<(Key, Date), usize>, key: &Key, day: Date) -> Option<usize> {
    [Some(day), day.checked_sub(1.day()).ok(), day.checked_add(1.day()).ok()]
        .into_iter()
        .flatten()
        .find_map(|d| days.get(&(key.clone(), d)).copied())
}

/// What must be the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    event: EventType,
    of: Option<EventType>,
    family: Family,
    actor: BTreeSet<String>,
    recipient: BTreeSet<String>,
}

impl Key {
    fn of(m: &Mention) -> Key {
        let (mut actor, mut recipient) = (names(&m.actor), names(&m.recipient));
        if mutual(m.event) || (m.event == EventType::Agree && m.of.is_some_and(mutual)) {
            actor.append(&mut recipient);
        }
        Key { event: m.event, of: m.of, family: m.status.into(), actor, recipient }
    }
}

fn mutual(event: EventType) -> bool {
    matches!(event, EventType::Consult | EventType::Cooperate)
}

struct Cluster<'a> {
    members: Vec<&'a Mention>,
}

impl Cluster<'_> {
    fn event(self) -> Event {
        let first = self.members[0]; // a cluster is made with its first member
        let stated = self.members.iter().find_map(|m| m.date.as_ref().and_then(|d| d.start));
        let sources: BTreeSet<Option<&str>> = self.members.iter().map(|m| m.document.source.as_deref()).collect();
        let documents: BTreeSet<&str> = self.members.iter().map(|m| m.document.id.as_str()).collect();
        Event {
            event_id: content_hash(&["event", &first.mention_id]),
            event: first.event,
            mode: most(self.members.iter().filter_map(|m| m.mode), Mode::cmp),
            of: first.of,
            status: most(self.members.iter().map(|m| m.status), Status::cmp).unwrap_or(first.status),
            date: stated.or(match when(first) {
                When::Day(d) => Some(d),
                _ => None,
            }),
            actor: union(self.members.iter().map(|m| crate::act::countries(&m.actor))),
            recipient: union(self.members.iter().map(|m| crate::act::countries(&m.recipient))),
            mentions: self.members.iter().map(|m| m.mention_id.clone()).collect(),
            documents: documents.len() as u32,
            sources: sources.len() as u32,
        }
    }
}

fn union(sets: impl Iterator<Item = BTreeSet<Country>>) -> Vec<Country> {
    sets.flatten().collect::<BTreeSet<_>>().into_iter().collect()
}

/// The most frequent value; between equals the first in the code book's order.
fn most<T: Copy + Ord>(values: impl Iterator<Item = T>, order: impl Fn(&T, &T) -> std::cmp::Ordering) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for v in values {
        *counts.entry(v).or_default() += 1;
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| order(&b.0, &a.0))).map(|(v, _)| v)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::mention;

    #[test]
    fn two_sources_one_meeting() {
        let a = mention("a", "2024-04-10", "CONSULT", "Japan and Chile [met] in Lima.").by("JPN CHL").source("Wire").build();
        let b = mention("b", "2024-04-11", "CONSULT", "Japan's minister [visited] Chile.").by("JPN").to("CHL").source("Daily").build();
        let c = mention("c", "2024-04-14", "CONSULT", "Japan and Chile [met] again.").by("JPN CHL").build();
        let got = events(&[c, b.clone(), a.clone()]);
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].mentions, [a.mention_id.clone(), b.mention_id]);
        assert_eq!((got[0].documents, got[0].sources), (2, 2));
        assert_eq!(got[0].event_id, content_hash(&["event", &a.mention_id]));
    }

    #[test]
    fn people_join_and_part() {
        let m = |id: &str, day: &str| mention(id, day, "AID", "Peru [helped] Chile.").by("PER").to("CHL").build();
        let all = [m("a", "2024-04-10"), m("b", "2024-04-11"), m("c", "2024-04-20")];
        let word = |x: usize, y: usize, same: bool| Pairing {
            mention_id: all[x].mention_id.clone(),
            other_id: all[y].mention_id.clone(),
            same,
            reviewer: "r".into(),
            made: jiff::Timestamp::UNIX_EPOCH,
        };
        let sizes = |p: &[Pairing]| events_paired(&all, p).iter().map(|e| e.mentions.len()).collect::<Vec<_>>();
        assert_eq!(sizes(&[]), [2, 1]);
        assert_eq!(sizes(&[word(0, 2, true)]), [3]);
        assert_eq!(sizes(&[word(0, 1, false)]), [1, 1, 1]);
        assert_eq!(sizes(&[word(0, 1, false), word(1, 2, true)]), [1, 2]);
        assert_eq!(sizes(&[word(0, 1, false), word(0, 1, true)]), [2, 1]);
        let gone = Pairing { other_id: "none".into(), ..word(0, 1, true) };
        assert_eq!(sizes(&[gone]), [2, 1]);
    }

    #[test]
    fn planned_done_and_denied_stay_apart() {
        let m = |id: &str, status: &str| {
            mention(id, "2024-04-10", "ASSAULT", "Peru [shelled] the border.").by("PER").to("CHL").status(status).build()
        };
        let got = events(&[m("a", "reported"), m("b", "hypothetical"), m("c", "negated"), m("d", "future")]);
        assert_eq!(got.iter().map(|e| e.mentions.len()).collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn direction_matters_except_where_mutual() {
        let m = |id: &str, event: &str, by: &str, to: &str| mention(id, "2024-04-10", event, "They [did] it.").by(by).to(to).build();
        assert_eq!(events(&[m("a", "AID", "PER", "CHL"), m("b", "AID", "CHL", "PER")]).len(), 2);
        assert_eq!(events(&[m("a", "CONSULT", "PER", "CHL"), m("b", "CONSULT", "CHL", "PER")]).len(), 1);
    }

    #[test]
    fn daily_acts_do_not_chain() {
        let days: Vec<_> = (1..=9)
            .map(|d| {
                mention(&format!("d{d}"), &format!("2024-04-0{d}"), "ASSAULT", "Peru [shelled] the border.").by("PER").to("CHL").build()
            })
            .collect();
        assert!(events(&days).len() >= 4);
    }

    #[test]
    fn background_without_a_date_joins_only_its_own_document() {
        let m = |id: &str| {
            mention(id, "2024-04-10", "ASSAULT", "Peru once [shelled] the border.").by("PER").to("CHL").status("historical").build()
        };
        let got = events(&[m("a"), m("b")]);
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].date, None);
    }

    #[test]
    fn order_of_input_does_not_matter() {
        let mut all: Vec<_> = (0..12)
            .map(|i| {
                let day = format!("2024-04-{:02}", 1 + (i * 7) % 9);
                mention(&format!("d{i}"), &day, ["CONSULT", "AID"][i % 2], "They [did] it.").by(["PER", "CHL"][i % 2]).to("BOL").build()
            })
            .collect();
        let once = events(&all);
        all.reverse();
        assert_eq!(events(&all), once);
        all.rotate_left(5);
        assert_eq!(events(&all), once);
        assert_eq!(once.iter().map(|e| e.mentions.len()).sum::<usize>(), all.len());
        // The same mention given twice is one mention.
        let twice: Vec<_> = all.iter().chain(&all).cloned().collect();
        assert_eq!(events(&twice), once);
    }
}
