//! Phoenix: the daily files (26 columns) and those of the Cline Center (25), whose date is the story's.
//!
//! Parties are CAMEO codes; of `IGOUNO` the root is IGO and UNO stands among the agents.

use chancery_model::{Act, ActParty, Dataset};
use jiff::civil::Date;

use super::{cameo, place, unknown};
use crate::{bad::Bad, country::Countries, fields::Fields};

pub(super) fn act(dataset: Dataset, row: &Fields<'_>, countries: &mut Countries) -> Result<Act, Bad> {
    let daily = dataset == Dataset::Phoenix;
    let date = row.day(if daily { "date" } else { "story_date" })?;
    let places = if daily { ["place_name", "state_name", "country_name"] } else { ["placename", "statename", "countryname"] };
    let mut act = Act {
        own_id: row.owned(if daily { "event_id" } else { "eid" }),
        date,
        goldstein: row.number("goldstein")?,
        actor: party(row, "source", date).into_iter().collect(),
        recipient: party(row, "target", date).into_iter().collect(),
        place: place(row, places, ["lat", "lon"], date, countries)?,
        ..unknown(dataset)
    };
    if daily {
        // Mentions of one act are merged: its stories stand in a list.
        act.source = row.list("sources").first().filter(|s| !s.is_empty()).map(|s| (*s).to_owned());
        act.url = row.list("urls").first().filter(|u| !u.is_empty()).map(|u| (*u).to_owned());
        act.mentions = Some(row.list("ids").len() as u64).filter(|n| *n > 0);
    }
    cameo::describe(&mut act, "code", row.text("code"))?;
    Ok(act)
}

fn party(row: &Fields<'_>, side: &str, date: Option<Date>) -> Option<ActParty> {
    let part = |name: &str| row.text(&format!("{side}{name}"));
    let (root, agent, others) = (part("_root"), part("_agent"), part("_others"));
    let rest = agent.into_iter().chain(others.into_iter().flat_map(|o| o.split(';')));
    // A sector alone may stand as the root.
    let parts: Vec<&str> = root.into_iter().chain(rest).collect();
    let group = parts.iter().copied().find(|p| matches!(*p, "UNO" | "EEC"));
    // It has no names: the code is none.
    cameo::party(None, root, group, &parts, date)
}
