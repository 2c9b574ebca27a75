//! A commitment's steps on a line of time.

use std::fmt::Write;

use chancery_model::Commitment;
use jiff::civil::Date;

use super::{escape, open_with_links, put};
use crate::name;

const WIDTH: u32 = 960;
const HEIGHT: u32 = 96;

/// The steps with a day, the due day, and today or the day asked for.
pub fn steps(c: &Commitment, today: Date) -> String {
    let mut out = open_with_links("chart steps", WIDTH, HEIGHT, "The steps in order of time");
    let days: Vec<Date> = c.steps.iter().filter_map(|s| s.date).chain(c.due).chain([today]).collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { return String::new() };
    let whole = f64::from((*last - *first).get_days().max(1));
    let x = |d: Date| 30.0 + (f64::from(WIDTH) - 130.0) * f64::from((d - *first).get_days()) / whole;
    put!(out, r#"<line class="axis" x1="20" x2="{}" y1="52" y2="52"/>"#, WIDTH - 20);
    put!(
        out,
        r#"<g class="today"><line x1="{0:.1}" x2="{0:.1}" y1="40" y2="64"/><text class="tick" x="{0:.1}" y="90">{today}</text></g>"#,
        x(today)
    );
    if let Some(due) = c.due {
        put!(
            out,
            r#"<g class="due"><line x1="{0:.1}" x2="{0:.1}" y1="36" y2="68"/><text class="tick" x="{0:.1}" y="80">due {due}</text></g>"#,
            x(due)
        );
    }
    let mut taken = [-1000.0f64; 2];
    for (i, s) in c.steps.iter().enumerate() {
        let Some(day) = s.date else { continue };
        let at = x(day);
        put!(
            out,
            r##"<a href="#step-{}"><title>{day}: {}</title><circle class="s-{}" cx="{at:.1}" cy="52" r="8"/>"##,
            i + 1,
            escape(&s.quote),
            s.state
        );
        // Two rows of labels; a third that would cover them stays in the circle's title.
        if let Some(row) = taken.iter().position(|end| at - 6.0 > *end) {
            let label = format!("{} {day}", name::state(s.state));
            taken[row] = at + label.len() as f64 * 6.6;
            put!(out, r#"<text class="tick" x="{:.1}" y="{}">{label}</text>"#, at - 6.0, if row == 0 { 36 } else { 16 });
        }
        put!(out, "</a>");
    }
    put!(out, "</svg>");
    out
}
