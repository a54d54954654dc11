//! The grid: one day, time down, lanes across.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use fantoccini::key::Key;
use serde_json::Value;
use tidetable_tests::browser::Setup;

use crate::support::Visit;

/// Of each session in the grid: its id, and its left, top, right and bottom edge.
async fn boxes(visit: &Visit) -> Vec<(String, [f64; 4])> {
    let script = "return [...document.querySelectorAll('#_grid article')].map((article) => {
        const { left, top, right, bottom } = article.getBoundingClientRect();
        return [article.id, [left, top, right, bottom]];
    })";
    serde_json::from_value(visit.browser.run(script).await).expect("boxes")
}

#[tokio::test]
async fn a_day_stands_to_scale_with_parallel_sessions_side_by_side() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("radio", "Grid").await;
    browser.shows(7).await;
    assert_eq!(browser.address().await, "?view=grid");
    assert_eq!(browser.text("#_grid h2").await, "Mon 22");
    let boxes = boxes(&visit).await;
    let edges = |id: &str| boxes.iter().find(|(other, _)| other == id).expect("it is there").1;
    // 50 minutes and 40, the gaps between cells apart.
    let height = |id: &str| edges(id)[3] - edges(id)[1] + 2.0;
    let ratio = height("opening-keynote") / height("istio-5g-platform");
    assert!((ratio - 1.25).abs() < 0.02, "{ratio}");
    assert!(edges("using-istio")[0] >= edges("istio-service-mesh-at-enterprise-scale")[2]);
    for (at, (one, a)) in boxes.iter().enumerate() {
        for (other, b) in &boxes[at + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "{one} lies on {other}");
        }
    }
    // Another day, picked, and back.
    browser.press("link", "Wed 24").await;
    browser.until("return document.querySelector('#_grid h2').textContent === 'Wed 24'").await;
    assert_eq!(browser.address().await, "?view=grid&day=2021-02-24");
    browser.press("button", "Pick: Know your peers").await;
    browser.find("link", "1 pick").await;
    browser.client.back().await.expect("there is a page before");
    browser.until("return document.querySelector('#_grid h2').textContent === 'Mon 22'").await;
    browser.press("radio", "List").await;
    browser.shows(53).await;
    assert_eq!(
        browser.run("return document.querySelectorAll('article[style*=grid], #_grid').length").await,
        0
    );
    visit.end().await;
}

#[tokio::test]
async fn arrow_keys_lead_through_time_and_lanes() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?view=grid").await;
    browser.shows(7).await;
    browser.run("document.getElementById('istio-service-mesh-at-enterprise-scale').focus()").await;
    for (key, id) in [
        (Key::Right, "using-istio"),
        (Key::Left, "istio-service-mesh-at-enterprise-scale"),
        (Key::Up, "i-want-to-sketch-a-mesh-for-you"),
        (Key::Down, "istio-service-mesh-at-enterprise-scale"),
        (Key::Down, "improving-security-with-istio"),
    ] {
        let focused = browser.client.active_element().await.expect("something has the focus");
        focused.send_keys(&key.to_string()).await.expect("a key can be pressed");
        assert_eq!(browser.run("return document.activeElement.id").await, id);
    }
    visit.end().await;
}

#[tokio::test]
async fn it_opens_at_the_day_that_is_on_and_shows_now() {
    let visit = Visit::with("/", Setup { zone: "Asia/Tokyo", ..Setup::default() }).await;
    let browser = &visit.browser;
    visit.open("?view=grid&now=2021-02-25T17:20:00Z").await;
    browser.until("return document.querySelector('#_grid h2').textContent === 'Thu 25'").await;
    let within = "const line = document.querySelector('.now-line').getBoundingClientRect().top;
        const on = document.getElementById('how-to-manage-any-layer-7-traffic').getBoundingClientRect();
        return (line - on.top) / on.height";
    let share = browser.run(within).await.as_f64().expect("a number");
    assert!((share - 0.5).abs() < 0.05, "{share}");
    let hours =
        browser.run("return [...document.querySelectorAll('.hour')].map((hour) => hour.textContent)").await;
    assert!(hours.as_array().is_some_and(|hours| hours.contains(&Value::from("02:00+1"))), "{hours}");
    visit.end().await;
}

#[tokio::test]
async fn hours_and_heads_stay_in_sight_and_the_page_is_no_wider_than_a_phone() {
    let visit = Visit::with("/", Setup { size: (390, 844), ..Setup::default() }).await;
    let browser = &visit.browser;
    visit.open("?view=grid&lang=all&day=2021-02-23").await;
    browser.until("return document.querySelector('#_grid .fold')").await;
    browser.shows(19).await;
    assert!(
        browser
            .run("return document.querySelector('.fold').textContent")
            .await
            .as_str()
            .is_some_and(|text| text.contains("10 h 40 min without sessions"))
    );
    // The hours once lay over the views at the lower edge.
    let at_the_thumb =
        "const { x, y } = document.getElementById('_view-list').closest('label').getBoundingClientRect();
        return document.elementFromPoint(x + 5, y + 5).closest('.views') !== null";
    assert_eq!(browser.run(at_the_thumb).await, true);
    let wide = "return document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(browser.run(wide).await, true);
    let moved = "const grid = document.getElementById('_grid');
        grid.scrollTo(120, 500);
        const edges = grid.getBoundingClientRect();
        const at = (selector) => grid.querySelector(selector).getBoundingClientRect();
        return [at('h2').top - edges.top, at('h2').left - edges.left, at('.side').left - edges.left]";
    assert_eq!(browser.run(moved).await, serde_json::json!([0, 0, 0]));
    visit.end().await;
}

#[tokio::test]
async fn a_printed_grid_stood_between_two_empty_pages_only_in_chromium_whose_sheets_are_as_the_style_says() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?view=grid").await;
    browser.until("return !!document.querySelector('#_grid article')").await;
    let pdf = BASE64_STANDARD.decode(browser.print((8.27, 11.69)).await).expect("it is base64");
    let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf).expect("it is a PDF");
    assert_eq!(pages.len(), 1, "{pages:?}");
    assert!(pages[0].contains("keynote"), "{pages:?}");
    visit.end().await;
}
