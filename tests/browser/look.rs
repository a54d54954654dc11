//! The layout by numbers: how much of the programme is in sight, and how a session, the views and the controls are laid out on a phone and
//! on a desk.

use std::path::Path;

use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    shots::SHOTS,
    site::Site,
};

use crate::support::Visit;

const PHONE: (u32, u32) = (390, 844);
const DESK: (u32, u32) = (1440, 900);

async fn visit(size: (u32, u32)) -> Visit {
    Visit::with("/", Setup { size, ..Setup::default() }).await
}

/// A conference of 1,000 sessions in 30 rooms.
async fn visit_large(size: (u32, u32)) -> Visit {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/generated-1000");
    let site = Site::serve(&built, "/", 0).await.expect("a port is free");
    Visit::of(site, Browser::start(Setup { size, ..Setup::default() }).await)
}

/// The number that a script returns.
async fn number(browser: &Browser, script: &str) -> f64 {
    let value = browser.run(script).await;
    value.as_f64().unwrap_or_else(|| panic!("{script} returns {value}"))
}

/// How many titles of sessions are whole between what stays at the top and what stays at the thumb.
const TITLES_IN_SIGHT: &str = "
    const top = document.querySelector('.head').getBoundingClientRect().bottom;
    const tabs = document.querySelector('.tabs');
    const end = getComputedStyle(tabs).position === 'fixed' ? tabs.getBoundingClientRect().top : innerHeight;
    return [...document.querySelectorAll('article h3')].filter((title) => {
        const box = title.getBoundingClientRect();
        return box.top >= top && box.bottom <= end;
    }).length";

const FIRST_TITLE: &str = "return document.querySelector('article h3').getBoundingClientRect().top";

#[tokio::test]
async fn on_a_phone_the_programme_comes_first_not_in_webkit_which_has_no_window_so_narrow() {
    let visit = visit(PHONE).await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.until("return !!document.querySelector('#_badge')?.firstElementChild").await;
    assert!(number(browser, FIRST_TITLE).await <= 230.0, "{}", number(browser, FIRST_TITLE).await);
    assert!(number(browser, TITLES_IN_SIGHT).await >= 4.0);
    // During the conference, before anything lies behind.
    visit.open("?now=2021-02-22T16:10:00Z").await;
    assert!(number(browser, FIRST_TITLE).await <= 290.0);
    visit.end().await;
}

#[tokio::test]
async fn on_a_phone_the_tabs_are_at_the_thumb_and_the_rest_in_the_menu_not_in_webkit_which_has_no_window_so_narrow()
 {
    let visit = visit(PHONE).await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let tabs = "return [...document.querySelectorAll('.tab')].map((tab) => [tab.innerText.trim(), !!tab.querySelector('svg'), tab.getBoundingClientRect().top > innerHeight - 80])";
    let words = ["Programme", "Grid", "Now", "Agenda", "Search"].map(|word| json!([word, true, true]));
    assert_eq!(browser.run(tabs).await, json!(words));
    let visible =
        "return ['_zone', '_theme', '_kept'].map((id) => document.getElementById(id).checkVisibility())";
    assert_eq!(browser.run(visible).await, json!([false, false, false]));
    browser.press("button", "Menu").await;
    assert_eq!(browser.run(visible).await, json!([true, true, true]));
    browser.press("button", "Close").await;
    assert_eq!(browser.run(visible).await, json!([false, false, false]));

    // Filters are a sheet; how many are on stands at its button, and they stand as chips.
    browser.run("document.querySelector('#_filters > summary').click()").await;
    browser.press("checkbox", "Keynote").await;
    browser.press("button", "Done").await;
    // Escape closes it too, wherever the focus is in it.
    browser.run("document.querySelector('#_filters > summary').click()").await;
    browser
        .run("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))")
        .await;
    browser.until("return !document.getElementById('_filters').open").await;
    browser.until("return document.getElementById('_filter-count').textContent === '1'").await;
    assert_eq!(browser.run("return document.getElementById('_filters').open").await, false);
    browser.find("link", "Drop Keynote").await;
    visit.end().await;
}

#[tokio::test]
async fn nothing_is_cut_or_wider_than_the_window_only_in_chromium_which_can_be_so_narrow() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    for (width, height, letters) in
        [(320, 700, 16), (390, 844, 16), (844, 390, 16), (820, 1180, 16), (2560, 1440, 16), (390, 844, 32)]
    {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        browser.devtools("Page.setFontSizes", json!({ "fontSizes": { "standard": letters } })).await;
        for rest in ["", "?view=grid", "?view=now&now=2021-02-23T17:10:00Z", "?view=agenda"] {
            visit.open(rest).await;
            browser.until("return !!document.querySelector('#_badge')?.firstElementChild").await;
            let size = browser.run("return [document.documentElement.scrollWidth, innerWidth]").await;
            assert!(size[0].as_u64() <= size[1].as_u64(), "{rest} at {width}: {size}");
            // Of the words at the thumb each has its room.
            let cut = "return [...document.querySelectorAll('.tab > span')].filter((word) => word.checkVisibility() && word.getBoundingClientRect().width > word.parentElement.getBoundingClientRect().width).length";
            assert_eq!(browser.run(cut).await, 0, "{rest} at {width}, letters of {letters}");
        }
    }
    visit.end().await;
}

