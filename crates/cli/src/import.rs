//! `chancery import`: rows of other event data into the record.

use std::{collections::BTreeMap, fmt, path::Path};

use anyhow::{Result, bail};
use chancery_import::{Item, Rows, read};
use chancery_model::{Dataset, Diagnostic, Imported, Severity};
use chancery_reader::{Item as Unread, Opened};
use chancery_store::Store;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{Outcome, filter::Db, from, report};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Layout: gdelt (2.0 events), gdelt1, gdelt-mentions, icews, polecat, phoenix, cline or plover-json [default: by header and
    /// number of columns]
    #[arg(long = "as", value_name = "DATASET", value_parser = from::dataset)]
    dataset: Option<Dataset>,
    /// Files, plain or as .gz or .zip; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
}

/// Rows in a transaction: some megabytes, and a run that is cut short loses no more than these.
const BATCH: usize = 2000;
/// Bad rows of a file that are told one by one; the rest is counted.
const TOLD: u64 = 20;

pub fn run(args: Args) -> Result<Outcome> {
    if args.dataset == Some(Dataset::Chancery) {
        bail!("chancery is one's own coding, which `chancery add` makes; --as names the layout of another data set");
    }
    let mut store = Store::open(&args.db.db)?;
    let mut report = Report::default();
    let progress = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} rows  {per_sec}  {elapsed}") {
        progress.set_style(style);
    }
    for file in &args.files {
        match open(file) {
            Ok(opened) => import(&mut store, read(opened, args.dataset), &mut report, &progress)?,
            Err(d) => progress.suspend(|| report.unread(&d)),
        }
    }
    progress.finish_and_clear();
    eprint!("{report}");
    let held: Vec<String> = store.datasets()?.iter().map(|(dataset, n)| format!("{dataset} {n}")).collect();
    if !held.is_empty() {
        eprintln!("the record now holds: {}", held.join(", "));
    }
    Ok(report.outcome())
}

fn open(file: &str) -> Result<Opened, Diagnostic> {
    let failure = |what: &str, hint: &str| Diagnostic {
        severity: Severity::Failure,
        input: file.to_owned(),
        place: None,
        what: what.to_owned(),
        hint: Some(hint.to_owned()),
    };
    let bytes = Default::default();
    if file == "-" {
        return Ok(Opened::stream(file.to_owned(), Box::new(std::io::stdin()), &bytes));
    }
    if Path::new(file).is_dir() {
        return Err(failure("a folder, not a file", "name the files in it"));
    }
    Opened::file(Path::new(file), &bytes).map_err(|item| match *item {
        Unread::Failed(d) => d,
        _ => failure("could not be opened", "check the path"),
    })
}

fn import(store: &mut Store, rows: Rows, report: &mut Report, progress: &ProgressBar) -> Result<()> {
    let mut batch: Vec<Imported> = Vec::with_capacity(BATCH);
    let mut bad = 0;
    for item in rows {
        match item {
            Item::Row(row) => {
                progress.inc(1);
                batch.push(*row);
                if batch.len() == BATCH {
                    report.keep(store, &mut batch)?;
                }
            }
            Item::Failed(d) if d.place.is_none() => progress.suspend(|| report.unread(&d)),
            Item::Failed(d) => {
                bad += 1;
                progress.suspend(|| report.failed(&d, bad));
            }
            Item::Message(d) => progress.suspend(|| report.message(&d)),
        }
    }
    report.keep(store, &mut batch)
}

/// What went in and what became of it. Each row is counted once.
#[derive(Debug, Default)]
struct Report {
    /// Counted where rows are handed out; what became of them is counted apart.
    taken: u64,
    imported: u64,
    duplicates: u64,
    failed: BTreeMap<String, u64>,
    unread: u64,
    incomplete: bool,
}

impl Report {
    /// Puts a batch into the record.
    fn keep(&mut self, store: &mut Store, batch: &mut Vec<Imported>) -> Result<()> {
        let rows = batch.len() as u64;
        let new = store.import(batch, jiff::Timestamp::now())?;
        batch.clear();
        self.taken += rows;
        self.imported += new;
        self.duplicates += rows - new;
        Ok(())
    }

    /// A row could not be read: the `nth` of its file.
    fn failed(&mut self, d: &Diagnostic, nth: u64) {
        self.taken += 1;
        if nth <= TOLD {
            report::say(d);
        } else if nth == TOLD + 1 {
            eprintln!("chancery: {}: more rows could not be read; they are counted below", d.input);
        }
        *self.failed.entry(report::reason(d)).or_default() += 1;
    }

    /// A file could not be read at all.
    fn unread(&mut self, d: &Diagnostic) {
        report::say(d);
        self.unread += 1;
    }

    fn message(&mut self, d: &Diagnostic) {
        report::say(d);
        self.incomplete |= d.severity == Severity::Failure;
    }

    fn outcome(&self) -> Outcome {
        if self.failed.is_empty() && self.unread == 0 && !self.incomplete { Outcome::Done } else { Outcome::Incomplete }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed: u64 = self.failed.values().sum();
        write!(f, "rows in: {} = {} imported + {} duplicates + {failed} failed", self.taken, self.imported, self.duplicates)?;
        if self.taken != self.imported + self.duplicates + failed {
            write!(f, " (DOES NOT ADD UP: please report it)")?;
        }
        writeln!(f)?;
        for (reason, n) in &self.failed {
            writeln!(f, "  failed {n}: {reason}")?;
        }
        if self.unread > 0 {
            writeln!(f, "  files not read: {}", self.unread)?;
        }
        Ok(())
    }
}
