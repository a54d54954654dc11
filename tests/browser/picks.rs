//! Picking sessions, and finding them again.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::json;
use tidetable_tests::{browser::Browser, site::Fault};

use crate::support::{Visit, dist, wasm};

const KEY: &str = "tidetable/istiocon-2021/agenda";

async fn pressed(browser: &Browser, title: &str) -> bool {
    let button = browser.find("button", &format!("Pick: {title}")).await;
    button.attr("aria-pressed").await.expect("it has a state").as_deref() == Some("true")
}

async fn stored(browser: &Browser) -> serde_json::Value {
    let text = browser.run(&format!("return localStorage.getItem('{KEY}')")).await;
    text.as_str().map_or(json!(null), |text| serde_json::from_str(text).expect("the record is JSON"))
}

#[tokio::test]
async fn a_pick_is_there_after_a_reload_and_in_the_agenda() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("button", "Pick: Know your peers").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    assert!(pressed(browser, "Airbnb on Istio").await);
    browser.find("link", "2 picks").await;
    let record = stored(browser).await;
    assert_eq!(record["version"], 2);
    assert_eq!(record["picks"]["airbnb-on-istio"]["picked"], true);

    visit.open("").await;
    assert!(pressed(browser, "Airbnb on Istio").await);
    browser.press("radio", "Agenda").await;
    browser.shows(2).await;
    assert_eq!(browser.sessions().await, ["know-your-peers", "airbnb-on-istio"]);
    assert_eq!(browser.address().await, "?view=agenda");
    visit.end().await;
}

#[tokio::test]
async fn removing_offers_undo_and_the_focus_is_not_lost() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.press("radio", "Agenda").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.shows(0).await;
    browser.until("return document.activeElement.textContent === 'Undo'").await;
    browser.press("button", "Undo").await;
    browser.shows(1).await;
    browser.until("return document.activeElement.id === 'airbnb-on-istio'").await;
    assert!(pressed(browser, "Airbnb on Istio").await);
    visit.end().await;
}

#[tokio::test]
async fn an_empty_agenda_says_how_to_fill_it() {
    let visit = Visit::new().await;
    visit.open("?view=agenda").await;
    assert!(visit.browser.text("main").await.contains("Press the star of a session"));
    // WebKit's driver presses where the link was before what comes behind the answer stood above it.
    visit.browser.until("return !!document.querySelector('#_tools-aside select')").await;
    visit.browser.press("link", "Start with the keynotes").await;
    visit.browser.shows(3).await;
    visit.end().await;
}

#[tokio::test]
async fn two_tabs_show_and_keep_each_others_picks() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let first = browser.client.window().await.expect("there is a tab");
    let second = browser.client.new_window(true).await.expect("a second tab opens").handle;
    browser.client.switch_to_window(second.clone()).await.expect("it can be switched to");
    visit.open("").await;
    browser.press("button", "Pick: Airbnb on Istio").await;

    browser.client.switch_to_window(first).await.expect("back to the first");
    browser.find("link", "1 pick").await;
    assert!(pressed(browser, "Airbnb on Istio").await);
    browser.press("button", "Pick: Know your peers").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.find("link", "1 pick").await;

    browser.client.switch_to_window(second).await.expect("to the second again");
    browser.find("link", "1 pick").await;
    assert!(pressed(browser, "Know your peers").await && !pressed(browser, "Airbnb on Istio").await);
    visit.end().await;
}

#[tokio::test]
async fn a_tab_that_wrote_over_anothers_pick_is_mended() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    // What a tab would write that had read the record before that pick.
    let other = r#"{"version":1,"picks":{"know-your-peers":{"at":1,"picked":true}}}"#;
    browser
        .run(&format!(
            "localStorage.setItem('{KEY}', '{other}');
             dispatchEvent(new StorageEvent('storage', {{ key: '{KEY}' }}))"
        ))
        .await;
    browser.find("link", "2 picks").await;
    let picks = stored(browser).await["picks"].as_object().map(|picks| picks.len());
    assert_eq!(picks, Some(2));
    visit.end().await;
}

