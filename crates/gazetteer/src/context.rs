//! The country of an office, organ or group from the sentence around it.

use chancery_model::Country;

use crate::{Answer, Around, FoundKind, Gazetteer, Head, Query, text::words};

impl Gazetteer {
    /// Says who `q.text` stands for where `q.context` is all that is known of the document: as [`Gazetteer::resolve`], but an
    /// office, organ or group that names no country is of the one beside it ("Chile's foreign ministry", "the High Court in
    /// London"), else of the only one that the context names as a state or a place. A name that nobody knows gets none.
    ///
    /// ```
    /// use chancery_gazetteer::{Gazetteer, Query};
    /// let context = Some("The High Court in London heard the lawyers.");
    /// let q = Query { text: "High Court", date: None, context, home: None };
    /// assert_eq!(Gazetteer::embedded().resolve_alone(&q).country.map(|c| c.to_string()).as_deref(), Some("GBR"));
    /// ```
    pub fn resolve_alone(&self, q: &Query) -> Answer {
        let answer = self.resolve(q);
        if answer.country.is_some() || q.home.is_some() || !matches!(answer.head, Head::Office | Head::Group) {
            return answer;
        }
        let Some(home) = q.context.and_then(|c| self.beside(q, c).or_else(|| self.only(q, c))) else { return answer };
        self.resolve(&Query { home: Some(home), ..*q })
    }

    /// The country right before or right after the words of the question.
    fn beside(&self, q: &Query, context: &str) -> Option<Country> {
        let at = context.find(q.text)?;
        let (before, after) = (context[..at].trim_end(), &context[at + q.text.len()..]);
        let owner = ["'s", "’s", "'", "’"].iter().find_map(|s| before.strip_suffix(s)).unwrap_or(before);
        let mut states = self.find_names(owner, q.date).into_iter().filter(|f| f.kind == FoundKind::State);
        states.next_back().filter(|f| f.range.end == owner.len()).and_then(|f| f.country).or_else(|| {
            let rest = [" in ", " of ", " at ", " from ", " near "].iter().find_map(|w| after.strip_prefix(w))?;
            self.located(rest.strip_prefix("the ").unwrap_or(rest), q)
        })
    }

    /// The country of the state or place that a text begins with.
    fn located(&self, text: &str, q: &Query) -> Option<Country> {
        let found = self.find_names(text, q.date).into_iter().find(|f| f.range.start == 0 && f.kind == FoundKind::State);
        found.and_then(|f| f.country).or_else(|| {
            // The longest row of capitalised words that is a place.
            let row: Vec<usize> = words(text)
                .iter()
                .take_while(|w| text[w.range.clone()].starts_with(char::is_uppercase))
                .map(|w| w.range.end)
                .take(4)
                .collect();
            row.iter().rev().find_map(|end| self.place(&text[..*end], &Around::default())).and_then(|p| p.country)
        })
    }

    /// The only country that a sentence names, outside of the words of the question, as a state or as where it happened.
    fn only(&self, q: &Query, context: &str) -> Option<Country> {
        let own = context.find(q.text).map(|at| at..at + q.text.len()).unwrap_or(0..0);
        let outside = |at: usize| !own.contains(&at);
        let mut all: Vec<Country> = Vec::new();
        let states = self.find_names(context, q.date).into_iter().filter(|f| f.kind == FoundKind::State && outside(f.range.start));
        all.extend(states.filter_map(|f| f.country));
        for link in [" in ", " at ", " near "] {
            let places =
                context.match_indices(link).filter(|(i, _)| outside(*i)).filter_map(|(i, w)| self.located(&context[i + w.len()..], q));
            all.extend(places);
        }
        all.sort();
        all.dedup();
        if let [one] = all[..] { Some(one) } else { None }
    }
}
