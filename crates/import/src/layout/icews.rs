//! ICEWS, 20 columns: countries and sectors by name, CAMEO codes, places down to the city.

use chancery_model::{Act, ActParty, Dataset, Sector};
use jiff::civil::Date;

use super::{cameo, place, unknown};
use crate::{bad::Bad, country::Countries, fields::Fields, sector};

pub(super) fn act(row: &Fields<'_>, countries: &mut Countries) -> Result<Act, Bad> {
    let date = row.day("Event Date")?;
    row.count("Sentence Number")?;
    let mut act = Act {
        own_id: row.owned("Event ID"),
        date,
        goldstein: row.number("Intensity")?,
        actor: party(row, "Source", date, countries).into_iter().collect(),
        recipient: party(row, "Target", date, countries).into_iter().collect(),
        place: place(row, ["City", "Province", "Country"], ["Latitude", "Longitude"], date, countries)?,
        source: row.owned("Publisher"),
        ..unknown(Dataset::Icews)
    };
    cameo::describe(&mut act, "CAMEO Code", row.text("CAMEO Code"))?;
    Ok(act)
}

fn party(row: &Fields<'_>, side: &str, date: Option<Date>, countries: &mut Countries) -> Option<ActParty> {
    let part = |name: &str| row.text(&format!("{side} {name}"));
    let (name, sectors, country) = (part("Name"), part("Sectors"), part("Country"));
    name.or(sectors).or(country)?;
    let sector = sector::of(sector::Scheme::Icews, sectors.unwrap_or_default().split(','));
    // A body between states has no country of its own.
    let body = match sector {
        Some(Sector::Igo) => Some("IGO"),
        Some(Sector::Ngo) => Some("NGO"),
        _ => None,
    };
    let country = country.and_then(|c| countries.named(c, date)).or_else(|| body?.parse().ok());
    Some(ActParty { name: name.map(str::to_owned), country, sector })
}
