//! The page as real servers serve it, with the configurations of `tests/hosts`, below a path.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use tidetable_tests::{
    browser::{Browser, Setup},
    engine::Engine,
};

use crate::support::dist;

const BELOW: &str = "/some/path/";

/// A server of another make, and its folder; both end with it.
struct Host {
    server: Child,
    folder: PathBuf,
    address: String,
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Host {
    /// Writes the configuration, with this test's folder and port in it, and starts the server on it; `command` ends with
    /// the option that takes its path.
    fn start(name: &str, arrange: impl Fn(String, &Path, u16) -> String, command: &[&str]) -> Self {
        let folder = std::env::temp_dir().join(format!("tidetable-{name}-{}", std::process::id()));
        let below = folder.join("www").join(BELOW.trim_matches('/'));
        fs::create_dir_all(below.parent().expect("it is below a folder")).expect("there is room");
        let dist = dist().canonicalize().expect("it is there");
        std::os::unix::fs::symlink(dist, below).expect("it can be linked");
        let free = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let port = free.local_addr().expect("it is bound").port();
        drop(free);
        let ready = Path::new(env!("CARGO_MANIFEST_DIR")).join("hosts").join(name);
        let ready = fs::read_to_string(ready).expect("it is there");
        let www = folder.join("www").to_string_lossy().into_owned();
        let ready = arrange(ready.replace("/srv/www", &www), &folder, port);
        fs::write(folder.join(name), ready).expect("there is room");
        let server = Command::new(command[0])
            .args(&command[1..])
            .arg(folder.join(name))
            .current_dir(&folder)
            .env("HOME", &folder)
            .env("XDG_DATA_HOME", &folder)
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("log")).expect("there is room"))
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}: tests/install-browser.sh installs it", command[0]));
        Self { server, folder, address: format!("http://127.0.0.1:{port}{BELOW}") }
    }

    fn nginx() -> Self {
        let arrange = |ready: String, folder: &Path, port: u16| {
            let server = folder.join("tidetable.conf");
            fs::write(&server, ready.replace("listen 80;", &format!("listen 127.0.0.1:{port};")))
                .expect("there is room");
            format!(
                "include /etc/nginx/modules-enabled/*.conf; daemon off; master_process off; pid {}/pid;
                events {{}}
                http {{ access_log off; include /etc/nginx/mime.types; include {}; }}",
                folder.display(),
                server.display()
            )
        };
        Self::start("nginx.conf", arrange, &["nginx", "-e", "stderr", "-c"])
    }

    fn caddy() -> Self {
        let arrange = |ready: String, _: &Path, port: u16| {
            format!(
                "{{\n\tadmin off\n}}\n{}",
                ready.replace("example.org", &format!("http://127.0.0.1:{port}"))
            )
        };
        Self::start("Caddyfile", arrange, &["caddy", "run", "--adapter", "caddyfile", "--config"])
    }

    fn stop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }

    /// Waits until it answers.
    async fn answers(&mut self) {
        for _ in 0..300 {
            let authority = self.address.split('/').nth(2).expect("it has one");
            if std::net::TcpStream::connect(authority).is_ok() {
                return;
            }
            let ended = self.server.try_wait().expect("it is a child");
            assert!(ended.is_none(), "{}", self.log());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("it does not answer: {}", self.log());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

async fn serves_the_page_below_a_path(mut host: Host) {
    host.answers().await;
    let browser = Browser::start(Setup::default()).await;
    browser.open(&format!("{}?view=agenda", host.address)).await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
    // What a browser's cache and the next visit depend on.
    let headers = r"return (async () => {
        const found = {};
        const { schedule, offline } = document.getElementById('_app').dataset;
        const files = ['./', 'sw.js', 'manifest.webmanifest', schedule, offline];
        for (const { href, src } of document.querySelectorAll('link[href], script[src]')) files.push(href || src);
        for (const file of files) {
            const { status, headers } = await fetch(file, { cache: 'no-store' });
            const validator = headers.get('etag');
            const again = await fetch(file, { cache: 'no-store', headers: { 'if-none-match': validator } });
            found[file.split('/').pop().replace(/-.*\./, '.')] =
                [status, again.status, headers.get('cache-control'), headers.get('content-encoding'),
                 headers.get('content-type').split(';')[0]];
        }
        return found;
    })()";
    let found = browser.run(headers).await;
    for (file, kind, keep) in [
        ("", "text/html", false),
        ("sw.js", "javascript", false),
        ("manifest.webmanifest", "application/manifest+json", false),
        ("istiocon.json", "application/json", false),
        ("offline.js", "javascript", true),
        ("tidetable.wasm", "application/wasm", true),
        ("icon.svg", "image/svg+xml", true),
    ] {
        let answer = &found[file];
        assert_eq!((&answer[0], &answer[1]), (&200.into(), &304.into()), "{file}: {found:#}");
        let cache = if keep { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert_eq!(answer[2], cache, "{file}");
        // WebKit asks for Brotli only where the connection is encrypted.
        let encoding = if Engine::tested() == Engine::WebKit { "gzip" } else { "br" };
        assert_eq!(answer[3], encoding, "{file}");
        assert!(answer[4].as_str().unwrap_or_default().ends_with(kind), "{file}: {answer}");
    }
    host.stop();
    browser.open(&format!("{}?lang=zh#welcome-china", host.address)).await;
    browser.shows(14).await;
    browser.quit().await;
}

#[tokio::test]
async fn nginx_serves_the_page_below_a_path() {
    serves_the_page_below_a_path(Host::nginx()).await;
}

#[tokio::test]
async fn caddy_serves_the_page_below_a_path() {
    serves_the_page_below_a_path(Host::caddy()).await;
}
