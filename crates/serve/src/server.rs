//! The server: takes connections, keeps the view new, ends when told.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::TcpListener,
    sync::Semaphore,
    task::{JoinSet, spawn_blocking},
    time::{interval, timeout},
};

use crate::{
    app::{App, LIMITS, Settings, StartError},
    http,
};

/// A server that has read its record and waits for connections.
pub struct Server {
    app: Arc<App>,
    listener: TcpListener,
}

/// Time for the head of a request, and for an open connection on which nothing comes.
const HEAD: Duration = Duration::from_secs(10);
/// How long answers may go on after the end was asked for.
const GRACE: Duration = Duration::from_secs(5);

impl Server {
    /// Reads the record and takes the address.
    pub async fn new(settings: Settings, listen: SocketAddr) -> Result<Server, StartError> {
        let app = spawn_blocking(|| App::new(settings)).await.map_err(std::io::Error::other)??;
        Ok(Server { app: Arc::new(app), listener: TcpListener::bind(listen).await? })
    }

    /// The address taken.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until `end`; then lets the answers under way end.
    pub async fn run(self, end: impl Future<Output = ()>) {
        let router = router(self.app.clone());
        let refresher = tokio::spawn(keep_new(self.app));
        let room = Arc::new(Semaphore::new(LIMITS.connections));
        let mut open = JoinSet::new();
        let mut end = std::pin::pin!(end);
        loop {
            // Ended ones leave the set.
            while open.try_join_next().is_some() {}
            let permit = tokio::select! {
                () = &mut end => break,
                permit = room.clone().acquire_owned() => permit,
            };
            let Ok(permit) = permit else { break };
            let stream = tokio::select! {
                () = &mut end => break,
                taken = self.listener.accept() => match taken {
                    Ok((stream, _)) => stream,
                    // Out of file handles, or the other side was gone already: the next one may do better.
                    Err(_) => { tokio::time::sleep(Duration::from_millis(50)).await; continue }
                },
            };
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(router.clone());
            open.spawn(async move {
                let _permit = permit;
                let mut http = http1::Builder::new();
                http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 << 10);
                // An error here is the other side's: it went away or sent no HTTP.
                let _ = http.serve_connection(TokioIo::new(stream), service).await;
            });
        }
        drop(self.listener);
        refresher.abort();
        let _ = timeout(GRACE, async { while open.join_next().await.is_some() {} }).await;
    }
}

/// Serves until the process is told to end (an interrupt, or SIGTERM), and tells the address taken once it is ready.
///
/// # Errors
/// A record that cannot be read, an address that cannot be taken.
pub fn serve(settings: Settings, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), StartError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let server = Server::new(settings, listen).await?;
        ready(server.address()?);
        server.run(told_to_end()).await;
        Ok(())
    })
}

async fn told_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        },
        Err(_) => drop(interrupt.await),
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}

/// The routes, for a server or a test.
pub fn router(app: Arc<App>) -> Router {
    Router::new().fallback(http::answer).with_state(app)
}

/// Other programs may write to the record: looks for what is new, twice a second.
async fn keep_new(app: Arc<App>) {
    let mut ticks = interval(Duration::from_millis(500));
    loop {
        ticks.tick().await;
        let app = app.clone();
        // What goes wrong shows on /healthz, where the record is asked too.
        let _ = spawn_blocking(move || app.refresh()).await;
    }
}
