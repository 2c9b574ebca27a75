//! CSV: RFC 4180 with `\n` at the end of lines, UTF-8 without a mark, a header, every value as it is.

use std::io::Write;

use crate::{Error, Record};

pub(crate) struct CsvWriter<W: Write> {
    inner: ::csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the header at once, so that an empty selection still has its columns.
    pub fn new<R: Record>(out: W) -> Result<Self, Error> {
        let mut inner = ::csv::WriterBuilder::new().from_writer(out);
        inner.write_record(R::columns().iter().map(|c| c.name))?;
        Ok(CsvWriter { inner })
    }

    pub fn write<R: Record>(&mut self, record: &R) -> Result<(), Error> {
        for row in 0..record.rows() {
            for column in R::columns() {
                self.inner.write_field(column.get(record, row).to_field().as_bytes())?;
            }
            self.inner.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    pub fn finish(self) -> Result<W, Error> {
        self.inner.into_inner().map_err(|e| Error::Io(e.into_error()))
    }
}
