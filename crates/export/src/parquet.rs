//! Parquet: row groups of a few thousand rows, zstd, nothing in the file that changes from run to run.

use std::{
    io::{self, Write},
    mem::take,
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
use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder},
};
use arrow_schema::{DataType, Field, Schema};
use jiff::civil::Date;

use crate::{Cell, Column, Error, Kind, Record};

/// Rows in a row group.
const ROWS: usize = 8192;
/// Bytes of text after which a row group ends early: long sentences must not fill the memory.
const BYTES: usize = 32 << 20;

pub(crate) struct ParquetWriter<W: Write + Send> {
    inner: ArrowWriter<Out<W>>,
    failure: Failure,
    schema: Arc<Schema>,
    columns: Vec<Builder>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> ParquetWriter<W> {
    pub fn new<R: Record>(out: W) -> Result<Self, Error> {
        let fields: Vec<Field> = R::columns().iter().map(|c| Field::new(c.name, data_type(c.kind), true)).collect();
        let schema = Arc::new(Schema::new(fields));
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
        let inner = ArrowWriter::try_new(Out { out, failure: failure.clone() }, schema.clone(), Some(properties));
        let inner = inner.map_err(|e| failure.explain(e))?;
        Ok(ParquetWriter { inner, failure, schema, columns: builders(R::columns()), rows: 0, bytes: 0 })
    }

    pub fn write<R: Record>(&mut self, record: &R) -> Result<(), Error> {
        for row in 0..record.rows() {
            for (builder, column) in self.columns.iter_mut().zip(R::columns()) {
                self.bytes += builder.push(&column.get(record, row));
            }
            self.rows += 1;
            if self.rows >= ROWS || self.bytes >= BYTES {
                self.flush()?;
            }
        }
        Ok(())
    }

    pub fn note(&mut self, key: &str, value: &str) {
        self.inner.append_key_value_metadata(KeyValue::new(key.to_owned(), value.to_owned()));
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.rows > 0 {
            let arrays = self.columns.iter_mut().map(Builder::finish).collect();
            let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(|e| Error::Parquet(e.to_string()))?;
            self.inner.write(&batch).and_then(|()| self.inner.flush()).map_err(|e| self.failure.explain(e))?;
            (self.rows, self.bytes) = (0, 0);
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

/// Name of the items of a list, as the Parquet format prescribes it.
const ITEM: &str = "element";

fn data_type(kind: Kind) -> DataType {
    let list = |item| DataType::List(Arc::new(Field::new(ITEM, item, true)));
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Float => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::TextList => list(DataType::Utf8),
        Kind::IntegerList => list(DataType::Int64),
    }
}

/// A column that is being filled.
enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Float(Float64Builder),
    Date(Date32Builder),
    TextList(ListBuilder<StringBuilder>),
    IntegerList(ListBuilder<Int64Builder>),
}

fn builders<R>(columns: &[Column<R>]) -> Vec<Builder> {
    let one = |c: &Column<R>| match c.kind {
        Kind::Text => Builder::Text(StringBuilder::new()),
        Kind::Integer => Builder::Integer(Int64Builder::new()),
        Kind::Float => Builder::Float(Float64Builder::new()),
        Kind::Date => Builder::Date(Date32Builder::new()),
        Kind::TextList => Builder::TextList(ListBuilder::new(StringBuilder::new()).with_field(Field::new(ITEM, DataType::Utf8, true))),
        Kind::IntegerList => {
            Builder::IntegerList(ListBuilder::new(Int64Builder::new()).with_field(Field::new(ITEM, DataType::Int64, true)))
        }
    };
    columns.iter().map(one).collect()
}

impl Builder {
    /// Adds a value and tells about how many bytes it takes. A value of another kind than the column's is no value; that
    /// each column gives its own kind is tested.
    fn push(&mut self, cell: &Cell) -> usize {
        match (self, cell) {
            (Builder::Text(b), Cell::Text(text)) => {
                b.append_value(text);
                text.len()
            }
            (Builder::Text(b), _) => {
                b.append_null();
                0
            }
            (Builder::Integer(b), cell) => {
                b.append_option(if let Cell::Integer(n) = cell { Some(*n) } else { None });
                8
            }
            (Builder::Float(b), cell) => {
                b.append_option(if let Cell::Float(x) = cell { Some(*x) } else { None });
                8
            }
            (Builder::Date(b), cell) => {
                b.append_option(if let Cell::Date(date) = cell { Some(days(*date)) } else { None });
                4
            }
            (Builder::TextList(b), cell) => {
                let Cell::TextList(items) = cell else {
                    b.append_null();
                    return 0;
                };
                items.iter().for_each(|item| b.values().append_option(item.as_deref()));
                b.append(true);
                items.iter().flatten().map(|item| item.len()).sum()
            }
            (Builder::IntegerList(b), cell) => {
                let Cell::IntegerList(items) = cell else {
                    b.append_null();
                    return 0;
                };
                b.values().append_slice(items);
                b.append(true);
                8 * items.len()
            }
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(b) => Arc::new(take(b).finish()),
            Builder::Integer(b) => Arc::new(b.finish()),
            Builder::Float(b) => Arc::new(b.finish()),
            Builder::Date(b) => Arc::new(b.finish()),
            Builder::TextList(b) => Arc::new(b.finish()),
            Builder::IntegerList(b) => Arc::new(b.finish()),
        }
    }
}

/// Days since 1970-01-01.
fn days(date: Date) -> i32 {
    let seconds = date.duration_since(jiff::civil::date(1970, 1, 1)).as_secs();
    // A civil date is a whole number of days, at most some four million from the epoch.
    (seconds / 86_400) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        let day = |s: &str| days(s.parse().unwrap());
        assert_eq!((day("1970-01-01"), day("1969-12-31"), day("2024-04-05"), day("-009999-01-01")), (0, -1, 19818, -4371587));
    }
}
