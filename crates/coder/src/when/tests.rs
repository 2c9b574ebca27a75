//! Cases as tables: a sentence, the words found, and their days.

use chancery_model::{DatePrecision, DateSourceOfAct};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Story, TimeExpression, find};

/// A Wednesday.
const TODAY: Date = date(2024, 4, 10);

/// "words=first..last" of each expression; "?" for unresolved, nothing for an open end, one day alone if both are the same.
fn shown(sentence: &str, document: Option<Date>) -> String {
    let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
    find(sentence, document)
        .into_iter()
        .map(|t| {
            let words = &sentence[t.range];
            match t.date {
                None => format!("{words}=?"),
                Some(d) if d.start == d.end => format!("{words}={}", day(d.start)),
                Some(d) => format!("{words}={}..{}", day(d.start), day(d.end)),
            }
        })
        .collect::<Vec<_>>()
        .join(" | ")
}

const CASES: &[(&str, &str)] = &[
    // Absolute days.
    ("Peru signed on 5 April 2024.", "5 April 2024=2024-04-05"),
    ("Peru signed on April 5, 2024.", "April 5, 2024=2024-04-05"),
    ("Peru signed on April 5th, 2024.", "April 5th, 2024=2024-04-05"),
    ("Peru signed on the 5th of April 2024.", "the 5th of April 2024=2024-04-05"),
    ("Peru signed on 2024-04-05.", "2024-04-05=2024-04-05"),
    ("Peru signed on 25/12/2023.", "25/12/2023=2023-12-25"),
    ("Peru signed on 12/25/2023.", "12/25/2023=2023-12-25"),
    ("Peru signed on 4/5/2024.", "4/5/2024=?"),
    ("Peru signed on 05.04.2024.", "05.04.2024=2024-04-05"),
    ("Peru signed on Friday, April 5, 2024, in Lima.", "Friday, April 5, 2024=2024-04-05"),
    ("Peru signed on Dec. 3, 2019.", "Dec. 3, 2019=2019-12-03"),
    ("LIMA, 3 Jan 2020 - Peru signed.", "3 Jan 2020=2020-01-03"),
    // Absolute stretches.
    ("Envoys met from 3 to 5 May 2021.", "from 3 to 5 May 2021=2021-05-03..2021-05-05"),
    ("Envoys met May 25 to June 4, 2021.", "May 25 to June 4, 2021=2021-05-25..2021-06-04"),
    ("Envoys met July 11-12, 2022.", "July 11-12, 2022=2022-07-11..2022-07-12"),
    ("It grew between 2001 and 2004.", "between 2001 and 2004=2001-01-01..2004-12-31"),
    ("He ruled from 2001 to 2004.", "from 2001 to 2004=2001-01-01..2004-12-31"),
    ("The 2019-20 budget was cut.", "2019-20=2019-01-01..2020-12-31"),
    ("It was signed in April 2024.", "April 2024=2024-04-01..2024-04-30"),
    ("It was signed in spring 2023.", "spring 2023=2023-03-01..2023-05-31"),
    ("It was signed in the summer of 2023.", "the summer of 2023=2023-06-01..2023-08-31"),
    ("Exports rose in Q3 2024.", "Q3 2024=2024-07-01..2024-09-30"),
    ("Exports rose in the third quarter of 2023.", "the third quarter of 2023=2023-07-01..2023-09-30"),
    ("Talks failed in the 1990s.", "the 1990s=1990-01-01..1999-12-31"),
    ("Talks failed in the '90s.", "the '90s=1990-01-01..1999-12-31"),
    ("The border dates from the 19th century.", "the 19th century=1800-01-01..1899-12-31"),
    ("The border dates from the nineteenth century.", "the nineteenth century=1800-01-01..1899-12-31"),
    ("Peru hosted the 2019 summit.", "2019=2019-01-01..2019-12-31"),
    ("In 2014 troops entered the valley.", "2014=2014-01-01..2014-12-31"),
    ("The U.S. budget for fiscal year 2025 passed.", "fiscal year 2025=2024-10-01..2025-09-30"),
    ("Japan's budget for fiscal 2024 passed.", "fiscal 2024=2024-04-01..2025-03-31"),
    ("The budget for FY2024 passed.", "FY2024=?"),
    ("In early 2022 the talks began.", "early 2022=2022-01-01..2022-04-30"),
    ("The talks began in late April 2022.", "late April 2022=2022-04-21..2022-04-30"),
    ("The talks began in mid-2022.", "mid-2022=2022-05-01..2022-08-31"),
    // Days of the document.
    ("Peru signed today.", "today=2024-04-10"),
    ("Peru signed yesterday.", "yesterday=2024-04-09"),
    ("Peru will sign tomorrow morning.", "tomorrow morning=2024-04-11"),
    ("Peru signed last night.", "last night=2024-04-09"),
    ("Peru will sign the day after tomorrow.", "the day after tomorrow=2024-04-12"),
    ("Peru signed on Monday.", "Monday=2024-04-08"),
    ("Peru signed on Wednesday.", "Wednesday=2024-04-10"),
    ("Peru signed on Thursday night.", "Thursday night=2024-04-04"),
    ("Peru will sign on Thursday.", "Thursday=2024-04-11"),
    ("Peru plans to sign the treaty on Monday.", "Monday=2024-04-15"),
    ("Officials said Monday that Peru would sign Friday.", "Monday=2024-04-08 | Friday=2024-04-12"),
    ("Peru signed last Monday.", "last Monday=2024-04-08"),
    ("Peru signed last Tuesday.", "last Tuesday=2024-04-02"),
    ("Peru signs next Monday.", "next Monday=2024-04-15"),
    ("Peru signs this Friday.", "this Friday=2024-04-12"),
    ("Peru signs on Tuesday next week.", "Tuesday next week=2024-04-16"),
    ("Talks ran from Monday to Wednesday.", "from Monday to Wednesday=2024-04-08..2024-04-10"),
    ("Peru signed on April 8.", "April 8=2024-04-08"),
    ("Peru signed on 28 March.", "28 March=2024-03-28"),
    ("Peru signed on December 20.", "December 20=2023-12-20"),
    ("Peru will sign on December 20.", "December 20=2024-12-20"),
    ("Peru signed on the 5th.", "the 5th=2024-04-05"),
    ("Peru will sign on the 5th of next month.", "the 5th of next month=2024-05-05"),
    ("Peru signed on Christmas Day.", "Christmas Day=2023-12-25"),
    ("Peru signed at Easter 2024.", "Easter 2024=2024-03-31"),
    // Longer stretches that count from the document.
    ("Peru signed last week.", "last week=2024-04-01..2024-04-07"),
    ("Peru will sign next month.", "next month=2024-05-01..2024-05-31"),
    ("Peru will sign this year.", "this year=2024-01-01..2024-12-31"),
    ("Peru signed in March.", "March=2024-03-01..2024-03-31"),
    ("Peru signed in November.", "November=2023-11-01..2023-11-30"),
    ("Peru will sign in February.", "February=2025-02-01..2025-02-28"),
    ("Peru signed last October.", "last October=2023-10-01..2023-10-31"),
    ("Peru signed over the weekend.", "the weekend=2024-04-06..2024-04-07"),
    ("Peru signed last summer.", "last summer=2023-06-01..2023-08-31"),
    ("Peru signed two days ago.", "two days ago=2024-04-08"),
    ("Peru signed two weeks ago.", "two weeks ago=2024-03-25..2024-03-31"),
    ("Peru signed three years ago.", "three years ago=2021-01-01..2021-12-31"),
    ("Peru signed a decade ago.", "a decade ago=2014-01-01..2014-12-31"),
    ("Peru will sign in three weeks.", "in three weeks=2024-04-29..2024-05-05"),
    ("Peru must pay within 30 days.", "within 30 days=2024-04-10..2024-05-10"),
    ("Peru will pay within 30 days.", "within 30 days=2024-04-10..2024-05-10"),
    ("Peru signed earlier this month.", "earlier this month=2024-04-01..2024-04-10"),
    ("Peru will sign later this year.", "later this year=2024-04-10..2024-12-31"),
    ("Trade doubled over the past decade.", "the past decade=2014-04-10..2024-04-10"),
    ("Trade doubled in the past three years.", "the past three years=2021-04-10..2024-04-10"),
    ("Talks will go on in the coming weeks.", "the coming weeks=2024-04-10..2024-05-22"),
    ("Peru recently signed.", "recently=?"),
    // Bounds.
    ("Peru will sign by the end of the year.", "by the end of the year=..2024-12-31"),
    ("Peru will sign by year-end.", "by year-end=..2024-12-31"),
    ("Peru will cut emissions by 2030.", "by 2030=..2030-12-31"),
    ("Peru will cut emissions by the end of the decade.", "by the end of the decade=..2029-12-31"),
    ("Peru has sent crews since 2014.", "since 2014=2014-01-01.."),
    ("The truce holds until March.", "until March=..2025-03-31"),
    ("Peru will sign by Friday.", "by Friday=..2024-04-12"),
    ("Peru signed before 5 April 2024.", "before 5 April 2024=..2024-04-04"),
    ("Peru spoke after Monday's talks.", "Monday=2024-04-08"),
    ("The tax applies from 1 May 2024 onward.", "from 1 May 2024 onward=2024-05-01.."),
    // Days named before.
    ("Peru signed on 5 April 2023 and paid two days later.", "5 April 2023=2023-04-05 | two days later=2023-04-07"),
    ("Peru paid the following day.", "the following day=?"),
    ("Peru signed in May 2019 and paid that year.", "May 2019=2019-05-01..2019-05-31 | that year=2019-01-01..2019-12-31"),
    (
        "Peru met Chile in 1981 and signed in March the same year.",
        "1981=1981-01-01..1981-12-31 | March the same year=1981-03-01..1981-03-31",
    ),
    ("Peru left the post-2015 talks.", "post-2015=2016-01-01.."),
    ("Peru signed on the fifth of January 2021.", "the fifth of January 2021=2021-01-05"),
    // Years before Christ, numbered with a year 0.
    ("The town was founded in 44 BC.", "44 BC=-000043-01-01..-000043-12-31"),
    ("The road dates from the fifth century BC.", "the fifth century BC=-000499-01-01..-000400-12-31"),
    // Years as speech says them.
    ("The pact was signed in nineteen ninety-four.", "nineteen ninety-four=1994-01-01..1994-12-31"),
    ("The pact was signed in April of nineteen eighteen.", "April of nineteen eighteen=1918-04-01..1918-04-30"),
    ("Nineteen fifteen-year-olds left.", ""),
    // Wars and ages, where a word of time stands before them.
    ("Peru has been neutral since World War II.", "since World War II=1939-09-01.."),
    ("Peru was neutral during the Cold War.", "the Cold War=1947-01-01..1991-12-31"),
    ("A World War II bomb was found.", ""),
    ("Peru ended a Cold War treaty.", ""),
    // What a year in the sentence makes of "the year".
    ("In 2019 Peru signed, and by the end of the year it had paid.", "2019=2019-01-01..2019-12-31 | by the end of the year=..2019-12-31"),
    (
        "At its 2019 summit Peru named a fund set up earlier in the year.",
        "2019=2019-01-01..2019-12-31 | earlier in the year=2019-01-01..2019-12-31",
    ),
    ("Peru must pay by year end.", "by year end=..2024-12-31"),
    ("Exports fell, unlike the year before.", "the year before=2023-01-01..2023-12-31"),
    ("Peru signed on 5 April 2023, a month after the vote of the day before.", "5 April 2023=2023-04-05 | the day before=2023-04-04"),
    ("On this day we remember them.", "this day=2024-04-10"),
    ("It holds to this day.", ""),
    ("Peru signed on the fifth.", "the fifth=2024-04-05"),
    ("They met on the fifth floor.", ""),
    // What comes again and again is no day.
    ("Protesters gather every Friday.", ""),
    ("After decisions taken on Friday envoys are arriving.", "Friday=2024-04-05"),
    // No time at all.
    ("Peru may sign the treaty.", ""),
    ("May he sign the treaty?", ""),
    ("Protesters March on Lima and march again.", ""),
    ("Minister April Vega met June Soto.", ""),
    ("The second envoy waited a second.", ""),
    ("The Sunday Times reported it.", ""),
    ("The Monday Group objected.", ""),
    ("Peru sent 2000 troops.", ""),
    ("About 2000 of them left.", ""),
    ("Resolution 1973 was adopted.", ""),
    ("It cost $2000.", ""),
    ("The council voted 3-2, and 12-1 before.", ""),
    ("The Good Friday Agreement holds.", ""),
    ("It was the first such visit in ten years.", ""),
    ("Police killed 50 people in two weeks.", ""),
    ("The fall of the capital shocked Peru.", ""),
    ("He waited for three days.", ""),
    ("The Boeing 1900 flew.", ""),
    ("The NATO 2030 agenda was discussed.", ""),
    ("We will answer in a minute.", ""),
];

