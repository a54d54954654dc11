//! A static server for a built `dist/`: as any host would serve it, at the root or below a path; and, for tests, with
//! answers that go wrong.

use std::{
    collections::HashMap,
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::{net::TcpListener, runtime::Runtime};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// What to answer instead of a file.
#[derive(Clone, Debug)]
pub enum Fault {
    /// This status, and no content.
    Status(u16),
    /// Other content, of this media type.
    Content(&'static str, Vec<u8>),
    /// The file, after a wait.
    Late(Duration),
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The file's name in the folder; empty for the page.
    pub name: String,
    pub status: u16,
}

/// What a test may change while the server runs.
#[derive(Default)]
struct Plan {
    root: PathBuf,
    faults: HashMap<String, Fault>,
    answered: Vec<Answered>,
    /// Stop in place of answering the request that comes after so many more.
    stop_after: Option<usize>,
}

#[derive(Clone)]
struct Files {
    /// Where the site begins: `/` or `/some/path/`.
    base: String,
    plan: Arc<Mutex<Plan>>,
    /// A runtime of its own: when that is shut down, open connections break too.
    runtime: Arc<Mutex<Option<Runtime>>>,
}

impl Files {
    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().expect("nobody panics while holding this")
    }

    fn stop(&self) {
        if let Some(runtime) = self.runtime.lock().expect("nobody panics while holding this").take() {
            runtime.shutdown_background();
        }
    }
}

/// A running server. Stops when dropped.
pub struct Site {
    /// Where the site begins, `http://127.0.0.1:PORT/` and below.
    pub address: String,
    pub port: u16,
    files: Files,
}

async fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await
}

async fn listen_anew() -> std::io::Result<TcpListener> {
    static LAST: AtomicU16 = AtomicU16::new(20_000);
    loop {
        match listen(LAST.fetch_add(1, Ordering::Relaxed)).await {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            other => return other,
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Site {
    /// Serves a folder below `base` (begins and ends with a slash) on a port of this machine; 0 for one that is free, and that no
    /// site of this program had before: a browser may still keep what was at that address.
    pub async fn serve(root: &Path, base: &str, port: u16) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let plan = Arc::new(Mutex::new(Plan { root: root.into(), ..Plan::default() }));
        let files = Files { base: base.into(), plan, runtime: Arc::default() };
        let app = Router::new().fallback(answer).with_state(files.clone());
        let begun = runtime.spawn(async move {
            let listener = if port == 0 { listen_anew().await? } else { listen(port).await? };
            let port = listener.local_addr()?.port();
            tokio::spawn(async move { axum::serve(listener, app).await });
            Ok::<_, std::io::Error>(port)
        });
        *files.runtime.lock().expect("nobody panics while holding this") = Some(runtime);
        match begun.await.map_err(std::io::Error::other)? {
            Ok(port) => Ok(Self { address: format!("http://127.0.0.1:{port}{base}"), port, files }),
            Err(error) => {
                files.stop();
                Err(error)
            }
        }
    }

    /// Stops the server: no request is answered any more, and open connections break.
    pub fn stop(&self) {
        self.files.stop();
    }

    /// Stops it when it has answered so many more requests, in place of answering the next.
    pub fn stop_after(&self, requests: usize) {
        self.files.plan().stop_after = Some(requests);
    }

    /// From now on serves another folder.
    pub fn publish(&self, root: &Path) {
        self.files.plan().root = root.into();
    }

    /// What was answered since this was asked last.
    pub fn answered(&self) -> Vec<Answered> {
        std::mem::take(&mut self.files.plan().answered)
    }

    /// From now on answers a file, by its name in the folder, with a fault; with nothing, as it should.
    pub fn fault(&self, name: &str, fault: Option<Fault>) {
        let mut plan = self.files.plan();
        match fault {
            Some(fault) => plan.faults.insert(name.to_owned(), fault),
            None => plan.faults.remove(name),
        };
    }

    /// Waits for ever.
    pub async fn run(self) {
        std::future::pending::<()>().await;
    }
}

async fn answer(State(files): State<Files>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let Some(name) = path.strip_prefix(&files.base) else {
        // A host sends `/some/path` on to `/some/path/`.
        if format!("{path}/") == files.base {
            return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, files.base)]).into_response();
        }
        return StatusCode::NOT_FOUND.into_response();
    };
    let (root, fault, stop) = {
        let mut plan = files.plan();
        let stop = plan.stop_after == Some(0);
        plan.stop_after = plan.stop_after.map(|left| left.saturating_sub(1));
        (plan.root.clone(), plan.faults.get(name).cloned(), stop)
    };
    if stop {
        std::thread::spawn(move || files.stop());
        return std::future::pending().await;
    }
    let response = match fault {
        Some(Fault::Status(status)) => {
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
        Some(Fault::Content(kind, content)) => ([(header::CONTENT_TYPE, kind)], content).into_response(),
        Some(Fault::Late(wait)) => {
            tokio::time::sleep(wait).await;
            file(&root, name, request).await
        }
        None => file(&root, name, request).await,
    };
    files.plan().answered.push(Answered { name: name.into(), status: response.status().as_u16() });
    response
}

async fn file(root: &Path, name: &str, mut request: Request) -> Response {
    let Ok(uri) = format!("/{name}").parse::<Uri>() else { return StatusCode::BAD_REQUEST.into_response() };
    *request.uri_mut() = uri;
    let folder = ServeDir::new(root).precompressed_br().precompressed_gzip();
    let Ok(answer) = folder.oneshot(request).await;
    let mut answer = answer.map(Body::new).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control(name)));
    answer
}

/// Files named by their content never change; all others are asked for again each time.
fn cache_control(name: &str) -> &'static str {
    let hash = |part: &str| part.len() >= 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hashed = stem.trim_end_matches("_bg").rsplit_once('-').is_some_and(|(_, part)| hash(part));
    if hashed { "public, max-age=31536000, immutable" } else { "no-cache" }
}
