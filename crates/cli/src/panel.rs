//! `chancery panel`: acts counted by parties and period.

use anyhow::Result;
use chancery_export::{Format, Writer};
use chancery_ledger::{Panel, Period, Unit};
use chancery_model::{PanelRow, Status};
use chancery_store::Filter;

use crate::{
    Outcome,
    filter::{Choice, Db, each_mention},
    output::{self, Output},
};

/// A row for each pair of countries (or each country) and period, zeros included.
///
/// Counts what is told as done (--status reported) unless another status is asked for. The period is that of the act, not of the
/// article; --since and --until bound the periods.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// dyad (one country toward another) or country
    #[arg(long, value_name = "UNIT", default_value = "dyad")]
    by: Unit,
    /// day, week, month or year
    #[arg(long, value_name = "PERIOD", default_value = "month")]
    every: Period,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    output: Output,
}

pub fn run(args: Args) -> Result<Outcome> {
    let store = args.db.read()?;
    let (out, format) = args.output.open(Format::Table, &[])?;
    let asked = args.choice.filter();
    // Days bound the acts, which a document of another day may tell.
    let filter = Filter { status: asked.status.or(Some(Status::Reported)), since: None, until: None, limit: None, ..asked.clone() };
    let mut panel = Panel::new(args.by, args.every);
    each_mention(&store, &filter, |m| {
        panel.add(m);
        Ok(())
    })?;
    if panel.unplaced() > 0 {
        eprintln!("chancery: {} mentions count nowhere: no day, a stretch longer than the period, or no country", panel.unplaced());
    }
    let mut writer = Writer::with_table(format, out, output::table())?;
    // An act of several countries makes rows of all of them: those asked for are shown.
    let asked_for = |r: &PanelRow| {
        asked.actor.is_none_or(|c| r.actor == c)
            && asked.recipient.is_none_or(|c| r.recipient.is_none_or(|x| x == c))
            && asked.party.is_none_or(|c| r.actor == c || r.recipient == Some(c))
    };
    for row in panel.rows(asked.since, asked.until).filter(asked_for).take(asked.limit.map_or(usize::MAX, |n| n as usize)) {
        writer.write(&row)?;
    }
    writer.finish()?.keep()?;
    Ok(Outcome::Done)
}
