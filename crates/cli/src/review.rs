//! `chancery review`: people read what the program is least sure of, one key a decision.

mod agreement;
mod gold;

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};
use chancery_model::{Decision, Mention, Pairing, Reading, Verdict};
use chancery_store::{Found, Store};
use console::{Style, Term};
use jiff::Timestamp;

use crate::{
    Outcome,
    filter::{Choice, Db},
};

/// Read what the program is least sure of, and decide: one key each.
///
/// Decisions are kept with who and when, hold over what the program says, and survive coding anew. Where standard input is no
/// terminal, keys are read from it, one a line.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Who decides [default: the user's name]
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,
    /// Print the reviewed documents as annotated ones (JSON Lines), for `eval` and for training
    #[arg(long, conflicts_with_all = ["agreement", "same", "apart"])]
    gold: bool,
    /// Print how far reviewers agree: Cohen's kappa and Krippendorff's alpha
    #[arg(long, conflicts_with_all = ["same", "apart"])]
    agreement: bool,
    /// Say that two mentions tell the same act
    #[arg(long, num_args = 2, value_name = "MENTION", conflicts_with = "apart")]
    same: Option<Vec<String>>,
    /// Say that two mentions tell two acts
    #[arg(long, num_args = 2, value_name = "MENTION")]
    apart: Option<Vec<String>>,
    #[command(flatten)]
    choice: Choice,
}

pub fn run(args: Args) -> Result<Outcome> {
    if args.gold || args.agreement {
        let store = args.db.read()?;
        let decisions = store.decisions()?;
        if args.gold {
            gold::print(&store, &decisions)?
        } else {
            agreement::print(&decisions)?
        }
        return Ok(Outcome::Done);
    }
    drop(args.db.read()?); // a record must be there: deciding makes none
    let mut store = Store::open(&args.db.db)?;
    let Some(reviewer) = args.reviewer.or_else(|| std::env::var("USER").ok()).filter(|r| !r.trim().is_empty()) else {
        bail!("who decides? --reviewer NAME")
    };
    for (ids, same) in [(&args.same, true), (&args.apart, false)] {
        if let Some([one, other]) = ids.as_deref() {
            let (mention_id, other_id) = (mention(&store, one)?, mention(&store, other)?);
            store.pair(&Pairing { mention_id, other_id, same, reviewer, made: Timestamp::now() })?;
            return Ok(Outcome::Done);
        }
    }
    let queue = store.review_queue(&reviewer, &args.choice.filter())?;
    Review { store, reviewer, queue, done: Vec::new(), keys: Keys::new() }.run()?;
    Ok(Outcome::Done)
}

/// The id of the only mention whose id begins so.
fn mention(store: &Store, id: &str) -> Result<String> {
    match store.find(id)? {
        Found::Mention(m) => Ok(m.mention_id),
        Found::Several(ids) => bail!("'{id}' begins {} ids: {}", ids.len(), ids[..ids.len().min(8)].join(", ")),
        _ => bail!("the record has no mention with the id '{id}'"),
    }
}

/// Where keys come from.
enum Keys {
    Terminal(Term),
    Lines(io::StdinLock<'static>),
}

impl Keys {
    fn new() -> Self {
        if io::stdin().is_terminal() { Keys::Terminal(Term::stdout()) } else { Keys::Lines(io::stdin().lock()) }
    }

    /// The next key, in small letters; `None` at the end of the input.
    fn key(&mut self) -> Result<Option<char>> {
        match self {
            Keys::Terminal(t) => Ok(Some(t.read_char()?.to_ascii_lowercase())),
            Keys::Lines(_) => Ok(self.line("")?.map(|l| l.trim().chars().next().unwrap_or('?'))),
        }
    }

