//! The figures by type, mode and status, for reading.

use std::fmt;

use chancery_model::{EventType, Mode, Status};

use crate::{
    Cause, EventError, Figures,
    count::Counts,
    figures::{figures, resample},
};

/// The figures of one type, mode or status.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The code.
    pub name: String,
    /// With counts and the 95 % interval of F1.
    pub figures: Figures,
}

/// Precision, recall and F1 by code. A mode is right where type and mode are, a status where the same act has it.
///
/// ```text
/// type             P     R    F1  95 %          gold coded
/// ACCUSE        0.75  0.60  0.67  [0.40, 0.84]    20    16
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    /// By type, in the code book's order.
    pub types: Vec<Row>,
    /// By mode.
    pub modes: Vec<Row>,
    /// By status.
    pub statuses: Vec<Row>,
    /// (gold type, coded type, events): the same act under another type, the most frequent first.
    pub confusion: Vec<(EventType, EventType, u64)>,
}

impl Tables {
    /// From the counts of each document and their sum.
    pub(crate) fn new(documents: &[Counts], total: &Counts, errors: &[EventError]) -> Tables {
        let modes: Vec<Mode> = total.per_mode.keys().copied().collect();
        let types = rows(documents, total, EventType::ALL.iter().map(EventType::to_string), |n| n.per_type.to_vec());
        let statuses = rows(documents, total, Status::ALL.iter().map(Status::to_string), |n| n.per_status.to_vec());
        let by_mode = |n: &Counts| modes.iter().map(|m| n.per_mode.get(m).copied().unwrap_or_default()).collect();
        let mut confusion: Vec<(EventType, EventType, u64)> = Vec::new();
        for (g, c) in errors.iter().filter(|e| e.cause == Cause::WrongType).filter_map(|e| e.gold.as_ref().zip(e.coded.as_ref())) {
            match confusion.iter_mut().find(|(a, b, _)| (*a, *b) == (g.kind, c.kind)) {
                Some(row) => row.2 += 1,
                None => confusion.push((g.kind, c.kind, 1)),
            }
        }
        confusion.sort_by_key(|&(g, c, n)| (std::cmp::Reverse(n), g, c));
        Tables { types, modes: rows(documents, total, modes.iter().map(Mode::to_string), by_mode), statuses, confusion }
    }
}

/// A row for each name that gold or coder has; `of` gives gold, coded and found for every name, in their order.
fn rows(documents: &[Counts], total: &Counts, names: impl Iterator<Item = String>, of: impl Fn(&Counts) -> Vec<[u64; 3]>) -> Vec<Row> {
    let all = of(total);
    let intervals = resample(documents.len(), all.len(), |i| of(&documents[i]));
    let row = |((name, [gold, coded, found]), interval): ((String, [u64; 3]), [f64; 2])| Row {
        name,
        figures: Figures { interval: Some(interval), ..figures(found, gold, coded) },
    };
    names.zip(all).zip(intervals).map(row).filter(|r| r.figures.gold + r.figures.coded > 0).collect()
}

impl fmt::Display for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (title, rows) in [("type", &self.types), ("mode", &self.modes), ("status", &self.statuses)] {
            writeln!(f, "\n{title:16}     P     R    F1  95 %          gold coded")?;
            for Row { name, figures: Figures { p, r, f1, gold, coded, interval, .. } } in rows {
                let [low, high] = interval.unwrap_or_default();
                writeln!(f, "{name:16}  {p:.2}  {r:.2}  {f1:.2}  [{low:.2}, {high:.2}] {gold:5} {coded:5}")?;
            }
        }
        write!(f, "\ntaken for another type (gold > coded):")?;
        if self.confusion.is_empty() {
            write!(f, " none")?;
        }
        for (gold, coded, n) in &self.confusion {
            write!(f, "\n{gold} > {coded}: {n}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::{read_gold, score_events};

    #[test]
    fn each_code_has_its_row() {
        let line = |kind: &str, mode: &str, status: &str| {
            format!(
                r#"{{"id":"a","sentences":["Peru thanked Chile."],"events":[{{"s":0,"tr":"thanked","type":"{kind}","mode":{mode},"status":"{status}","actor":[{{"t":"Peru","c":"PER","s":"GOV"}}],"recipient":[]}}]}}"#
            )
        };
        let read = |l: String| read_gold("g", l.as_bytes()).0;
        let gold = read(line("ACCUSE", "\"allege\"", "reported"));
        let of = |coded: String| {
            let t = score_events(&gold, &[read(coded)[0].events.clone()]).tables().clone();
            let rows = |rows: &[super::Row]| {
                rows.iter()
                    .map(|r| format!("{} {}/{}/{}", r.name, r.figures.tp, r.figures.gold, r.figures.coded))
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            (rows(&t.types), rows(&t.modes), rows(&t.statuses), t.confusion.len(), t.to_string())
        };
        let (types, modes, statuses, ..) = of(line("ACCUSE", "\"disapprove\"", "future"));
        assert_eq!((types.as_str(), modes.as_str()), ("ACCUSE 1/1/1", "disapprove 0/0/1, allege 0/1/0"));
        assert_eq!(statuses, "reported 0/1/0, future 0/0/1");
        let (types, _, _, confused, shown) = of(line("REJECT", "null", "reported"));
        assert_eq!((types.as_str(), confused), ("ACCUSE 0/1/0, REJECT 0/0/1", 1));
        assert!(shown.contains("ACCUSE > REJECT: 1"), "{shown}");
    }
}
