//! A conference in which much is odd (`tests/conferences/edge-cases.json`): white space of any width, several languages, ids of
//! all kinds, days that end at six, sessions of three days and of no length, two of one title, twelve rooms, formats of its own.

use std::path::Path;

use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    site::Site,
};

use crate::support::Visit;

const SESSIONS: usize = 147;

async fn visit(setup: Setup) -> Visit {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/edge-cases");
    assert!(built.join("index.html").exists(), "`make edge-cases` builds it");
    let site = Site::serve(&built, "/", 0).await.expect("a port is free");
    Visit::of(site, Browser::of_pool(setup).await)
}

/// Opens it where the program beside the page works.
async fn open(visit: &Visit, rest: &str) {
    visit.open(rest).await;
    visit.browser.until("return document.querySelectorAll('#_company option').length > 1").await;
    visit
        .browser
        .until("return !document.querySelector('.showing').textContent.includes('on their way')")
        .await;
}

async fn search(visit: &Visit, query: &str) -> Vec<String> {
    let put = format!(
        "const box = document.getElementById('_search');
        box.value = {};
        box.dispatchEvent(new Event('input', {{ bubbles: true }}))",
        json!(query)
    );
    visit.browser.run(&put).await;
    let told = format!(
        "return document.querySelector('.showing > span').textContent.includes({})",
        json!(format!("for “{}”", query.trim()))
    );
    visit.browser.until(&told).await;
    visit.browser.sessions().await
}

/// What is on the screen, in short: what is said of it, the sections with their first sessions, and what there is more.
const SHOWN: &str = "
    const text = (selector) => document.querySelector(selector)?.textContent.trim();
    const sections = [...document.querySelectorAll('#_timeline > section')].filter((section) => !section.hidden);
    return JSON.stringify([
        text('.showing > span'),
        document.querySelector('.nothing').textContent,
        sections.map((section) => [
            section.id,
            section.querySelector('.going-on')?.textContent,
            [...section.querySelectorAll('article')].slice(0, 3).map(({ id }) => id),
            !!section.querySelector('article, .going-on:not([hidden])'),
        ]),
    ]);";

