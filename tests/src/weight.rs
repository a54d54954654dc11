//! What the first visit costs in bytes.

use std::collections::BTreeMap;

use crate::{
    browser::{Browser, Setup},
    site::Site,
};

/// The sizes, in bytes, of all that was asked for before the page answered, by kind (`html`, `js`, `wasm`, …): as
/// transferred, so compressed, without headers.
pub async fn first_load(site: &Site) -> BTreeMap<String, u64> {
    let browser = Browser::start(Setup::default()).await;
    browser.open(&site.address).await;
    // Some of it may still be on its way, and has no size yet.
    browser.until("return document.readyState === 'complete'").await;
    // What comes from what the browser has already costs nothing: Firefox tells of the wasm twice, preloaded and fetched.
    let script = "const answered = performance.getEntriesByName('tidetable:interactive')[0].startTime;
        return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter((entry) => entry.startTime < answered && entry.transferSize)
            .map((entry) => [entry.name, entry.encodedBodySize])";
    let mut sizes = BTreeMap::new();
    for entry in browser.run(script).await.as_array().into_iter().flatten() {
        let name = entry[0].as_str().unwrap_or_default();
        let file = name.rsplit('/').next().unwrap_or_default();
        let kind = file.rsplit_once('.').map_or("html", |(_, ending)| ending);
        // Firefox tells of the icon beside its tab too, which others do not.
        if ["png", "svg"].contains(&kind) {
            continue;
        }
        *sizes.entry(kind.to_owned()).or_default() += entry[1].as_u64().unwrap_or_default();
    }
    browser.quit().await;
    sizes
}
