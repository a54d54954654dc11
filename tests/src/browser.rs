//! A browser driven by WebDriver (W3C Recommendation), and the page in it as a person or a screen reader finds it: by
//! roles and names.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use fantoccini::{
    Client, Locator,
    elements::{Element, ElementRef},
    error::CmdError,
    wd::WebDriverCompatibleCommand,
};
use serde_json::{Value, json};

use crate::{
    engine::{self, Driver, Engine},
    pool,
};

/// How long a test waits for what it expects.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the browser is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The viewer's time zone: the `TZ` of the browser's process.
    pub zone: &'static str,
    /// The browser's languages, the first of which is its locale, as `Intl` has it.
    pub language: &'static str,
    pub script: bool,
    /// Width and height of the window, in CSS pixels.
    pub size: (u32, u32),
    /// The folder to keep what pages store, for a browser that is started again; else it is gone when the browser ends.
    pub profile: Option<PathBuf>,
    /// The folder for what is downloaded.
    pub downloads: Option<PathBuf>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            zone: "UTC",
            language: "en-GB",
            script: true,
            size: (1280, 900),
            profile: None,
            downloads: None,
        }
    }
}

impl Setup {
    pub fn locale(&self) -> &str {
        self.language.split(',').next().unwrap_or_default()
    }
}

/// A browser with one window, or more. Quits when [`Browser::quit`] is called; its driver ends at the latest when
/// dropped.
pub struct Browser {
    pub client: Client,
    driver: Driver,
    is_of_pool: bool,
}

impl Browser {
    /// Starts a driver and a browser, of the engine that is tested.
    pub async fn start(setup: Setup) -> Self {
        let (driver, client) = engine::start(&setup).await;
        let browser = Self { client, driver, is_of_pool: false };
        browser.set_up(setup).await;
        browser
    }

    /// The same, of a browser that another test had before where it is set up as most are.
    pub async fn of_pool(setup: Setup) -> Self {
        if setup != Setup::default() {
            return Self::start(setup).await;
        }
        let (driver, client) = pool::take().await;
        let browser = Self { client, driver, is_of_pool: true };
        browser.set_up(setup).await;
        if Engine::tested() == Engine::Chromium {
            // A tab that was opened behind another has no focus to give to its elements.
            browser.devtools("Page.bringToFront", json!({})).await;
        }
        browser
    }

    async fn set_up(&self, setup: Setup) {
        if Engine::tested() == Engine::Chromium {
            self.devtools("Emulation.setLocaleOverride", json!({ "locale": setup.locale() })).await;
            if let Some(folder) = &setup.downloads {
                let allow = json!({ "behavior": "allow", "downloadPath": folder });
                self.devtools("Browser.setDownloadBehavior", allow).await;
            }
        } else {
            self.resize(setup.size).await;
        }
    }

    /// Gives the window the size in which the page has this width and height, as far as the engine lets it.
    async fn resize(&self, (width, height): (u32, u32)) {
        let _ = self.client.set_window_size(width, height).await;
        let inner = self.run("return [innerWidth, innerHeight]").await;
        let frame =
            |at: usize, wanted: u32| wanted.saturating_sub(inner[at].as_u64().unwrap_or_default() as u32);
        let _ = self.client.set_window_size(width + frame(0, width), height + frame(1, height)).await;
    }

