//! The interface in Chinese.

use serde_json::json;
use tidetable_tests::browser::{Browser, Setup};

use crate::support::Visit;

/// A visit with a browser whose languages begin with this one.
async fn visit_in(language: &'static str) -> Visit {
    Visit::with("/some/path/", Setup { language, ..Setup::default() }).await
}

async fn language_of(browser: &Browser) -> String {
    browser.answers().await;
    browser.run("return document.documentElement.lang").await.as_str().unwrap_or_default().to_owned()
}

/// What can be read or heard on the page in Latin letters, but for what the schedule says and names of zones and keys.
async fn english_left(browser: &Browser) -> Vec<String> {
    let script = r#"
        const [done] = arguments;
        fetch('istiocon-2021.json').then((file) => file.json()).then((schedule) => {
            const known = ['IstioCon 2021', 'istiocon-2021', 'Tidetable', 'JavaScript', 'UTC', 'JSON', '.ics', 'English', 'Esc', 'Enter',
                'frab', 'pretalx', 'Sessionize', 'iCalendar', 'CSV', 'Markdown'];
            const collect = (value) => {
                if (typeof value === 'string') known.push(value);
                else if (value && typeof value === 'object') Object.values(value).forEach(collect);
            };
            collect(schedule);
            known.push(schedule.url.replace('https://', '').replace(/\/$/, ''));
            known.sort((one, other) => other.length - one.length);
            const strip = (text) => known.reduce((text, name) => text.split(name).join(''), text);
            const left = new Set();
            const check = (text, of) => { if (/[A-Za-z]{2}/.test(strip(text || ''))) left.add(of + ': ' + text.trim()) };
            for (const element of document.querySelectorAll('body *')) {
                if (element.closest('script, style, noscript, #_zone, #_trouble, kbd, .why, .snippet, article h3')) continue;
                for (const node of element.childNodes) if (node.nodeType === 3) check(node.data, element.tagName);
                for (const name of ['aria-label', 'placeholder', 'title', 'label', 'alt']) check(element.getAttribute(name), name);
            }
            for (const text of Object.values(document.getElementById('_trouble').dataset)) check(text, 'trouble');
            check(document.querySelector('[name=description]').content, 'description');
            done([...left]);
        }, (error) => done([String(error)]));
    "#;
    let left = browser.client.execute_async(script, vec![]).await.expect("it runs");
    left.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_chinese_browser_gets_a_chinese_page_which_works_offline_and_english_is_chosen_by_hand_and_stays() {
    let visit = visit_in("zh-CN").await;
    let browser = &visit.browser;
    visit.open("?lang=zh").await;
    assert_eq!(language_of(browser).await, "zh-Hans");
    assert_eq!(browser.address().await, "?lang=zh");
    browser.find("searchbox", "搜索场次").await;
    browser.press("button", "选择：Welcome (China)").await;
    browser.find("link", "已选 1 场").await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('可离线使用')").await;
    visit.site.stop();
    visit.open("?view=agenda").await;
    assert_eq!(language_of(browser).await, "zh-Hans");
    browser.shows(1).await;
    // By hand: the address and what was picked stay.
    browser.press("link", "English").await;
    browser.until("return document.documentElement.lang === 'en'").await;
    browser.answers().await;
    assert_eq!(browser.address().await, "?view=agenda");
    browser.find("link", "1 pick").await;
    visit.open("zh.html?lang=zh").await;
    assert_eq!(language_of(browser).await, "en", "what was chosen by hand stays");
    assert_eq!(browser.run("return location.pathname").await, "/some/path/");
    browser.press("link", "简体中文").await;
    browser.until("return document.documentElement.lang === 'zh-Hans'").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn another_language_of_the_browser_gets_the_english_page() {
    for language in ["de-DE", "en-US"] {
        let visit = visit_in(language).await;
        visit.open("").await;
        assert_eq!(language_of(&visit.browser).await, "en", "{language}");
        visit.end().await;
    }
}

#[tokio::test]
async fn the_first_of_several_languages_that_there_is_counts_not_in_webkit_which_has_one_in_tests() {
    let visit = visit_in("de-DE,zh-TW,en").await;
    visit.open("").await;
    assert_eq!(language_of(&visit.browser).await, "zh-Hans");
    visit.end().await;
}

#[tokio::test]
async fn dates_are_prerendered_as_the_browser_writes_them() {
    let visit = visit_in("en-GB").await;
    visit.open("").await;
    let script = r#"
        const [page, locale, done] = arguments;
        const headings = (root) => [...root.querySelectorAll('section.day > h2')].map((heading) => heading.textContent);
        fetch(page).then((file) => file.text()).then((text) => {
            const prerendered = new DOMParser().parseFromString(text, 'text/html');
            const days = [...prerendered.querySelectorAll('section.day')].map(({ id }) => new Date(id.slice(4)));
            const written = (options) => days.map((day) => day.toLocaleDateString(locale, { ...options, timeZone: 'UTC' }));
            const [weekdays, dates, short] = [{ weekday: 'long' }, { day: 'numeric', month: 'long' }, { weekday: 'short' }].map(written);
            const links = [...prerendered.querySelectorAll('#_days a')].map((link) => link.textContent);
            done([
                headings(prerendered), weekdays.map((name, at) => `${name} ${dates[at]}`),
                links.map((link, at) => link.includes(short[at])),
            ]);
        });
    "#;
    for (page, locale) in [("./", "en-GB"), ("zh.html", "zh-CN")] {
        let arguments = vec![json!(page), json!(locale)];
        let found = visit.browser.client.execute_async(script, arguments).await.expect("it runs");
        assert_eq!(found[0].as_array().map(Vec::len), Some(5));
        assert_eq!(found[0], found[1], "{page}");
        assert_eq!(found[2], json!([true, true, true, true, true]), "{page}");
    }
    visit.end().await;
}

#[tokio::test]
async fn no_english_is_left_in_any_view_or_dialog_only_in_chromium_since_it_takes_long() {
    let visit = visit_in("zh-CN").await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('可离线使用')").await;
    browser.until("return !!document.querySelector('#_tools-aside select')").await;
    assert_eq!(english_left(browser).await, [""; 0]);
    for id in ["opening-keynote", "istio-service-mesh-at-enterprise-scale", "using-istio"] {
        browser.run(&format!("document.querySelector('#{id} .pick').click()")).await;
    }
    browser.until("return document.querySelectorAll('.row-annotations .weight').length === 3").await;
    browser.run("document.querySelector('#using-istio details').open = true").await;
    browser.until("return !!document.querySelector('#using-istio .related h4')").await;
    assert_eq!(english_left(browser).await, [""; 0]);
    for rest in [
        "?view=agenda",
        "?view=grid",
        "?q=envyo",
        "?q=kubrnts",
        "?q=mesh&format=keynote&picks=only&past=hide&day=2021-02-22",
        "?lang=xx&tz=Nowhere#nothing",
        "?now=2021-02-22T18:40:00Z",
        "?now=2021-02-20T18:40:00Z",
        "?tz=Asia/Tokyo",
    ] {
        visit.open(rest).await;
        browser.until("return !!document.querySelector('#_tools-aside select')").await;
        browser.until("return document.querySelector('.kept').textContent.includes('核对过日程')").await;
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        // What is asked for in the address is said again as it was asked for.
        let left: Vec<_> = english_left(browser).await.into_iter().filter(|text| !said_again(text)).collect();
        assert_eq!(left, [""; 0], "{rest}");
    }
    visit.open("").await;
    browser.until("return document.querySelectorAll('.row-annotations .weight').length === 3").await;
    for act in ["plan", "share", "calendar", "compare", "own", "text"] {
        let open = format!(
            "document.querySelector('#_dialogs dialog')?.close();
            for (const more of document.querySelectorAll('.more-tools')) more.open = true;
            [...document.querySelectorAll('[data-tool={act}]')].find((button) => button.checkVisibility()).click()"
        );
        browser.run(&open).await;
        browser.until("return !!document.querySelector('#_dialogs dialog[open] h2')").await;
        assert_eq!(english_left(browser).await, [""; 0], "{act}");
        browser.run("document.querySelector('#_dialogs dialog').close()").await;
        browser.until("return !document.querySelector('dialog[open]')").await;
    }
    for part in ["keys", "people"] {
        browser.run(&format!("document.querySelector('[data-tool={part}]').click()")).await;
        browser.until("return !!document.querySelector('dialog[open]')").await;
        assert_eq!(english_left(browser).await, [""; 0], "{part}");
        browser.run("document.querySelector('dialog[open]').close()").await;
    }
    visit.end().await;
}

fn said_again(text: &str) -> bool {
    [
        "envyo",
        "kubrnts",
        "envoy",
        "kubernetes",
        "mesh",
        "lang=“xx”",
        "tz=“Nowhere”",
        "“nothing”",
        "Asia/Tokyo",
    ]
    .iter()
    .any(|asked| text.contains(asked))
}
