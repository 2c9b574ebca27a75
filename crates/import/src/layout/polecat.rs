//! POLECAT, 40 columns: PLOVER's types and codes, lists of parties with `;` between.
//!
//! Its intensity is PLOVER's score, not a Goldstein value, and it has no CAMEO code: both are left out.

use chancery_model::{Act, ActParty, ActPlace, Dataset, PlacePrecision};
use jiff::civil::Date;

use super::{plover, unknown};
use crate::{
    bad::Bad,
    country::{Countries, Scheme, coded},
    fields::Fields,
};

pub(super) fn act(row: &Fields<'_>, countries: &mut Countries) -> Result<Act, Bad> {
    let date = row.day("Event Date")?;
    row.day("Publication Date")?;
    row.number("Intensity")?;
    let mut act = Act {
        own_id: row.owned("Event ID"),
        date,
        actor: parties(row, "Actor", date, countries),
        recipient: parties(row, "Recipient", date, countries),
        place: place(row, date, countries)?,
        source: row.owned("Source"),
        ..unknown(Dataset::Polecat)
    };
    let contexts: Vec<&str> = row.text("Contexts").map(|c| c.split([';', ',']).map(str::trim).collect()).unwrap_or_default();
    plover::describe(&mut act, row.text("Event Type"), row.text("Event Mode"), &contexts)?;
    Ok(act)
}

/// The parties of a side. Lists of one length are read side by side; a list of another length cannot be joined to them, since nothing
/// says which item is whose.
fn parties(row: &Fields<'_>, side: &str, date: Option<Date>, countries: &mut Countries) -> Vec<ActParty> {
    let list = |name: &str| row.list(&format!("{side} {name}"));
    let (names, raw, codes, numbers) = (list("Name"), list("Name Raw"), list("Country"), list("COW"));
    let primary = row.text(&format!("Primary {side} Sector")).and_then(plover::sector);
    let sectors = list("Sectors");
    let n = [names.len(), raw.len(), codes.len(), numbers.len()].into_iter().max().unwrap_or(0);
    let item = |list: &[&str], i: usize| -> Option<String> {
        (list.len() == n).then(|| list.get(i).map(|s| (*s).to_owned())).flatten().filter(|s| !s.is_empty() && s != "None")
    };
    let mut parties = Vec::with_capacity(n);
    for i in 0..n {
        let by_code = item(&codes, i).and_then(|c| countries.named(&c, date));
        let country = by_code.or_else(|| item(&numbers, i).and_then(|c| coded(Scheme::Cow, c.trim_end_matches(".0"), date)));
        let sector = if n == 1 { primary } else { item(&sectors, i).as_deref().and_then(plover::sector) };
        parties.push(ActParty { name: item(&names, i).or_else(|| item(&raw, i)), country, sector });
    }
    parties
}

fn place(row: &Fields<'_>, date: Option<Date>, countries: &mut Countries) -> Result<Option<ActPlace>, Bad> {
    let point = row.point("Latitude", "Longitude")?;
    let (city, province, country) = (row.text("City"), row.text("Province"), row.text("Country"));
    let Some(name) = row.text("Placename").or(city).or(province).or(country) else { return Ok(None) };
    let precision = match (city, province, country) {
        (Some(_), ..) => Some(PlacePrecision::City),
        (None, Some(_), _) => Some(PlacePrecision::Region),
        (None, None, Some(_)) => Some(PlacePrecision::Country),
        (None, None, None) => None,
    };
    Ok(Some(ActPlace {
        name: Some(name.to_owned()),
        country: country.and_then(|c| countries.named(c, date)),
        admin1: province.map(str::to_owned),
        lat: point.map(|p| p.0),
        lon: point.map(|p| p.1),
        precision,
    }))
}
