//! What changed between two states of the ledger.

use std::collections::BTreeMap;

use chancery_model::{Change, ChangeKind, Commitment};
use jiff::civil::Date;

use crate::lapse;

/// What became of commitments from `before` to `after`, in the order of `after`, what is gone last. A commitment lapsed if it had
/// not on `since` and has on `until`.
pub fn changes(before: &[Commitment], after: &[Commitment], since: Date, until: Date) -> Vec<Change> {
    let known: BTreeMap<&str, &Commitment> = before.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut out = Vec::new();
    for c in after {
        let old = known.get(c.id.as_str()).copied();
        let steps: Vec<_> = c.steps.iter().filter(|s| old.is_none_or(|o| !o.steps.contains(s))).cloned().collect();
        let kind = match old {
            None => Some(ChangeKind::Opened),
            Some(_) if !steps.is_empty() => Some(ChangeKind::Moved),
            Some(_) => None,
        };
        if let Some(kind) = kind {
            out.push(Change { steps, ..change(c, kind, old, Some(c)) });
        }
        let ran_out = lapse(c, until, 0).filter(|_| old.is_some_and(|o| lapse(o, since, 0).is_none()) || old.is_none());
        if let Some(l) = ran_out {
            out.push(Change { lapse: Some(l.rule), ..change(c, ChangeKind::Lapsed, Some(c), Some(c)) });
        }
    }
    let still: BTreeMap<&str, &Commitment> = after.iter().map(|c| (c.id.as_str(), c)).collect();
    let gone = before.iter().filter(|c| !still.contains_key(c.id.as_str()));
    out.extend(gone.map(|c| change(c, ChangeKind::Gone, Some(c), None)));
    out
}

fn change(c: &Commitment, kind: ChangeKind, before: Option<&Commitment>, after: Option<&Commitment>) -> Change {
    Change {
        commitment: c.id.clone(),
        change: kind,
        by: c.by.clone(),
        to: c.to.clone(),
        kind: c.kind,
        subject: c.subject.clone(),
        before: before.map(|c| c.state),
        after: after.map(|c| c.state),
        due: c.due,
        lapse: None,
        steps: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commitments, testing::step};

    #[test]
    fn opened_moved_lapsed_gone() {
        let day = |d: &str| d.parse::<Date>().unwrap();
        let boats = step("a", "2023-03-01", "announced", "Peru [will sell] patrol boats to Chile.").by("PER").to("CHL");
        let boats = boats.due("2024-06-30").build();
        let held = step("b", "2024-05-01", "delivered", "Peru [delivered] the patrol boats.").by("PER").to("CHL").build();
        let dam = step("c", "2024-04-01", "agreed", "Bolivia [signed] for a dam.").by("BOL").about(3).build();
        let before = commitments(std::slice::from_ref(&boats));
        let after = commitments(&[boats.clone(), held, dam]);
        let seen = |cs: &[Change]| cs.iter().map(|c| (c.change.as_str(), c.steps.len())).collect::<Vec<_>>();
        let (march, june, july) = (day("2024-03-01"), day("2024-06-01"), day("2024-07-15"));
        let got = changes(&before, &after, march, june);
        assert_eq!(seen(&got), [("moved", 1), ("opened", 1)]);
        assert_eq!((got[0].before.unwrap().as_str(), got[0].after.unwrap().as_str()), ("announced", "delivered"));
        assert_eq!(seen(&changes(&before, &before, march, june)), []);
        let lapsed = changes(&before, &before, march, july);
        assert_eq!(seen(&lapsed), [("lapsed", 0)]);
        assert!(lapsed[0].lapse.as_deref().unwrap().contains("2024-06-30"));
        assert_eq!(seen(&changes(&before, &before, july, july)), [], "lapsed before already");
        assert_eq!(seen(&changes(&before, &[], march, june)), [("gone", 0)]);
    }
}
