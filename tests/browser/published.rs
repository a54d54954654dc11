//! Conferences as organisers publish them (`tests/conferences/published`), each built with one command: a frab `schedule.xml` with a day that
//! ends at four, in two languages and twelve rooms; a file of Sessionize; a calendar that is broken.

use std::path::Path;

use tidetable_tests::{
    browser::{Browser, Setup},
    site::Site,
};

use crate::support::Visit;

async fn visit(file: &str) -> Visit {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/published").join(file);
    assert!(built.join("index.html").exists(), "`make published` builds it");
    let site = Site::serve(&built, "/", 0).await.expect("a port is free");
    let setup = Setup { zone: "Europe/Berlin", ..Setup::default() };
    Visit::of(site, Browser::of_pool(setup).await)
}

/// Opens it and waits until the whole schedule is there.
async fn open(visit: &Visit, rest: &str) {
    visit.open(rest).await;
    visit.browser.until("return document.querySelectorAll('#_speaker option').length > 1 || document.querySelectorAll('article').length < 6").await;
}

#[tokio::test]
async fn a_frab_schedule_is_shown_whole() {
    let visit = visit("frab.xml").await;
    let browser = &visit.browser;
    open(&visit, "").await;
    assert_eq!(browser.run("return document.querySelectorAll('article').length").await, 20);
    assert_eq!(
        browser.run("return document.title").await.as_str().map(|title| title.contains("Netze & Gärten")),
        Some(true)
    );
    // Of the night in which clocks are put back.
    let of_saturday = "return [...document.querySelectorAll('#day-2026-10-24 article h3')].map((h) => h.textContent).slice(-3)";
    assert_eq!(
        browser.run(of_saturday).await,
        serde_json::json!(["Über die Uhr hinaus", "Nach Mitternacht", "Vor dem Morgen"])
    );
    let first = "document.getElementById('00000001-0000-4000-8000-000000000000')";
    browser.until(&format!("return {first}.querySelector('.description')")).await;
    let text = |selector: &str| format!("return {first}.querySelector('{selector}')?.textContent");
    assert_eq!(browser.run(&text(".subtitle")).await, "Womit es anfängt");
    let set = format!(
        "const set = {first}.querySelector('.description'); return [...set.querySelectorAll('p > strong, ul > li')].map((part) => part.textContent)"
    );
    assert_eq!(browser.run(&set).await, serde_json::json!(["kurzer", "Wer wir sind", "Was kommt"]));
    let links = browser
        .run(&format!(
            "return [...{first}.querySelectorAll('.links a')].map((a) => a.textContent).join(', ')"
        ))
        .await;
    assert_eq!(links, "Slides, Session page, Live stream, Give feedback, Link to this session");
    assert_eq!(browser.run("return document.body.innerHTML.includes('javascript:')").await, false);
    let languages = "return [...document.querySelectorAll('#_languages label')].map((l) => l.textContent.replace(/\\d+/, '').trim())";
    assert_eq!(browser.run(languages).await, serde_json::json!(["German", "English", "All"]));
    visit.end().await;
}

#[tokio::test]
async fn rooms_stand_in_the_organisers_order() {
    let visit = visit("frab.xml").await;
    let browser = &visit.browser;
    open(&visit, "?view=grid&day=2026-10-24").await;
    let columns = "return [...document.querySelectorAll('.grid .lane')].map((lane) => lane.textContent)";
    browser.until("return document.querySelectorAll('.grid .lane').length").await;
    let rooms = [
        "Zenith", "Aula", "Mill", "Loft", "Quarry", "Bridge", "Yard", "Cellar", "Garden", "Dome", "Harbour",
        "Attic",
    ];
    assert_eq!(browser.run(columns).await, serde_json::json!(rooms));
    let values = "return [...document.querySelectorAll('#_rooms input')].map((input) => input.value)";
    assert_eq!(browser.run(values).await, serde_json::json!(rooms));
    visit.end().await;
}

#[tokio::test]
async fn a_break_could_be_picked_like_a_session() {
    let visit = visit("sessionize-all.json").await;
    let browser = &visit.browser;
    open(&visit, "").await;
    assert_eq!(browser.run("return document.querySelector('h1').textContent").await, "Fjord Days 2026");
    let info = browser.run("return [...document.querySelectorAll('#_info details')].map((page) => [page.querySelector('summary').textContent, page.querySelectorAll('li').length])").await;
    assert_eq!(info, serde_json::json!([["The network", 2]]));
    let picks = "return [...document.querySelectorAll('article')].map((article) => [article.querySelector('h3').textContent, [...article.querySelectorAll('.pick')].filter((pick) => pick.offsetParent).length])";
    assert_eq!(
        browser.run(picks).await,
        serde_json::json!([["Opening", 1], ["Lunch", 0], ["C# & <T>: generics", 1]])
    );
    visit.end().await;
}

#[tokio::test]
async fn a_speaker_has_a_profile_with_all_their_sessions() {
    let visit = visit("sessionize-all.json").await;
    let browser = &visit.browser;
    open(&visit, "#speaker=Ida%20Lund").await;
    browser
        .until("return document.querySelector('dialog[open] .profile h3')?.textContent === 'Ida Lund'")
        .await;
    let text = browser.run("return document.querySelector('dialog[open] .profile').textContent").await;
    let text = text.as_str().unwrap_or_default();
    for told in ["Boatwright, Fjord Works", "Builds boats.", "Blog", "Opening"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    // From her session, too, and "back" closes it.
    browser.run("document.querySelector('dialog[open] button').click()").await;
    browser.until("return !document.querySelector('dialog[open]')").await;
    browser.run("document.querySelector('article details').open = true").await;
    browser.run("[...document.querySelectorAll('article .links a')].find((a) => a.textContent === 'About Ida Lund').click()").await;
    browser.until("return document.querySelector('dialog[open] .profile')").await;
    browser.client.back().await.expect("there is a way back");
    browser.until("return !document.querySelector('dialog[open]')").await;
    visit.end().await;
}

#[tokio::test]
async fn tracks_have_the_colours_that_were_published() {
    let visit = visit("frab.xml").await;
    open(&visit, "").await;
    let mark = "return getComputedStyle(document.querySelector('article [data-track=\"Gärten\"]'), '::before').backgroundColor";
    assert_eq!(visit.browser.run(mark).await, "rgb(46, 125, 50)");
    visit.end().await;
}

#[tokio::test]
async fn a_broken_calendar_is_shown_as_far_as_it_goes() {
    let visit = visit("broken.ics").await;
    let browser = &visit.browser;
    open(&visit, "?tz=Europe/Lisbon").await;
    let titles = "return [...document.querySelectorAll('article')].map((article) => `${article.querySelector('.start time').dateTime} ${article.querySelector('h3').textContent}`)";
    assert_eq!(
        browser.run(titles).await,
        serde_json::json!([
            "2026-09-09T23:00:00Z Open hold",
            "2026-09-10T08:00:00Z Maré, maré: the tide",
            "2026-09-10T10:00:00Z By the clock on the wall",
            "2026-09-11T08:00:00Z Maré again",
        ])
    );
    assert_eq!(browser.run("return document.querySelectorAll('article h3.cancelled').length").await, 1);
    visit.end().await;
}
