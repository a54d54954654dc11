//! `bench FOLDER`: what the first visit of a built page costs, beside a plain static page of the same text.
//!
//! Cold loads in headless Chromium with the CPU slowed 4 times and a network of 1.6 Mbit/s with 150 ms latency; medians
//! of five each, in turn, so that a noisy moment of the machine falls on both.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    site::Site,
    weight::first_load,
};

const LOADS: usize = 5;

/// What is measured of one load, in milliseconds from the start of the navigation.
#[derive(Clone, Copy)]
struct Load {
    first_paint: f64,
    /// Nothing for the static page, which answers to nothing.
    interactive: Option<f64>,
}

#[tokio::main]
async fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "dist".into()));
    let site = Site::serve(&folder, "/", 0).await.expect("a port is free");
    let plain = plain_page(&folder);
    let plain_site = Site::serve(&plain, "/", 0).await.expect("a port is free");

    println!("First load, brotli, up to the moment the page answers:\n");
    let bytes = first_load(&site).await;
    for (kind, size) in &bytes {
        println!("  {kind:<8} {size:>8}");
    }
    println!("  {:<8} {:>8}\n", "total", bytes.values().sum::<u64>());

    let (mut app, mut text) = (Vec::new(), Vec::new());
    for load in 0..LOADS {
        eprintln!("load {} of {LOADS}", load + 1);
        text.push(cold_load(&plain_site, false).await);
        app.push(cold_load(&site, true).await);
    }
    let paint = |loads: &[Load]| median(loads.iter().map(|load| load.first_paint));
    let interactive = median(app.iter().filter_map(|load| load.interactive));
    println!("Medians of {LOADS} cold loads (CPU slowed 4 times; 1.6 Mbit/s, 150 ms):\n");
    println!("  static page, first paint   {:>6.0} ms", paint(&text));
    println!(
        "  Tidetable, first paint     {:>6.0} ms  ({:.2} times)",
        paint(&app),
        paint(&app) / paint(&text)
    );
    println!(
        "  Tidetable, interactive     {interactive:>6.0} ms  ({:.0} ms after its paint)",
        interactive - paint(&app)
    );
    let _ = fs::remove_dir_all(plain);
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The page's text and style without its scripts, in a folder of its own: what a static site generator would write.
fn plain_page(folder: &std::path::Path) -> PathBuf {
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

async fn cold_load(site: &Site, app: bool) -> Load {
    let browser = Browser::start(Setup { size: (390, 844), ..Setup::default() }).await;
    browser.devtools("Network.enable", json!({})).await;
    let network = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000 });
    browser.devtools("Network.emulateNetworkConditions", network).await;
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await;
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