/// Waits until what is on the screen stays as it is.
async fn settled(visit: &Visit) -> Value {
    let mut last = Value::Null;
    for _ in 0..40 {
        let shown = visit.browser.run(SHOWN).await;
        if shown == last {
            return shown;
        }
        last = shown;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    panic!("it does not come to rest: {last}");
}

#[tokio::test]
async fn a_view_or_filter_opened_by_its_address_showed_another_than_by_hand_only_in_chromium_since_it_takes_long()
 {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    open(&visit, "").await;
    browser.run("document.getElementById('t-0-10-1').querySelector('.pick').click()").await;
    let check = |id: &str| format!("document.getElementById('{id}').click()");
    let choose = |id: &str, value: &str| {
        format!(
            "const control = document.getElementById('{id}'); control.value = {}; control.dispatchEvent(new Event('change', {{ bubbles: true }}))",
            json!(value)
        )
    };
    let typed = "const box = document.getElementById('_search'); box.value = 'bridges'; box.dispatchEvent(new Event('input', { bubbles: true }))";
    for (address, by_hand) in [
        ("?view=agenda", check("_view-agenda")),
        ("?view=grid", check("_view-grid")),
        ("?day=2026-10-24", choose("_day", "2026-10-24")),
        ("?lang=en", check("_lang-en")),
        ("?format=workshop", check("_format-workshop")),
        ("?track=Side", check("_track-Side")),
        ("?room=Foyer", check("_room-Foyer")),
        ("?company=Company+3", choose("_company", "Company 3")),
        ("?picks=only", check("_picks-only")),
        ("?q=bridges", typed.to_owned()),
        ("#day-2026-10-25", "document.querySelector('nav.days li:nth-child(3) a').click()".into()),
    ] {
        open(&visit, address).await;
        let by_address = settled(&visit).await;
        open(&visit, "").await;
        browser.run(&by_hand).await;
        assert_eq!(settled(&visit).await, by_address, "{address}");
        // No heading stands there for nothing, where it is not that of an earlier day.
        assert!(
            address.starts_with('#') || !by_address.to_string().contains("[],false]"),
            "{address}: {by_address}"
        );
    }
    visit.end().await;
}

#[tokio::test]
async fn half_of_a_conference_was_hidden_since_it_is_not_in_english() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    open(&visit, "").await;
    browser
        .until(&format!(
            "return document.querySelector('.showing > span').textContent === '{SESSIONS} sessions'"
        ))
        .await;
    // What is said to those who hear the page is what is shown, at the address that it was opened at.
    open(&visit, "?format=workshop").await;
    browser.until("const [shown, told] = document.querySelectorAll('.showing span'); return told.textContent === shown.textContent && /^\\d+ of 147 sessions$/.test(told.textContent)").await;
    // Languages have names, and one may be two.
    for name in ["German", "English", "French", "Thai", "Arabic", "Chinese", "All"] {
        browser.find("radio", name).await;
    }
    browser.press("radio", "French").await;
    browser.until("return document.querySelector('.showing > span').textContent.includes('in French')").await;
    let facts = "return [...document.querySelectorAll('.facts')].every(({ textContent }) => !textContent.includes('German') || textContent.includes('German, '))";
    assert_eq!(browser.run(facts).await, true);
    // Formats are the ones they are called, topics beyond twelve are behind a button, and lists are in order.
    assert_eq!(
        browser.run("return document.querySelectorAll('#_formats > label [data-format=talk]').length").await,
        1
    );
    assert_eq!(browser.run("return document.querySelectorAll('#_topics > label').length").await, 12);
    browser.run("const box = document.querySelector('#_topics [data-narrow]'); box.closest('details').open = true; box.value = 'TOPIC 39'; box.dispatchEvent(new Event('input', { bubbles: true }))").await;
    browser.until("return [...document.querySelectorAll('#_topics details label')].filter((label) => label.checkVisibility()).length === 1").await;
    let rooms = browser.run("return [...document.querySelectorAll('#_rooms label')].map((label) => label.querySelector('span').textContent).slice(0, 4)").await;
    assert_eq!(rooms, json!(["Foyer", "Großer Saal", "Room 1", "Room 2"]));
    visit.end().await;
}

#[tokio::test]
async fn sessions_are_filtered_and_searched_by_level() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    open(&visit, "?level=Beginner").await;
    let shown = "return [...document.querySelectorAll('article')].filter((row) => row.checkVisibility()).map(({ id }) => id)";
    let beginners = browser.run(shown).await;
    let beginners: Vec<_> = beginners.as_array().into_iter().flatten().filter_map(|id| id.as_str()).collect();
    assert!(!beginners.is_empty() && beginners.iter().all(|id| id.starts_with("t-0-10-")), "{beginners:?}");
    // What it is called with, how many it leaves, and a value with a comma beside it.
    let levels = "return [...document.querySelectorAll('#_levels label')].map((label) => label.textContent)";
    let count = beginners.len();
    browser.until(&format!("return (() => {{ {levels} }})().includes('Beginner{count}')")).await;
    browser.press("checkbox", "Expert, hands-on").await;
    browser.until("return location.search === '?level=Beginner,Expert%252C+hands-on'").await;
    assert_eq!(browser.run("return document.querySelector('#_levels legend').textContent").await, "Level");
    let found = search(&visit, "level:beginner").await;
    assert_eq!(found.len(), count, "{found:?}");
    visit.end().await;
}

