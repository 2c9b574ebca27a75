//! How much: sums of money and counts of things in a sentence.
//!
//! A count needs a noun in the plural ("400 Tomahawk missiles"); years, times, shares, ages, ranks, numbered things and
//! tallies are none. What the words leave open stays open: a range ("$1 to 2 billion") and a round guess ("thousands of
//! tonnes") have no value, "¥" and "rupees" without a nation have no currency.

use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{LazyLock, OnceLock},
};

use chancery_model::Amount;

use crate::{
    lex::{self, Kind, Token},
    when,
};

/// The amounts of `sentence`, in order, never overlapping: bytes in the sentence and what stands there.
///
/// ```
/// use chancery_coder::amount::find;
/// let found = find("Japan will buy 400 Tomahawk missiles for $2.5 billion.");
/// assert_eq!((found[0].1.value, found[0].1.unit.as_deref()), (Some(400.0), Some("missiles")));
/// assert_eq!((found[1].1.value, found[1].1.currency.as_deref()), (Some(2.5e9), Some("USD")));
/// ```
pub fn find(sentence: &str) -> Vec<(Range<usize>, Amount)> {
    let tokens = lex::tokens(sentence);
    let finder = Finder { sentence, tokens: &tokens, times: OnceLock::new() };
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some(hit) = finder.money(i).or_else(|| finder.count(i)).filter(|h| h.next > i) else {
            i += 1;
            continue;
        };
        let range = tokens[i].range.start..tokens[hit.next - 1].range.end;
        let text = sentence[range.clone()].to_owned();
        found.push((range, Amount { text, value: hit.value, unit: hit.unit, currency: hit.currency }));
        i = hit.next;
    }
    found
}

/// What stands at a token.
struct Hit {
    /// The token after it.
    next: usize,
    value: Option<f64>,
    unit: Option<String>,
    currency: Option<String>,
}

struct Finder<'t> {
    sentence: &'t str,
    tokens: &'t [Token<'t>],
    /// Where times stand, found when a number could be one.
    times: OnceLock<Vec<Range<usize>>>,
}

/// Form -> nationality ("-" for none) -> code, where it is known.
type Currencies = BTreeMap<&'static str, BTreeMap<&'static str, Option<&'static str>>>;

static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| {
    let mut table = Currencies::new();
    for line in include_str!("../../../data/coder/currencies.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        if let (Some(form), Some(nation), Some(code)) = (cells.next(), cells.next(), cells.next()) {
            table.entry(form).or_default().insert(nation, Some(code).filter(|c| *c != "-"));
        }
    }
    table
});

/// A sum before its currency is joined to it.
struct Sum {
    next: usize,
    value: Option<f64>,
    scaled: bool,
}