    pub async fn quit(self) {
        if !self.is_of_pool {
            let _ = self.client.close().await;
            return;
        }
        if Engine::tested() == Engine::Chromium {
            self.devtools("Browser.resetPermissions", json!({})).await;
            self.console().await;
        }
        pool::give_back(self.driver, self.client).await;
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

    /// Waits until no rows are about to join the list.
    pub async fn has_all_rows(&self) {
        self.until("return !document.querySelector('[aria-busy]')").await;
    }

    /// The elements of a role, in the order of the page, with their names, as the accessibility tree has them.
    pub async fn all(&self, role: &str) -> Vec<(String, Element)> {
        let candidates = self.client.find_all(Locator::Css(candidates(role))).await.unwrap_or_default();
        self.named(role, candidates).await
    }

    /// Those of these elements that have a role, with their names.
    async fn named(&self, role: &str, candidates: Vec<Element>) -> Vec<(String, Element)> {
        let mut found = Vec::new();
        for element in candidates {
            let ask = |what| Ask::Element(element.element_id().to_string(), what);
            let Ok(is) = self.client.issue_cmd(ask("computedrole")).await else { continue };
            // WebKit tells no list to choose from from other buttons.
            let is_list = Engine::tested() == Engine::WebKit && role == "combobox" && is == "button";
            if (is == role || is_list)
                && let Ok(name) = self.client.issue_cmd(ask("computedlabel")).await
            {
                found.push((name.as_str().unwrap_or_default().to_owned(), element));
            }
        }
        found
    }

    /// Those elements that may have a role and a name, by what is written in and beside them: to ask the driver for the names of
    /// all, one after the other, takes seconds.
    async fn likely(&self, role: &str, name: &str) -> Vec<Element> {
        let script = "const [selector, name] = arguments;
            const plain = (text) => (text || '').replace(/\\s+/g, ' ').trim();
            const written = (element) =>
                [element.getAttribute('aria-label'), element.textContent, ...[...element.labels || []].map(({ textContent }) => textContent)];
            return [...document.querySelectorAll(selector)].filter((element) => written(element).some((text) => plain(text).includes(plain(name))))";
        let found = self.client.execute(script, vec![json!(candidates(role)), json!(name)]).await;
        let reference = |element: &Value| Some(element.as_object()?.values().next()?.as_str()?.to_owned());
        let found = found.unwrap_or_default();
        let references = found.as_array().into_iter().flatten().filter_map(reference);
        references.map(|id| Element::from_element_id(self.client.clone(), ElementRef::from(id))).collect()
    }

    /// The element of a role and a name; waits until there is one.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        /// After so long a name may be one that is written elsewhere.
        const LIKELY: Duration = Duration::from_secs(2);
        let begun = Instant::now();
        loop {
            let likely = self.likely(role, name).await;
            let mut all = self.named(role, likely).await;
            if begun.elapsed() > LIKELY && all.iter().all(|(other, _)| other != name) {
                all = self.all(role).await;
            }
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
        let begun = Instant::now();
        loop {
            let element = self.find(role, name).await;
            match self.try_to_press(&element).await {
                // Between the two it may have become another.
                Err(error) if error.is_stale_element_reference() && begun.elapsed() < PATIENCE => {}
                pressed => return pressed.unwrap_or_else(|error| panic!("pressing {name:?}: {error}")),
            }
        }
    }

    /// Presses an element.
    pub async fn press_element(&self, element: &Element) {
        let pressed = self.try_to_press(element).await;
        pressed.unwrap_or_else(|error| panic!("pressing {element:?}: {error}"));
    }

    /// Presses an element, once it is scrolled to, as a person would: clear of what sticks to the window's edges.
    async fn try_to_press(&self, element: &Element) -> Result<(), CmdError> {
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        let target = serde_json::to_value(element).expect("an element is JSON");
        self.client.execute(scroll, vec![target.clone()]).await?;
        if Engine::tested() == Engine::WebKit {
            self.rests(target).await?;
        }
        element.clone().click().await
    }

    /// Waits, for two seconds at most, until an element stays where it is: WebKitGTK's driver presses where it was when it looked.
    async fn rests(&self, target: Value) -> Result<(), CmdError> {
        let place = "const { left, top } = arguments[0].getBoundingClientRect(); return [left, top]";
        let mut before = Value::Null;
        for _ in 0..10 {
            let now = self.client.execute(place, vec![target.clone()]).await?;
            if now == before {
                break;
            }
            before = now;
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Ok(())
    }

    /// The text of the first element that a selector finds.
    pub async fn text(&self, selector: &str) -> String {
        for _ in 0..10 {
            let element = self.client.find(Locator::Css(selector)).await;
            // Between the two it may have become another.
            if let Ok(text) = element.unwrap_or_else(|_| panic!("{selector} is there")).text().await {
                return text;
            }
        }
        panic!("{selector} has no text");
    }

    /// The page on paper of this width and height, in inches: a PDF, in Base64.
    pub async fn print(&self, (width, height): (f64, f64)) -> String {
        let printed =
            self.client.issue_cmd(Ask::Print(width * 2.54, height * 2.54)).await.expect("it is printed");
        printed.as_str().expect("it is a text").to_owned()
    }

    /// Lets the page do what a person is asked for (names of Chromium's; elsewhere it is a setting of the browser).
    pub async fn allow(&self, origin: &str, permissions: &[&str]) {
        if Engine::tested() == Engine::Chromium {
            let origin = origin.trim_end_matches('/');
            let grant = json!({ "origin": origin, "permissions": permissions });
            self.devtools("Browser.grantPermissions", grant).await;
        }
    }

    /// What the page shows, as text.
    pub async fn page_text(&self) -> String {
        self.text("body").await
    }

    /// The ids of the sessions on the screen, in order.
    pub async fn sessions(&self) -> Vec<String> {
        self.has_all_rows().await;
        let ids =
            self.run("return [...document.querySelectorAll('article')].map((article) => article.id)").await;
        ids.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    }

    /// The address's query and hash, as they stand.
    pub async fn address(&self) -> String {
        self.run("return location.search + location.hash").await.as_str().unwrap_or_default().to_owned()
    }

    /// Errors and warnings of the console since it was asked last. Only Chromium's driver tells them.
    pub async fn console(&self) -> Vec<String> {
        if Engine::tested() != Engine::Chromium {
            return Vec::new();
        }
        let entries = self.client.issue_cmd(Ask::Console).await.expect("the driver keeps the console");
        let grave = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        let entries = entries.as_array().into_iter().flatten();
        entries.filter(grave).map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A command of the Chrome DevTools Protocol: in Chromium only.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.client.issue_cmd(Ask::DevTools(command, parameters)).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }
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
    /// Width and height of the paper, in centimetres.
    Print(f64, f64),
    DevTools(&'static str, Value),
}

impl WebDriverCompatibleCommand for Ask {
    fn endpoint(&self, base_url: &url::Url, session_id: Option<&str>) -> Result<url::Url, url::ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&match self {
            Self::Element(element, what) => format!("session/{session}/element/{element}/{what}"),
            Self::Console => format!("session/{session}/se/log"),
            Self::Print(..) => format!("session/{session}/print"),
            Self::DevTools(..) => format!("session/{session}/goog/cdp/execute"),
        })
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        match self {
            Self::Element(..) => (http::Method::GET, None),
            Self::Console => (http::Method::POST, Some(json!({ "type": "browser" }).to_string())),
            Self::Print(width, height) => {
                let page = json!({ "width": width, "height": height });
                (http::Method::POST, Some(json!({ "page": page }).to_string()))
            }
            Self::DevTools(command, parameters) => {
                (http::Method::POST, Some(json!({ "cmd": command, "params": parameters }).to_string()))
            }
        }
    }
}
