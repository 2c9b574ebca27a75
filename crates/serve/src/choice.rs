//! Which mentions a view is about, read from its address.

use std::{fmt::Display, str::FromStr};

use chancery_model::{Context, Country, EventType, Mode, Status};
use jiff::civil::Date;

use crate::{
    Query,
    failure::Failure,
    view::{Row, Verdict, View},
};

/// How acts are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rule {
    /// Every sentence that tells one.
    Mentions,
    /// Every act, however often told.
    #[default]
    Events,
    /// One a day for each dyad and type.
    Days,
}

impl Rule {
    /// All of them, with what they are called.
    pub const ALL: [(Rule, &'static str); 3] =
        [(Rule::Events, "events"), (Rule::Mentions, "mentions"), (Rule::Days, "one a day per dyad and type")];

    /// The name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Mentions => "mentions",
            Rule::Events => "events",
            Rule::Days => "days",
        }
    }
}

/// The conditions; all that are set must hold, in each one any of its values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// Take part in either role.
    pub party: Vec<Country>,
    /// Act.
    pub actor: Vec<Country>,
    /// Are acted on.
    pub recipient: Vec<Country>,
    /// These two, one on each side (or together, where the act is mutual).
    pub pair: Option<(Country, Country)>,
    /// PLOVER types.
    pub event: Vec<EventType>,
    /// Modes.
    pub mode: Vec<Mode>,
    /// Statuses.
    pub status: Vec<Status>,
    /// Quad classes.
    pub quad: Vec<u8>,
    /// Contexts.
    pub context: Vec<Context>,
    /// Sources, by name.
    pub source: Vec<String>,
    /// Precision of the place: city, region, water, country, none.
    pub place: Vec<String>,
    /// Country of the place.
    pub placed: Vec<Country>,
    /// Least confidence, in hundredths.
    pub confidence: u8,
    /// What reviewers said.
    pub reviewed: Vec<Verdict>,
    /// First day: of the act where acts are counted, of the document where mentions are.
    pub since: Option<Date>,
    /// Last day, likewise.
    pub until: Option<Date>,
    /// Document.
    pub document: Option<String>,
    /// How to count.
    pub rule: Rule,
}

/// The facets, as bits: which conditions a row fails.
pub mod facet {
    /// Either role, or the pair.
    pub const PARTY: u16 = 1;
    /// Type.
    pub const EVENT: u16 = 2;
    /// Mode.
    pub const MODE: u16 = 4;
    /// Status.
    pub const STATUS: u16 = 8;
    /// Quad class.
    pub const QUAD: u16 = 16;
    /// Context.
    pub const CONTEXT: u16 = 32;
    /// Source.
    pub const SOURCE: u16 = 64;
    /// Precision of the place.
    pub const PLACE: u16 = 128;
    /// Confidence.
    pub const CONFIDENCE: u16 = 256;
    /// Verdict.
    pub const REVIEWED: u16 = 512;
    /// What is no facet of the panel.
    pub const OTHER: u16 = 1024;
    /// Acts.
    pub const ACTOR: u16 = 2048;
    /// Is acted on.
    pub const RECIPIENT: u16 = 4096;
}

/// The value of a query's key.
pub fn value<T: FromStr>(query: &Query, key: &str) -> Result<Option<T>, Failure>
where
    T::Err: Display,
{
    query.get(key).map(|v| v.parse().map_err(|e| Failure::bad(format!("{key}={v}: {e}")))).transpose()
}

fn values<T: FromStr>(query: &Query, key: &str) -> Result<Vec<T>, Failure>
where
    T::Err: Display,
{
    // A list may also be written with commas.
    let split = query.all(key).flat_map(|v| v.split(',')).map(str::trim).filter(|v| !v.is_empty());
    split.map(|v| v.parse().map_err(|e| Failure::bad(format!("{key}={v}: {e}")))).collect()
}

