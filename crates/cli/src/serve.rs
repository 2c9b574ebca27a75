//! `chancery serve`: the record as a web interface and HTTP API.

use std::{
    fs::{self, File},
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use chancery_serve::{Borders, Settings, Tokens, serve};

use crate::{Outcome, filter::Db};

/// Where it listens unless asked otherwise: nobody but this machine reaches it.
const LISTEN: &str = "127.0.0.1:8047";

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    db: Db,
    /// Address and port; one that others reach asks for --tokens
    #[arg(long, value_name = "ADDRESS", default_value = LISTEN)]
    listen: SocketAddr,
    /// Who may use it: a file of tokens with rights read or write; made, and its tokens told once, where there is none
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
    /// Borders for the map, as GeoJSON [default: Natural Earth 1:110m]
    #[arg(long, value_name = "FILE")]
    borders: Option<PathBuf>,
}

pub fn run(args: Args) -> Result<Outcome> {
    if !args.listen.ip().is_loopback() && args.tokens.is_none() {
        bail!("{} is reached by others: say who may use the record with --tokens FILE (made where there is none)", args.listen);
    }
    let tokens = args.tokens.as_deref().map(tokens).transpose()?;
    let borders = args.borders.as_deref().map(borders).transpose()?;
    start(Settings { db: args.db.db, tokens, borders, clock: jiff::Timestamp::now }, args.listen)
}

/// Serves a record to this machine.
pub fn local(db: &Path) -> Result<Outcome> {
    start(Settings { db: db.to_owned(), tokens: None, borders: None, clock: jiff::Timestamp::now }, LISTEN.parse()?)
}

fn start(settings: Settings, listen: SocketAddr) -> Result<Outcome> {
    let db = settings.db.display().to_string();
    serve(settings, listen, |at| eprintln!("chancery: serving {db} at http://{at}/ (interrupt to end)"))
        .with_context(|| format!("{listen}"))?;
    Ok(Outcome::Done)
}

/// The tokens of a file; a new file where there is none.
fn tokens(path: &Path) -> Result<Tokens> {
    if !path.exists() {
        let (text, [read, write]) = Tokens::generate();
        secret(path)?.write_all(text.as_bytes()).with_context(|| format!("{} could not be written", path.display()))?;
        eprintln!("chancery: {} holds two new tokens, told only now:", path.display());
        eprintln!("          to read:           {read}\n          to read and write: {write}");
    }
    let text = fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    Tokens::parse(&text).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))
}

/// A new file that only its owner reads.
fn secret(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).with_context(|| format!("{} could not be made", path.display()))
}

fn borders(path: &Path) -> Result<Borders> {
    let text = fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Borders::read(&text, &name).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))
}
