//! `bench FOLDER… [beside FOLDER…]`: what the first visit of built pages costs, beside a plain static page of the text of the first
//! of them, how soon each answers to what one does in it, and what Lighthouse makes of the first. With other builds of the same
//! conferences, in the same order, each figure stands beside theirs, from the same run. It writes `tests/bench/RESULTS.md`.
//!
//! Headless Chromium with the CPU slowed 4 times. Loads are cold, over a network of 1.6 Mbit/s with 150 ms latency; medians of
//! [`LOADS`] each, in turn, so that a noisy moment of the machine falls on all, and with a pause before each, so that the
//! browser's own start does not. A load ends when the page has changed nothing and no task was long for [`STILL`]. An act is timed
//! from its event to the end of the next frame, to the last change of the page before it is still for as long, and to the end of the
//! frame that shows that: what waits on purpose is in these figures, too.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    memory,
    site::Site,
    weight::first_load,
};

const LOADS: usize = 7;

/// How long a browser is left alone after it was started.
const REST: Duration = Duration::from_secs(2);

/// How long a page is still when it has settled, in milliseconds: longer than anything in it waits on purpose.
const STILL: u64 = 2_000;

/// How often each act is tried.
const TRIES: usize = 3;

/// How often Lighthouse judges the page.
const JUDGED: usize = 5;

/// What is measured of one load, in milliseconds from the start of the navigation; all but the first paint is no number for
/// the static page, which has none of it.
#[derive(Clone, Copy)]
struct Load {
    first_paint: f64,
    html: f64,
    wasm: f64,
    compiled: f64,
    read: f64,
    interactive: f64,
    /// For how long, from the first paint on, tasks were longer than 50 ms by (W3C Long Tasks, as total blocking time counts it).
    blocked: f64,
    /// When the page changed last.
    still: f64,
}

/// Notes when the wasm is compiled, and when the index was read: the app pauses then, for the first time; which tasks are long, and
/// when the page changed last.
const NOTE_STEPS: &str = "
    window.noted = { tasks: [], changed: 0 };
    new PerformanceObserver((list) => noted.tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
    new MutationObserver(() => { noted.changed = performance.now(); })
        .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...values) => {
        const instance = await instantiateStreaming(...values);
        performance.mark('compiled');
        return instance;
    };
    const { setTimeout: later } = window;
    window.setTimeout = (call, wait, ...values) => {
        if (wait === undefined && performance.getEntriesByName('compiled').length) {
            performance.mark('read');
            window.setTimeout = later;
        }
        return later(call, wait, ...values);
    };";

/// A built page that is measured, and what came of it.
struct Measured {
    site: Site,
    bytes: u64,
    loads: Vec<Load>,
    acts: Vec<(&'static str, [f64; 3])>,
    memory: f64,
}

impl Measured {
    async fn of(folder: &Path) -> Self {
        let site = Site::serve(folder, "/", 0).await.expect("a port is free");
        Self { site, bytes: 0, loads: Vec::new(), acts: Vec::new(), memory: f64::NAN }
    }

    fn median(&self, of: fn(&Load) -> f64) -> f64 {
        median(self.loads.iter().map(of))
    }
}

#[tokio::main]
async fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let mut lists = arguments.split(|argument| argument == "beside");
    let mut folders = || lists.next().unwrap_or_default().iter().map(PathBuf::from).collect::<Vec<_>>();
    let (folders, others) = (folders(), folders());
    assert!(!folders.is_empty(), "which page?");
    // Else all that is measured before it would be lost.
    assert!(lighthouse_path().exists(), "Lighthouse is not installed: `make bench` does that");
    let plain = plain_page(&folders[0]);
    let plain_site = Site::serve(&plain, "/", 0).await.expect("a port is free");
    // Each with its other build, where there is one.
    let mut pages = Vec::new();
    for (at, folder) in folders.iter().enumerate() {
        let other = match others.get(at) {
            Some(folder) => Some(Measured::of(folder).await),
            None => None,
        };
        pages.push((Measured::of(folder).await, other));
    }
    let counts: Vec<_> = folders.iter().map(|folder| sessions(folder)).collect();
    let columns = counts.iter().map(|count| format!(" {count} sessions |")).collect::<String>();
    let table = format!("| |{columns}\n|---|{}\n", "---|".repeat(counts.len()));

