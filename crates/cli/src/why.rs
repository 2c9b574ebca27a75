//! `chancery why ID`: why a mention was coded so; what was seen in a document and left out.

use std::io::Write;

use anyhow::{Result, bail};
use chancery_model::{Mention, Offsets, Reason, codebook};
use chancery_store::{Found, Store};

use crate::{Outcome, filter::Db, output};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Id of a mention, event, commitment or document, or its first characters
    id: String,
}

pub fn run(args: Args) -> Result<Outcome> {
    let store = args.db.read()?;
    let mut out = output::standard();
    match store.find(&args.id)? {
        Found::Nothing => bail!("{}: the record has nothing with the id '{}'", args.db.db.display(), args.id),
        Found::Several(ids) => bail!("'{}' begins {} ids: {}", args.id, ids.len(), ids[..ids.len().min(8)].join(", ")),
        Found::Mention(m) => mention(&store, &m, &mut out)?,
        Found::Event(e) => {
            writeln!(out, "{} mentions: the same act, the same parties, days that meet\n", e.mentions.len())?;
            several(&store, &e.mentions, &mut out)?;
        }
        Found::Commitment(c) => {
            for step in &c.steps {
                let date = step.date.map_or("no date".to_owned(), |d| d.to_string());
                writeln!(out, "{} on {date}, since {} says: \"{}\"", step.state, step.document, step.quote)?;
                // A step that rests on no act has its reason in the document.
                if step.mention_id.is_none()
                    && let Some(stored) = store.document(&step.document)?
                {
                    let text = &stored.document.text;
                    let offsets = Offsets::new(text);
                    let within = |r: &&Reason| r.decision == "step" && step.span.start <= r.span.start && r.span.end <= step.span.end;
                    for r in store.reasons(&step.document)?.iter().filter(within) {
                        line(&mut out, text.get(offsets.bytes(r.span)).unwrap_or_default(), r)?;
                    }
                }
                several(&store, step.mention_id.as_slice(), &mut out)?;
            }
        }
        Found::Imported(i) => {
            let event = i.act.event.map_or("no PLOVER type", |e| e.as_str());
            let because = match i.act.cameo.as_deref().and_then(codebook::cameo::find) {
                Some(code) => format!("its CAMEO code is {}, {}", code.code, code.name),
                None => "the row says so, or has no code that the code book knows".to_owned(),
            };
            writeln!(out, "{event}: a row of {}, not coded here; {because}", i.act.dataset)?;
        }
        Found::Document(stored) => {
            let d = &stored.document;
            let offsets = Offsets::new(&d.text);
            for r in store.reasons(&d.id)?.iter() {
                line(&mut out, d.text.get(offsets.bytes(r.span)).unwrap_or_default(), r)?;
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn several(store: &Store, ids: &[String], out: &mut impl Write) -> Result<()> {
    for id in ids {
        if let Some(m) = store.mention(id)? {
            mention(store, &m, out)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn mention(store: &Store, m: &Mention, out: &mut impl Write) -> Result<()> {
    let of = m.of.map(|o| format!(" of {o}")).unwrap_or_default();
    writeln!(out, "{}{of}, {} ({})\n\"{}\"", m.event, m.status, m.mention_id, m.sentence.text)?;
    let text = store.document(&m.document.id)?.map(|d| d.document.text).unwrap_or_default();
    let offsets = Offsets::new(&text);
    for r in store.reasons(&m.mention_id)?.iter() {
        line(out, text.get(offsets.bytes(r.span)).unwrap_or_default(), r)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, words: &str, r: &Reason) -> Result<()> {
    writeln!(out, "  {:<10} [{words}] {}", r.decision, r.because)?;
    Ok(())
}
