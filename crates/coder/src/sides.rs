//! Whose act it is, among all states that the window names: half of the parties of real text do not stand in their sentence.

use std::{cell::OnceCell, collections::BTreeMap, ops::Range};

use chancery_gazetteer::{FoundKind, Gazetteer};
use chancery_model::{Country, Document};

use crate::{
    encoder::{Scores, softmax},
    window::{Window, Word},
};

/// From this probability on a state is on a side.
const SURE: f32 = 0.5;

/// A state that a window names.
pub(crate) struct Named {
    pub country: Country,
    /// The piece of the window at which the name begins.
    pub position: usize,
    /// Byte range in the text; `None` for a word of the title.
    pub range: Option<Range<usize>>,
}

/// What a state is to an act.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Side {
    pub country: Country,
    /// Probability that it does the act, and that the act is toward it.
    pub by: f32,
    pub to: f32,
    /// The name that says most of it: byte range in the text; `None` for a word of the title.
    pub range: Option<Range<usize>>,
}

impl Side {
    pub fn acts(&self) -> bool {
        self.by >= SURE && self.by >= self.to
    }

    pub fn receives(&self) -> bool {
        self.to >= SURE && self.to > self.by
    }
}

/// The states of one window and what the network says of them. They are looked for when first asked for.
pub(crate) struct Sides<'a> {
    gazetteer: &'a Gazetteer,
    document: &'a Document,
    sentences: &'a [Range<usize>],
    window: &'a Window,
    pub scores: &'a Scores,
    named: OnceCell<Vec<Named>>,
}

impl<'a> Sides<'a> {
    pub fn new(
        gazetteer: &'a Gazetteer,
        document: &'a Document,
        sentences: &'a [Range<usize>],
        window: &'a Window,
        scores: &'a Scores,
    ) -> Self {
        Sides { gazetteer, document, sentences, window, scores, named: OnceCell::new() }
    }

    /// What each named state is to the act told at the window's piece `at`, in order of the states' codes: of several names
    /// the one that says most counts.
    pub fn of(&self, at: usize) -> Vec<Side> {
        let mut sides: BTreeMap<Country, Side> = BTreeMap::new();
        for named in self.names() {
            let p = softmax(self.scores.side.at(at, named.position));
            let side = sides.entry(named.country).or_insert(Side { country: named.country, by: 0.0, to: 0.0, range: None });
            if p[1].max(p[2]) > side.by.max(side.to) || side.range.is_none() {
                side.range = named.range.clone().or(side.range.take());
            }
            side.by = side.by.max(p[1]);
            side.to = side.to.max(p[2]);
        }
        sides.into_values().collect()
    }

    /// The states that the window names, title and later sentences included.
    pub fn names(&self) -> &[Named] {
        self.named.get_or_init(|| self.find())
    }

    fn find(&self) -> Vec<Named> {
        let states = |text: &str, words: &[Word], shift: Option<usize>, out: &mut Vec<Named>| {
            for found in self.gazetteer.find_names(text, self.document.date) {
                let (FoundKind::State, Some(country)) = (found.kind, found.country) else { continue };
                let start = shift.unwrap_or(0) + found.range.start;
                let Some(word) = words.iter().find(|w| w.range.start <= start && start < w.range.end) else { continue };
                let range = shift.map(|by| by + found.range.start..by + found.range.end);
                out.push(Named { country, position: word.position, range });
            }
        };
        let mut out = Vec::new();
        states(self.document.title.as_deref().unwrap_or(""), &self.window.title, None, &mut out);
        for s in &self.window.sentences {
            if let Some(range) = self.sentences.get(s.index) {
                states(&self.document.text[range.clone()], &s.words, Some(range.start), &mut out);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::WindowSentence;

    /// Words of `text` in order, the first at position `from`.
    fn words(text: &str, shift: usize, from: usize) -> Vec<Word> {
        text.split(' ')
            .scan(shift, |at, w| {
                let range = *at..*at + w.len();
                *at = range.end + 1;
                Some(range)
            })
            .enumerate()
            .map(|(i, range)| Word { position: from + i, range })
            .collect()
    }

    #[test]
    fn the_name_that_says_most_counts_wherever_it_stands() {
        let document = Document { title: Some("Boats for Chile".into()), ..Document::from_text("Peru met Bolivia. Lima sold four boats.") };
        let sentences = [0..17, 18..39];
        let window = Window {
            ids: vec![0; 13],
            title: words("Boats for Chile", 0, 1),
            sentences: vec![
                WindowSentence { index: 0, context: true, words: words("Peru met Bolivia.", 0, 5) },
                WindowSentence { index: 1, context: false, words: words("Lima sold four boats.", 18, 9) },
            ],
        };
        // Of "sold" (10): Chile of the title (3) is the other side; Lima (9) says that Peru acts, Peru (5) that it does not.
        let scores = Scores::of_sides(13, |from, to| match (from, to) {
            (10, 3) => [0.0, 0.0, 4.0],
            (10, 9) => [0.0, 4.0, 0.0],
            _ => [4.0, 0.0, 0.0],
        });
        let got = Sides::new(Gazetteer::embedded(), &document, &sentences, &window, &scores).of(10);
        let of = |c: &str| got.iter().find(|s| s.country.as_str() == c).unwrap();
        assert!(of("PER").acts() && !of("PER").receives());
        assert_eq!(of("PER").range, Some(18..22));
        assert!(of("CHL").receives());
        assert_eq!(of("CHL").range, None, "only the title names it");
        assert!(!of("BOL").acts() && !of("BOL").receives());
        assert_eq!(got.len(), 3);
    }
}
