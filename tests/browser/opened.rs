//! A conference that a person opens from a file on their device.

use std::path::{Path, PathBuf};

use fantoccini::Locator;
use serde_json::json;
use tidetable_tests::browser::Browser;

use crate::support::Visit;

fn published(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("conferences/published")
        .join(file)
        .canonicalize()
        .expect("it is there")
}

/// Chooses files, and waits for what the page says of them.
async fn choose(browser: &Browser, files: &[&Path]) -> String {
    browser.until("return document.querySelector('[data-open]')").await;
    let field = browser.client.find(Locator::Css("[data-open]")).await.expect("the page has it");
    let paths: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    field.send_keys(&paths.join("\n")).await.expect("files can be chosen");
    read(browser).await
}

async fn read(browser: &Browser) -> String {
    browser.until("const dialog = document.querySelector('dialog[open]'); return dialog && !dialog.textContent.includes('is being read')").await;
    browser.text("dialog").await
}

async fn open(browser: &Browser) {
    browser.press("button", "Open").await;
    browser.until("return location.pathname.endsWith('opened.html') && performance.getEntriesByName('tidetable:interactive').length && document.querySelector('.kept a')").await;
}

#[tokio::test]
async fn a_schedule_of_another_conference_is_opened_and_kept_with_an_agenda_of_its_own() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    let text = choose(browser, &[&published("frab.xml")]).await;
    assert!(text.contains("Nacht der Netze & Gärten 2026") && text.contains("20 sessions"), "{text}");
    open(browser).await;
    browser.shows(20).await;
    assert_eq!(browser.run("return document.title").await, "Nacht der Netze & Gärten 2026 · Tidetable");
    browser.find("link", "0 picks").await;
    browser.press("button", "Pick: Roots and routes").await;
    browser.find("link", "1 pick").await;
    // The track's colours are those of the file.
    let mark = "return getComputedStyle(document.querySelector('[data-track]'), '::before').backgroundColor";
    browser.until(&format!("{mark} !== 'rgba(0, 0, 0, 0)'")).await;
    let zone =
        "return [...document.querySelector('#_zone').selectedOptions].map((option) => option.textContent)";
    browser.until(&format!("{zone}[0].startsWith('Local')")).await;

    // Without a network, and from then on.
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
    visit.site.stop();
    browser.open(&visit.at("opened.html?q=roots")).await;
    browser.until("return document.getElementById('_results') !== null").await;
    browser.find("link", "1 pick").await;
    browser.press("link", "Back to IstioCon 2021").await;
    browser.answers().await;
    browser.shows(53).await;
    browser.find("link", "1 pick").await;
    assert_eq!(
        browser.run("return Object.keys(localStorage).filter((key) => key.endsWith('/agenda')).length").await,
        2
    );
    visit.browser.quit().await;
}

#[tokio::test]
async fn what_a_file_does_not_say_is_asked_for() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let text = choose(browser, &[&published("table.csv")]).await;
    assert!(text.contains("time zone"), "{text}");
    browser
        .run(
            "const [name, zone] = document.querySelectorAll('dialog input, dialog select'); \
         name.value = 'Garden days'; name.dispatchEvent(new Event('input', { bubbles: true })); \
         zone.value = 'Asia/Tokyo'; zone.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
    open(browser).await;
    browser.until("return document.querySelector('h1')?.textContent === 'Garden days'").await;
    let first = "return document.querySelector('article time').dateTime";
    assert_eq!(browser.run(first).await, "2026-06-12T00:00:00Z");
    visit.end().await;
}

#[tokio::test]
async fn what_changed_in_a_schedule_that_is_opened_again_is_news() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    let folder = std::env::temp_dir().join(format!("tidetable-opened-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("there is room");
    let file = folder.join("tea.csv");
    let table = "title,date,start,end\nTea,2031-05-01,09:00,10:00\nCake,2031-05-01,10:00,11:00\n";
    for (table, changes) in
        [(table.to_owned(), None), (table.replace("10:00,11:00", "15:00,16:00"), Some("1 change"))]
    {
        std::fs::write(&file, table).expect("there is room");
        visit.open("").await;
        choose(browser, &[&file]).await;
        open(browser).await;
        browser.shows(2).await;
        if let Some(changes) = changes {
            browser
                .until(&format!(
                    "return document.querySelector('.inbox summary')?.textContent.includes('{changes}')"
                ))
                .await;
        }
    }
    // It can be forgotten.
    browser.until("return document.querySelector('.opened')").await;
    browser.press("button", "Remove: tea").await;
    browser.until("return !document.querySelector('.opened')").await;
    browser.client.goto(&visit.at("opened.html?again")).await.expect("it is there");
    browser
        .until("return document.querySelector('#_trouble').textContent.includes('Open its file again')")
        .await;
    let _ = std::fs::remove_dir_all(folder);
    visit.browser.quit().await;
}

/// Drops a file onto the page.
async fn drop(browser: &Browser, name: &str, content: &str) -> String {
    let script = format!(
        "const data = new DataTransfer(); data.items.add(new File([{content}], {name})); \
         document.querySelector('h1').dispatchEvent(new DragEvent('drop', {{ bubbles: true, cancelable: true, dataTransfer: data }}))",
        name = json!(name),
    );
    browser.run(&script).await;
    read(browser).await
}

#[tokio::test]
async fn a_file_that_is_no_schedule_is_refused_with_a_sentence_and_nothing_is_lost() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    for (name, content, why) in [
        ("a.zip", "'PK\\x03\\x04xxxx'", "packed"),
        ("a.html", "'<!doctype html><title>Schedule</title>'", "web page"),
        ("a.txt", "'Dear all,'", "form that is known"),
        ("a.json", "'{\"schedule\":'", "damaged"),
        ("a.xml", "'<schedule><conference>'", "damaged"),
        ("deep.json", "'['.repeat(2e6)", "damaged"),
        ("noise.bin", "crypto.getRandomValues(new Uint8Array(9999))", "form that is known"),
        ("empty.ics", "''", "form that is known"),
        ("big.xml", "new Uint8Array(5e7)", "larger"),
    ] {
        let text = drop(browser, name, content).await;
        assert!(text.contains(why), "{name}: {text}");
        browser.press("button", "Close").await;
    }
    // One that is, with what would be markup.
    let table = "'title,date,start,end\\n<img src=x onerror=owned=1>,2031-05-01,09:00,10:00\\n'";
    let text = drop(browser, "<b>tea</b>.csv", table).await;
    assert!(text.contains("<b>tea</b>"), "{text}");
    browser.press("button", "Close").await;
    browser.find("link", "1 pick").await;
    assert_eq!(browser.run("return [typeof owned, location.pathname]").await, json!(["undefined", "/"]));
    visit.end().await;
}
