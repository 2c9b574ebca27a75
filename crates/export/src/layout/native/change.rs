//! Changes of commitments: a row for each new step, one where there is none.

use chancery_model::{Change, Step};

use super::countries;
use crate::{
    Cell, Column,
    Kind::{Date, Text, TextList},
    Record,
    table::{Field, Head, Line},
};

fn step<'a>(c: &'a Change, row: usize, part: impl FnOnce(&'a Step) -> Cell<'a>) -> Cell<'a> {
    c.steps.get(row).map_or(Cell::Null, part)
}

const COLUMNS: &[Column<Change>] = &[
    Column {
        name: "commitment",
        kind: Text,
        path: "commitment",
        meaning: "Id of the commitment",
        get: |c, _| Cell::text(&c.commitment),
    },
    Column {
        name: "change",
        kind: Text,
        path: "change",
        meaning: "opened, moved, lapsed (computed), gone (coded anew or joined to another)",
        get: |c, _| Cell::text(c.change.as_str()),
    },
    Column { name: "by", kind: TextList, path: "by[]", meaning: "Who undertakes it", get: |c, _| countries(&c.by) },
    Column { name: "to", kind: TextList, path: "to[]", meaning: "The other side", get: |c, _| countries(&c.to) },
    Column { name: "type", kind: Text, path: "type", meaning: "PLOVER type of the promised act", get: |c, _| Cell::text(c.kind.as_str()) },
    Column { name: "subject", kind: Text, path: "subject", meaning: "What is promised", get: |c, _| Cell::text(&c.subject) },
    Column {
        name: "before",
        kind: Text,
        path: "before",
        meaning: "State before; absent of an opened one",
        get: |c, _| Cell::text_or_null(c.before.map(|s| s.as_str())),
    },
    Column {
        name: "after",
        kind: Text,
        path: "after",
        meaning: "State after; absent of one that is gone",
        get: |c, _| Cell::text_or_null(c.after.map(|s| s.as_str())),
    },
    Column { name: "due", kind: Date, path: "due", meaning: "Due day as it is known", get: |c, _| Cell::date(c.due) },
    Column {
        name: "lapse",
        kind: Text,
        path: "lapse",
        meaning: "The rule by which it lapsed",
        get: |c, _| Cell::text_or_null(c.lapse.as_deref()),
    },
    Column {
        name: "step_state",
        kind: Text,
        path: "steps[].state",
        meaning: "State from this new step on",
        get: |c, n| step(c, n, |s| Cell::text(s.state.as_str())),
    },
    Column { name: "step_date", kind: Date, path: "steps[].date", meaning: "Its day", get: |c, n| step(c, n, |s| Cell::date(s.date)) },
    Column {
        name: "step_document",
        kind: Text,
        path: "steps[].document",
        meaning: "The document that proves it",
        get: |c, n| step(c, n, |s| Cell::text(&s.document)),
    },
    Column {
        name: "step_quote",
        kind: Text,
        path: "steps[].quote",
        meaning: "The sentence, word for word",
        get: |c, n| step(c, n, |s| Cell::text(&s.quote)),
    },
];

impl Record for Change {
    const NAME: &'static str = "change";

    fn columns() -> &'static [Column<Self>] {
        COLUMNS
    }

    fn rows(&self) -> usize {
        self.steps.len().max(1)
    }

    fn heads() -> &'static [Head] {
        const HEADS: &[Head] = &[
            Head::new("CHANGE", 6, 6).rank(10),
            Head::new("BEFORE", 9, 11).rank(8),
            Head::new("AFTER", 9, 11).rank(9),
            Head::new("BY", 3, 20).rank(7),
            Head::new("TO", 3, 20).rank(6),
            Head::new("SUBJECT", 12, 60).rank(5),
            Head::new("DUE", 10, 10).rank(4),
            Head::new("ID", 16, 16).rank(3),
        ];
        HEADS
    }

    fn line(&self) -> Line {
        let codes = |codes: &[chancery_model::Country]| Field::new(&codes.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", "));
        let state = |s: Option<chancery_model::StepState>| Field::new(s.map_or("", |s| s.as_str()));
        let dates: Vec<String> = self.steps.iter().map(|s| s.date.map_or(String::new(), |d| d.to_string())).collect();
        let mut below: Vec<Vec<(&str, usize)>> = Vec::new();
        if let Some(rule) = &self.lapse {
            below.push(vec![(rule, 0)]);
        }
        below.extend(self.steps.iter().zip(&dates).map(|(s, d)| vec![(d.as_str(), 10), (s.state.as_str(), 11), (s.quote.as_str(), 0)]));
        Line::new(vec![
            Field::new(self.change.as_str()),
            state(self.before),
            state(self.after),
            codes(&self.by),
            codes(&self.to),
            Field::new(&self.subject),
            Field::new(&self.due.map_or(String::new(), |d| d.to_string())),
            Field::new(&self.commitment),
        ])
        .below(&below)
    }
}
