//! Words that only point back: "we", "he", "both sides".

/// What kind of pointer some words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pointer {
    /// we, us, our, I, my
    Speaker,
    /// he, she, him, her, his
    Person,
    /// it, its
    Thing,
    /// they, them, both sides, the two leaders
    Group,
}

pub(crate) fn pointer(words: &str) -> Option<Pointer> {
    if words == "US" {
        return None;
    }
    let lower = words.to_lowercase();
    Some(match lower.as_str() {
        "we" | "us" | "our" | "ours" | "i" | "me" | "my" | "ourselves" => Pointer::Speaker,
        "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => Pointer::Person,
        "it" | "its" | "this" | "itself" => Pointer::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" | "both" | "each other" | "two" | "all" => Pointer::Group,
        _ if both(&lower) => Pointer::Group,
        _ => return None,
    })
}

/// Whether the words stand for the parties of the story at once: "both sides", "the two leaders", "leaders".
pub(super) fn both(words: &str) -> bool {
    const HEADS: [&str; 15] = [
        "sides",
        "parties",
        "leaders",
        "ministers",
        "presidents",
        "countries",
        "governments",
        "nations",
        "officials",
        "participants",
        "secretaries",
        "principals",
        "delegations",
        "counterparts",
        "allies",
    ];
    let lower = words.to_lowercase();
    let mut tokens: Vec<&str> =
        lower.split_whitespace().filter(|w| !matches!(*w, "the" | "foreign" | "prime" | "defense" | "defence" | "their" | "our")).collect();
    let Some(head) = tokens.pop() else { return false };
    HEADS.contains(&head) && tokens.iter().all(|t| matches!(*t, "both" | "two" | "three" | "four" | "all" | "other"))
}

pub(super) fn number(words: &str) -> Option<usize> {
    words.to_lowercase().split_whitespace().find_map(|w| match w {
        "both" | "two" => Some(2),
        "three" => Some(3),
        "four" => Some(4),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_points_is_told_from_names() {
        for (words, want) in [
            ("We", Some(Pointer::Speaker)),
            ("he", Some(Pointer::Person)),
            ("both sides", Some(Pointer::Group)),
            ("the two leaders", Some(Pointer::Group)),
            ("leaders", Some(Pointer::Group)),
            ("European leaders", None),
            ("police", None),
            ("the United States", None),
            ("US", None),
            ("us", Some(Pointer::Speaker)),
        ] {
            assert_eq!(pointer(words), want, "{words}");
        }
    }
}