#[tokio::test]
async fn on_a_desk_seven_sessions_are_in_sight_between_the_controls_and_the_agenda() {
    let visit = visit(DESK).await;
    let browser = &visit.browser;
    visit.open("").await;
    assert!(number(browser, TITLES_IN_SIGHT).await >= 7.0);
    let width = "return document.querySelector('.tools').getBoundingClientRect().width";
    assert!(number(browser, width).await <= 240.0);
    browser.run("document.querySelector('#using-istio .pick').click()").await;
    browser.until("return !!document.querySelector('#_agenda-lines li')").await;
    let below = "const [heading, pick] = ['.agenda h2', '#_agenda-lines li'].map((part) => document.querySelector(part).getBoundingClientRect());
        return pick.top - heading.bottom";
    assert!(number(browser, below).await <= 160.0);
    // No column is empty in any view.
    for view in ["Now", "Agenda", "List"] {
        browser.press("radio", view).await;
        let shown = "return document.querySelector('aside.agenda .tools-of-agenda button').checkVisibility()";
        browser.until(shown).await;
    }
    visit.end().await;
}

/// How many of the grid's rooms and hours are in sight at once.
const GRID_IN_SIGHT: &str = "
    const grid = document.querySelector('.grid').getBoundingClientRect();
    const [bottom, right] = [Math.min(grid.bottom, innerHeight), Math.min(grid.right, innerWidth)];
    const boxes = (part) => [...document.querySelectorAll('.grid ' + part)].map((part) => part.getBoundingClientRect());
    const hours = boxes('.hour').map((hour) => hour.top);
    return [boxes('.lane').filter((lane) => lane.right <= right + 1).length, Math.floor((bottom - hours[0]) / (hours[1] - hours[0])), document.documentElement.scrollHeight - innerHeight]";

#[tokio::test]
async fn a_grid_shows_many_rooms_and_hours_not_in_webkit_which_has_no_window_so_narrow() {
    for (size, rooms, hours) in [(DESK, 8, 3), (PHONE, 2, 2)] {
        let visit = visit_large(size).await;
        let browser = &visit.browser;
        visit.open("?view=grid").await;
        browser.until("return document.querySelectorAll('.grid article').length > 100").await;
        let shown = browser.run(GRID_IN_SIGHT).await;
        assert!(shown[0].as_u64() >= Some(rooms) && shown[1].as_u64() >= Some(hours), "{shown} at {size:?}");
        // Denser and wider.
        let width = "return document.querySelector('.grid .lane').getBoundingClientRect().width";
        let before = number(browser, width).await;
        browser.press("button", "Larger").await;
        browser.until(&format!("{width} > {before}")).await;
        visit.end().await;
    }
}

#[tokio::test]
async fn what_is_on_stands_by_room_with_what_comes_next() {
    let visit = visit_large(DESK).await;
    let browser = &visit.browser;
    visit.open("?now=2026-03-02T10:10:00Z").await;
    browser.until("return document.querySelector('.moment').textContent.includes('on now')").await;
    browser.press("radio", "Now").await;
    browser.until("return document.querySelectorAll('.board .room').length === 30").await;
    let of = "return [...document.querySelectorAll('.board .room')].map((room) => [room.querySelector('h2').textContent, room.querySelectorAll('article[data-now]').length, room.querySelectorAll('.next article').length])";
    let rooms = browser.run(of).await;
    assert_eq!((&rooms[0], &rooms[29]), (&json!(["Room 1", 1, 1]), &json!(["Room 30", 1, 1])));
    assert_eq!(browser.address().await, "?view=now&now=2026-03-02T10:10:00Z");
    // One's own come first.
    browser.run("[...document.querySelectorAll('.board .room')][4].querySelector('.pick').click()").await;
    browser.until("return document.querySelector('.board h2').textContent === 'Room 5'").await;
    assert!(browser.text(".board .left").await.ends_with("min left"));
    visit.end().await;
}

#[tokio::test]
async fn a_screen_at_a_room_shows_it_alone_and_follows_the_clock() {
    let visit = visit_large(DESK).await;
    let browser = &visit.browser;
    visit.open("?view=now&room=Room+7&now=2026-03-02T10:10:00Z").await;
    browser.until("return document.querySelectorAll('.board .room').length === 1").await;
    let shown = "return [...document.querySelectorAll('button, input, select, summary')].filter((control) => control.checkVisibility()).length";
    assert_eq!(browser.run(shown).await, 0, "nothing is there to press");
    let text = browser.page_text().await;
    assert!(text.starts_with("10:10") && text.contains("Room 7"), "{text}");
    visit.end().await;
}

