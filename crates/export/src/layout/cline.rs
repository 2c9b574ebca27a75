//! Phoenix files of the Cline Center, 25 columns, commas between, quoted, a header.
//!
//! Source of the columns: the header of the Center's files (Historical Phoenix Event Data). One row for each mention and pair of its
//! parties. The dates are the story's, not the act's, so acts told as history are left out. Coordinates are given for cities only.
//!
//! Blank: issues, and the kind of process, which is the Center's.

use super::{
    Column, codes, col,
    phoenix::quad_class,
    row::{number, phoenix_agent, phoenix_code, phoenix_others, phoenix_root},
};
use crate::Cell;

#[rustfmt::skip]
pub(super) const COLUMNS: [Column; 25] = [
    col!("eid", "The mention's id; `-2` and so on for its further pairs", |r| r.id()),
    col!("story_date", "Day of publication, MM/DD/YYYY", |r| r.m.document.date.map_or(Cell::Null, |d| Cell::Text(format!("{:02}/{:02}/{:04}", d.month(), d.day(), d.year()).into()))),
    col!("year", "Its year", |r| r.m.document.date.map_or(Cell::Null, |d| Cell::Integer(d.year().into()))),
    col!("month", "Its month", |r| r.m.document.date.map_or(Cell::Null, |d| Cell::Integer(d.month().into()))),
    col!("day", "Its day", |r| r.m.document.date.map_or(Cell::Null, |d| Cell::Integer(d.day().into()))),
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
    col!("joined_issues", "Blank: not coded"),
    col!("lat", "Degrees north of the city; blank for a province or country", |r| r.pin().map_or(Cell::Null, |(lat, _)| number(lat))),
    col!("lon", "Degrees east, likewise", |r| r.pin().map_or(Cell::Null, |(_, lon)| number(lon))),
    col!("placename", "City of the act", |r| r.city()),
    col!("statename", "First-order division", |r| r.admin1()),
    col!("countryname", "Country's common name", |r| Cell::text_or_null(codes::name(r.m.place.as_ref().and_then(|p| p.country)))),
    col!("aid", "The document's id", |r| Cell::text(&r.m.document.id)),
    col!("process", "Blank: the Center's own"),
];
