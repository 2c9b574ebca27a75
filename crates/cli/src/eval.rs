//! `chancery eval`: code annotated documents, without their annotations, and compare.

use std::{
    fs::File,
    io::{BufReader, Write},
    path::PathBuf,
};

use anyhow::Result;

use crate::{Outcome, names::Names, output, parallel, report, source};

#[derive(clap::Args)]
pub struct Args {
    /// Annotated documents, JSON Lines
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// Also list every error, by cause
    #[arg(long)]
    errors: bool,
    /// Print the figures as JSON
    #[arg(long, conflicts_with = "errors")]
    json: bool,
    #[command(flatten)]
    names: Names,
}

pub fn run(args: Args) -> Result<Outcome> {
    let name = args.gold.display().to_string();
    let file = match File::open(&args.gold) {
        Ok(file) => file,
        Err(e) => {
            report::unreadable(&name, format!("could not be opened: {e}"));
            return Ok(Outcome::Incomplete);
        }
    };
    let (gold, diagnostics) = chancery_eval::read_gold(&name, BufReader::new(file));
    diagnostics.iter().for_each(report::say);
    if gold.is_empty() {
        report::unreadable(&name, "holds no annotated document".to_owned());
        return Ok(Outcome::Incomplete);
    }
    let (coder, names) = source::coder(&args.names, None)?;
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut mentions = Vec::with_capacity(gold.len());
    parallel::in_order(
        gold.iter(),
        threads,
        |d| coder.code(&d.to_document()),
        |coded| -> Result<()> {
            mentions.push(coded?.mentions);
            Ok(())
        },
    )?;
    let result = chancery_eval::score(&gold, &mentions);
    let mut out = output::standard();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &result)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{result}\n\n{}", result.tables())?;
    }
    if args.errors {
        writeln!(out, "{}", result.error_listing())?;
    }
    out.flush()?;
    Ok(if diagnostics.is_empty() && names == Outcome::Done { Outcome::Done } else { Outcome::Incomplete })
}
