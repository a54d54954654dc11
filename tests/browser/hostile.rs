//! What comes from outside is text, whatever it says: a corpus of hostile strings through every input and every view; and the
//! page's policy, which would stop what were not.

use serde_json::{Value, json};
use tidetable_tests::{browser::Browser, site::Fault};

use crate::support::{Visit, dist, module, page, wasm};

const FILE: &str = "istiocon-2021.json";
const KEY: &str = "tidetable/istiocon-2021/agenda";

/// Strings that would be markup, code, an address, or odd.
const CORPUS: [&str; 16] = [
    "<script>window.owned = 'script'</script>",
    "<img src=x onerror=\"window.owned = 'handler'\">",
    "\"><svg onload=window.owned='attribute'>",
    "'-window.owned='quote'-'",
    "</textarea></title></style></script></template></noscript><iframe srcdoc='<script>top.owned=1</script>'>",
    "<a href=\"javascript:window.owned='link'\">x</a>",
    "javascript:window.owned='address'",
    "data:text/html,<script>window.owned='data'</script>",
    "<details open ontoggle=window.owned='toggle'>",
    "{{constructor.constructor('window.owned=1')()}} ${window.owned=1}",
    "\u{202e}right to left\u{202c} \u{2066}isolated",
    "zero\u{200b}width\u{200d}\u{feff}\u{2060}",
    "\u{0}\u{1}\u{8}\u{7f}\u{85}\u{2028}\u{2029}",
    "__proto__",
    "constructor",
    "🏳️‍🌈👩‍👩‍👧‍👦e\u{301}\u{301}\u{301}",
];

/// The conference with sessions of which each text is one of the corpus; and one with a title of so many words.
fn hostile_schedule(words: usize) -> String {
    let at = |place: usize| CORPUS[place % CORPUS.len()];
    let mut sessions: Vec<Value> = (0..CORPUS.len())
        .map(|place| {
            json!({
                "id": at(place), "title": at(place), "title_en": at(place + 1), "format": at(place + 2), "language": "en",
                "start": format!("2021-02-22T{:02}:00:00Z", 6 + place), "end": format!("2021-02-22T{:02}:45:00Z", 6 + place),
                "language_note": at(place + 3), "topics": [at(place + 4), at(place + 5)], "track": at(place + 6), "room": at(place + 7),
                "level": at(place + 8), "speakers": [{ "name": at(place + 9), "affiliation": at(place + 10) }],
                "summary": at(place + 11), "page": at(place + 5), "recording": at(place + 6), "slides": at(place + 7),
                "__proto__": { "owned": "prototype" },
            })
        })
        .collect();
    // What no Unicode text is (RFC 8259, section 8.2).
    let clock = |minute: usize| format!("2021-02-23T10:{minute:02}:00Z");
    sessions
        .push(json!({ "id": "long", "title": "long ".repeat(words), "start": clock(0), "end": clock(10) }));
    sessions.push(json!({ "id": "lone", "title": "lone LONE", "start": clock(20), "end": clock(30) }));
    let file = json!({
        "id": "istiocon-2021", "name": at(0), "dates": { "start": "2021-02-22", "end": "2021-02-23" }, "timezone": at(1),
        "url": at(6), "topics": CORPUS, "sessions": sessions,
    });
    file.to_string().replace("lone LONE", "lone \\ud800 surrogate \\udc00")
}

/// Nothing of it has run, nothing of it is an element, and links lead out only to what is a page.
async fn is_harmless(browser: &Browser, at: &str) {
    let script = r#"
        const found = [];
        if (window.owned !== undefined || ({}).owned !== undefined) found.push('ran: ' + (window.owned ?? ({}).owned));
        for (const element of document.querySelectorAll('#_app script, #_app img, #_app iframe, #_app svg:not([role=img], [aria-hidden=true], [hidden]), #_app style, #_app object, #_app embed, #_app [srcdoc]')) {
            found.push('an element: ' + element.outerHTML.slice(0, 100));
        }
        for (const element of document.querySelectorAll('#_app *')) {
            for (const { name } of element.attributes) if (name.startsWith('on')) found.push('a handler: ' + element.outerHTML.slice(0, 100));
        }
        for (const link of document.querySelectorAll('#_app a[href]')) {
            // A calendar of this site, to subscribe to.
            const isOwn = link.protocol === 'webcal:' && link.host === location.host;
            if (!isOwn && !/^https?:$/.test(link.protocol)) found.push('a link: ' + link.href.slice(0, 100));
            if (link.origin !== location.origin && link.rel !== 'noopener noreferrer') found.push('it tells who refers: ' + link.outerHTML.slice(0, 100));
        }
        return found;
    "#;
    let mut found = browser.run(script).await;
    while found.is_null() {
        // Firefox answers for a page that is about to go.
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        found = browser.run(script).await;
    }
    assert_eq!(found, json!([]), "{at}");
}

