//! Storage, clocks, zones and files that fail in the middle of something; and what a long day of use leaves behind.

use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    memory,
    site::Fault,
};

use crate::support::{Visit, dist};

const FILE: &str = "istiocon-2021.json";
const KEY: &str = "tidetable/istiocon-2021/agenda";
const IDS: [&str; 3] = ["airbnb-on-istio", "know-your-peers", "improving-security-with-istio"];

async fn press_pick(browser: &Browser, id: &str) {
    browser.run(&format!("document.querySelector('#{id} .pick').click()")).await;
}

/// The ids that are stored as picked.
async fn stored(browser: &Browser) -> Vec<String> {
    let script = format!(
        "const {{ picks }} = JSON.parse(localStorage.getItem('{KEY}') || '{{\"picks\":{{}}}}');
        return Object.keys(picks).filter((id) => picks[id].picked).sort()"
    );
    let ids = browser.run(&script).await;
    ids.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn storage_that_is_full_at_the_nth_write_loses_nothing_that_was_stored_before_only_in_chromium_since_it_takes_long()
 {
    let mut visit = Visit::new().await;
    // So many writes of the next page go through; the number stands in the window's name, which outlives a page.
    visit.otherwise(
        "let left = window.name === '' ? Infinity : +window.name;
        const write = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) {
            if (--left < 0) throw new DOMException('full', 'QuotaExceededError');
            write.call(this, key, value);
        }",
    );
    let browser = &visit.browser;
    let record = r#"{"version":1,"picks":{"opening-keynote":{"at":5,"picked":true}}}"#;
    // Two for the start, the record in today's form, the time of the last look, and two for each pick: what is picked, and how it
    // was seen.
    let all = 4 + 2 * IDS.len();
    for writes in 0..=all {
        visit.open("").await;
        browser.run(&format!("window.name = ''; localStorage.clear(); localStorage.setItem('{KEY}', '{record}'); window.name = {writes}")).await;
        visit.open("").await;
        for id in IDS {
            press_pick(browser, id).await;
        }
        // What is shown is what was done, stored or not.
        browser.find("link", "4 picks").await;
        browser.run("window.name = ''").await;
        let kept = stored(browser).await;
        assert!(kept.contains(&"opening-keynote".to_owned()), "after {writes} writes only {kept:?} is left");
        let told = browser.text(".notices").await.contains("your picks last until you close it");
        assert_eq!(told, kept.len() < 4, "after {writes} writes {kept:?} is stored");
        assert!(writes < all || kept.len() == 4, "at the end there is room for all, not for {kept:?} alone");
    }
    visit.end().await;
}

#[tokio::test]
async fn storage_that_another_tab_clears_gets_back_what_is_picked() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    for id in IDS {
        press_pick(browser, id).await;
    }
    let first = browser.client.window().await.expect("there is one");
    let second = browser.client.new_window(true).await.expect("a tab opens").handle;
    browser.client.switch_to_window(second).await.expect("it is there");
    visit.open("").await;
    browser.find("link", "3 picks").await;
    browser.run("localStorage.clear()").await;
    browser.client.switch_to_window(first).await.expect("it is there");
    press_pick(browser, "opening-keynote").await;
    browser.find("link", "4 picks").await;
    assert_eq!(stored(browser).await.len(), 4);
    visit.end().await;
}

const YEAR: i64 = 365 * 86_400_000;

#[tokio::test]
async fn a_clock_that_jumps_by_a_year_ahead_and_back_undoes_no_decision() {
    let mut visit = Visit::new().await;
    visit.otherwise(
        "const now = Date.now;
        Date.now = () => now() + +(localStorage.getItem('test/jump') || 0);",
    );
    let browser = &visit.browser;
    visit.open("").await;
    let jump = async |by: i64| browser.run(&format!("localStorage.setItem('test/jump', {by})")).await;
    press_pick(browser, IDS[0]).await;
    jump(YEAR).await;
    press_pick(browser, IDS[1]).await;
    jump(-YEAR).await;
    // What was decided a year from now is decided otherwise now.
    press_pick(browser, IDS[1]).await;
    press_pick(browser, IDS[0]).await;
    press_pick(browser, IDS[2]).await;
    assert_eq!(stored(browser).await, [IDS[2]]);
    visit.open("").await;
    browser.find("link", "1 pick").await;
    press_pick(browser, IDS[1]).await;
    assert_eq!(stored(browser).await, [IDS[2], IDS[1]]);
    visit.open("").await;
    browser.find("link", "2 picks").await;
    visit.end().await;
}