#[tokio::test]
async fn signs_scripts_and_white_space_were_not_searched() {
    let visit = visit(Setup::default()).await;
    open(&visit, "").await;
    for (query, first, count) in [
        ("zebra", "spaces", 1),
        ("giraffe", "spaces", 1),
        ("C++", "C++/50% #1?", 1),
        ("c#", "c#", 1),
        (".NET", ".net", 1),
        ("node,deno", "a&b=c", 1),
        ("Node.js & Deno: -not- a fight", "a&b=c", 1),
        ("🏳️‍🌈", "👩‍👩‍👧‍👦", 1),
        ("++", "C++/50% #1?", 1),
        ("hibition", "expo", 1),
        ("room：\"Großer Saal\"", "night", 3),
        ("服务", "会议", 1),
    ] {
        let found = search(&visit, query).await;
        assert_eq!(found.first().map(String::as_str), Some(first), "{query}: {found:?}");
        assert!(found.len() <= count, "{query}: {found:?}");
    }
    assert_eq!(search(&visit, "🦄").await, [""; 0]);
    assert!(visit.browser.text(".nothing").await.contains("“🦄”"));
    visit.end().await;
}

#[tokio::test]
async fn what_is_on_now_and_what_lasts_for_days_was_told_wrong() {
    let visit = visit(Setup { zone: "Europe/Berlin", ..Setup::default() }).await;
    let browser = &visit.browser;
    // Saturday: the list, the grid and the keys are there, and the exhibition that began on Friday is not in the way.
    open(&visit, "?now=2026-10-24T11:20:00Z").await;
    let list = "return [...document.querySelectorAll('#_now-list li')].map((line) => line.textContent)";
    browser.until("return !!document.querySelector('#_now-list')").await;
    let summary = browser.text("#_now-list > summary").await;
    let lines = browser.run(list).await;
    let lines: Vec<_> = lines.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(summary, format!("{} on now", lines.len()));
    assert!(
        lines.len() > 5 && lines.last().is_some_and(|last| last.contains("Exhibition until Sun 25 17:00")),
        "{lines:?}"
    );
    assert_eq!(
        browser.run("return document.querySelector('[aria-current=date]').textContent").await,
        "Sat 24"
    );
    browser.until("return document.getElementById('t-1-13-1')?.getBoundingClientRect().top < innerHeight && scrollY > 0").await;
    assert!(browser.text("#day-2026-10-25 .going-on").await.contains("Still on: Exhibition until 17:00"));
    // A press on a list in it does not close it when the minute changes it, nor does it lose the focus.
    browser.run("const list = document.getElementById('_now-list'); list.open = true; list.querySelector('a').focus()").await;
    browser.run("document.getElementById('t-1-13-3').querySelector('.pick').click()").await;
    browser
        .until("return document.querySelector('#_now-list li a').textContent.startsWith('Talk 2.13.3')")
        .await;
    assert_eq!(browser.run("return document.getElementById('_now-list').open && document.activeElement.closest('#_now-list') !== null").await, true);
    open(&visit, "?view=grid&now=2026-10-24T11:20:00Z").await;
    browser.until("return document.querySelector('.corner')?.textContent === 'Sat 24' && !!document.querySelector('#_grid #expo')").await;
    let hours = browser.run("return document.querySelectorAll('.grid .hour').length").await;
    assert!(hours.as_u64().is_some_and(|hours| (8..20).contains(&hours)), "{hours}");
    // A link to another day's session lands in the grid as well.
    browser.run("location.hash = '#night'").await;
    browser
        .until("return document.activeElement.id === 'night' && !!document.activeElement.closest('#_grid')")
        .await;
    // At night the next is tomorrow's, in any zone.
    open(&visit, "?now=2026-10-23T20:00:00Z").await;
    assert!(browser.text(".moment").await.contains("Next Sat 24 01:30"));
    open(&visit, "?now=2026-10-23T20:00:00Z&tz=Pacific/Auckland").await;
    assert!(browser.text(".moment").await.contains("Next 12:30"));
    visit.end().await;
}

