//! Windows: what the encoder reads at once.
//!
//! `[CLS] title [SEP] sentence [SEP] sentence ... [SEP]`, as many whole sentences as fit. The last sentence of a window
//! stands again, as context, at the head of the next. `train/data.py` builds its windows by the same rules.

use std::ops::Range;

use tokenizers::Tokenizer;

use crate::CoderError;

const CLS: u32 = 101;
const SEP: u32 = 102;
/// Positions that the encoder knows.
const LONGEST: usize = 512;

/// Sizes in word pieces, from the model's `config.json`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    pub pieces: usize,
    pub title: usize,
    pub context: usize,
}

/// A sentence in word pieces.
#[derive(Debug, Clone)]
pub(crate) struct Pieces {
    ids: Vec<u32>,
    /// Byte range of each piece in the document.
    at: Vec<Range<usize>>,
    /// Whether the piece begins a word.
    first: Vec<bool>,
}

impl Pieces {
    /// Cuts the sentence at `range` of `text`.
    pub fn new(tokenizer: &Tokenizer, text: &str, range: Range<usize>) -> Result<Self, CoderError> {
        let sentence = text.get(range.clone()).unwrap_or("");
        let encoding = tokenizer.encode(sentence, false).map_err(|e| CoderError::Tokenize(e.to_string()))?;
        let words = encoding.get_word_ids();
        Ok(Pieces {
            ids: encoding.get_ids().to_vec(),
            at: encoding.get_offsets().iter().map(|&(a, b)| range.start + a..range.start + b).collect(),
            first: (0..words.len()).map(|i| i == 0 || words[i] != words[i - 1]).collect(),
        })
    }

    /// No words at all: the title of a document without one.
    pub fn none() -> Self {
        Pieces { ids: Vec::new(), at: Vec::new(), first: Vec::new() }
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// At most the first `count` pieces.
    fn first_of(&self, count: usize) -> Pieces {
        let n = count.min(self.len());
        Pieces { ids: self.ids[..n].to_vec(), at: self.at[..n].to_vec(), first: self.first[..n].to_vec() }
    }

    /// Its words, in a window where its first piece has the position `begin`.
    fn words(&self, begin: usize) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for (k, at) in self.at.iter().enumerate() {
            if begin + k >= LONGEST {
                break;
            }
            match words.last_mut() {
                Some(word) if !self.first[k] => word.range.end = at.end,
                _ => words.push(Word { position: begin + k, range: at.clone() }),
            }
        }
        words
    }
}

/// A word of a window: its position among the window's pieces and its place in the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// Position of its first piece in the window.
    pub position: usize,
    /// Byte range in the document.
    pub range: Range<usize>,
}

/// A sentence of a window.
#[derive(Debug, Clone)]
pub(crate) struct WindowSentence {
    /// Number of the sentence in the document.
    pub index: usize,
    /// Context only: coded in the window before.
    pub context: bool,
    /// Its words, as far as the encoder reads.
    pub words: Vec<Word>,
}

/// What the encoder reads at once.
#[derive(Debug, Clone)]
pub(crate) struct Window {
    pub ids: Vec<u32>,
    /// Words of the title, placed in the title's own text.
    pub title: Vec<Word>,
    pub sentences: Vec<WindowSentence>,
}

/// Splits a document's sentences into windows. `title` is empty where there is none.
pub(crate) fn windows(title: &Pieces, sentences: &[Pieces], budget: Budget) -> Vec<Window> {
    let title = title.first_of(budget.title);
    let mut out = Vec::new();
    let mut i = 0;
    while i < sentences.len() {
        let mut window = Window { ids: vec![CLS], title: Vec::new(), sentences: Vec::new() };
        if title.len() > 0 {
            window.title = title.words(window.ids.len());
            window.ids.extend_from_slice(&title.ids);
            window.ids.push(SEP);
        }
        if i > 0 && sentences[i - 1].len() <= budget.context {
            window.push(i - 1, &sentences[i - 1], true);
        }
        let begun = i;
        while i < sentences.len() && (i == begun || window.ids.len() + sentences[i].len() < budget.pieces) {
            window.push(i, &sentences[i], false);
            i += 1;
        }
        window.ids.truncate(LONGEST);
        out.push(window);
    }
    out
}

impl Window {
    fn push(&mut self, index: usize, pieces: &Pieces, context: bool) {
        let words = pieces.words(self.ids.len());
        self.ids.extend_from_slice(&pieces.ids);
        self.ids.push(SEP);
        self.sentences.push(WindowSentence { index, context, words });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(n: usize) -> Pieces {
        Pieces { ids: vec![7; n], at: (0..n).map(|i| i * 2..i * 2 + 1).collect(), first: vec![true; n] }
    }

    #[test]
    fn every_sentence_is_coded_once_and_in_order() {
        let sentences: Vec<Pieces> = [10, 90, 90, 90, 600, 3, 0, 80].into_iter().map(sentence).collect();
        let title = Pieces { ids: vec![5, 6], at: vec![0..1, 1..2], first: vec![true, false] };
        let windows = windows(&title, &sentences, Budget { pieces: 224, title: 32, context: 64 });
        let coded: Vec<usize> = windows.iter().flat_map(|w| w.sentences.iter().filter(|s| !s.context).map(|s| s.index)).collect();
        assert_eq!(coded, (0..8).collect::<Vec<_>>());
        assert!(windows.iter().all(|w| w.ids.len() <= LONGEST && w.ids[..4] == [CLS, 5, 6, SEP]));
        assert!(windows.iter().flat_map(|w| &w.sentences).flat_map(|s| &s.words).all(|w| w.position < LONGEST));
    }
}