impl Finder<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.lower.as_str())
    }

    fn text(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.text)
    }

    fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| !t.space)
    }

    fn dash(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::dash)
    }

    /// Currency sign or code at `i`, with what names its country before it: the token after it, and the code.
    fn sign(&self, i: usize) -> Option<(usize, Option<&'static str>)> {
        let token = self.tokens.get(i)?;
        if token.kind == Kind::Word
            && self.glued(i + 1)
            && let Some(code) = CURRENCIES.get(self.text(i + 1)).and_then(|n| n.get(token.text))
            && self.text(i + 1) == "$"
        {
            return Some((i + 2, *code));
        }
        // "US $300m", "U.S. $300m"
        if matches!(token.text, "US" | "U.S.") && self.text(i + 1) == "$" {
            return Some((i + 2, Some("USD")));
        }
        let sign =
            token.kind == Kind::Mark || token.text.len() == 3 && token.text.chars().all(|c| c.is_ascii_uppercase()) || token.text == "Rs";
        let code = sign.then(|| CURRENCIES.get(token.text)).flatten()?.get("-")?;
        if token.text == "¥" {
            let china = self.tokens.iter().any(|t| ["china", "chinese", "beijing", "yuan", "renminbi"].contains(&t.lower.as_str()));
            let japan = self.tokens.iter().any(|t| ["japan", "japanese", "tokyo", "yen"].contains(&t.lower.as_str()));
            let code = match (china, japan) {
                (true, false) => Some("CNY"),
                (false, true) => Some("JPY"),
                _ => None,
            };
            return Some((i + 1, code));
        }
        Some((i + 1 + usize::from(token.text == "Rs" && self.word(i + 1) == "."), *code))
    }

    /// Number and scale at `i`; short scales ("300m", "1.2bn") only in sums of money.
    fn sum(&self, i: usize, short: bool) -> Option<Sum> {
        let number = lex::number(self.tokens, i)?;
        let mut sum = Sum { next: number.next, value: Some(number.value), scaled: number.scaled };
        if short && number.digits && !number.scaled {
            let power = match self.word(sum.next) {
                "k" => 1e3,
                "m" | "mn" | "mln" | "mm" => 1e6,
                "b" | "bn" | "bln" => 1e9,
                "t" | "tn" | "trn" => 1e12,
                _ => return Some(sum),
            };
            if self.glued(sum.next) || self.word(sum.next).len() > 1 {
                sum.value = Some(number.value * power);
                sum.next += 1;
                sum.scaled = true;
            }
        }
        Some(sum)
    }

    /// A sum of money.
    fn money(&self, i: usize) -> Option<Hit> {
        if let Some((at, code)) = self.sign(i) {
            let sum = self.sum(at, true).filter(|_| self.tokens.get(at).is_some_and(|t| t.kind == Kind::Number))?;
            // "COP26" is a conference, "COP 5 billion" are pesos.
            if code == Some("COP") && !sum.scaled && sum.value.is_some_and(|v| v < 1e3) {
                return None;
            }
            let (next, value) = self.money_range(sum, code.is_some());
            return Some(Hit { next, value, unit: None, currency: code.map(str::to_owned) });
        }
        let token = self.tokens.get(i)?;
        if i > 0 && self.glued(i) && !opens(self.text(i - 1)) {
            return None;
        }
        // "billions of dollars", "tens of millions of euros"
        if let Some(next) = self.guess(i) {
            let (next, code) = self.currency(next)?;
            return Some(Hit { next, value: None, unit: None, currency: code.map(str::to_owned) });
        }
        if token.kind == Kind::Mark {
            return None;
        }
        let first = self.sum(i, true)?;
        let mut sum = Sum { ..first };
        // "1 to 2 billion yen", "100-200 million euros"
        let range = self.dash(sum.next) || ["to", "and", "or"].contains(&self.word(sum.next));
        if range && let Some(second) = self.sum(sum.next + 1, true) {
            if self.currency(second.next + usize::from(self.dash(second.next))).is_some() {
                sum = Sum { next: second.next, value: None, scaled: second.scaled };
            } else {
                return None;
            }
        }
        let dash = usize::from(self.dash(sum.next));
        let (next, code) = self.currency(sum.next + dash)?;
        let name = self.word(next - 1).trim_end_matches('s');
        let large = sum.scaled || sum.value.is_some_and(|v| v >= 1e3) || sum.value.is_none();
        let sure = matches!(name, "dollar" | "euro" | "yen" | "yuan" | "renminbi") || next > sum.next + dash + 1;
        if !large && !sure {
            return None;
        }
        // "5,000 pounds of fuel" is a weight.
        if name == "pound" && (self.word(next) == "of" || !sum.scaled && self.word(next) != "sterling") && next == sum.next + dash + 1 {
            return None;
        }
        let next = next + usize::from(name == "pound" && self.word(next) == "sterling");
        Some(Hit { next, value: sum.value, unit: None, currency: code.map(str::to_owned) })
    }

    /// The second half of "$1 to 2 billion", "$1bn-$2bn"; without one the sum itself.
    fn money_range(&self, first: Sum, known: bool) -> (usize, Option<f64>) {
        let joint = self.word(first.next);
        if !(self.dash(first.next) || ["to", "and", "or"].contains(&joint)) {
            return (first.next, first.value);
        }
        let at = first.next + 1;
        let (at, signed) = match self.sign(at) {
            Some((at, _)) => (at, true),
            None => (at, false),
        };
        // "gave $5 to 10 countries", "$2 million and $3 million" as two sums.
        let Some(second) = self.sum(at, true) else { return (first.next, first.value) };
        let range = match joint {
            "and" | "or" => false,
            _ => known && (signed || second.scaled || self.glued(first.next) && self.dash(first.next)),
        };
        if range { (second.next, None) } else { (first.next, first.value) }
    }

    /// A currency's name at `i`: the token after it, and the code.
    fn currency(&self, i: usize) -> Option<(usize, Option<&'static str>)> {
        let form = |k: usize| {
            let token = self.tokens.get(k)?;
            if token.kind == Kind::Mark || token.text.len() == 3 && token.text.chars().all(|c| c.is_ascii_uppercase()) {
                return CURRENCIES.get(token.text);
            }
            let lower = token.lower.as_str();
            CURRENCIES.get(lower).or_else(|| CURRENCIES.get(lower.strip_suffix('s')?))
        };
        if let Some(nations) = form(i) {
            return Some((i + 1, nations.get("-").copied().flatten()));
        }
        // "Australian dollars", "Hong Kong dollars"
        for words in 1..=2 {
            let Some(nations) = form(i + words) else { continue };
            let nation: String = (i..i + words).map(|k| self.text(k)).collect::<Vec<_>>().join(" ");
            if let Some(code) = nations.get(nation.as_str()) {
                return Some((i + words + 1, *code));
            }
        }
        None
    }

    /// "dozens of", "tens of thousands of", "several hundred": the token after it.
    fn guess(&self, i: usize) -> Option<usize> {
        let plural = |w: &str| ["tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"].contains(&w);
        if plural(self.word(i)) && self.word(i + 1) == "of" {
            let mut at = i + 2;
            while plural(self.word(at)) && self.word(at + 1) == "of" {
                at += 2;
            }
            return Some(at);
        }
        let few = match self.word(i) {
            "several" | "many" => i + 1,
            "a" if self.word(i + 1) == "few" => i + 2,
            _ => return None,
        };
        (lex::scale(self.word(few)).is_some() || self.word(few) == "dozen").then_some(few + 1)
    }

    /// A number of things.
    fn count(&self, i: usize) -> Option<Hit> {
        if i > 0 && self.glued(i) && !opens(self.text(i - 1)) {
            return None;
        }
        if let Some(at) = self.guess(i) {
            let (next, unit) = self.unit(at)?;
            return Some(Hit { next, value: None, unit: Some(unit), currency: None });
        }
        let number = lex::number(self.tokens, i)?;
        let before = i.checked_sub(1).map_or("", |k| self.word(k));
        let numbered =
            NUMBERED.binary_search(&before).is_ok() || before == "." && i >= 2 && ["no", "nos", "art", "sec"].contains(&self.word(i - 2));
        // "the two countries" takes up what was said; "one of", "no one" is no count.
        let definite = !number.digits
            && !number.scaled
            && ["the", "these", "those", "both", "all", "its", "their", "his", "her", "our", "'s", "’s"].contains(&before);
        let series = i > 0 && self.tokens[i - 1].kind == Kind::Number;
        if numbered || definite || series || !number.digits && number.value <= 1.0 || number.value <= 0.0 {
            return None;
        }
        let mut value = Some(number.value);
        let mut next = number.next;
        if self.dash(next) || ["to", "or"].contains(&self.word(next)) {
            // "10-15 tanks", "10 to 15 tanks"; "3-2" and "10-day" are no counts.
            let second = lex::number(self.tokens, next + 1)?;
            value = None;
            next = second.next;
        }
        if self.glued(next) || self.text(next) == "%" {
            return None;
        }
        let (next, unit) = self.unit(next)?;
        if self.is_time(i, number.next) {
            return None;
        }
        Some(Hit { next, value, unit: Some(unit), currency: None })
    }

    /// Whether a time stands on the tokens, or at their end ("5 May", "2014").
    fn is_time(&self, from: usize, to: usize) -> bool {
        let range = self.tokens[from].range.start..self.tokens[to - 1].range.end;
        let times = self.times.get_or_init(|| when::find(self.sentence, None).into_iter().map(|t| t.range).collect());
        times.iter().any(|t| t.start < range.end && range.start < t.end)
    }

    /// The noun that is counted from token `i` on: the token after it, and the noun as written.
    fn unit(&self, i: usize) -> Option<(usize, String)> {
        let mut named = None;
        let mut at = i;
        while at < i + 7 {
            let Some(token) = self.tokens.get(at) else { break };
            if token.dash() && self.glued(at) && self.glued(at + 1) {
                at += 1;
                continue;
            }
            if token.kind != Kind::Word || STOP.binary_search(&token.lower.as_str()).is_ok() {
                break;
            }
            // "long-range" is not yet the noun.
            let compound = self.dash(at + 1) && self.glued(at + 1);
            if !compound && is_plural(token) {
                if NO_UNIT.binary_search(&token.lower.as_str()).is_ok() {
                    return None;
                }
                if !token.capital() {
                    return Some((at + 1, token.text.to_owned()));
                }
                // "two United States senators": a name in the plural may stand before the noun.
                named = Some((at + 1, token.text.to_owned()));
            } else if named.is_some() && !token.capital() {
                break;
            }
            at += 1;
        }
        named
    }
}