#[tokio::test]
async fn an_exhibition_clashed_with_all_talks_and_free_time_went_on_for_days() {
    let visit = visit(Setup { zone: "Europe/Berlin", ..Setup::default() }).await;
    let browser = &visit.browser;
    open(&visit, "").await;
    for id in ["t-0-10-1", "expo", "t-0-11-2"] {
        open(&visit, &format!("#{id}")).await;
        browser.until(&format!("return document.activeElement.id === '{id}'")).await;
        browser.run(&format!("document.getElementById('{id}').querySelector('.pick').click()")).await;
    }
    open(&visit, "?view=agenda").await;
    browser.shows(3).await;
    browser.until("return !!document.querySelector('#expo .row-annotations .weight')").await;
    assert_eq!(browser.run("return document.querySelectorAll('.clash').length").await, 0);
    browser.until("return document.getElementById('_gaps').textContent.includes('Free time')").await;
    let gaps =
        browser.run("return [...document.querySelectorAll('#_gaps h3')].map((gap) => gap.textContent)").await;
    assert!(!gaps.to_string().contains("Sun") && !gaps.to_string().contains("54"), "{gaps}");
    // As a must it is an appointment.
    browser.run("document.querySelector('#expo .row-annotations .weight').click()").await;
    browser.until("return document.querySelectorAll('article .clash').length === 3").await;
    // On paper each time has the day it is on, in the zone in which it is read.
    open(&visit, "?view=agenda&tz=Pacific/Auckland").await;
    browser.until("return document.querySelectorAll('.row-annotations .weight').length > 0").await;
    browser.run("dispatchEvent(new Event('beforeprint'))").await;
    browser
        .until("return document.getElementById('_print-agenda').textContent.includes('Pacific/Auckland')")
        .await;
    let paper = browser
        .run("return [...document.querySelectorAll('#_print-agenda section')].map((day) => day.textContent)")
        .await;
    let paper: Vec<_> = paper.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(paper.len(), 1, "{paper:?}");
    assert!(
        paper[0].starts_with("Friday 23 October") && paper[0].contains("20:00–Mon 26 05:00"),
        "{paper:?}"
    );
    visit.end().await;
}

#[tokio::test]
async fn of_a_long_list_the_first_rows_were_printed_and_with_a_pick_always_the_agenda() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    open(&visit, "").await;
    browser.run("document.getElementById('t-0-10-1').querySelector('.pick').click()").await;
    browser.run("dispatchEvent(new Event('beforeprint'))").await;
    browser.shows(SESSIONS).await;
    browser.until("return !!document.querySelector('#_print-agenda .entry')").await;
    // Which rules hold on paper.
    let on_paper = "
        const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
        const within = (rules) => rules.flatMap((rule) => rule instanceof CSSMediaRule && rule.conditionText === 'print' ? [...rule.cssRules] : rule.cssRules ? within([...rule.cssRules]) : []);
        const hiding = within(rules).find(({ selectorText }) => selectorText?.includes(':not(#_print-agenda)'));
        return document.querySelector('.columns').matches(hiding.selectorText);";
    assert_eq!(browser.run(on_paper).await, false);
    browser.run("document.documentElement.dataset.print = 'agenda'").await;
    assert_eq!(browser.run(on_paper).await, true);
    browser.run("delete document.documentElement.dataset.print").await;
    browser.press("radio", "Agenda").await;
    browser.until("return document.documentElement.dataset.view === 'agenda'").await;
    assert_eq!(browser.run(on_paper).await, true);
    visit.end().await;
}

#[tokio::test]
async fn several_languages_are_shown_at_once() {
    let visit = visit(Setup::default()).await;
    let browser = &visit.browser;
    open(&visit, "?lang=en").await;
    let showing = "return document.querySelector('.showing').textContent";
    browser.until(&format!("return (() => {{ {showing} }})().includes('English')")).await;
    browser.run("document.getElementById('_langs-zh').click()").await;
    browser.until("return location.search === '?lang=en,zh'").await;
    browser.until(&format!("return (() => {{ {showing} }})().includes('Chinese')")).await;
    assert_eq!(browser.run("return document.getElementById('_langs-en').checked").await, true);
    visit.end().await;
}
