//! Parquet: row groups of a few thousand rows, zstd, nothing in the file that changes from run to run.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use ::parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{EnabledStatistics, WriterProperties},
    },
};

use crate::{Error, Record, arrow::Columns};

/// Rows in a row group.
const ROWS: usize = 8192;
/// Bytes of text after which a row group ends early: long sentences must not fill the memory.
const BYTES: usize = 32 << 20;

pub(crate) struct ParquetWriter<W: Write + Send> {
    inner: ArrowWriter<Out<W>>,
    failure: Failure,
    columns: Columns,
}

impl<W: Write + Send> ParquetWriter<W> {
    pub fn new<R: Record>(out: W) -> Result<Self, Error> {
        let columns = Columns::new::<R>();
        let properties = WriterProperties::builder()
            // The library's default names its own version, which would change the bytes.
            .set_created_by(concat!("chancery ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROWS))
            // Page indexes of all row groups would be kept in memory to the end.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .build();
        let failure = Failure::default();
        let inner = ArrowWriter::try_new(Out { out, failure: failure.clone() }, columns.schema(), Some(properties));
        let inner = inner.map_err(|e| failure.explain(e))?;
        Ok(ParquetWriter { inner, failure, columns })
    }

    pub fn write<R: Record>(&mut self, record: &R) -> Result<(), Error> {
        for row in 0..record.rows() {
            self.columns.push_row(record, row);
            if self.columns.rows >= ROWS || self.columns.bytes >= BYTES {
                self.flush()?;
            }
        }
        Ok(())
    }

    pub fn note(&mut self, key: &str, value: &str) {
        self.inner.append_key_value_metadata(KeyValue::new(key.to_owned(), value.to_owned()));
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.columns.rows > 0 {
            let batch = self.columns.finish()?;
            self.inner.write(&batch).and_then(|()| self.inner.flush()).map_err(|e| self.failure.explain(e))?;
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<W, Error> {
        self.flush()?;
        let out = self.inner.into_inner().map_err(|e| self.failure.explain(e))?;
        Ok(out.out)
    }
}

/// The output, watched: the Parquet library turns some I/O errors into text, and a closed pipe must be told from others.
struct Out<W> {
    out: W,
    failure: Failure,
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).inspect_err(|e| self.failure.note(e))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().inspect_err(|e| self.failure.note(e))
    }
}

/// The last I/O error of the output.
#[derive(Clone, Default)]
struct Failure(Arc<Mutex<Option<io::Error>>>);

impl Failure {
    fn note(&self, e: &io::Error) {
        // An interrupted write is tried again.
        if e.kind() != io::ErrorKind::Interrupted
            && let Ok(mut last) = self.0.lock()
        {
            *last = Some(io::Error::new(e.kind(), e.to_string()));
        }
    }

    /// The I/O error behind an error of the library; else what the library says.
    fn explain(&self, e: ParquetError) -> Error {
        match self.0.lock().ok().and_then(|mut last| last.take()) {
            Some(io) => Error::Io(io),
            None => Error::Parquet(e.to_string()),
        }
    }
}
