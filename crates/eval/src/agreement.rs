//! How far reviewers agree.

use std::collections::BTreeMap;

/// Cohen's kappa of two coders over the units that both labelled; `None` where there is none, or where chance alone would
/// have them agree always (one label in all).
///
/// Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20.
///
/// ```
/// use chancery_eval::cohen_kappa;
/// let pairs = [("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")];
/// assert_eq!(cohen_kappa(&pairs), Some(0.5));
/// ```
pub fn cohen_kappa<L: Ord>(pairs: &[(L, L)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let mut counts: BTreeMap<&L, (f64, f64)> = BTreeMap::new();
    for (a, b) in pairs {
        counts.entry(a).or_default().0 += 1.0;
        counts.entry(b).or_default().1 += 1.0;
    }
    let agreed = pairs.iter().filter(|(a, b)| a == b).count() as f64 / n;
    let chance: f64 = counts.values().map(|(a, b)| a * b / (n * n)).sum();
    (n > 0.0 && chance < 1.0).then(|| (agreed - chance) / (1.0 - chance))
}

/// Krippendorff's alpha for nominal labels: any number of coders, units that some of them left out. Each unit is the list of the
/// labels that it got; units with fewer than two count nowhere. `None` where nothing can be compared, or where all is one label.
///
/// Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability.
///
/// ```
/// use chancery_eval::krippendorff_alpha;
/// assert_eq!(krippendorff_alpha(&[vec!["a", "a"], vec!["b", "b"], vec!["a"]]), Some(1.0));
/// ```
pub fn krippendorff_alpha<L: Ord>(units: &[Vec<L>]) -> Option<f64> {
    let mut totals: BTreeMap<&L, f64> = BTreeMap::new();
    let (mut n, mut differing) = (0.0, 0.0);
    for unit in units.iter().filter(|u| u.len() > 1) {
        let size = unit.len() as f64;
        n += size;
        for (i, a) in unit.iter().enumerate() {
            *totals.entry(a).or_default() += 1.0;
            differing += unit.iter().enumerate().filter(|(j, b)| *j != i && *b != a).count() as f64 / (size - 1.0);
        }
    }
    let expected = n * n - totals.values().map(|t| t * t).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * differing / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_by_hand() {
        // 20 both yes, 5 yes-no, 10 no-yes, 15 both no: agreed .7, chance .5.
        let rows = [("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15)];
        let pairs: Vec<(&str, &str)> = rows.iter().flat_map(|&(a, b, n)| std::iter::repeat_n((a, b), n)).collect();
        assert!((cohen_kappa(&pairs).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(cohen_kappa::<u8>(&[]), None);
        assert_eq!(cohen_kappa(&[(1, 1)]), None);
    }

    #[test]
    fn alpha_by_hand() {
        // Krippendorff's own worked example of two observers and ten units of two labels: alpha = 0.095.
        let a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
        let b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
        let units: Vec<Vec<i32>> = a.iter().zip(b).map(|(&a, b)| vec![a, b]).collect();
        assert!((krippendorff_alpha(&units).unwrap() - 0.095).abs() < 0.0005);
        assert_eq!(krippendorff_alpha(&[vec![1, 1]]), None);
        assert_eq!(krippendorff_alpha::<u8>(&[]), None);
    }
}
