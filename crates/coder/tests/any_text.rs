//! Coding never panics, whatever the text.

use chancery_coder::Coder;
use chancery_model::{Document, Offsets};
use proptest::prelude::*;

fn spans_hold(text: &str) {
    let document = Document { title: Some(text.to_owned()), ..Document::from_text(text) };
    let coded = Coder::shared().expect("the embedded coder loads").code(&document).expect("codes");
    let offsets = Offsets::new(text);
    for m in &coded.mentions {
        assert!(!m.actor.is_empty());
        assert_eq!(&text[offsets.bytes(m.trigger.span)], m.trigger.text);
        assert_eq!(&text[offsets.bytes(m.sentence.span)], m.sentence.text);
        for a in m.actor.iter().chain(&m.recipient) {
            assert_eq!(&text[offsets.bytes(a.span)], a.text);
        }
    }
    for s in &coded.steps {
        assert_eq!(&text[offsets.bytes(s.word.span)], s.word.text);
        assert_eq!(&text[offsets.bytes(s.sentence.span)], s.sentence.text);
        for a in s.actor.iter().chain(&s.recipient) {
            assert_eq!(&text[offsets.bytes(a.span)], a.text);
        }
    }
}

/// A name after a narrow no-break space (three bytes), seven words into the text.
#[test]
fn wide_spaces_before_a_name_are_no_fault() {
    spans_hold(
        "Today the spokesperson of the office in the capital said\u{202f}that former officials Alexa\u{202f}Manolva, Petra\u{202f}Harala and Krasi\u{202f}Tomva met the Bulgarian minister. Manolva thanked the minister. Tomva was expelled from Bulgaria.",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_string(text in "\\PC{0,200}") {
        spans_hold(&text);
    }

    #[test]
    fn any_words(words in prop::collection::vec(prop::sample::select(vec![
        "Peru", "Chile", "the", "minister", "met", "\u{202f}", "and", "they", "\u{201c}we", "condemned\u{201d}", "both sides", "Curaçao", "will", "not", "sanctions", "on", ".", "\n\n", "U.S.", "\u{a0}",
        "will buy", "pledged", "arrived", "talks were suspended", "he", "Ms. Őry", "said", "in", "São Tomé", ",", "on Monday", "🕊", "agreed to",
    ]), 0..60)) {
        spans_hold(&words.join(" "));
    }
}
