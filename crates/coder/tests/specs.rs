//! Runs `specs/*.md`: each block ```` ```spec ```` holds a document, a line `---`, and the mentions it must give.
//!
//! A mention line is `TYPE[/mode][>OF] status ACTORS -> RECIPIENTS`, countries (or `?`) joined by `+` in order of the
//! alphabet, `-` for none. Lines `date: 2023-03-15`, `title: ...`, `source: ...` at the head describe the document. A block
//! ```` ```spec missed ```` is a known miss: it must *not* come out right, so that a repaired one is noticed and unmarked.

use std::{fs, path::Path};

use chancery_coder::Coder;
use chancery_model::{Actor, DateSource, Document, Mention};

struct Spec {
    file: String,
    line: usize,
    missed: bool,
    document: Document,
    want: Vec<String>,
}

fn parse(file: &str, markdown: &str) -> Vec<Spec> {
    let mut out = Vec::new();
    let mut lines = markdown.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        let Some(info) = line.strip_prefix("```spec") else { continue };
        let block: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
        let cut = block.iter().position(|l| *l == "---").unwrap_or_else(|| panic!("{file}:{}: a spec needs a line ---", n + 1));
        let (mut text, mut date, mut title, mut source) = (Vec::new(), None, None, None);
        for l in &block[..cut] {
            if let Some(d) = l.strip_prefix("date: ") {
                date = Some(d.parse().unwrap_or_else(|e| panic!("{file}:{}: {e}", n + 1)));
            } else if let Some(t) = l.strip_prefix("title: ") {
                title = Some(t.to_owned());
            } else if let Some(s) = l.strip_prefix("source: ") {
                source = Some(s.to_owned());
            } else {
                text.push(*l);
            }
        }
        let date_source = if date.is_some() { DateSource::Given } else { DateSource::None };
        let document = Document { date, date_source, title, source, ..Document::from_text(&text.join("\n")) };
        let mut want: Vec<String> = block[cut + 1..].iter().filter(|l| !l.trim().is_empty()).map(|l| l.to_string()).collect();
        want.sort();
        out.push(Spec { file: file.to_owned(), line: n + 1, missed: info.trim() == "missed", document, want });
    }
    out
}

fn side(parties: &[Actor]) -> String {
    let mut codes: Vec<String> = parties.iter().map(|p| p.country.map_or("?".to_owned(), |c| c.to_string())).collect();
    codes.sort();
    codes.dedup();
    if codes.is_empty() { "-".to_owned() } else { codes.join("+") }
}

fn render(m: &Mention) -> String {
    let mode = m.mode.map(|m| format!("/{m}")).unwrap_or_default();
    let of = m.of.map(|o| format!(">{o}")).unwrap_or_default();
    format!("{}{mode}{of} {} {} -> {}", m.event, m.status, side(&m.actor), side(&m.recipient))
}

#[test]
fn every_spec_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let mut files: Vec<_> = fs::read_dir(&folder).expect("specs/ is there").map(|e| e.expect("readable").path()).collect();
    files.sort();
    let coder = Coder::shared().expect("the embedded coder loads");
    let (mut wrong, mut count, mut missed) = (Vec::new(), 0, 0);
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        for spec in parse(&name, &fs::read_to_string(path).expect("readable")) {
            let coded = coder.code(&spec.document).expect("codes");
            let mut got: Vec<String> = coded.mentions.iter().map(render).collect();
            got.sort();
            count += 1;
            missed += usize::from(spec.missed);
            if (got == spec.want) == spec.missed {
                let note = if spec.missed { " (marked as missed, but right now: take the mark away)" } else { "" };
                wrong.push(format!("{}:{}:{note}\n  want {:?}\n  got  {:?}", spec.file, spec.line, spec.want, got));
            }
        }
    }
    eprintln!("{count} specs, {missed} of them known misses");
    assert!(count > 0, "no spec was found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
