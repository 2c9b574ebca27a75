//! How right the coding is, from what was measured with the model that the program carries.

use askama::Template;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    ask::{Ask, Frame, Reply},
    failure::Failure,
};

/// What was measured on one set of annotated documents.
#[derive(Debug, Serialize)]
struct Set {
    name: String,
    overall: Vec<Figure>,
    shares: Vec<(String, String)>,
    types: Vec<Figure>,
}

/// Precision and recall of one thing.
#[derive(Debug, Serialize)]
struct Figure {
    name: String,
    precision: f64,
    recall: f64,
    f1: f64,
    gold: u64,
    coded: u64,
    interval: Option<(f64, f64)>,
}

#[derive(Template, Serialize)]
#[template(path = "quality.html")]
struct Page {
    #[serde(skip)]
    frame: Frame,
    model: String,
    sets: Vec<Set>,
}

/// `GET /quality`.
pub fn page(ask: &Ask) -> Result<Reply, Failure> {
    let measured: Value = serde_json::from_str(chancery_coder::MEASURED).map_err(|e| Failure::fault(e.to_string()))?;
    let model = measured["model"].as_str().unwrap_or_default().to_owned();
    let sets = measured["sets"].as_object().map(|sets| sets.iter().filter_map(|(name, v)| Some(set(name, v.as_object()?))).collect());
    ask.page(&Page { frame: ask.frame("Quality", "quality"), model, sets: sets.unwrap_or_default() })
}

fn set(name: &str, values: &Map<String, Value>) -> Set {
    let figures = |of: &Map<String, Value>| of.iter().filter_map(|(n, v)| figure(n, v)).collect::<Vec<_>>();
    let words = |n: &str| n.replace('_', " ");
    Set {
        name: name.to_owned(),
        overall: figures(values),
        shares: values.iter().filter_map(|(n, v)| Some((words(n), format!("{:.1} %", v.as_f64()? * 100.0)))).collect(),
        types: values.get("per_type").and_then(Value::as_object).map(figures).unwrap_or_default(),
    }
}

fn figure(name: &str, v: &Value) -> Option<Figure> {
    let n = |key: &str| v.get(key)?.as_f64();
    let whole = |key: &str| v.get(key).and_then(Value::as_u64).unwrap_or_default();
    let interval = v.get("interval").and_then(Value::as_array).and_then(|i| Some((i.first()?.as_f64()?, i.get(1)?.as_f64()?)));
    Some(Figure {
        name: name.to_owned(),
        precision: n("p")?,
        recall: n("r")?,
        f1: n("f1")?,
        gold: whole("gold"),
        coded: whole("coded"),
        interval,
    })
}

impl Figure {
    /// Hundredths for the template.
    fn percent(&self, value: &f64) -> String {
        format!("{:.0}", value * 100.0)
    }

    /// The interval as text.
    fn range(&self) -> String {
        self.interval.map(|(a, b)| format!("{:.0} to {:.0}", a * 100.0, b * 100.0)).unwrap_or_default()
    }

    /// Whether there were so few that the figures say little.
    fn few(&self) -> bool {
        self.gold < 20
    }
}