    let mut text = Vec::new();
    for load in 0..LOADS {
        eprintln!("load {} of {LOADS}", load + 1);
        text.push(cold_load(&plain_site, false).await);
        for page in all_of(&mut pages) {
            page.loads.push(cold_load(&page.site, true).await);
        }
    }
    for (page, other) in &mut pages {
        eprintln!("acts");
        for page in [Some(&mut *page), other.as_mut()].into_iter().flatten() {
            page.bytes = first_load(&page.site).await.values().sum();
            page.acts = acts(&page.site).await;
        }
        page.memory = memory_of(&page.site).await;
    }

    let row = |name: &str, of: &dyn Fn(&Measured) -> f64| {
        let cells = pages.iter().map(|(page, other)| match other {
            None => format!("{:.0}", of(page)),
            Some(other) => format!("{:.0} ({:.0}, {:.2})", of(page), of(other), of(page) / of(other)),
        });
        row_of(name, cells)
    };
    let mut report =
        format!("# What was measured\n\n`make bench` wrote this, in one run. {}\n", machine().await);
    if !others.is_empty() {
        report +=
            "\nIn brackets: another build of the same conference, and this one as so many times that.\n";
    }
    report += &format!(
        "\n## Loads\n\nBytes in brotli; else medians of {LOADS} cold loads, in milliseconds from the start of the navigation (CPU slowed 4 times; \
         1.6 Mbit/s, 150 ms). A static page of the text and style of the first is painted after {:.0}.\n\n{table}",
        median(text.iter().map(|load| load.first_paint))
    );
    report += &row("bytes until the page answers", &|page| page.bytes as f64);
    report += &row("first paint", &|page| page.median(|load| load.first_paint));
    report += &row("the page's HTML has come", &|page| page.median(|load| load.html));
    report += &row("its wasm has come", &|page| page.median(|load| load.wasm));
    report += &row("it is compiled", &|page| page.median(|load| load.compiled));
    report += &row("the index is read", &|page| page.median(|load| load.read));
    report += &row("hydrated: it answers", &|page| page.median(|load| load.interactive));
    report += &row("blocked after the first paint", &|page| page.median(|load| load.blocked));
    report += &row("still after", &|page| page.median(|load| load.still));
    report += &format!(
        "\n## Acts\n\nFrom the event, in milliseconds (CPU slowed 4 times; medians of {TRIES}, of keys the worst); and the JS heap with the wasm of page and \
         worker, of this build.\n\n{table}"
    );
    for (at, (act, _)) in pages[0].0.acts.iter().enumerate() {
        for (end, name) in ["the next paint", "the last change", "its frame"].iter().enumerate() {
            report += &row(&format!("{act}: {name}"), &|page| page.acts[at].1[end]);
        }
    }
    report += &row_of("memory, MB", pages.iter().map(|(page, _)| format!("{:.0}", page.memory)));
    report += &lighthouse(&pages[0].0.site);
    println!("{report}");
    let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/RESULTS.md");
    fs::write(results, report).expect("it can be written");
    let _ = fs::remove_dir_all(plain);
}

/// Each page and its other build, in turn.
fn all_of(pages: &mut [(Measured, Option<Measured>)]) -> impl Iterator<Item = &mut Measured> {
    pages.iter_mut().flat_map(|(page, other)| [Some(page), other.as_mut()].into_iter().flatten())
}

/// A row of a table.
fn row_of(name: &str, values: impl Iterator<Item = String>) -> String {
    let cells = values.map(|value| format!(" {value} |")).collect::<String>();
    format!("| {name} |{cells}\n")
}

/// How many sessions a built page has.
fn sessions(folder: &Path) -> usize {
    let page = fs::read_to_string(folder.join("index.html")).expect("the folder has a page");
    let (_, rest) = page.split_once("data-schedule=\"").expect("it names its schedule");
    let file =
        fs::read_to_string(folder.join(rest.split('"').next().unwrap_or_default())).expect("it is there");
    let file: Value = serde_json::from_str(&file).expect("it is JSON");
    file["sessions"].as_array().map_or(0, Vec::len)
}

