//! A browser driven by WebDriver (W3C Recommendation), and the page in it as a person or a screen reader finds it: by
//! roles and names.

use std::{
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use fantoccini::{
    Client, ClientBuilder, Locator,
    elements::Element,
    wd::{Capabilities, WebDriverCompatibleCommand},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// How long a test waits for what it expects.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the browser is set up.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The viewer's time zone: the `TZ` of the browser's process.
    pub zone: &'static str,
    /// The browser's locale, as `Intl` has it.
    pub language: &'static str,
    pub script: bool,
    /// Width and height of the window, in CSS pixels.
    pub size: (u32, u32),
    /// The folder to keep what pages store, for a browser that is started again; else it is gone when the browser ends.
    pub profile: Option<PathBuf>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { zone: "UTC", language: "en-GB", script: true, size: (1280, 900), profile: None }
    }
}

/// A browser with one window, or more. Quits when [`Browser::quit`] is called; its driver ends at the latest when
/// dropped.
pub struct Browser {
    pub client: Client,
    _driver: Child,
}

impl Browser {
    /// Starts a driver and a browser.
    pub async fn start(setup: Setup) -> Self {
        let (driver, port) = loop {
            // It may choose a port that another program takes first; then it ends without a word.
            if let Some(started) = start_driver(setup.zone).await {
                break started;
            }
        };
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
            format!("--window-size={},{}", setup.size.0, setup.size.1),
        ];
        if !setup.script {
            arguments.push("--blink-settings=scriptEnabled=false".into());
        }
        if let Some(profile) = &setup.profile {
            arguments.push(format!("--user-data-dir={}", profile.display()));
        }
        let mut options = json!({ "args": arguments });
        if let Some(binary) = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
            .iter()
            .find(|path| std::path::Path::new(path).exists())
        {
            options["binary"] = json!(binary);
        }
        let mut capabilities = Capabilities::new();
        // A test goes on when the page is parsed, as a person does, and not when all that it asked for has come.
        capabilities.insert("pageLoadStrategy".into(), json!("eager"));
        capabilities.insert("goog:chromeOptions".into(), options);
        capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the driver opens a browser");
        let browser = Self { client, _driver: driver };
        browser.devtools("Emulation.setLocaleOverride", json!({ "locale": setup.language })).await;
        browser
    }

    pub async fn quit(self) {
        let _ = self.client.close().await;
    }

    /// Opens an address and waits until the page answers (`tidetable:interactive`).
    pub async fn open(&self, address: &str) {
        self.client.goto(address).await.expect("the browser goes there");
        self.answers().await;
    }

    /// Waits until the page answers.
    pub async fn answers(&self) {
        self.until("return performance.getEntriesByName('tidetable:interactive').length > 0").await;
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a script returns something that is true.
    pub async fn until(&self, script: &str) {
        let begun = Instant::now();
        loop {
            // While a page loads there may be none to run it in.
            let answer = self.client.execute(script, vec![]).await;
            if answer.as_ref().is_ok_and(|value| !matches!(value, Value::Null | Value::Bool(false))) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "waited in vain for: {script}\nlast answer: {answer:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until so many sessions are on the screen.
    pub async fn shows(&self, sessions: usize) {
        self.until(&format!("return document.querySelectorAll('article').length === {sessions}")).await;
    }

    /// The elements of a role, in the order of the page, with their names, as the accessibility tree has them.
    pub async fn all(&self, role: &str) -> Vec<(String, Element)> {
        let mut found = Vec::new();
        for element in self.client.find_all(Locator::Css(candidates(role))).await.unwrap_or_default() {
            let ask = |what| Ask::Element(element.element_id().to_string(), what);
            let Ok(is) = self.client.issue_cmd(ask("computedrole")).await else { continue };
            if is == role
                && let Ok(name) = self.client.issue_cmd(ask("computedlabel")).await
            {
                found.push((name.as_str().unwrap_or_default().to_owned(), element));
            }
        }
        found
    }

    /// The element of a role and a name; waits until there is one.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        let begun = Instant::now();
        loop {
            let all = self.all(role).await;
            if let Some((_, element)) = all.iter().find(|(other, _)| other == name) {
                return element.clone();
            }
            let names: Vec<_> = all.into_iter().map(|(name, _)| name).collect();
            assert!(begun.elapsed() < PATIENCE, "no {role} named {name:?}, only {names:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses the element of a role and a name.
    pub async fn press(&self, role: &str, name: &str) {
        let element = self.find(role, name).await;
        self.press_element(&element).await;
    }

    /// Presses an element, once it is scrolled to, as a person would: clear of what sticks to the window's edges.
    pub async fn press_element(&self, element: &Element) {
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        let target = serde_json::to_value(element).expect("an element is JSON");
        self.client.execute(scroll, vec![target]).await.expect("it scrolls");
        element.clone().click().await.unwrap_or_else(|error| panic!("pressing {element:?}: {error}"));
    }

    /// The text of the first element that a selector finds.
    pub async fn text(&self, selector: &str) -> String {
        let element = self.client.find(Locator::Css(selector)).await;
        element.unwrap_or_else(|_| panic!("{selector} is there")).text().await.expect("it has text")
    }

    /// What the page shows, as text.
    pub async fn page_text(&self) -> String {
        self.text("body").await
    }

    /// The ids of the sessions on the screen, in order.
    pub async fn sessions(&self) -> Vec<String> {
        let ids =
            self.run("return [...document.querySelectorAll('article')].map((article) => article.id)").await;
        ids.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    }

    /// The address's query and hash, as they stand.
    pub async fn address(&self) -> String {
        self.run("return location.search + location.hash").await.as_str().unwrap_or_default().to_owned()
    }

    /// Errors and warnings of the console since it was asked last.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.client.issue_cmd(Ask::Console).await.expect("the driver keeps the console");
        let grave = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        let entries = entries.as_array().into_iter().flatten();
        entries.filter(grave).map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.client.issue_cmd(Ask::DevTools(command, parameters)).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }
}

/// Starts a driver whose browsers live in a time zone; returns it and its port.
async fn start_driver(zone: &str) -> Option<(Child, String)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .env("TZ", zone)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("chromedriver starts: tests/install-browser.sh installs it");
    let mut lines = BufReader::new(driver.stdout.take().expect("its output is piped")).lines();
    while let Some(line) = lines.next_line().await.ok()? {
        if let Some(port) = line.split("successfully on port ").nth(1) {
            // It blocks when nobody reads what it says.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Some((driver, port.trim_end_matches('.').to_owned()));
        }
    }
    None
}

/// A selector that finds all elements that may have a role.
fn candidates(role: &str) -> &'static str {
    match role {
        "article" => "article",
        "banner" => "header",
        "button" => "button",
        "checkbox" => "input[type=checkbox]",
        "combobox" => "select",
        "dialog" => "dialog",
        "img" => "svg[role=img]",
        "link" => "a[href]",
        "main" => "main",
        "navigation" => "nav",
        "radio" => "input[type=radio]",
        "radiogroup" => "[role=radiogroup]",
        "search" => "[role=search]",
        "searchbox" => "input[type=search]",
        "status" => "[role=status]",
        "textbox" => "textarea, input:not([type]), input[readonly]",
        other => panic!("no selector for the role {other}"),
    }
}

/// Commands that fantoccini has no method for.
#[derive(Debug)]
enum Ask {
    /// `computedrole` or `computedlabel` of an element.
    Element(String, &'static str),
    Console,
    DevTools(&'static str, Value),
}

impl WebDriverCompatibleCommand for Ask {
    fn endpoint(&self, base_url: &url::Url, session_id: Option<&str>) -> Result<url::Url, url::ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&match self {
            Self::Element(element, what) => format!("session/{session}/element/{element}/{what}"),
            Self::Console => format!("session/{session}/se/log"),
            Self::DevTools(..) => format!("session/{session}/goog/cdp/execute"),
        })
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        match self {
            Self::Element(..) => (http::Method::GET, None),
            Self::Console => (http::Method::POST, Some(json!({ "type": "browser" }).to_string())),
            Self::DevTools(command, parameters) => {
                (http::Method::POST, Some(json!({ "cmd": command, "params": parameters }).to_string()))
            }
        }
    }
}
