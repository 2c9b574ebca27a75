//! Acts of other data sets in a layout that they did not come in: what is understood of them, and blanks for the rest.
//!
//! [`act_of`] is the other way: one's own mention in the form in which the acts of all data sets stand side by side.

use std::borrow::Cow;

use chancery_model::{Act, ActParty, ActPlace, Actor, Dataset, Mention, PlacePrecision, Span, codebook};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    Layout, codes, gdelt,
    plover_json::{known, resolution},
    quad,
    row::{When, list, number, pair_numbers, phoenix_agent, phoenix_code, phoenix_others, phoenix_root},
};
use crate::{Cell, cell::name};

/// One's own mention as an act like those of others.
pub fn act_of(m: &Mention) -> Act {
    let party = |a: &Actor| ActParty { name: Some(a.name.as_ref().unwrap_or(&a.text).clone()), country: a.country, sector: a.sector };
    let place = m.place.as_ref().map(|p| ActPlace {
        name: Some(p.name.as_ref().unwrap_or(&p.text).clone()),
        country: p.country,
        admin1: p.admin1.clone(),
        lat: p.lat,
        lon: p.lon,
        precision: p.precision,
    });
    Act {
        id: m.mention_id.clone(),
        dataset: Dataset::Chancery,
        own_id: None,
        date: When::of(m).day,
        event: Some(m.event),
        mode: m.mode,
        of: m.of,
        status: Some(m.status),
        contexts: m.contexts.clone(),
        quad: Some(m.quad),
        cameo: m.cameo.clone(),
        goldstein: m.goldstein,
        actor: m.actor.iter().map(party).collect(),
        recipient: m.recipient.iter().map(party).collect(),
        place,
        source: m.document.source.clone(),
        url: m.document.url.clone(),
        mentions: None,
    }
}

/// A row: an act, or one pair of its parties.
pub(super) struct ForeignRow<'a> {
    layout: Layout,
    act: &'a Act,
    actor: Option<Actor>,
    recipient: Option<Actor>,
    /// The row's number among the act's, from 0, and how many there are.
    nth: (usize, usize),
    number: u64,
}

/// The rows of an act: one for each pair of its parties; in POLECAT, which has lists, one.
pub(super) fn rows(layout: Layout, act: &Act) -> Vec<ForeignRow<'_>> {
    let side = |parties: &[ActParty]| -> Vec<Option<Actor>> {
        if parties.is_empty() || layout == Layout::Polecat { vec![None] } else { parties.iter().map(|p| Some(actor(p))).collect() }
    };
    let recipients = side(&act.recipient);
    let pairs: Vec<(Option<Actor>, Option<Actor>)> =
        side(&act.actor).into_iter().flat_map(|a| recipients.iter().map(move |r| (a.clone(), r.clone())).collect::<Vec<_>>()).collect();
    let borrowed: Vec<(Option<&Actor>, Option<&Actor>)> = pairs.iter().map(|(a, r)| (a.as_ref(), r.as_ref())).collect();
    let (numbers, all) = (pair_numbers(&act.id, &borrowed), pairs.len());
    let row = |(n, ((actor, recipient), number))| ForeignRow { layout, act, actor, recipient, nth: (n, all), number };
    pairs.into_iter().zip(numbers).enumerate().map(row).collect()
}

/// A party for the functions that spell its codes: they look at name, country and sector only.
fn actor(p: &ActParty) -> Actor {
    Actor {
        text: p.name.clone().unwrap_or_default(),
        span: Span { start: 0, end: 0 },
        name: p.name.clone(),
        country: p.country,
        sector: p.sector,
        code: None,
        office: None,
        actor_id: None,
    }
}

