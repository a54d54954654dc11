//! What goes wrong, and what the person then sees.

use std::time::Duration;

use serde_json::json;
use tidetable_tests::site::Fault;

use crate::support::{Visit, dist, later, page, wasm};

const FILE: &str = "istiocon-2021.json";
const KEY: &str = "tidetable/istiocon-2021/agenda";

async fn trouble(visit: &Visit) -> String {
    visit.browser.until("return !document.getElementById('_trouble').hidden").await;
    assert_eq!(visit.browser.sessions().await.len(), 53, "the prerendered page stays");
    visit.browser.text("#_trouble").await
}

#[tokio::test]
async fn a_schedule_file_that_is_not_there_can_be_tried_again() {
    let visit = Visit::new().await;
    visit.site.fault(FILE, Some(Fault::Status(404)));
    visit.browser.client.goto(&visit.at("")).await.expect("the page opens");
    assert!(trouble(&visit).await.contains("404"));
    visit.site.fault(FILE, None);
    visit.browser.press("button", "Try again").await;
    visit.browser.answers().await;
    assert_eq!(visit.browser.run("return document.getElementById('_trouble').hidden").await, true);
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.browser.find("link", "1 pick").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_schedule_file_that_cannot_be_read_is_told() {
    let visit = Visit::new().await;
    for (content, told) in
        [("{\"id\": ", "not JSON"), ("<!DOCTYPE html>", "not JSON"), ("{}", "no conference id")]
    {
        visit.site.fault(FILE, Some(Fault::Content("application/json", content.into())));
        visit.browser.client.goto(&visit.at("")).await.expect("the page opens");
        let text = trouble(&visit).await;
        assert!(text.contains(told) && text.contains("Try again"), "{text}");
    }
    visit.end().await;
}

#[tokio::test]
async fn a_schedule_that_changed_since_the_build_is_shown() {
    let visit = Visit::new().await;
    let text = std::fs::read_to_string(dist().join(FILE)).expect("it is there");
    let mut file: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    file["sessions"][0]["title"] = json!("<b>Another</b> keynote");
    file["sessions"].as_array_mut().expect("a list").push(json!({ "id": "broken", "title": "" }));
    visit.site.fault(FILE, Some(Fault::Content("application/json", file.to_string().into())));
    visit.open("").await;
    let title =
        "return document.querySelector('#opening-keynote h3')?.textContent === '<b>Another</b> keynote'";
    visit.browser.until(title).await;
    let told = "return document.querySelector('footer').textContent.includes('1 entry of the schedule file was left out')";
    visit.browser.until(told).await;
    visit.browser.run("document.querySelector('.problems').open = true").await;
    assert!(visit.browser.text("footer").await.contains("broken: no title"));
    visit.browser.press("button", "Pick: <b>Another</b> keynote").await;
    visit.browser.find("link", "1 pick").await;
    visit.end().await;
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_moved_aside_and_told() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    for (record, told, aside) in [
        ("{ not json", "could not be read", format!("{KEY}.unreadable")),
        (r#"{"version":3,"picks":[]}"#, "later version", format!("{KEY}.unreadable.2")),
        (r#"{"version":1}"#, "could not be read", format!("{KEY}.unreadable.3")),
    ] {
        browser.run(&format!("localStorage.setItem('{KEY}', '{record}')")).await;
        visit.open("").await;
        let notices = browser.text(".notices").await;
        assert!(notices.contains(told) && notices.contains(&aside), "{notices}");
        browser.press("button", "Pick: Airbnb on Istio").await;
        assert_eq!(browser.run(&format!("return localStorage.getItem('{aside}')")).await, record);
    }
    visit.open("").await;
    assert_eq!(browser.text(".notices").await, "");
    browser.find("link", "1 pick").await;
    visit.end().await;
}

/// Opens the page with storage that fails as the script makes it.
async fn with_storage(visit: &mut Visit, script: &str) {
    visit.otherwise(script);
    visit.open("").await;
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.browser.press("button", "Pick: Know your peers").await;
    visit.browser.find("link", "2 picks").await;
    let notices = visit.browser.text(".notices").await;
    assert_eq!(notices.matches("your picks last until you close it").count(), 1, "{notices}");
    visit.browser.press("button", "Dismiss").await;
    visit.browser.press("button", "Pick: Improving Security with Istio").await;
    assert_eq!(visit.browser.text(".notices").await, "", "it is said once");
}

#[tokio::test]
async fn storage_that_is_full() {
    let mut visit = Visit::new().await;
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";
    with_storage(&mut visit, full).await;
    visit.end().await;
}

#[tokio::test]
async fn storage_that_is_forbidden() {
    let mut visit = Visit::new().await;
    let forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })";
    with_storage(&mut visit, forbidden).await;
    visit.end().await;
}

#[tokio::test]
async fn storage_that_throws_on_every_call() {
    let mut visit = Visit::new().await;
    let throws = "for (const name of ['getItem', 'setItem', 'removeItem', 'key'])
        Storage.prototype[name] = () => { throw new Error(name) }";
    with_storage(&mut visit, throws).await;
    visit.end().await;
}

#[tokio::test]
async fn an_unreadable_record_that_cannot_be_moved_is_not_written_over() {
    let mut visit = Visit::new().await;
    let script = format!(
        "localStorage.setItem('{KEY}', 'broken');
        Storage.prototype.setItem = () => {{ throw new Error('full') }}"
    );
    with_storage(&mut visit, &script).await;
    assert_eq!(visit.browser.run(&format!("return localStorage.getItem('{KEY}')")).await, "broken");
    visit.end().await;
}

#[tokio::test]
async fn an_app_that_cannot_be_loaded_leaves_the_page_and_says_so() {
    let wasm = wasm();
    let cut = std::fs::read(dist().join(&wasm)).expect("it is there")[..50_000].to_vec();
    let page = page();
    // Not what the policy allows: as good as one that the browser can't read.
    let without_glue = page.replacen("<script>let wasm_bindgen", "<script>let other", 1);
    assert_ne!(page, without_glue);
    for (name, fault) in [
        (wasm.clone(), Fault::Status(404)),
        (wasm, Fault::Content("application/wasm", cut)),
        ("".into(), Fault::Content("text/html", without_glue.into())),
    ] {
        let visit = Visit::new().await;
        visit.site.fault(&name, Some(fault));
        visit.browser.client.goto(&visit.at("")).await.expect("the page opens");
        let text = trouble(&visit).await;
        assert!(text.contains("could not be loaded") && text.contains("Reload the page"), "{name}: {text}");
        visit.browser.quit().await;
    }
}

#[tokio::test]
async fn wasm_of_the_wrong_type_still_starts() {
    let visit = Visit::new().await;
    let wasm = wasm();
    let bytes = std::fs::read(dist().join(&wasm)).expect("it is there");
    visit.site.fault(&wasm, Some(Fault::Content("text/plain", bytes)));
    visit.open("").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_panic_leaves_a_readable_page_with_a_way_on() {
    let visit = Visit::new().await;
    // A page that is not what the app rendered: taking it over must fail, and does.
    let page = page();
    let broken = page.replacen("<div class=\"what\">", "<!-- lost -->", 1);
    assert_ne!(page, broken);
    visit.site.fault("", Some(Fault::Content("text/html", broken.into())));
    visit.browser.client.goto(&visit.at("")).await.expect("the page opens");
    let text = trouble(&visit).await;
    assert!(
        text.contains("Something in the app broke") && text.contains("What you picked is kept"),
        "{text}"
    );
    visit.site.fault("", None);
    visit.browser.press("button", "Reload the page").await;
    visit.browser.answers().await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_part_of_the_app_that_cannot_be_fetched_is_told_and_tried_again() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    let other = b"\0asm\x01\0\0\0".to_vec();
    let faults = [Fault::Status(503), Fault::Content("application/wasm", other)];
    visit.site.fault(&later(), Some(faults[0].clone()));
    visit.open("").await;
    let text = trouble(&visit).await;
    assert!(text.contains("A part of the app could not be loaded"), "{text}");
    // What is there works.
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.find("link", "1 pick").await;
    // Another file is none of the page's.
    visit.site.fault(&later(), Some(faults[1].clone()));
    browser.press("button", "Try again").await;
    assert!(trouble(&visit).await.contains("A part of the app"));
    visit.site.fault(&later(), None);
    browser.press("button", "Try again").await;
    browser.until("return document.querySelectorAll('#istio-5g-platform .disclosed > p').length === 1").await;
    // WebKit's driver presses where the button was before what comes with the schedule stood above it.
    tokio::time::sleep(Duration::from_millis(500)).await;
    browser.press("button", "Make my plan").await;
    browser.find("dialog", "Your plan").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_setting_of_the_agenda_that_was_chosen_before_its_tools_had_come_was_lost() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.site.fault(&later(), Some(Fault::Late(Duration::from_secs(2))));
    visit.open("").await;
    let choices = "const choices = [...document.querySelectorAll('#_tools-aside :is(select, input)')]";
    // None is there to be chosen before.
    assert_eq!(browser.run(&format!("{choices}; return choices.length")).await, 0);
    browser.until(&format!("{choices}; return choices.length === 3")).await;
    visit.end().await;
}

#[tokio::test]
async fn a_page_without_content_is_built_anew() {
    let visit = Visit::new().await;
    let page = page();
    let (start, rest) = page.split_once("<div id=\"_app\"").expect("it has the element");
    let (attributes, rest) = rest.split_once('>').expect("it is closed");
    let end = rest.rfind("</div>\n<script id=\"_index\"").expect("its end");
    let empty = format!("{start}<div id=\"_app\"{attributes}>{}", &rest[end..]);
    visit.site.fault("", Some(Fault::Content("text/html", empty.into())));
    visit.open("").await;
    assert_eq!(visit.browser.sessions().await.len(), 53);
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.browser.find("link", "1 pick").await;
    // The controls too, and they work.
    visit.browser.press("radio", "Chinese").await;
    visit.browser.shows(14).await;
    visit.end().await;
}

#[tokio::test]
async fn the_page_answers_before_a_slow_schedule_has_come_and_is_whole_then() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.site.fault(FILE, Some(Fault::Late(Duration::from_secs(2))));
    visit.open("?lang=zh#welcome-china").await;
    assert_eq!(browser.sessions().await.len(), 14);
    let disclosed = "return document.querySelectorAll('#welcome-china .disclosed > p').length";
    assert_eq!(browser.run(disclosed).await, 0, "the index leaves the description out");
    browser.press("button", "Pick: Welcome (China)").await;
    browser.until("return document.querySelectorAll('#welcome-china .disclosed > p').length === 1").await;
    assert_eq!(
        browser.run("return document.querySelector('#welcome-china .pick').ariaPressed").await,
        "true"
    );
    visit.end().await;
}

#[tokio::test]
async fn a_description_is_searched_once_it_has_come() {
    let visit = Visit::new().await;
    visit.site.fault(FILE, Some(Fault::Late(Duration::from_secs(1))));
    visit.open("?q=tenant+isolation").await;
    visit.browser.until("return document.querySelectorAll('article').length > 0").await;
    assert!(visit.browser.sessions().await.contains(&"istio-5g-platform".to_owned()));
    visit.end().await;
}

/// A worker that dies of the next request of a kind: it breaks, or is killed without a word. A message begins with the number of
/// its kind (of the variant of `protocol::Request`).
const MORTAL: &str = "
    window.workers = 0;
    const kinds = ['load', 'search', 'count', 'relate', 'gaps'];
    window.Worker = class extends Worker {
        constructor(...values) { super(...values); workers += 1; }
        postMessage(message, ports) {
            const isFatal = window.fatal === kinds[message[0]];
            if (isFatal && !window.always) window.fatal = undefined;
            if (isFatal && window.silently) return this.terminate();
            if (isFatal) return setTimeout(() => this.dispatchEvent(new ErrorEvent('error')));
            super.postMessage(message, ports);
        }
    }";

#[tokio::test]
async fn a_worker_that_died_was_not_started_again_whatever_it_died_of_only_in_chromium_since_it_takes_long() {
    let mut visit = Visit::new().await;
    visit.otherwise(MORTAL);
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let ready = "return !!document.querySelector('#_tools-aside select')";
    browser.until(ready).await;
    browser.run("document.getElementById('airbnb-on-istio').querySelector('.pick').click()").await;
    let found = |query: &str| {
        format!(
            "const box = document.getElementById('_search'); box.value = '{query}'; box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        )
    };
    let works = "return document.querySelector('article mark')?.textContent === 'Envoy'";
    for (died, (act, does)) in [
        ("search", found("gateway")),
        ("count", "document.getElementById('_format-talk').click()".to_owned()),
        ("relate", "document.querySelector('#airbnb-on-istio details').open = true".into()),
        ("gaps", "document.getElementById('_view-agenda').click()".into()),
    ]
    .into_iter()
    .enumerate()
    {
        browser.run(&format!("window.fatal = '{act}'; {does}")).await;
        browser.until(&format!("return window.workers === {}", died + 2)).await;
        browser.run("document.getElementById('_view-list').click()").await;
        browser
            .run("const ticked = document.getElementById('_format-talk'); if (ticked.checked) ticked.click()")
            .await;
        browser.run(&found("envoy")).await;
        browser.until(works).await;
        browser.run(&found("")).await;
        browser.until("return !document.querySelector('mark')").await;
        let told = browser.text(".notices").await;
        assert!(!told.contains("A part of this app"), "{act}: {told}");
        // Of what somebody typed it is told why it is not answered.
        assert!(told.contains("The search failed at what you typed"), "{act}: {told}");
    }
    // One that does not answer is dead as well.
    browser.run("window.silently = true; window.fatal = 'relate'; document.querySelector('#know-your-peers details').open = true").await;
    browser.until("return window.workers === 6").await;
    browser
        .run("window.silently = false; document.querySelector('#opening-keynote details').open = true")
        .await;
    browser.until("return !!document.querySelector('#opening-keynote .related h4')").await;
    visit.end().await;
}

#[tokio::test]
async fn a_worker_that_dies_whenever_it_gets_the_schedule_said_nothing() {
    let mut visit = Visit::new().await;
    visit.otherwise(&format!("{MORTAL}; window.fatal = 'load'; window.always = true"));
    let browser = &visit.browser;
    visit.open("?q=airbnb").await;
    browser.until("return document.querySelector('.notices').textContent.includes('A part of this app does not work')").await;
    // The words are looked for all the same, and picks are kept.
    browser.shows(1).await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.find("link", "1 pick").await;
    assert_eq!(browser.run("return window.workers").await, 2);
    visit.end().await;
}

#[tokio::test]
async fn nothing_was_said_to_be_found_before_the_search_had_come() {
    let mut visit = Visit::new().await;
    // The worker takes its time.
    visit.otherwise(
        "
        window.said = [];
        window.Worker = class extends Worker {
            postMessage(...values) { setTimeout(() => super.postMessage(...values), 1500); }
        };
        const watch = () => {
            const told = document.querySelector('.nothing')?.textContent;
            if (told) said.push(told);
            requestAnimationFrame(watch);
        };
        watch();",
    );
    let browser = &visit.browser;
    // In a description, which the page's own index does not have.
    visit.open("?q=tenant+isolation").await;
    browser.until("return document.querySelector('.showing > span').textContent === 'Searching…'").await;
    browser.shows(53).await;
    browser
        .until(
            "return document.querySelector('.showing > span').textContent.includes('for “tenant isolation”')",
        )
        .await;
    assert_eq!(browser.run("return said").await, serde_json::json!([]));
    visit.end().await;
}

/// What a browser's translation does: each text is in an element of its own, and another.
const TRANSLATE: &str = "
    window.translate = () => {
        const walker = document.createTreeWalker(document.getElementById('_app'), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            font.textContent = text.data.toUpperCase();
            text.replaceWith(font);
        }
    }";

#[tokio::test]
async fn a_page_that_was_translated_before_it_had_started_trapped() {
    let mut visit = Visit::new().await;
    visit.otherwise(&format!("{TRANSLATE}; addEventListener('DOMContentLoaded', translate)"));
    visit.open_and_keep().await;
    visit.browser.shows(53).await;
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.browser.find("link", "1 pick").await;
    visit.end().await;
}

#[tokio::test]
async fn a_page_that_was_translated_told_old_counts() {
    let mut visit = Visit::new().await;
    visit.otherwise(TRANSLATE);
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.run("translate()").await;
    browser.run("document.getElementById('opening-keynote').querySelector('.pick').click()").await;
    browser.until("return document.querySelector('.picks').textContent === '1 pick'").await;
    browser
        .until("return document.querySelector('.agenda .count').textContent === '1 session in your agenda'")
        .await;
    browser.run("document.getElementById('_lang-all').click()").await;
    browser.until("return document.querySelector('.showing > span').textContent === '67 sessions'").await;
    browser.until("return document.querySelectorAll('#_zone option').length > 300").await;
    browser.run("const zone = document.getElementById('_zone'); zone.value = 'Asia/Tokyo'; zone.dispatchEvent(new Event('change', { bubbles: true }))").await;
    browser.until("return document.querySelector('.zone').textContent.includes('Asia/Tokyo') && document.querySelector('#opening-keynote .rail').textContent.includes('01:00')").await;
    visit.end().await;
}
