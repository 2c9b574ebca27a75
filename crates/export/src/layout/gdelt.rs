//! GDELT 2.0 events: `YYYYMMDDHHMMSS.export.CSV`, 61 columns, tabs between, no header.
//!
//! Source of the columns: the GDELT 2.0 event code book and `gdelt-bq.gdeltv2.events`. One row for each act of the record and
//! pair of its parties, drawn from the first mention that names them; the mentions are in [`super::gdelt_mentions`]. Codes are
//! CAMEO's in GDELT's spelling, places have FIPS 10-4 countries.
//!
//! Blank: tone, which nobody measured; ethnic and religious codes; where the actors are; ids of gazetteers that the record does
//! not use; the time of GDELT's own update.

use chancery_model::{Actor, Country, Place, PlacePrecision};
use jiff::civil::Date;

use super::{
    Column, codes,
    codes::{Cameo, Spelling},
    col, quad,
    row::{Row, When, number, who},
};
use crate::Cell;

#[rustfmt::skip]
pub(super) const COLUMNS: [Column; 61] = [
    col!("GLOBALEVENTID", "Number computed from the record's id of the event and the pair, 53 bits. Joins the mentions", |r| Cell::Integer(r.number as i64)),
    col!("SQLDATE", "Day of the act, YYYYMMDD: the text's, else the story's. Blank where the text puts the act elsewhere without a day", |r| When::compact(r.when.day)),
    col!("MonthYear", "YYYYMM, also where only the month is known", |r| month_year(r)),
    col!("Year", "YYYY, also where only the year is known", |r| r.when.year.map_or(Cell::Null, |y| Cell::Integer(y.into()))),
    col!("FractionDate", "Year and (30 (month - 1) + day) / 365, as GDELT reckons", |r| fraction(r)),
    col!("Actor1Code", "CAMEO code of who acts: body, country, group, role, as far as known", |r| code(r.actor)),
    col!("Actor1Name", "Canonical name, else the sentence's words, in capitals", |r| name(r.actor)),
    col!("Actor1CountryCode", "CAMEO country: ISO 3166 but for GDELT's ROM, TMP, MTN, IMY, and KSV", |r| part(r.actor, |c| c.country.as_ref().map(|c| c.to_string()))),
    col!("Actor1KnownGroupCode", "UNO for the United Nations, EEC for the European Union", |r| part(r.actor, |c| c.group.map(str::to_owned))),
    col!("Actor1EthnicCode", "Blank: not coded"),
    col!("Actor1Religion1Code", "Blank: not coded"),
    col!("Actor1Religion2Code", "Blank: not coded"),
    col!("Actor1Type1Code", "IGO, NGO or MNC; else the role: GOV, MIL, MED (media), HLH (health) ... Blank for sectors that GDELT's list has not", |r| part(r.actor, |c| c.body.or(c.role).map(str::to_owned))),
    col!("Actor1Type2Code", "The role, where the first is a body", |r| part(r.actor, |c| c.body.and(c.role).map(str::to_owned))),
    col!("Actor1Type3Code", "Blank: at most two types are known"),
    col!("Actor2Code", "CAMEO code of who is acted on: body, country, group, role, as far as known", |r| code(r.recipient)),
    col!("Actor2Name", "Canonical name, else the sentence's words, in capitals", |r| name(r.recipient)),
    col!("Actor2CountryCode", "CAMEO country: ISO 3166 but for GDELT's ROM, TMP, MTN, IMY, and KSV", |r| part(r.recipient, |c| c.country.as_ref().map(|c| c.to_string()))),
    col!("Actor2KnownGroupCode", "UNO for the United Nations, EEC for the European Union", |r| part(r.recipient, |c| c.group.map(str::to_owned))),
    col!("Actor2EthnicCode", "Blank: not coded"),
    col!("Actor2Religion1Code", "Blank: not coded"),
    col!("Actor2Religion2Code", "Blank: not coded"),
    col!("Actor2Type1Code", "IGO, NGO or MNC; else the role: GOV, MIL, MED (media), HLH (health) ... Blank for sectors that GDELT's list has not", |r| part(r.recipient, |c| c.body.or(c.role).map(str::to_owned))),
    col!("Actor2Type2Code", "The role, where the first is a body", |r| part(r.recipient, |c| c.body.and(c.role).map(str::to_owned))),
    col!("Actor2Type3Code", "Blank: at most two types are known"),
    col!("IsRootEvent", "1 where the first sentence of a document tells it; else blank, since the record does not know paragraphs", |r| if r.m.sentence.index == 0 { Cell::Integer(1) } else { Cell::Null }),
    col!("EventCode", "CAMEO code, with its leading zero", |r| r.cameo(4)),
    col!("EventBaseCode", "Its first three digits", |r| r.cameo(3)),
    col!("EventRootCode", "Its first two digits", |r| r.cameo(2)),
    col!("QuadClass", "GDELT's, by CAMEO root: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict", |r| quad_class(r)),
    col!("GoldsteinScale", "Goldstein value of the code", |r| r.goldstein()),
    col!("NumMentions", "Mentions of the act in this export", |r| r.counts.map_or(Cell::Null, |c| Cell::Integer(c.mentions))),
    col!("NumSources", "Sources of these that have a name; blank where none has", |r| r.counts.and_then(|c| c.sources()).map_or(Cell::Null, Cell::Integer)),
    col!("NumArticles", "Documents of these", |r| r.counts.map_or(Cell::Null, |c| Cell::Integer(c.documents()))),
    col!("AvgTone", "Blank: tone is not measured"),
    col!("Actor1Geo_Type", "0: the record does not say where a party is", |_| Cell::Integer(0)),
    col!("Actor1Geo_FullName", "Blank"),
    col!("Actor1Geo_CountryCode", "Blank"),
    col!("Actor1Geo_ADM1Code", "Blank"),
    col!("Actor1Geo_ADM2Code", "Blank"),
    col!("Actor1Geo_Lat", "Blank"),
    col!("Actor1Geo_Long", "Blank"),
    col!("Actor1Geo_FeatureID", "Blank"),
    col!("Actor2Geo_Type", "0: the record does not say where a party is", |_| Cell::Integer(0)),
    col!("Actor2Geo_FullName", "Blank"),
    col!("Actor2Geo_CountryCode", "Blank"),
    col!("Actor2Geo_ADM1Code", "Blank"),
    col!("Actor2Geo_ADM2Code", "Blank"),
    col!("Actor2Geo_Lat", "Blank"),
    col!("Actor2Geo_Long", "Blank"),
    col!("Actor2Geo_FeatureID", "Blank"),
    col!("ActionGeo_Type", "0 none, 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 state or province elsewhere; blank for waters, which have no number", |r| geo_type(r)),
    col!("ActionGeo_FullName", "City, province, country; no more than the text says", |r| full_name(r)),
    col!("ActionGeo_CountryCode", "FIPS 10-4", |r| Cell::text_or_null(fips(r))),
    col!("ActionGeo_ADM1Code", "Of a country its FIPS code, as GDELT has it; else blank: the record has names, not FIPS codes", |r| Cell::text_or_null(country_fips(r))),
    col!("ActionGeo_ADM2Code", "Blank: not coded"),
    col!("ActionGeo_Lat", "Degrees north; of a country or province its middle, as the type says", |r| coordinate(r, |p| p.lat)),
    col!("ActionGeo_Long", "Degrees east, likewise", |r| coordinate(r, |p| p.lon)),
    col!("ActionGeo_FeatureID", "Of a country its FIPS code, as GDELT has it; else blank: the record has GeoNames ids, GDELT GNS and GNIS", |r| Cell::text_or_null(country_fips(r))),
    col!("DATEADDED", "Blank: the time of GDELT's update"),
    col!("SOURCEURL", "Address of the document", |r| Cell::text_or_null(r.m.document.url.as_deref())),
];

