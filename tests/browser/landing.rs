//! The schedule from outside: landing pages of sessions and speakers, which links that are passed on lead to; calendars to subscribe to; the
//! list in other pages; the agenda as text.

use std::{path::Path, process::Command};

use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    site::Site,
};

use crate::support::{Visit, dist};

#[tokio::test]
async fn a_landing_page_is_whole_without_a_script_and_says_what_it_is() {
    let visit = Visit::with("/some/path/", Setup { script: false, ..Setup::default() }).await;
    let browser = &visit.browser;
    browser.client.goto(&visit.at("s/airbnb-on-istio/")).await.expect("there is such a page");
    assert_eq!(browser.text("h1").await, "Airbnb on Istio");
    let times = "return [...document.querySelectorAll('time')].map((time) => time.dateTime)";
    assert_eq!(browser.run(times).await.as_array().map(Vec::len), Some(2));
    let links = "return Object.fromEntries([...document.querySelectorAll('.acts a')].map((a) => [a.textContent, a.href]))";
    let links = browser.run(links).await;
    assert_eq!(links["Open in the schedule"], visit.at("#airbnb-on-istio"));
    assert_eq!(links["Add to calendar"], visit.at("s/airbnb-on-istio/session.ics"));
    let told = "return JSON.parse(document.querySelector('[type=\"application/ld+json\"]').textContent)";
    let told = browser.run(told).await;
    assert_eq!(
        [&told["@type"], &told["name"], &told["superEvent"]["name"]],
        ["Event", "Airbnb on Istio", "IstioCon 2021"]
    );
    let preview = "return document.querySelector('[property=\"og:title\"]').content";
    assert_eq!(browser.run(preview).await, "Airbnb on Istio");
    // A session in Chinese has its page in Chinese.
    let chinese = "return [document.documentElement.lang, document.querySelector('.acts a').textContent]";
    browser.client.goto(&visit.at(&format!("s/{}/", first_in("zh")))).await.expect("there is such a page");
    assert_eq!(browser.run(chinese).await, json!(["zh-Hans", "在日程中打开"]));
    visit.end().await;
}

/// The id of the first session in a language.
fn first_in(language: &str) -> String {
    let file: Value =
        serde_json::from_slice(&std::fs::read(dist().join("istiocon-2021.json")).expect("it is built"))
            .expect("it is JSON");
    let sessions = file["sessions"].as_array().expect("it has sessions");
    let session = sessions.iter().find(|session| session["language"] == language).expect("there is one");
    session["id"].as_str().expect("it has an id").to_owned()
}

#[tokio::test]
async fn who_has_the_app_is_led_from_a_landing_page_into_it_with_the_server_gone() {
    let visit = Visit::with("/some/path/", Setup::default()).await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    visit.site.stop();
    browser.open(&visit.at("s/airbnb-on-istio/")).await;
    assert_eq!(browser.address().await, "#airbnb-on-istio");
    browser.until("return document.querySelector('#airbnb-on-istio details').open").await;
    browser.client.goto(&visit.at("speakers/Weibo~20He/index.html")).await.expect("it is kept");
    browser.until("return document.querySelector('dialog')?.textContent.includes('Weibo He')").await;
    // The console says that the server is gone.
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_speaker_has_a_landing_page_that_leads_to_those_of_their_sessions() {
    let visit = Visit::with("/some/path/", Setup { script: false, ..Setup::default() }).await;
    let browser = &visit.browser;
    browser.client.goto(&visit.at("s/airbnb-on-istio/")).await.expect("there is such a page");
    let speaker = browser.run("return document.querySelector('.faces a').href").await;
    browser.client.goto(speaker.as_str().expect("it is an address")).await.expect("there is such a page");
    let sessions = "return [...document.querySelectorAll('.index a')].map((a) => a.href)";
    assert_eq!(browser.run(sessions).await, json!([visit.at("s/airbnb-on-istio/")]));
    visit.end().await;
}

#[tokio::test]
async fn what_is_passed_on_of_a_session_is_its_landing_page() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    browser.run("Object.defineProperty(navigator, 'share', { value: undefined })").await;
    visit.open("#airbnb-on-istio").await;
    browser.run("Object.defineProperty(navigator, 'share', { configurable: true, value: async (what) => { window.shared = what.url } })").await;
    browser.press("button", "Share this session").await;
    browser.until("return window.shared").await;
    assert_eq!(browser.run("return window.shared").await, visit.at("s/airbnb-on-istio/"));
    visit.end().await;
}

