//! The real server on a port of its own, and a client for it.

use crate::world::World;
use demarche::config;
use demarche::http::app::App;
use demarche::http::routes;
use demarche::http::server;
use serde_json::Value;
use std::net::SocketAddr;
use std::thread;
use std::thread::JoinHandle;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub(crate) struct Served {
    pub(crate) world: World,
    pub(crate) address: SocketAddr,
    agent: ureq::Agent,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Came {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: String,
}

impl Served {
    pub(crate) fn new() -> Served {
        let bounds = config::Http { open_writes: true, ..config::Http::default() };
        Served::with(World::new(), bounds)
    }

    pub(crate) fn with(world: World, bounds: config::Http) -> Served {
        let (started, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let writer = Some(world.writer.clone());
        let app = App::new(world.graph.clone(), world.readers.clone(), writer, bounds.clone());
        let serve = async move {
            let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            started.send(listener.local_addr().unwrap()).unwrap();
            let stop = async { drop(stopped.await) };
            server::serve(listener, routes::router(app), &bounds, stop).await;
        };
        let thread = thread::spawn(|| tokio::runtime::Runtime::new().unwrap().block_on(serve));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            // The server ends a connection whose request it refuses unread; a client that keeps connections may
            // send its next request into the closing one.
            .max_idle_connections(0)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        let address = address.recv().unwrap();
        Served { world, address, agent: config.into(), stop: Some(stop), thread: Some(thread) }
    }

    pub(crate) fn get(&self, path: &str) -> Came {
        self.get_with(path, &[])
    }

    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Came {
        let mut request = self.agent.get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Came::from(request.call().unwrap())
    }

    pub(crate) fn head(&self, path: &str) -> Came {
        Came::from(self.agent.head(self.url(path)).call().unwrap())
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Came {
        let mut request = self.agent.post(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Came::from(request.send(body).unwrap())
    }

    pub(crate) fn delete(&self, path: &str, headers: &[(&str, &str)]) -> Came {
        let mut request = self.agent.delete(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Came::from(request.call().unwrap())
    }

    /// The answer to a question that must be answered.
    pub(crate) fn json(&self, path: &str) -> Value {
        let came = self.get(path);
        assert_eq!(came.status, 200, "{path}: {}", came.body);
        assert_eq!(came.header("content-type"), "application/json", "{path}");
        came.json()
    }

    /// The problem that a question must have.
    pub(crate) fn problem(&self, path: &str, status: u16) -> Value {
        let came = self.get(path);
        assert_eq!(came.status, status, "{path}: {}", came.body);
        assert_eq!(came.header("content-type"), "application/problem+json", "{path}");
        let problem = came.json();
        assert_eq!(problem["status"], status, "{path}");
        problem
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let (Some(stop), Some(thread)) = (self.stop.take(), self.thread.take()) {
            let ended = stop.send(()).is_ok() && thread.join().is_ok();
            assert!(ended || thread::panicking(), "the server failed");
        }
    }
}

impl Came {
    fn from(response: ureq::http::Response<ureq::Body>) -> Came {
        let (parts, mut body) = response.into_parts();
        let body = body.with_config().limit(64 << 20).read_to_string().unwrap();
        Came { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}