impl ForeignRow<'_> {
    /// What stands in a column of the layout.
    pub fn cell(&self, column: &str) -> Cell<'_> {
        match self.layout {
            Layout::Gdelt | Layout::Gdelt1 => self.gdelt(column),
            Layout::GdeltMentions => self.gdelt_mentions(column),
            Layout::Icews => self.icews(column),
            Layout::Polecat => self.polecat(column),
            Layout::Phoenix | Layout::Cline => self.phoenix(column),
            Layout::PloverJson => Cell::Null,
        }
    }

    fn gdelt(&self, column: &str) -> Cell<'_> {
        let (act, date, place) = (self.act, self.act.date, self.act.place.as_ref());
        if let Some(part) = column.strip_prefix("Actor1") {
            return gdelt_party(self.actor.as_ref(), part);
        }
        if let Some(part) = column.strip_prefix("Actor2") {
            return gdelt_party(self.recipient.as_ref(), part);
        }
        let precise = place.and_then(|p| Some((p, p.precision?)));
        match column {
            "GLOBALEVENTID" => Cell::Integer(self.number as i64),
            "SQLDATE" => When::compact(date),
            "MonthYear" => date.map_or(Cell::Null, |d| Cell::Text(format!("{:04}{:02}", d.year(), d.month()).into())),
            "Year" => year(date),
            "FractionDate" => date.map_or(Cell::Null, gdelt::fraction_of),
            "EventCode" => self.cameo(4),
            "EventBaseCode" => self.cameo(3),
            "EventRootCode" => self.cameo(2),
            "QuadClass" => act.cameo.as_deref().and_then(quad::gdelt).map_or(Cell::Null, Cell::Integer),
            "GoldsteinScale" => act.goldstein.map_or(Cell::Null, number),
            "NumMentions" => act.mentions.map_or(Cell::Null, |n| Cell::Integer(n as i64)),
            "ActionGeo_Type" => match (place, precise) {
                (None, _) => Cell::Integer(0),
                (Some(_), None) => Cell::Null,
                (Some(_), Some((p, precision))) => gdelt::type_of(precision, p.country),
            },
            "ActionGeo_FullName" => Cell::text_or_null(place.and_then(|p| p.name.as_deref())),
            "ActionGeo_CountryCode" => Cell::text_or_null(place.and_then(|p| codes::fips(p.country))),
            "ActionGeo_ADM1Code" | "ActionGeo_FeatureID" => {
                let country = precise.filter(|(_, precision)| *precision == PlacePrecision::Country);
                Cell::text_or_null(country.and_then(|(p, _)| codes::fips(p.country)))
            }
            "ActionGeo_Lat" => precise.and_then(|(p, _)| p.lat).map_or(Cell::Null, number),
            "ActionGeo_Long" => precise.and_then(|(p, _)| p.lon).map_or(Cell::Null, number),
            "SOURCEURL" => Cell::text_or_null(act.url.as_deref()),
            _ => Cell::Null,
        }
    }

    fn gdelt_mentions(&self, column: &str) -> Cell<'_> {
        match column {
            "GLOBALEVENTID" => Cell::Integer(self.number as i64),
            "MentionType" => self.act.url.as_ref().map_or(Cell::Null, |_| Cell::Integer(1)),
            "MentionSourceName" => Cell::text_or_null(self.act.source.as_deref()),
            "MentionIdentifier" => Cell::text_or_null(self.act.url.as_deref()),
            _ => Cell::Null,
        }
    }

    fn icews(&self, column: &str) -> Cell<'_> {
        let (act, place) = (self.act, self.act.place.as_ref());
        if let Some(part) = column.strip_prefix("Source ") {
            return icews_party(self.actor.as_ref(), part);
        }
        if let Some(part) = column.strip_prefix("Target ") {
            return icews_party(self.recipient.as_ref(), part);
        }
        match column {
            "Event ID" => Cell::Integer(self.number as i64),
            "Event Date" => Cell::date(act.date),
            "Event Text" => Cell::text_or_null(act.cameo.as_deref().and_then(codebook::cameo::find).map(|c| c.name)),
            "CAMEO Code" => self.cameo(4),
            "Intensity" => act.goldstein.map_or(Cell::Null, number),
            "Publisher" => Cell::text_or_null(act.source.as_deref()),
            "City" => self.city(),
            "Province" => Cell::text_or_null(place.and_then(|p| p.admin1.as_deref())),
            "Country" => Cell::text_or_null(codes::icews_name(place.and_then(|p| p.country))),
            "Latitude" => self.pin(|p| p.lat),
            "Longitude" => self.pin(|p| p.lon),
            _ => Cell::Null,
        }
    }

    fn polecat(&self, column: &str) -> Cell<'_> {
        let (act, place) = (self.act, self.act.place.as_ref());
        let of = |side: &str| if side == "Actor" { &act.actor } else { &act.recipient };
        let countries = |parties: &'_ [ActParty], spell: fn(&Actor) -> Option<String>| -> Cell<'static> {
            list(parties.iter().map(|p| spell(&actor(p)).map(Cow::Owned)))
        };
        match column {
            "Event ID" => Cell::text(&act.id),
            "Event Date" => Cell::date(act.date),
            "Event Type" => Cell::text_or_null(act.event.map(|e| e.as_str())),
            "Event Mode" => Cell::text_or_null(act.mode.map(|m| m.as_str())),
            "Intensity" => act.event.map_or(Cell::Null, |e| number(codebook::score(e, act.mode))),
            "Quad Code" => act.quad.map_or(Cell::Null, |q| Cell::text(quad::plover_words(q))),
            "Contexts" => list(act.contexts.iter().map(|c| Some(c.as_str().into()))),
            "Actor Name" | "Recipient Name" => {
                list(of(column.trim_end_matches(" Name")).iter().map(|p| p.name.as_deref().map(Cow::Borrowed)))
            }
            "Actor Country" | "Recipient Country" => {
                countries(of(column.trim_end_matches(" Country")), |a| a.country.map(|c| c.to_string()))
            }
            "Actor COW" | "Recipient COW" => countries(of(column.trim_end_matches(" COW")), |a| codes::cow(a).map(str::to_owned)),
            "Primary Actor Sector" => Cell::name(act.actor.first().and_then(|p| p.sector)),
            "Primary Recipient Sector" => Cell::name(act.recipient.first().and_then(|p| p.sector)),
            "Actor Sectors" | "Recipient Sectors" => list(of(column.trim_end_matches(" Sectors")).iter().map(|p| p.sector.map(name))),
            "Placename" => Cell::text_or_null(place.and_then(|p| p.name.as_deref())),
            "City" => self.city(),
            "Province" => Cell::text_or_null(place.and_then(|p| p.admin1.as_deref())),
            "Country" => place.and_then(|p| p.country).map_or(Cell::Null, |c| Cell::Text(c.to_string().into())),
            "Latitude" => self.pin(|p| p.lat),
            "Longitude" => self.pin(|p| p.lon),
            "Source" => Cell::text_or_null(act.source.as_deref()),
            "Version" => Cell::text(act.dataset.as_str()),
            _ => Cell::Null,
        }
    }

    fn phoenix(&self, column: &str) -> Cell<'_> {
        let (act, place) = (self.act, self.act.place.as_ref());
        let daily = self.layout == Layout::Phoenix;
        let two = |n: Option<i8>| match n {
            Some(n) if daily => Cell::Text(format!("{n:02}").into()),
            n => n.map_or(Cell::Null, |n| Cell::Integer(n.into())),
        };
        match column {
            "event_id" | "eid" => match self.nth {
                (_, 1) => Cell::text(&act.id),
                (n, _) => Cell::Text(format!("{}-{}", act.id, n + 1).into()),
            },
            "date" => When::compact(act.date),
            // The story's day, which the act does not have; and its parts.
            "story_date" => Cell::Null,
            "year" | "month" | "day" if !daily => Cell::Null,
            "year" => year(act.date),
            "month" => two(act.date.map(Date::month)),
            "day" => two(act.date.map(Date::day)),
            "source" => phoenix_code(self.actor.as_ref()),
            "source_root" => phoenix_root(self.actor.as_ref()),
            "source_agent" => phoenix_agent(self.actor.as_ref()),
            "source_others" => phoenix_others(self.actor.as_ref()),
            "target" => phoenix_code(self.recipient.as_ref()),
            "target_root" => phoenix_root(self.recipient.as_ref()),
            "target_agent" => phoenix_agent(self.recipient.as_ref()),
            "target_others" => phoenix_others(self.recipient.as_ref()),
            "code" => self.cameo(4),
            "root_code" => self.cameo(2),
            "quad_class" => act.cameo.as_deref().and_then(quad::phoenix).map_or(Cell::Null, Cell::Integer),
            "goldstein" => act.goldstein.map_or(Cell::Null, number),
            "lat" => self.pin(|p| p.lat),
            "lon" => self.pin(|p| p.lon),
            "place_name" | "placename" => self.city(),
            "state_name" | "statename" => Cell::text_or_null(place.and_then(|p| p.admin1.as_deref())),
            "country_name" | "countryname" => Cell::text_or_null(codes::name(place.and_then(|p| p.country))),
            "urls" => Cell::text_or_null(act.url.as_deref()),
            "sources" => Cell::text_or_null(act.source.as_deref()),
            _ => Cell::Null,
        }
    }

    /// The first `n` digits of the CAMEO code.
    fn cameo(&self, n: usize) -> Cell<'_> {
        Cell::text_or_null(self.act.cameo.as_deref().map(|c| c.get(..n).unwrap_or(c)))
    }

    /// The place, where it is a city: coordinates of a region or country are its middle.
    fn spot(&self) -> Option<&ActPlace> {
        self.act.place.as_ref().filter(|p| p.precision == Some(PlacePrecision::City))
    }

    fn pin(&self, part: fn(&ActPlace) -> Option<f64>) -> Cell<'_> {
        self.spot().and_then(part).map_or(Cell::Null, number)
    }

    fn city(&self) -> Cell<'_> {
        Cell::text_or_null(self.spot().and_then(|p| p.name.as_deref()))
    }
}