#[tokio::test]
async fn nothing_in_the_address_of_a_hostile_schedule_is_markup_only_in_chromium_since_it_takes_long() {
    let visit = Visit::new().await;
    visit.site.fault(FILE, Some(Fault::Content("application/json", hostile_schedule(1).into())));
    let keys = ["format", "topic", "room", "speaker", "track", "day", "tz", "now", "view", "lang"];
    for text in CORPUS {
        let query = url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        // Some of them, as far as that is quick; all of the corpus is typed into the search box in the next test.
        for key in keys.iter().filter(|key| (text.len() + key.len()) % 5 == 0) {
            visit.open(&format!("?lang=all&{key}={query}#{query}")).await;
            is_harmless(&visit.browser, &format!("{key}={text}")).await;
        }
    }
    visit.end().await;
}

#[tokio::test]
async fn nothing_of_a_schedule_a_note_or_a_query_is_markup_in_any_view_only_in_chromium_since_it_takes_long()
{
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.site.fault(FILE, Some(Fault::Content("application/json", hostile_schedule(200_000).into())));
    visit.open("?lang=all").await;
    // The page came with the sessions of another file.
    browser.until("return document.querySelectorAll('#_timeline article').length === 18 && !!document.getElementById('lone')").await;
    browser.until("return !!document.querySelector('#_tools-aside select')").await;
    is_harmless(browser, "list").await;
    // Everything is picked, opened, and noted.
    browser
        .run(
            "for (const pick of document.querySelectorAll('#_timeline .pick')) pick.click();
            // One after the other: where a session is a panel, one is open at a time.
            (async () => {
                for (const details of document.querySelectorAll('#_timeline details')) {
                    details.open = true;
                    await new Promise((toggled) => setTimeout(toggled, 50));
                }
            })()",
        )
        .await;
    browser
        .until("return document.querySelectorAll('#_timeline .row-annotations .weight').length >= 18")
        .await;
    browser.until("return document.querySelectorAll('textarea[data-note]').length >= 18").await;
    let notes = format!(
        "const corpus = {};
        document.querySelectorAll('textarea[data-note]').forEach((note, at) => {{
            note.value = corpus[at % corpus.length];
            note.dispatchEvent(new Event('input', {{ bubbles: true }}));
        }})",
        json!(CORPUS)
    );
    browser.run(&notes).await;
    browser.until("return document.querySelectorAll('.marks .note').length >= 16").await;
    is_harmless(browser, "notes").await;
    for text in CORPUS {
        let put = format!(
            "const box = document.getElementById('_search'); box.value = {}; box.dispatchEvent(new Event('input', {{ bubbles: true }}))",
            json!(text)
        );
        browser.run(&put).await;
        tokio::time::sleep(std::time::Duration::from_millis(80)).await;
        is_harmless(browser, text).await;
    }
    for view in ["grid", "agenda"] {
        visit.open(&format!("?lang=all&view={view}")).await;
        browser.until("return document.querySelectorAll('article').length >= 10").await;
        browser.until("return !!document.querySelector('.row-annotations .weight, .grid')").await;
        is_harmless(browser, view).await;
    }
    visit.open("?lang=all").await;
    browser.until("return !!document.querySelector('#_timeline .row-annotations .weight')").await;
    for tool in ["plan", "share", "calendar", "compare", "own", "text", "people"] {
        browser.run(&format!("document.querySelector('[data-tool={tool}]').click()")).await;
        browser.until("return !!document.querySelector('dialog[open] h2')").await;
        is_harmless(browser, tool).await;
        browser.run("document.querySelector('dialog[open]').close()").await;
        browser.until("return !document.querySelector('dialog[open]')").await;
    }
    // As what has changed of the schedule.
    visit.site.fault(FILE, None);
    visit.look_again().await;
    browser.until("return document.querySelectorAll('.inbox li, #_news .notice').length > 0").await;
    is_harmless(browser, "news").await;
    visit.end().await;
}

