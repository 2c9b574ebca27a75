//! `chancery changes`: what became of commitments since a day.

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
    let all = Filter { since: None, until: None, limit: None, ..args.choice.filter() };
    let by = |day: Date| match args.added {
        true => Filter { recorded: crate::filter::end_of(day).ok(), ..all.clone() },
        false => Filter { known: Some(day), ..all.clone() },
    };
    // The day asked from counts as new.
    let eve = since.yesterday()?;
    let (before, after) = (store.commitments(&by(eve))?, store.commitments(&by(until))?);
    let mut changes = chancery_ledger::changes(&before, &after, eve, until);
    changes.truncate(args.choice.limit.map_or(usize::MAX, |n| n as usize));
    ask::write_all(&changes, &args.output)?;
    Ok(Outcome::Done)
}
