//! The engines that the suite runs in, each with its driver: `ENGINE=chromium` (or nothing), `firefox`, `webkit`.

use std::{net::TcpListener, path::Path, process::Stdio, time::Duration};

use fantoccini::{Client, ClientBuilder, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::browser::Setup;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome, with ChromeDriver.
    Chromium,
    /// Firefox, with geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, with WebKitWebDriver. It needs a display.
    WebKit,
}

impl Engine {
    /// The one that is tested.
    ///
    /// # Panics
    /// For a name that is none of an engine.
    pub fn tested() -> Self {
        match std::env::var("ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("ENGINE={other}: chromium, firefox or webkit"),
        }
    }

    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    fn capabilities(self, setup: &Setup) -> (&'static str, Value) {
        let (width, height) = setup.size;
        match self {
            Self::Chromium => {
                let mut arguments = vec![
                    "--headless=new".to_owned(),
                    "--no-sandbox".into(),
                    "--disable-gpu".into(),
                    "--disable-dev-shm-usage".into(),
                    "--no-first-run".into(),
                    "--disable-background-networking".into(),
                    "--disable-component-update".into(),
                    "--disable-sync".into(),
                    "--hide-scrollbars".into(),
                    format!("--window-size={width},{height}"),
                    format!("--accept-lang={}", setup.language),
                ];
                if !setup.script {
                    arguments.push("--blink-settings=scriptEnabled=false".into());
                }
                arguments
                    .extend(setup.profile.as_ref().map(|kept| format!("--user-data-dir={}", kept.display())));
                let mut options = json!({ "args": arguments });
                let binaries = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
                if let Some(binary) = binaries.iter().find(|path| Path::new(path).exists()) {
                    options["binary"] = json!(binary);
                }
                ("goog:chromeOptions", options)
            }
            Self::Firefox => {
                let mut arguments = vec!["-headless".to_owned()];
                if let Some(kept) = &setup.profile {
                    std::fs::create_dir_all(kept).expect("there is room for a profile");
                    arguments.extend(["-profile".into(), kept.display().to_string()]);
                }
                let mut preferences = json!({
                    "intl.accept_languages": setup.language,
                    "intl.locale.requested": setup.locale(),
                    "javascript.enabled": setup.script,
                    // What a person is asked for.
                    "permissions.default.desktop-notification": 1,
                    "dom.events.testing.asyncClipboard": true,
                });
                if let Some(folder) = &setup.downloads {
                    preferences["browser.download.folderList"] = json!(2);
                    preferences["browser.download.dir"] = json!(folder);
                }
                let mut options = json!({ "args": arguments, "prefs": preferences });
                let binaries = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
                if let Some(binary) = binaries.iter().find(|path| Path::new(path).exists()) {
                    options["binary"] = json!(binary);
                }
                ("moz:firefoxOptions", options)
            }
            Self::WebKit => {
                let mut arguments = vec!["--automation".to_owned(), format!("--geometry={width}x{height}")];
                if !setup.script {
                    arguments.push("--enable-javascript=false".into());
                }
                ("webkitgtk:browserOptions", json!({ "binary": mini_browser(), "args": arguments }))
            }
        }
    }
}

/// Where distributions put WebKitGTK's test browser: a folder of the library's.
fn mini_browser() -> String {
    let folders =
        ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/libexec", "/usr/lib"];
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let paths =
        folders.iter().flat_map(|folder| versions.map(|version| format!("{folder}/{version}/MiniBrowser")));
    paths.into_iter().find(|path| Path::new(path).exists()).expect("WebKitGTK's MiniBrowser is installed")
}

/// A driver. It ends, with its browsers, when it is dropped.
pub struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // Its browsers are of its process group: a killed driver leaves them behind.
        if let Some(group) = self.0.id() {
            let _ = std::process::Command::new("kill").args(["-9", "--", &format!("-{group}")]).status();
        }
    }
}

/// Starts a driver, and a browser that is set up so.
///
/// # Panics
/// Where there is no such driver or browser.
pub async fn start(setup: &Setup) -> (Driver, Client) {
    let engine = Engine::tested();
    let (name, options) = engine.capabilities(setup);
    let mut capabilities = Capabilities::new();
    // A test goes on when the page is parsed, as a person does, and not when all that it asked for has come. WebKitWebDriver
    // does not answer to what it is asked between the two.
    let strategy = if engine == Engine::WebKit { "normal" } else { "eager" };
    capabilities.insert("pageLoadStrategy".into(), json!(strategy));
    capabilities.insert(name.into(), options);
    if engine == Engine::Chromium {
        capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
    }
    let mut last = String::new();
    for _ in 0..5 {
        let (driver, port) = start_driver(engine, setup);
        // Until it listens, and where another program took its port, it can't be connected to.
        for _ in 0..100 {
            let address = format!("http://127.0.0.1:{port}");
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&address).await {
                Ok(client) => return (driver, client),
                Err(error) => last = format!("{error:?}"),
            }
            if !last.contains("Connect") && !last.contains("refused") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    panic!("{} opens no browser: {last}", engine.driver());
}

fn start_driver(engine: Engine, setup: &Setup) -> (Driver, u16) {
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let port = free.local_addr().expect("it is bound").port();
    drop(free);
    // The shell ends its group when this program has ended: no browser is left behind.
    let driver = Command::new("sh")
        .args(["-c", "\"$@\" & cat > /dev/null; kill -9 0", "sh", engine.driver()])
        .arg(format!("--port={port}"))
        .stdin(Stdio::piped())
        .env("TZ", setup.zone)
        .env("LANG", format!("{}.UTF-8", setup.locale().replace('-', "_")))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}: tests/install-browser.sh installs it", engine.driver()));
    (Driver(driver), port)
}
