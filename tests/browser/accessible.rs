//! For those who can't see, or use no mouse, or read large letters: what axe-core finds (WCAG 2.2 A and AA, and its best
//! practices), what the accessibility tree says, what is said and when.

use std::path::Path;

use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};
use serde_json::{Value, json};
use tidetable_tests::browser::{Browser, Setup};

use crate::support::Visit;

/// Runs axe-core; what it finds, each with the elements.
async fn axe(browser: &Browser) -> Vec<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("axe/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(source).expect("tests/install-browser.sh installs axe-core");
    if browser.run("return !window.axe").await == true {
        browser.run(&source).await;
    }
    let script = r#"
        const [done] = arguments;
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
            ({ violations, passes }) => done(passes.length > 5
                ? violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join('\n')}`)
                : ['it looked at nothing']),
            (error) => done([String(error)]));
    "#;
    let found = browser.client.execute_async(script, vec![]).await.expect("it runs");
    found.as_array().into_iter().flatten().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}

async fn finds_nothing(browser: &Browser, at: &str) {
    // A row that lies half behind the bar is no button that is too small.
    browser.run("scrollTo(0, 0)").await;
    // What moves has come to rest.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let found = axe(browser).await;
    assert!(found.is_empty(), "{at}:\n{}", found.join("\n"));
}

/// Goes through every view and every dialog, with something picked that clashes.
async fn everywhere(visit: &Visit, how: &str) {
    let browser = &visit.browser;
    for (view, rest) in [
        ("list", "?now=2021-02-22T18:40:00Z"),
        ("search", "?q=envyo"),
        ("nothing found", "?q=no+such+thing&format=keynote"),
        ("grid", "?view=grid&now=2021-02-22T18:40:00Z"),
        ("agenda", "?view=agenda"),
        ("an address that can't be read", "?day=never&tz=Nowhere#nothing"),
    ] {
        visit.open(rest).await;
        browser.until("return !!document.querySelector('#_tools-aside select')").await;
        if view == "list"
            && browser.run("return !document.querySelector('[aria-pressed=true]')").await == true
        {
            for id in ["opening-keynote", "istio-service-mesh-at-enterprise-scale", "using-istio"] {
                browser.run(&format!("document.querySelector('#{id} .pick').click()")).await;
            }
            browser.run("document.querySelector('#using-istio details').open = true").await;
            browser.until("return !!document.querySelector('#using-istio .related h4')").await;
            browser.until("return document.querySelectorAll('.row-annotations .weight').length === 3").await;
        }
        if view == "search" {
            browser.until("return !!document.getElementById('_results')").await;
        }
        // Rows out of sight are rendered when nothing has happened for a while.
        browser.until("return !document.querySelector('[data-defer]')").await;
        finds_nothing(browser, &format!("{how}: {view}")).await;
    }
    visit.open("").await;
    browser.until("return document.querySelectorAll('.row-annotations .weight').length === 3").await;
    let dialogs = ["plan", "share", "calendar", "compare", "own", "keys", "people"];
    for tool in dialogs {
        let press = format!("document.querySelector('[data-tool={tool}]').click()");
        browser.run(&press).await;
        browser.until("return !!document.querySelector('dialog[open] h2')").await;
        finds_nothing(browser, &format!("{how}: {tool}")).await;
        browser.run("document.querySelector('dialog[open]').close()").await;
        browser.until("return !document.querySelector('dialog[open]')").await;
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_the_light() {
    let visit = Visit::new().await;
    everywhere(&visit, "light").await;
    visit.end().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dark_and_in_chinese_only_in_chromium_since_it_takes_long() {
    let visit = Visit::with("/", Setup { language: "zh-CN", ..Setup::default() }).await;
    visit.open("").await;
    visit.browser.run("localStorage.setItem('tidetable/theme', 'dark')").await;
    everywhere(&visit, "dark, in Chinese").await;
    visit.end().await;
}

async fn narrow(browser: &Browser) {
    let metrics = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
}

#[tokio::test]
async fn axe_finds_nothing_at_320_pixels_only_in_chromium_which_can_be_so_narrow() {
    let visit = Visit::new().await;
    narrow(&visit.browser).await;
    everywhere(&visit, "320 px").await;
    visit.end().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_forced_colours_only_in_chromium_which_can_be_told_to() {
    let visit = Visit::new().await;
    let features = json!([{ "name": "forced-colors", "value": "active" }, { "name": "prefers-color-scheme", "value": "dark" }]);
    visit.browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    everywhere(&visit, "forced colours").await;
    visit.open("").await;
    assert_eq!(visit.browser.run("return matchMedia('(forced-colors: active)').matches").await, true);
    // What colour alone would tell is told otherwise: the mark of a format has a colour of the system's.
    let mark =
        "return getComputedStyle(document.querySelector('.facts .format'), '::before').forcedColorAdjust";
    // The rule is in the style that comes behind the answer.
    visit.browser.until(&format!("{mark} === 'none'")).await;
    visit.end().await;
}

#[tokio::test]
async fn with_letters_twice_as_large_nothing_is_cut_or_found_only_in_chromium_which_can_be_so_narrow() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    for (width, height) in [(1280, 900), (390, 844)] {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        // Twice the size that is the browser's own: 16 pixels, for all letters that are not of one width.
        browser.devtools("Page.setFontSizes", json!({ "fontSizes": { "standard": 32, "fixed": 26 } })).await;
        for rest in ["", "?view=agenda", "?view=grid"] {
            visit.open(rest).await;
            assert_eq!(
                browser.run("return getComputedStyle(document.documentElement).fontSize").await,
                "32px"
            );
            browser.until("return !!document.querySelector('#_tools-aside select')").await;
            let size = browser.run("return [document.documentElement.scrollWidth, innerWidth]").await;
            assert!(size[0].as_u64() <= size[1].as_u64(), "{rest} is {} wide in {}", size[0], size[1]);
            // Text that is wider than what it stands in, where that cuts it; in the grid what is as tall as its time may.
            let cut = "return [...document.querySelectorAll('button, label, h1, h2, h3, .rail, .facts li, select')]
                .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow !== 'visible'
                    && element.tagName !== 'SELECT' && !element.matches('.visually-hidden, .lane, .grid h3') && element.scrollWidth > element.clientWidth + 1)
                .map(({ outerHTML }) => outerHTML.slice(0, 200))";
            assert_eq!(browser.run(cut).await, json!([]), "{rest} at {width}");
        }
        everywhere(&visit, &format!("200 % at {width}")).await;
    }
    visit.end().await;
}

#[tokio::test]
async fn a_time_in_large_letters_was_under_the_button_beside_it_only_in_chromium_which_can_be_so_narrow() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    browser.devtools("Emulation.setLocaleOverride", json!({ "locale": "en-US" })).await;
    for (width, letters) in [(390, 32), (390, 16), (320, 32), (320, 16)] {
        let metrics = json!({ "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        browser.devtools("Page.setFontSizes", json!({ "fontSizes": { "standard": letters } })).await;
        visit.open("").await;
        browser.run("document.querySelector('.pick[aria-pressed=false]').click()").await;
        browser.until("return document.querySelectorAll('.row-annotations .weight').length > 0").await;
        assert!(browser.page_text().await.contains(" PM"));
        let overlapping = "
            const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
            return [...document.querySelectorAll('article')].filter((article) => {
                const parts = [...article.querySelectorAll('.rail > span, .row-annotations > .weight, .pick, h3')];
                const boxes = parts.flatMap((part) => [...part.getClientRects()]);
                return boxes.some((one, at) => boxes.slice(at + 1).some((other) => !apart(one, other)));
            }).map(({ id }) => id)";
        assert_eq!(browser.run(overlapping).await, json!([]), "{width} pixels, letters of {letters}");
    }
    visit.end().await;
}

#[tokio::test]
async fn all_that_is_pressed_is_large_enough() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.until("return !!document.querySelector('#_tools-aside select')").await;
    browser.run("document.querySelector('#opening-keynote .pick').click()").await;
    browser.until("return document.querySelectorAll('.row-annotations .weight').length === 1").await;
    // 24 by 24 px; links in a line of text are exempt (WCAG 2.2, success criterion 2.5.8).
    let small = "return [...document.querySelectorAll('button, select, summary, input, .days a, .people a')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches('.visually-hidden'))
        .map((element) => element.closest('label.choice, label.tab') || element)
        .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width < 24 || height < 24 })
        .map((element) => element.outerHTML.slice(0, 120))";
    assert_eq!(browser.run(small).await, json!([]));
    visit.end().await;
}

#[tokio::test]
async fn the_number_of_results_is_said_once_and_not_at_every_key() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    // While the search is still to come, that is said.
    browser.until("return document.querySelectorAll('#_company option').length > 1").await;
    browser
        .run(
            "window.said = [];
            for (const status of document.querySelectorAll('[role=status]')) {
                new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
            }",
        )
        .await;
    let search = browser.find("searchbox", "Search sessions").await;
    for key in ["m", "e", "s", "h"] {
        search.send_keys(key).await.expect("one can type");
        tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    }
    browser.until("return said.length > 0").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let said = browser.run("return said").await;
    assert_eq!(said.as_array().map(Vec::len), Some(1), "{said}");
    assert!(said[0].as_str().is_some_and(|said| said.ends_with("sessions for “mesh”")), "{said}");
    visit.end().await;
}

/// Roles that the committed tree is of: what one finds one's way by.
const TOLD: [&str; 20] = [
    "RootWebArea",
    "banner",
    "navigation",
    "main",
    "complementary",
    "contentinfo",
    "search",
    "region",
    "radiogroup",
    "group",
    "heading",
    "searchbox",
    "radio",
    "checkbox",
    "combobox",
    "button",
    "status",
    "dialog",
    "article",
    "DisclosureTriangle",
];

/// The accessibility tree below a node, a line for each role that is told.
fn write_tree(nodes: &Value, id: &Value, depth: usize, text: &mut String) {
    let Some(node) = nodes.as_array().into_iter().flatten().find(|node| node["nodeId"] == *id) else {
        return;
    };
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let is_told = node["ignored"] == false && TOLD.contains(&role);
    if is_told {
        let name = node["name"]["value"].as_str().unwrap_or_default();
        text.push_str(format!("{:depth$}{role} {name}", "", depth = depth * 2).trim_end());
        text.push('\n');
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        write_tree(nodes, child, depth + usize::from(is_told), text);
    }
}

/// After a change that is wanted: `UPDATE_TREE=1 cargo test …` writes the file anew.
#[tokio::test]
async fn the_accessibility_tree_is_the_committed_one_only_in_chromium_which_tells_it() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?format=keynote&tz=utc&now=2021-02-22T16:10:00Z").await;
    browser.until("return !!document.querySelector('#_tools-aside select')").await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
    browser.run("document.querySelector('#opening-keynote .pick').click()").await;
    browser.until("return document.querySelectorAll('.row-annotations .weight').length === 1").await;
    browser.run("document.querySelector('[data-tool=plan]').focus()").await;
    let mut text = String::new();
    for state in ["page", "dialog"] {
        if state == "dialog" {
            browser.press("button", "Make my plan").await;
            browser.find("dialog", "Your plan").await;
        }
        let nodes = browser.devtools("Accessibility.getFullAXTree", json!({})).await["nodes"].clone();
        write_tree(&nodes, &nodes[0]["nodeId"], 0, &mut text);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/tree.txt");
    if std::env::var_os("UPDATE_TREE").is_some() {
        std::fs::write(&file, &text).expect("it can be written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(text, committed, "the tree is another than {}", file.display());
    visit.end().await;
}

/// Presses a key where the focus is, so many times.
async fn press(browser: &Browser, key: Key, times: usize) {
    let value = char::from(key);
    for _ in 0..times {
        let keys =
            KeyActions::new("keyboard".into()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        browser.client.perform_actions(keys).await.expect("it takes keys");
    }
}

/// Goes on with the tabulator until an element has the focus.
async fn tab_to(browser: &Browser, selector: &str) {
    for _ in 0..150 {
        if browser.run(&format!("return document.activeElement.matches('{selector}')")).await == true {
            return;
        }
        press(browser, Key::Tab, 1).await;
    }
    let at = browser.run("return document.activeElement.outerHTML.slice(0, 200)").await;
    panic!("{selector} can't be reached: the focus is at {at}");
}

#[tokio::test]
async fn search_filters_plan_compare_and_share_by_keyboard_alone() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.until("return !!document.querySelector('#_tools-aside select')").await;
    // Search, and pick what is found.
    tab_to(browser, "#_search").await;
    let search = browser.client.active_element().await.expect("it has the focus");
    search.send_keys("airbnb").await.expect("one can type");
    browser.shows(1).await;
    tab_to(browser, ".pick").await;
    press(browser, Key::Space, 1).await;
    browser.find("link", "1 pick").await;
    browser.run("document.getElementById('_search').focus()").await;
    press(browser, Key::Backspace, 6).await;
    browser.shows(53).await;
    // A filter.
    tab_to(browser, "#_format-keynote").await;
    press(browser, Key::Space, 1).await;
    browser.shows(3).await;
    press(browser, Key::Space, 1).await;
    browser.shows(53).await;
    // The dialogs open, take the focus, close with Escape, and give it back.
    browser.run("document.querySelector('#_tools-aside summary').focus()").await;
    press(browser, Key::Enter, 1).await;
    for (value, heading) in
        [("plan", "Your plan"), ("share", "Share your agenda"), ("compare", "Agendas side by side")]
    {
        browser.run(&format!("document.querySelector('#_tools-aside [data-tool={value}]').focus()")).await;
        press(browser, Key::Enter, 1).await;
        browser.find("dialog", heading).await;
        browser
            .until("return document.querySelector('#_dialogs dialog').contains(document.activeElement)")
            .await;
        if heading == "Your plan" {
            tab_to(browser, "#_dialogs dialog [aria-label^=Pin]").await;
            press(browser, Key::Enter, 1).await;
            browser.until("return !!document.querySelector('#_dialogs dialog [aria-label^=Unpin]')").await;
        }
        press(browser, Key::Escape, 1).await;
        browser.until(&format!("return document.activeElement.dataset.tool === '{value}'")).await;
    }
    // The grid: arrow keys lead on, and a session is picked.
    tab_to(browser, "#_view-list").await;
    press(browser, Key::Right, 1).await;
    browser.until("return !!document.querySelector('.grid article')").await;
    browser.run("document.querySelector('.grid article').focus()").await;
    press(browser, Key::Down, 1).await;
    browser.until("return document.activeElement.tagName === 'ARTICLE' && document.activeElement.id !== 'opening-keynote'").await;
    visit.end().await;
}

#[tokio::test]
async fn nothing_moves_where_that_is_asked_for_only_in_chromium_which_can_be_told_to() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    visit.open("").await;
    let moving = "return [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return transitionDuration.split(', ').some((time) => parseFloat(time) > 0) || animationName !== 'none' || scrollBehavior === 'smooth';
    }).map((element) => element.outerHTML.slice(0, 80))";
    assert_eq!(browser.run(moving).await, json!([]));
    visit.end().await;
}
