//! What CAMEO codes say: of an act, and of a party.

use chancery_model::{Act, ActParty, codebook::cameo};
use jiff::civil::Date;

use crate::{
    bad::Bad,
    country::{Scheme, coded},
    sector,
};

/// Fills in what the CAMEO code in `column` says. A code that the code book does not have says nothing; what is no code at all
/// shows that the columns are shifted.
pub(super) fn describe(act: &mut Act, column: &str, code: Option<&str>) -> Result<(), Bad> {
    let Some(code) = code else { return Ok(()) };
    if code.len() > 4 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Bad::value(format!("{column} is no CAMEO code"), code));
    }
    let Some(known) = cameo::find(code) else { return Ok(()) };
    act.cameo = Some(known.code.to_owned());
    if let Some(plover) = cameo::to_plover(code) {
        act.event = Some(plover.event);
        act.quad = Some(plover.event.quad());
        (act.mode, act.of, act.contexts) = (plover.mode, plover.of, plover.contexts);
    }
    Ok(())
}

/// A party by the parts of its code: country, known group (UNO, EEC), types in order of weight. None where all are blank.
pub(super) fn party(
    name: Option<&str>,
    country: Option<&str>,
    group: Option<&str>,
    types: &[&str],
    date: Option<Date>,
) -> Option<ActParty> {
    if name.is_none() && country.is_none() && group.is_none() && types.is_empty() {
        return None;
    }
    let body = match group {
        Some("UNO") => Some("UNO"),
        Some("EEC") => Some("EUR"),
        _ => ["IGO", "NGO", "MNC"].into_iter().find(|b| types.contains(b)),
    };
    // The United Nations and the European Union are bodies even where a code puts them into a country.
    let place = country.filter(|_| !matches!(body, Some("UNO" | "EUR"))).and_then(|c| coded(Scheme::Cameo, c, date));
    Some(ActParty {
        name: name.map(str::to_owned),
        country: place.or_else(|| body?.parse().ok()),
        sector: sector::first(types.iter().copied()),
    })
}
