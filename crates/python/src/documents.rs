//! Documents out of a table: its columns `text`, and as far as they are there `id`, `date`, `title`, `source`, `url`, `language`.

use arrow_array::{Array, ArrayRef, StringArray, cast::AsArray};
use arrow_schema::DataType;
use chancery_model::{DateSource, Document};
use jiff::civil::Date;
use pyo3::{PyResult, exceptions::PyValueError};
use pyo3_arrow::input::AnyRecordBatch;

/// The documents of a table, in its order. A row without text and title is an empty document: it codes nothing.
///
/// A date is a day (`2024-04-05`, or the beginning of a moment) or one of Arrow's dates and timestamps.
pub fn read(table: AnyRecordBatch) -> PyResult<Vec<Document>> {
    let mut out = Vec::new();
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
            let text = if texts.is_valid(row) { texts.value(row) } else { "" };
            let mut document = Document::from_text(text);
            if let Some(id) = value(&ids) {
                document.id = id;
            }
            if let Some(date) = value(&dates) {
                let day = date.get(..10).and_then(|d| d.parse::<Date>().ok());
                document.date = Some(day.ok_or_else(|| {
                    PyValueError::new_err(format!("row {}: '{date}' is no date: write 2024-04-05, or leave it null", out.len()))
                })?);
                document.date_source = DateSource::Given;
            }
            document.title = value(&titles);
            document.source = value(&sources);
            document.url = value(&urls);
            document.language = value(&languages);
            out.push(document);
        }
    }
    Ok(out)
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
