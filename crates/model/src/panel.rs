//! Panels: counts of acts by parties and period, as statistics take them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Country;

/// One cell of a panel: what a party did (toward another) in a period. A period without acts has a row of zeros.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelRow {
    /// First day of the period.
    pub start: Date,
    /// Last day of the period.
    pub end: Date,
    /// Who acts.
    pub actor: Country,
    /// Toward whom; `None` in a panel of single countries.
    pub recipient: Option<Country>,
    /// Mentions.
    pub mentions: u64,
    /// Events: acts, each counted in the period of its first mention.
    pub events: u64,
    /// Distinct sources that told them.
    pub sources: u64,
    /// Mentions by quad class: verbal and material cooperation, verbal and material conflict.
    pub quad: [u64; 4],
    /// Mean Goldstein score of the mentions that have one; `None` where none has.
    pub goldstein: Option<f64>,
    /// Mean PLOVER score of the mentions; `None` where there is none.
    pub plover_score: Option<f64>,
}
