//! The code book for people: `docs/reference/codebook.md`.

use std::fmt::Write as _;

use super::{Context, EventType, Sector, Status, cameo, score};

/// The whole code book as Markdown, from the tables.
pub fn reference() -> String {
    let mut out = String::from(HEAD);
    // Writing to a String cannot fail.
    let _ = types(&mut out).and_then(|()| lists(&mut out)).and_then(|()| cameo_codes(&mut out));
    out
}

const HEAD: &str = "# The code book

Made from the tables in `data/codebook/`: change those, then run the tests of `chancery-model` with `CHANCERY_BLESS=1`.
Names, quad classes and scores are the PLOVER manual's (draft 2.0, Open Event Data Alliance, CC BY-SA 4.0), the definitions
our own words. What was chosen where the manual contradicts itself: [001-code-book](../design/001-code-book.md).
";

fn types(out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n## Types and modes\n")?;
    writeln!(out, "Quad classes: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.")?;
    writeln!(out, "Scores run from -10, most hostile, to 10; a mode's replaces its type's.")?;
    for &kind in EventType::ALL {
        let recipient = if kind.asks_recipient() { "; the manual asks for a recipient" } else { "" };
        writeln!(out, "\n### {kind}\n\n{}\n", kind.definition())?;
        writeln!(out, "Quad class {}, score {}{recipient}.", u8::from(kind.quad()), score(kind, None))?;
        if !kind.modes().is_empty() {
            writeln!(out, "\n| mode | score | |\n|---|--:|---|")?;
        }
        for &mode in kind.modes() {
            writeln!(out, "| {mode} | {} | {} |", score(kind, Some(mode)), mode.definition(kind).unwrap_or_default())?;
        }
    }
    Ok(())
}

fn lists(out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n## Status\n\nWhether the coded act happened.\n\n| status | |\n|---|---|")?;
    for &status in Status::ALL {
        writeln!(out, "| {status} | {} |", status.definition())?;
    }
    writeln!(out, "\n## Contexts\n\nWhat an act is about: none to several an act.\n\n| context | |\n|---|---|")?;
    for &context in Context::ALL {
        writeln!(out, "| {context} | {} |", context.definition())?;
    }
    writeln!(out, "\n## Sectors\n\nWhat kind of actor. NGO, IGO and OTH are ours; the manual has the others.\n\n| sector | |\n|---|---|")?;
    for &sector in Sector::ALL {
        writeln!(out, "| {sector} | {} |", sector.definition())?;
    }
    Ok(())
}

fn cameo_codes(out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n## CAMEO\n")?;
    writeln!(
        out,
        "The codes as ICEWS has them, their Goldstein values, and what each is in PLOVER. The other way, from an act to its closest"
    )?;
    writeln!(out, "code, is `data/codebook/closest.tsv`.\n\n| code | name | Goldstein | PLOVER |\n|---|---|--:|---|")?;
    for code in cameo::all() {
        let goldstein = code.goldstein.map(|g| g.to_string()).unwrap_or_default();
        write!(out, "| {} | {} | {goldstein} | ", code.code, code.name)?;
        match cameo::to_plover(code.code) {
            None => write!(out, "none")?,
            Some(p) => {
                write!(out, "{}", p.event)?;
                if let Some(mode) = p.mode {
                    write!(out, " {mode}")?;
                }
                if let Some(of) = p.of {
                    write!(out, " of {of}")?;
                }
                for context in p.contexts {
                    write!(out, ", {context}")?;
                }
                if p.status != Status::Reported {
                    write!(out, " ({})", p.status)?;
                }
            }
        }
        writeln!(out, " |")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    /// With `CHANCERY_BLESS=1` set, writes the file instead.
    #[test]
    fn the_document_is_up_to_date() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/codebook.md");
        let made = super::reference();
        if std::env::var_os("CHANCERY_BLESS").is_some_and(|v| v == "1") {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &made).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        let line = made.lines().zip(kept.lines()).position(|(a, b)| a != b).unwrap_or(0) + 1;
        assert!(made == kept, "docs/reference/codebook.md, line {line}: not what the tables say; run this test with CHANCERY_BLESS=1");
    }
}