/// What may stand right before a number that begins.
fn opens(mark: &str) -> bool {
    matches!(mark, "(" | "[" | "“" | "\"" | "‘" | "'" | "—" | "–" | "~")
}

fn is_plural(token: &Token) -> bool {
    let w = token.lower.as_str();
    if IRREGULAR.binary_search(&w).is_ok() {
        return true;
    }
    // A short word in capitals with "s" is a plural too: "F-35s", "MPs".
    let designation =
        token.text.ends_with('s') && token.text[..token.text.len() - 1].ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    designation || w.len() > 3 && w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") && !w.ends_with("is")
}

/// Plurals without "s", and units that do not change.
static IRREGULAR: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "aircraft cattle children crew gw hovercraft kg lawmen men mw people personnel police policemen \
         servicemen sheep spacecraft spokesmen staff twh watercraft women",
    )
});

/// Words before a number that is a name.
static NUMBERED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "act aged annex apollo appendix area article articles battalion bill block boeing brigade building \
         category chapter class clause covid day directive district division episode flight game gate grade \
         group highway item law level line list no nos number option order page pages paragraph part phase \
         pillar point protocol question region resolution resolutions room round route rule schedule season \
         section sections series stage step table tier title track type unit version volume ward week zone",
    )
});

/// Words that end a noun phrase.
static STOP: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "a about across after again against ago along also although always am among an and are around as at \
         away back be because becomes been before being between both but by can comes could did do does down \
         during each else ever except for from gets goes had has have he her here him his how i if in \
         including inside into is it its just like makes may means might must near nor not now of off on once \
         only onto or our out outside over per percent perhaps plus remains said says seems shall she should \
         since so such takes than that the their them then there these they this those though through to \
         towards under unless until up upon us versus vs was we were what when where whether which while who \
         whom whose why will with within without would yet you your",
    )
});