fn cameo(a: Option<&Actor>) -> Cameo {
    a.map(|a| Cameo::of(a, Spelling::Gdelt)).unwrap_or_default()
}

pub(super) fn code(a: Option<&Actor>) -> Cell<'static> {
    let code = cameo(a).parts().concat();
    if code.is_empty() { Cell::Null } else { Cell::Text(code.into()) }
}

pub(super) fn part(a: Option<&Actor>, part: impl FnOnce(&Cameo) -> Option<String>) -> Cell<'static> {
    part(&cameo(a)).map_or(Cell::Null, |p| Cell::Text(p.into()))
}

pub(super) fn name(a: Option<&Actor>) -> Cell<'static> {
    a.map_or(Cell::Null, |a| Cell::Text(who(a).to_uppercase().into()))
}

fn month_year(r: &Row) -> Cell<'static> {
    let (Some(year), Some(month)) = (r.when.year, r.when.month) else { return Cell::Null };
    Cell::Text(format!("{year:04}{month:02}").into())
}

fn fraction(r: &Row) -> Cell<'static> {
    r.when.day.map_or(Cell::Null, fraction_of)
}

/// Year and fraction as GDELT reckons.
pub(super) fn fraction_of(day: Date) -> Cell<'static> {
    let days = 30.0 * f64::from(day.month() - 1) + f64::from(day.day());
    Cell::Text(format!("{:.4}", f64::from(day.year()) + days / 365.0).into())
}

fn quad_class(r: &Row) -> Cell<'static> {
    r.m.cameo.as_deref().and_then(quad::gdelt).map_or(Cell::Null, Cell::Integer)
}

/// The place, if it was found in the gazetteer.
fn found<'a>(r: &Row<'a>) -> Option<(&'a Place, PlacePrecision)> {
    let place = r.m.place.as_ref()?;
    Some((place, place.precision?))
}

fn geo_type(r: &Row) -> Cell<'static> {
    let Some((place, precision)) = found(r) else { return Cell::Integer(0) };
    type_of(precision, place.country)
}

/// GDELT's number of a kind of place: the United States have their own.
pub(super) fn type_of(precision: PlacePrecision, country: Option<Country>) -> Cell<'static> {
    let us = country.is_some_and(|c| c.as_str() == "USA");
    match precision {
        PlacePrecision::Country => Cell::Integer(1),
        PlacePrecision::Region => Cell::Integer(if us { 2 } else { 5 }),
        PlacePrecision::City => Cell::Integer(if us { 3 } else { 4 }),
        PlacePrecision::Water => Cell::Null,
    }
}

fn full_name(r: &Row) -> Cell<'static> {
    let Some((place, precision)) = found(r) else { return Cell::Null };
    let admin1 = place.admin1.as_deref().filter(|_| precision == PlacePrecision::City);
    let country = codes::name(place.country).filter(|_| precision != PlacePrecision::Country);
    let names: Vec<&str> = [place.name.as_deref(), admin1, country].into_iter().flatten().collect();
    Cell::Text(names.join(", ").into())
}

fn fips(r: &Row) -> Option<&'static str> {
    codes::fips(found(r)?.0.country)
}

fn country_fips(r: &Row) -> Option<&'static str> {
    r.place(PlacePrecision::Country).and_then(|p| codes::fips(p.country))
}

/// Of a place whose type GDELT can tell.
fn coordinate(r: &Row, of: impl FnOnce(&Place) -> Option<f64>) -> Cell<'static> {
    found(r).filter(|(_, p)| *p != PlacePrecision::Water).and_then(|(p, _)| of(p)).map_or(Cell::Null, number)
}
