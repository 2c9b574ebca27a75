//! The reference of the layouts, made from the code.

use std::fmt::Write;

use super::{Form, Layout, plover_json};

/// `docs/reference/exchange.md`: every column of every layout, and what stands there.
pub fn exchange_reference() -> String {
    let mut out = String::from(HEAD);
    for layout in Layout::ALL {
        out.push('\n');
        out.push_str(&layout.dictionary());
    }
    out
}

const HEAD: &str = "\
# Layouts of other event data

`chancery export --as LAYOUT` writes a selection of mentions in the columns of other event data, so that scripts written for
it read the record. `native`, the record's own columns, is in [columns.md](columns.md). `--dictionary` prints the columns of
the layout asked for.

What a layout asks and the record does not know is **blank**, never made up.

**Status.** None of these layouts says whether an act happened. So only *reported* acts go in, and *historical* ones where the
layout can say when they were; the number left out is told on standard error. `--all-status` writes all: planned, mooted and
denied acts then stand beside those that happened, and only `polecat` and `plover-json` tell them apart (in the contexts).

**Parties.** Where a layout has one actor and one recipient a row, each actor is paired with each recipient. Parties who
agreed, met, worked together or signed, with no recipient named, are paired both ways; other acts without a recipient have a row for each
actor, with no target.

**Dates.** An act's day is the one the text states; else, of a reported act, the day of the story, unless the text puts the act
elsewhere (`last year`). Then only the year or month is given, where the layout has a column for it.

**Tab files** have no quoting: a tab or a line break in a text is written as a space, a double quote as a single one. All files
are UTF-8, lines end with a line feed.

**Rows that were imported** (`--from DATASET`) come back byte for byte in the layout that they came in. In another layout they have
what is understood of them, a row for each pair of parties, and blanks for the rest.

**Quad classes** differ: GDELT and Phoenix take them from the CAMEO root, and number them differently; PLOVER takes them from
its type. Each layout has its own, and a number of one must not be read as another's.

## Import

`chancery import FILE...` reads rows of other event data into the record, beside one's own coding and never mixed with it:
`mentions`, `events`, `commitments` and `export` give one's own unless `--from` asks for others.

```
chancery import --db record.db 20240405.export.CSV.zip events.2018.tab.gz
chancery mentions --db record.db --from icews --party JPN      # their coding
chancery mentions --db record.db --from all --party JPN        # both, by day
chancery export   --db record.db --from all --format parquet -o acts.parquet
chancery export   --db record.db --from icews --as icews -o events.tab
```

| data set | files | told by |
|---|---|---|
| `gdelt` | GDELT 2.0 events | 61 columns |
| `gdelt1` | GDELT 1.0 events; the full history has no `SOURCEURL` | 58 or 57 columns |
| `gdelt-mentions` | GDELT 2.0 mentions; they join the events by `own_id`, and tell no act of their own | 16 columns |
| `icews` | ICEWS | 20 columns |
| `polecat` | POLECAT | 40 columns |
| `phoenix` | Phoenix, daily files | 26 columns |
| `cline` | Phoenix, Cline Center; the day is the story's | 25 columns, commas |
| `plover-json` | PLOVER's JSON, an object a line | `{` |

Files may be plain, `.gz` or `.zip`; `-` is standard input. A header is told by its first column and passed over. Tables with commas where the
layout has tabs are read too. `--as` names the layout where the guess is wrong. Text that is not UTF-8 is read as windows-1252.

**What is understood** of a row is in the columns of [acts](columns.md#acts); the row itself is kept as it was given (`chancery show ID`).
Type, mode and contexts are PLOVER's, from the CAMEO code by the [code book](codebook.md) where the row has only that; a code that tells
no PLOVER act (010) has no type. Countries are ISO 3166 alpha-3, from CAMEO, FIPS 10-4, Correlates of War or names, for the row's day
(`data/exchange/countries.tsv`); regions of the world are no country. Sectors: `data/exchange/sectors.tsv`. `status` is absent, since
these data sets do not say whether an act happened; so `--status` leaves them out. `--since` and `--until` go by the day of the act.

**Rows are told apart by all their values**: the same row again adds nothing, a row that was corrected stands beside the first. The run
ends with rows in = imported + duplicates + failed. A bad row (another number of columns, a day that is none, a code that is none, a
latitude of 91) is told with file, line and reason, and the rest goes in; exit code 2.

## Deposit

`chancery export --deposit FOLDER` makes what a data repository such as Dataverse asks for: mentions, events and commitments as Parquet,
CSV and JSON Lines, `dictionary.md` (columns), `codebook.md`, `README.md`, `measured.json` (accuracy by code), `VERSION` and `SHA256SUMS`. The flags that
choose mentions choose here too. The same record gives the same bytes. Title, authors, provenance and licence are left to the
depositor, and the README says so.

This page is made from the code, and a test compares the two.
";

impl Layout {
    /// Its columns and what stands in each, as Markdown.
    pub fn dictionary(self) -> String {
        let (title, about) = match self {
            Layout::Gdelt => {
                ("GDELT 2.0 events", "One row for each act of the record and pair of its parties, from the first mention that names them.")
            }
            Layout::Gdelt1 => ("GDELT 1.0 events", "As GDELT 2.0, without the second-order divisions."),
            Layout::GdeltMentions => {
                ("GDELT 2.0 mentions", "One row for each mention and pair of its parties; joins the events by `GLOBALEVENTID`.")
            }
            Layout::Icews => ("ICEWS", "One row for each mention and pair of its parties."),
            Layout::Polecat => ("POLECAT", "One row for each mention; lists have `;` between their items, an unknown item is empty."),
            Layout::Phoenix => ("Phoenix, daily files", "One row for each mention and pair of its parties."),
            Layout::Cline => ("Phoenix, Cline Center", "One row for each mention and pair of its parties. The dates are the story's."),
            Layout::PloverJson => ("PLOVER JSON", "One object for each mention; a field without a value is left out."),
        };
        let form = match (self.form(), self.has_header()) {
            (Form::Tab, true) => "tabs between, a header line",
            (Form::Tab, false) => "tabs between, no header line",
            (Form::Csv, _) => "commas between, quoted where needed, a header line",
            (Form::Json, _) => "JSON Lines",
        };
        let columns: Vec<(&str, &str)> = match self {
            Layout::PloverJson => plover_json::FIELDS.to_vec(),
            _ => self.columns().iter().map(|c| (c.name, c.meaning)).collect(),
        };
        let kind = if self == Layout::PloverJson { "fields" } else { "columns" };
        let mut out =
            format!("## {title}: `{self}`\n\n{about} {} {kind}, {form}.\n\n| column | what stands there |\n|---|---|\n", columns.len());
        for (name, meaning) in columns {
            // Writing to a string does not fail.
            let _ = writeln!(out, "| `{name}` | {meaning} |");
        }
        out
    }
}
