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
    browser.until("return !document.querySelector('dialog[open]') && history.state === null").await;
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
            "2026-09-11T10:00:00Z By the clock on the wall",
        ])
    );
    assert_eq!(browser.run("return document.querySelectorAll('article h3.cancelled').length").await, 1);
    visit.end().await;
}

/// The moment of the tests: the opening is on, the exhibition too.
const DURING: &str = "?now=2031-06-05T07:10:00Z";

#[tokio::test]
async fn rooms_photos_and_announcements_are_shown_whole() {
    let visit = visit("hillside.json").await;
    let browser = &visit.browser;
    open(&visit, DURING).await;
    browser.until("return document.querySelector('#opening .links')").await;
    let head = browser.text("header.head").await;
    assert!(head.contains("The old mill"), "{head}");
    // A break is no session, and what one comes to as one likes is not "on now".
    assert!(browser.text(".showing").await.starts_with("6 sessions"));
    let lasting = browser.text("#day-2031-06-05 .going-on").await;
    assert!(lasting.contains("Drop in:") && lasting.contains("Exhibition of tools"), "{lasting}");
    let on_now = "return [...document.querySelectorAll('article[data-now]')].map((article) => article.id)";
    assert_eq!(browser.run(on_now).await, serde_json::json!(["opening"]));
    let facts = "return [...document.querySelectorAll('.facts .status')].map((fact) => fact.textContent)";
    assert_eq!(browser.run(facts).await, serde_json::json!(["Sign-up needed", "Full"]));
    let formats = "return [...document.querySelectorAll('.facts [data-format]')].map((format) => format.textContent).sort()";
    assert_eq!(
        browser.run(formats).await,
        serde_json::json!(["Keynote", "Panel", "Talk", "Workshop", "Workshop"])
    );

    browser.until("return document.querySelector('.announcements')").await;
    let told = browser.text(".announcements").await;
    assert!(told.contains("Bring boots") && told.contains("The path is wet."), "{told}");
    assert!(!told.contains("doors"), "of a time that has not come: {told}");
    browser.press("button", "Dismiss").await;
    browser.until("return !document.querySelector('.announcements')").await;
    let info = browser.text("#_info").await;
    for part in ["Hill lane 1", "The bus", "The network"] {
        assert!(info.contains(part), "{part}: {info}");
    }

    // A stream while the session is on, feedback once it is over.
    browser.run("document.querySelector('#opening details').open = true").await;
    let shown = "return [...document.querySelectorAll('#opening .links a')].filter((link) => link.checkVisibility()).map((link) => link.textContent)";
    let links = browser.run(shown).await.to_string();
    assert!(
        links.contains("Live stream") && links.contains("Chat room") && !links.contains("feedback"),
        "{links}"
    );
    browser.press("link", "Where it is: Great hall").await;
    let picture = |selector: &str| {
        format!(
            "const picture = document.querySelector('dialog[open] {selector}'); return picture?.complete && picture.naturalWidth"
        )
    };
    browser.until(&format!("{} === 300", picture(".floor-plan img"))).await;
    let room = browser.text("dialog").await;
    for part in ["Mill · Ground floor · 120 seats", "Through the gate", "On a map", "Dry stone walls"] {
        assert!(room.contains(part), "{part}: {room}");
    }
    open(&visit, "?now=2031-06-05T20:00:00Z#speaker=Ada%20Fell").await;
    browser.until(&format!("{} === 192", picture(".photo"))).await;
    assert!(browser.text("dialog").await.contains("she/her"));
    browser.press("button", "Close").await;
    browser.until("return document.querySelector('#opening[data-past] .links')").await;
    browser.run("document.querySelector('#opening details').open = true").await;
    let links = browser.run(shown).await.to_string();
    assert!(!links.contains("Live stream") && links.contains("Give feedback"), "{links}");
    // What speakers tell of themselves is found, and dismissed is dismissed.
    assert_eq!(browser.run("return !document.querySelector('.announcements')").await, true);
    open(&visit, "?q=theodolite").await;
    browser.until("return document.querySelectorAll('article').length === 2").await;
    assert_eq!(browser.run("return document.querySelector('h1').lang").await, "en");
    visit.end().await;
}

#[tokio::test]
async fn a_plan_takes_the_time_that_fits_of_what_is_given_twice() {
    let visit = visit("hillside.json").await;
    let browser = &visit.browser;
    open(&visit, "").await;
    browser.until("return document.querySelector('#knots .links')").await;
    browser.press("button", "Pick: Maps by hand").await;
    browser.run("document.querySelector('#knots .pick').click()").await;
    browser.until("return document.querySelector('#knots .clash')").await;
    // Who picks one is offered the other.
    browser.until("return document.querySelector('#knots .again a')?.hash === '#knots-again'").await;
    browser.run("document.querySelector('#knots details').open = true").await;
    browser
        .until("return document.querySelector('#knots .related')?.textContent.includes('Given again')")
        .await;
    browser.press("button", "Make my plan").await;
    browser.until("return document.querySelector('dialog[open]')?.textContent.includes('It is kept at another time')").await;
    browser.press("button", "Accept this plan").await;
    browser
        .until("return document.querySelector('#knots-again .pick').getAttribute('aria-pressed') === 'true'")
        .await;
    let picked = "return [...document.querySelectorAll('.pick[aria-pressed=true]')].map((pick) => pick.closest('article').id)";
    assert_eq!(browser.run(picked).await, serde_json::json!(["maps", "knots-again"]));
    visit.end().await;
}

#[tokio::test]
async fn a_logo_stood_out_of_the_bar() {
    let visit = visit("hillside.json").await;
    let browser = &visit.browser;
    open(&visit, DURING).await;
    browser.until("return document.querySelector('.logo').complete").await;
    let is_within = "const [bar, logo] = ['.head', '.logo'].map((part) => document.querySelector(part).getBoundingClientRect());
        return logo.height > 0 && logo.top >= bar.top && logo.bottom <= bar.bottom && logo.left >= bar.left";
    assert_eq!(browser.run(is_within).await, true);
    visit.end().await;
}

#[tokio::test]
async fn other_programs_find_the_schedule_in_their_forms() {
    let visit = visit("frab.xml").await;
    open(&visit, "").await;
    let read = "const links = [...document.querySelectorAll('link[type^=\"application/vnd\"]')];
        return Promise.all(links.map(async (link) => [link.type.split('+')[1], (await (await fetch(link.href)).text()).slice(0, 14)]))";
    let found = visit.browser.run(read).await;
    assert_eq!(found, serde_json::json!([["xml", "<?xml version="], ["json", "{\"generator\":{"]]));
    visit.end().await;
}
