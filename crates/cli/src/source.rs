//! From inputs to coded documents: what `code`, `add` and `demo` have in common.

use std::{
    cell::Cell,
    collections::HashSet,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::OnceLock,
    thread,
};

use anyhow::{Context, Result};
use chancery_coder::Coder;
use chancery_model::{Coded, Diagnostic, Document, Severity, content_number};
use chancery_reader::{Item, Options};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

use crate::{
    Outcome,
    names::{Loaded, Names},
    parallel,
    report::Report,
};

/// Inputs and how to read them.
#[derive(Args)]
pub struct Inputs {
    /// Date of documents that have none (ISO 8601)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<Date>,
    /// Leave out mentions below this confidence, 0 to 1 [default: what gives the best F1, see the model card]
    #[arg(long, value_name = "P", value_parser = probability, allow_negative_numbers = true)]
    pub min_confidence: Option<f64>,
    #[command(flatten)]
    pub names: Names,
    /// Threads that code [default: all cores]
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZero<usize>>,
    /// .txt, .html, .jsonl, RSS/Atom/JSON feeds, .warc, each also as .gz; folders and globs of these; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
}

impl Inputs {
    /// As given on the command line.
    pub fn new(inputs: Vec<String>) -> Self {
        Inputs { date: None, min_confidence: None, names: Names::default(), threads: None, inputs }
    }

    /// The coder that these inputs ask for.
    pub fn coder(&self) -> Result<&'static Coder> {
        Ok(coder(&self.names, self.min_confidence)?.0)
    }
}

/// A day of the command line.
pub fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written YYYY-MM-DD".to_owned())
}

fn probability(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|p| (0.0..=1.0).contains(p)).ok_or_else(|| "a number from 0 to 1".to_owned())
}

/// The coder with a user's names and threshold, and whether all of the names could be read. Built at the first call.
pub fn coder(names: &Names, least: Option<f64>) -> Result<(&'static Coder, Outcome)> {
    const BROKEN: &str = "the coder could not be loaded: this build is broken";
    static OWN: OnceLock<(Coder, Outcome)> = OnceLock::new();
    if !names.any() && least.is_none() {
        let shared = Coder::shared().map_err(|e| anyhow::anyhow!("{e}")).context(BROKEN)?;
        return Ok((shared, Outcome::Done));
    }
    if let Some((coder, outcome)) = OWN.get() {
        return Ok((coder, *outcome));
    }
    let Loaded { gazetteer, hash, outcome } = names.load()?;
    let mut own = Coder::embedded().map_err(|e| anyhow::anyhow!("{e}")).context(BROKEN)?;
    if let Some(hash) = hash {
        own = own.with_names(gazetteer, &hash);
    }
    if let Some(least) = least {
        own = own.with_min_confidence(least);
    }
    let (coder, outcome) = OWN.get_or_init(|| (own, outcome));
    Ok((coder, *outcome))
}

/// Codes a document. A fault of the coder costs one document, which is told, and never the run.
pub fn code(coder: &Coder, document: &Document) -> Result<Coded, Diagnostic> {
    let coded = match catch_unwind(AssertUnwindSafe(|| coder.code(document))) {
        Ok(coded) => coded.map_err(|e| e.to_string()),
        Err(_) => Err("the coder failed on this text: please report it".to_owned()),
    };
    coded.map_err(|e| Diagnostic::about(document, Severity::Failure, format!("not coded: {e}")))
}

enum Job {
    Code(Document),
    Known,
    Duplicate,
    Other(Item),
}

enum Done {
    Coded(Document, Result<Coded, Diagnostic>),
    Known,
    Duplicate,
    Other(Item),
}

/// Reads the inputs, codes every document that is not `known`, on all threads, and hands them to `sink` in the order of
/// the input. Returns the reconciliation.
pub fn run(
    inputs: &Inputs,
    mut known: impl FnMut(&Document) -> Result<bool>,
    mut sink: impl FnMut(&Document, &Coded) -> Result<()>,
) -> Result<Report> {
    let (coder, names) = coder(&inputs.names, inputs.min_confidence)?;
    let threads = inputs.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let stdin = inputs.inputs.iter().any(|i| i == "-").then(|| Box::new(std::io::stdin()) as Box<dyn std::io::Read + Send>);
    let mut report = Report::default();
    if names == Outcome::Incomplete {
        report.incomplete();
    }
    let progress = progress(&inputs.inputs);
    // Hashes of the texts of this run: eight bytes a document.
    let mut seen: HashSet<u64> = HashSet::new();
    let mut trouble = None;
    let taken = Cell::new(0);
    let jobs = chancery_reader::read(&inputs.inputs, stdin, &Options { date: inputs.date }).map_while(|item| {
        taken.set(taken.get() + u64::from(!matches!(item, Item::Message(_))));
        let Item::Document(document) = item else { return Some(Job::Other(item)) };
        let hash = content_number(&[&document.text, document.title.as_deref().filter(|_| document.text.is_empty()).unwrap_or("")]);
        if !seen.insert(hash) {
            return Some(Job::Duplicate);
        }
        match known(&document) {
            Ok(true) => Some(Job::Known),
            Ok(false) => Some(Job::Code(document)),
            Err(e) => {
                trouble = Some(e);
                None
            }
        }
    });
    let work = |job| match job {
        Job::Code(document) => {
            let coded = code(coder, &document);
            Done::Coded(document, coded)
        }
        Job::Known => Done::Known,
        Job::Duplicate => Done::Duplicate,
        Job::Other(item) => Done::Other(item),
    };
    parallel::in_order(jobs, threads, work, |done| -> Result<()> {
        progress.inc(1);
        match done {
            Done::Coded(document, Ok(coded)) => {
                report.coded(&coded);
                sink(&document, &coded)?;
            }
            Done::Coded(_, Err(d)) => progress.suspend(|| report.failed(&d)),
            Done::Known => report.unchanged(),
            Done::Duplicate => report.duplicate(),
            Done::Other(Item::Skipped { reason, .. }) => report.skipped(reason.to_string()),
            Done::Other(Item::Failed(d)) => progress.suspend(|| report.failed(&d)),
            Done::Other(Item::Message(d)) => progress.suspend(|| report.message(&d)),
            Done::Other(Item::Document(_)) => {}
        }
        Ok(())
    })?;
    progress.finish_and_clear();
    report.taken(taken.get());
    match trouble {
        Some(e) => Err(e),
        None => Ok(report),
    }
}

/// A spinner with counts on a terminal, nothing elsewhere; only where there is more than one small file to read.
fn progress(inputs: &[String]) -> ProgressBar {
    let small = inputs.len() == 1 && Path::new(&inputs[0]).metadata().is_ok_and(|m| m.is_file() && m.len() < 100_000);
    let target = if small { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} documents  {per_sec}  {elapsed}") {
        bar.set_style(style);
    }
    bar
}
