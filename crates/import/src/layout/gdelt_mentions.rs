//! GDELT 2.0 mentions, 16 columns: where an event was told. They say nothing of the act itself; `own_id` joins its row among the events.
//!
//! They have the time at which GDELT read the text, and none of the act: so there is no date.

use chancery_model::{Act, Dataset};

use super::unknown;
use crate::{bad::Bad, fields::Fields};

/// A page of the web: its identifier is an address.
const WEB: u64 = 1;

pub(super) fn act(row: &Fields<'_>) -> Result<Act, Bad> {
    let id = row.count("GLOBALEVENTID")?;
    let kind = row.count("MentionType")?;
    for column in ["EventTimeDate", "MentionTimeDate"] {
        row.day(column)?;
    }
    for column in ["SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "Confidence"] {
        row.number(column)?;
    }
    Ok(Act {
        own_id: id.map(|id| id.to_string()),
        source: row.owned("MentionSourceName"),
        url: row.owned("MentionIdentifier").filter(|_| kind == Some(WEB)),
        ..unknown(Dataset::GdeltMentions)
    })
}