#[test]
fn expressions_and_their_days() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(text, expected)| {
            let got = shown(text, Some(TODAY));
            (got != *expected).then(|| format!("{text}\n  expected {expected}\n  got      {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

fn story(sentences: &[&'static str], document: Date) -> Vec<String> {
    let story = Story::new(sentences.iter().copied(), Some(document));
    (0..sentences.len())
        .map(|n| {
            let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
            let days = |t: &TimeExpression| t.date.as_ref().map_or("?".to_owned(), |d| format!("{}..{}", day(d.start), day(d.end)));
            story.found(n).iter().map(days).collect::<Vec<_>>().join(" | ")
        })
        .collect()
}

#[test]
fn a_day_told_serves_the_sentences_after_it() {
    assert_eq!(
        story(&["Peru signed on 5 April 2023.", "Two days later Chile paid.", "That year both left."], TODAY),
        ["2023-04-05..2023-04-05", "2023-04-07..2023-04-07", "2023-01-01..2023-12-31"]
    );
    // Forgotten after some sentences.
    let long = ["Peru signed on 5 April 2023.", "One.", "Two.", "Three.", "Four.", "Five.", "Two days later Chile paid."];
    assert_eq!(story(&long, TODAY)[6], "?");
}

#[test]
fn in_a_history_months_belong_to_the_year_told() {
    let history =
        ["Peru was founded in 1821.", "In January 1835 a general rose.", "In June he marched.", "On October 2 he won.", "He died in 1836."];
    assert_eq!(story(&history, TODAY)[2..4], ["1835-06-01..1835-06-30", "1835-10-02..1835-10-02"]);
    // News of today with one look back: the document's year.
    let news = ["Peru joined in 1998.", "On Monday it paid.", "In March it had refused."];
    assert_eq!(story(&news, TODAY)[1..], ["2024-04-08..2024-04-08", "2024-03-01..2024-03-31"]);
}

#[test]
fn given_words_are_read_as_a_time() {
    for (text, words, expected) in [
        ("May brought rain.", "May", "2023-05-01..2023-05-31"),
        ("The 1920-21 session ended.", "21", "1921-01-01..1921-12-31"),
        ("Rain fell from March to August 2011.", "March", "2011-03-01..2011-03-31"),
        ("It rained throughout the weekend.", "weekend", "2024-04-06..2024-04-07"),
        ("The poet (837-908) left.", "837", "0837-01-01..0837-12-31"),
        ("Seen since 2014 in Lima.", "2014", "2014-01-01..2014-12-31"),
        ("Seen since 2014 in Lima.", "since 2014", "2014-01-01.."),
        ("Built from the 15th to the 17th century.", "15th", "1400-01-01..1499-12-31"),
        ("He was born in, like, 98.", "98", "1998-01-01..1998-12-31"),
        ("The envoy waited.", "envoy", "?"),
    ] {
        let at = text.find(words).unwrap();
        let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
        let got = Story::new([text], Some(TODAY)).at(0, at..at + words.len());
        assert_eq!(got.map_or("?".to_owned(), |d| format!("{}..{}", day(d.start), day(d.end))), expected, "{text}: {words}");
    }
}

#[test]
fn without_a_document_date_only_absolute_ones_resolve() {
    for (text, expected) in [
        ("Peru signed on Monday.", "Monday=?"),
        ("Peru signed on April 5.", "April 5=?"),
        ("Peru signed last week.", "last week=?"),
        ("Peru will sign by the end of the year.", "by the end of the year=?"),
        ("Peru signed on April 5, 2024.", "April 5, 2024=2024-04-05"),
        ("Peru signed two days ago.", "two days ago=?"),
    ] {
        assert_eq!(shown(text, None), expected);
    }
}

#[test]
fn precision_and_source() {
    for (text, precision, source) in [
        ("Peru signed on 5 April 2024.", DatePrecision::Day, DateSourceOfAct::Absolute),
        ("Peru signed on 5 April.", DatePrecision::Day, DateSourceOfAct::Relative),
        ("Peru signed last week.", DatePrecision::Week, DateSourceOfAct::Relative),
        ("Peru signed in April 2024.", DatePrecision::Month, DateSourceOfAct::Absolute),
        ("Peru signed in Q3 2024.", DatePrecision::Quarter, DateSourceOfAct::Absolute),
        ("Peru signed last summer.", DatePrecision::Season, DateSourceOfAct::Relative),
        ("Peru has paid since 2014.", DatePrecision::Year, DateSourceOfAct::Absolute),
        ("Peru paid in the 1990s.", DatePrecision::Decade, DateSourceOfAct::Absolute),
        ("Peru paid in the 19th century.", DatePrecision::Century, DateSourceOfAct::Absolute),
        ("Peru met others July 11-12, 2022.", DatePrecision::Range, DateSourceOfAct::Absolute),
        ("Peru will pay in the coming weeks.", DatePrecision::Vague, DateSourceOfAct::Relative),
        ("Peru will pay by Friday.", DatePrecision::Day, DateSourceOfAct::Relative),
    ] {
        let found = find(text, Some(TODAY));
        let date = found[0].date.as_ref().unwrap();
        assert_eq!((date.precision, date.source), (precision, source), "{text}");
        assert_eq!(date.text, text[found[0].range.clone()]);
    }
}

fn check(text: &str, document: Option<Date>) -> Result<(), TestCaseError> {
    let mut last = 0;
    for t in find(text, document) {
        prop_assert!(t.range.start >= last && t.range.start < t.range.end && t.range.end <= text.len());
        prop_assert!(text.is_char_boundary(t.range.start) && text.is_char_boundary(t.range.end));
        if let Some(d) = t.date {
            prop_assert_eq!(&d.text, &text[t.range.clone()]);
            prop_assert!(d.start.is_some() || d.end.is_some());
            if let (Some(a), Some(b)) = (d.start, d.end) {
                prop_assert!(a <= b, "{a} {b}");
            }
            if document.is_none() {
                prop_assert_eq!(d.source, DateSourceOfAct::Absolute);
            }
        }
        last = t.range.end;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_string_is_read(text in "\\PC{0,120}", year in -9999i16..=9999, month in 1i8..=12) {
        check(&text, None)?;
        check(&text, Some(date(year, month, 28)))?;
    }

    #[test]
    fn any_words_of_the_calendar_are_read(
        words in prop::collection::vec(prop::sample::select(vec![
            "from", "to", "since", "by", "until", "between", "and", "the", "end", "of", "early", "late", "mid", "-", "last", "next", "this",
            "past", "coming", "few", "two", "a", "99999", "31", "30", "5th", "5", "29", "February", "April", "May", "2024", "1990s", "2019-20", "week",
            "weeks", "years", "year", "decade", "centuries", "day", "ago", "later", "earlier", "in", "within", "Monday", "Sunday", ",", ".", "Q3",
            "19th", "century", "first", "half", "quarter", "fiscal", "summer", "weekend", "'s", "'90s", "’", "million", "that", "same", "Easter", "before", "after", "1/2/2003", "01.01.2001", "will", "signed", "9999-12-31", "BC",
        ]), 0..12),
        year in -9999i16..=9999,
        month in 1i8..=12,
    ) {
        let text = words.join(" ");
        let story = Story::new([text.as_str(), text.as_str()], Date::new(year, month, 28).ok());
        for (at, word) in text.match_indices(' ') {
            if let Some(d) = story.at(1, at + word.len()..text.len())
                && let (Some(a), Some(b)) = (d.start, d.end)
            {
                prop_assert!(a <= b, "{} {}", a, b);
            }
        }
        check(&text, None)?;
        check(&text, Some(date(year, month, 28)))?;
    }
}
