//! `chancery code`: documents to mentions.

use anyhow::Result;
use chancery_export::{Format, Writer};

use crate::{
    Outcome,
    output::{self, Output},
    source,
};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: source::Inputs,
    #[command(flatten)]
    output: Output,
}

pub fn run(args: Args) -> Result<Outcome> {
    let (out, format) = args.output.open(Format::Jsonl, &args.inputs.inputs)?;
    let mut writer = Writer::with_table(format, out, output::table())?;
    writer.note("chancery.measured", chancery_coder::MEASURED);
    let report = source::run(&args.inputs, |_| Ok(false), |_, coded| Ok(coded.mentions.iter().try_for_each(|m| writer.write(m))?))?;
    let out = writer.finish()?;
    if report.read_any() {
        out.keep()?;
    }
    eprint!("{report}");
    Ok(report.outcome())
}