/// Where what is disclosed of a session stands, and which its bar is.
const DISCLOSED: &str = "const disclosed = document.querySelector('#using-istio .disclosed'); const box = disclosed.getBoundingClientRect();
    return [getComputedStyle(disclosed).position, Math.round(box.left), Math.round(innerWidth - document.documentElement.clientWidth + box.width) <= innerWidth]";

/// Whether that session is closed, and the address without it.
const CLOSED: &str = "return !document.querySelector('#using-istio details').open && location.hash === ''";

async fn position(browser: &Browser) -> Value {
    browser.run(DISCLOSED).await[0].clone()
}

#[tokio::test]
async fn an_open_session_is_a_sheet_on_a_phone_which_back_and_escape_close_not_in_webkit_which_has_no_window_so_narrow()
 {
    let visit = visit(PHONE).await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let is_open = "return document.querySelector('#using-istio details').open";
    browser.run("document.querySelector('#using-istio h3').click()").await;
    browser.until(is_open).await;
    assert_eq!(browser.address().await, "#using-istio");
    browser.until("return !!document.querySelector('#using-istio .session-head .title')").await;
    assert_eq!(position(browser).await, "fixed");
    browser.client.back().await.expect("there is a step back");
    browser.until(CLOSED).await;
    assert_eq!(browser.run("return document.activeElement.id").await, "using-istio");
    browser.run("document.querySelector('#using-istio summary').click()").await;
    browser.until("return location.hash === '#using-istio'").await;
    browser.run("document.activeElement.blur(); document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))").await;
    browser.until(CLOSED).await;

    // On to the next, which takes its step.
    browser.run("document.querySelector('#using-istio summary').click()").await;
    browser.until("return !!document.querySelector('#using-istio .session-head .title')").await;
    browser
        .run("document.querySelector('#using-istio .sheet-bar [aria-label=\"Next session\"]').click()")
        .await;
    browser.until("return document.querySelectorAll('article details[open]').length === 1 && location.hash !== '#using-istio'").await;
    browser.client.back().await.expect("there is a step back");
    browser.until("return !document.querySelector('article details[open]') && location.hash === ''").await;

    // A finger that goes down on its bar.
    browser.run("document.querySelector('#using-istio summary').click()").await;
    browser.until("return !!document.querySelector('#using-istio .session-head .title')").await;
    browser
        .run("const bar = document.querySelector('#using-istio .sheet-bar');
            const at = (type, y) => bar.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: 200, clientY: y }));
            at('pointerdown', 20); at('pointerup', 220)")
        .await;
    browser.until(CLOSED).await;
    visit.end().await;
}

#[tokio::test]
async fn an_open_session_is_a_panel_on_a_desk_and_in_its_row_in_between() {
    let visit = visit(DESK).await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Workshop: Using Istio").await;
    browser.run("document.querySelector('#using-istio summary').click()").await;
    browser.until("return !!document.querySelector('#using-istio .session-head .title')").await;
    assert_eq!(position(browser).await, "fixed");
    browser.find("button", "In my agenda").await;
    browser.find("button", "Share this session").await;
    // The next one takes its place.
    browser.run("document.querySelector('#opening-keynote summary').click()").await;
    browser.until("return document.querySelectorAll('article details[open]').length === 1").await;
    browser.until("return location.hash === '#opening-keynote'").await;
    visit.browser.quit().await;

    let visit = self::visit((820, 1180)).await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.run("document.querySelector('#using-istio summary').click()").await;
    browser.until("return !!document.querySelector('#using-istio .session-head .acts')").await;
    assert_eq!(position(browser).await, "static");
    let width = "return [document.documentElement.scrollWidth - innerWidth, document.querySelector('#using-istio .disclosed').scrollWidth - document.querySelector('#using-istio .what').clientWidth]";
    let over = browser.run(width).await;
    assert!(over[0].as_i64() <= Some(0) && over[1].as_i64() <= Some(0), "{over}");
    assert_eq!(
        browser.run("return document.querySelector('#using-istio .sheet-bar').checkVisibility()").await,
        false
    );
    visit.end().await;
}

#[tokio::test]
async fn how_much_a_pick_is_wanted_is_a_press_on_its_star() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("button", "Pick: Workshop: Using Istio").await;
    for (pressed, then) in [("Want", "Must"), ("Must", "Maybe"), ("Maybe", "Want")] {
        browser.press("button", &format!("How much: Workshop: Using Istio: {pressed}")).await;
        browser.find("button", &format!("How much: Workshop: Using Istio: {then}")).await;
    }
    visit.end().await;
}

