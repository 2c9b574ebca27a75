//! Commitments: one row for each step, with the commitment's own columns repeated.

use std::sync::LazyLock;

use chancery_model::{Commitment, Country, Step};

use super::{amount, countries};
use crate::{
    Cell, Column,
    Kind::{Date, Float, Integer, Text, TextList},
    Record,
    cell::name,
    table::{Field, Head, Line},
};

macro_rules! column {
    ($name:expr, $kind:expr, $path:expr, $means:expr, |$c:ident| $get:expr) => {{
        fn get(record: &Commitment, _row: usize) -> Cell<'_> {
            let $c = record;
            $get
        }
        Column { name: $name, kind: $kind, path: $path, meaning: $means, get }
    }};
    // Of the row's step; a commitment without steps has empty ones.
    ($name:expr, $kind:expr, $path:expr, $means:expr, step |$s:ident| $get:expr) => {{
        fn get(record: &Commitment, row: usize) -> Cell<'_> {
            fn part($s: &Step) -> Cell<'_> {
                $get
            }
            record.steps.get(row).map_or(Cell::Null, part)
        }
        Column { name: $name, kind: $kind, path: $path, meaning: $means, get }
    }};
}

static COLUMNS: LazyLock<Vec<Column<Commitment>>> = LazyLock::new(|| {
    vec![
        column!("id", Text, "id", "Hash of the opening step", |c| Cell::text(&c.id)),
        column!("by", TextList, "by[]", "Countries that undertake it; all parties where they are equals", |c| countries(&c.by)),
        column!("to", TextList, "to[]", "The other side; empty for equals and for unilateral undertakings", |c| countries(&c.to)),
        column!("type", Text, "type", "PLOVER type of the promised act", |c| Cell::text(c.kind.as_str())),
        column!("subject", Text, "subject", "What is promised, in the words of the text", |c| Cell::text(&c.subject)),
        column!("domain", Text, "domain", "One of the PLOVER contexts, or education", |c| Cell::text_or_null(c.domain.as_deref())),
        column!("state", Text, "state", "State after the last step", |c| Cell::name(Some(c.state))),
        column!("due", Date, "due", "Latest stated due day", |c| Cell::date(c.due)),
        column!("amount_text", Text, "amount.text", "Latest stated amount: restated, never added up", |c| amount(&c.amount, |a| {
            Cell::text(&a.text)
        })),
        column!("amount_value", Float, "amount.value", "The number", |c| amount(&c.amount, |a| Cell::float(a.value))),
        column!("amount_unit", Text, "amount.unit", "What is counted; absent for money", |c| amount(&c.amount, |a| Cell::text_or_null(
            a.unit.as_deref()
        ))),
        column!("amount_currency", Text, "amount.currency", "ISO 4217 code; absent where it is no money", |c| amount(&c.amount, |a| {
            Cell::text_or_null(a.currency.as_deref())
        })),
        Column {
            name: "step",
            kind: Integer,
            path: "steps[]",
            meaning: "Number of the step, from 1; absent where there is none",
            get: |c, row| if row < c.steps.len() { Cell::Integer(row as i64 + 1) } else { Cell::Null },
        },
        column!("step_state", Text, "steps[].state", "State from this step on", step | s | Cell::name(Some(s.state))),
        column!("step_date", Date, "steps[].date", "Day of the step: the act's, else the document's", step | s | Cell::date(s.date)),
        column!("step_document", Text, "steps[].document", "Id of the document that proves it", step | s | Cell::text(&s.document)),
        column!("step_quote", Text, "steps[].quote", "The sentence, word for word", step | s | Cell::text(&s.quote)),
        column!(
            "step_start",
            Integer,
            "steps[].span[0]",
            "First code point of the sentence in its document",
            step | s | Cell::Integer(s.span.start.into())
        ),
        column!("step_end", Integer, "steps[].span[1]", "One past its last code point", step | s | Cell::Integer(s.span.end.into())),
        column!(
            "step_mention_id",
            Text,
            "steps[].mention_id",
            "The mention; absent where the sentence codes no act",
            step | s | Cell::text_or_null(s.mention_id.as_deref())
        ),
        column!("step_due", Date, "steps[].due", "Due day, as this step says", step | s | Cell::date(s.due)),
        column!(
            "step_amount_text",
            Text,
            "steps[].amount.text",
            "Amount, as this step says",
            step | s | amount(&s.amount, |a| Cell::text(&a.text))
        ),
        column!("step_amount_value", Float, "steps[].amount.value", "The number", step | s | amount(&s.amount, |a| Cell::float(a.value))),
        column!(
            "step_amount_unit",
            Text,
            "steps[].amount.unit",
            "What is counted; absent for money",
            step | s | amount(&s.amount, |a| Cell::text_or_null(a.unit.as_deref()))
        ),
        column!(
            "step_amount_currency",
            Text,
            "steps[].amount.currency",
            "ISO 4217 code; absent where it is no money",
            step | s | amount(&s.amount, |a| Cell::text_or_null(a.currency.as_deref()))
        ),
        column!("lapsed_rule", Text, "lapsed.rule", "The rule by which it counts as lapsed: computed, not reported", |c| {
            Cell::text_or_null(c.lapsed.as_ref().map(|l| l.rule.as_str()))
        }),
        column!("lapsed_as_of", Date, "lapsed.as_of", "The day for which that was computed", |c| Cell::date(
            c.lapsed.as_ref().map(|l| l.as_of)
        )),
        column!("lapsed_sources", Integer, "lapsed.sources", "Number of sources searched", |c| c
            .lapsed
            .as_ref()
            .map_or(Cell::Null, |l| Cell::Integer(l.sources.into()))),
    ]
});

