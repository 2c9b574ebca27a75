//! Which of the persons of a name is meant, and what they are on a date.

use chancery_model::{Country, Sector};
use jiff::civil::Date;

use crate::{
    rows::{Rows, Told},
    tables::{Noun, Person, Term, covers},
};

/// How far from the day on which someone was seen in office the sector still holds.
const SEEN_DAYS: i32 = 730;
/// ... and the office itself.
const SEEN_OFFICE_DAYS: i32 = 180;

/// What the phrase and its text say of a person.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hints<'a> {
    pub date: Option<Date>,
    /// The country that the phrase gives ("Japanese Prime Minister Kishida").
    pub country: Option<Country>,
    /// The office that the phrase gives.
    pub noun: Option<&'a Noun>,
    /// Countries named in the sentence around it.
    pub around: &'a [Country],
}

/// The outcome for several persons of one name.
pub(crate) enum Choice {
    One(usize),
    /// Several fit equally well; all of this country, or of none in common.
    Tied(Vec<usize>, Option<Country>),
    None,
}

/// Chooses among `candidates` (row, whether the full name was given).
///
/// A surname alone, without a country, means someone who holds a great office, or the office that the phrase gives; if
/// nobody does, the only one who held a great office within four years.
pub(crate) fn choose(people: &Rows<Person>, candidates: &[(usize, bool)], hints: &Hints) -> Choice {
    match among(people, candidates, hints) {
        Choice::None if hints.country.is_none() && hints.noun.is_none_or(rank_word) => {
            let near = |t: &Term| rank(t) == 0 && hints.date.is_some_and(|d| lies_within(t, d, 1461));
            let mut late = candidates.iter().filter(|c| people[c.0].terms.iter().any(near));
            match (late.next(), late.next()) {
                (Some(one), None) => Choice::One(one.0),
                _ => Choice::None,
            }
        }
        choice => choice,
    }
}

/// "General", "candidate": says what someone is, not which office they hold.
fn rank_word(n: &Noun) -> bool {
    n.kind == crate::tables::Kind::Group
}

fn among(people: &Rows<Person>, candidates: &[(usize, bool)], hints: &Hints) -> Choice {
    let mut scored: Vec<(i32, usize)> = Vec::new();
    for &(i, full) in candidates {
        let Some(p) = people.get(i) else { continue };
        let mut score = if full { 4 } else { 0 };
        if let Some(c) = hints.country {
            if p.terms.iter().any(|t| t.country == Some(c)) {
                score += 4;
            } else {
                continue;
            }
        }
        let office = |t: &&Term| hints.noun.is_some_and(|n| fits(n, t));
        let mut anchored = hints.country.is_some();
        match hints.date {
            Some(date) => {
                let now = p.terms.iter().any(|t| holds(t, date));
                let near = now || p.terms.iter().any(|t| around(t, date));
                if p.terms.iter().filter(office).any(|t| holds(t, date)) {
                    score += 4;
                    anchored = true;
                } else if p.terms.iter().any(|t| office(&t)) {
                    score += 2;
                    // "President X" before the oath or after the last day.
                    anchored |= near || p.terms.iter().filter(office).any(|t| close(t, date));
                }
                score += if now { 3 } else { i32::from(near) };
                anchored |= now;
            }
            None => {
                score += 2 * i32::from(p.terms.iter().any(|t| office(&t)));
                anchored = true;
            }
        }
        if p.terms.iter().filter_map(|t| t.country).any(|c| hints.around.contains(&c)) {
            score += 2;
        }
        if !full && hints.country.is_none() {
            let fitting = p.terms.iter().any(|t| office(&t));
            let great = p.terms.iter().any(|t| rank(t) <= 1 && hints.date.is_none_or(|d| holds(t, d)));
            anchored &= fitting || great && hints.noun.is_none_or(rank_word);
        }
        // A surname alone means nobody who is not in office, unless the phrase says whose minister it is.
        if full || anchored {
            scored.push((score + prominence(p, hints.date), i));
        }
    }
    let Some(best) = scored.iter().map(|s| s.0).max() else { return Choice::None };
    let top: Vec<usize> = scored.iter().filter(|s| s.0 == best).map(|s| s.1).collect();
    if let [one] = top[..] {
        return Choice::One(one);
    }
    let country = people[top[0]].terms.first().and_then(|t| t.country);
    let common = country.filter(|c| top.iter().all(|&i| people[i].terms.iter().any(|t| t.country == Some(*c))));
    Choice::Tied(top, common)
}

/// Who leads a state is meant before a minister of the same name, and a minister before an ambassador.
fn prominence(p: &Person, date: Option<Date>) -> i32 {
    p.terms
        .iter()
        .filter(|t| date.is_none_or(|d| holds(t, d)))
        .map(|t| 2 * i32::from(rank(t) == 0) + i32::from(rank(t) <= 1))
        .max()
        .unwrap_or(0)
}

/// 0 heads of state and government, 1 the great offices, 2 the rest.
pub(crate) fn rank(t: &Term) -> u8 {
    match t.class {
        "president" | "premier" | "monarch" | "queen" | "supreme-leader" | "pope" | "leader" | "general-secretary" => 0,
        "" if !t.country.is_some_and(|c| c.is_body()) => 2,
        _ => 1,
    }
}

