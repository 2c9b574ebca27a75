//! Records as Arrow columns: what Parquet is written from, and what other programs take without copying.

use std::{mem::take, sync::Arc};

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder},
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use jiff::civil::Date;

use crate::{Cell, Column, Error, Kind, Record};

/// The columns of the records `R`, all of which may be null.
pub fn schema<R: Record>() -> SchemaRef {
    let fields: Vec<Field> = R::columns().iter().map(|c| Field::new(c.name, data_type(c.kind), true)).collect();
    Arc::new(Schema::new(fields))
}

/// Records as one batch of [`schema`], a row for each (a commitment takes one for each of its steps).
///
/// ```
/// let none: [chancery_model::Mention; 0] = [];
/// assert_eq!(chancery_export::arrow::batch(&none).unwrap().num_rows(), 0);
/// ```
///
/// # Errors
/// If Arrow refuses the columns: a fault of this crate.
pub fn batch<R: Record>(records: &[R]) -> Result<RecordBatch, Error> {
    let mut columns = Columns::new::<R>();
    records.iter().for_each(|r| columns.push(r));
    columns.finish()
}

/// Columns that are being filled.
pub(crate) struct Columns {
    schema: SchemaRef,
    builders: Vec<Builder>,
    /// Rows since the last batch, and about how many bytes they take.
    pub rows: usize,
    pub bytes: usize,
}

impl Columns {
    pub fn new<R: Record>() -> Self {
        Columns { schema: schema::<R>(), builders: builders(R::columns()), rows: 0, bytes: 0 }
    }

    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    pub fn push<R: Record>(&mut self, record: &R) {
        for row in 0..record.rows() {
            self.push_row(record, row);
        }
    }

    /// One row of a record.
    pub fn push_row<R: Record>(&mut self, record: &R, row: usize) {
        for (builder, column) in self.builders.iter_mut().zip(R::columns()) {
            self.bytes += builder.push(&column.get(record, row));
        }
        self.rows += 1;
    }

    /// The rows since the last batch.
    pub fn finish(&mut self) -> Result<RecordBatch, Error> {
        (self.rows, self.bytes) = (0, 0);
        let arrays = self.builders.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(self.schema.clone(), arrays).map_err(|e| Error::Parquet(e.to_string()))
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