/// What it was measured on and with, and when.
async fn machine() -> String {
    let told = |command: &str, arguments: &[&str]| {
        let output = Command::new(command).args(arguments).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let browser = Browser::start(Setup::default()).await;
    let version = browser.run("return navigator.userAgent.match(/Chrom\\w+\\/[\\d.]+/)[0]").await;
    browser.quit().await;
    format!(
        "{}; {cores} cores of {}; {}; {}.",
        told("date", &["-u", "+%Y-%m-%d"]).unwrap_or_default(),
        model.unwrap_or("an unknown processor"),
        version.as_str().unwrap_or_default(),
        told("rustc", &["--version"]).unwrap_or_default(),
    )
}

/// What Lighthouse makes of a page (its mobile preset), as a table: of so many runs that of the median performance.
fn lighthouse(site: &Site) -> String {
    eprintln!("Lighthouse");
    let mut runs: Vec<_> = (0..JUDGED).map(|_| judged(site)).collect();
    let performance = |run: &Value| run["categories"]["performance"]["score"].as_f64().unwrap_or(f64::NAN);
    runs.sort_by(|a, b| performance(a).total_cmp(&performance(b)));
    let all: Vec<_> = runs.iter().map(|run| format!("{:.0}", performance(run) * 100.0)).collect();
    let found = &runs[JUDGED / 2];
    let mut table = format!(
        "\n## Lighthouse {}\n\nIts mobile preset, on the first: of {JUDGED} runs (performance {}) the one in the middle.\n\n| | |\n|---|---|\n",
        found["lighthouseVersion"].as_str().unwrap_or_default(),
        all.join(", "),
    );
    for category in found["categories"].as_object().into_iter().flatten().map(|(_, category)| category) {
        let score = category["score"].as_f64().unwrap_or(f64::NAN) * 100.0;
        table += &row_of(category["title"].as_str().unwrap_or_default(), [format!("{score:.0}")].into_iter());
    }
    for audit in [
        "first-contentful-paint",
        "largest-contentful-paint",
        "total-blocking-time",
        "cumulative-layout-shift",
        "speed-index",
    ] {
        let audit = &found["audits"][audit];
        let value = audit["displayValue"].as_str().unwrap_or_default().to_owned();
        table += &row_of(audit["title"].as_str().unwrap_or_default(), [value].into_iter());
    }
    table
}

/// Lighthouse, where npm installs it from `tests/bench`.
fn lighthouse_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/node_modules/.bin/lighthouse")
}

/// One run of Lighthouse.
fn judged(site: &Site) -> Value {
    let flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking";
    let chrome = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let chrome = chrome.iter().find(|path| Path::new(path).exists()).expect("there is a browser");
    let output = Command::new(lighthouse_path())
        .args([&*site.address, "--quiet", "--output=json", flags])
        .env("CHROME_PATH", chrome)
        .output()
        .expect("it was there when this began");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The page's text and style without its scripts, in a folder of its own: what a static site generator would write.
fn plain_page(folder: &Path) -> PathBuf {
    let mut page = fs::read_to_string(folder.join("index.html")).expect("the folder has a page");
    for (start, end) in [("<script", "</script>"), ("<link rel=\"preload\"", ">")] {
        while let Some(from) = page.find(start) {
            let to = page[from..].find(end).expect("it is closed") + from + end.len();
            page.replace_range(from..to, "");
        }
    }
    let plain = std::env::temp_dir().join(format!("tidetable-plain-{}", std::process::id()));
    fs::create_dir_all(&plain).expect("there is room for a temporary folder");
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut page.as_bytes(), &mut brotli, &best).expect("memory can be written to");
    fs::write(plain.join("index.html.br"), brotli).expect("it can be written");
    fs::write(plain.join("index.html"), page).expect("it can be written");
    plain
}

async fn slowed(setup: Setup) -> Browser {
    let browser = Browser::start(setup).await;
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await;
    browser
}

async fn cold_load(site: &Site, app: bool) -> Load {
    let browser = slowed(Setup { size: (390, 844), ..Setup::default() }).await;
    browser.devtools("Network.enable", json!({})).await;
    let network = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000 });
    browser.devtools("Network.emulateNetworkConditions", network).await;
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTE_STEPS })).await;
    tokio::time::sleep(REST).await;
    browser.client.goto(&site.address).await.expect("the page opens");
    let last = if app { "tidetable:interactive" } else { "first-contentful-paint" };
    for name in ["first-contentful-paint", last] {
        browser.until(&format!("return performance.getEntriesByName('{name}').length > 0")).await;
    }
    if app {
        // All that comes behind the answer has come, over the same network.
        browser.until("return document.querySelector('.kept').textContent.startsWith('Ready')").await;
        let still = format!(
            "return performance.now() - Math.max(noted.changed, ...noted.tasks.map((task) => task.startTime + task.duration)) > {STILL}"
        );
        browser.until(&still).await;
    }
    let times = "const mark = (name) => performance.getEntriesByName(name)[0]?.startTime;
        const wasm = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('_bg.wasm'));
        const [{ responseEnd }] = performance.getEntriesByType('navigation');
        const painted = mark('first-contentful-paint');
        const blocked = noted.tasks.filter((task) => task.startTime + task.duration > painted)
            .reduce((sum, task) => sum + task.startTime + task.duration - Math.max(task.startTime, painted) - 50, 0);
        return [painted, responseEnd, wasm?.responseEnd, mark('compiled'), mark('read'), mark('tidetable:interactive'),
            blocked, noted.changed]";
    let times = browser.run(times).await;
    browser.quit().await;
    let [first_paint, html, wasm, compiled, read, interactive, blocked, still] =
        [0, 1, 2, 3, 4, 5, 6, 7].map(|at| times[at].as_f64().unwrap_or(f64::NAN));
    Load { first_paint, html, wasm, compiled, read, interactive, blocked, still }
}

