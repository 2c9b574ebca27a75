//! What the layouts ask of a mention: one actor and one recipient a row, a day, a place.

use std::{borrow::Cow, collections::HashMap};

use chancery_model::{Actor, DatePrecision, EventType, Mention, Place, PlacePrecision, Status, content_hash};
use jiff::civil::Date;

use super::{codes::Spelling, writer::Counts};
use crate::Cell;

/// A row: a mention, or one pair of its parties.
pub(crate) struct Row<'a> {
    pub m: &'a Mention,
    pub actor: Option<&'a Actor>,
    pub recipient: Option<&'a Actor>,
    /// The row's number among the mention's, from 0, and how many there are.
    pub nth: (usize, usize),
    /// The row's id where a layout wants a number.
    pub number: u64,
    pub when: When,
    /// Of the act, where they were counted.
    pub counts: Option<&'a Counts>,
}

/// One actor and one recipient.
pub(super) type Pair<'a> = (Option<&'a Actor>, Option<&'a Actor>);

/// A mention's pairs: each actor with each recipient. Equals who act on each other, with no recipient named (Peru and Chile
/// met), are paired both ways, as CAMEO's coders do; else a missing recipient stays missing.
pub(super) fn pairs(m: &Mention) -> Vec<Pair<'_>> {
    // Several who support nobody by name have signed something together.
    let among_equals = matches!(m.event, EventType::Agree | EventType::Consult | EventType::Cooperate | EventType::Support);
    let mutual = among_equals && m.actor.len() > 1;
    let indexed = || m.actor.iter().enumerate();
    if !m.recipient.is_empty() {
        m.actor.iter().flat_map(|a| m.recipient.iter().map(move |r| (Some(a), Some(r)))).collect()
    } else if mutual {
        indexed().flat_map(|(i, a)| indexed().filter(move |(j, _)| i != *j).map(move |(_, b)| (Some(a), Some(b)))).collect()
    } else {
        m.actor.iter().map(|a| (Some(a), None)).collect()
    }
}

/// Ids of a mention's pairs, as numbers: the same for the same parties of the same act, whichever mention tells of them.
pub(super) fn pair_numbers(act: &str, pairs: &[Pair]) -> Vec<u64> {
    let mut before: HashMap<(String, String), usize> = HashMap::new();
    let key = |a: Option<&Actor>| a.map(|a| a.country.map_or_else(|| who(a).to_owned(), |c| c.to_string())).unwrap_or_default();
    let mut number = |&(a, r): &Pair| {
        let (a, r) = (key(a), key(r));
        let n = before.entry((a.clone(), r.clone())).or_insert(0);
        *n += 1;
        let hash = content_hash(&[act, &a, &r, &n.to_string()]);
        // 53 bits: readers that take numbers for doubles keep them whole.
        u64::from_str_radix(&hash, 16).unwrap_or_default() >> 11
    };
    pairs.iter().map(&mut number).collect()
}

/// Canonical name, else the sentence's words.
pub(super) fn who(a: &Actor) -> &str {
    a.name.as_deref().unwrap_or(&a.text)
}

impl Row<'_> {
    /// The row's id as text: the mention's, with the row's number where it has several.
    pub fn id(&self) -> Cell<'_> {
        match self.nth {
            (_, 1) => Cell::text(&self.m.mention_id),
            (n, _) => Cell::Text(format!("{}-{}", self.m.mention_id, n + 1).into()),
        }
    }

    /// The first `n` digits of the CAMEO code: 2 for the root, 3 for the base.
    pub fn cameo(&self, n: usize) -> Cell<'_> {
        Cell::text_or_null(self.m.cameo.as_deref().map(|c| c.get(..n).unwrap_or(c)))
    }

    pub fn goldstein(&self) -> Cell<'_> {
        self.m.goldstein.map_or(Cell::Null, number)
    }

    /// The place, where it is of this precision.
    pub fn place(&self, precision: PlacePrecision) -> Option<&Place> {
        self.m.place.as_ref().filter(|p| p.precision == Some(precision))
    }

    /// Coordinates of a city. Those of a region or country are its middle, and where a layout cannot say so they would
    /// pass for a spot on the map.
    pub fn pin(&self) -> Option<(f64, f64)> {
        let p = self.place(PlacePrecision::City)?;
        Some((p.lat?, p.lon?))
    }

    pub fn admin1(&self) -> Cell<'_> {
        Cell::text_or_null(self.m.place.as_ref().and_then(|p| p.admin1.as_deref()))
    }

    pub fn city(&self) -> Cell<'_> {
        Cell::text_or_null(self.place(PlacePrecision::City).and_then(|p| p.name.as_deref()))
    }
}

