//! `chancery show ID`: a document, mention, event, commitment or imported row.

use std::io::Write;

use anyhow::{Result, bail};
use chancery_export::{Format, Writer};
use chancery_store::Found;

use crate::{
    Outcome,
    filter::{Db, each_mention},
    output,
};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// An id, or its first characters
    id: String,
}

pub fn run(args: Args) -> Result<Outcome> {
    let store = args.db.read()?;
    let mut out = output::standard();
    match store.find(&args.id)? {
        Found::Nothing => bail!("{}: the record has nothing with the id '{}'", args.db.db.display(), args.id),
        Found::Several(ids) => bail!("'{}' begins {} ids: {}", args.id, ids.len(), ids[..ids.len().min(8)].join(", ")),
        Found::Document(stored) => {
            let d = &stored.document;
            writeln!(out, "document  {}", d.id)?;
            let date_source = serde_json::to_value(d.date_source)?;
            let date = d.date.map(|date| format!("{date} ({})", date_source.as_str().unwrap_or_default()));
            for (name, value) in [("title", &d.title), ("date", &date), ("source", &d.source), ("url", &d.url), ("language", &d.language)] {
                if let Some(value) = value {
                    writeln!(out, "{name:<9} {value}")?;
                }
            }
            writeln!(out, "\n{}", d.text.trim_end())?;
            let filter = chancery_store::Filter { document: Some(d.id.clone()), ..Default::default() };
            writeln!(out)?;
            let mut writer = Writer::with_table(Format::Table, &mut out, output::table())?;
            each_mention(&store, &filter, |m| Ok(writer.write(m)?))?;
            writer.finish()?;
        }
        Found::Mention(m) => writeln!(out, "{}", serde_json::to_string_pretty(&m)?)?,
        Found::Event(e) => writeln!(out, "{}", serde_json::to_string_pretty(&e)?)?,
        Found::Imported(i) => {
            writeln!(out, "{}", serde_json::to_string_pretty(&i.act)?)?;
            writeln!(out, "\nThe row as it was imported:\n{}", String::from_utf8_lossy(&i.raw))?;
        }
        Found::Commitment(c) => writeln!(out, "{}", serde_json::to_string_pretty(&c)?)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}