#[tokio::test]
async fn the_calendar_of_what_one_filters_by_is_there_to_subscribe_to() {
    let visit = Visit::with("/some/path/", Setup::default()).await;
    let browser = &visit.browser;
    visit.open("?day=2021-02-23&lang=all").await;
    browser.press("button", "Subscribe").await;
    let day = browser.find("link", "Subscribe: Tuesday 23 February").await;
    let address = day.attr("href").await.expect("it can be asked").expect("it has one");
    assert_eq!(address, visit.at("calendar/day-2021-02-23.ics").replace("http:", "webcal:"));
    browser.find("link", "Subscribe: Everything").await;
    let held = "return fetch('calendar/day-2021-02-23.ics').then((response) => response.text())
        .then((file) => [file.split('BEGIN:VEVENT').length - 1, document.querySelectorAll('#day-2021-02-23 article').length])";
    let held = browser
        .client
        .execute_async(&format!("const done = arguments[0]; (async () => {{ {held} }})().then(done)"), vec![])
        .await
        .expect("it is fetched");
    assert_eq!(held[0], held[1]);
    visit.end().await;
}

#[tokio::test]
async fn the_agenda_is_there_as_markdown_and_as_a_table() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    // What is kept as a file is seen before it is.
    browser.run("window.kept = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((text) => window.kept.push([blob.type, text])); return make(blob) }").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.run("document.querySelector('aside.agenda .more-tools, .more-tools').open = true; document.querySelector('[data-tool=text]').click()").await;
    browser.press("button", "Markdown file").await;
    browser.press("button", "Table (CSV)").await;
    browser.until("return window.kept.length === 2").await;
    let kept = browser.run("return window.kept").await;
    assert_eq!([&kept[0][0], &kept[1][0]], ["text/markdown", "text/csv"]);
    let texts = [0, 1].map(|at| kept[at][1].as_str().unwrap_or_default().to_owned());
    assert!(texts[0].contains("[Airbnb on Istio](<"), "{}", texts[0]);
    assert!(texts[1].starts_with("\"Title\",") && texts[1].contains("\"Airbnb on Istio\""), "{}", texts[1]);
    visit.end().await;
}

/// The folder of a conference that is built with the address of its site.
fn published(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/published").join(file)
}

#[tokio::test]
async fn a_site_whose_address_is_known_tells_search_engines_and_previews_of_it_only_in_chromium() {
    const SITE: &str = "https://example.org/days/";
    let folder = published("hillside.json");
    let site = Site::serve(&folder, "/", 0).await.expect("a port is free");
    let browser = Browser::of_pool(Setup::default()).await;
    browser.open(&site.address).await;
    let content = |selector: &str| format!("return document.querySelector('{selector}')?.content");
    assert_eq!(
        browser.run("return document.querySelector('[rel=canonical]').getAttribute('href')").await,
        SITE
    );
    assert_eq!(browser.run(&content("[property=\"og:image\"]")).await, format!("{SITE}preview.png"));
    let told = browser
        .run("return JSON.parse(document.querySelector('[type=\"application/ld+json\"]').textContent)")
        .await;
    let events = told["subEvent"].as_array().expect("it has sessions").clone();
    assert!(events.len() > 3 && told["@type"] == "Event", "{told}");
    // Each address that is told leads to a page.
    let sitemap = std::fs::read_to_string(folder.join("sitemap.xml")).expect("there is one");
    let pages = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let pages: Vec<_> =
        pages.map(|page| page.strip_prefix(SITE).expect("it is of the site").to_owned()).collect();
    for page in &pages {
        let file =
            if page.is_empty() || page.ends_with('/') { format!("{page}index.html") } else { page.clone() };
        assert!(folder.join(&file).is_file(), "{file}");
    }
    for event in &events {
        let page = event["url"]
            .as_str()
            .and_then(|url| url.strip_prefix(SITE))
            .expect("it is of the site")
            .to_owned();
        assert!(pages.contains(&page), "{page}");
    }
    let picture = "const picture = new Image(); picture.src = 'preview.png'; return picture.decode().then(() => [picture.naturalWidth, picture.naturalHeight])";
    assert_eq!(browser.run(picture).await, json!([1200, 630]));
    browser.quit().await;
}

