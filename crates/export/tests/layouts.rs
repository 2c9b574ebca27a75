//! CSV and Parquet hold what the JSON record holds: each cell is compared with its place in the JSON, read back by the
//! formats' own readers.

mod common;

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use arrow_array::{Array, ArrayRef, Date32Array, Float64Array, Int64Array, ListArray, StringArray};
use chancery_export::{Error, Format, Kind, Record, Writer, act_of, split_list};
use chancery_model::{Act, Commitment, Event, Mention};
use common::{bare_mention, commitment, event, full_mention};
use parquet::{
    arrow::arrow_reader::ParquetRecordBatchReaderBuilder,
    file::reader::{FileReader, SerializedFileReader},
};
use serde_json::{Value, json};

fn write<R: Record>(format: Format, records: &[R]) -> Vec<u8> {
    let mut writer = Writer::new(format, Vec::new()).unwrap();
    records.iter().for_each(|r| writer.write(r).unwrap());
    writer.finish().unwrap()
}

/// The value at a column's path; `[]` gives a list, but for the steps of a commitment, of which the row takes one.
fn at(record: &Value, path: &str, row: usize) -> Value {
    let Some((head, rest)) = path.split_once('.').map_or(Some((path, None)), |(h, r)| Some((h, Some(r)))) else { unreachable!() };
    let (name, index) = head.split_once('[').map_or((head, None), |(n, i)| (n, Some(i.trim_end_matches(']'))));
    let value = &record[name];
    let value = match index {
        None => value.clone(),
        Some("") if name == "steps" => match rest {
            None => return if value.as_array().unwrap().len() > row { json!(row + 1) } else { Value::Null },
            Some(_) => value[row].clone(),
        },
        Some("") => {
            let items = value.as_array().unwrap().iter();
            return items.map(|item| rest.map_or(item.clone(), |rest| at(item, rest, row))).collect();
        }
        Some(i) => value[i.parse::<usize>().unwrap()].clone(),
    };
    match rest {
        Some(_) if value.is_null() => Value::Null,
        Some(rest) => at(&value, rest, row),
        None => value,
    }
}

/// What the CSV field of a value must read as.
fn from_csv(field: &str, kind: Kind) -> Value {
    match kind {
        Kind::TextList => json!(split_list(field)),
        Kind::IntegerList => field.split(';').filter(|s| !s.is_empty()).map(|s| json!(s.parse::<i64>().unwrap())).collect(),
        _ if field.is_empty() => Value::Null,
        Kind::Integer => json!(field.parse::<i64>().unwrap()),
        Kind::Float => json!(field.parse::<f64>().unwrap()),
        Kind::Text | Kind::Date => json!(field),
    }
}

fn from_arrow(array: &ArrayRef, row: usize) -> Value {
    let any = array.as_any();
    if array.is_null(row) {
        return Value::Null;
    }
    if let Some(a) = any.downcast_ref::<StringArray>() {
        json!(a.value(row))
    } else if let Some(a) = any.downcast_ref::<Int64Array>() {
        json!(a.value(row))
    } else if let Some(a) = any.downcast_ref::<Float64Array>() {
        json!(a.value(row))
    } else if let Some(a) = any.downcast_ref::<Date32Array>() {
        let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(a.value(row));
        json!(day.to_string())
    } else {
        let items = any.downcast_ref::<ListArray>().unwrap().value(row);
        (0..items.len()).map(|i| from_arrow(&items, i)).collect()
    }
}

fn check<R: Record>(records: &[R]) {
    let rows: Vec<(Value, usize)> =
        records.iter().flat_map(|r| (0..r.rows()).map(move |row| (serde_json::to_value(r).unwrap(), row))).collect();

    let bytes = write(Format::Csv, records);
    let mut csv = csv::Reader::from_reader(&bytes[..]);
    let names: Vec<&str> = R::columns().iter().map(|c| c.name).collect();
    assert_eq!(csv.headers().unwrap().iter().collect::<Vec<_>>(), names);
    let lines: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), rows.len());
    for (line, (record, row)) in lines.iter().zip(&rows) {
        for (field, c) in line.iter().zip(R::columns()) {
            assert_eq!(from_csv(field, c.kind), at(record, c.path, *row), "CSV, {}", c.name);
        }
    }

    let bytes = write(Format::Parquet, records);
    let mut seen = 0;
    for batch in ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap().build().unwrap() {
        let batch = batch.unwrap();
        assert_eq!(batch.schema().fields().iter().map(|f| f.name().as_str()).collect::<Vec<_>>(), names);
        for (array, c) in batch.columns().iter().zip(R::columns()) {
            for i in 0..batch.num_rows() {
                let (record, row) = &rows[seen + i];
                assert_eq!(from_arrow(array, i), at(record, c.path, *row), "Parquet, {}", c.name);
            }
        }
        seen += batch.num_rows();
    }
    assert_eq!(seen, rows.len());
}

