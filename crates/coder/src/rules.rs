//! The code book's rules about type and status, applied after the network.

use chancery_model::{EventType, Status};

use crate::decode::{RawAct, takes_inner};

/// Brings type, inner act and mode into the code book's form.
///
/// A future CONSULT, SUPPORT, COOPERATE or AID is an AGREE of it; a future RETREAT a CONCEDE of it. Only the future does
/// that: a hypothetical, negated or historical act keeps its own type (GUIDE, decision 14).
pub(crate) fn apply(act: &mut RawAct) {
    use EventType::*;
    if act.status == Status::Future {
        let promise = match act.kind {
            Consult | Support | Cooperate | Aid => Some(Agree),
            Retreat => Some(Concede),
            _ => None,
        };
        if let Some(promise) = promise {
            act.of = Some(act.kind);
            act.kind = promise;
        }
    }
    if !takes_inner(act.kind) {
        act.of = None;
    }
    act.mode = act.mode.filter(|m| m.valid_for(act.kind));
}

/// Whether a day lies so far before the document that the act is background: more than a year.
pub(crate) fn is_history(day: jiff::civil::Date, document: jiff::civil::Date) -> bool {
    day.checked_add(jiff::Span::new().years(1)).is_ok_and(|later| later < document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(kind: EventType, status: Status) -> RawAct {
        RawAct { status, ..RawAct::plain(kind) }
    }

    #[test]
    fn only_the_future_makes_a_promise_of_an_act() {
        for (kind, status, want) in [
            (EventType::Consult, Status::Future, (EventType::Agree, Some(EventType::Consult))),
            (EventType::Aid, Status::Future, (EventType::Agree, Some(EventType::Aid))),
            (EventType::Retreat, Status::Future, (EventType::Concede, Some(EventType::Retreat))),
            (EventType::Consult, Status::Hypothetical, (EventType::Consult, None)),
            (EventType::Sanction, Status::Future, (EventType::Sanction, None)),
            (EventType::Aid, Status::Negated, (EventType::Aid, None)),
        ] {
            let mut a = act(kind, status);
            apply(&mut a);
            assert_eq!((a.kind, a.of), want, "{kind} {status}");
        }
    }

    #[test]
    fn history_is_more_than_a_year_ago() {
        let day = |s: &str| s.parse::<jiff::civil::Date>().unwrap();
        assert!(is_history(day("2003-03-20"), day("2005-01-01")));
        assert!(!is_history(day("2004-06-01"), day("2005-01-01")));
        assert!(!is_history(day("2006-06-01"), day("2005-01-01")));
    }
}
