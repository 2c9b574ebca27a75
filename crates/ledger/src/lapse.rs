//! Whether a commitment has lapsed. Computed when asked, never recorded.

use chancery_model::{Commitment, Lapse, StepState};
use jiff::{ToSpan, civil::Date};

/// Without a due day, how long after its last step an open commitment counts as lapsed.
const HORIZON_YEARS: i32 = 2;

/// Whether `commitment` has run out by `as_of`: still open, and its due day passed, or, where none was ever stated,
/// two years gone since its last step. `sources` says how many sources were searched in vain.
pub fn lapse(commitment: &Commitment, as_of: Date, sources: u32) -> Option<Lapse> {
    use StepState::{Agreed, Announced, InProgress, Proposed};
    if !matches!(commitment.state, Proposed | Announced | Agreed | InProgress) {
        return None;
    }
    let rule = match commitment.due {
        Some(due) if due < as_of => format!("due by {due}, no outcome found"),
        Some(_) => return None,
        None => {
            let last = commitment.steps.iter().filter_map(|s| s.date).max()?;
            let horizon = last.checked_add(HORIZON_YEARS.years()).ok()?;
            if horizon >= as_of {
                return None;
            }
            format!("no due day stated, last step {last}, no outcome found within {HORIZON_YEARS} years")
        }
    };
    Some(Lapse { rule, as_of, sources })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitments;
    use crate::testing::step;

    fn day(d: &str) -> Date {
        d.parse().unwrap()
    }

    /// Boats promised, with a due day or not, and delivered in the end or not.
    fn boats(due: bool, held: bool) -> Commitment {
        let m = step("a", "2023-03-01", "announced", "Peru [will sell] patrol boats to Chile.").by("PER").to("CHL");
        let m = if due { m.due("2024-06-30") } else { m };
        let later = step("b", "2024-08-01", "delivered", "Peru [delivered] the patrol boats.").by("PER").to("CHL").build();
        let told = if held { vec![m.build(), later] } else { vec![m.build()] };
        commitments(&told).remove(0)
    }

    #[test]
    fn lapses_by_due_day_or_horizon() {
        let then = boats(true, false);
        assert_eq!(then.state, StepState::Announced);
        assert_eq!(lapse(&then, day("2024-06-30"), 3), None);
        let gone = lapse(&then, day("2024-07-01"), 3).unwrap();
        assert_eq!((gone.as_of, gone.sources), (day("2024-07-01"), 3));
        assert!(gone.rule.contains("2024-06-30"));
        let open = boats(false, false);
        assert_eq!(lapse(&open, day("2025-03-01"), 3), None);
        assert!(lapse(&open, day("2025-03-02"), 3).is_some());
        assert_eq!(lapse(&boats(true, true), day("2030-01-01"), 3), None, "delivered is no lapse");
    }
}