    /// A line of text; on a terminal `given` stands there to be changed.
    fn line(&mut self, given: &str) -> Result<Option<String>> {
        match self {
            Keys::Terminal(t) => Ok(Some(t.read_line_initial_text(given)?)),
            Keys::Lines(lines) => {
                let mut line = String::new();
                Ok((lines.read_line(&mut line)? > 0).then_some(line))
            }
        }
    }
}

struct Review {
    store: Store,
    reviewer: String,
    queue: Vec<Mention>,
    /// Number of the decision on each mention before the present one; none for one that was skipped.
    done: Vec<Option<i64>>,
    keys: Keys,
}

const HELP: &str = "a accept   c correct   r reject   s skip   b step back   w why   q quit";

impl Review {
    fn run(mut self) -> Result<()> {
        let mut out = io::stdout();
        if !self.queue.is_empty() {
            writeln!(out, "{HELP}")?;
        }
        'next: while let Some(m) = self.queue.get(self.done.len()).cloned() {
            self.show(&m, &mut out)?;
            loop {
                let Some(key) = self.keys.key()? else { break 'next };
                let decided = match key {
                    'a' => Some(self.keep(&m, Verdict::Accept, None)?),
                    'r' => Some(self.keep(&m, Verdict::Reject, None)?),
                    's' => None,
                    'c' => match self.correction(&m, &mut out)? {
                        Some(better) => Some(self.keep(&m, Verdict::Correct, Some(better))?),
                        None => continue,
                    },
                    'w' => {
                        for r in self.store.reasons(&m.mention_id)? {
                            writeln!(out, "  {}: {}", r.decision, r.because)?;
                        }
                        continue;
                    }
                    'b' => {
                        if let Some(Some(number)) = self.done.pop() {
                            self.store.take_back(number, Timestamp::now())?;
                        }
                        continue 'next;
                    }
                    'q' => break 'next,
                    _ => {
                        writeln!(out, "{HELP}")?;
                        continue;
                    }
                };
                self.done.push(decided);
                continue 'next;
            }
        }
        let decided = self.done.iter().flatten().count();
        let left = self.queue.len() - self.done.len();
        writeln!(out, "{decided} decided, {} skipped, {left} left of these", self.done.len() - decided)?;
        Ok(())
    }

    fn keep(&mut self, seen: &Mention, verdict: Verdict, corrected: Option<Mention>) -> Result<i64> {
        let (seen, reviewer, made) = (seen.clone(), self.reviewer.clone(), Timestamp::now());
        Ok(self.store.decide(&Decision { seen, verdict, corrected, reviewer, made })?)
    }

    /// The mention as the reviewer says it should read; `None` where the line cannot be read or says the same.
    fn correction(&mut self, m: &Mention, out: &mut impl Write) -> Result<Option<Mention>> {
        let reading = Reading::of(m);
        write!(out, "reads: ")?;
        out.flush()?;
        let Some(line) = self.keys.line(&reading.to_string())? else { return Ok(None) };
        match line.trim().parse::<Reading>() {
            Ok(better) if better == reading => writeln!(out, "that is how it reads: a accepts it")?,
            Ok(better) => return Ok(Some(better.applied(m, &self.reviewer))),
            Err(e) => writeln!(out, "{e}")?,
        }
        Ok(None)
    }

    /// The sentence with its parties and trigger marked, and how it reads.
    fn show(&self, m: &Mention, out: &mut impl Write) -> Result<()> {
        let date = m.document.date.map_or("no date".to_owned(), |d| d.to_string());
        let source = m.document.source.as_deref().unwrap_or(&m.document.id);
        let (n, all) = (self.done.len() + 1, self.queue.len());
        writeln!(out, "\n{n} of {all}   {date}   {source}   confidence {:.2}   {}", m.confidence, m.mention_id)?;
        let begin = m.sentence.span.start;
        let mut marks: Vec<(u32, u32, Style)> = vec![(m.trigger.span.start, m.trigger.span.end, Style::new().bold().yellow())];
        marks.extend(m.actor.iter().map(|a| (a.span.start, a.span.end, Style::new().blue())));
        marks.extend(m.recipient.iter().map(|a| (a.span.start, a.span.end, Style::new().magenta())));
        marks.sort_by_key(|&(start, end, _)| (start, end));
        let chars: Vec<char> = m.sentence.text.chars().collect();
        let words = |from: u32, to: u32| -> String {
            let at = |x: u32| (x.saturating_sub(begin) as usize).min(chars.len());
            chars[at(from)..at(to).max(at(from))].iter().map(|c| if c.is_control() { ' ' } else { *c }).collect()
        };
        let mut from = begin;
        for (start, end, style) in marks {
            // A party in another sentence has no mark here; of two that overlap the first is marked.
            if start >= from && end <= m.sentence.span.end {
                write!(out, "{}{}", words(from, start), style.apply_to(words(start, end)))?;
                from = end;
            }
        }
        writeln!(out, "{}", words(from, m.sentence.span.end))?;
        let when = m.date.as_ref().and_then(|d| d.start).map_or(String::new(), |d| format!("   {d}"));
        writeln!(out, "{}{when}", Reading::of(m))?;
        Ok(out.flush()?)
    }
}
