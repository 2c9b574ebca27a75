//! Which language a text is in, and only where that is sure.

use std::sync::LazyLock;

/// One row of `data/reader/languages.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language {
    /// ISO 639-1.
    pub(crate) code: &'static str,
    /// English name.
    pub(crate) name: &'static str,
    /// ISO 639-3 and other three-letter codes in use, separated by spaces.
    three: &'static str,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    include_str!("../../../data/reader/languages.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Language { code: cells.next()?, three: cells.next()?, name: cells.next()? })
        })
        .collect()
});

impl Language {
    pub(crate) fn is_english(self) -> bool {
        self.code == "en"
    }
}

/// The language that a field such as `en`, `eng`, `en-US` or `English` names; `None` where it names none we know.
pub(crate) fn named(field: &str) -> Option<Language> {
    let field = field.trim();
    let main = field.split(['-', '_']).next().unwrap_or(field);
    LANGUAGES
        .iter()
        .find(|l| {
            l.code.eq_ignore_ascii_case(main)
                || l.three.split(' ').any(|c| c.eq_ignore_ascii_case(main))
                || l.name.eq_ignore_ascii_case(field)
        })
        .copied()
}

/// Fewer characters than this are never judged.
const LEAST: usize = 200;

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 6000;

/// The text's language where it is sure: at least 200 characters, a reliable answer, and for any other language than
/// English also few of the words that every English text is full of.
pub(crate) fn detect(text: &str) -> Option<Language> {
    if text.chars().take(LEAST).count() < LEAST {
        return None;
    }
    let mut end = SAMPLE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let info = whatlang::detect(sample)?;
    let language = named(info.lang().code())?;
    // Two witnesses for English, as whatlang alone is unsure of short texts full of names; for others both must agree.
    let sure = if language.is_english() { info.is_reliable() || has_english(sample) } else { info.is_reliable() && !has_english(sample) };
    sure.then_some(language)
}

/// Whether a tenth of the words are the commonest of English: about a quarter is in English prose, next to none in
/// other languages.
fn has_english(text: &str) -> bool {
    const COMMON: [&str; 10] = ["the", "of", "and", "to", "that", "for", "with", "was", "by", "from"];
    let (mut all, mut common) = (0usize, 0usize);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        all += 1;
        common += usize::from(COMMON.iter().any(|c| c.eq_ignore_ascii_case(word)));
    }
    common * 10 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes() {
        for field in ["en", "EN", "eng", "English", "en-US", "en_GB", " english "] {
            assert_eq!(named(field).map(|l| l.code), Some("en"), "{field}");
        }
        assert_eq!(named("Spanish").map(|l| l.code), Some("es"));
        assert_eq!(named("ger").map(|l| l.code), Some("de"));
        assert_eq!(named("und"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn every_language_that_can_be_detected_is_in_the_table() {
        for lang in whatlang::Lang::all() {
            assert!(named(lang.code()).is_some(), "{} {}", lang.code(), lang.eng_name());
        }
        assert!(LANGUAGES.is_sorted_by_key(|l| l.code));
    }

    #[test]
    fn only_where_sure() {
        let spanish = "El ministro de Asuntos Exteriores anunció ayer que su gobierno firmará el tratado de pesca con el país vecino. ";
        assert_eq!(detect(spanish), None, "too short to judge");
        assert_eq!(detect(&spanish.repeat(3)).map(|l| l.code), Some("es"));
        let english = "The foreign minister said yesterday that the government would sign the fishing treaty with the neighbouring state. ";
        assert_eq!(detect(&english.repeat(3)).map(|l| l.code), Some("en"));
        assert_eq!(detect(&[spanish.repeat(2), english.repeat(3)].concat()).filter(|l| !l.is_english()), None, "half English");
    }
}