#[tokio::test]
async fn no_text_of_an_odd_conference_is_markup_on_its_landing_pages_only_in_chromium() {
    for built in ["odd", "edge-cases"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target").join(built);
        let site = Site::serve(&folder, "/", 0).await.expect("a port is free");
        let browser = Browser::of_pool(Setup { script: false, ..Setup::default() }).await;
        let mut count = 0;
        for kind in ["s", "speakers"] {
            // Nobody may speak.
            let entries = std::fs::read_dir(folder.join(kind)).into_iter().flatten().filter_map(Result::ok);
            for entry in entries.filter(|entry| entry.path().is_dir()) {
                let name = entry.file_name().into_string().expect("it is plain");
                browser
                    .client
                    .goto(&format!("{}{kind}/{name}/", site.address))
                    .await
                    .expect("the page opens");
                let strange = "return [document.querySelectorAll('script:not([type]), iframe, object, [onerror], [onload], [onclick], [href^=\"javascript:\" i]').length, document.querySelectorAll('h1').length]";
                assert_eq!(browser.run(strange).await, json!([0, 1]), "{kind}/{name}");
                count += 1;
            }
        }
        assert!(count > 3, "{built}: {count}");
        assert!(browser.console().await.is_empty());
        browser.quit().await;
    }
}

/// A site of another origin whose page is this.
async fn parent(page: &str) -> (Site, std::path::PathBuf) {
    let folder = std::env::temp_dir().join(format!("tidetable-{}-parent", std::process::id()));
    std::fs::create_dir_all(&folder).expect("there is room for a temporary folder");
    std::fs::write(folder.join("index.html"), page).expect("it can be written");
    (Site::serve(&folder, "/", 0).await.expect("a port is free"), folder)
}

#[tokio::test]
async fn in_a_page_of_another_origin_the_list_stands_alone_and_nothing_can_be_picked() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    // Once as it is meant, and once as a hostile page would do it.
    let frames = ["?embed=1", ""]
        .map(|query| format!("<iframe src='{}' width=390 height=800></iframe>", visit.at(query)));
    let listen = "<script>heights = new Map(); onmessage = ({ data, source }) => data.tidetable && heights.set(source, data.height)</script>";
    let (site, folder) = parent(&format!("<!DOCTYPE html>{listen}{}", frames.concat())).await;
    browser.client.goto(&site.address).await.expect("the page opens");
    browser
        .until("return heights.size === 2 && [...heights.values()].every((height) => height > 2000)")
        .await;
    for frame in [0, 1] {
        browser.client.enter_frame(frame).await.expect("there is such a frame");
        browser.answers().await;
        browser.shows(53).await;
        let shown = "return [...document.querySelectorAll('.head, .tabs, footer, .pick, aside.agenda')].filter((element) => element.checkVisibility()).length";
        assert_eq!(browser.run(shown).await, 0);
        // A key that would pick what has the focus does not.
        browser.run("document.querySelector('article').focus(); document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', bubbles: true }))").await;
        assert_eq!(
            browser.run("return document.querySelectorAll('.pick[aria-pressed=true]').length").await,
            0
        );
        browser.client.enter_parent_frame().await.expect("it has a parent");
    }
    std::fs::remove_dir_all(folder).expect("it was made");
    visit.browser.quit().await;
}

#[test]
fn the_calendars_that_are_published_are_read_by_another_program_only_in_chromium() {
    // As of a Debian package: Python's `icalendar`.
    const READ: &str = "import glob, sys, icalendar
for path in glob.glob(sys.argv[1] + '/calendar/*.ics') + glob.glob(sys.argv[1] + '/s/*/session.ics'):
    calendar = icalendar.Calendar.from_ical(open(path, 'rb').read())
    events = calendar.walk('VEVENT')
    for event in events:
        assert event['SUMMARY'] and event.decoded('DTSTART') and event.decoded('LAST-MODIFIED') == event.decoded('DTSTAMP'), path
    print(len(events), path.replace(sys.argv[1], ''))";
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    for folder in [dist(), root.join("odd"), root.join("edge-cases"), published("hillside.json")] {
        let read = ["python3", "/usr/bin/python3"].into_iter().find_map(|python| {
            let output = Command::new(python).args(["-c", READ]).arg(&folder).output().ok()?;
            output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
        });
        let told = read.expect("python3 with icalendar is there, and reads them");
        let file = std::fs::read_dir(folder.join("s")).expect("there are some").filter_map(Result::ok);
        let sessions = file.filter(|entry| entry.path().is_dir()).count();
        let held =
            |path: &str| told.lines().find_map(|line| line.strip_suffix(path)?.trim().parse::<usize>().ok());
        assert!(held("/calendar/all.ics").is_some_and(|all| all > 0));
        assert_eq!(told.lines().filter(|line| line.ends_with("/session.ics")).count(), sessions);
    }
}
