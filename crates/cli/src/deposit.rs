//! `chancery export --deposit FOLDER`: what a data repository asks for, in one folder.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use chancery_export::{Deposit, Format, Record, Summed, Writer, checksums, reference};
use chancery_model::codebook;
use chancery_store::Store;

use crate::{
    Outcome,
    filter::{Choice, each_mention},
};

/// The formats of the data, the native one first.
const FORMATS: [Format; 3] = [Format::Parquet, Format::Csv, Format::Jsonl];

/// Writes the folder: whole, or not there.
pub fn run(store: &Store, choice: &Choice, folder: &Path) -> Result<Outcome> {
    if folder.exists() && (!folder.is_dir() || fs::read_dir(folder)?.next().is_some()) {
        bail!("{}: a deposit needs a new or an empty folder", folder.display());
    }
    let part = part(folder);
    let written = (|| -> Result<[u64; 3]> {
        fs::create_dir_all(&part)?;
        let records = write(store, choice, &part)?;
        fs::rename(&part, folder)?;
        Ok(records)
    })();
    if written.is_err() {
        let _ = fs::remove_dir_all(&part);
    }
    let [mentions, events, commitments] = written.with_context(|| format!("{} could not be written", folder.display()))?;
    eprintln!("mentions: {mentions}, events: {events}, commitments: {commitments}");
    eprintln!("deposit: {}; README.md names what is left to fill in", folder.display());
    Ok(Outcome::Done)
}

/// Where it is written until it is whole.
fn part(folder: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    folder.with_file_name(name)
}

fn write(store: &Store, choice: &Choice, folder: &Path) -> Result<[u64; 3]> {
    let filter = choice.filter();
    let mut files = Files { folder, sums: Vec::new() };
    let mut deposit = Deposit { version: env!("CARGO_PKG_VERSION").to_owned(), selection: choice.to_string(), ..Deposit::default() };

    let mut mentions = files.table("mentions")?;
    let (mut coders, mut documents) = (BTreeSet::new(), BTreeSet::new());
    each_mention(store, &filter, |m| {
        deposit.records[0] += 1;
        if !coders.contains(&m.coder) {
            coders.insert(m.coder.clone());
        }
        documents.insert(chancery_model::content_number(&[&m.document.id]));
        if let Some(day) = m.document.date {
            let (first, last) = deposit.days.unwrap_or((day, day));
            deposit.days = Some((first.min(day), last.max(day)));
        }
        mentions.write(m)
    })?;
    files.close(mentions)?;
    deposit.coders = coders.into_iter().collect();
    deposit.documents = documents.len() as u64;

    let (events, commitments) = (store.events(&filter)?, store.commitments(&filter)?);
    files.all("events", &events)?;
    files.all("commitments", &commitments)?;
    (deposit.records[1], deposit.records[2]) = (events.len() as u64, commitments.len() as u64);

    files.text("dictionary.md", &reference())?;
    files.text("codebook.md", &codebook::reference())?;
    files.text("measured.json", chancery_coder::MEASURED)?;
    files.text("VERSION", &deposit.version_file())?;
    files.text("README.md", &deposit.readme())?;
    files.sums.sort();
    let sums = checksums(&files.sums);
    files.text("SHA256SUMS", &sums)?;
    Ok(deposit.records)
}

type Out = Summed<BufWriter<File>>;

/// The files of the folder, with the checksums of those that are written.
struct Files<'a> {
    folder: &'a Path,
    sums: Vec<(String, String)>,
}

/// One table in all formats at once.
struct Table<R: Record> {
    writers: Vec<(String, Writer<R, Out>)>,
}

impl<R: Record> Table<R> {
    fn write(&mut self, record: &R) -> Result<()> {
        self.writers.iter_mut().try_for_each(|(_, w)| Ok(w.write(record)?))
    }
}

impl Files<'_> {
    fn create(&self, name: &str) -> Result<Out> {
        Ok(Summed::new(BufWriter::new(File::create(self.folder.join(name))?)))
    }

    fn table<R: Record>(&self, name: &str) -> Result<Table<R>> {
        let one = |format: Format| {
            let name = format!("{name}.{format}");
            let mut writer = Writer::new(format, self.create(&name)?)?;
            writer.note("chancery.measured", chancery_coder::MEASURED);
            Ok((name, writer))
        };
        Ok(Table { writers: FORMATS.into_iter().map(one).collect::<Result<_>>()? })
    }

    fn all<R: Record>(&mut self, name: &str, records: &[R]) -> Result<()> {
        let mut table = self.table(name)?;
        records.iter().try_for_each(|r| table.write(r))?;
        self.close(table)
    }

    fn close<R: Record>(&mut self, table: Table<R>) -> Result<()> {
        for (name, writer) in table.writers {
            self.done(name, writer.finish()?)?;
        }
        Ok(())
    }

    fn text(&mut self, name: &str, text: &str) -> Result<()> {
        let mut out = self.create(name)?;
        out.write_all(text.as_bytes())?;
        self.done(name.to_owned(), out)
    }

    fn done(&mut self, name: String, out: Out) -> Result<()> {
        let (sum, mut file) = out.finish();
        file.flush()?;
        self.sums.push((name, sum));
        Ok(())
    }
}
