//! PLOVER's JSON, one object a line.
//!
//! Source of the fields: the PLOVER manual, draft 2.0. A mention is an event with lists of actors and recipients; a field without a
//! value is left out, as the manual allows. Where all statuses are written, the contexts say which, by the manual's names (future,
//! hypothetical, negation, historical).
//!
//! Left out: Wikidata ids, religion, ethnicity, gender and age of actors, times of day, dates of coding.

use chancery_model::{Actor, DatePrecision, Mention, Place, PlacePrecision, Status};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{codes, polecat::status_context, quad};

/// The fields in the manual's order.
#[rustfmt::skip]
pub(super) const FIELDS: [(&str, &str); 23] = [
    ("id", "The mention's id"),
    ("has_event", "true"),
    ("date", "First day of the act: the text's, else, of a reported act, the story's"),
    ("time", "Left out: not coded"),
    ("enddate", "Last day, where the text gives a stretch"),
    ("endtime", "Left out: not coded"),
    ("actor", "List: `code` the country (ISO 3166 alpha-3, IGO, UNO ...), `sector`, `entity_text` the sentence's words, `identifier_text` the canonical name, `office`"),
    ("recipient", "Likewise"),
    ("event", "List of one: the type"),
    ("event_loc", "`extracted_place` the words, `resolved_place`, `geonameid`, `lat`, `lon`, `city`, `province`, `country`, `country_code`, `resolution` (4 city, 2 province, 1 country). Waters have no resolution, and so no coordinates"),
    ("event_text", "List of one: the words that name the act"),
    ("quad_code", "PLOVER's quad class of the type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
    ("event_scale", "PLOVER score"),
    ("mode", "List of one"),
    ("context", "List; the status too, unless reported"),
    ("link", "Left out: events are not linked"),
    ("text", "The sentence"),
    ("text_info", "`sequence` number of the sentence, from 1, `start` and `end` of it in code points, the end exclusive"),
    ("cite_info", "`citation` the document's id, `url`, `title`, `language`, `publication` its source"),
    ("coder", "Program and model"),
    ("coded_date", "Left out: the record of a mention has no clock"),
    ("coded_time", "Left out, likewise"),
    ("comment", "Left out"),
];

/// A mention as the manual writes it.
pub(super) fn record(m: &Mention) -> Value {
    let (first, last) = days(m);
    let contexts: Vec<&str> = m.contexts.iter().map(|c| c.as_str()).chain(status_context(m.status)).collect();
    known([
        ("id", json!(m.mention_id)),
        ("has_event", json!(true)),
        ("date", json!(first)),
        ("enddate", json!(last)),
        ("actor", parties(&m.actor)),
        ("recipient", parties(&m.recipient)),
        ("event", json!([m.event])),
        ("event_loc", m.place.as_ref().map_or(Value::Null, location)),
        ("event_text", json!([m.trigger.text])),
        ("quad_code", json!(quad::plover(m.quad))),
        ("event_scale", json!(m.plover_score)),
        ("mode", m.mode.map_or(Value::Null, |mode| json!([mode]))),
        ("context", json!(contexts)),
        ("text", json!(m.sentence.text)),
        ("text_info", json!({"sequence": m.sentence.index + 1, "start": m.sentence.span.start, "end": m.sentence.span.end})),
        (
            "cite_info",
            known([
                ("citation", json!(m.document.id)),
                ("url", json!(m.document.url)),
                ("title", json!(m.document.title)),
                ("language", json!(m.document.language)),
                ("publication", json!(m.document.source)),
            ]),
        ),
        ("coder", json!(m.coder)),
    ])
}

/// First day, and last where it is another.
pub(super) fn days(m: &Mention) -> (Option<Date>, Option<Date>) {
    match m.date.as_ref().filter(|d| d.precision != DatePrecision::Vague) {
        Some(d) => (d.start, d.end.filter(|end| d.start != Some(*end))),
        None => (m.document.date.filter(|_| m.status == Status::Reported), None),
    }
}

/// An object of the fields that have a value; an empty list or object is none.
pub(super) fn known<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let has_value = |v: &Value| !v.is_null() && v.as_array().is_none_or(|a| !a.is_empty()) && v.as_object().is_none_or(|o| !o.is_empty());
    Value::Object(fields.into_iter().filter(|(_, v)| has_value(v)).map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>())
}

fn parties(parties: &[Actor]) -> Value {
    let party = |a: &Actor| {
        known([
            ("code", json!(a.country)),
            ("sector", json!(a.sector)),
            ("entity_text", json!(a.text)),
            ("identifier_text", json!(a.name)),
            ("office", json!(a.office)),
        ])
    };
    parties.iter().map(party).collect()
}

/// How exact a place is, as the layout counts it; it has no number for a sea or strait.
pub(super) fn resolution(precision: Option<PlacePrecision>) -> Option<u8> {
    match precision? {
        PlacePrecision::City => Some(4),
        PlacePrecision::Region => Some(2),
        PlacePrecision::Country => Some(1),
        PlacePrecision::Water => None,
    }
}

fn location(p: &Place) -> Value {
    let resolution = resolution(p.precision);
    let marked = |x: Option<f64>| json!(x.filter(|_| resolution.is_some()));
    known([
        ("extracted_place", json!(p.text)),
        ("resolved_place", json!(p.name)),
        ("geonameid", json!(p.geonameid)),
        ("lat", marked(p.lat)),
        ("lon", marked(p.lon)),
        ("city", json!(p.name.as_ref().filter(|_| p.precision == Some(PlacePrecision::City)))),
        ("province", json!(p.admin1)),
        ("country", json!(codes::name(p.country))),
        ("country_code", json!(p.country)),
        ("resolution", json!(resolution)),
    ])
}
