//! `chancery add`: read, code, keep.

use std::{cell::RefCell, collections::HashSet, path::Path};

use anyhow::Result;
use chancery_model::{Diagnostic, Severity, content_number};
use chancery_store::{Added, Store, content_hash_of};

use crate::{Outcome, filter::Db, report, source};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    #[command(flatten)]
    inputs: source::Inputs,
}

pub fn run(args: Args) -> Result<Outcome> {
    add(&args.db.db, &args.inputs)
}

/// Adds the inputs to the record at `db`, each document in a transaction of its own: a run that is cut short is taken up
/// again by the same command.
pub fn add(db: &Path, inputs: &source::Inputs) -> Result<Outcome> {
    let coder = inputs.coder()?;
    let store = RefCell::new(Store::open(db)?);
    let mut revised = 0;
    // Ids of this run, by hash: two documents of one id would silently replace each other.
    let mut ids: HashSet<u64> = HashSet::new();
    let mut report = source::run(
        inputs,
        |document| Ok(store.borrow().contains(&document.id, &content_hash_of(document), coder.id())?),
        |document, coded| {
            if !ids.insert(content_number(&[&document.id])) {
                report::say(&same_id(document));
            }
            revised += u64::from(store.borrow_mut().add(document, coded, coder.id(), jiff::Timestamp::now())? == Added::Revised);
            Ok(())
        },
    )?;
    report.revised(revised);
    eprint!("{report}");
    Ok(report.outcome())
}

fn same_id(document: &chancery_model::Document) -> Diagnostic {
    let what = format!("another document of this run has the id '{}' and other text: this one replaces it", document.id);
    let hint = "give every story an id of its own, or none: then its url or its text is its id";
    Diagnostic { hint: Some(hint.to_owned()), ..Diagnostic::about(document, Severity::Note, what) }
}
