//! Single keys.

use std::time::Duration;

use fantoccini::key::Key;
use tidetable_tests::site::Fault;

use crate::support::Visit;

/// Presses keys where the focus is.
async fn press(visit: &Visit, keys: &str) {
    let focused =
        visit.browser.client.active_element().await.expect("something has the focus, if only the body");
    focused.send_keys(keys).await.expect("keys can be pressed");
}

async fn focus(visit: &Visit) -> String {
    visit.browser.run("return document.activeElement.id").await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn keys_lead_from_end_to_end() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    press(&visit, "jj").await;
    assert_eq!(focus(&visit).await, "istio-5g-platform");
    press(&visit, "k").await;
    assert_eq!(focus(&visit).await, "opening-keynote");
    press(&visit, "p").await;
    browser.find("link", "1 pick").await;
    let is_open = "return document.querySelector('#opening-keynote details').open";
    press(&visit, &Key::Enter.to_string()).await;
    assert_eq!(browser.run(is_open).await, true);
    press(&visit, &Key::Escape.to_string()).await;
    assert_eq!(browser.run(is_open).await, false);
    assert_eq!(focus(&visit).await, "opening-keynote");
    for (keys, view) in [("gg", "?view=grid"), ("ga", "?view=agenda"), ("gl", "")] {
        press(&visit, keys).await;
        browser.until(&format!("return location.search === '{view}'")).await;
    }
    // What one types is what one types.
    press(&visit, "/").await;
    assert_eq!(focus(&visit).await, "_search");
    press(&visit, "jpg?").await;
    browser.until("return location.search === '?q=jpg%3F'").await;
    browser.find("link", "1 pick").await;
    visit.open("?now=2021-02-24T17:45:00Z").await;
    press(&visit, "n").await;
    browser.until("return document.activeElement.id === 'know-your-peers'").await;
    visit.end().await;
}

#[tokio::test]
async fn a_dialog_was_said_not_to_be_loaded_while_it_was() {
    let visit = Visit::new().await;
    visit.site.fault("istiocon-2021.json", Some(Fault::Late(Duration::from_secs(2))));
    visit.open("").await;
    visit.browser.run("document.querySelector('[data-tool=plan]').click()").await;
    visit.browser.until("return !!document.querySelector('dialog[open]')").await;
    press(&visit, &Key::Escape.to_string()).await;
    let notices = visit.browser.run("return document.querySelector('.notices').textContent").await;
    let said = visit.browser.run("return document.getElementById('_said').textContent").await;
    assert_eq!((notices.as_str(), said.as_str()), (Some(""), Some("")));

    visit.open("").await;
    press(&visit, "?").await;
    visit.browser.until("return !!document.querySelector('dialog[open]')").await;
    visit.end().await;
}

#[tokio::test]
async fn the_keys_are_told_and_can_be_switched_off() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    press(&visit, "j").await;
    // A key that is pressed right after the first answer waits for the app to listen.
    browser.until("return document.activeElement.id === 'opening-keynote'").await;
    press(&visit, "?").await;
    browser.until("return !!document.querySelector('dialog[open]')").await;
    press(&visit, &Key::Escape.to_string()).await;
    browser.until("return !document.querySelector('dialog').open").await;
    assert_eq!(focus(&visit).await, "opening-keynote", "the focus is where it was");
    browser.press("button", "Keyboard shortcuts").await;
    browser.press("button", "Switch them off").await;
    browser.press("button", "Close").await;
    for _ in 0..2 {
        press(&visit, "j").await;
        press(&visit, "?").await;
        assert_eq!(browser.run("return !!document.querySelector('dialog[open]') ?? false").await, false);
        assert!(!focus(&visit).await.starts_with("opening"));
        visit.open("").await;
    }
    // What comes behind the first answer stands above the button, and moves it.
    browser.until("return document.querySelector('[data-open]')").await;
    browser.press("button", "Keyboard shortcuts").await;
    browser.press("button", "Switch them on").await;
    browser.press("button", "Close").await;
    browser.run("document.activeElement.blur()").await;
    press(&visit, "j").await;
    assert_eq!(focus(&visit).await, "opening-keynote");
    visit.end().await;
}