impl Record for Commitment {
    const NAME: &'static str = "commitment";

    fn columns() -> &'static [Column<Self>] {
        &COLUMNS
    }

    fn rows(&self) -> usize {
        self.steps.len().max(1)
    }

    fn heads() -> &'static [Head] {
        const HEADS: &[Head] = &[
            Head::new("STATE", 9, 11).rank(9),
            Head::new("DUE", 10, 10).rank(5),
            Head::new("BY", 3, 24).rank(8),
            Head::new("TO", 3, 24).rank(7),
            Head::new("TYPE", 7, 9).rank(6),
            Head::new("AMOUNT", 8, 24).rank(3),
            Head::new("SUBJECT", 20, usize::MAX).rank(10),
            Head::new("ID", 16, 16).rank(4),
        ];
        HEADS
    }

    fn line(&self) -> Line {
        let codes = |codes: &[Country]| codes.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ");
        let day = |d: Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
        let steps: Vec<[String; 4]> = self
            .steps
            .iter()
            .map(|s| [day(s.date), name(s.state).into_owned(), format!("[{}]", s.document), format!("\"{}\"", s.quote)])
            .collect();
        let lapsed =
            self.lapsed.as_ref().map(|l| format!("lapsed, computed as of {}: {} (sources searched: {})", l.as_of, l.rule, l.sources));
        // Dates and states stand below each other.
        let mut below: Vec<Vec<(&str, usize)>> =
            steps.iter().map(|parts| parts.iter().map(String::as_str).zip([10, 11, 0, 0]).collect()).collect();
        below.extend(lapsed.as_deref().map(|l| vec![(l, 0)]));
        Line::new(vec![
            Field::new(&name(self.state)),
            Field::new(&day(self.due)),
            Field::new(&codes(&self.by)),
            Field::new(&codes(&self.to)),
            Field::new(self.kind.as_str()),
            Field::new(self.amount.as_ref().map_or("", |a| &a.text)),
            Field::new(&self.subject),
            Field::new(&self.id),
        ])
        .below(&below)
    }
}
