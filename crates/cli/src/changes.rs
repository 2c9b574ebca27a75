//! `chancery changes`: what became of commitments since a day.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use chancery_store::Filter;
use jiff::{Timestamp, civil::Date, tz::Offset};

use crate::{
    Outcome, ask,
    filter::{Choice, Db},
    output::Output,
};

/// What became of commitments since a day: opened, moved, lapsed.
///
/// By what documents told up to that day and since; with --added by when they were added to this record, which also tells what
/// coding anew has changed.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Count from when documents were added, not from their dates
    #[arg(long)]
    added: bool,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    output: Output,
}

pub fn run(args: Args) -> Result<Outcome> {
    let Some(since) = args.choice.since else { bail!("--since DATE is needed: from which day on?") };
    let store = args.db.read()?;
    let today = Offset::UTC.to_datetime(Timestamp::now()).date();
    let until = args.choice.until.unwrap_or(today);
    let asked = Filter { since: None, until: None, limit: None, ..args.choice.filter() };
    let by = |day: Date, all: &Filter| match args.added {
        true => Filter { recorded: crate::filter::end_of(day).ok(), ..all.clone() },
        false => Filter { known: Some(day), ..all.clone() },
    };
    // The day asked from counts as new.
    let eve = since.yesterday()?;
    let everything = Filter { recorded: asked.recorded, ..Filter::default() };
    let (before, after) = (store.commitments(&by(eve, &everything))?, store.commitments(&by(until, &everything))?);
    let mut changes = chancery_ledger::changes(&before, &after, eve, until);
    if asked != everything {
        // Chosen last: what only now has the words asked for was there before.
        let mut ids: BTreeSet<String> = store.commitments(&by(eve, &asked))?.into_iter().map(|c| c.id).collect();
        ids.extend(store.commitments(&by(until, &asked))?.into_iter().map(|c| c.id));
        changes.retain(|c| ids.contains(&c.commitment));
    }
    changes.truncate(args.choice.limit.map_or(usize::MAX, |n| n as usize));
    ask::write_all(&changes, &args.output)?;
    Ok(Outcome::Done)
}