/// An actor's CAMEO code in Phoenix: whole, and its parts by number.
pub(super) fn phoenix_code(a: Option<&Actor>) -> Cell<'static> {
    joined(&phoenix_parts(a), "")
}

/// First part: the country, or IGO, NGO, MNC. A sector alone has no root.
pub(super) fn phoenix_root(a: Option<&Actor>) -> Cell<'static> {
    joined(phoenix_split(&phoenix_parts(a)).0, "")
}

/// Second part.
pub(super) fn phoenix_agent(a: Option<&Actor>) -> Cell<'static> {
    let parts = phoenix_parts(a);
    joined(phoenix_split(&parts).1.get(..1).unwrap_or_default(), "")
}

/// The parts after it.
pub(super) fn phoenix_others(a: Option<&Actor>) -> Cell<'static> {
    let parts = phoenix_parts(a);
    joined(phoenix_split(&parts).1.get(1..).unwrap_or_default(), ";")
}

fn phoenix_parts(a: Option<&Actor>) -> Vec<String> {
    let Some(a) = a else { return Vec::new() };
    let cameo = super::codes::Cameo::of(a, Spelling::Phoenix);
    let mut parts: Vec<String> = cameo.parts().into_iter().map(str::to_owned).collect();
    if cameo.body.is_none() && cameo.country.is_none() && !parts.is_empty() {
        parts.insert(0, String::new());
    }
    parts
}

fn phoenix_split(parts: &[String]) -> (&[String], &[String]) {
    parts.split_at(parts.len().min(1))
}

fn joined(parts: &[String], by: &str) -> Cell<'static> {
    let text = parts.join(by);
    if text.is_empty() { Cell::Null } else { Cell::Text(text.into()) }
}

/// When an act took place, as far as a layout of single days can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct When {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<Date>,
}

impl When {
    /// The day that the text states. Else, of a reported act, the day of the story, unless the text puts the act elsewhere:
    /// so do all these data sets. Else the year and month, if all of the stated stretch lies in them.
    pub fn of(m: &Mention) -> Self {
        let stated = m.date.as_ref().filter(|d| d.precision != DatePrecision::Vague);
        let ends = stated.and_then(|d| Some((d.start?, d.end?)));
        if let Some((start, end)) = ends
            && start == end
        {
            return When::day(start);
        }
        let fits = |day: Date| stated.is_none_or(|d| d.start.is_none_or(|s| s <= day) && d.end.is_none_or(|e| day <= e));
        match (m.document.date.filter(|d| m.status == Status::Reported && fits(*d)), ends) {
            (Some(day), _) => When::day(day),
            (None, Some((start, end))) if start.year() == end.year() => {
                When { year: Some(start.year()), month: (start.month() == end.month()).then_some(start.month()), day: None }
            }
            _ => When::default(),
        }
    }

    fn day(day: Date) -> Self {
        When { year: Some(day.year()), month: Some(day.month()), day: Some(day) }
    }

    /// `20240405`.
    pub fn compact(day: Option<Date>) -> Cell<'static> {
        day.map_or(Cell::Null, |d| Cell::Text(format!("{:04}{:02}{:02}", d.year(), d.month(), d.day()).into()))
    }
}

/// A number without needless digits: `4`, `-0.4`.
pub(super) fn number(x: f64) -> Cell<'static> {
    if x.is_finite() { Cell::Text(x.to_string().into()) } else { Cell::Null }
}

/// Texts in one field, `;` between; a semicolon within becomes a comma, since these layouts have no way to mark one.
pub(super) fn list<'a>(items: impl Iterator<Item = Option<Cow<'a, str>>>) -> Cell<'a> {
    let items: Vec<String> = items.map(|i| i.map(|i| i.replace(';', ",")).unwrap_or_default()).collect();
    if items.iter().all(String::is_empty) { Cell::Null } else { Cell::Text(items.join(";").into()) }
}
