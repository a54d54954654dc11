//! `bench FOLDER…`: what the first visit of built pages costs, beside a plain static page of the text of the first of them,
//! and how soon each answers to what one does in it.
//!
//! Headless Chromium with the CPU slowed 4 times. Loads are cold, over a network of 1.6 Mbit/s with 150 ms latency; medians of
//! five each, in turn, so that a noisy moment of the machine falls on all. An act is timed from its event to the last change
//! of the page before it is still for [`STILL`], and to the end of the frame that shows that; what joins after that (rows
//! that were left out, the filters' counts) is meant not to be waited for.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    memory,
    site::Site,
    weight::first_load,
};

const LOADS: usize = 5;

/// How long a page is still when it has settled, in milliseconds.
const STILL: u64 = 350;

/// How often each act is tried.
const TRIES: usize = 3;

/// What is measured of one load, in milliseconds from the start of the navigation.
#[derive(Clone, Copy)]
struct Load {
    first_paint: f64,
    /// Nothing for the static page, which answers to nothing.
    interactive: Option<f64>,
}

#[tokio::main]
async fn main() {
    let mut folders: Vec<_> = std::env::args().skip(1).map(PathBuf::from).collect();
    if folders.is_empty() {
        folders.push("dist".into());
    }
    let plain = plain_page(&folders[0]);
    let plain_site = Site::serve(&plain, "/", 0).await.expect("a port is free");
    let mut sites = Vec::new();
    for folder in &folders {
        sites.push(Site::serve(folder, "/", 0).await.expect("a port is free"));
    }

    println!("First load of {}, brotli, up to the moment the page answers:\n", folders[0].display());
    let bytes = first_load(&sites[0]).await;
    for (kind, size) in &bytes {
        println!("  {kind:<8} {size:>8}");
    }
    println!("  {:<8} {:>8}\n", "total", bytes.values().sum::<u64>());

    let mut text = Vec::new();
    let mut loads = vec![Vec::new(); sites.len()];
    for load in 0..LOADS {
        eprintln!("load {} of {LOADS}", load + 1);
        text.push(cold_load(&plain_site, false).await);
        for (site, loads) in sites.iter().zip(&mut loads) {
            loads.push(cold_load(site, true).await);
        }
    }
    let paint = |loads: &[Load]| median(loads.iter().map(|load| load.first_paint));
    let interactive = |loads: &[Load]| median(loads.iter().filter_map(|load| load.interactive));
    let first_interactive = interactive(&loads[0]);
    println!("Medians of {LOADS} cold loads (CPU slowed 4 times; 1.6 Mbit/s, 150 ms), in ms:\n");
    println!("  {:<24} first paint {:>5.0}", "static page", paint(&text));
    for (folder, loads) in folders.iter().zip(&loads) {
        let (first, answers) = (paint(loads), interactive(loads));
        println!(
            "  {:<24} first paint {first:>5.0} ({:.2} times), interactive {answers:>5.0} ({:.0} after it; {:.2} times the first)",
            folder.display(),
            first / paint(&text),
            answers - first,
            answers / first_interactive,
        );
    }

    println!(
        "\nActs, from the event to the last change and to the frame that shows it, in ms (medians of {TRIES}; of keys the worst):\n"
    );
    for (folder, site) in folders.iter().zip(&sites) {
        println!("  {}", folder.display());
        let (acts, memory) = acts(site).await;
        for (act, [change, frame]) in acts {
            println!("    {act:<28} {change:>6.0} {frame:>6.0}");
        }
        println!("    JS heap and wasm, MB         {memory:>6.0}");
    }
    let _ = fs::remove_dir_all(plain);
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The page's text and style without its scripts, in a folder of its own: what a static site generator would write.
fn plain_page(folder: &Path) -> PathBuf {
    let mut page = fs::read_to_string(folder.join("index.html")).expect("the folder has a page");
    for (start, end) in
        [("<script", "</script>"), ("<link rel=\"preload\"", ">"), ("<link rel=\"modulepreload\"", ">")]
    {
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
    browser.client.goto(&site.address).await.expect("the page opens");
    let time = async |kind: &str| {
        let entry = format!("return performance.getEntriesByName('{kind}')[0]?.startTime");
        browser.until(&entry).await;
        match browser.run(&entry).await {
            Value::Number(time) => time.as_f64(),
            _ => None,
        }
    };
    let first_paint = time("first-contentful-paint").await.expect("it is painted");
    let interactive = if app { time("tidetable:interactive").await } else { None };
    browser.quit().await;
    Load { first_paint, interactive }
}

/// How long each act takes in a page that has loaded all of its schedule, and how much memory that holds, in megabytes.
async fn acts(site: &Site) -> (Vec<(&'static str, [f64; 2])>, f64) {
    let browser = slowed(Setup { size: (1280, 800), ..Setup::default() }).await;
    browser.open(&site.address).await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready')").await;
    // The counts say that the worker has the schedule.
    browser.until("return document.querySelector('#picks-only').ariaDescription != null").await;
    settle(&browser, "").await;
    let mut times = Vec::new();

    let mut worst = Vec::new();
    for _ in 0..TRIES {
        let mut keys = Vec::new();
        for typed in ["m", "me", "mes", "mesh", "mesh s", "mesh se", "mesh ser", ""] {
            let script = format!(
                "const box = document.getElementById('search'); box.value = '{typed}';
                box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
            );
            keys.push(settle(&browser, &script).await);
        }
        worst.push([0, 1].map(|end| keys.iter().map(|times: &[f64; 2]| times[end]).fold(0.0, f64::max)));
    }
    let medians = |all: &[[f64; 2]]| [0, 1].map(|end| median(all.iter().map(|times| times[end])));
    times.push(("worst key", medians(&worst)));
    let press = |id: &str| format!("document.getElementById('{id}').click()");
    let pick = |row: usize| format!("document.querySelectorAll('article .pick')[{row}].click()");
    let day = |at: usize| {
        format!(
            "const days = document.getElementById('day'); days.selectedIndex = {at};
            days.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    // The first pick asks the browser to keep it: once.
    settle(&browser, &pick(9)).await;
    for (act, scripts) in [
        ("filter", [press("format-lightning"), press("format-lightning")]),
        ("day", [day(1), day(0)]),
        ("view", [press("view-grid"), press("view-list")]),
        ("pick", [pick(0), pick(1)]),
    ] {
        let mut all = Vec::new();
        for script in scripts.iter().cycle().take(2 * TRIES) {
            all.push(settle(&browser, script).await);
        }
        times.push((act, medians(&all)));
    }
    let memory = memory::with_worker(&browser).await;
    browser.quit().await;
    (times, memory)
}

/// Does something in the page, and tells how long it took to the last change and to the end of the frame that shows it, in
/// milliseconds.
async fn settle(browser: &Browser, act: &str) -> [f64; 2] {
    // What joins by itself has joined.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let script = format!(
        "const [done] = arguments;
        const start = performance.now();
        let last = start, frame = start, waits = false;
        const {{ port1, port2 }} = new MessageChannel();
        port1.onmessage = () => {{ waits = false; frame = performance.now(); }};
        const seen = new MutationObserver(() => {{
            last = performance.now();
            if (waits) return;
            waits = true;
            // A message that is posted in a frame comes after it.
            requestAnimationFrame(() => port2.postMessage(0));
        }});
        seen.observe(document.getElementById('app'), {{ subtree: true, childList: true, attributes: true, characterData: true }});
        (() => {{ {act} }})();
        const look = () => {{
            if (waits || performance.now() - Math.max(last, frame) < {STILL}) return requestAnimationFrame(look);
            seen.disconnect();
            done([last - start, frame - start]);
        }};
        look();"
    );
    let time = browser.client.execute_async(&script, vec![]).await.expect("it runs");
    [0, 1].map(|end| time[end].as_f64().unwrap_or(f64::NAN))
}
