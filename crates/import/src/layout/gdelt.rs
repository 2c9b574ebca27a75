//! GDELT events, 2.0 (61 columns) and 1.0 (58, the full history 57).
//!
//! The act is the row's CAMEO code, the place its `ActionGeo` with FIPS 10-4 countries. GDELT names no publisher, only an address.

use chancery_model::{Act, ActParty, ActPlace, Dataset, PlacePrecision};
use jiff::civil::Date;

use super::{cameo, unknown};
use crate::{
    bad::Bad,
    country::{Scheme, coded},
    fields::Fields,
};

pub(super) fn act(dataset: Dataset, row: &Fields<'_>) -> Result<Act, Bad> {
    let id = row.count("GLOBALEVENTID")?;
    let date = row.day("SQLDATE")?;
    let mut act = Act {
        own_id: id.map(|id| id.to_string()),
        date,
        goldstein: row.number("GoldsteinScale")?,
        actor: party(row, 1, date).into_iter().collect(),
        recipient: party(row, 2, date).into_iter().collect(),
        place: place(row, date)?,
        url: row.owned("SOURCEURL"),
        mentions: row.count("NumMentions")?,
        ..unknown(dataset)
    };
    cameo::describe(&mut act, "EventCode", row.text("EventCode"))?;
    Ok(act)
}

fn party(row: &Fields<'_>, n: u8, date: Option<Date>) -> Option<ActParty> {
    let part = |name: &str| row.text(&format!("Actor{n}{name}"));
    let types: Vec<&str> = ["Type1Code", "Type2Code", "Type3Code"].into_iter().filter_map(part).collect();
    cameo::party(part("Name"), part("CountryCode"), part("KnownGroupCode"), &types, date)
}

fn place(row: &Fields<'_>, date: Option<Date>) -> Result<Option<ActPlace>, Bad> {
    let kind = row.count("ActionGeo_Type")?;
    let point = row.point("ActionGeo_Lat", "ActionGeo_Long")?;
    let name = row.text("ActionGeo_FullName");
    let precision = match kind {
        None | Some(0) => None,
        Some(1) => Some(PlacePrecision::Country),
        Some(2 | 5) => Some(PlacePrecision::Region),
        Some(3 | 4) => Some(PlacePrecision::City),
        Some(other) => return Err(Bad::value("ActionGeo_Type is not 0 to 5", &other.to_string())),
    };
    // The full history writes 0 and 0 where there is no place.
    if precision.is_none() && name.is_none() {
        return Ok(None);
    }
    // "Lima, Lima, Peru"; "California, United States".
    let parts: Vec<&str> = name.map(|n| n.split(',').map(str::trim).collect()).unwrap_or_default();
    let admin1 = match (precision, parts.as_slice()) {
        (Some(PlacePrecision::City), [_, admin1, _]) | (Some(PlacePrecision::Region), [admin1, _]) => Some((*admin1).to_owned()),
        _ => None,
    };
    Ok(Some(ActPlace {
        name: name.map(str::to_owned),
        country: row.text("ActionGeo_CountryCode").and_then(|c| coded(Scheme::Fips, c, date)),
        admin1: admin1.filter(|a| !a.is_empty()),
        lat: point.map(|p| p.0),
        lon: point.map(|p| p.1),
        precision,
    }))
}
