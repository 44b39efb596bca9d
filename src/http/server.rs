//! The accept loop: HTTP/1.1 with a bound on everything a client can hold open. axum's own `serve` has no
//! bound on the time that a head takes.

use crate::config;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::rt::TokioTimer;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::sync::watch;
use tokio::time::sleep;
use tokio::time::timeout;

/// Fields of a request's head.
const MAX_HEADERS: usize = 64;
/// Bytes of a request's head.
const MAX_HEAD: usize = 64 << 10;
/// How long to wait when no connection can be taken (too many open files).
const REST: Duration = Duration::from_millis(50);

/// Serves until `stop` is done; then open requests may finish for as long as `drain` allows.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: &config::Http,
    stop: impl Future<Output = ()>,
) {
    let (stopping, stopped) = watch::channel(());
    let accepting = accept(&listener, router, bounds, &stopped);
    tokio::select! {
        () = accepting => {}
        () = stop => {}
    }
    drop(listener);
    drop(stopped);
    stopping.send_replace(());
    if timeout(bounds.drain, stopping.closed()).await.is_err() {
        warn("connections were cut off");
    }
}

/// Takes connections for as long as it is waited for.
async fn accept(
    listener: &TcpListener,
    router: Router,
    bounds: &config::Http,
    stopped: &watch::Receiver<()>,
) {
    let places = Arc::new(Semaphore::new(bounds.connections));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            warn("a connection could not be taken");
            sleep(REST).await;
            continue;
        };
        let connection = connection(stream, router.clone(), bounds.clone(), stopped.clone());
        tokio::spawn(async move {
            connection.await;
            drop(place);
        });
    }
}

async fn connection(
    stream: TcpStream,
    router: Router,
    bounds: config::Http,
    mut stopped: watch::Receiver<()>,
) {
    // Small answers leave at once; where that cannot be had they leave later.
    stream.set_nodelay(true).unwrap_or_default();
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head)
        .max_headers(MAX_HEADERS)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut served = pin!(served);
    let drain = tokio::select! {
        _ = &mut served => return,
        _ = stopped.changed() => bounds.drain,
        () = sleep(bounds.connection) => bounds.drain,
    };
    served.as_mut().graceful_shutdown();
    // What has not ended by then is dropped, and with it the connection.
    timeout(drain, served).await.map(drop).unwrap_or_default();
}

fn warn(what: &str) {
    tracing::warn!("{what}");
}
