//! The page as an app of the device: its manifest, installing, and what the browser may clear.

use std::io::Read;

use serde_json::{Value, json};
use tidetable_tests::{engine::Engine, site::Fault};

use crate::support::{Visit, dist};

fn manifest() -> Value {
    let text = std::fs::read_to_string(dist().join("manifest.webmanifest")).expect("it is there");
    serde_json::from_str(&text).expect("it is JSON")
}

/// Width and height of a PNG (W3C PNG, section 11.2.1).
fn png_size(name: &str) -> (u32, u32) {
    let mut header = [0; 24];
    let mut file = std::fs::File::open(dist().join(name)).expect("it is there");
    file.read_exact(&mut header).expect("it is long enough");
    assert_eq!(&header[..8], b"\x89PNG\r\n\x1a\n", "{name}");
    let number = |at: usize| u32::from_be_bytes(header[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[tokio::test]
async fn the_browser_finds_the_page_installable_below_a_path_only_in_chromium_which_tells() {
    let visit = Visit::with("/some/path/", Default::default()).await;
    visit.open_and_keep().await;
    let errors = visit.browser.devtools("Page.getInstallabilityErrors", json!({})).await;
    assert_eq!(errors["installabilityErrors"], json!([]));
    let found = visit.browser.devtools("Page.getAppManifest", json!({})).await;
    assert_eq!(found["errors"], json!([]));
    assert_eq!(found["url"], visit.at("manifest.webmanifest"));
    let manifest = manifest();
    for (field, value) in [
        ("id", "tidetable-istiocon-2021"),
        ("name", "IstioCon 2021 · Tidetable"),
        ("short_name", "IstioCon 2021"),
        ("scope", "./"),
        ("start_url", "./"),
        ("display", "standalone"),
    ] {
        assert_eq!(manifest[field], value);
    }
    let colors = [&manifest, &manifest["user_preferences"]["color_scheme"]["dark"]];
    let colors = colors.map(|of| [&of["theme_color"], &of["background_color"]]);
    assert!(colors.iter().flatten().all(|color| color.as_str().is_some_and(|color| color.starts_with('#'))));
    assert_ne!(colors[0], colors[1]);
    let mut kinds = Vec::new();
    for image in
        [&manifest["icons"], &manifest["screenshots"]].iter().filter_map(|list| list.as_array()).flatten()
    {
        let (width, height) = png_size(image["src"].as_str().expect("it has an address"));
        assert_eq!(image["sizes"], format!("{width}x{height}"));
        kinds.push(
            image["purpose"]
                .as_str()
                .or(image["form_factor"].as_str())
                .expect("it is for something")
                .to_owned(),
        );
    }
    assert_eq!(kinds, ["any", "any", "maskable", "narrow", "wide"]);
    assert_eq!(png_size("apple-touch-icon.png"), (180, 180));
    visit.end().await;
}

#[tokio::test]
async fn the_shortcuts_open_what_they_say() {
    let visit = Visit::new().await;
    let shortcuts = manifest()["shortcuts"].clone();
    assert_eq!((&shortcuts[0]["name"], &shortcuts[1]["name"]), (&json!("Now"), &json!("Agenda")));
    let agenda = shortcuts[1]["url"].as_str().expect("it has an address");
    visit.open(agenda.trim_start_matches("./")).await;
    visit.browser.shows(0).await;
    visit.browser.find("link", "Start with the keynotes").await;
    // A rehearsed moment, since IstioCon is over.
    let now = shortcuts[0]["url"].as_str().expect("it has an address").trim_start_matches("./");
    visit.open(&format!("?now=2021-02-24T17:45:00Z{now}")).await;
    let in_view =
        "const { top, bottom } = document.getElementById('know-your-peers').getBoundingClientRect();
        return bottom > 0 && top < innerHeight";
    visit.browser.until(in_view).await;
    visit.end().await;
}

#[tokio::test]
async fn install_is_offered_where_the_browser_does() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    if Engine::tested() == Engine::Chromium {
        browser.find("button", "Install").await;
    }
    // The others offer nothing of themselves; a browser that comes to do so is served too.
    let offer = "const event = new Event('beforeinstallprompt', { cancelable: true });
        event.prompt = () => { window.prompted = true };
        window.dispatchEvent(event)";
    browser.run(offer).await;
    browser.press("button", "Install").await;
    browser.until("return window.prompted").await;
    browser.run("window.dispatchEvent(new Event('appinstalled'))").await;
    browser.until("return [...document.querySelectorAll('.device button')].every(({ textContent }) => textContent !== 'Install')").await;
    visit.end().await;
}

/// Without a manifest Chromium offers nothing, as Safari and Firefox.
#[tokio::test]
async fn where_the_browser_offers_nothing_there_is_no_install_button_and_ios_is_told_how() {
    for standalone in ["undefined", "false"] {
        let mut visit = Visit::new().await;
        visit.site.fault("manifest.webmanifest", Some(Fault::Content("text/plain", b"{}".into())));
        let script = format!("Object.defineProperty(navigator, 'standalone', {{ value: {standalone} }})");
        visit.otherwise(&script);
        visit.open("").await;
        visit.browser.until("return document.querySelector('.kept').textContent !== ''").await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let text = visit.browser.page_text().await;
        assert_eq!(text.contains("Add to Home Screen"), standalone == "false");
        let names: Vec<_> = visit.browser.all("button").await.into_iter().map(|(name, _)| name).collect();
        assert!(!names.contains(&"Install".into()) && names.contains(&"Reset the app".into()), "{names:?}");
        visit.browser.quit().await;
    }
}

#[tokio::test]
async fn the_browser_is_asked_to_keep_what_is_stored_after_the_first_pick_not_in_webkit_which_can_t_be_asked()
{
    let mut visit = Visit::new().await;
    let script = "window.asked = 0;
        StorageManager.prototype.persisted = async () => false;
        StorageManager.prototype.persist = async () => { window.asked++; return false; }";
    visit.otherwise(script);
    let browser = &visit.browser;
    visit.open_and_keep().await;
    assert_eq!(browser.run("return window.asked").await, 0);
    let told = "return document.body.textContent.includes('This browser may clear what is kept here')";
    assert_eq!(browser.run(told).await, false);
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.until("return window.asked === 1").await;
    browser.until(told).await;
    browser.press("button", "Pick: Know your peers").await;
    visit.open("").await;
    browser.until(told).await;
    assert_eq!(browser.run("return window.asked").await, 0, "a refusal is taken for an answer");
    visit.end().await;
}
