//! `chancery mentions`, `events`, `commitments`: ask the record.

use std::io::Write;

use anyhow::Result;
use chancery_export::{Format, Record, Writer};
use chancery_model::Commitment;
use chancery_store::{Filter, Store};
use jiff::civil::Date;

use crate::{
    Outcome,
    filter::{Choice, Db, each_mention},
    output::{self, Output},
};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    output: Output,
}

#[derive(clap::Args)]
pub struct CommitmentArgs {
    #[command(flatten)]
    db: Db,
    /// By what documents of up to this day tell, with what had lapsed by then (due day or horizon passed, nothing found)
    #[arg(long, value_name = "DATE", value_parser = crate::source::day)]
    as_of: Option<Date>,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    output: Output,
}

pub fn mentions(args: Args) -> Result<Outcome> {
    let store = args.db.read()?;
    let (out, format) = args.output.open(Format::Table, &[])?;
    write_mentions(&store, &args.choice.filter(), out, format)?.keep()?;
    Ok(Outcome::Done)
}

pub fn events(args: Args) -> Result<Outcome> {
    let store = args.db.read()?;
    let (out, format) = args.output.open(Format::Table, &[])?;
    all(store.events(&args.choice.filter())?.iter(), out, format)?.keep()?;
    Ok(Outcome::Done)
}

pub fn commitments(args: CommitmentArgs) -> Result<Outcome> {
    let store = args.db.read()?;
    let unread = store.without_steps()?;
    if unread > 0 {
        eprintln!("chancery: {unread} documents were coded by an earlier version that followed no commitments; add them again");
    }
    let (out, format) = args.output.open(Format::Table, &[])?;
    all(as_it_stood(&store, &args.choice.filter(), args.as_of)?.iter(), out, format)?.keep()?;
    Ok(Outcome::Done)
}

/// Mentions as a table.
pub fn print_mentions(store: &Store, filter: &Filter, out: &mut (impl Write + Send)) -> Result<()> {
    write_mentions(store, filter, out, Format::Table).map(drop)
}

/// Commitments as a table.
pub fn print_commitments(store: &Store, filter: &Filter, as_of: Option<Date>, out: &mut (impl Write + Send)) -> Result<()> {
    all(as_it_stood(store, filter, as_of)?.iter(), out, Format::Table).map(drop)
}

/// Commitments; asked for a day, by what documents told up to then, and what had lapsed.
fn as_it_stood(store: &Store, filter: &Filter, as_of: Option<Date>) -> Result<Vec<Commitment>> {
    let Some(day) = as_of else { return Ok(store.commitments(filter)?) };
    let commitments = store.commitments(&Filter { known: Some(day), ..filter.clone() })?;
    let sources = u32::try_from(store.counts()?.sources).unwrap_or(u32::MAX);
    Ok(commitments.into_iter().map(|c| Commitment { lapsed: chancery_ledger::lapse(&c, day, sources), ..c }).collect())
}

fn write_mentions<W: Write + Send>(store: &Store, filter: &Filter, out: W, format: Format) -> Result<W> {
    let mut writer = Writer::with_table(format, out, output::table())?;
    each_mention(store, filter, |m| Ok(writer.write(m)?))?;
    Ok(writer.finish()?)
}

/// Records to where the flags say.
pub fn write_all<R: Record>(records: &[R], output: &Output) -> Result<()> {
    let (out, format) = output.open(Format::Table, &[])?;
    all(records.iter(), out, format)?.keep()
}

fn all<'r, R: Record + 'r, W: Write + Send>(records: impl Iterator<Item = &'r R>, out: W, format: Format) -> Result<W> {
    let mut writer = Writer::with_table(format, out, output::table())?;
    for r in records {
        writer.write(r)?;
    }
    Ok(writer.finish()?)
}
