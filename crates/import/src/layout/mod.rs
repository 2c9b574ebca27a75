//! What the rows of each layout say: one file a layout.

mod cameo;
mod gdelt;
mod gdelt_mentions;
mod icews;
mod phoenix;
mod plover;
mod plover_json;
mod polecat;

use chancery_model::{Act, ActPlace, Dataset, PlacePrecision};
use jiff::civil::Date;

pub(crate) use plover_json::plover_json;

use crate::{bad::Bad, country::Countries, fields::Fields};

/// The act of a row. Its id is set by the caller, who has the row.
pub(crate) fn act(dataset: Dataset, row: &Fields<'_>, countries: &mut Countries) -> Result<Act, Bad> {
    match dataset {
        Dataset::Gdelt | Dataset::Gdelt1 => gdelt::act(dataset, row),
        Dataset::GdeltMentions => gdelt_mentions::act(row),
        Dataset::Icews => icews::act(row, countries),
        Dataset::Polecat => polecat::act(row, countries),
        Dataset::Phoenix | Dataset::Cline => phoenix::act(dataset, row, countries),
        Dataset::Chancery | Dataset::PloverJson => Err(Bad::new(format!("{dataset} has no columns"))),
    }
}

/// Where an act took place, by the columns for city, region and country, of which the narrowest that is filled names it, and those
/// for latitude and longitude.
fn place(
    row: &Fields<'_>,
    [city, region, country]: [&str; 3],
    [lat, lon]: [&str; 2],
    date: Option<Date>,
    countries: &mut Countries,
) -> Result<Option<ActPlace>, Bad> {
    let point = row.point(lat, lon)?;
    let (city, region, country) = (row.text(city), row.text(region), row.text(country));
    let (name, precision) = match (city, region, country) {
        (Some(name), ..) => (name, PlacePrecision::City),
        (None, Some(name), _) => (name, PlacePrecision::Region),
        (None, None, Some(name)) => (name, PlacePrecision::Country),
        (None, None, None) => return Ok(None),
    };
    Ok(Some(ActPlace {
        name: Some(name.to_owned()),
        country: country.and_then(|c| countries.named(c, date)),
        admin1: region.map(str::to_owned),
        lat: point.map(|p| p.0),
        lon: point.map(|p| p.1),
        precision: Some(precision),
    }))
}

/// An act of which nothing is known.
fn unknown(dataset: Dataset) -> Act {
    Act {
        id: String::new(),
        dataset,
        own_id: None,
        date: None,
        event: None,
        mode: None,
        of: None,
        status: None,
        contexts: Vec::new(),
        quad: None,
        cameo: None,
        goldstein: None,
        actor: Vec::new(),
        recipient: Vec::new(),
        place: None,
        source: None,
        url: None,
        mentions: None,
    }
}
