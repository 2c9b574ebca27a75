//! How sure a mention is: the network's own probabilities, calibrated on annotated documents.

use serde::Deserialize;

use crate::CoderError;

/// `models/coder/calibration.json`, written by `benches/calibrate.py`: `confidence = sigmoid(slope * logit(p) + intercept)`, and
/// the confidence below which a mention is left out by default.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Calibration {
    slope: f64,
    intercept: f64,
    pub threshold: f64,
}

impl Calibration {
    pub fn parse(json: &str) -> Result<Self, CoderError> {
        serde_json::from_str(json).map_err(|e| CoderError::Config(format!("calibration: {e}")))
    }

    /// Probability that a mention is right in type, parties and status, to two decimals, from the network's probabilities of
    /// its type, of its status and of the least sure of its parties.
    pub fn confidence(&self, kind: f32, status: f32, party: f32) -> f64 {
        let p = (f64::from(kind) * f64::from(status) * f64::from(party)).clamp(1e-6, 1.0 - 1e-6);
        let score = self.slope * (p / (1.0 - p)).ln() + self.intercept;
        (100.0 / (1.0 + (-score).exp())).round() / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surer_parts_make_a_surer_mention() {
        let plain = Calibration { slope: 1.0, intercept: 0.0, threshold: 0.0 };
        assert_eq!(plain.confidence(0.9, 1.0, 1.0), 0.9);
        assert_eq!(plain.confidence(0.0, 1.0, 1.0), 0.0);
        let shipped = Calibration::parse(include_str!("../../../models/coder/calibration.json")).expect("reads");
        let rising: Vec<f64> = [0.1, 0.3, 0.5, 0.7, 0.9].iter().map(|p| shipped.confidence(*p, 1.0, 1.0)).collect();
        assert!(rising.windows(2).all(|w| w[0] <= w[1]) && rising[0] < rising[4], "{rising:?}");
        assert!((0.0..1.0).contains(&shipped.threshold));
    }
}
