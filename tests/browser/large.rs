//! A conference of 1,000 sessions: the page holds what is seen first, and comes to hold what is looked for.

use std::{path::Path, time::Duration};

use fantoccini::Locator;

use tidetable_tests::{
    browser::{Browser, Setup},
    site::{Fault, Site},
};

use crate::support::Visit;

async fn visit(setup: Setup) -> Visit {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/generated-1000");
    assert!(built.join("index.html").exists(), "`make large` builds it");
    let site = Site::serve(&built, "/", 0).await.expect("a port is free");
    Visit::of(site, Browser::of_pool(setup).await)
}

const ARTICLES: &str = "document.querySelectorAll('article').length";

#[tokio::test]
async fn few_rows_come_first_and_the_rest_when_it_is_asked_for() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    visit.open("").await;
    assert_eq!(browser.run(&format!("return {ARTICLES} <= 20")).await, true);
    browser.until("return document.querySelector('.showing').textContent.includes('1000 sessions')").await;
    // Some join while nothing happens, more where one scrolls or asks.
    browser.until(&format!("return {ARTICLES} >= 200")).await;
    browser.find("button", "Show 300 more").await;
    // Not by scrolling to it: then it would have gone on.
    browser.run("document.querySelector('.more:not([hidden]) button').click()").await;
    browser.until(&format!("return {ARTICLES} >= 400")).await;
    assert_eq!(browser.run("return document.activeElement.tagName").await, "ARTICLE");
    visit.end().await;
}

#[tokio::test]
async fn a_day_and_a_session_far_down_are_led_to() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    visit.open("#session-1-400").await;
    browser.until("return document.activeElement.id === 'session-1-400'").await;
    let in_view = |what: &str| {
        format!(
            "const top = document.querySelector('{what}')?.getBoundingClientRect().top; return top > -5 && top < 500"
        )
    };
    browser.until(&in_view("#session-1-400")).await;
    browser.press("link", "Sun 1").await;
    browser.until(&in_view("#day-2026-03-01 article")).await;
    browser.press("link", "Mon 2").await;
    browser.until(&in_view("#day-2026-03-02 article")).await;
    // A pick, a search, a filter and the grid work on all of it.
    browser.run("document.querySelector('#day-2026-03-02 .pick').click()").await;
    browser.find("link", "1 pick").await;
    browser
        .find("searchbox", "Search sessions")
        .await
        .send_keys("room:\"Room 7\"")
        .await
        .expect("one can type");
    browser.until("return document.querySelector('.showing').textContent.startsWith('34 sessions')").await;
    browser.run("const box = document.getElementById('_search'); box.value = ''; box.dispatchEvent(new Event('input', { bubbles: true }))").await;
    browser.press("radio", "Grid").await;
    browser.until("return document.querySelectorAll('#_grid article').length === 500").await;
    assert_eq!(browser.run("return document.querySelectorAll('#_grid .lane').length").await, 30);
    visit.end().await;
}

#[tokio::test]
async fn a_filter_in_the_address_waits_for_the_schedule() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    visit.open("?day=2026-03-02&room=Room+3&lang=all").await;
    browser.shows(17).await;
    assert_eq!(browser.run("return document.querySelectorAll('.notice').length").await, 0);
    visit.end().await;
}

#[tokio::test]
async fn a_control_that_was_used_before_the_schedule_came_dropped_the_rest_of_the_address() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    browser.client.goto(&visit.site.address).await.expect("the page opens");
    let schedule = browser.run("return document.getElementById('_app').dataset.schedule").await;
    let schedule = schedule.as_str().expect("it says where its schedule is");
    visit.site.fault(schedule, Some(Fault::Late(Duration::from_secs(20))));
    visit.open("?room=Room+3&tz=utc&now=2026-03-02T10:10:00Z").await;
    browser.press("radio", "Agenda").await;
    let wanted = "?view=agenda&room=Room+3&tz=utc&now=2026-03-02T10:10:00Z";
    browser.until(&format!("return location.search === '{wanted}'")).await;
    visit.end().await;
}

#[tokio::test]
async fn a_grid_moved_while_its_cells_came() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    visit.open("").await;
    browser
        .run(
            "
        window.layouts = new Set();
        const look = () => {
            const grid = document.getElementById('_grid');
            if (grid) layouts.add(grid.style.gridTemplateRows + grid.style.gridTemplateColumns);
            requestAnimationFrame(look);
        };
        look()",
        )
        .await;
    browser.press("radio", "Grid").await;
    browser.until("return document.querySelectorAll('#_grid article').length === 500").await;
    assert_eq!(browser.run("return layouts.size").await, 1);
    assert_eq!(browser.run("return document.querySelector('.missing').hidden").await, true);
    visit.end().await;
}

#[tokio::test]
async fn without_scripts_every_session_is_there() {
    let visit = visit(Setup { script: false, ..Setup::default() }).await;
    visit.browser.client.goto(&visit.site.address).await.expect("the page opens");
    let articles = visit.browser.client.find_all(Locator::Css("article")).await.expect("it has some");
    assert_eq!(articles.len(), 1000);
    visit.browser.quit().await;
}