#[tokio::test]
async fn tabs_of_two_versions_that_write_the_record_in_two_ways_wrote_in_turn_for_ever() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let other = r#"{ "version": 2, "texts": {"note a": {"text": "a\u000ab", "at": 1}}, "picks": {"know-your-peers": {"picked": true, "at": 1}} }"#;
    let put = format!(
        "localStorage.setItem('{KEY}', {other:?});
         dispatchEvent(new StorageEvent('storage', {{ key: '{KEY}' }}))"
    );
    browser.run(&put).await;
    browser.find("link", "1 pick").await;
    let kept = format!("return localStorage.getItem('{KEY}')");
    assert_eq!(browser.run(&kept).await, other);
    visit.open("").await;
    browser.find("link", "1 pick").await;
    assert_eq!(browser.run(&kept).await, other);
    visit.end().await;
}

#[tokio::test]
async fn a_press_before_the_page_answers_is_carried_out_then() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.site.fault(&wasm(), Some(Fault::Late(Duration::from_secs(4))));
    browser.client.goto(&visit.at("")).await.expect("the page opens");
    let record = r#"{"version":1,"picks":{"know-your-peers":{"at":5,"picked":true}}}"#;
    browser.run(&format!("localStorage.setItem('{KEY}', '{record}')")).await;
    browser.client.refresh().await.expect("it opens again");
    assert!(pressed(browser, "Know your peers").await, "earlier picks are shown before the app is there");
    for id in ["airbnb-on-istio", "know-your-peers"] {
        let button = browser.client.find(Locator::Css(&format!("#{id} .pick"))).await.expect("it is there");
        browser.press_element(&button).await;
    }
    let early = "return performance.getEntriesByName('tidetable:interactive').length";
    assert_eq!(browser.run(early).await, 0, "the test is about presses before that");
    assert!(pressed(browser, "Airbnb on Istio").await, "it looks pressed at once");
    browser.answers().await;
    assert!(pressed(browser, "Airbnb on Istio").await);
    assert!(!pressed(browser, "Know your peers").await);
    assert_eq!(stored(browser).await["picks"]["airbnb-on-istio"]["picked"], true);
    assert_eq!(stored(browser).await["picks"]["know-your-peers"]["picked"], false);
    visit.end().await;
}

#[tokio::test]
async fn an_early_press_is_carried_out_once_though_the_schedule_changes_then() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    let changed = std::fs::read_to_string(dist().join("istiocon-2021.json")).expect("it is there") + "\n";
    visit.site.fault("istiocon-2021.json", Some(Fault::Content("application/json", changed.into())));
    visit.site.fault(&wasm(), Some(Fault::Late(Duration::from_secs(3))));
    browser.client.goto(&visit.at("")).await.expect("the page opens");
    browser.run("document.querySelector('#airbnb-on-istio .pick').click()").await;
    browser.answers().await;
    // The changed schedule is in use.
    browser.until("return document.querySelector('.kept').textContent.includes('checked')").await;
    assert!(pressed(browser, "Airbnb on Istio").await);
    visit.end().await;
}

#[tokio::test]
async fn picks_are_made_by_keyboard() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let button = browser.find("button", "Pick: Airbnb on Istio").await;
    button.send_keys(" ").await.expect("it takes keys");
    assert!(pressed(browser, "Airbnb on Istio").await);
    browser
        .until("return document.activeElement.getAttribute('aria-label') === 'Pick: Airbnb on Istio'")
        .await;
    visit.end().await;
}

#[tokio::test]
async fn a_pick_whose_session_is_gone_is_counted_and_kept() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let record =
        r#"{"version":1,"picks":{"gone":{"at":5,"picked":true},"airbnb-on-istio":{"at":5,"picked":true}}}"#;
    browser.run(&format!("localStorage.setItem('{KEY}', '{record}')")).await;
    visit.open("?view=agenda").await;
    let text = browser.text(".showing").await;
    assert!(text.contains("1 session in your agenda, and one that is not in this schedule"), "{text}");
    browser.press("button", "Pick: Airbnb on Istio").await;
    assert_eq!(stored(browser).await["picks"]["gone"]["picked"], true);
    visit.end().await;
}
