//! Who deals with whom: countries on a circle, a chord for each pair.

use std::{f64::consts::TAU, fmt::Write};

use chancery_model::Country;

use super::{escape, open_with_links, put};
use crate::{Query, name};

/// A pair of countries, whoever acts.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Edge {
    /// One.
    pub a: Country,
    /// The other.
    pub b: Country,
    /// Acts by quad class.
    pub quads: [u32; 4],
    /// Mean PLOVER score.
    pub score: f64,
}

impl Edge {
    /// Acts in all.
    pub fn total(&self) -> u32 {
        self.quads.iter().sum()
    }

    /// The quad class of most of them, 1 to 4.
    pub fn leading(&self) -> usize {
        (0..4).max_by_key(|i| (self.quads[*i], 4 - i)).unwrap_or(0) + 1
    }
}

const SIZE: f64 = 640.0;

/// The countries of the circle in order, and their edges. `query` is kept in the links.
pub fn network(countries: &[Country], edges: &[Edge], query: &Query) -> String {
    let mut out = open_with_links("chart network", 860, SIZE as u32, "Who deals with whom: the table below has the numbers");
    let middle = (430.0, SIZE / 2.0);
    let radius = SIZE / 2.0 - 62.0;
    let place = |c: Country| {
        let i = countries.iter().position(|x| *x == c)?;
        let turn = TAU * i as f64 / countries.len() as f64 - TAU / 4.0;
        Some((middle.0 + radius * turn.cos(), middle.1 + radius * turn.sin(), turn))
    };
    let most = f64::from(edges.iter().map(Edge::total).max().unwrap_or(1).max(1));
    // Heavy ones last, so that they lie on top.
    let mut order: Vec<&Edge> = edges.iter().collect();
    order.sort_by_key(|e| e.total());
    for e in order {
        let (Some(a), Some(b)) = (place(e.a), place(e.b)) else { continue };
        let width = 1.0 + 11.0 * (f64::from(e.total()) / most).sqrt();
        let href = query.on(&format!("/dyad/{}/{}", e.a, e.b));
        put!(
            out,
            r#"<a href="{}"><path class="chord q{}" d="M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}" stroke-width="{width:.1}"/><title>{} and {}: {} acts, mostly {}, mean score {:.1}</title></a>"#,
            escape(&href),
            e.leading(),
            a.0,
            a.1,
            middle.0,
            middle.1,
            b.0,
            b.1,
            escape(&name::label(e.a)),
            escape(&name::label(e.b)),
            e.total(),
            name::QUADS[e.leading() - 1],
            e.score
        );
    }
    for c in countries {
        let Some((x, y, turn)) = place(*c) else { continue };
        let (dx, anchor) = if turn.cos() > 0.2 {
            (11.0, "start")
        } else if turn.cos() < -0.2 {
            (-11.0, "end")
        } else {
            (0.0, "middle")
        };
        let dy = if dx == 0.0 { if turn.sin() < 0.0 { -12.0 } else { 20.0 } } else { 4.0 };
        put!(
            out,
            r#"<a href="/country/{c}"><circle class="node" cx="{x:.1}" cy="{y:.1}" r="6"/><text x="{:.1}" y="{:.1}" text-anchor="{anchor}">{}</text></a>"#,
            x + dx,
            y + dy,
            escape(&name::label(*c))
        );
    }
    put!(out, "</svg>");
    out
}