fn day(query: &Query, key: &str) -> Result<Option<Date>, Failure> {
    let read = |v: &str| v.parse().map_err(|_| Failure::bad(format!("{key}={v}: a day is written YYYY-MM-DD")));
    query.get(key).map(read).transpose()
}

impl Choice {
    /// Reads the conditions; keys that mean nothing here are passed over.
    ///
    /// # Errors
    /// A value that the code book does not have.
    pub fn read(query: &Query) -> Result<Choice, Failure> {
        let pair = match query.get("pair").map(|p| p.split_once('-').map(|(a, b)| (a.parse(), b.parse()))) {
            None => None,
            Some(Some((Ok(a), Ok(b)))) => Some((a, b)),
            Some(_) => return Err(Failure::bad("pair: two countries are expected, such as JPN-PHL")),
        };
        let confidence = match query.get("confidence").map(|v| (v, v.parse::<f64>())) {
            None => 0,
            Some((_, Ok(p))) if (0.0..=1.0).contains(&p) => (p * 100.0).round() as u8,
            Some((v, _)) => return Err(Failure::bad(format!("confidence={v}: a number from 0 to 1 is expected"))),
        };
        let rule = match query.get("rule") {
            None => Rule::default(),
            Some(v) => match Rule::ALL.into_iter().find(|(r, _)| r.as_str() == v) {
                Some((rule, _)) => rule,
                None => return Err(Failure::bad(format!("rule={v}: mentions, events or days are expected"))),
            },
        };
        let reviewed = query.all("reviewed").map(|v| {
            let known = Verdict::ALL.into_iter().find(|x| x.as_str() == v);
            known.ok_or_else(|| Failure::bad(format!("reviewed={v}: unreviewed, accepted or corrected are expected")))
        });
        let quad: Vec<u8> = values(query, "quad")?;
        if let Some(q) = quad.iter().find(|q| !(1..=4).contains(*q)) {
            return Err(Failure::bad(format!("quad={q}: 1 to 4 are the quad classes")));
        }
        let place: Vec<String> = values(query, "place")?;
        if let Some(p) = place.iter().find(|p| !PRECISIONS.contains(&p.as_str())) {
            return Err(Failure::bad(format!("place={p}: {} are expected", PRECISIONS.join(", "))));
        }
        Ok(Choice {
            party: values(query, "party")?,
            actor: values(query, "actor")?,
            recipient: values(query, "recipient")?,
            pair,
            event: values(query, "event")?,
            mode: values(query, "mode")?,
            status: values(query, "status")?,
            quad,
            context: values(query, "context")?,
            source: query.all("source").map(str::to_owned).collect(),
            place,
            placed: values(query, "placed")?,
            confidence,
            reviewed: reviewed.collect::<Result<_, _>>()?,
            since: day(query, "since")?,
            until: day(query, "until")?,
            document: query.get("document").map(str::to_owned),
            rule,
        })
    }

    /// Whether a day lies within `since` and `until`; no day does where one is asked for.
    pub fn accepts_day(&self, day: Option<Date>) -> bool {
        match day {
            Some(d) => self.since.is_none_or(|s| d >= s) && self.until.is_none_or(|u| d <= u),
            None => self.since.is_none() && self.until.is_none(),
        }
    }

    /// The test for rows of `view`.
    pub fn test<'v>(&'v self, view: &'v View) -> Test<'v> {
        let bits = |n: usize| 1u64 << n;
        Test {
            view,
            choice: self,
            events: self.event.iter().fold(0, |m, e| m | bits(*e as usize)),
            modes: self.mode.iter().fold(0, |m, x| m | bits(*x as usize)),
            statuses: self.status.iter().fold(0, |m, x| m | bits(*x as usize)),
            quads: self.quad.iter().fold(0, |m, q| m | bits(*q as usize)),
            contexts: self.context.iter().fold(0, |m, x| m | bits(*x as usize)),
            sources: view.sources.iter().map(|s| self.source.is_empty() || self.source.contains(s)).collect(),
            document: self.document.as_ref().map(|d| view.document_number(d).unwrap_or(u32::MAX)),
        }
    }
}

