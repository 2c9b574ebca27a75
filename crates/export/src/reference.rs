//! The reference of columns, made from the code.

use std::fmt::Write;

use chancery_model::{Change, Commitment, Event, Mention, PanelRow};

use crate::{Kind, Record};

/// `docs/reference/columns.md`: every column of CSV and Parquet, with its place in the JSON record.
pub fn reference() -> String {
    let mut out = String::from(HEAD);
    section::<Mention>(&mut out, "Mentions", "One row for each mention.");
    section::<Event>(&mut out, "Events", "One row for each event.");
    section::<Commitment>(
        &mut out,
        "Commitments",
        "One row for each step, in order; the columns of the commitment itself are the same in all its rows. Count commitments by distinct `id`.",
    );
    section::<Change>(&mut out, "Changes", "Of `chancery changes`: one row for each new step, one where there is none.");
    section::<PanelRow>(
        &mut out,
        "Panels",
        "One row for each pair of countries (or each country) and period of `chancery panel`; a period without acts has a row of zeros.",
    );
    out
}

const HEAD: &str = "\
# Columns

Records are written as JSON Lines, CSV or Parquet. JSON Lines has the record as it is, one object a line. CSV and Parquet
carry the same, flattened: the fields of an object have its name before them (`document_id`), a span is `_start` and `_end`
(code points, the end exclusive), a list of objects is one list for each of its fields, all of the same length
(`actor_text`, `actor_country`: the third item of each is the third actor). *Path* says where a value stands in the JSON
record. Any column may be absent: absent means unknown or not stated, never zero.

| type | Parquet | CSV |
|---|---|---|
| text | `STRING` | as it is |
| integer | `INT64` | digits |
| number | `DOUBLE` | as JSON writes it |
| date | `DATE` | 2024-04-05 |
| list of text | `LIST<STRING>` | items joined by `;`, a semicolon in an item is `\\;`, a backslash `\\\\`; an absent item is empty |
| list of integers | `LIST<INT64>` | joined by `;` |

CSV is UTF-8 with a header line; fields are quoted where they hold a comma, a quote or a line break; lines end with a line
feed. An absent value is an empty field, and so are an empty list and a list of one absent item: where that matters, the
`_text` list of the group tells how many items there are. Parquet is compressed with zstd, in row groups of at most 8,192
rows. The same records give the same bytes.

This page is made from the code, and a test compares the two.
";

fn section<R: Record>(out: &mut String, title: &str, rows: &str) {
    // Writing to a string does not fail.
    let _ = write!(out, "\n## {title}\n\n{rows}\n\n| column | type | path | meaning |\n|---|---|---|---|\n");
    for c in R::columns() {
        let kind = match c.kind {
            Kind::Text => "text",
            Kind::Integer => "integer",
            Kind::Float => "number",
            Kind::Date => "date",
            Kind::TextList => "list of text",
            Kind::IntegerList => "list of integers",
        };
        let _ = writeln!(out, "| `{}` | {kind} | `{}` | {} |", c.name, c.path, c.meaning);
    }
}
