//! Bars over time, stacked by quad class: the timeline.

use std::fmt::Write;

use super::{ceiling, open, put};
use crate::{name, tally::Series};

const WIDTH: u32 = 960;
const HEIGHT: u32 = 170;
const LEFT: f64 = 34.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;

/// The series as bars. Each bin carries its days, from which the script of the page makes the brush.
pub fn bars(series: &Series, label: &str) -> String {
    let mut out = open("chart bars", WIDTH, HEIGHT, label);
    let n = series.bins.len();
    if n == 0 {
        put!(out, r#"<text x="{}" y="{}" class="none">Nothing with a day</text></svg>"#, WIDTH / 2, HEIGHT / 2);
        return out;
    }
    let top = ceiling(series.bins.iter().map(super::super::tally::Bin::total).max().unwrap_or(0));
    let (w, h) = (f64::from(WIDTH) - LEFT, f64::from(HEIGHT) - TOP - BOTTOM);
    let y = |v: u32| TOP + h - h * f64::from(v) / f64::from(top);
    for v in if top >= 2 { vec![top, top / 2] } else { vec![top] } {
        put!(
            out,
            r#"<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{0:.1}" y2="{0:.1}"/><text class="tick" x="{1}" y="{2:.1}" text-anchor="end">{v}</text>"#,
            y(v),
            LEFT - 5.0,
            y(v) + 4.0
        );
    }
    put!(out, r#"<line class="axis" x1="{LEFT}" x2="{WIDTH}" y1="{0:.1}" y2="{0:.1}"/>"#, y(0));
    let step = w / n as f64;
    // One or two bins would be walls, not bars.
    let bar = (step * 0.84).min(60.0);
    let every = n.div_ceil(8);
    for (i, b) in series.bins.iter().enumerate() {
        let x = LEFT + step * i as f64 + (step - bar) / 2.0;
        put!(out, r#"<g class="bin" data-from="{}" data-to="{}"><title>{}: {}"#, b.from, b.to, when(b, series.unit), b.total());
        for (q, v) in b.quads.iter().enumerate().filter(|(_, v)| **v > 0) {
            put!(out, ", {} {v}", name::QUADS[q]);
        }
        put!(out, r#"</title><rect class="hit" x="{:.1}" y="{TOP}" width="{step:.2}" height="{h:.1}"/>"#, LEFT + step * i as f64);
        let mut sum = 0;
        for (q, v) in b.quads.iter().enumerate().filter(|(_, v)| **v > 0) {
            put!(
                out,
                r#"<rect class="q{}" x="{x:.2}" y="{:.2}" width="{bar:.2}" height="{:.2}"/>"#,
                q + 1,
                y(sum + v),
                y(sum) - y(sum + v)
            );
            sum += v;
        }
        put!(out, "</g>");
        if i % every == 0 && (i + every / 2 < n || i == 0) {
            put!(out, r#"<text class="tick" x="{:.1}" y="{}">{}</text>"#, LEFT + step * i as f64, HEIGHT - 8, when(b, series.unit));
        }
    }
    put!(out, "</svg>");
    out
}

/// A bin in words.
pub fn when(b: &crate::tally::Bin, unit: &str) -> String {
    match unit {
        "month" => b.from.strftime("%b %Y").to_string(),
        "year" => b.from.year().to_string(),
        _ => b.from.to_string(),
    }
}
