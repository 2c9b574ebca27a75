//! Documents out of a table: its columns `text`, and as far as they are there `id`, `date`, `title`, `source`, `url`, `language`.

use std::io::Cursor;

use arrow_array::{Array, ArrayRef, StringArray, cast::AsArray};
use arrow_schema::DataType;
use chancery_model::Document;
use chancery_reader::{Item, Options};
use jiff::civil::Date;
use pyo3::{PyResult, exceptions::PyValueError};
use pyo3_arrow::input::AnyRecordBatch;
use serde_json::json;

/// The documents of a table, in its order, as the program reads the lines of a JSONL file: a row without text and title, or in
/// another language than English, gives none.
///
/// A date is a day (`2024-04-05`, or the beginning of a moment) or one of Arrow's dates and timestamps.
pub fn read(table: AnyRecordBatch) -> PyResult<Vec<Document>> {
    let mut stories = Vec::new();
    for batch in table.into_reader()? {
        let batch = batch.map_err(|e| PyValueError::new_err(e.to_string()))?;
        let column = |name: &str| batch.column_by_name(name).map(|c| as_text(name, c)).transpose();
        let Some(texts) = column("text")? else {
            let has: Vec<String> = batch.schema().fields().iter().map(|f| f.name().clone()).collect();
            return Err(PyValueError::new_err(format!("the table has no column 'text'; it has: {}", has.join(", "))));
        };
        let [ids, dates, titles, sources, urls, languages] = ["id", "date", "title", "source", "url", "language"].map(column);
        let (ids, dates, titles, sources, urls, languages) = (ids?, dates?, titles?, sources?, urls?, languages?);
        for row in 0..batch.num_rows() {
            let value = |c: &Option<StringArray>| {
                c.as_ref().filter(|c| c.is_valid(row)).map(|c| c.value(row).to_owned()).filter(|v| !v.trim().is_empty())
            };
            let date = value(&dates);
            if let Some(date) = date.as_deref().filter(|d| d.get(..10).is_none_or(|d| d.parse::<Date>().is_err())) {
                let what = format!("row {}: '{date}' is no date: write 2024-04-05, or leave it null", stories.len());
                return Err(PyValueError::new_err(what));
            }
            stories.push(json!({
                "id": value(&ids),
                "date": date.as_deref().and_then(|d| d.get(..10)),
                "title": value(&titles),
                "source": value(&sources),
                "url": value(&urls),
                "language": value(&languages),
                "text": if texts.is_valid(row) { texts.value(row) } else { "" },
            }));
        }
    }
    // By the program's own reader: language, furniture and ids are found alike.
    let lines: Vec<u8> = stories.iter().flat_map(|s| format!("{s}\n").into_bytes()).collect();
    let items = chancery_reader::read(&["-".to_owned()], Some(Box::new(Cursor::new(lines))), &Options::default());
    Ok(items
        .filter_map(|item| match item {
            Item::Document(d) => Some(d),
            _ => None,
        })
        .collect())
}

fn as_text(name: &str, column: &ArrayRef) -> PyResult<StringArray> {
    let bad = |e: arrow_schema::ArrowError| PyValueError::new_err(format!("column '{name}': {e}"));
    // A moment is read as its day in its own time zone.
    let days = match column.data_type() {
        DataType::Timestamp(..) | DataType::Date64 => Some(arrow_cast::cast(column, &DataType::Date32).map_err(bad)?),
        _ => None,
    };
    let text = arrow_cast::cast(days.as_ref().unwrap_or(column), &DataType::Utf8).map_err(bad)?;
    Ok(text.as_string::<i32>().clone())
}
