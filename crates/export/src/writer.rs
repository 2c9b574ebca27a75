//! The one writer for all formats.

use std::{io::Write, marker::PhantomData};

use crate::{Error, Format, Record, csv::CsvWriter, parquet::ParquetWriter, table};

/// Writes records of one kind, one after the other, and keeps no more than a few thousand rows.
pub struct Writer<R: Record, W: Write + Send> {
    inner: Inner<W>,
    records: PhantomData<fn(&R)>,
}

enum Inner<W: Write + Send> {
    Table(table::Stream<W>),
    Jsonl(W),
    Csv(Box<CsvWriter<W>>),
    Parquet(Box<ParquetWriter<W>>),
}

impl<R: Record, W: Write + Send> Writer<R, W> {
    /// Starts writing `format` to `out`, which should be buffered. A table is 120 columns wide.
    pub fn new(format: Format, out: W) -> Result<Self, Error> {
        Self::with_table(format, out, table::Options::default())
    }

    /// Starts writing; should it be a table, then as `options` say.
    pub fn with_table(format: Format, out: W, options: table::Options) -> Result<Self, Error> {
        let inner = match format {
            Format::Table => Inner::Table(table::Stream::new(out, R::heads(), options)),
            Format::Jsonl => Inner::Jsonl(out),
            Format::Csv => Inner::Csv(Box::new(CsvWriter::new::<R>(out)?)),
            Format::Parquet => Inner::Parquet(Box::new(ParquetWriter::new::<R>(out)?)),
        };
        Ok(Writer { inner, records: PhantomData })
    }

    /// Writes a record.
    pub fn write(&mut self, record: &R) -> Result<(), Error> {
        match &mut self.inner {
            Inner::Table(table) => Ok(table.write(record.line())?),
            Inner::Jsonl(out) => {
                serde_json::to_writer(&mut *out, record)?;
                Ok(out.write_all(b"\n")?)
            }
            Inner::Csv(csv) => csv.write(record),
            Inner::Parquet(parquet) => parquet.write(record),
        }
    }

    /// Puts a note about the whole file into it: the Parquet file's metadata. The other formats have no room for one.
    pub fn note(&mut self, key: &str, value: &str) {
        if let Inner::Parquet(parquet) = &mut self.inner {
            parquet.note(key, value);
        }
    }

    /// Writes what is held back, flushes, and gives the output back. Without it a Parquet file has no end.
    pub fn finish(self) -> Result<W, Error> {
        let mut out = match self.inner {
            Inner::Table(table) => table.finish()?,
            Inner::Jsonl(out) => out,
            Inner::Csv(csv) => csv.finish()?,
            Inner::Parquet(parquet) => parquet.finish()?,
        };
        out.flush()?;
        Ok(out)
    }
}
