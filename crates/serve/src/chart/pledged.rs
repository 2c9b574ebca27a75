//! What was pledged against what was delivered, one row a commitment with money.

use std::fmt::Write;

use super::{escape, open_with_links, put};

/// A commitment's two sums, in one currency.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Pledge {
    /// The commitment.
    pub id: String,
    /// Who and what.
    pub label: String,
    /// Currency, or what is counted.
    pub unit: String,
    /// Latest sum while it was promised.
    pub pledged: Option<f64>,
    /// Latest sum of steps in progress or delivered.
    pub delivered: Option<f64>,
    /// State now.
    pub state: String,
}

const WIDTH: u32 = 960;
const ROW: f64 = 34.0;
/// Room for a label: 46 letters of the bold face.
const LEFT: f64 = 400.0;

/// Bars of those in `unit`, the largest pledge first.
pub fn pledged(all: &[&Pledge], unit: &str) -> String {
    let height = ROW * all.len() as f64 + 6.0;
    let mut out = open_with_links("chart pledged", WIDTH, height as u32, &format!("Pledged against delivered, {unit}"));
    let most = all.iter().flat_map(|p| [p.pledged, p.delivered]).flatten().fold(0.0, f64::max).max(1e-9);
    let room = f64::from(WIDTH) - LEFT - 110.0;
    for (i, p) in all.iter().enumerate() {
        let y = ROW * i as f64 + 4.0;
        let label: String = p.label.chars().take(46).collect();
        let label = if label.len() < p.label.len() { format!("{}…", label.trim_end()) } else { label };
        put!(
            out,
            r#"<a href="/commitment/{}"><title>{}</title><text class="head" x="{:.0}" y="{:.1}" text-anchor="end">{}</text>"#,
            p.id,
            escape(&p.label),
            LEFT - 10.0,
            y + 16.0,
            escape(&label)
        );
        let w = |v: f64| (room * v / most).max(2.0);
        if let Some(v) = p.pledged {
            put!(
                out,
                r#"<rect class="pledge" x="{LEFT}" y="{y:.1}" width="{:.1}" height="11"/><text class="tick" x="{:.1}" y="{:.1}">{}</text>"#,
                w(v),
                LEFT + w(v) + 5.0,
                y + 10.0,
                crate::name::amount(v)
            );
        }
        match p.delivered {
            Some(v) => put!(
                out,
                r#"<rect class="delivery" x="{LEFT}" y="{:.1}" width="{:.1}" height="11"/><text class="tick" x="{:.1}" y="{:.1}">{} delivered</text>"#,
                y + 13.0,
                w(v),
                LEFT + w(v) + 5.0,
                y + 23.0,
                crate::name::amount(v)
            ),
            None => put!(out, r#"<text class="tick" x="{}" y="{:.1}">nothing delivered is on record</text>"#, LEFT + 2.0, y + 23.0),
        }
        put!(out, "</a>");
    }
    put!(out, "</svg>");
    out
}
