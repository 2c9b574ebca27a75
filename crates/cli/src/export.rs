//! `chancery export`: the record as a file.

use anyhow::{Result, bail};
use chancery_export::{Format, Writer};

use crate::{
    Outcome,
    filter::{Choice, Db, each_mention},
    output::{self, Output},
};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Layout: native (the record's own columns)
    #[arg(long = "as", value_name = "LAYOUT", default_value = "native")]
    layout: String,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    choice: Choice,
}

pub fn run(args: Args) -> Result<Outcome> {
    if args.layout != "native" {
        bail!("'{}' is not a layout: native is", args.layout);
    }
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
