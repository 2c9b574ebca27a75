//! The encoder: the trained network, run by `rten`.

use std::{cell::RefCell, sync::Arc};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;

use crate::CoderError;

/// Outputs of the graph, in the order in which [`Encoder::run`] asks for them.
const OUTPUTS: [&str; 13] =
    ["trigger", "mention", "status", "of", "mode", "context", "sector", "joint", "step", "thread", "role", "link", "side"];

/// The loaded network.
pub(crate) struct Encoder {
    model: Model,
    ids: NodeId,
    outputs: [NodeId; 13],
}

/// Scores (logits) for each piece of a window: `[piece][label]`.
pub(crate) struct Rows {
    values: Vec<f32>,
    width: usize,
}

impl Rows {
    pub fn row(&self, piece: usize) -> &[f32] {
        &self.values[piece * self.width..(piece + 1) * self.width]
    }
}

/// Scores for each pair of pieces: `[label][from][to]`.
pub(crate) struct Pairs {
    values: Vec<f32>,
    labels: usize,
    length: usize,
}

impl Pairs {
    /// Scores of all labels for one pair.
    pub fn at(&self, from: usize, to: usize) -> impl Iterator<Item = f32> + Clone + '_ {
        (0..self.labels).map(move |k| self.values[(k * self.length + from) * self.length + to])
    }
}

/// Everything the network says of a window.
pub(crate) struct Scores {
    pub trigger: Rows,
    pub mention: Rows,
    pub status: Rows,
    pub of: Rows,
    pub mode: Rows,
    pub context: Rows,
    pub sector: Rows,
    pub joint: Rows,
    /// What a word tells of where an undertaking stands.
    pub step: Rows,
    /// A vector a word: what the undertaking told there is about.
    pub thread: Rows,
    pub role: Pairs,
    pub link: Pairs,
    /// What a state named anywhere in the window is to the act told at a word.
    pub side: Pairs,
}

#[cfg(test)]
impl Scores {
    /// Of `length` pieces, all zero but the side of each pair, for tests: `side(from, to)` gives its three scores.
    pub fn of_sides(length: usize, side: impl Fn(usize, usize) -> [f32; 3]) -> Scores {
        let rows = || Rows { values: Vec::new(), width: 0 };
        let none = || Pairs { values: Vec::new(), labels: 0, length };
        let values = (0..3).flat_map(|k| (0..length * length).map(move |i| (k, i))).map(|(k, i)| side(i / length, i % length)[k]).collect();
        Scores {
            trigger: rows(),
            mention: rows(),
            status: rows(),
            of: rows(),
            mode: rows(),
            context: rows(),
            sector: rows(),
            joint: rows(),
            step: rows(),
            thread: rows(),
            role: none(),
            link: none(),
            side: Pairs { values, labels: 3, length },
        }
    }
}

thread_local! {
    /// One single-threaded pool for each calling thread: documents are the unit of parallel work, and a window's numbers
    /// must not depend on how many threads there are.
    static POOL: RefCell<Option<Arc<ThreadPool>>> = const { RefCell::new(None) };
}

impl Encoder {
    /// Loads an ONNX graph with the input `ids` and the outputs of `train/network.py`.
    pub fn load(onnx: &'static [u8]) -> Result<Self, CoderError> {
        let model =
            ModelOptions::with_all_ops().prepack_weights(true).load_static_slice(onnx).map_err(|e| CoderError::Model(e.to_string()))?;
        let node = |name: &str| model.node_id(name).map_err(|e| CoderError::Model(format!("{name}: {e}")));
        let mut outputs = Vec::with_capacity(OUTPUTS.len());
        for name in OUTPUTS {
            outputs.push(node(name)?);
        }
        let outputs = outputs.try_into().map_err(|_| CoderError::Model("wrong number of outputs".into()))?;
        Ok(Encoder { ids: node("ids")?, outputs, model })
    }