#[tokio::test]
async fn a_zone_that_changes_under_way_is_followed_only_in_chromium_which_can_be_told_to() {
    let visit = Visit::with("/", Setup { zone: "Europe/Berlin", ..Setup::default() }).await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.until("return document.querySelector('.zone').textContent.includes('Europe/Berlin')").await;
    browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Asia/Tokyo" })).await;
    browser.run("document.dispatchEvent(new Event('visibilitychange'))").await;
    browser.until("return document.querySelector('.zone').textContent.includes('Asia/Tokyo (UTC+9)')").await;
    let option = "return document.getElementById('_zone').selectedOptions[0].textContent";
    assert_eq!(browser.run(option).await, "Local – Asia/Tokyo");
    let rail = "return document.querySelector('#opening-keynote .rail').textContent.startsWith('01:00')";
    browser.until(rail).await;
    visit.end().await;
}

#[tokio::test]
async fn intl_without_zones_leaves_the_venues_times_and_says_so() {
    let mut visit = Visit::with("/", Setup { zone: "Asia/Tokyo", ..Setup::default() }).await;
    visit.otherwise(
        "const { DateTimeFormat } = Intl;
        Intl.DateTimeFormat = function (locale, options) {
            if (options?.timeZone && options.timeZone !== 'UTC') throw new RangeError('no such zone');
            const format = new DateTimeFormat(locale, options);
            format.resolvedOptions = () => ({ ...DateTimeFormat.prototype.resolvedOptions.call(format), timeZone: undefined });
            return format;
        };
        Intl.supportedValuesOf = undefined;",
    );
    let browser = &visit.browser;
    visit.open("").await;
    browser
        .until("return document.querySelector('.zone').textContent.includes('this device’s zone (UTC+9)')")
        .await;
    visit.open("?tz=America/New_York").await;
    assert!(browser.text(".notices").await.contains("America/New_York"));
    visit.open("?tz=utc").await;
    browser.until("return document.querySelector('.zone').textContent === 'Times in UTC'").await;
    press_pick(browser, IDS[0]).await;
    browser.find("link", "1 pick").await;
    visit.end().await;
}

#[tokio::test]
async fn a_schedule_file_that_is_cut_at_any_kilobyte_is_told_and_the_page_stays_only_in_chromium_since_it_takes_long()
 {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    let whole = std::fs::read(dist().join(FILE)).expect("it is there");
    for end in (0..whole.len()).step_by(1024) {
        visit.site.fault(FILE, Some(Fault::Content("application/json", whole[..end].to_vec())));
        browser.client.goto(&visit.at("")).await.expect("the page opens");
        browser.until("return !document.getElementById('_trouble').hidden").await;
        let text = browser.text("#_trouble").await;
        assert!(text.contains("can’t be used") && text.contains("Try again"), "{end} bytes: {text}");
        assert_eq!(
            browser.run("return document.querySelectorAll('article').length").await,
            53,
            "{end} bytes"
        );
    }
    visit.site.fault(FILE, None);
    browser.press("button", "Try again").await;
    browser.until("return document.querySelectorAll('#istio-5g-platform .disclosed > p').length === 1").await;
    visit.end().await;
}

