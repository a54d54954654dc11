//! Another conference: `make build SCHEDULE=…` with a file that is odd in many ways.

use std::path::Path;

use serde_json::json;
use tidetable_tests::{
    browser::{Browser, Setup},
    site::{Fault, Site},
};

use crate::support::Visit;

/// The page of `tests/conferences/odd.json`, in Berlin.
async fn odd(setup: Setup) -> (Site, Browser) {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/odd");
    assert!(dist.join("index.html").exists(), "there is no target/odd: `make odd` makes it");
    let site = Site::serve(&dist, "/", 0).await.expect("a port is free");
    let browser = Browser::of_pool(setup).await;
    (site, browser)
}

async fn rail(browser: &Browser, id: &str) -> String {
    let script = format!("return document.getElementById('{id}').querySelector('.rail').textContent");
    browser.run(&script).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn another_conference_has_its_own_title_days_and_times() {
    let (site, browser) = odd(Setup { script: false, ..Setup::default() }).await;
    browser.client.goto(&site.address).await.expect("the page opens");
    assert_eq!(browser.text("h1").await, "Odd & <b>Ends</b> 2021");
    assert_eq!(browser.client.title().await.expect("it has a title"), "Odd & <b>Ends</b> 2021 · Tidetable");
    assert_eq!(browser.sessions().await, ["opening", "main", "late night", "index"]);
    // The day ends at four in the morning, and the clocks went forward in that night.
    assert_eq!(rail(&browser, "late night").await, "01:30+1 day–03:30+1 day");
    let day = "return document.getElementById('late night').closest('section').id";
    assert_eq!(browser.run(day).await, "day-2021-03-27");
    browser.quit().await;
}

#[tokio::test]
async fn an_odd_conference_is_hydrated_and_its_texts_stay_texts() {
    let (site, browser) = odd(Setup { zone: "America/New_York", ..Setup::default() }).await;
    browser.open(&site.address).await;
    assert_eq!(browser.sessions().await.len(), 4);
    assert_eq!(rail(&browser, "late night").await, "20:30–21:30");
    browser
        .find("combobox", "Time zone")
        .await
        .select_by_value("Europe/Berlin")
        .await
        .expect("the venue's zone");
    browser.until("return document.querySelector('.zone').textContent.includes('UTC+1, then UTC+2')").await;
    assert_eq!(rail(&browser, "late night").await, "01:30+1 day–03:30+1 day");

    browser.press("button", "Pick: Late <script>document.title='owned'</script> \"night\"").await;
    browser.find("link", "1 pick").await;
    let key = "return Object.keys(localStorage).includes('tidetable/odd/2021 é/agenda')";
    assert_eq!(browser.run(key).await, true);
    browser.open(&format!("{}?topic=a%252C+b,50%2525#late%20night", site.address)).await;
    browser.until("return document.activeElement.id === 'late night'").await;
    assert_eq!(browser.sessions().await, ["late night"]);
    assert_eq!(
        browser.run("return document.querySelectorAll('main img, main script, main b').length").await,
        0
    );
    let links = "return [...document.querySelectorAll('main article a')].map((a) => a.protocol)";
    assert!(!browser.run(links).await.as_array().expect("a list").contains(&json!("javascript:")));
    assert!(browser.text("footer").await.contains("2 entries of the schedule file were left out"));
    assert_eq!(browser.console().await, [""; 0]);
    browser.quit().await;
}

#[tokio::test]
async fn nothing_is_wider_than_a_small_phone() {
    let (site, browser) = odd(Setup::default()).await;
    // In a frame: no engine has a window that is so narrow.
    let frame = "<!DOCTYPE html><iframe src='./' width='320' height='640' style='border: 0'></iframe>";
    site.fault("frame.html", Some(Fault::Content("text/html", frame.into())));
    browser.client.goto(&format!("{}frame.html", site.address)).await.expect("it opens");
    browser.until("return frames[0]?.performance.getEntriesByName('tidetable:interactive').length > 0").await;
    assert_eq!(browser.run("return frames[0].innerWidth").await, 320);
    let wider = "const { innerWidth, document } = frames[0]; return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(browser.run(wider).await, false);
    browser.quit().await;
}

/// As the page could call its own elements.
const OWN: [&str; 22] = [
    "app",
    "index",
    "words",
    "trouble",
    "main",
    "search",
    "controls",
    "filters",
    "timeline",
    "tools",
    "tools-aside",
    "lost",
    "gaps",
    "news",
    "inbox",
    "pocket",
    "desk",
    "said",
    "told",
    "undo",
    "results",
    "grid",
];

#[tokio::test]
async fn a_session_whose_id_is_a_word_of_the_page_stopped_it_or_was_taken_for_a_part_of_it() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    let session = |(at, id): (usize, &&str)| {
        json!({
            "id": id, "title": format!("The {id}"), "summary": format!("About the {id}"),
            "start": format!("2021-02-22T{at:02}:00:00Z"), "end": format!("2021-02-22T{at:02}:30:00Z"),
        })
    };
    let sessions: Vec<_> = OWN.iter().enumerate().map(session).collect();
    let file = json!({ "id": "istiocon-2021", "name": "Words", "sessions": sessions }).to_string();
    visit.site.fault("istiocon-2021.json", Some(Fault::Content("application/json", file.into())));
    visit.open("#desk").await;
    browser.shows(OWN.len()).await;
    browser.until("return document.activeElement.matches('article#desk')").await;
    browser.until("return !!document.querySelector('aside.agenda button')").await;
    browser.run("for (const pick of document.querySelectorAll('article .pick')) pick.click()").await;
    browser.find("link", &format!("{} picks", OWN.len())).await;
    browser.press("radio", "Agenda").await;
    browser.until("return !!document.querySelector('h3')?.closest('section')").await;
    browser.press("button", "Make my plan").await;
    browser.until("return !!document.querySelector('dialog[open] h2')").await;
    let twice = "const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id); return ids.filter((id, at) => ids.indexOf(id) !== at)";
    assert_eq!(browser.run(twice).await, json!([]));
    let shown = "return [...document.querySelectorAll('article')].filter((article) => article.id && article.querySelector('h3').textContent === `The ${article.id}` && article.checkVisibility()).length";
    assert_eq!(browser.run(shown).await, OWN.len());
    visit.end().await;
}
