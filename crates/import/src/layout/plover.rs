//! What the words of PLOVER say.

use chancery_model::{Act, Context, EventType, Mode, Sector};

use crate::bad::Bad;

/// Fills in type, mode and contexts. A type that PLOVER's manual does not have is an error: the columns are shifted, or the file is
/// of an older code book.
pub(super) fn describe(act: &mut Act, kind: Option<&str>, mode: Option<&str>, contexts: &[&str]) -> Result<(), Bad> {
    if let Some(kind) = kind {
        let event: EventType = kind.to_ascii_uppercase().parse().map_err(|_| Bad::value("not a PLOVER type", kind))?;
        act.event = Some(event);
        act.quad = Some(event.quad());
        act.mode = mode.and_then(|m| m.to_ascii_lowercase().replace(['_', ' '], "-").parse::<Mode>().ok()).filter(|m| m.valid_for(event));
    }
    act.contexts = contexts.iter().filter_map(|c| c.to_ascii_lowercase().replace(['-', ' '], "_").parse::<Context>().ok()).collect();
    act.contexts.sort();
    act.contexts.dedup();
    Ok(())
}

/// A sector by PLOVER's name.
pub(super) fn sector(name: &str) -> Option<Sector> {
    name.to_ascii_uppercase().parse().ok()
}
