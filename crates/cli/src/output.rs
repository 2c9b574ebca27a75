//! Where records go: standard output or a file, in the format asked for.

use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, Stdout, Write, stdout},
    path::{Path, PathBuf},
};

use anyhow::{Context, Error, Result, bail};
use chancery_export::{Format, table::Options};

/// Standard output, buffered.
pub fn standard() -> Box<dyn Write + Send> {
    Box::new(BufWriter::new(stdout()))
}

/// Whether the error is a reader of ours that went away.
pub fn closed_pipe(e: &Error) -> bool {
    e.chain().any(|c| {
        c.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
            || c.downcast_ref::<serde_json::Error>().is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}

/// `--format` and `-o`.
#[derive(clap::Args)]
pub struct Output {
    /// table, jsonl, csv or parquet
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Output {
    /// The writer, and the format: what was asked for, else what the file's name says, else `default`.
    ///
    /// # Errors
    /// If the file cannot be written, or is one of the `inputs`.
    pub fn open(&self, default: Format, inputs: &[String]) -> Result<(Sink, Format)> {
        let by_name = self.output.as_ref().and_then(|p| p.extension()).and_then(|e| match e.to_str()? {
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "csv" => Some(Format::Csv),
            "parquet" => Some(Format::Parquet),
            _ => None,
        });
        let format = self.format.or(by_name).unwrap_or(default);
        let out = match &self.output {
            None => Sink::Standard(BufWriter::new(stdout())),
            Some(path) => {
                let same = |input: &String| matches!((Path::new(input).canonicalize(), path.canonicalize()), (Ok(a), Ok(b)) if a == b);
                if let Some(input) = inputs.iter().find(|i| same(i)) {
                    bail!("{input} is an input: the output needs another file");
                }
                Sink::File(Pending::new(path).with_context(|| format!("{} could not be written", path.display()))?)
            }
        };
        Ok((out, format))
    }
}

/// Where records go: standard output, or a file that is complete or not there.
pub enum Sink {
    Standard(BufWriter<Stdout>),
    File(Pending),
}

impl Sink {
    /// All was written: the file takes its name.
    pub fn keep(self) -> Result<()> {
        match self {
            Sink::Standard(mut out) => Ok(out.flush()?),
            Sink::File(file) => {
                let name = file.path.display().to_string();
                file.keep().with_context(|| format!("{name} could not be written"))
            }
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Standard(out) => out.write(bytes),
            Sink::File(file) => file.out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Standard(out) => out.flush(),
            Sink::File(file) => file.out.flush(),
        }
    }
}

/// A file that is written beside its place and moved there at the end: what stood there before is lost only to a whole
/// new one. What is no plain file (`/dev/null`, a pipe) is written where it is.
pub struct Pending {
    out: BufWriter<File>,
    path: PathBuf,
    /// Where it is written, until it is kept.
    part: Option<PathBuf>,
}

impl Pending {
    fn new(path: &Path) -> io::Result<Self> {
        if path.exists() && !path.is_file() {
            return Ok(Pending { out: BufWriter::new(File::create(path)?), path: path.to_owned(), part: None });
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}.part", std::process::id()));
        let part = path.with_file_name(name);
        Ok(Pending { out: BufWriter::new(File::create(&part)?), path: path.to_owned(), part: Some(part) })
    }

    fn keep(mut self) -> io::Result<()> {
        self.out.flush()?;
        if let Some(part) = self.part.take() {
            fs::rename(part, &self.path)?;
        }
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            let _ = fs::remove_file(part);
        }
    }
}

/// Tables as wide as the terminal, as `COLUMNS` tells it; elsewhere as wide as the default.
pub fn table() -> Options {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c >= 40);
    match columns.filter(|_| stdout().is_terminal()) {
        Some(width) => Options { width, ..Options::default() },
        None => Options::default(),
    }
}