/// A page that has loaded all of its schedule.
async fn whole_page(site: &Site, watched: bool) -> Browser {
    let browser = slowed(Setup { size: (1280, 800), ..Setup::default() }).await;
    if watched {
        memory::watch(&browser).await;
    }
    browser.open(&site.address).await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready')").await;
    // The counts say that the worker has the schedule.
    browser.until("return document.querySelector('#_picks-only').ariaDescription != null").await;
    browser
}

/// How much memory a page with its worker holds, in megabytes.
async fn memory_of(site: &Site) -> f64 {
    let browser = whole_page(site, true).await;
    let memory = memory::with_worker(&browser).await;
    browser.quit().await;
    memory
}

/// How long each act takes in a page that has loaded all of its schedule.
async fn acts(site: &Site) -> Vec<(&'static str, [f64; 3])> {
    let browser = whole_page(site, false).await;
    settle(&browser, "").await;
    let mut times = Vec::new();

    let mut worst = Vec::new();
    for _ in 0..TRIES {
        let mut keys = Vec::new();
        for typed in ["m", "me", "mes", "mesh", "mesh s", "mesh se", "mesh ser", ""] {
            let script = format!(
                "const box = document.getElementById('_search'); box.value = '{typed}';
                box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
            );
            keys.push(settle(&browser, &script).await);
        }
        worst.push([0, 1, 2].map(|end| keys.iter().map(|times: &[f64; 3]| times[end]).fold(0.0, f64::max)));
    }
    let medians = |all: &[[f64; 3]]| [0, 1, 2].map(|end| median(all.iter().map(|times| times[end])));
    times.push(("worst key", medians(&worst)));
    let press = |id: &str| format!("document.getElementById('{id}').click()");
    let pick = |row: usize| format!("document.querySelectorAll('article .pick')[{row}].click()");
    let day = |at: usize| {
        format!(
            "const days = document.getElementById('_day'); days.selectedIndex = {at};
            days.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    // The first pick asks the browser to keep it: once.
    settle(&browser, &pick(9)).await;
    for (act, scripts) in [
        ("filter", [press("_format-lightning"), press("_format-lightning")]),
        ("day", [day(1), day(0)]),
        ("view", [press("_view-grid"), press("_view-list")]),
        ("pick", [pick(0), pick(1)]),
    ] {
        let mut all = Vec::new();
        for script in scripts.iter().cycle().take(2 * TRIES) {
            all.push(settle(&browser, script).await);
        }
        times.push((act, medians(&all)));
    }
    browser.quit().await;
    times
}

/// Does something in the page, and tells how long it took to the end of the next frame, to the last change and to the end of the
/// frame that shows that, in milliseconds.
async fn settle(browser: &Browser, act: &str) -> [f64; 3] {
    let script = format!(
        "const [done] = arguments;
        const start = performance.now();
        let next, last = start, frame = start, waits = false;
        const {{ port1, port2 }} = new MessageChannel();
        port1.onmessage = () => {{ waits = false; frame = performance.now(); }};
        const seen = new MutationObserver(() => {{
            last = performance.now();
            if (waits) return;
            waits = true;
            // A message that is posted in a frame comes after it.
            requestAnimationFrame(() => port2.postMessage(0));
        }});
        seen.observe(document.getElementById('_app'), {{ subtree: true, childList: true, attributes: true, characterData: true }});
        const first = new MessageChannel();
        first.port1.onmessage = () => {{ next = performance.now(); }};
        requestAnimationFrame(() => first.port2.postMessage(0));
        (() => {{ {act} }})();
        const look = () => {{
            if (!next || waits || performance.now() - Math.max(last, frame) < {STILL}) return requestAnimationFrame(look);
            seen.disconnect();
            done([next - start, last - start, frame - start]);
        }};
        look();"
    );
    let time = browser.client.execute_async(&script, vec![]).await.expect("it runs");
    [0, 1, 2].map(|end| time[end].as_f64().unwrap_or(f64::NAN))
}
