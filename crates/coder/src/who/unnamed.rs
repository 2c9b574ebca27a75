//! Parties that a text names by kind only: "allies and partners", "37 nations".

use std::sync::OnceLock;

use chancery_gazetteer::Gazetteer;
use chancery_model::Country;

use crate::lex;

/// Whether words name a party by its kind only (`data/coder/unnamed.tsv`): the country that is known even so, or none.
/// `before` is the text before the words.
pub(super) fn unnamed(gazetteer: &Gazetteer, words: &str, before: &str, publisher: Option<Country>) -> Option<Option<Country>> {
    type Row = (&'static str, bool, Option<Country>);
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let lines = include_str!("../../../../data/coder/unnamed.tsv").lines().filter(|l| !l.starts_with('#'));
        let row = |l: &'static str| -> Option<Row> {
            let mut f = l.split('\t');
            Some((f.next()?, f.next()? == "always", f.next()?.parse().ok()))
        };
        lines.filter_map(row).collect()
    });
    let lower = words.to_lowercase();
    // The head of an English phrase stands before "of", "in", "from", "that" or a comma.
    let cut = [" of ", " in ", " from ", " for ", " around ", " across ", " that ", " who ", ", "];
    let cut_at = cut.iter().filter_map(|c| lower.find(c)).min();
    let head = cut_at.map_or(lower.as_str(), |i| &lower[..i]);
    let row = rows
        .iter()
        .filter(|(w, ..)| head.strip_suffix(w).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
        .max_by_key(|r| r.0.len())?;
    let rest = &head[..head.len() - row.0.len()];
    let named = |part: &str, but: Option<Country>| {
        let found = gazetteer.find_names(part, None);
        found.iter().any(|f| but.is_none() || f.country != but)
    };
    // "NATO allies Turkey and Greece": somebody is named after all. A state's own release that says "U.S. partners" means others.
    let neighbours = row.0.starts_with("neighb");
    if named(words.get(..rest.len()).unwrap_or(""), publisher) && !neighbours
        || cut_at.is_none() && named(words.get(head.len()..).unwrap_or(""), None)
    {
        return None;
    }
    if row.1 {
        return Some(row.2);
    }
    let after_article = [" the", "The", " both", "Both", " these", "These", " those", " two", " all"].iter().any(|w| before.ends_with(w))
        || before == "the";
    let vague =
        |w: &&str| w.starts_with(|c: char| c.is_ascii_digit()) || lex::small(w).is_some_and(|n| n > 3.0) || w.len() > 3 && spans_lands(w);
    (!after_article && rest.split([' ', '-']).filter(|w| !w.is_empty()).all(|w| vague(&w))).then_some(row.2)
}

/// Words that say the party is not of one country (`data/coder/regions.tsv`).
pub(super) fn foreign(words: &str) -> bool {
    let lower = format!(" {} ", words.to_lowercase());
    if lower.contains(" foreign minist") || lower.contains(" foreign secretar") || lower.contains(" foreign affairs") {
        return false;
    }
    spans_lands(&lower)
}

/// Whether one of the words of `data/coder/regions.tsv` stands in the text (lower case).
pub(super) fn spans_lands(text: &str) -> bool {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        include_str!("../../../../data/coder/regions.tsv").lines().filter(|l| !l.starts_with('#')).map(|w| format!(" {w} ")).collect()
    });
    let text = format!(" {} ", text.replace(|c: char| !c.is_alphanumeric(), " "));
    words.iter().any(|w| text.contains(w.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_parties_are_nobody_in_particular() {
        let usa = "USA".parse().ok();
        let of = |words: &str, before: &str| {
            unnamed(Gazetteer::embedded(), words, before, usa).map(|c| c.map_or("-".to_owned(), |c| c.to_string()))
        };
        for (words, before, want) in [
            ("allies and partners", "with our", Some("-")),
            ("U.S. partners", "", Some("-")),
            ("NATO allies", "", None),
            ("NATO Allies Turkey and Greece", "between", None),
            ("other countries", "", Some("-")),
            ("37 nations", "", Some("-")),
            ("countries", "between the", None),
            ("two countries", "the", None),
            ("countries of the Mekong region", "", Some("-")),
            ("United States", "the", None),
            ("human rights groups", "", Some("NGO")),
            ("Chilean companies", "", None),
        ] {
            assert_eq!(of(words, before).as_deref(), want, "{before} {words}");
        }
    }

    #[test]
    fn words_for_several_lands() {
        for (words, want) in [
            ("African governments", true),
            ("foreign forces", true),
            ("foreign ministry", false),
            ("world's poor", true),
            ("police", false),
        ] {
            assert_eq!(foreign(words), want, "{words}");
        }
    }
}
