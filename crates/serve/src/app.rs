//! The running server's parts: the record, the view of it, who may do what, what was counted.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use chancery_store::{Store, StoreError};
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::{
    access::{Access, Tokens},
    cache::Cache,
    chart::map::Borders,
    metrics::Metrics,
    pool::Pool,
    review,
    view::{Material, View},
};

/// How a server is set up.
pub struct Settings {
    /// The record.
    pub db: PathBuf,
    /// Who may use it; without, everybody who reaches a loopback address.
    pub tokens: Option<Tokens>,
    /// Borders for the map; without, those that the program carries.
    pub borders: Option<Borders>,
    /// The clock.
    pub clock: fn() -> Timestamp,
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The record.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The borders that the program carries: a fault of the build.
    #[error("the map's borders cannot be read: {0}")]
    Borders(String),
    /// The address.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Limits that keep one reader from holding the others.
pub struct Limits {
    /// Bytes of a request's body.
    pub body: usize,
    /// Time for a whole request, its body included.
    pub time: Duration,
    /// Time for what is asked of the record.
    pub query: Duration,
    /// Long questions (exports, uploads) at once.
    pub heavy: usize,
    /// Pages made at once; further ones wait for their turn.
    pub turns: usize,
    /// Connections at once.
    pub connections: usize,
}

/// The limits that hold.
pub const LIMITS: Limits =
    Limits { body: 2 << 20, time: Duration::from_secs(10), query: Duration::from_secs(8), heavy: 4, turns: 8, connections: 1024 };

/// A running server.
pub struct App {
    /// The record.
    pub pool: Pool,
    /// Who may do what.
    pub access: Access,
    /// What was counted since the start.
    pub metrics: Metrics,
    /// The map's borders.
    pub borders: Borders,
    /// Pages made before.
    pub cache: Cache,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Permits for long questions.
    pub heavy: Arc<Semaphore>,
    /// Permits for all others: more at once than there are cores would only make all of them late.
    pub turns: Arc<Semaphore>,
    view: RwLock<Arc<View>>,
    refresh: Mutex<Refresh>,
}

struct Refresh {
    material: Material,
    decisions: u64,
    /// Not before this moment: making views takes at most a fifth of one core.
    next: Instant,
}

impl App {
    /// Opens the record, brings it up to date if it is old, and reads it.
    pub fn new(settings: Settings) -> Result<App, StartError> {
        if !settings.db.exists() {
            return Err(StoreError::Missing(settings.db).into());
        }
        drop(Store::open(&settings.db)?);
        let app = App {
            pool: Pool::new(&settings.db),
            access: Access::new(settings.tokens),
            metrics: Metrics::new((settings.clock)()),
            borders: settings.borders.map_or_else(Borders::embedded, Ok).map_err(StartError::Borders)?,
            cache: Cache::default(),
            clock: settings.clock,
            heavy: Arc::new(Semaphore::new(LIMITS.heavy)),
            turns: Arc::new(Semaphore::new(LIMITS.turns)),
            view: RwLock::default(),
            refresh: Mutex::new(Refresh { material: Material::default(), decisions: u64::MAX, next: Instant::now() }),
        };
        app.refresh_now()?;
        Ok(app)
    }

    /// The view as it stands: always whole, at most a little old.
    pub fn view(&self) -> Arc<View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes a new view if the record has changed and the last one was not made just now. Blocks; others go on with the
    /// view that stands.
    pub fn refresh(&self) -> Result<(), StoreError> {
        self.renew(false)
    }

    /// As [`App::refresh`], at once: who has just written shall see it.
    pub fn refresh_now(&self) -> Result<(), StoreError> {
        self.renew(true)
    }

    fn renew(&self, at_once: bool) -> Result<(), StoreError> {
        let mut refresh = self.refresh.lock().unwrap_or_else(PoisonError::into_inner);
        let started = Instant::now();
        if !at_once && started < refresh.next {
            return Ok(());
        }
        let store = self.pool.read()?;
        let decisions = review::version(&store)?;
        if store.latest()? == refresh.material.latest() && decisions == refresh.decisions {
            return Ok(());
        }
        let first = refresh.material.latest() == 0;
        let news = store.news(refresh.material.latest())?;
        refresh.material.take(news);
        if decisions != refresh.decisions {
            refresh.material.judge(review::words(&store)?);
            refresh.decisions = decisions;
        }
        let mut view = refresh.material.view((self.clock)());
        view.decisions = decisions;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        let took = started.elapsed();
        self.metrics.view_made(took);
        // The first reading takes in the whole record, the later ones only what is new: it says nothing of them.
        let rest = if first { Duration::ZERO } else { took * 4 };
        refresh.next = Instant::now() + rest.clamp(Duration::from_millis(500), Duration::from_secs(30));
        Ok(())
    }
}