fn year(date: Option<Date>) -> Cell<'static> {
    date.map_or(Cell::Null, |d| Cell::Integer(d.year().into()))
}

fn gdelt_party(a: Option<&Actor>, part: &str) -> Cell<'static> {
    match part {
        "Code" => gdelt::code(a),
        "Name" => gdelt::name(a),
        "CountryCode" => gdelt::part(a, |c| c.country.as_ref().map(|c| c.to_string())),
        "KnownGroupCode" => gdelt::part(a, |c| c.group.map(str::to_owned)),
        "Type1Code" => gdelt::part(a, |c| c.body.or(c.role).map(str::to_owned)),
        "Type2Code" => gdelt::part(a, |c| c.body.and(c.role).map(str::to_owned)),
        // The act does not say where a party is.
        "Geo_Type" => Cell::Integer(0),
        _ => Cell::Null,
    }
}

fn icews_party<'a>(a: Option<&'a Actor>, part: &str) -> Cell<'a> {
    match part {
        "Name" => Cell::text_or_null(a.and_then(|a| a.name.as_deref())),
        "Sectors" => Cell::text_or_null(a.and_then(codes::icews_sector)),
        "Country" => Cell::text_or_null(a.and_then(|a| codes::icews_name(a.country))),
        _ => Cell::Null,
    }
}