    /// Reads one window. Batch 1 always: with int8 activations a batch would share one scale, and a sentence's codes
    /// would depend on its neighbours.
    pub fn run(&self, ids: &[u32]) -> Result<Scores, CoderError> {
        let n = ids.len();
        let ids = NdTensor::from_data([1, n], ids.iter().map(|&i| i as i32).collect::<Vec<_>>());
        let pool = POOL.with_borrow_mut(|p| p.get_or_insert_with(|| Arc::new(ThreadPool::with_num_threads(1))).clone());
        let options = RunOptions::default().with_thread_pool(Some(pool));
        let mut values = self
            .model
            .run(vec![(self.ids, ids.into())], &self.outputs, Some(options))
            .map_err(|e| CoderError::Model(e.to_string()))?
            .into_iter();
        let mut flat = || -> Result<Vec<f32>, CoderError> {
            let value: Value = values.next().ok_or_else(|| CoderError::Model("an output is missing".into()))?;
            let tensor: rten_tensor::Tensor<f32> = value.try_into().map_err(|_| CoderError::Model("an output is not float".into()))?;
            Ok(tensor.into_data())
        };
        let rows = |values: Vec<f32>| -> Rows { Rows { width: values.len() / n.max(1), values } };
        let pairs = |values: Vec<f32>| Pairs { labels: values.len() / (n * n).max(1), length: n, values };
        Ok(Scores {
            trigger: rows(flat()?),
            mention: rows(flat()?),
            status: rows(flat()?),
            of: rows(flat()?),
            mode: rows(flat()?),
            context: rows(flat()?),
            sector: rows(flat()?),
            joint: rows(flat()?),
            step: rows(flat()?),
            thread: rows(flat()?),
            role: pairs(flat()?),
            link: pairs(flat()?),
            side: pairs(flat()?),
        })
    }
}

/// Probabilities of a row of scores.
pub(crate) fn softmax(scores: impl Iterator<Item = f32> + Clone) -> Vec<f32> {
    let most = scores.clone().fold(f32::NEG_INFINITY, f32::max);
    let mut out: Vec<f32> = scores.map(|s| (s - most).exp()).collect();
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|p| *p /= sum);
    out
}

/// Probability of a yes-or-no score.
pub(crate) fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Index of the largest value; the first of equals.
pub(crate) fn argmax(values: &[f32]) -> usize {
    values.iter().enumerate().fold(0, |best, (i, v)| if *v > values[best] { i } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `models/coder/sample.json`, written at export: windows and every 97th value that onnxruntime gave for them.
    #[test]
    fn gives_the_numbers_that_the_exporter_saw() {
        let encoder = Encoder::load(include_bytes!("../../../models/coder/model.onnx")).expect("the embedded model");
        let sample: serde_json::Value = serde_json::from_str(include_str!("../../../models/coder/sample.json")).expect("JSON");
        let mut seen = 0;
        for window in sample.as_array().expect("windows") {
            let ids: Vec<u32> = window["ids"].as_array().expect("ids").iter().map(|i| i.as_u64().expect("an id") as u32).collect();
            let s = encoder.run(&ids).expect("a window is read");
            let got = [
                ("trigger", &s.trigger.values),
                ("mention", &s.mention.values),
                ("status", &s.status.values),
                ("of", &s.of.values),
                ("mode", &s.mode.values),
                ("context", &s.context.values),
                ("sector", &s.sector.values),
                ("joint", &s.joint.values),
                ("step", &s.step.values),
                ("thread", &s.thread.values),
                ("role", &s.role.values),
                ("link", &s.link.values),
                ("side", &s.side.values),
            ];
            for (name, values) in got {
                let want = window["values"][name].as_array().expect("values");
                let have: Vec<f32> = values.iter().copied().step_by(97).collect();
                assert_eq!(have.len(), want.len(), "{name}: shape");
                let apart: Vec<f32> = have.iter().zip(want).map(|(h, w)| (h - w.as_f64().expect("a number") as f32).abs()).collect();
                // int8 activations may round the other way, which adds up to hundredths of a score, seldom to tenths.
                let (most, mean) = (apart.iter().copied().fold(0.0, f32::max), apart.iter().sum::<f32>() / apart.len() as f32);
                println!("{name} of {} pieces: mean difference {mean:.4}, largest {most:.4}", ids.len());
                assert!(mean < 0.1 && most < 0.6, "{name}: mean difference {mean}, largest {most}");
                seen += apart.len();
            }
        }
        assert!(seen > 1000, "{seen} values compared");
    }
}
