//! PLOVER's JSON, one object a line, as the manual's appendix names the fields.

use chancery_model::{Act, ActParty, ActPlace, Dataset, PlacePrecision};
use jiff::civil::Date;
use serde_json::Value;

use super::{plover, unknown};
use crate::{bad::Bad, country::Countries, fields};

/// The act of a line.
pub(crate) fn plover_json(line: &str, countries: &mut Countries) -> Result<Act, Bad> {
    // The words of the library name a column, which a message cannot use: every failure would be of a kind of its own.
    let record: Value = serde_json::from_str(line).map_err(|_| Bad::new("not valid JSON"))?;
    if !record.is_object() {
        return Err(Bad::new("not a JSON object"));
    }
    let date = match text(&record["date"]) {
        None => None,
        Some(day) => Some(fields::day(day).ok_or_else(|| Bad::value("date is no day", day))?),
    };
    let cite = &record["cite_info"];
    let mut act = Act {
        own_id: text(&record["id"]).map(str::to_owned).or_else(|| record["id"].as_i64().map(|n| n.to_string())),
        date,
        actor: parties(&record["actor"], date, countries),
        recipient: parties(&record["recipient"], date, countries),
        place: place(&record["event_loc"], date, countries)?,
        source: text(&cite["publication"]).map(str::to_owned),
        url: text(&cite["url"]).map(str::to_owned),
        ..unknown(Dataset::PloverJson)
    };
    let contexts = texts(&record["context"]);
    plover::describe(&mut act, texts(&record["event"]).first().copied(), texts(&record["mode"]).first().copied(), &contexts)?;
    Ok(act)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|s| !s.is_empty())
}

/// A text or a list of them.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

fn parties(value: &Value, date: Option<Date>, countries: &mut Countries) -> Vec<ActParty> {
    let mut party = |p: &Value| ActParty {
        name: text(&p["identifier_text"]).or_else(|| text(&p["entity_text"])).map(str::to_owned),
        country: text(&p["code"]).and_then(|c| countries.named(c, date)),
        sector: texts(&p["sector"]).first().and_then(|s| plover::sector(s)),
    };
    match value {
        Value::Array(items) => items.iter().filter(|p| p.is_object()).map(party).collect(),
        one if one.is_object() => vec![party(one)],
        _ => Vec::new(),
    }
}

fn place(value: &Value, date: Option<Date>, countries: &mut Countries) -> Result<Option<ActPlace>, Bad> {
    // A list of places, or one.
    let value = value.as_array().and_then(|a| a.first()).unwrap_or(value);
    let (city, province, country) = (text(&value["city"]), text(&value["province"]), text(&value["country"]));
    let name = text(&value["resolved_place"]).or_else(|| text(&value["extracted_place"])).or(city).or(province).or(country);
    let code = text(&value["country_code"]).or(country);
    if name.is_none() && code.is_none() {
        return Ok(None);
    }
    let degrees = |field: &str, most: f64| match value[field].as_f64() {
        Some(x) if x.abs() > most => Err(Bad::value(format!("{field} is beyond {most} degrees"), &x.to_string())),
        x => Ok(x),
    };
    let point = degrees("lat", 90.0)?.zip(degrees("lon", 180.0)?);
    let precision = match (city, province, code) {
        (Some(_), ..) => Some(PlacePrecision::City),
        (None, Some(_), _) => Some(PlacePrecision::Region),
        (None, None, Some(_)) => Some(PlacePrecision::Country),
        (None, None, None) => None,
    };
    Ok(Some(ActPlace {
        name: name.map(str::to_owned),
        country: code.and_then(|c| countries.named(c, date)),
        admin1: province.map(str::to_owned),
        lat: point.map(|p| p.0),
        lon: point.map(|p| p.1),
        precision,
    }))
}