#[tokio::test]
async fn nothing_of_a_stored_record_a_name_or_a_link_is_markup() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    // A record as another program may have written it.
    let mut record =
        json!({ "version": 2, "picks": { "opening-keynote": { "at": 5, "picked": true } }, "texts": {} });
    for (place, text) in CORPUS.iter().enumerate() {
        record["picks"][*text] = json!({ "at": 5, "picked": true });
        record["texts"][format!("note {text}")] = json!({ "at": 5, "text": text });
        record["texts"]["note opening-keynote"] = json!({ "at": 5, "text": text });
        record["texts"][format!("block {place}")] =
            json!({ "at": 5, "text": format!("2021-02-22T16:00:00Z 2021-02-22T17:00:00Z {text}") });
    }
    let set = format!("localStorage.setItem('{KEY}', {})", json!(record.to_string()));
    browser.run(&set).await;
    for rest in ["", "?view=agenda", "?view=grid"] {
        visit.open(rest).await;
        browser.until("return !!document.querySelector('#_tools-aside select')").await;
        browser.until("return document.querySelectorAll('.row-annotations, .lost article').length > 0").await;
        is_harmless(browser, rest).await;
    }
    for text in CORPUS {
        let code = url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        browser.run(&format!("location.hash = {}", json!(format!("agenda={code}")))).await;
        browser.until("return !!document.querySelector('#_dialogs dialog[open] [role=alert]')").await;
        is_harmless(browser, text).await;
        browser.run("document.querySelector('#_dialogs dialog').close()").await;
        // A dialog that was closed is a step that is undone: a link before that would be undone with it.
        browser.until("return !document.querySelector('dialog[open]') && history.state === null").await;
    }
    visit.end().await;
}

#[tokio::test]
async fn the_policy_is_kept_in_every_view_and_would_stop_what_breaks_it() {
    let mut visit = Visit::new().await;
    visit.otherwise("window.violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI))");
    let browser = &visit.browser;
    for rest in ["", "?view=grid", "?view=agenda", "?q=mesh", "?now=2021-02-22T18:40:00Z"] {
        visit.open(rest).await;
        browser.until("return !!document.querySelector('#_tools-aside select')").await;
        browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
        assert_eq!(browser.run("return violations").await, json!([]), "{rest}");
    }
    for tool in ["plan", "share", "calendar", "compare", "own", "text", "people", "keys"] {
        browser.run(&format!("document.querySelector('[data-tool={tool}]').click()")).await;
        browser.until("return !!document.querySelector('dialog[open] h2')").await;
        browser.run("document.querySelector('dialog[open]').close()").await;
    }
    assert_eq!(browser.run("return violations").await, json!([]));
    // That nothing was told is no silence: each of these is stopped, and told.
    let break_it = "
        const script = document.createElement('script');
        script.textContent = 'window.owned = 1';
        document.body.append(script);
        document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/x.png\"><i style=\"color: red\"></i>');
        fetch('https://example.org/').catch(() => {});
        setTimeout('window.owned = 1');";
    browser.run(break_it).await;
    browser.until("return ['script-src', 'img-src', 'style-src', 'connect-src'].every((name) => violations.some((told) => told.startsWith(name)))").await;
    assert_eq!(browser.run("return window.owned ?? null").await, Value::Null);
    let page = page();
    assert!(!page.contains("unsafe-inline") && !page.contains("'unsafe-eval'"));
    assert!(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"));
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_script_or_wasm_that_is_not_the_one_of_the_page_is_not_run() {
    let page = page();
    let glue = page.replacen("<script>let wasm_bindgen", "<script>window.owned = 1; let wasm_bindgen", 1);
    assert_ne!(page, glue);
    let mut bytes = std::fs::read(dist().join(wasm())).expect("it is there");
    // A section of no meaning at the end: of the kind 0, one byte long, with an empty name.
    bytes.extend([0, 1, 0]);
    for (name, kind, content) in
        [("".to_owned(), "text/html", glue.into()), (wasm(), "application/wasm", bytes)]
    {
        let visit = Visit::new().await;
        visit.site.fault(&name, Some(Fault::Content(kind, content)));
        visit.browser.client.goto(&visit.at("")).await.expect("the page opens");
        visit.browser.until("return !document.getElementById('_trouble').hidden").await;
        assert_eq!(visit.browser.run("return window.owned ?? null").await, Value::Null);
        assert_eq!(visit.browser.sessions().await.len(), 53, "the prerendered page stays");
        visit.browser.quit().await;
    }
}

#[tokio::test]
async fn a_module_that_is_not_the_one_of_the_page_is_not_run() {
    let visit = Visit::new().await;
    let mut bytes = std::fs::read(dist().join(module())).expect("it is there");
    bytes.extend(b"\nwindow.owned = 1;");
    visit.site.fault(&module(), Some(Fault::Content("text/javascript", bytes)));
    visit.open("").await;
    // It was asked for. To import it from here would tell nothing: Firefox does not hold such scripts to the page's import map.
    let asked = format!(
        "return performance.getEntriesByType('resource').some(({{ name }}) => name.endsWith('{}'))",
        module()
    );
    visit.browser.until(&asked).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(visit.browser.run("return window.owned ?? null").await, Value::Null);
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    visit.browser.find("link", "1 pick").await;
    visit.browser.quit().await;
}