/// Whether the noun names the office of the term.
pub(crate) fn fits(n: &Noun, t: &Term) -> bool {
    if n.class == "leader" {
        return rank(t) == 0;
    }
    !n.class.is_empty() && n.class == t.class
        || n.text.len() > 4 && t.office.len() >= n.text.len() && {
            let office = t.office.to_lowercase();
            office.starts_with(&*n.text) || office.ends_with(&*n.text)
        }
}

/// Whether the term is held on the day, as far as is known.
pub(crate) fn holds(t: &Term, date: Date) -> bool {
    if t.seen {
        distance(t, date).is_some_and(|d| d <= SEEN_OFFICE_DAYS)
    } else {
        covers(t.from, t.to, date) && (t.from.is_some() || t.to.is_some() || t.told.is_some())
    }
}

fn around(t: &Term, date: Date) -> bool {
    holds(t, date) || t.seen && distance(t, date).is_some_and(|d| d <= SEEN_DAYS)
}

/// Within about a year of the term.
fn close(t: &Term, date: Date) -> bool {
    lies_within(t, date, 400)
}

fn lies_within(t: &Term, date: Date, most: i32) -> bool {
    let days = |a: Date, b: Date| (b - a).get_days().abs() <= most;
    holds(t, date) || t.from.is_some_and(|f| days(f, date)) || t.to.is_some_and(|to| days(to, date))
}

fn distance(t: &Term, date: Date) -> Option<i32> {
    t.from.map(|f| (date - f).get_days().abs())
}

/// What a person is on a date.
pub(crate) struct Standing {
    pub country: Option<Country>,
    pub sector: Option<Sector>,
    pub office: Option<String>,
    pub why: String,
    /// The user's row that says so.
    pub told: Option<Told>,
}

/// What `p` is on `date`; `noun` is the office that the phrase gives, `country` the country it gives.
pub(crate) fn standing(p: &Person, date: Option<Date>, noun: Option<&Noun>, country: Option<Country>) -> Standing {
    let own = |t: &&Term| country.is_none_or(|c| t.country == Some(c));
    let last = &p.terms[p.terms.len() - 1];
    let home = country.filter(|c| p.terms.iter().any(|t| t.country == Some(*c))).or(last.country);
    // Of a user's own no office is greater than another, and days tell more than none.
    let great = |t: &Term| if t.told.is_some() { 0 } else { rank(t) };
    let key = |t: &&Term| {
        (noun.is_some_and(|n| fits(n, t)), std::cmp::Reverse(great(t)), t.from.is_some() || t.to.is_some(), t.from, t.country.is_some())
    };
    let Some(date) = date else {
        // Without a date: what all terms agree on.
        let sector = p.terms[0].sector;
        let agreed = p.terms.iter().all(|t| t.sector == sector);
        let single = p.terms.len() == 1 && !p.terms[0].seen;
        return Standing {
            country: home,
            sector: sector.filter(|_| agreed),
            office: single.then(|| p.terms[0].office.to_string()).filter(|o| !o.is_empty()),
            why: format!("'{}' is known; without a date the office is left open", p.name),
            told: last.told,
        };
    };
    if let Some(t) = p.terms.iter().filter(own).filter(|t| holds(t, date)).max_by_key(key) {
        return Standing {
            country: t.country,
            sector: t.sector,
            office: Some(t.office.to_string()).filter(|o| !o.is_empty()),
            why: if t.told.is_some() && t.office.is_empty() {
                format!("'{}' {}", p.name, span(t))
            } else {
                format!("'{}' held '{}' {}", p.name, t.office, span(t))
            },
            told: t.told,
        };
    }
    if let Some(t) = p.terms.iter().filter(own).filter(|t| around(t, date)).max_by_key(key) {
        return Standing {
            country: t.country,
            sector: t.sector,
            office: None,
            why: format!("'{}' was seen as '{}' within two years of the date", p.name, t.office),
            told: t.told,
        };
    }
    // Everything known ended before: a former official. Otherwise it is not known what they were.
    let ended = p.terms.iter().all(|t| !t.seen && t.to.is_some_and(|to| to < date));
    let office_of_text = noun.filter(|n| !n.office.is_empty()).map(|n| n.office.to_string());
    Standing {
        country: home,
        sector: if noun.is_some() { noun.and_then(|n| n.sector) } else { ended.then_some(Sector::Eli) },
        office: office_of_text,
        why: if ended {
            format!("'{}' held no office that is known on the date: former", p.name)
        } else {
            format!("'{}' is known; not what they were on the date", p.name)
        },
        told: last.told,
    }
}

fn span(t: &Term) -> String {
    let day = |d: Option<Date>, open: &str| d.map_or_else(|| open.to_owned(), |d| d.to_string());
    if t.from.is_none() && t.to.is_none() {
        return "on any day".to_owned();
    }
    if t.seen { format!("on {}", day(t.from, "?")) } else { format!("from {} to {}", day(t.from, "?"), day(t.to, "now")) }
}
