//! Phoenix daily files of the Open Event Data Alliance (`events.full.YYYYMMDD.txt`), 26 columns, tabs between, no header.
//!
//! Source of the columns: phoenix_pipeline, as public loaders name them. One row for each mention and pair of its parties: mentions
//! of one act are not merged, so `ids`, `urls` and `sources` have one each. Coordinates are given for cities only.
//!
//! Blank: issues, which Phoenix takes from word lists.

use super::{
    Column, codes, col, quad,
    row::{Row, When, number, phoenix_agent, phoenix_code, phoenix_others, phoenix_root},
};
use crate::Cell;

#[rustfmt::skip]
pub(super) const COLUMNS: [Column; 26] = [
    col!("event_id", "The mention's id; `-2` and so on for its further pairs", |r| r.id()),
    col!("date", "Day of the act, YYYYMMDD: the text's, else the story's. Blank where the text puts the act elsewhere without a day", |r| When::compact(r.when.day)),
    col!("year", "YYYY, also where only the year is known", |r| r.when.year.map_or(Cell::Null, |y| Cell::Integer(y.into()))),
    col!("month", "MM, also where only the month is known", |r| two(r.when.month)),
    col!("day", "DD", |r| two(r.when.day.map(|d| d.day()))),
    col!("source", "CAMEO code of who acts, in Phoenix's spelling: USAGOV, IGOUNO; blank where unknown", |r| phoenix_code(r.actor)),
    col!("source_root", "Its first part: the country, or IGO, NGO, MNC; blank for a sector without a country", |r| phoenix_root(r.actor)),
    col!("source_agent", "Its second part: GOV, MIL ...", |r| phoenix_agent(r.actor)),
    col!("source_others", "The parts after it, `;` between", |r| phoenix_others(r.actor)),
    col!("target", "CAMEO code of who is acted on, in Phoenix's spelling: USAGOV, IGOUNO; blank where unknown", |r| phoenix_code(r.recipient)),
    col!("target_root", "Its first part: the country, or IGO, NGO, MNC; blank for a sector without a country", |r| phoenix_root(r.recipient)),
    col!("target_agent", "Its second part: GOV, MIL ...", |r| phoenix_agent(r.recipient)),
    col!("target_others", "The parts after it, `;` between", |r| phoenix_others(r.recipient)),
    col!("code", "CAMEO code, with its leading zero", |r| r.cameo(4)),
    col!("root_code", "Its first two digits", |r| r.cameo(2)),
    col!("quad_class", "Phoenix's, by CAMEO root: 0 neutral (01, 02), 1 verbal (03-05) and 2 material cooperation (06-08), 3 verbal (09-13, 16) and 4 material conflict", |r| quad_class(r)),
    col!("goldstein", "Goldstein value of the code", |r| r.goldstein()),
    col!("issues", "Blank: not coded"),
    col!("lat", "Degrees north of the city; blank for a province or country", |r| r.pin().map_or(Cell::Null, |(lat, _)| number(lat))),
    col!("lon", "Degrees east, likewise", |r| r.pin().map_or(Cell::Null, |(_, lon)| number(lon))),
    col!("place_name", "City of the act", |r| r.city()),
    col!("state_name", "First-order division", |r| r.admin1()),
    col!("country_name", "Country's common name", |r| Cell::text_or_null(codes::name(r.m.place.as_ref().and_then(|p| p.country)))),
    col!("ids", "The document's id", |r| Cell::text(&r.m.document.id)),
    col!("urls", "Its address", |r| Cell::text_or_null(r.m.document.url.as_deref())),
    col!("sources", "Its source", |r| Cell::text_or_null(r.m.document.source.as_deref())),
];

fn two(n: Option<i8>) -> Cell<'static> {
    n.map_or(Cell::Null, |n| Cell::Text(format!("{n:02}").into()))
}

pub(super) fn quad_class(r: &Row) -> Cell<'static> {
    r.m.cameo.as_deref().and_then(quad::phoenix).map_or(Cell::Null, Cell::Integer)
}