#[test]
fn every_cell_is_the_records() {
    check(&[full_mention(), bare_mention()]);
    check(&[event()]);
    check(&[act()]);
    let mut empty = commitment();
    empty.steps.clear();
    (empty.lapsed, empty.amount, empty.due, empty.domain) = (None, None, None, None);
    check(&[commitment(), empty]);
}

/// An act with every field filled.
fn act() -> Act {
    let mut m = full_mention();
    m.status = chancery_model::Status::Reported;
    m.date = None;
    Act { own_id: Some("7".into()), mentions: Some(3), ..act_of(&m) }
}

/// Paths of all values of a record in which every field is filled.
fn leaves(value: &Value, path: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, v) in fields {
                leaves(v, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, all);
            }
        }
        Value::Array(items) if path.ends_with("span") => {
            all.extend((0..items.len()).map(|i| format!("{path}[{i}]")));
        }
        Value::Array(items) => items.iter().for_each(|v| leaves(v, &format!("{path}[]"), all)),
        _ => all.extend([path.to_owned()]),
    }
}

fn nothing_is_left_out<R: Record>(record: &R) {
    let mut in_json = BTreeSet::new();
    leaves(&serde_json::to_value(record).unwrap(), "", &mut in_json);
    let in_columns: BTreeSet<String> = R::columns().iter().map(|c| c.path.to_owned()).collect();
    // An object that is null in one place and filled in another stands for its fields.
    let is_object = |path: &str| in_json.iter().any(|p| p.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')));
    let left_out: Vec<_> = in_json.difference(&in_columns).filter(|p| !is_object(p)).collect();
    assert!(left_out.is_empty(), "{} has no column for {left_out:?}", R::NAME);
    let names: BTreeSet<&str> = R::columns().iter().map(|c| c.name).collect();
    assert_eq!(names.len(), R::columns().len(), "two columns of {} have one name", R::NAME);
}

#[test]
fn every_field_of_the_record_has_a_column() {
    nothing_is_left_out(&full_mention());
    nothing_is_left_out(&event());
    nothing_is_left_out(&act());
    nothing_is_left_out(&commitment());
}

#[test]
fn json_lines_are_the_record() {
    let written = write(Format::Jsonl, &[full_mention(), bare_mention()]);
    let lines: Vec<Mention> = String::from_utf8(written).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines, [full_mention(), bare_mention()]);
    let line = String::from_utf8(write(Format::Jsonl, &[commitment()])).unwrap();
    assert!(line.starts_with(r#"{"id":"c1","by":["PER"],"to":["CHL","BOL"],"type":"AID","subject":"#), "{line}");
}

#[test]
fn an_empty_selection_still_has_its_columns() {
    assert_eq!(write::<Event>(Format::Csv, &[]), b"event_id,event,mode,of,status,date,actor,recipient,mentions,documents,sources\n");
    let parquet = write::<Commitment>(Format::Parquet, &[]);
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(parquet)).unwrap();
    assert_eq!(reader.schema().fields().len(), Commitment::columns().len());
    assert_eq!(write::<Mention>(Format::Jsonl, &[]), b"");
}

#[test]
fn long_files_have_row_groups_and_the_same_bytes_each_time() {
    let many =
        |n: usize| -> Vec<Event> { (0..n).map(|i| Event { event_id: format!("e{i}"), documents: (i % 7) as u32, ..event() }).collect() };
    let file = write(Format::Parquet, &many(20_000));
    assert_eq!(file, write(Format::Parquet, &many(20_000)));
    let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
    let groups: Vec<i64> = reader.metadata().row_groups().iter().map(|g| g.num_rows()).collect();
    assert_eq!(groups, [8192, 8192, 3616]);
    let created_by = reader.metadata().file_metadata().created_by().unwrap();
    assert_eq!(created_by, concat!("chancery ", env!("CARGO_PKG_VERSION")));
}

/// Takes some bytes, then is gone, like `head`.
struct Pipe(usize);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_told_as_one() {
    for format in Format::ALL {
        let written = || -> Result<(), Error> {
            let mut writer = Writer::new(format, Pipe(10))?;
            for _ in 0..9000 {
                writer.write(&event())?;
            }
            writer.finish().map(drop)
        };
        match written() {
            Err(Error::Io(e)) => assert_eq!(e.kind(), io::ErrorKind::BrokenPipe, "{format}"),
            other => panic!("{format}: {other:?}"),
        }
    }
}

#[test]
fn the_reference_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/columns.md");
    let made = chancery_export::reference();
    if std::env::var_os("CHANCERY_UPDATE").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == made,
        "docs/reference/columns.md is not what the code says: run this test with CHANCERY_UPDATE=1 and look at the difference"
    );
}
