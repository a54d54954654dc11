//! Without a network: the server is really stopped, since device emulation does not cut a service worker off.

use std::time::Duration;

use serde_json::json;
use tidetable_tests::{
    browser::{Browser, Setup},
    site::Fault,
};

use crate::support::{Visit, dist, module, wasm};

const FILE: &str = "istiocon-2021.json";

#[tokio::test]
async fn after_one_visit_every_address_opens_with_the_server_gone() {
    let visit = Visit::with("/some/path/", Setup::default()).await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    visit.site.stop();
    visit.open("").await;
    assert_eq!(browser.sessions().await.len(), 53);
    browser.find("link", "1 pick").await;
    visit.open("?lang=zh").await;
    browser.shows(14).await;
    visit.open("?view=agenda#airbnb-on-istio").await;
    browser.shows(1).await;
    visit.open("index.html?q=keynote").await;
    // Search, which is a program of its own, is there too.
    browser.until("return document.getElementById('_results') !== null").await;
    // The descriptions have come too.
    visit.open("?q=tenant+isolation").await;
    browser.until("return document.querySelector('#istio-5g-platform details') !== null").await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn after_a_restart_of_the_browser_it_opens_with_the_server_gone_not_in_webkit_whose_driver_keeps_nothing()
 {
    let profile = std::env::temp_dir().join(format!("tidetable-profile-{}", std::process::id()));
    let setup = Setup { profile: Some(profile.clone()), ..Setup::default() };
    let visit = Visit::with("/some/path/", setup.clone()).await;
    visit.open_and_keep().await;
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.browser.find("link", "1 pick").await;
    visit.site.stop();
    let Visit { site, browser, .. } = visit;
    browser.quit().await;
    let visit = Visit::of(site, Browser::start(setup).await);
    visit.open("?view=agenda").await;
    visit.browser.shows(1).await;
    visit.open_and_keep().await;
    assert_eq!(visit.browser.sessions().await.len(), 53);
    visit.browser.quit().await;
    std::fs::remove_dir_all(profile).expect("the browser made it");
}

#[tokio::test]
async fn a_kept_page_opens_at_once_when_the_server_is_slow() {
    let visit = Visit::new().await;
    visit.open_and_keep().await;
    for name in ["".to_owned(), FILE.to_owned(), module(), wasm(), "sw.js".to_owned()] {
        visit.site.fault(&name, Some(Fault::Late(Duration::from_secs(60))));
    }
    let begun = std::time::Instant::now();
    visit.open("").await;
    visit.browser.until("return document.querySelectorAll('#istio-5g-platform details').length === 1").await;
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_damaged_file_is_not_served_and_mended() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let damage = |name: &str| {
        format!(
            "return (async () => {{
                for (const key of await caches.keys()) {{
                    const cache = await caches.open(key);
                    const address = new URL('{name}', location).href;
                    const kept = await cache.match(address);
                    if (kept) await cache.put(address, new Response('damaged', {{ headers: kept.headers }}));
                }}
            }})()"
        )
    };
    for name in [wasm(), module(), "./".to_owned()] {
        browser.run(&damage(&name)).await;
        visit.open_and_keep().await;
    }
    visit.site.stop();
    visit.open_and_keep().await;
    // The page itself, with nobody to ask: it says so, and is no other page.
    browser.run(&damage("./")).await;
    browser.client.goto(&visit.at("")).await.expect("the worker answers");
    assert!(browser.page_text().await.contains("What you picked is safe"));
    visit.browser.quit().await;
}

#[tokio::test]
async fn no_room_to_keep_it_is_told_only_in_chromium_whose_room_can_be_set() {
    let visit = Visit::new().await;
    // Less than the wasm takes.
    let origin = visit.site.address.trim_end_matches('/');
    let quota = json!({ "origin": origin, "quotaSize": 100_000 });
    visit.browser.devtools("Storage.overrideQuotaForOrigin", quota).await;
    visit.open("").await;
    visit
        .browser
        .until("return document.querySelector('.kept').textContent.startsWith('Could not be kept')")
        .await;
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.browser.find("link", "1 pick").await;
    // Nothing is left over of what could not be kept whole, and the page opens as it did.
    let kept =
        "return caches.keys().then((names) => names.filter((name) => name.startsWith('tidetable ')).length)";
    assert_eq!(visit.browser.run(kept).await, 0);
    visit.open("").await;
    visit.browser.find("link", "1 pick").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_site_below_one_with_a_worker_of_its_own_loaded_twice() {
    let folder = std::env::temp_dir().join(format!("tidetable-{}-nested", std::process::id()));
    for site in [folder.clone(), folder.join("below")] {
        std::fs::create_dir_all(&site).expect("there is room for a temporary folder");
        let entries = std::fs::read_dir(dist()).expect("there is a build").filter_map(Result::ok);
        for entry in entries.filter(|entry| entry.path().is_file()) {
            std::fs::copy(entry.path(), site.join(entry.file_name())).expect("it can be copied");
        }
    }
    let visit = Visit::new().await;
    visit.site.publish(&folder);
    visit.open_and_keep().await;
    visit.open("below/").await;
    let browser = &visit.browser;
    browser.run("window.isFirstLoad = true").await;
    let own = "return navigator.serviceWorker.controller?.scriptURL.endsWith('/below/sw.js')";
    browser.until(own).await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
    // A page that was left would take some time to go.
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(browser.run("return window.isFirstLoad").await, true);
    visit.site.stop();
    visit.open("below/?view=grid").await;
    visit.browser.quit().await;
    let _ = std::fs::remove_dir_all(folder);
}