/// Frames of the page are taken away at any moment while they store a pick, as a tab that is killed: four at once, until so many
/// have ended (`ENDS`, some three a second).
#[tokio::test]
async fn a_page_that_ends_in_the_middle_of_a_write_loses_no_earlier_pick_only_in_chromium_since_it_takes_minutes()
 {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let frame = "<!DOCTYPE html><title>frames</title>";
    visit.site.fault("frames.html", Some(Fault::Content("text/html", frame.into())));
    browser.client.goto(&visit.at("frames.html")).await.expect("it opens");
    let script = format!(
        "const [done] = arguments;
        const wait = (time) => new Promise((next) => setTimeout(next, time));
        const picked = () => JSON.parse(localStorage.getItem('{KEY}') || '{{\"picks\":{{}}}}').picks;
        const lost = [];
        let ends = 0, unfinished = 0;
        const one = async (lane) => {{
            const frame = document.createElement('iframe');
            frame.src = './';
            document.body.append(frame);
            for (let tries = 0; tries < 2000 && !frame.contentWindow.performance.getEntriesByName('tidetable:interactive').length; tries++) await wait(5);
            const before = picked();
            // Each has sessions of its own: what one picks another does not take back.
            const button = [...frame.contentDocument.querySelectorAll('.pick')]
                .find((pick, at) => at % 4 === lane && pick.getAttribute('aria-pressed') === 'false');
            if (!button) return frame.remove();
            const id = button.closest('article').id;
            // A press and the end of the page in one turn, or some turns later.
            frame.contentWindow.setTimeout(() => button.click());
            if (Math.random() < 0.7) await wait(Math.random() * 6);
            frame.remove();
            if (!picked()[id]) unfinished++;
            ends++;
            const after = picked();
            for (const id in before) if (after[id]?.picked !== before[id].picked) lost.push(id);
        }};
        (async () => {{
            const until = performance.now() + 20000;
            while (performance.now() < until) {{
                await Promise.all([0, 1, 2, 3].map(one));
                if (Object.keys(picked()).length > 48) localStorage.clear();
            }}
            done([ends, unfinished, lost]);
        }})().catch((error) => done([String(error), 0, []]));"
    );
    let wanted = std::env::var("ENDS").ok().and_then(|ends| ends.parse().ok()).unwrap_or(100);
    let (mut ends, mut unfinished) = (0, 0);
    while ends < wanted {
        let answer = browser.client.execute_async(&script, vec![]).await.expect("it runs");
        assert_eq!(answer[2], json!([]), "picks were lost: {answer}");
        let more = answer[0].as_u64().unwrap_or_else(|| panic!("{answer}"));
        assert!(more > 0, "nothing was done");
        ends += more;
        unfinished += answer[1].as_u64().unwrap_or_default();
    }
    println!("{ends} ends, {unfinished} of them before the pick was stored");
    assert!(unfinished > 0 && unfinished < ends, "all ended after the write, or all before");
    visit.browser.quit().await;
}

#[tokio::test]
async fn memory_does_not_grow_with_use_only_in_chromium_which_tells_it() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    memory::watch(browser).await;
    visit.open_and_keep().await;
    // So many rounds of a view, a search, a filter and a pick, each with its undoing.
    let rounds = |count: usize| {
        format!(
            "const [done] = arguments;
            const wait = (time) => new Promise((next) => setTimeout(next, time));
            const press = (id) => document.getElementById(id).click();
            const type = (text) => {{ const box = document.getElementById('_search'); box.value = text; box.dispatchEvent(new Event('input', {{ bubbles: true }})); }};
            (async () => {{
                for (let round = 0; round < {count}; round++) {{
                    press('_view-grid'); await wait(15);
                    press('_view-agenda'); await wait(15);
                    press('_view-list'); await wait(15);
                    type(['mesh', 'envoy', 'istio', 'security'][round % 4]); await wait(20);
                    type(''); await wait(15);
                    for (let twice = 0; twice < 2; twice++) {{ document.querySelectorAll('article .pick')[round % 20].click(); await wait(5); }}
                }}
                await wait(1500);
                done(true);
            }})();"
        )
    };
    let run = async |count: usize| {
        browser.client.execute_async(&rounds(count), vec![]).await.expect("it runs");
    };
    // What is made once, and kept, is made. Few rounds at a time: a driver waits half a minute for a script.
    for _ in 0..12 {
        run(10).await;
    }
    let before = memory::of_page(browser).await;
    // Seven acts a round.
    for _ in 0..10 {
        run(10).await;
    }
    let after = memory::of_page(browser).await;
    println!("{before:.2} MB, after 700 acts {after:.2} MB");
    assert!(after <= before * 1.1, "{before} MB grew to {after} MB");
    assert_eq!(browser.run("return document.querySelectorAll('article').length").await, Value::from(53));
    // Not `end`: Chromium warns of so many addresses.
    visit.browser.quit().await;
}
