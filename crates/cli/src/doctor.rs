//! `chancery doctor`: what this program carries, and whether it works here.

use std::io::Write;

use anyhow::{Result, ensure};
use chancery_gazetteer::{Gazetteer, Query};
use chancery_model::{Context, Document, EventType, codebook};
use chancery_store::Store;

use crate::{Outcome, names::Names, output, source};

pub fn run() -> Result<Outcome> {
    let mut out = output::standard();
    let (coder, _) = source::coder(&Names::default(), None)?;
    writeln!(out, "coder      {}", coder.id())?;
    let modes: usize = EventType::ALL.iter().map(|t| chancery_model::Mode::ALL.iter().filter(|m| m.valid_for(*t)).count()).sum();
    let cameo = codebook::cameo::all().len();
    writeln!(out, "code book  {} types, {modes} modes, {} contexts, {cameo} CAMEO codes", EventType::ALL.len(), Context::ALL.len())?;
    let probe = Gazetteer::embedded().resolve(&Query { text: "Peru", date: None, context: None, home: None });
    ensure!(probe.country.is_some_and(|c| c.as_str() == "PER"), "the gazetteer does not know Peru: this build is broken");
    writeln!(out, "gazetteer  loads")?;
    let coded = coder.code(&Document::from_text("Peru and Chile signed a fishing treaty in Lima on Monday."))?;
    ensure!(!coded.mentions.is_empty(), "the coder finds nothing in a plain sentence: the model does not run rightly on this machine");
    writeln!(out, "model      runs")?;
    let folder = std::env::temp_dir().join(format!("chancery-doctor-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let opened = Store::open(&folder.join("probe.db")).map(|_| ());
    std::fs::remove_dir_all(&folder)?;
    opened?;
    writeln!(out, "store      opens")?;
    writeln!(out, "threads    {}", std::thread::available_parallelism().map_or(1, |n| n.get()))?;
    out.flush()?;
    Ok(Outcome::Done)
}
