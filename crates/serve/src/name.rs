//! What things are called on pages.

use chancery_gazetteer::Gazetteer;
use chancery_model::{Country, StepState};

/// A country's name, or what a body's code stands for.
pub fn country(code: Country) -> &'static str {
    match code.as_str() {
        "IGO" => "Intergovernmental bodies",
        "UNO" => "United Nations",
        "EUR" => "European Union",
        "NGO" => "Non-governmental bodies",
        "MNC" => "Multinational companies",
        "ISM" => "Insurgent and religious movements",
        _ => Gazetteer::embedded().state(code).map_or("", |s| s.name),
    }
}

/// Several countries: "Japan, Philippines".
pub fn countries(codes: &[Country]) -> String {
    let names: Vec<String> = codes.iter().map(|c| label(*c)).collect();
    names.join(", ")
}

/// The name, else the code.
pub fn label(code: Country) -> String {
    match country(code) {
        "" => code.to_string(),
        name => name.to_owned(),
    }
}

/// Names of the quad classes, 1 to 4.
pub const QUADS: [&str; 4] = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/// Name of a quad class.
pub fn quad(number: u8) -> &'static str {
    QUADS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("")
}

/// A state in words: "in progress".
pub fn state(state: StepState) -> String {
    state.as_str().replace('_', " ")
}

/// A name of the code book in words: "human rights".
pub fn words(name: &str) -> String {
    name.replace(['_', '-'], " ")
}

/// A number with its thousands apart: 12,345.
pub fn number(n: impl std::fmt::Display) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}

/// An amount's number as people write it: "1.2 billion".
pub fn amount(value: f64) -> String {
    let (scaled, word) = match value.abs() {
        v if v >= 1e12 => (value / 1e12, " trillion"),
        v if v >= 1e9 => (value / 1e9, " billion"),
        v if v >= 1e6 => (value / 1e6, " million"),
        _ => (value, ""),
    };
    let text = if scaled.fract().abs() < 1e-9 { format!("{scaled:.0}") } else { format!("{scaled:.2}") };
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    format!("{text}{word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(number(1_234_567u64), "1,234,567");
        assert_eq!(number(12u64), "12");
        assert_eq!(amount(2.5e9), "2.5 billion");
        assert_eq!(amount(300.0), "300");
    }
}
