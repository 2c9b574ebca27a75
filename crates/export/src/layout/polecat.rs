//! POLECAT, 40 columns, tabs between, a header.
//!
//! Source of the columns: the header of the files on Dataverse (doi:10.7910/DVN/AJGVIT), as public loaders have it. One row for
//! each mention: parties are lists, `;` between, an unknown one empty, in the same order in every column. Countries are PLOVER's
//! codes, which are the record's. Coordinates are given for cities only. Where all statuses are written, the contexts say which, by
//! the PLOVER manual's names (future, hypothetical, negation, historical).
//!
//! Blank: Wikipedia ids, districts, the GeoNames feature, the story's people, organizations and places.

use std::borrow::Cow;

use chancery_model::{Actor, Status};

use super::{
    Column, codes, col, quad,
    row::{Row, list, number},
};
use crate::{Cell, cell};

#[rustfmt::skip]
pub(super) const COLUMNS: [Column; 40] = [
    col!("Event ID", "The mention's id", |r| Cell::text(&r.m.mention_id)),
    col!("Event Date", "Day of the act, 2024-04-05: the text's, else the story's. Blank where the text puts the act elsewhere without a day", |r| Cell::date(r.when.day)),
    col!("Event Type", "PLOVER type", |r| Cell::text(r.m.event.as_str())),
    col!("Event Mode", "PLOVER mode", |r| Cell::text_or_null(r.m.mode.map(|m| m.as_str()))),
    col!("Intensity", "PLOVER score", |r| number(r.m.plover_score)),
    col!("Quad Code", "PLOVER's quad class of the type, in words: VERBAL COOPERATION ...", |r| Cell::text(quad::plover_words(r.m.quad))),
    col!("Contexts", "PLOVER contexts; the status too, unless reported", |r| list(contexts(r).into_iter().map(|c| Some(c.into())))),
    col!("Actor Name", "Canonical names of who acts", |r| texts(&r.m.actor, |a| a.name.as_deref())),
    col!("Actor Country", "ISO 3166 alpha-3, or IGO, UNO, EUR, NGO, MNC, ISM, KOS, PSE, TWN", |r| countries(&r.m.actor)),
    col!("Actor COW", "Correlates of War numbers", |r| cows(&r.m.actor)),
    col!("Primary Actor Sector", "Sector of the first", |r| Cell::name(r.m.actor.first().and_then(|a| a.sector))),
    col!("Actor Sectors", "Sectors", |r| sectors(&r.m.actor)),
    col!("Actor Title", "Offices held on the day of the document", |r| texts(&r.m.actor, |a| a.office.as_deref())),
    col!("Actor Name Raw", "The sentence's words", |r| texts(&r.m.actor, |a| Some(&a.text))),
    col!("Wikipedia Actor ID", "Blank: the record's ids are its gazetteer's"),
    col!("Recipient Name", "Canonical names of who is acted on", |r| texts(&r.m.recipient, |a| a.name.as_deref())),
    col!("Recipient Country", "As for actors", |r| countries(&r.m.recipient)),
    col!("Recipient COW", "As for actors", |r| cows(&r.m.recipient)),
    col!("Primary Recipient Sector", "As for actors", |r| Cell::name(r.m.recipient.first().and_then(|a| a.sector))),
    col!("Recipient Sectors", "As for actors", |r| sectors(&r.m.recipient)),
    col!("Recipient Title", "As for actors", |r| texts(&r.m.recipient, |a| a.office.as_deref())),
    col!("Recipient Name Raw", "As for actors", |r| texts(&r.m.recipient, |a| Some(&a.text))),
    col!("Wikipedia Recipient ID", "Blank, as for actors"),
    col!("Placename", "Canonical name of the act's place", |r| Cell::text_or_null(r.m.place.as_ref().and_then(|p| p.name.as_deref()))),
    col!("City", "The same, where it is a city", |r| r.city()),
    col!("District", "Blank: not coded"),
    col!("Province", "First-order division", |r| r.admin1()),
    col!("Country", "Country of the place, a code as for actors", |r| Cell::text_or_null(r.m.place.as_ref().and_then(|p| p.country.as_ref()).map(|c| c.as_str()))),
    col!("Latitude", "Degrees north of the city; blank for a province or country", |r| r.pin().map_or(Cell::Null, |(lat, _)| number(lat))),
    col!("Longitude", "Degrees east, likewise", |r| r.pin().map_or(Cell::Null, |(_, lon)| number(lon))),
    col!("GeoNames ID", "GeoNames id of the place", |r| r.m.place.as_ref().and_then(|p| p.geonameid).map_or(Cell::Null, |id| Cell::Integer(id.into()))),
    col!("Raw Placename", "The sentence's words for the place", |r| Cell::text_or_null(r.m.place.as_ref().map(|p| p.text.as_str()))),
    col!("Feature Type", "Blank: the record does not keep the GeoNames feature"),
    col!("Source", "Source of the document", |r| Cell::text_or_null(r.m.document.source.as_deref())),
    col!("Publication Date", "Day of publication", |r| Cell::date(r.m.document.date)),
    col!("Story People", "Blank: not kept"),
    col!("Story Organizations", "Blank: not kept"),
    col!("Story Locations", "Blank: not kept"),
    col!("Language", "ISO 639-1", |r| Cell::text_or_null(r.m.document.language.as_deref())),
    col!("Version", "Program and model", |r| Cell::text(&r.m.coder)),
];

/// The manual's name of a status as a context; it puts the status there.
pub(super) fn status_context(status: Status) -> Option<&'static str> {
    match status {
        Status::Reported => None,
        Status::Future => Some("future"),
        Status::Hypothetical => Some("hypothetical"),
        Status::Negated => Some("negation"),
        Status::Historical => Some("historical"),
    }
}

fn contexts(r: &Row) -> Vec<&'static str> {
    r.m.contexts.iter().map(|c| c.as_str()).chain(status_context(r.m.status)).collect()
}

fn texts<'a>(parties: &'a [Actor], of: impl Fn(&'a Actor) -> Option<&'a str>) -> Cell<'a> {
    list(parties.iter().map(|a| of(a).map(Cow::Borrowed)))
}

fn cows(parties: &[Actor]) -> Cell<'_> {
    list(parties.iter().map(|a| codes::cow(a).map(Cow::Borrowed)))
}

fn countries(parties: &[Actor]) -> Cell<'_> {
    texts(parties, |a| a.country.as_ref().map(|c| c.as_str()))
}

fn sectors(parties: &[Actor]) -> Cell<'_> {
    list(parties.iter().map(|a| a.sector.map(cell::name)))
}
