//! The best reading of a given pair: what the source does to the target in a text.

use std::ops::Range;

use chancery_model::{EventType, Mode, Status};
use serde::{Deserialize, Serialize};

use crate::{
    coder::{Coder, CoderError},
    decode,
    encoder::softmax,
    rules, sentence,
};

/// A question: what does `source` do to `target` in `text`?
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Pair {
    /// Given back unchanged.
    pub id: serde_json::Value,
    /// One sentence or several.
    pub text: String,
    /// Words of the one who acts.
    pub source: String,
    /// Words of the one acted on.
    pub target: String,
}

/// The answer: always given, with how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relation {
    /// The question's.
    pub id: serde_json::Value,
    /// PLOVER type.
    pub event: EventType,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// Inner act.
    pub of: Option<EventType>,
    /// Whether it happened.
    pub status: Status,
    /// 0 to 1, two decimals: share of this reading among all of the pair.
    pub confidence: f64,
}

impl Coder {
    /// The likeliest act of the pair: over all words that may name one, its type's probability times the probabilities
    /// that the two play their parts in it. Where the words of source or target do not stand in the text, the act counts
    /// alone.
    ///
    /// # Errors
    /// As [`Coder::code`], and if the text has no word at all.
    pub fn relate(&self, pair: &Pair) -> Result<Relation, CoderError> {
        let text = &pair.text;
        let sentences = sentence::split(text, &[]);
        let at = |words: &str| places(text, words);
        let (sources, targets) = (at(&pair.source), at(&pair.target));
        let mut sums: Vec<f64> = vec![0.0; self.config.trigger.len()];
        let mut best: Option<(f64, decode::RawAct)> = None;
        for window in self.windows(None, text, &sentences)? {
            let scores = self.scores(&window)?;
            for s in window.sentences.iter().filter(|s| !s.context) {
                let positions = |ranges: &[Range<usize>]| -> Vec<usize> {
                    s.words
                        .iter()
                        .filter(|w| ranges.iter().any(|r| w.range.start < r.end && r.start < w.range.end))
                        .map(|w| w.position)
                        .collect()
                };
                let (from, to) = (positions(&sources), positions(&targets));
                for (w, word) in s.words.iter().enumerate() {
                    let kinds = softmax(scores.trigger.row(word.position).iter().copied());
                    let part = |positions: &[usize], roles: &[usize]| -> f32 {
                        positions
                            .iter()
                            .map(|p| {
                                let all = softmax(scores.role.at(word.position, *p));
                                roles.iter().map(|r| all[*r]).sum::<f32>()
                            })
                            .fold(f32::NAN, f32::max)
                    };
                    // A part that stands nowhere tells nothing; one in another sentence is unlikely but possible.
                    let weigh = |p: f32, stands: bool| if p.is_nan() { if stands { 0.05 } else { 1.0 } } else { p.max(0.01) };
                    let source = weigh(part(&from, &[1]), !sources.is_empty());
                    let target = weigh(part(&to, &[1, 2]), !targets.is_empty());
                    for (k, p) in kinds[2..].iter().enumerate() {
                        let value = f64::from(p * source * target);
                        sums[k] += value;
                        if best.as_ref().is_none_or(|(b, _)| value > *b) {
                            let end = s.words[w].range.end;
                            best = Some((value, decode::act(text, s, word, end, k, &kinds, &scores, &self.config)));
                        }
                    }
                }
            }
        }
        let Some((_, mut act)) = best else { return Err(CoderError::Tokenize("the text has no word".into())) };
        // Several words may speak for one type: their sum decides it, the best word gives the rest.
        let total: f64 = sums.iter().sum();
        let share = self.config.trigger.iter().position(|t| *t == act.kind).map_or(0.0, |k| sums[k] / total.max(f64::MIN_POSITIVE));
        rules::apply(&mut act);
        Ok(Relation {
            id: pair.id.clone(),
            event: act.kind,
            mode: act.mode,
            of: act.of,
            status: act.status,
            confidence: (share * 100.0).round() / 100.0,
        })
    }
}

/// Where the words stand in the text, letters compared without case if they do not stand there as written.
fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let exact: Vec<_> = text.match_indices(words).map(|(i, w)| i..i + w.len()).collect();
    if !exact.is_empty() {
        return exact;
    }
    let (text, words) = (text.to_ascii_lowercase(), words.to_ascii_lowercase());
    text.match_indices(&words).map(|(i, w)| i..i + w.len()).collect()
}
