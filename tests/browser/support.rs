//! A site and a browser for one test.

use std::path::{Path, PathBuf};

use tidetable_tests::{
    browser::{Browser, Setup},
    release::Release,
    site::Site,
};

/// The folder that the release build made.
pub fn dist() -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist");
    assert!(dist.join("index.html").exists(), "there is no dist/: `make build` makes it");
    dist
}

/// The built page in English.
pub fn page() -> String {
    std::fs::read_to_string(dist().join("index.html")).expect("it is there")
}

/// The name of the page's wasm.
pub fn wasm() -> String {
    built("tidetable-", ".wasm")
}

/// The name of the part of its program that it fetches once it answers.
pub fn later() -> String {
    built("later-", ".wasm")
}

/// The name of the module that the page imports.
pub fn module() -> String {
    built("offline-", ".js")
}

fn built(start: &str, ending: &str) -> String {
    let names = std::fs::read_dir(dist()).expect("dist/ can be read").filter_map(Result::ok);
    let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .find(|name| name.starts_with(start) && name.ends_with(ending))
        .unwrap_or_else(|| panic!("dist/ has a file {start}*{ending}"))
}

/// The built page, served, and a browser to open it in.
pub struct Visit {
    pub site: Site,
    pub browser: Browser,
    /// What is served instead of the built page; it goes with the visit.
    otherwise: Option<Release>,
}

impl Visit {
    /// At the root of a host, with a browser that is set up as most are.
    pub async fn new() -> Self {
        Self::with("/", Setup::default()).await
    }

    pub async fn with(base: &str, setup: Setup) -> Self {
        let site = Site::serve(&dist(), base, 0).await.expect("a port is free");
        Self::of(site, Browser::of_pool(setup).await)
    }

    pub fn of(site: Site, browser: Browser) -> Self {
        Self { site, browser, otherwise: None }
    }

    /// From now on the page is opened in a browser in which something is otherwise: this script runs before its own.
    pub fn otherwise(&mut self, script: &str) {
        let release = Release::after(&dist(), script);
        self.site.publish(&release.0);
        self.otherwise = Some(release);
    }

    /// An address of the page: a query, a hash, or both.
    pub fn at(&self, rest: &str) -> String {
        format!("{}{rest}", self.site.address)
    }

    /// Opens the page at a query or hash, and waits until it answers.
    pub async fn open(&self, rest: &str) {
        self.browser.open(&self.at(rest)).await;
    }

    /// Opens the page and waits until it says that it is kept on this device.
    pub async fn open_and_keep(&self) {
        self.open("").await;
        let ready = "return document.querySelector('.kept').textContent.startsWith('Ready offline')";
        self.browser.until(ready).await;
    }

    /// Makes the page look for what is new, as when the network is back.
    pub async fn look_again(&self) {
        self.browser.run("window.dispatchEvent(new Event('online'))").await;
    }

    /// Ends the visit; fails where the console has errors.
    pub async fn end(self) {
        let console = self.browser.console().await;
        self.browser.quit().await;
        assert!(console.is_empty(), "the console is not clean: {console:#?}");
    }
}