#[tokio::test]
async fn the_strip_of_days_says_where_one_is() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let here = "return document.querySelector('nav.days [data-here]')?.textContent";
    browser.until(&format!("{here} === 'Mon 22'")).await;
    browser.press("link", "Wed 24").await;
    browser.until(&format!("{here} === 'Wed 24'")).await;
    visit.end().await;
}

#[tokio::test]
async fn speakers_are_found_by_letter_and_by_a_box() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Speakers and companies").await;
    browser.until("return !!document.querySelector('#_people .letters')").await;
    browser.run("document.querySelector('#_people [data-letter=Z]').click()").await;
    let seen = "const box = document.querySelector('#_people [data-initial=Z]').getBoundingClientRect(); return box.top > 0 && box.top < innerHeight";
    browser.until(seen).await;
    browser.run("const box = document.querySelector('#_people [data-narrow]'); box.value = 'posta'; box.dispatchEvent(new Event('input', { bubbles: true }))").await;
    browser.until("return [...document.querySelectorAll('#_people .names:first-child .index > li')].filter((name) => name.checkVisibility()).length === 1").await;
    visit.end().await;
}

/// How bright a picture is, by fields of so many pixels: letters of another font are about as dark as these, a part of the page that is
/// elsewhere is not.
const FIELD: u32 = 30;

fn brightness(picture: &[u8]) -> (u32, Vec<f64>) {
    let picture = image::load_from_memory(picture).expect("it is a picture").to_luma8();
    let (across, down) = (picture.width() / FIELD, picture.height() / FIELD);
    let field = |at: u32| {
        let (left, top) = (at % across * FIELD, at / across * FIELD);
        let pixels =
            (0..FIELD * FIELD).map(|pixel| picture.get_pixel(left + pixel % FIELD, top + pixel / FIELD)[0]);
        pixels.map(f64::from).sum::<f64>() / f64::from(FIELD * FIELD)
    };
    (across, (0..across * down).map(field).collect())
}

#[tokio::test]
async fn the_page_looks_as_in_the_committed_pictures_only_in_chromium_since_engines_draw_letters_otherwise() {
    // In gray levels of 255; and of how many fields.
    const OTHER: f64 = 28.0;
    const MOST: f64 = 0.12;
    for shot in SHOTS {
        let committed = std::fs::read(shot.path()).expect("`make screenshots` has made it");
        let (then, now) = (brightness(&committed), brightness(&shot.take().await));
        assert_eq!((then.0, then.1.len()), (now.0, now.1.len()), "{} has another size", shot.name);
        let others = then.1.iter().zip(&now.1).filter(|(then, now)| (*then - *now).abs() > OTHER).count();
        let part = others as f64 / then.1.len() as f64;
        assert!(
            part <= MOST,
            "{}: {:.0} % of it is otherwise; if that is meant, `make screenshots`",
            shot.name,
            100.0 * part
        );
    }
}

#[tokio::test]
async fn the_agenda_stands_to_scale_with_free_stretches_in_place_of_its_list() {
    let visit = visit(DESK).await;
    let browser = &visit.browser;
    visit.open("?view=agenda").await;
    browser.run("localStorage.clear()").await;
    visit.open("").await;
    for id in ["opening-keynote", "using-istio"] {
        browser.run(&format!("document.querySelector('#{id} .pick').click()")).await;
    }
    browser.press("radio", "Agenda").await;
    browser.shows(2).await;
    browser.run("document.querySelector('.agenda .more-tools').open = true").await;
    browser.press("button", "Days to scale").await;
    let column = "return [...document.querySelectorAll('.day-column li:not(.hour, .now-line)')].map((part) => [part.className, Math.round(part.getBoundingClientRect().height)])";
    browser.until(&format!("return (() => {{ {column} }})().length > 2")).await;
    let parts = browser.run(column).await;
    let height = |of: &str| {
        parts.as_array().into_iter().flatten().find(|part| part[0] == of).and_then(|part| part[1].as_f64())
    };
    // 50 minutes, at 8 px for each five.
    assert!(height("going").is_some_and(|height| (76.0..=80.0).contains(&height)), "{parts}");
    assert!(height("free").is_some(), "{parts}");
    let listed =
        "return [...document.querySelectorAll('article')].filter((row) => row.checkVisibility()).length";
    assert_eq!(browser.run(listed).await, 0);
    // A session of it opens, and it is kept.
    browser.run("document.querySelector('.day-column .going a').click()").await;
    browser.until(&format!("return (() => {{ {listed} }})() === 1")).await;
    visit.open("?view=agenda").await;
    browser.until("return document.querySelectorAll('.day-column .going').length === 2").await;
    visit.end().await;
}
