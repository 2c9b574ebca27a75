//! `chancery actor`: who is this.

use std::io::{BufRead, IsTerminal, Write, stdin};

use anyhow::{Result, bail};
use chancery_gazetteer::{Gazetteer, Query};
use chancery_model::{Country, Diagnostic, Sector, Severity};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Outcome,
    names::{Loaded, Names},
    output, report,
};

#[derive(clap::Args)]
pub struct Args {
    /// The day for which it is asked
    #[arg(long, value_name = "DATE", value_parser = crate::source::day)]
    date: Option<Date>,
    #[command(flatten)]
    names: Names,
    /// A name or phrase; without it, lines of {"id","text","date","context"} on standard input
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
}

/// One line of standard input. `date` as text: one that cannot be read is reported, the line still answered.
#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    id: serde_json::Value,
    text: Option<String>,
    date: Option<String>,
    context: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    text: String,
    name: Option<String>,
    country: Option<Country>,
    sector: Option<Sector>,
    office: Option<String>,
    actor_id: Option<String>,
    why: Vec<String>,
}

fn answer(g: &Gazetteer, id: Option<serde_json::Value>, text: &str, date: Option<Date>, context: Option<&str>) -> Answer {
    let a = g.resolve_alone(&Query { text, date, context, home: None });
    Answer {
        id,
        text: text.to_owned(),
        name: a.name,
        country: a.country,
        sector: a.sector,
        office: a.office,
        actor_id: a.actor_id,
        why: a.why,
    }
}

pub fn run(args: Args) -> Result<Outcome> {
    if args.text.is_empty() && stdin().is_terminal() {
        bail!("whom? give a name, or lines of {{\"id\",\"text\",\"date\",\"context\"}} on standard input");
    }
    let Loaded { gazetteer, mut outcome, .. } = args.names.load()?;
    let mut out = output::standard();
    let mut print = |a: &Answer| -> Result<()> {
        serde_json::to_writer(&mut out, a)?;
        out.write_all(b"\n")?;
        Ok(())
    };
    if !args.text.is_empty() {
        print(&answer(&gazetteer, None, &args.text.join(" "), args.date, None))?;
        out.flush()?;
        return Ok(outcome);
    }
    for (n, line) in stdin().lock().split(b'\n').enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut complain = |what: String| {
            report::say(&Diagnostic {
                severity: Severity::Failure,
                input: "-".into(),
                place: Some(format!("line {}", n + 1)),
                what,
                hint: None,
            });
            outcome = Outcome::Incomplete;
        };
        match serde_json::from_slice::<Question>(&line) {
            Err(e) => complain(format!("not a question: {e}")),
            Ok(q) => {
                let given = q.date.as_deref().filter(|d| !d.is_empty());
                let date =
                    given.and_then(|d| d.get(..10).unwrap_or(d).parse::<Date>().map_err(|e| complain(format!("date '{d}': {e}"))).ok());
                print(&answer(
                    &gazetteer,
                    Some(q.id),
                    q.text.as_deref().unwrap_or(""),
                    date.or(args.date.filter(|_| given.is_none())),
                    q.context.as_deref(),
                ))?;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}
