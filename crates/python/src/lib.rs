//! `chancery._chancery`: what the Python package is made of. Tables come and go by Arrow's C interface; the interpreter's lock is free while documents are coded. No database, no server.

mod documents;
mod parallel;

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray, cast::AsArray};
use arrow_schema::{DataType, Field, Schema};
use chancery_coder::Coder;
use chancery_model::{Commitment, Mention, StepMention};
use pyo3::{
    exceptions::{PyRuntimeError, PyValueError},
    prelude::*,
};
use pyo3_arrow::{PyTable, input::AnyRecordBatch};

/// A coder: the network, the gazetteer, the rules. Building one takes a moment; it is shared by all calls.
#[pyclass(name = "Coder", frozen, module = "chancery._chancery")]
struct PyCoder(Arc<Coder>);

#[pymethods]
impl PyCoder {
    #[new]
    #[pyo3(signature = (min_confidence=None))]
    fn new(py: Python<'_>, min_confidence: Option<f64>) -> PyResult<Self> {
        if min_confidence.is_some_and(|c| !(0.0..=1.0).contains(&c)) {
            return Err(PyValueError::new_err("min_confidence lies between 0 and 1"));
        }
        let coder = py.detach(Coder::embedded).map_err(|e| PyRuntimeError::new_err(e.to_string()))?;
        Ok(PyCoder(Arc::new(match min_confidence {
            Some(least) => coder.with_min_confidence(least),
            None => coder,
        })))
    }

    /// Program and model.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Mentions and steps of the documents, in their order, as two tables.
    #[pyo3(signature = (documents, threads=None))]
    fn code(&self, py: Python<'_>, documents: AnyRecordBatch, threads: Option<usize>) -> PyResult<(PyTable, PyTable)> {
        let documents = documents::read(documents)?;
        let threads = threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, |n| n.get()));
        let coder = &self.0;
        let coded = py.detach(|| parallel::in_order(&documents, threads, |d| coder.code(d)));
        let (mut mentions, mut steps): (Vec<Mention>, Vec<StepMention>) = (Vec::new(), Vec::new());
        for (document, coded) in documents.iter().zip(coded) {
            let coded = coded.map_err(|e| PyRuntimeError::new_err(format!("document '{}': {e}", document.id)))?;
            mentions.extend(coded.mentions);
            steps.extend(coded.steps);
        }
        Ok((table(&mentions)?, py_table(step_batch(&steps)?)?))
    }
}

/// The commitments that steps open and move.
#[pyfunction]
fn ledger(py: Python<'_>, steps: AnyRecordBatch) -> PyResult<PyTable> {
    let mut told: Vec<StepMention> = Vec::new();
    for batch in steps.into_reader()? {
        let batch = batch.map_err(|e| PyValueError::new_err(e.to_string()))?;
        let column = batch.column_by_name("record").ok_or_else(|| {
            PyValueError::new_err("the table has no column 'record': give the steps as chancery.code(..., steps=True) returns them")
        })?;
        let column = arrow_cast::cast(column, &DataType::Utf8).map_err(|e| PyValueError::new_err(e.to_string()))?;
        for (row, record) in column.as_string::<i32>().iter().enumerate() {
            let Some(record) = record else { continue };
            told.push(
                serde_json::from_str(record)
                    .map_err(|e| PyValueError::new_err(format!("row {row}: the record of a step cannot be read: {e}")))?,
            );
        }
    }
    let commitments: Vec<Commitment> = py.detach(|| chancery_ledger::commitments(&told));
    table(&commitments)
}

/// Names and Arrow types of the columns, as an empty table: `mention`, `step` or `commitment`.
#[pyfunction]
fn empty(kind: &str) -> PyResult<PyTable> {
    match kind {
        "mention" => table::<Mention>(&[]),
        "step" => py_table(step_batch(&[])?),
        "commitment" => table::<Commitment>(&[]),
        _ => Err(PyValueError::new_err(format!("'{kind}' is no kind of table: mention, step, commitment"))),
    }
}

/// Name and meaning of each column of mentions, steps or commitments.
#[pyfunction]
fn columns(kind: &str) -> PyResult<Vec<(&'static str, &'static str)>> {
    use chancery_export::Record;
    match kind {
        "mention" => Ok(Mention::columns().iter().map(|c| (c.name, c.meaning)).collect()),
        "commitment" => Ok(Commitment::columns().iter().map(|c| (c.name, c.meaning)).collect()),
        "step" => Ok(STEP.to_vec()),
        _ => Err(PyValueError::new_err(format!("'{kind}' is no kind of table: mention, step, commitment"))),
    }
}

fn table<R: chancery_export::Record>(records: &[R]) -> PyResult<PyTable> {
    py_table(chancery_export::arrow::batch(records).map_err(|e| PyRuntimeError::new_err(e.to_string()))?)
}

fn py_table(batch: RecordBatch) -> PyResult<PyTable> {
    let schema = batch.schema();
    PyTable::try_new(vec![batch], schema)
}

/// What a step says that can be read at a glance, and all of it for the ledger.
const STEP: [(&str, &str); 9] = [
    ("document_id", "The document"),
    ("document_date", "Its day"),
    ("state", "Where the undertaking stands by this sentence"),
    ("type", "PLOVER type of the undertaken act"),
    ("by", "Countries that undertake it, joined by ;"),
    ("to", "The other side, likewise"),
    ("quote", "The sentence, word for word"),
    ("confidence", "Probability that it tells a step at all"),
    ("record", "The step whole, as JSON: what chancery.ledger reads"),
];

fn step_batch(steps: &[StepMention]) -> PyResult<RecordBatch> {
    let side = |actors: &[chancery_model::Actor]| {
        let mut codes: Vec<&str> = actors.iter().filter_map(|a| a.country.as_ref().map(|c| c.as_str())).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.join(";")
    };
    let text = |f: &dyn Fn(&StepMention) -> Option<String>| -> ArrayRef { Arc::new(steps.iter().map(f).collect::<StringArray>()) };
    let columns: Vec<ArrayRef> = vec![
        text(&|s| Some(s.document.id.clone())),
        text(&|s| s.document.date.map(|d| d.to_string())),
        text(&|s| Some(s.state.to_string())),
        text(&|s| Some(s.kind.to_string())),
        text(&|s| Some(side(&s.actor))),
        text(&|s| Some(side(&s.recipient))),
        text(&|s| Some(s.sentence.text.clone())),
        Arc::new(steps.iter().map(|s| Some(s.confidence)).collect::<arrow_array::Float64Array>()),
        text(&|s| serde_json::to_string(s).ok()),
    ];
    let fields: Vec<Field> = STEP.iter().zip(&columns).map(|((name, _), c)| Field::new(*name, c.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(|e| PyRuntimeError::new_err(e.to_string()))
}

#[pymodule]
fn _chancery(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("__version__", env!("CARGO_PKG_VERSION"))?;
    m.add_class::<PyCoder>()?;
    m.add_function(wrap_pyfunction!(ledger, m)?)?;
    m.add_function(wrap_pyfunction!(columns, m)?)?;
    m.add_function(wrap_pyfunction!(empty, m)?)
}
