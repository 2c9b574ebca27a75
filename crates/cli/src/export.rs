//! `chancery export`: the record as a file or as a folder.

use std::{collections::BTreeMap, io::Write, ops::ControlFlow, path::PathBuf, str::FromStr};

use anyhow::{Result, bail};
use chancery_export::{Acts, Format, Layout, LayoutWriter, Writer, reference};
use chancery_model::{Dataset, Mention, Status};
use chancery_store::{Filter, Order, Store};

use crate::{
    Outcome, deposit,
    filter::{Choice, Db, each_mention},
    from::{self, From},
    output::{self, Output, Sink},
};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Layout: native (the record's own columns), gdelt, gdelt1, gdelt-mentions, icews, polecat, phoenix, cline or plover-json
    #[arg(long = "as", value_name = "LAYOUT", default_value = "native")]
    layout: As,
    /// Whose coding: chancery, or a data set that was imported; all is for the layout native
    #[arg(long, value_name = "DATASET", default_value = "chancery")]
    from: From,
    /// A folder for a data repository: mentions, events and commitments in three formats, dictionary, code book, README, checksums
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["layout", "from", "all_status", "dictionary", "format", "output"])]
    deposit: Option<PathBuf>,
    /// Acts of every status. Unasked only those that happened go into a layout that cannot tell them from plans and denials
    #[arg(long)]
    all_status: bool,
    /// Print what each column of the layout holds, and nothing else
    #[arg(long)]
    dictionary: bool,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    choice: Choice,
}

/// `--as`.
#[derive(Debug, Clone, Copy)]
enum As {
    Native,
    Other(Layout),
}

impl FromStr for As {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        if s == "native" { Ok(As::Native) } else { s.parse().map(As::Other) }
    }
}

pub fn run(args: Args) -> Result<Outcome> {
    if args.dictionary {
        let text = match args.layout {
            As::Native => reference(),
            As::Other(layout) => layout.dictionary(),
        };
        let mut out = output::standard();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        return Ok(Outcome::Done);
    }
    if let Some(folder) = &args.deposit {
        return deposit::run(&args.db.read()?, &args.choice, folder);
    }
    match (args.layout, args.from) {
        (As::Native, From::Own) => native(&args),
        (As::Native, _) => acts_of(&args),
        (As::Other(layout), From::Own) => other(&args, layout),
        (As::Other(layout), From::Imported(dataset)) => rows(&args, layout, dataset),
        (As::Other(layout), From::All) => bail!("{layout} cannot say whose coding a row is: name one data set with --from"),
    }
}

fn native(args: &Args) -> Result<Outcome> {
    let store = args.db.read()?;
    let (out, format) = args.output.open(Format::Jsonl, &[])?;
    let mut writer = Writer::with_table(format, out, output::table())?;
    writer.note("chancery.measured", chancery_coder::MEASURED);
    let mut count = 0u64;
    each_mention(&store, &args.choice.filter(), |m| {
        count += 1;
        Ok(writer.write(m)?)
    })?;
    writer.finish()?.keep()?;
    eprintln!("mentions: {count}");
    Ok(Outcome::Done)
}

/// Acts of other data sets, or of all, in the columns that they have in common.
fn acts_of(args: &Args) -> Result<Outcome> {
    let store = args.db.read()?;
    let (out, format) = args.output.open(Format::Jsonl, &[])?;
    let mut writer = Writer::with_table(format, out, output::table())?;
    let mut count = 0u64;
    from::each_act(&store, args.from, &args.choice.filter(), |act| {
        count += 1;
        Ok(writer.write(act)?)
    })?;
    writer.finish()?.keep()?;
    eprintln!("acts: {count}");
    Ok(Outcome::Done)
}

/// Imported rows: byte for byte where they came in this layout.
fn rows(args: &Args, layout: Layout, dataset: Dataset) -> Result<Outcome> {
    no_format(args, layout)?;
    let store = args.db.read()?;
    let (out, _): (Sink, _) = args.output.open(Format::Csv, &[])?;
    let mut writer = LayoutWriter::new(layout, out, Acts::default())?;
    let (mut count, mut result) = (0u64, Ok(()));
    store.imported(Some(dataset), &args.choice.filter(), Order::Given, |row| {
        count += 1;
        result = writer.write_imported(&row);
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    result?;
    let written = writer.rows();
    writer.finish()?.keep()?;
    from::tell_if_none(&store, dataset)?;
    eprintln!("imported rows of {dataset}: {count}, rows: {written}");
    Ok(Outcome::Done)
}

fn no_format(args: &Args, layout: Layout) -> Result<()> {
    if args.output.format.is_some() {
        bail!("--format is for the layout native: {layout} has a form of its own");
    }
    Ok(())
}

fn other(args: &Args, layout: Layout) -> Result<Outcome> {
    no_format(args, layout)?;
    let store = args.db.read()?;
    let filter = args.choice.filter();
    let goes_in = |m: &Mention| args.all_status || layout.takes(m);
    let acts = if layout.counts() { acts(&store, &filter, goes_in)? } else { Acts::default() };
    let (out, _): (Sink, _) = args.output.open(Format::Csv, &[])?;
    let mut writer = LayoutWriter::new(layout, out, acts)?;
    let (mut written, mut left_out) = (0u64, BTreeMap::<Status, u64>::new());
    each_mention(&store, &filter, |m| {
        if goes_in(m) {
            written += 1;
            return Ok(writer.write(m)?);
        }
        *left_out.entry(m.status).or_default() += 1;
        Ok(())
    })?;
    let rows = writer.rows();
    writer.finish()?.keep()?;
    eprintln!("mentions: {written}, rows: {rows}");
    if !left_out.is_empty() {
        let each: Vec<String> = left_out.iter().map(|(status, n)| format!("{n} {status}")).collect();
        let total: u64 = left_out.values().sum();
        let each = each.join(", ");
        eprintln!("left out: {total} mentions ({each}), since {layout} cannot say their status or day: --all-status writes all");
    }
    Ok(Outcome::Done)
}

/// The acts that the mentions to be written tell of, counted.
fn acts(store: &Store, filter: &Filter, goes_in: impl Fn(&Mention) -> bool) -> Result<Acts> {
    // Mentions of one act have the same type; so no other act can hold one that is written.
    let mut acts = Acts::new(store.events(&Filter { event: filter.event, ..Filter::default() })?);
    each_mention(store, filter, |m| {
        if goes_in(m) {
            acts.count(m);
        }
        Ok(())
    })?;
    Ok(acts)
}
