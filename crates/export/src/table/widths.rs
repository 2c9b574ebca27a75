//! How wide each column is.

use super::{GAP, Head};

/// Widths of the columns for a line of `width`: as wide as their texts (`natural`) where there is room; else the widest give
/// way down to their least; else whole columns go, those of the lowest rank first (0). The last one left may take the line.
pub(super) fn widths(heads: &[Head], natural: &[usize], width: usize) -> Vec<usize> {
    let least = |h: &Head| h.min.max(h.name.len());
    let wanted = |k: usize| natural[k].clamp(heads[k].name.len(), heads[k].max.max(heads[k].name.len()));
    let mut widths: Vec<usize> = (0..heads.len().min(natural.len())).map(wanted).collect();
    loop {
        let shown = widths.iter().filter(|&&w| w > 0).count();
        let total: usize = widths.iter().sum::<usize>() + GAP * shown.saturating_sub(1);
        if total <= width {
            return widths;
        }
        // The column with the most to give away gives first; it gives as much as is needed, or all it can.
        let widest = (0..widths.len()).filter(|&i| widths[i] > least(&heads[i])).max_by_key(|&i| (widths[i], i));
        if let Some(i) = widest {
            let second = (0..widths.len()).filter(|&k| k != i && widths[k] > least(&heads[k])).map(|k| widths[k]).max().unwrap_or(0);
            let target = (widths[i].saturating_sub(total - width)).max(second.saturating_sub(1)).max(least(&heads[i]));
            widths[i] = target.min(widths[i] - 1);
            continue;
        }
        let lowest = (0..widths.len()).filter(|&i| widths[i] > 0).min_by_key(|&i| heads[i].rank);
        match lowest {
            Some(i) if shown > 1 => {
                widths[i] = 0;
                // What it leaves free is for the others again.
                for (k, w) in widths.iter_mut().enumerate().filter(|(_, w)| **w > 0) {
                    *w = wanted(k);
                }
            }
            Some(i) => {
                widths[i] = width.max(1);
                return widths;
            }
            None => return widths,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADS: &[Head] = &[Head::new("ONE", 4, 10).rank(3), Head::new("TWO", 6, 12).rank(2), Head::new("LONG", 10, usize::MAX).rank(1)];

    #[test]
    fn the_widest_gives_way_first_and_the_lowest_rank_goes_first() {
        assert_eq!(widths(HEADS, &[4, 20, 40], 120), [4, 12, 40]);
        assert_eq!(widths(HEADS, &[4, 20, 400], 60), [4, 12, 40]);
        assert_eq!(widths(HEADS, &[4, 20, 400], 26), [4, 8, 10]);
        assert_eq!(widths(HEADS, &[4, 20, 400], 20), [4, 12, 0]);
        assert_eq!(widths(HEADS, &[4, 20, 400], 7), [4, 0, 0]);
        assert_eq!(widths(HEADS, &[9, 20, 400], 2), [2, 0, 0]);
    }

    proptest! {
        #[test]
        fn a_line_is_never_too_wide(natural in prop::collection::vec(0usize..500, 3), width in 1usize..300) {
            let widths = widths(HEADS, &natural, width);
            let shown = widths.iter().filter(|&&w| w > 0).count();
            prop_assert!(shown > 0);
            prop_assert!(widths.iter().sum::<usize>() + GAP * (shown - 1) <= width);
        }
    }
}
