//! `chancery demo`: the example documents (fiction), coded, kept, shown.

use std::{fs, io::Write, path::PathBuf};

use anyhow::{Context, Result};
use chancery_store::{Filter, Store};

use crate::{Outcome, add, ask, output, serve, source};

/// `examples/`, carried by the program so that the demo runs anywhere.
const EXAMPLES: [(&str, &str); 3] = [
    ("stories.jsonl", include_str!("../../../examples/stories.jsonl")),
    ("joint-exercise.txt", include_str!("../../../examples/joint-exercise.txt")),
    ("talks.html", include_str!("../../../examples/talks.html")),
];

#[derive(clap::Args)]
pub struct Args {
    /// Where the demo keeps its record
    #[arg(long, value_name = "FILE", default_value = "chancery-demo.db")]
    db: PathBuf,
    /// Then serve it as a web interface, until interrupted
    #[arg(long)]
    serve: bool,
}

pub fn run(args: Args) -> Result<Outcome> {
    let folder = std::env::temp_dir().join(format!("chancery-demo-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    for (name, text) in EXAMPLES {
        fs::write(folder.join(name), text)?;
    }
    eprintln!("chancery: coding the example documents (fiction) into {}", args.db.display());
    let inputs = source::Inputs::new(EXAMPLES.iter().map(|(name, _)| folder.join(name).display().to_string()).collect());
    let added = add::add(&args.db, &inputs);
    fs::remove_dir_all(&folder)?;
    let outcome = added?;
    let store = Store::open_read(&args.db)?;
    let filter = Filter::default();
    let mut out = output::standard();
    writeln!(out, "\nMentions: one act as one sentence tells it")?;
    ask::print_mentions(&store, &filter, &mut out)?;
    writeln!(out, "\nCommitments: what was promised or planned, and what became of it")?;
    ask::print_commitments(&store, &filter, None, &mut out)?;
    let db = args.db.display();
    writeln!(
        out,
        "\nNext: chancery serve --db {db}, chancery show ID --db {db}, chancery why ID --db {db}, chancery add --db {db} YOUR-DOCUMENTS, chancery help"
    )?;
    out.flush()?;
    if args.serve {
        drop((out, store));
        return serve::local(&args.db);
    }
    Ok(outcome)
}