/// Plurals that measure time, share, distance, rank or nothing.
static NO_UNIT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    lex::word_list(
        "afternoons ages areas aspects centuries challenges days decades degrees elements evenings examples \
         factors facts feet fortnights fridays fronts goals hours ideas inches instances issues kilometers \
         kilometres kms matters meters metres miles milestones minutes mondays months mornings nights \
         objectives occasions ones options others parts percentages phases pillars points principles \
         priorities quarters questions reasons rounds saturdays seasons seconds sides stages steps sundays \
         terms things thirds thursdays times topics tuesdays updates views votes ways wednesdays weekends \
         weeks yards years",
    )
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// "words=value unit" or "words=value CUR" of each amount; "?" for no value.
    fn shown(sentence: &str) -> String {
        find(sentence)
            .into_iter()
            .map(|(r, a)| {
                assert_eq!(sentence[r], a.text);
                let value = a.value.map_or("?".to_owned(), |v| v.to_string());
                let of = match (a.unit, a.currency) {
                    (Some(unit), None) => unit,
                    (None, Some(currency)) => currency,
                    (None, None) => "?".to_owned(),
                    (Some(_), Some(_)) => "both".to_owned(),
                };
                format!("{}={value} {of}", a.text)
            })
            .collect::<Vec<_>>()
            .join(" | ")
    }

    const CASES: &[(&str, &str)] = &[
        // Money.
        ("Peru will pay $2.5 billion.", "$2.5 billion=2500000000 USD"),
        ("Peru will pay US$ 300m.", "US$ 300m=300000000 USD"),
        ("Peru will pay U.S. $40 million.", "U.S. $40 million=40000000 USD"),
        ("Peru will pay €1.2bn.", "€1.2bn=1200000000 EUR"),
        ("Peru will pay 500 million yen.", "500 million yen=500000000 JPY"),
        ("Peru will pay £40,000.", "£40,000=40000 GBP"),
        ("Peru will pay 20 billion Japanese yen.", "20 billion Japanese yen=20000000000 JPY"),
        ("Peru will pay 100m euros.", "100m euros=100000000 EUR"),
        ("Peru will pay $1 to 2 billion.", "$1 to 2 billion=? USD"),
        ("Peru will pay $1 billion to $2 billion.", "$1 billion to $2 billion=? USD"),
        ("Peru will pay $1-2 billion.", "$1-2 billion=? USD"),
        ("Peru will pay 3 million Australian dollars.", "3 million Australian dollars=3000000 AUD"),
        ("Peru will pay A$50 million.", "A$50 million=50000000 AUD"),
        ("Peru will pay C$5 million.", "C$5 million=5000000 CAD"),
        ("Peru will pay HK$5 million.", "HK$5 million=5000000 HKD"),
        ("Peru will pay 5 million Hong Kong dollars.", "5 million Hong Kong dollars=5000000 HKD"),
        ("Peru will pay 12 dollars.", "12 dollars=12 USD"),
        ("Peru will pay EUR 20 million.", "EUR 20 million=20000000 EUR"),
        ("Peru will pay 20 million EUR.", "20 million EUR=20000000 EUR"),
        ("Peru will pay 5 billion rupees.", "5 billion rupees=5000000000 ?"),
        ("Peru will pay 5 billion Indian rupees.", "5 billion Indian rupees=5000000000 INR"),
        ("Peru will pay ¥5 billion.", "¥5 billion=5000000000 ?"),
        ("Japan will pay ¥5 billion.", "¥5 billion=5000000000 JPY"),
        ("Peru will pay 2 million pounds sterling.", "2 million pounds sterling=2000000 GBP"),
        ("Peru will pay billions of dollars.", "billions of dollars=? USD"),
        ("Peru will pay tens of millions of euros.", "tens of millions of euros=? EUR"),
        ("Peru signed a billion-dollar deal.", "a billion-dollar=1000000000 USD"),
        ("Peru signed a $300 million deal with two million-dollar fines.", "$300 million=300000000 USD | two million-dollar=2000000 USD"),
        ("The two sums are $2 million and $3 million.", "$2 million=2000000 USD | $3 million=3000000 USD"),
        ("Peru will pay 3,000 Swiss francs.", "3,000 Swiss francs=3000 CHF"),
        ("Peru will pay half a million dollars.", "half a million dollars=500000 USD"),
        ("Peru gave $5 to 10 countries.", "$5=5 USD | 10 countries=10 countries"),
        // Counts.
        ("Japan will buy 400 Tomahawk missiles.", "400 Tomahawk missiles=400 missiles"),
        ("Peru will send two astronauts.", "two astronauts=2 astronauts"),
        ("Peru sent 1,200 troops to the border.", "1,200 troops=1200 troops"),
        ("Peru sent a dozen tanks.", "a dozen tanks=12 tanks"),
        ("Peru sent thousands of tonnes of grain.", "thousands of tonnes=? tonnes"),
        ("Peru will buy 36 F-35 fighter jets.", "36 F-35 fighter jets=36 jets"),
        ("Peru will buy 36 F-35s.", "36 F-35s=36 F-35s"),
        ("Peru will send 1.5 million doses of vaccine.", "1.5 million doses=1500000 doses"),
        ("Peru will send 10 to 15 tanks.", "10 to 15 tanks=? tanks"),
        ("Peru will send 10-15 tanks.", "10-15 tanks=? tanks"),
        ("Peru freed several hundred prisoners.", "several hundred prisoners=? prisoners"),
        ("Peru freed twenty-five prisoners.", "twenty-five prisoners=25 prisoners"),
        ("The blast killed 12 people.", "12 people=12 people"),
        ("Peru bought 20 long-range anti-ship missiles.", "20 long-range anti-ship missiles=20 missiles"),
        ("In 2014 the army sent 2000 soldiers.", "2000 soldiers=2000 soldiers"),
        ("Two United States senators came.", "Two United States senators=2 senators"),
        ("Peru sent 300 personnel and 20 vehicles.", "300 personnel=300 personnel | 20 vehicles=20 vehicles"),
        // Neither.
        ("Peru signed on 5 May 2024.", ""),
        ("The 2020 elections were held.", ""),
        ("He is 35 years old, she is a 40-year-old minister.", ""),
        ("Exports rose 5 percent and 3% again.", ""),
        ("It was the 75th anniversary of Article 5 commitments.", ""),
        ("The council voted 3-2 and by 52 votes.", ""),
        ("Call +1 202-555-0100 for details.", ""),
        ("The two countries agreed on Resolution 1701 terms.", ""),
        ("The talks lasted three days and five hours.", ""),
        ("G7 leaders met for the first time in ten years.", ""),
        ("COVID-19 vaccines are one of the issues.", ""),
        ("Two were killed and three others wounded.", ""),
        ("Troops moved 30 kilometres north at 10:30.", ""),
        ("Phase 2 trials began in Room 12.", ""),
        ("Three of the ships left.", ""),
        ("Ministers met at COP26 and COP 27.", ""),
        ("Peru named two reasons and three options.", ""),
    ];

    #[test]
    fn amounts_of_sentences() {
        let wrong: Vec<String> = CASES
            .iter()
            .filter_map(|(text, expected)| {
                let got = shown(text);
                (got != *expected).then(|| format!("{text}\n  expected {expected}\n  got      {got}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
    }

    #[test]
    fn the_table_of_currencies_is_sorted() {
        let rows: Vec<&str> = include_str!("../../../data/coder/currencies.tsv").lines().filter(|l| !l.starts_with('#')).collect();
        assert!(rows.iter().all(|r| r.split('\t').count() == 3));
        assert!(rows.is_sorted_by(|a, b| a.split('\t').collect::<Vec<_>>() < b.split('\t').collect::<Vec<_>>()));
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let mut last = 0;
        for (range, amount) in find(text) {
            prop_assert!(range.start >= last && range.start < range.end && range.end <= text.len());
            prop_assert_eq!(&text[range.clone()], &amount.text);
            prop_assert!(amount.unit.is_none() || amount.currency.is_none());
            prop_assert!(amount.value.is_none_or(f64::is_finite));
            last = range.end;
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_string_is_read(text in "\\PC{0,120}") {
            check(&text)?;
        }

        #[test]
        fn any_words_of_amounts_are_read(words in prop::collection::vec(prop::sample::select(vec![
            "$", "US$", "€", "Rs", "2.5", "1,200", "999999999999999999", "two", "a", "half", "dozen", "hundred", "million", "billions", "of", "m", "bn",
            "dollars", "yen", "Australian", "Hong", "Kong", "to", "-", "and", "troops", "F-35s", "long-range", "missiles", "%", "years", "2014", ".",
        ]), 0..10), glue in prop::bool::ANY) {
            check(&words.join(if glue { "" } else { " " }))?;
        }
    }
}
