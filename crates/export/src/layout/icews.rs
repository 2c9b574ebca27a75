//! ICEWS tab files (`events.2013.20150313084929.tab`), 20 columns, tabs between, a header.
//!
//! Source of the columns: the header of the files on Dataverse (doi:10.7910/DVN/28075) as the R package icews reads them. One row
//! for each mention and pair of its parties. Countries are names, in ICEWS's spelling. Coordinates are given for cities only: the
//! layout cannot say that a pin is the middle of a country.
//!
//! Blank: districts, and sectors that have no plain counterpart in ICEWS's list.

use chancery_model::{Actor, codebook::cameo};

use super::{
    Column, codes, col,
    row::{number, who},
};
use crate::Cell;

#[rustfmt::skip]
pub(super) const COLUMNS: [Column; 20] = [
    col!("Event ID", "Number computed from the mention's id and the pair: 53 bits, the same in every export", |r| Cell::Integer(r.number as i64)),
    col!("Event Date", "Day of the act, 2024-04-05: the text's, else the story's. Blank where the text puts the act elsewhere without a day", |r| Cell::date(r.when.day)),
    col!("Source Name", "Canonical name of who acts, else the sentence's words", |r| r.actor.map_or(Cell::Null, |a| Cell::text(who(a)))),
    col!("Source Sectors", "Sector as ICEWS names it: Government, Military ...", |r| sector(r.actor)),
    col!("Source Country", "Country's name as ICEWS writes it; blank for bodies", |r| country(r.actor)),
    col!("Event Text", "Name of the CAMEO code", |r| Cell::text_or_null(r.m.cameo.as_deref().and_then(cameo::find).map(|c| c.name))),
    col!("CAMEO Code", "CAMEO code, with its leading zero", |r| r.cameo(4)),
    col!("Intensity", "Goldstein value of the code", |r| r.goldstein()),
    col!("Target Name", "Canonical name of who is acted on, else the sentence's words; blank where there is none", |r| r.recipient.map_or(Cell::Null, |a| Cell::text(who(a)))),
    col!("Target Sectors", "Likewise", |r| sector(r.recipient)),
    col!("Target Country", "Likewise", |r| country(r.recipient)),
    col!("Story ID", "The document's own id, which may be text", |r| Cell::text(&r.m.document.id)),
    col!("Sentence Number", "Number of the sentence, from 1", |r| Cell::Integer(i64::from(r.m.sentence.index) + 1)),
    col!("Publisher", "Source of the document", |r| Cell::text_or_null(r.m.document.source.as_deref())),
    col!("City", "City of the act", |r| r.city()),
    col!("District", "Blank: not coded"),
    col!("Province", "First-order division of the act's place", |r| r.admin1()),
    col!("Country", "Country of the act's place, as ICEWS writes it", |r| Cell::text_or_null(codes::icews_name(r.m.place.as_ref().and_then(|p| p.country)))),
    col!("Latitude", "Degrees north of the city; blank for a province or country", |r| r.pin().map_or(Cell::Null, |(lat, _)| number(lat))),
    col!("Longitude", "Degrees east, likewise", |r| r.pin().map_or(Cell::Null, |(_, lon)| number(lon))),
];

fn sector(a: Option<&Actor>) -> Cell<'static> {
    Cell::text_or_null(a.and_then(codes::icews_sector))
}

fn country(a: Option<&Actor>) -> Cell<'static> {
    Cell::text_or_null(a.and_then(|a| codes::icews_name(a.country)))
}