/// The precisions of a place, and its absence.
pub const PRECISIONS: [&str; 5] = ["city", "region", "water", "country", "none"];

/// Index in [`PRECISIONS`].
pub fn precision(view: &View, row: &Row) -> usize {
    use chancery_model::PlacePrecision::{City, Country, Region, Water};
    match row.place.and_then(|p| view.places[p as usize].precision) {
        Some(City) => 0,
        Some(Region) => 1,
        Some(Water) => 2,
        Some(Country) => 3,
        None => 4,
    }
}

/// [`Choice`], made ready for one view.
pub struct Test<'v> {
    view: &'v View,
    choice: &'v Choice,
    events: u64,
    modes: u64,
    statuses: u64,
    quads: u64,
    contexts: u64,
    sources: Vec<bool>,
    document: Option<u32>,
}

impl Test<'_> {
    /// The day by which the row is chosen and drawn: the act's where acts are counted, else the document's.
    pub fn day(&self, row: &Row) -> Option<Date> {
        match self.choice.rule {
            Rule::Mentions => row.day,
            Rule::Events | Rule::Days => self.view.events.get(row.act as usize).and_then(|e| e.date),
        }
    }

    /// Whether the row passes all.
    pub fn passes(&self, row: &Row) -> bool {
        self.fails(row) == 0
    }

    /// Which conditions it fails: bits of [`facet`].
    pub fn fails(&self, row: &Row) -> u16 {
        let c = self.choice;
        let mut fails = 0;
        let mut fail = |facet: u16, is: bool| {
            if is {
                fails |= facet;
            }
        };
        let outside = |mask: u64, n: u32| mask != 0 && mask & (1 << n) == 0;
        fail(facet::EVENT, outside(self.events, row.event as u32));
        fail(facet::MODE, self.modes != 0 && row.mode.is_none_or(|m| outside(self.modes, m as u32)));
        fail(facet::STATUS, outside(self.statuses, row.status as u32));
        fail(facet::QUAD, outside(self.quads, u32::from(row.quad)));
        fail(facet::CONTEXT, self.contexts != 0 && self.contexts & row.contexts == 0);
        fail(facet::SOURCE, !self.sources[row.source as usize]);
        fail(facet::CONFIDENCE, row.confidence < c.confidence);
        fail(facet::REVIEWED, !c.reviewed.is_empty() && !c.reviewed.contains(&row.verdict));
        fail(facet::PLACE, !c.place.is_empty() && !c.place.iter().any(|p| p == PRECISIONS[precision(self.view, row)]));
        if !c.party.is_empty() {
            fail(facet::PARTY, !self.view.parties(row).iter().any(|p| c.party.contains(p)));
        }
        if !c.actor.is_empty() {
            fail(facet::ACTOR, !self.view.actors(row).iter().any(|p| c.actor.contains(p)));
        }
        if !c.recipient.is_empty() {
            fail(facet::RECIPIENT, !self.view.recipients(row).iter().any(|p| c.recipient.contains(p)));
        }
        if let Some((a, b)) = c.pair {
            fail(facet::OTHER, !between(self.view, row, a, b));
        }
        if !c.placed.is_empty() {
            let country = row.place.and_then(|p| self.view.places[p as usize].country);
            fail(facet::OTHER, country.is_none_or(|x| !c.placed.contains(&x)));
        }
        if c.since.is_some() || c.until.is_some() {
            fail(facet::OTHER, !c.accepts_day(self.day(row)));
        }
        fail(facet::OTHER, self.document.is_some_and(|d| d != row.document));
        fails
    }
}

/// Whether the act is between the two: one on each side, or both together on one (a meeting, a treaty).
fn between(view: &View, row: &Row, a: Country, b: Country) -> bool {
    let all = view.parties(row);
    all.contains(&a) && all.contains(&b)
}
