//! Quad classes. Each data set numbers them its own way, and draws the lines elsewhere: so they are named here, and a number
//! is never carried from one layout to another.

use chancery_model::{Quad, codebook::cameo};

/// GDELT: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict, by CAMEO root.
pub(super) fn gdelt(cameo: &str) -> Option<i64> {
    Some(match cameo::find(cameo)?.quad() {
        Quad::VerbalCooperation => 1,
        Quad::MaterialCooperation => 2,
        Quad::VerbalConflict => 3,
        Quad::MaterialConflict => 4,
    })
}

/// Phoenix: 0 neutral for statements and appeals (01, 02), and reduced relations (16) are verbal conflict.
pub(super) fn phoenix(cameo: &str) -> Option<i64> {
    Some(match cameo::find(cameo)?.root() {
        "01" | "02" => 0,
        "03" | "04" | "05" => 1,
        "06" | "07" | "08" => 2,
        "09" | "10" | "11" | "12" | "13" | "16" => 3,
        _ => 4,
    })
}

/// PLOVER's, of the type and not of the CAMEO code, as POLECAT writes it: in words.
pub(super) fn plover_words(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "VERBAL COOPERATION",
        Quad::MaterialCooperation => "MATERIAL COOPERATION",
        Quad::VerbalConflict => "VERBAL CONFLICT",
        Quad::MaterialConflict => "MATERIAL CONFLICT",
    }
}

/// PLOVER's number: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
pub(super) fn plover(quad: Quad) -> u8 {
    match quad {
        Quad::VerbalCooperation => 1,
        Quad::MaterialCooperation => 2,
        Quad::VerbalConflict => 3,
        Quad::MaterialConflict => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numberings_differ_where_they_should() {
        let both = |code| (gdelt(code), phoenix(code));
        assert_eq!(both("010"), (Some(1), Some(0)));
        assert_eq!(both("020"), (Some(1), Some(0)));
        assert_eq!(both("036"), (Some(1), Some(1)));
        assert_eq!(both("071"), (Some(2), Some(2)));
        assert_eq!(both("112"), (Some(3), Some(3)));
        assert_eq!(both("163"), (Some(4), Some(3)));
        assert_eq!(both("195"), (Some(4), Some(4)));
        assert_eq!(both("36"), (None, None));
    }
}
