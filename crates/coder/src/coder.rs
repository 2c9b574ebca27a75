//! The coder: what it is built from, and the way a document takes through it.

use std::{ops::Range, sync::OnceLock};

use chancery_gazetteer::Gazetteer;
use chancery_model::{Coded, Document, Offsets, Reason};
use thiserror::Error;
use tokenizers::Tokenizer;

use crate::{
    assemble,
    confidence::Calibration,
    config::Config,
    decode,
    encoder::Encoder,
    encoder::Scores,
    rules, sentence,
    sides::Sides,
    step,
    who::Resolver,
    window::{Pieces, Window, windows},
};

/// How right the embedded model is, as JSON: by set of annotated documents, precision, recall and F1 over all and for each type,
/// and the share of each status that came out right. The model card is written from it.
pub const MEASURED: &str = include_str!("../../../models/coder/measured.json");

/// Why a coder could not be built, or a text not be read by it.
#[derive(Debug, Error)]
pub enum CoderError {
    /// The network could not be loaded or run.
    #[error("model: {0}")]
    Model(String),
    /// `config.json` does not fit this coder.
    #[error("model config: {0}")]
    Config(String),
    /// The tokenizer could not be loaded.
    #[error("tokenizer: {0}")]
    Tokenizer(String),
    /// A sentence could not be cut into word pieces.
    #[error("sentence could not be cut into word pieces: {0}")]
    Tokenize(String),
}

/// Codes documents. Cheap to share between threads, costly to build: build it once.
///
/// ```no_run
/// use chancery_coder::Coder;
/// use chancery_model::Document;
/// let coder = Coder::embedded()?;
/// let coded = coder.code(&Document::from_text("Peru and Chile signed a fishing treaty in Lima on Monday."))?;
/// assert_eq!(coded.mentions[0].event.as_str(), "SUPPORT");
/// # Ok::<(), chancery_coder::CoderError>(())
/// ```
pub struct Coder {
    pub(crate) config: Config,
    pub(crate) encoder: Encoder,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) gazetteer: &'static Gazetteer,
    pub(crate) calibration: Calibration,
    /// Confidence below which an act is left out.
    pub(crate) least: f64,
    id: String,
}

impl Coder {
    /// The coder with the model and data that the program carries.
    ///
    /// # Errors
    /// If the embedded model does not fit the program: a fault of the build.
    pub fn embedded() -> Result<Self, CoderError> {
        let config = Config::parse(include_str!("../../../models/coder/config.json"))?;
        let mut tokenizer = Tokenizer::from_bytes(include_bytes!("../../../models/coder/tokenizer.json"))
            .map_err(|e| CoderError::Tokenizer(e.to_string()))?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|e| CoderError::Tokenizer(e.to_string()))?;
        let encoder = Encoder::load(include_bytes!("../../../models/coder/model.onnx"))?;
        let id = format!("chancery {} / model {}", env!("CARGO_PKG_VERSION"), config.model);
        let calibration = Calibration::parse(include_str!("../../../models/coder/calibration.json"))?;
        Ok(Coder { config, encoder, tokenizer, gazetteer: Gazetteer::embedded(), least: calibration.threshold, calibration, id })
    }

    /// The same coder that leaves out every mention below this confidence (0 to 1; 0 keeps all), in place of the default,
    /// which is the best for F1 on annotated documents. A coder of its own: its id tells the threshold.
    pub fn with_min_confidence(self, least: f64) -> Self {
        let id = format!("{} / confidence from {least}", self.id);
        Coder { least, id, ..self }
    }

    /// The coder of this process, built at the first call.
    pub fn shared() -> Result<&'static Self, &'static CoderError> {
        static SHARED: OnceLock<Result<Coder, CoderError>> = OnceLock::new();
        SHARED.get_or_init(Coder::embedded).as_ref()
    }

    /// Program and model: `coder` of every mention.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Codes one document: its text, or its title where there is no text.
    ///
    /// # Errors
    /// If the network or the tokenizer fails on it; nothing that a text can say should bring that about.
    pub fn code(&self, document: &Document) -> Result<Coded, CoderError> {
        let titled;
        let document = if document.text.trim().is_empty() && document.title.is_some() {
            titled = Document { text: document.title.clone().unwrap_or_default(), title: None, furniture: Vec::new(), ..document.clone() };
            &titled
        } else {
            document
        };
        let text = &document.text;
        let offsets = Offsets::new(text);
        let furniture: Vec<Range<usize>> = document.furniture.iter().map(|s| offsets.bytes(*s)).collect();
        let sentences = sentence::split(text, &furniture);
        let mut resolver = Resolver::new(self.gazetteer, document, &sentences);
        let mut coded = Coded { sentences: sentences.len() as u32, ..Coded::default() };
        for (number, window) in self.windows(document.title.as_deref(), text, &sentences)?.iter().enumerate() {
            let scores = self.encoder.run(&window.ids)?;
            let acts = decode::acts(text, window, &scores, &self.config);
            let sides = Sides::new(self.gazetteer, document, &sentences, window, &scores);
            for sentence in window.sentences.iter().filter(|s| !s.context) {
                let mut acts: Vec<_> = acts.iter().filter(|a| a.sentence == sentence.index).cloned().collect();
                if acts.is_empty() {
                    if let Some((at, kind, p, none)) = decode::nearest(sentence, &scores, &self.config) {
                        let because = format!("no act: '{}' comes nearest, as {kind} ({p:.2}; no act {none:.2})", &text[at.clone()]);
                        coded.reasons.push(reason(&offsets, at, "nothing", because, None));
                    }
                } else {
                    resolver.whole_names(sentence.index, &mut acts);
                    let parties = resolver.sentence(number, sentence.index, &acts, &sides);
                    acts.iter_mut().for_each(rules::apply);
                    assemble::mentions(self, document, &offsets, &sentences, &acts, &parties, &sides, &mut coded);
                }
                let seen = step::Seen { document, offsets: &offsets, window: number, sentence, scores: &scores, sides: &sides };
                step::mentions(self, &seen, &sentences, &mut resolver, &mut coded);
            }
        }
        Ok(coded)
    }

    /// The windows of a text, their pieces placed in it.
    pub(crate) fn windows(&self, title: Option<&str>, text: &str, sentences: &[Range<usize>]) -> Result<Vec<Window>, CoderError> {
        let title = title.map_or(Ok(Pieces::none()), |t| Pieces::new(&self.tokenizer, t, 0..t.len()))?;
        let pieces = sentences.iter().map(|r| Pieces::new(&self.tokenizer, text, r.clone())).collect::<Result<Vec<_>, _>>()?;
        Ok(windows(&title, &pieces, self.config.budget))
    }

    pub(crate) fn scores(&self, window: &Window) -> Result<Scores, CoderError> {
        self.encoder.run(&window.ids)
    }
}

/// A reason about words of the document.
pub(crate) fn reason(offsets: &Offsets, at: Range<usize>, decision: &str, because: String, mention_id: Option<&str>) -> Reason {
    Reason { span: offsets.span(at), decision: decision.to_owned(), because, mention_id: mention_id.map(str::to_owned) }
}
