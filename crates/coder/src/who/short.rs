//! Short names that a text gives: "National Telecommunications Commission (NTC)".

/// Short names in brackets after their long form, with it.
pub(super) fn short_names(text: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (open, _) in text.match_indices(" (") {
        let Some(close) = text[open + 2..].find(')') else { break };
        let short = text[open + 2..open + 2 + close].trim_matches(['“', '”', '"']);
        let letters: Vec<char> = short.chars().filter(|c| c.is_uppercase()).collect();
        if !(2..=8).contains(&letters.len()) || short.len() > 10 || short.chars().any(|c| !c.is_alphanumeric() && c != '-') {
            continue;
        }
        let line = text[..open].rsplit(['\n', '.', ';', '(', ')']).next().unwrap_or("");
        let words: Vec<&str> = line.split(' ').filter(|w| !w.is_empty()).collect();
        // The long form begins with the short one's first letter, as few words before it as hold all of its letters.
        let begin = (0..words.len()).rev().take(10).find(|&i| {
            let mut left = letters.iter().peekable();
            for w in &words[i..] {
                for c in w.chars().filter(|c| c.is_uppercase()) {
                    if left.peek() == Some(&&c) {
                        left.next();
                    }
                }
            }
            left.peek().is_none() && words[i].starts_with(letters[0])
        });
        if let Some(i) = begin {
            let long = words[i..].join(" ");
            if !out.iter().any(|(s, _)| s == short) {
                out.push((short.to_owned(), long));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_after_a_name() {
        let of = |text: &str| short_names(text).into_iter().map(|(s, l)| format!("{s}={l}")).collect::<Vec<_>>().join(";");
        assert_eq!(of("The National Telecommunications Commission (NTC) of the Philippines"), "NTC=National Telecommunications Commission");
        assert_eq!(of("talks (held in Lima) with the Bureau of Fisheries (BF)."), "BF=Bureau of Fisheries");
        assert_eq!(of("in May (2019) and (NTC) alone (unclosed"), "");
    }
}
