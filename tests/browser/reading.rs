//! Reading the schedule: before, without and after the script.

use std::time::Duration;

use serde_json::json;
use tidetable_tests::{browser::Setup, site::Fault, weight::first_load};

use crate::support::{Visit, wasm};

#[tokio::test]
async fn all_of_it_is_there_without_a_script() {
    let visit = Visit::with("/", Setup { script: false, ..Setup::default() }).await;
    let browser = &visit.browser;
    browser.client.goto(&visit.at("")).await.expect("the page opens");
    assert_eq!(browser.sessions().await.len(), 53);
    assert_eq!(
        browser
            .run("return [...document.querySelectorAll('section > h2')].map((h) => h.textContent.trim())")
            .await,
        json!([
            "Monday 22 February",
            "Tuesday 23 February",
            "Wednesday 24 February",
            "Thursday 25 February",
            "Friday 26 February"
        ])
    );
    let text = browser.text("#airbnb-on-istio").await;
    for part in ["16:00", "16:25", "Airbnb on Istio", "Weibo He", "Case study"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    let page = browser.page_text().await;
    assert!(page.contains("need JavaScript"));
    assert!(!page.contains("Undo"), "what is not so yet is not shown");

    browser.client.goto(&visit.at("#airbnb-on-istio")).await.expect("a link to a session works");
    browser.run("document.querySelector('#airbnb-on-istio summary').click()").await;
    let text = browser.text("#airbnb-on-istio details").await;
    assert!(text.contains("Airbnb") && text.contains("Slides") && text.contains("Session page"), "{text}");
    visit.end().await;
}

#[tokio::test]
async fn the_prerendered_page_is_taken_over_as_it_stands() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.site.fault(&wasm(), Some(Fault::Late(Duration::from_millis(700))));
    browser.client.goto(&visit.at("")).await.expect("the page opens");
    browser.run("document.querySelector('#airbnb-on-istio').dataset.mine = 'yes'").await;
    browser.answers().await;
    assert_eq!(browser.run("return document.querySelector('#airbnb-on-istio').dataset.mine").await, "yes");
    assert_eq!(browser.sessions().await.len(), 53);
    visit.end().await;
}

#[tokio::test]
async fn it_has_the_landmarks_and_controls_of_the_contract() {
    let visit = Visit::new().await;
    visit.open("").await;
    for (role, name) in [
        ("navigation", "Days"),
        ("searchbox", "Search sessions"),
        ("radiogroup", "View"),
        ("radiogroup", "Language"),
        ("radio", "List"),
        ("radio", "Agenda"),
        ("radio", "English"),
        ("radio", "Chinese"),
        ("radio", "All"),
        ("combobox", "Time zone"),
        ("combobox", "Theme"),
        ("link", "Mon 22"),
        ("button", "Pick: Airbnb on Istio"),
    ] {
        visit.browser.find(role, name).await;
    }
    for role in ["banner", "main", "search"] {
        assert_eq!(visit.browser.all(role).await.len(), 1, "{role}");
    }
    visit.end().await;
}

#[tokio::test]
async fn it_works_below_a_path() {
    let visit = Visit::with("/some/path/", Setup::default()).await;
    visit.open("?lang=all").await;
    assert_eq!(visit.browser.sessions().await.len(), 67);
    visit.browser.press("radio", "Agenda").await;
    let address = visit.browser.run("return location.pathname + location.search").await;
    assert_eq!(address, "/some/path/?view=agenda&lang=all");
    visit.end().await;
}

#[tokio::test]
async fn english_only_says_so_and_leads_to_the_full_schedule() {
    let visit = Visit::new().await;
    visit.open("").await;
    assert!(visit.browser.text(".showing").await.contains("English only: 53 sessions"));
    visit.browser.press("link", "Full schedule (67)").await;
    visit.browser.shows(67).await;
    assert_eq!(visit.browser.address().await, "?lang=all");
    visit.browser.press("radio", "Chinese").await;
    visit.browser.shows(14).await;
    let heading = "return document.querySelector('#baidu-infrastructure-upgrade h3').lang";
    assert_eq!(visit.browser.run(heading).await, "zh");
    let text = visit.browser.text("#baidu-infrastructure-upgrade").await;
    assert!(
        text.contains("《百度APP基于Istio实现基础架构升级》")
            && text.contains("Baidu App: an infrastructure")
    );
    visit.end().await;
}

#[tokio::test]
async fn nothing_moves_once_it_is_painted() {
    for size in [(390, 844), (1440, 900)] {
        nothing_moves(size).await;
    }
}

async fn nothing_moves(size: (u32, u32)) {
    let visit = Visit::with("/", Setup { size, ..Setup::default() }).await;
    visit.open_and_keep().await;
    tokio::time::sleep(Duration::from_millis(800)).await;
    let shift = "return new Promise((done) => new PerformanceObserver((list) => done(
        list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
        ).observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))";
    let moved = visit.browser.run(shift).await.as_f64().expect("a sum of shifts");
    assert!(moved < 0.01, "a layout shift of {moved} at {size:?}");
    visit.end().await;
}

#[tokio::test]
async fn search_and_filters_narrow_the_list_and_the_address_says_so() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.find("searchbox", "Search sessions").await.send_keys("airbnb").await.expect("one can type");
    browser.shows(1).await;
    assert_eq!(browser.address().await, "?q=airbnb");
    browser
        .until("return document.querySelector('.showing').textContent.includes('1 session for “airbnb”')")
        .await;
    browser.press("link", "Clear filters").await;
    browser.shows(53).await;

    browser.press("checkbox", "Keynote").await;
    browser.shows(3).await;
    assert_eq!(browser.address().await, "?format=keynote");
    browser.press("link", "Lin Sun").await;
    browser.shows(3).await;
    assert_eq!(browser.address().await, "?lang=all&speaker=Lin+Sun");
    visit.open("?q=no+such+thing").await;
    browser.press("link", "Clear filters").await;
    browser.shows(53).await;
    visit.end().await;
}

#[tokio::test]
async fn the_theme_is_chosen_by_hand_and_stays() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let background = "return getComputedStyle(document.documentElement).backgroundColor";
    let light = browser.run(background).await;
    browser.find("combobox", "Theme").await.select_by_value("dark").await.expect("dark can be chosen");
    assert_ne!(browser.run(background).await, light);
    let around = "return [...document.querySelectorAll('meta[name=theme-color]')].map((color) => matchMedia(color.media).matches)";
    assert_eq!(browser.run(around).await, serde_json::json!([false, true]));
    visit.open("").await;
    assert_eq!(browser.run(around).await, serde_json::json!([false, true]));
    assert_eq!(browser.run("return document.documentElement.dataset.theme").await, "dark");
    assert_eq!(browser.run("return document.getElementById('_theme').value").await, "dark");
    visit.end().await;
}

#[tokio::test]
async fn the_first_load_is_within_the_budget_not_in_webkit_which_takes_no_brotli_here() {
    const BUDGET: u64 = 140_000;
    let visit = Visit::new().await;
    let bytes = first_load(&visit.site).await;
    let total: u64 = bytes.values().sum();
    assert!(bytes.contains_key("wasm") && bytes.contains_key("html"), "{bytes:?}");
    assert!(total <= BUDGET, "{total} bytes: {bytes:?}");
    visit.end().await;
}
