//! Another version of the app, with pages of this one open.

use tidetable_tests::{browser::Setup, release::Release, site::Site};

use crate::support::{Visit, dist};

/// The versions of the page and of the module that it imports, which must be the same.
async fn version(visit: &Visit) -> String {
    visit.browser.answers().await;
    let import = "return import(document.getElementById('_app').dataset.offline)
        .then(() => [document.documentElement.dataset.release ?? '', window.moduleVersion ?? ''])";
    let versions = visit.browser.run(import).await;
    assert_eq!(versions[0], versions[1], "a page of one version runs the module of another");
    versions[0].as_str().unwrap_or_default().to_owned()
}

async fn until_offered(visit: &Visit) {
    visit.browser.until("return document.getElementById('_news').textContent.includes('new version')").await;
}

#[tokio::test]
async fn an_update_waits_until_it_is_accepted_and_then_both_tabs_switch_once() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let other = browser.client.new_window(true).await.expect("a tab opens").handle;
    let first = browser.client.window().await.expect("there is one");
    browser.client.switch_to_window(other.clone()).await.expect("it is there");
    visit.open("?lang=zh").await;
    let next = Release::of(&dist(), "next", "");
    visit.site.publish(&next.0);
    browser.run("window.before = true; sessionStorage.loads = 0").await;
    // WebKit's driver does not show the tab, and one that is not seen looks for nothing new by itself.
    browser
        .run("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
        .await;
    until_offered(&visit).await;
    // Refused: nothing changes, not even with a reload.
    browser.press("button", "Later").await;
    browser.until("return !document.getElementById('_news').checkVisibility()").await;
    assert_eq!(browser.run("return window.before").await, true);
    visit.open("?lang=zh").await;
    assert_eq!(version(&visit).await, "");
    until_offered(&visit).await;
    browser.run("document.querySelector('#welcome-china summary').click()").await;
    browser.press("button", "Update now").await;
    browser.until("return document.documentElement.dataset.release === 'next'").await;
    assert_eq!(version(&visit).await, "next");
    browser.shows(14).await;
    browser.until("return document.querySelector('#welcome-china details').open").await;
    browser.client.switch_to_window(first).await.expect("it is there");
    browser.until("return document.documentElement.dataset.release === 'next'").await;
    assert_eq!(version(&visit).await, "next");
    // The old version's cache goes.
    browser.until("return caches.keys().then((keys) => keys.filter((key) => key.startsWith('tidetable ')).length === 1)").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_server_that_dies_during_an_update_leaves_a_page_that_opens() {
    for requests in 0..8 {
        let mut visit = Visit::new().await;
        visit.open_and_keep().await;
        let next = Release::of(&dist(), "next", "");
        visit.site.publish(&next.0);
        visit.site.stop_after(requests);
        visit.look_again().await;
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        visit.site.stop();
        // It listens for the network by then.
        visit.open_and_keep().await;
        let now = version(&visit).await;
        assert!(now.is_empty() || now == "next", "{now}");
        assert_eq!(visit.browser.sessions().await.len(), 53);
        // And when it is back, the update goes through.
        visit.site = Site::serve(&next.0, "/", visit.site.port).await.expect("its port is free again");
        visit.look_again().await;
        if now.is_empty() {
            until_offered(&visit).await;
            visit.browser.press("button", "Update now").await;
            visit.browser.until("return document.documentElement.dataset.release === 'next'").await;
        }
        assert_eq!(version(&visit).await, "next");
        visit.browser.quit().await;
    }
}

#[tokio::test]
async fn a_version_that_does_not_start_gives_way_to_the_one_that_did_not_in_webkit_which_at_times_finds_no_new_one()
 {
    let visit = Visit::with("/", Setup::default()).await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    let broken = Release::of(&dist(), "broken", "throw new Error('broken');");
    visit.site.publish(&broken.0);
    visit.look_again().await;
    until_offered(&visit).await;
    browser.press("button", "Update now").await;
    browser.press("button", "Reload the page").await;
    browser.until("return document.documentElement.dataset.release === undefined").await;
    assert_eq!(version(&visit).await, "");
    browser.find("link", "1 pick").await;
    // The next one is offered again.
    let mended = Release::of(&dist(), "mended", "");
    visit.site.publish(&mended.0);
    visit.look_again().await;
    until_offered(&visit).await;
    browser.press("button", "Update now").await;
    browser.until("return document.documentElement.dataset.release === 'mended'").await;
    assert_eq!(version(&visit).await, "mended");
    browser.find("link", "1 pick").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_reset_needs_the_network_and_keeps_the_agenda() {
    let mut visit = Visit::new().await;
    visit.open_and_keep().await;
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.site.stop();
    visit.browser.press("button", "Reset the app").await;
    visit.browser.until("return document.querySelector('.notices').textContent.includes('no network')").await;
    visit.site = Site::serve(&dist(), "/", visit.site.port).await.expect("its port is free again");
    visit.browser.run("window.before = true").await;
    visit.browser.press("button", "Reset the app").await;
    visit.browser.until("return window.before === undefined").await;
    visit.browser.answers().await;
    visit.browser.find("link", "1 pick").await;
    visit.browser.quit().await;
}
