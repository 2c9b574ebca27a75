//! Both directions of a dyad over time: cooperation above the line, conflict below, one panel a direction.

use std::fmt::Write;

use super::{bars::when, ceiling, escape, open, put};
use crate::tally::{Bin, Series};

const WIDTH: u32 = 960;
const PANEL: f64 = 130.0;
const LEFT: f64 = 34.0;

/// The panels, each with its name; all share both axes.
pub fn lines(panels: &[(String, &Series)], label: &str) -> String {
    let height = (PANEL + 14.0) * panels.len() as f64 + 26.0;
    let mut out = open("chart lines", WIDTH, height as u32, label);
    let up = |b: &Bin| b.quads[0] + b.quads[1];
    let down = |b: &Bin| b.quads[2] + b.quads[3];
    let most = panels.iter().flat_map(|(_, s)| &s.bins).map(|b| up(b).max(down(b))).max().unwrap_or(0);
    let top = ceiling(most);
    let scale = (PANEL - 20.0) / 2.0 / f64::from(top);
    for (p, (title, series)) in panels.iter().enumerate() {
        let from = (PANEL + 14.0) * p as f64;
        let zero = from + 20.0 + (PANEL - 20.0) / 2.0;
        put!(out, r#"<text class="head" x="{LEFT}" y="{:.1}">{}</text>"#, from + 13.0, escape(title));
        for (v, y) in [(top, zero - f64::from(top) * scale), (top, zero + f64::from(top) * scale)] {
            put!(
                out,
                r#"<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1}" y2="{y:.1}"/><text class="tick" x="{:.1}" y="{:.1}" text-anchor="end">{v}</text>"#,
                LEFT - 5.0,
                y + 4.0
            );
        }
        put!(out, r#"<line class="axis" x1="{LEFT}" x2="{WIDTH}" y1="{zero:.1}" y2="{zero:.1}"/>"#);
        let n = series.bins.len().max(1);
        let step = (f64::from(WIDTH) - LEFT) / n as f64;
        let bar = (step * 0.84).min(60.0);
        for (i, b) in series.bins.iter().enumerate() {
            let x = LEFT + step * i as f64 + (step - bar) / 2.0;
            put!(
                out,
                r#"<g class="bin" data-from="{}" data-to="{}"><title>{}: verbal cooperation {}, material cooperation {}, verbal conflict {}, material conflict {}</title><rect class="hit" x="{:.2}" y="{:.1}" width="{step:.2}" height="{:.1}"/>"#,
                b.from,
                b.to,
                when(b, series.unit),
                b.quads[0],
                b.quads[1],
                b.quads[2],
                b.quads[3],
                LEFT + step * i as f64,
                from + 20.0,
                PANEL - 20.0
            );
            let mut y = zero;
            for q in [1, 0] {
                let h = f64::from(b.quads[q]) * scale;
                if h > 0.0 {
                    y -= h;
                    put!(out, r#"<rect class="q{}" x="{x:.2}" y="{y:.2}" width="{bar:.2}" height="{h:.2}"/>"#, q + 1);
                }
            }
            let mut y = zero;
            for q in [3, 2] {
                let h = f64::from(b.quads[q]) * scale;
                if h > 0.0 {
                    put!(out, r#"<rect class="q{}" x="{x:.2}" y="{y:.2}" width="{bar:.2}" height="{h:.2}"/>"#, q + 1);
                    y += h;
                }
            }
            put!(out, "</g>");
        }
        if p + 1 == panels.len() {
            let every = n.div_ceil(8);
            for (i, b) in series.bins.iter().enumerate().filter(|(i, _)| i % every == 0 && (i + every / 2 < n || *i == 0)) {
                put!(
                    out,
                    r#"<text class="tick" x="{:.1}" y="{:.1}">{}</text>"#,
                    LEFT + step * i as f64,
                    height - 6.0,
                    when(b, series.unit)
                );
            }
        }
    }
    put!(out, "</svg>");
    out
}
