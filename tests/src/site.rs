//! A static server for a built `dist/`: as any host would serve it, at the root or below a path; and, for tests, with
//! answers that go wrong.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::{net::TcpListener, task::JoinHandle};
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

#[derive(Clone)]
struct Files {
    /// Where the site begins: `/` or `/some/path/`.
    base: String,
    root: PathBuf,
    faults: Arc<Mutex<HashMap<String, Fault>>>,
}

/// A running server. Stops when dropped.
pub struct Site {
    /// Where the site begins, `http://127.0.0.1:PORT/` and below.
    pub address: String,
    files: Files,
    task: JoinHandle<()>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Site {
    /// Serves a folder below `base` (begins and ends with a slash) on a port of this machine; 0 for any that is free.
    pub async fn serve(root: &Path, base: &str, port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let port = listener.local_addr()?.port();
        let files = Files { base: base.into(), root: root.into(), faults: Arc::default() };
        let app = Router::new().fallback(answer).with_state(files.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                eprintln!("the server stopped: {error}");
            }
        });
        Ok(Self { address: format!("http://127.0.0.1:{port}{base}"), files, task })
    }

    /// From now on answers a file, by its name in the folder, with a fault; with nothing, as it should.
    pub fn fault(&self, name: &str, fault: Option<Fault>) {
        let mut faults = self.files.faults.lock().expect("no test panics while it holds this");
        match fault {
            Some(fault) => faults.insert(name.to_owned(), fault),
            None => faults.remove(name),
        };
    }

    /// Waits for the server to end, which it does not by itself.
    pub async fn run(mut self) {
        let _ = (&mut self.task).await;
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
    let fault = files.faults.lock().expect("no test panics while it holds this").get(name).cloned();
    match fault {
        Some(Fault::Status(status)) => {
            return StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response();
        }
        Some(Fault::Content(kind, content)) => {
            return ([(header::CONTENT_TYPE, kind)], content).into_response();
        }
        Some(Fault::Late(wait)) => tokio::time::sleep(wait).await,
        None => {}
    }
    let cache = HeaderValue::from_static(cache_control(name));
    let mut file = request;
    let Ok(uri) = format!("/{name}").parse::<Uri>() else { return StatusCode::BAD_REQUEST.into_response() };
    *file.uri_mut() = uri;
    let folder = ServeDir::new(&files.root).precompressed_br().precompressed_gzip();
    let Ok(answer) = folder.oneshot(file).await;
    let mut answer = answer.map(Body::new).into_response();
    answer.headers_mut().insert(header::CACHE_CONTROL, cache);
    answer
}

/// Files named by their content never change; all others are asked for again each time.
fn cache_control(name: &str) -> &'static str {
    let hash = |part: &str| part.len() >= 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hashed = stem.trim_end_matches("_bg").rsplit_once('-').is_some_and(|(_, part)| hash(part));
    if hashed { "public, max-age=31536000, immutable" } else { "no-cache" }
}