/// An act as PLOVER's JSON.
pub(super) fn object(act: &Act) -> Value {
    let parties = |parties: &[ActParty]| -> Value {
        let party = |p: &ActParty| known([("code", json!(p.country)), ("sector", json!(p.sector)), ("identifier_text", json!(p.name))]);
        parties.iter().map(party).collect()
    };
    let place = act.place.as_ref().map_or(Value::Null, |p| {
        let resolution = resolution(p.precision);
        let marked = |x: Option<f64>| json!(x.filter(|_| resolution.is_some()));
        known([
            ("resolved_place", json!(p.name)),
            ("lat", marked(p.lat)),
            ("lon", marked(p.lon)),
            ("city", json!(p.name.as_ref().filter(|_| p.precision == Some(PlacePrecision::City)))),
            ("province", json!(p.admin1)),
            ("country", json!(codes::name(p.country))),
            ("country_code", json!(p.country)),
            ("resolution", json!(resolution)),
        ])
    });
    known([
        ("id", json!(act.id)),
        ("has_event", json!(true)),
        ("date", json!(act.date)),
        ("actor", parties(&act.actor)),
        ("recipient", parties(&act.recipient)),
        ("event", act.event.map_or(Value::Null, |e| json!([e]))),
        ("event_loc", place),
        ("quad_code", json!(act.quad.map(quad::plover))),
        ("event_scale", json!(act.event.map(|e| codebook::score(e, act.mode)))),
        ("mode", act.mode.map_or(Value::Null, |m| json!([m]))),
        ("context", json!(act.contexts)),
        ("cite_info", known([("url", json!(act.url)), ("publication", json!(act.source))])),
        ("coder", json!(act.dataset)),
    ])
}
