//! `chancery relate`: the best reading for a given pair, always given.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write, stdin},
    path::PathBuf,
};

use anyhow::Result;
use chancery_coder::Pair;
use chancery_model::{Diagnostic, Severity};

use crate::{Outcome, names::Names, output, parallel, report, source};

#[derive(clap::Args)]
pub struct Args {
    /// JSON Lines of {"id","text","source","target"}; - for standard input
    #[arg(value_name = "PAIRS")]
    pairs: PathBuf,
    #[command(flatten)]
    names: Names,
}

pub fn run(args: Args) -> Result<Outcome> {
    // A pair names its parties by itself: the names are read so that what is wrong with them is told here too.
    let (coder, names) = source::coder(&args.names, None)?;
    let name = args.pairs.display().to_string();
    let input: Box<dyn BufRead> = if name == "-" {
        Box::new(stdin().lock())
    } else {
        match File::open(&args.pairs) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(e) => {
                report::unreadable(&name, format!("could not be opened: {e}"));
                return Ok(Outcome::Incomplete);
            }
        }
    };
    let mut out = output::standard();
    let mut outcome = names;
    let lines = input.split(b'\n').enumerate().filter(|(_, l)| l.as_ref().map_or(true, |l| !l.trim_ascii().is_empty()));
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let work = |(n, line): (usize, std::io::Result<Vec<u8>>)| {
        let pair: Result<Pair, String> =
            line.map_err(|e| e.to_string()).and_then(|l| serde_json::from_slice(&l).map_err(|e| format!("not a pair: {e}")));
        (n, pair.and_then(|p| coder.relate(&p).map_err(|e| e.to_string())))
    };
    parallel::in_order(lines, threads, work, |(n, answer)| -> Result<()> {
        match answer {
            Ok(relation) => {
                serde_json::to_writer(&mut out, &relation)?;
                out.write_all(b"\n")?;
            }
            Err(what) => {
                let hint = Some(r#"a line is {"id": ..., "text": "...", "source": "...", "target": "..."}"#.to_owned());
                report::say(&Diagnostic {
                    severity: Severity::Failure,
                    input: name.clone(),
                    place: Some(format!("line {}", n + 1)),
                    what,
                    hint,
                });
                outcome = Outcome::Incomplete;
            }
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(outcome)
}
