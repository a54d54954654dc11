//! What is done with an agenda: weighed, planned, taken along, compared.

use std::{path::PathBuf, process::Command, time::Duration};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use fantoccini::Locator;
use serde_json::{Value, json};
use tidetable_tests::{
    browser::{Browser, Setup},
    engine::Engine,
    site::Fault,
};

use crate::support::{Visit, dist};

const KEYNOTE: &str = "opening-keynote";
/// From 18:20 to 18:45 on the first day, and a workshop from 18:30 to 21:00.
const TALK: &str = "istio-service-mesh-at-enterprise-scale";
const WORKSHOP: &str = "using-istio";

/// Opens the page where the agenda has its tools.
async fn open(visit: &Visit, rest: &str) {
    visit.open(rest).await;
    visit.browser.until("return !!document.querySelector('#_tools-aside select')").await;
    visit.browser.run("for (const more of document.querySelectorAll('.more-tools')) more.open = true").await;
}

async fn pick(browser: &Browser, ids: &[&str]) {
    for id in ids {
        browser.run(&format!("document.getElementById('{id}').querySelector('.pick').click()")).await;
    }
    for id in ids {
        browser.until(&format!("return !!document.querySelector('#{id} .row-annotations .weight')")).await;
    }
}

/// Does to a control what a person does who chooses or writes something in it.
async fn fill(browser: &Browser, selector: &str, value: &str) {
    let script = format!(
        "const control = document.querySelector('{selector}');
        control.value = '{value}';
        control.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    browser.run(&script).await;
}

async fn weigh(browser: &Browser, id: &str, tier: &str) {
    // Each press makes it the next.
    let script = format!(
        "const weight = document.querySelector('#{id} .row-annotations .weight');
        const order = ['maybe', 'want', 'must'];
        const steps = (order.indexOf('{tier}') - order.indexOf(weight.dataset.priority) + 3) % 3;
        for (let step = 0; step < steps; step++) weight.click()"
    );
    browser.run(&script).await;
    until_stored(browser, tier).await;
}

async fn until_stored(browser: &Browser, part: &str) {
    browser.until(&format!("return localStorage['tidetable/istiocon-2021/agenda'].includes('{part}')")).await;
}

/// Waits until a dialog says why something was not done, and closes it.
async fn refused(browser: &Browser, why: &str) {
    let says = format!(
        "return document.querySelector('#_dialogs dialog [role=alert]')?.textContent.includes('{why}')"
    );
    browser.until(&says).await;
    browser.run("document.querySelector('#_dialogs dialog').close()").await;
    browser.until("return !document.querySelector('dialog[open]') && history.state === null").await;
}

async fn picked(browser: &Browser) -> Vec<String> {
    let script =
        "const { picks } = JSON.parse(localStorage['tidetable/istiocon-2021/agenda'] || '{\"picks\":{}}');
        return Object.keys(picks).filter((id) => picks[id].picked).sort()";
    let picked = browser.run(script).await;
    picked.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// Presses one of the agenda's tools: beside the timeline, or in the agenda.
async fn press(browser: &Browser, tool: &str) {
    press_visible(browser, &format!("[data-tool={tool}]")).await;
}

/// Presses the first button that a selector finds and a person sees.
async fn press_visible(browser: &Browser, selector: &str) {
    let script = format!(
        "for (const more of document.querySelectorAll('.more-tools')) more.open = true;
        const button = [...document.querySelectorAll('{selector}')].find((button) => button.checkVisibility());
        button?.click();
        return !!button"
    );
    browser.until(&script).await;
}

async fn dialog(browser: &Browser, heading: &str) -> String {
    browser.find("dialog", heading).await;
    browser.text("dialog[open]").await
}

/// The link that shares the agenda.
async fn share_link(browser: &Browser) -> String {
    press(browser, "share").await;
    dialog(browser, "Share your agenda").await;
    let link = browser.run("return document.querySelector('#_dialogs dialog input[readonly]').value").await;
    browser.run("document.querySelector('#_dialogs dialog').close()").await;
    // A dialog that was closed is a step that is undone.
    browser.until("return history.state === null").await;
    link.as_str().expect("it is a text").to_owned()
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A visit whose downloads come into a folder.
async fn with_downloads(name: &str) -> (Visit, PathBuf) {
    let folder = std::env::temp_dir().join(format!("tidetable-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("there is room");
    let visit = Visit::with("/", Setup { downloads: Some(folder.clone()), ..Setup::default() }).await;
    open(&visit, "").await;
    (visit, folder)
}

async fn downloaded(folder: &PathBuf, ending: &str) -> PathBuf {
    for _ in 0..300 {
        let files =
            std::fs::read_dir(folder).expect("it is there").filter_map(Result::ok).map(|file| file.path());
        if let Some(file) = files.into_iter().find(|file| file.to_string_lossy().ends_with(ending)) {
            return file;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing was downloaded");
}

#[tokio::test]
async fn a_pick_is_wanted_until_it_is_said_how_much_and_a_note_stays_as_it_was_typed() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE]).await;
    browser.find("button", "How much: Welcome & opening keynote: Want").await;
    weigh(browser, KEYNOTE, "must").await;
    browser.run("document.querySelector('#opening-keynote details').open = true").await;
    let note = browser.find("textbox", "Note, for yourself only").await;
    let typed = "  <b>Sit</b> in front & \"ask\"\nabout 前面 🦀";
    if Engine::tested() == Engine::WebKit {
        // Its driver has neither a new line nor a crab among its keys.
        let arguments = vec![serde_json::to_value(&note).expect("an element is JSON"), json!(typed)];
        let write = "const [note, text] = arguments; note.value = text; note.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.client.execute(write, arguments).await.expect("it runs");
    } else {
        note.send_keys(typed).await.expect("it can be typed in");
    }
    visit.browser.client.refresh().await.expect("it reloads");
    visit.browser.answers().await;
    browser
        .until("return document.querySelector('#opening-keynote .row-annotations .weight')?.dataset.priority === 'must'")
        .await;
    let shown =
        browser.run("return document.querySelector('#opening-keynote .marks .note').textContent").await;
    assert_eq!(shown, typed);
    assert_eq!(browser.run("return document.querySelectorAll('.note b').length").await, 0);
    visit.end().await;
}

#[tokio::test]
async fn a_clash_is_told_before_one_picks_in_the_agenda_and_in_the_grid() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[TALK]).await;
    let clash = format!(
        "return document.querySelector('#{WORKSHOP} .clash')?.textContent.includes('at Enterprise Scale')"
    );
    browser.until(&clash).await;
    // What only touches clashes where time is needed between.
    let touching = "return !!document.querySelector('#i-want-to-sketch-a-mesh-for-you .clash')";
    assert_eq!(browser.run(touching).await, false);
    fill(browser, "#_tools-aside select[aria-label=\"Time between sessions\"]", "10").await;
    browser.until(touching).await;
    pick(browser, &[WORKSHOP]).await;
    browser.press("radio", "Agenda").await;
    browser
        .until(&format!(
            "return document.querySelectorAll('#{TALK} .clash, #{WORKSHOP} .clash').length === 2"
        ))
        .await;
    browser.press("radio", "Grid").await;
    browser
        .until(&format!(
            "return document.querySelectorAll('.grid #{TALK} .clash, .grid #{WORKSHOP} .clash').length === 2"
        ))
        .await;
    visit.end().await;
}

#[tokio::test]
async fn a_plan_changes_nothing_until_it_is_accepted_and_undo_brings_all_back() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE, TALK, WORKSHOP]).await;
    weigh(browser, TALK, "must").await;
    browser.press("button", "Make my plan").await;
    let text = dialog(browser, "Your plan").await;
    assert!(
        text.contains("Kept 2") && text.contains("Left out 1") && text.contains("Clashes with"),
        "{text}"
    );
    assert_eq!(picked(browser).await.len(), 3);
    // Pinned, the other one stays.
    browser.press("button", "Pin: Workshop: Using Istio").await;
    browser
        .until("return !!document.querySelector('#_dialogs dialog [aria-label=\"Unpin: Workshop: Using Istio\"]')")
        .await;
    browser.press("button", "Accept this plan").await;
    browser.until("return !document.querySelector('dialog[open]')").await;
    assert_eq!(picked(browser).await, [KEYNOTE, WORKSHOP]);
    browser.press("button", "Undo").await;
    browser
        .until(&format!(
            "return document.querySelector('#{TALK} .row-annotations .weight')?.dataset.priority === 'must'"
        ))
        .await;
    assert_eq!(picked(browser).await, [TALK, KEYNOTE, WORKSHOP]);
    // Two musts that clash are told first.
    weigh(browser, WORKSHOP, "must").await;
    browser.press("button", "Make my plan").await;
    browser.until("return document.querySelector('#_dialogs dialog [role=alert]')?.textContent.includes('clash with each other')").await;
    visit.end().await;
}

#[tokio::test]
async fn a_time_one_cannot_be_there_is_kept_free_and_gaps_tell_what_fits() {
    let visit = Visit::new().await;
    open(&visit, "?view=agenda&tz=utc").await;
    let browser = &visit.browser;
    press(browser, "own").await;
    dialog(browser, "An entry of your own").await;
    let form = |end: &str| {
        format!(
            "const form = document.querySelector('#_dialogs dialog form:has(.primary)');
            form.elements.title.value = '<i>Dentist</i>';
            form.elements.start.value = '2021-02-22T17:00';
            form.elements.end.value = '{end}';
            form.requestSubmit()"
        )
    };
    browser.run(&form("2021-02-22T16:00")).await;
    browser.until("return document.querySelector('#_dialogs dialog [role=alert]')?.textContent === 'It has to end after it begins.'").await;
    browser.run(&form("2021-02-22T18:00")).await;
    browser.until("return document.querySelector('#_tools .own-entries')?.textContent.includes('17:00–18:00 <i>Dentist</i>')").await;
    browser
        .until("return document.getElementById('_gaps').textContent.includes('Mon 22 18:00–22:20, 4 h 20')")
        .await;
    let fits = browser.text("#_gaps").await;
    assert!(fits.contains("Istio Service Mesh at Enterprise Scale"), "{fits}");
    browser.press("radio", "List").await;
    browser.until("return document.querySelector('#istio-5g-platform .clash')?.textContent.includes('<i>Dentist</i>')").await;
    press_visible(browser, ".own-entries button:last-of-type").await;
    browser
        .until("return !document.querySelector('.own-entries') && !document.querySelector('.clash')")
        .await;
    visit.end().await;
}

#[tokio::test]
async fn an_entry_of_ones_own_is_edited_in_place_and_is_on_each_day() {
    let visit = Visit::new().await;
    open(&visit, "?tz=utc").await;
    let browser = &visit.browser;
    // It is meanwhile of a session that was picked, but one can be elsewhere.
    pick(browser, &[KEYNOTE]).await;
    browser.press("radio", "Agenda").await;
    let submit = |fields: &str| {
        format!(
            "const form = document.querySelector('#_dialogs dialog form:has(.primary)');
            Object.assign(form.elements.title, {{ value: 'Shift' }}); {fields}; form.requestSubmit()"
        )
    };
    press(browser, "own").await;
    dialog(browser, "An entry of your own").await;
    let times = "form.elements.start.value = '2021-02-22T16:00'; form.elements.end.value = '2021-02-22T17:00'; form.elements.busy.checked = false";
    browser.run(&submit(times)).await;
    let entries = "document.querySelector('#_tools .own-entries')?.textContent";
    browser.until(&format!("return {entries}?.includes('Mon 22 16:00–17:00 Shift') && {entries}.includes('I can be elsewhere')")).await;
    assert_eq!(browser.run("return !!document.querySelector('.clash')").await, false);
    browser.press("button", "Edit: Shift").await;
    dialog(browser, "An entry of your own").await;
    assert_eq!(
        browser.run("return document.querySelector('#_dialogs dialog [name=start]').value").await,
        "2021-02-22T16:00"
    );
    browser.run(&submit("form.elements.place.value = '<b>Desk</b>'; form.elements.busy.checked = true; form.elements.daily.checked = true")).await;
    browser
        .until(&format!(
            "return {entries}?.includes('16:00–17:00 each day Shift') && {entries}.includes('<b>Desk</b>')"
        ))
        .await;
    browser.until("return document.querySelector('.clash')?.textContent.includes('Shift')").await;
    assert_eq!(browser.run("return document.querySelectorAll('#_tools .own-entries li').length").await, 1);
    open(&visit, "?view=agenda&tz=utc").await;
    browser.until(&format!("return {entries}?.includes('each day Shift')")).await;
    let printed = "dispatchEvent(new Event('beforeprint')); return [...document.querySelectorAll('#_print-agenda .entry .name')].filter((name) => name.textContent === 'Shift').length";
    assert_eq!(browser.run(printed).await, 5);
    visit.end().await;
}

#[tokio::test]
async fn agendas_from_links_stand_beside_ones_own_which_stays_as_it_is() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    let mut links = Vec::new();
    for ids in [&[KEYNOTE, WORKSHOP] as &[_], &["improving-security-with-istio"]] {
        pick(browser, ids).await;
        links.push(share_link(browser).await);
        browser.run("localStorage.clear()").await;
        open(&visit, &format!("?theirs={}", links.len())).await;
    }
    pick(browser, &[KEYNOTE, TALK]).await;
    for link in &links {
        // The same page: only the hash is another.
        browser.run(&format!("location.hash = '{}'", link.split_once('#').unwrap().1)).await;
        browser.until("return !!document.querySelector('#_dialogs dialog .kept-friend')").await;
        browser.until("return !location.hash").await;
    }
    browser.until("return document.querySelectorAll('#_dialogs dialog .kept-friend').length === 2").await;
    let text = dialog(browser, "Agendas side by side").await;
    for part in ["Together 1", "Only them 2", "Only me 1", "At the same time: who goes where", "Friend 2"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(picked(browser).await, [TALK, KEYNOTE]);
    browser.press("button", "Take over: Improving Security with Istio").await;
    browser
        .until("return document.querySelector('#_dialogs dialog').textContent.includes('Only them 1')")
        .await;
    assert_eq!(picked(browser).await, ["improving-security-with-istio", TALK, KEYNOTE]);
    fill(browser, "#_dialogs dialog .kept-friend input", "<b>Ana</b>").await;
    until_stored(browser, "Ana").await;
    // Kept, and told in the rows.
    browser.client.refresh().await.expect("it reloads");
    let told = "return [...document.querySelectorAll('.goers')].some(({ textContent }) => textContent.includes('<b>Ana</b>'))";
    browser.until(told).await;
    press(browser, "compare").await;
    press_visible(browser, ".kept-friend button").await;
    browser.until("return document.querySelectorAll('#_dialogs dialog .kept-friend').length === 1").await;
    visit.end().await;
}

#[tokio::test]
async fn a_link_as_a_messenger_left_it_did_nothing_without_a_word() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE]).await;
    let link = share_link(browser).await;
    let code = link.split_once("#agenda=").unwrap().1.to_owned();
    for hash in [format!("agenda%3D{code}"), format!("agenda={code}."), format!("agenda={code}&utm_source=x")]
    {
        browser.until("return history.state === null").await;
        browser.run(&format!("location.hash = '{hash}'")).await;
        browser
            .until("return document.querySelector('#_dialogs dialog .kept-friend')?.textContent.includes('1 pick')")
            .await;
        assert_eq!(
            browser.run("return document.querySelectorAll('#_dialogs dialog [role=alert]').length").await,
            0,
            "{hash}"
        );
        browser.press("button", "Remove: Friend 1").await;
        browser.until("return !document.querySelector('#_dialogs dialog .kept-friend')").await;
        browser.run("document.querySelector('#_dialogs dialog').close()").await;
        browser.until("return !document.querySelector('dialog[open]')").await;
    }
    visit.end().await;
}

#[tokio::test]
async fn a_form_that_said_what_is_wrong_was_empty_then_and_dialogs_stood_on_each_other() {
    let visit = Visit::new().await;
    open(&visit, "?tz=utc").await;
    let browser = &visit.browser;
    press(browser, "own").await;
    browser.until("return !!document.querySelector('#_dialogs dialog form')").await;
    let type_in = "const { title, start, end } = document.querySelector('#_dialogs dialog form:has(.primary)').elements;
        title.value = 'Lunch with \"A\"'; start.value = '2021-02-22T19:00'; end.value = '2021-02-22T18:30';
        document.querySelector('#_dialogs dialog form button.primary').click()";
    browser.run(type_in).await;
    browser.until("return !!document.querySelector('#_dialogs dialog [role=alert]')").await;
    let typed = "const { title, start, end } = document.querySelector('#_dialogs dialog form:has(.primary)').elements;
        return [title, start, end].map(({ value }) => value)";
    assert_eq!(browser.run(typed).await, json!(["Lunch with \"A\"", "2021-02-22T19:00", "2021-02-22T18:30"]));
    // Another dialog takes its place.
    browser.run("document.querySelector('.people button').click()").await;
    browser.until("return !!document.querySelector('dialog[open] #_people')").await;
    assert_eq!(browser.run("return document.querySelectorAll('dialog[open]').length").await, 1);
    press(browser, "compare").await;
    browser.until("return !!document.querySelector('#_dialogs dialog .paste')").await;
    assert_eq!(browser.run("return document.querySelectorAll('dialog[open]').length").await, 1);
    browser.run("document.querySelector('.paste input').value = 'no link'; document.querySelector('.paste button').click()").await;
    browser.until("return !!document.querySelector('#_dialogs dialog [role=alert]')").await;
    assert_eq!(browser.run("return document.querySelector('.paste input').value").await, "no link");
    visit.end().await;
}

#[tokio::test]
async fn a_link_that_cannot_be_read_says_why_and_changes_nothing() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE]).await;
    let link = share_link(browser).await;
    let code = link.split_once("#agenda=").unwrap().1;
    let other = if code.ends_with('A') { "B" } else { "A" };
    let changed = format!("{}{other}", &code[..code.len() - 1]);
    let long = "A".repeat(100_000);
    for (code, why) in [
        (&code[..code.len() / 2], "cut short or changed"),
        (&*changed, "cut short or changed"),
        ("<img src=x>", "cut short or changed"),
        ("", "cut short or changed"),
        (&*long, "longer than any agenda"),
        // As a later version of the app may write it.
        ("IDdgKFI3YFE4o", "from a later version"),
    ] {
        browser.run(&format!("location.hash = 'agenda={code}'")).await;
        refused(browser, why).await;
    }
    assert_eq!(picked(browser).await, [KEYNOTE]);
    // Another conference.
    let theirs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/odd");
    let site = tidetable_tests::site::Site::serve(&theirs, "/", 0).await.expect("a port is free");
    browser.open(&format!("{}#agenda={code}", site.address)).await;
    refused(browser, "another conference").await;
    visit.browser.quit().await;
}

#[tokio::test]
async fn a_calendar_file_is_read_by_another_program_not_in_webkit_whose_driver_downloads_nothing() {
    let (visit, folder) = with_downloads("calendar").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE, WORKSHOP]).await;
    browser.press("button", "Download calendar").await;
    let file = downloaded(&folder, ".ics").await;
    let script = "
import sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
for event in calendar.walk('VEVENT'):
    print(event['UID'], event.decoded('DTSTART').isoformat(), event.decoded('DTEND').isoformat(), event['SEQUENCE'],
          event['STATUS'], event['SUMMARY'], sep='|')
";
    let read = ["python3", "/usr/bin/python3"].into_iter().find_map(|python| {
        let output = Command::new(python).args(["-c", script]).arg(&file).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    });
    let expected = "\
opening-keynote@istiocon-2021.tidetable|2021-02-22T16:00:00+00:00|2021-02-22T16:50:00+00:00|0|CONFIRMED|Welcome & opening keynote
using-istio@istiocon-2021.tidetable|2021-02-22T18:30:00+00:00|2021-02-22T21:00:00+00:00|0|CONFIRMED|Workshop: Using Istio
";
    assert_eq!(
        read.expect("python3 with icalendar is there: tests/install-browser.sh installs it"),
        expected
    );
    let _ = std::fs::remove_dir_all(folder);
    visit.end().await;
}

#[tokio::test]
async fn a_qr_code_on_the_screen_holds_the_link() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE, WORKSHOP]).await;
    let link = share_link(browser).await;
    browser.allow(&visit.site.address, &["clipboardReadWrite", "clipboardSanitizedWrite"]).await;
    // Without a share sheet the link is copied, and that is told.
    browser.run("delete Navigator.prototype.share").await;
    press(browser, "share").await;
    // WebKit lets a page copy only where a person pressed, which this is not; it says that too.
    let (told, is_copied) = match Engine::tested() {
        Engine::WebKit => ("It could not be copied", false),
        _ => ("Copied.", true),
    };
    browser
        .until(&format!(
            "return document.querySelector('#_dialogs dialog .said')?.textContent.startsWith('{told}')"
        ))
        .await;
    let copied =
        "const [done] = arguments; navigator.clipboard.readText().then(done, (error) => done(String(error)))";
    if is_copied {
        assert_eq!(browser.client.execute_async(copied, vec![]).await.expect("it runs"), json!(link));
    }
    browser.until("return document.querySelector('#_dialogs dialog svg')?.getAttribute('aria-label') === 'QR code of the link'").await;
    let picture = browser.client.screenshot().await.expect("it is taken");
    let picture = image::load_from_memory(&picture).expect("it is a picture").to_luma8();
    let mut picture = rqrr::PreparedImage::prepare(picture);
    let grids = picture.detect_grids();
    let (_, text) = grids[0].decode().expect("it can be read");
    assert_eq!(text, link);
    visit.end().await;
}

#[tokio::test]
async fn a_printed_agenda_has_times_titles_and_notes_and_no_buttons_not_in_webkit_whose_driver_prints_nothing()
 {
    let visit = Visit::new().await;
    open(&visit, "?tz=utc").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE, WORKSHOP]).await;
    browser.run("document.querySelector('#opening-keynote details').open = true").await;
    let note = browser.find("textbox", "Note, for yourself only").await;
    note.send_keys("Sit in front").await.expect("it can be typed in");
    until_stored(browser, "Sit in front").await;
    // From the browser's menu it is what is on the screen.
    let pdf = BASE64_STANDARD.decode(browser.print((8.27, 11.69)).await).expect("it is base64");
    let text = without_spaces(&pdf_extract::extract_text_from_mem(&pdf).expect("it is a PDF"));
    assert!(text.contains("AirbnbonIstio") && text.contains("53sessions"), "{text}");
    browser.press("radio", "Agenda").await;
    browser.shows(2).await;
    for (width, height) in [(8.27, 11.69), (8.5, 11.0)] {
        let pdf = BASE64_STANDARD.decode(browser.print((width, height)).await).expect("it is base64");
        // Where a space is, is a guess of the reader's.
        let text = without_spaces(&pdf_extract::extract_text_from_mem(&pdf).expect("it is a PDF"));
        for part in [
            "Monday 22 February",
            "16:00–16:50",
            "Welcome & opening keynote",
            "Lin Sun",
            "Sit in front",
            "Times in UTC",
        ] {
            assert!(text.contains(&without_spaces(part)), "{part}: {text}");
        }
        assert!(!text.contains("Makemyplan") && !text.contains("Pick"), "{text}");
    }
    visit.end().await;
}

#[tokio::test]
async fn a_backup_is_read_back_after_it_was_shown_what_it_holds_not_in_webkit_whose_driver_downloads_nothing()
{
    let (visit, folder) = with_downloads("backup").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE, WORKSHOP]).await;
    weigh(browser, WORKSHOP, "must").await;
    press(browser, "backup").await;
    let backup = downloaded(&folder, ".json").await;
    browser.run("localStorage.clear()").await;
    open(&visit, "?again").await;
    pick(browser, &[TALK]).await;
    let restore = async |file: &PathBuf| {
        let input =
            browser.client.find(Locator::Css("#_tools-aside input[type=file]")).await.expect("it is there");
        input.send_keys(&file.to_string_lossy()).await.expect("a file can be chosen");
    };
    restore(&backup).await;
    let text = dialog(browser, "Restore a backup").await;
    assert!(text.contains("2 picks (2 new)"), "{text}");
    assert_eq!(picked(browser).await, [TALK]);
    browser.press("button", "Add to mine").await;
    browser
        .until(&format!(
            "return document.querySelector('#{WORKSHOP} .row-annotations .weight')?.dataset.priority === 'must'"
        ))
        .await;
    assert_eq!(picked(browser).await, [TALK, KEYNOTE, WORKSHOP]);
    restore(&backup).await;
    browser.press("button", "Replace mine").await;
    browser.until(&format!("return !document.querySelector('#{TALK} .row-annotations .weight')")).await;
    assert_eq!(picked(browser).await, [KEYNOTE, WORKSHOP]);
    browser.press("button", "Undo").await;
    browser.until(&format!("return !!document.querySelector('#{TALK} .row-annotations .weight')")).await;
    assert_eq!(picked(browser).await, [TALK, KEYNOTE, WORKSHOP]);

    // What is none is told, and changes nothing.
    let mine = std::fs::read_to_string(&backup).expect("it is there");
    for (name, content, why) in [
        ("not.json", "no JSON".to_owned(), "no backup"),
        ("list.json", "[1, 2]".into(), "no backup"),
        ("other.json", mine.replace("istiocon-2021", "other"), "another conference"),
        ("later.json", mine.replace("\"version\":2", "\"version\":9"), "later version"),
        ("big.json", format!("{mine}{}", " ".repeat(50_000_000)), "too big"),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, content).expect("there is room");
        restore(&file).await;
        refused(browser, why).await;
    }
    assert_eq!(picked(browser).await, [TALK, KEYNOTE, WORKSHOP]);
    let _ = std::fs::remove_dir_all(folder);
    visit.end().await;
}

#[tokio::test]
async fn of_two_tabs_with_one_note_the_later_wins_and_undo_brings_the_other_back() {
    let visit = Visit::new().await;
    open(&visit, "#opening-keynote").await;
    let browser = &visit.browser;
    let field = "document.querySelector('textarea[data-note]')";
    let write = |text: &str| {
        format!(
            "const note = {field}; note.value = '{text}'; note.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        )
    };
    browser.until(&format!("return !!{field}")).await;
    browser.run(&write("mine")).await;
    let first = browser.client.window().await.expect("there is one");
    let second = browser.client.new_window(true).await.expect("there are two").handle;
    browser.client.switch_to_window(second.clone()).await.expect("it can be switched to");
    open(&visit, "#opening-keynote").await;
    browser.until(&format!("return {field}?.value === 'mine'")).await;
    browser.run(&write("theirs")).await;
    browser.client.switch_to_window(first.clone()).await.expect("it can be switched to");
    browser.until(&format!("return {field}.value === 'theirs'")).await;
    browser.press("button", "Undo").await;
    browser.until(&format!("return {field}.value === 'mine'")).await;
    // Told once: what the other goes on to write does not take the place of what was here.
    for text in ["theirs a", "theirs b"] {
        browser.client.switch_to_window(second.clone()).await.expect("it can be switched to");
        browser.run(&write(text)).await;
        browser.client.switch_to_window(first.clone()).await.expect("it can be switched to");
        browser.until(&format!("return {field}.value === '{text}'")).await;
    }
    browser.press("button", "Undo").await;
    browser.until(&format!("return {field}.value === 'mine'")).await;
    visit.end().await;
}

#[tokio::test]
async fn a_reminder_comes_once_and_none_in_a_rehearsal_only_in_chromium_whose_notifications_can_be_read() {
    let visit = Visit::new().await;
    // It begins in five minutes.
    let text = std::fs::read_to_string(dist().join("istiocon-2021.json")).expect("it is there");
    let mut file: Value = serde_json::from_str(&text).expect("it is JSON");
    let times = "return [2, 5, 50].map((minutes) => new Date(Date.now() + minutes * 60000).toISOString())";
    let times = visit.browser.run(times).await;
    (file["sessions"][0]["start"], file["sessions"][0]["end"]) = (times[1].clone(), times[2].clone());
    visit.site.fault("istiocon-2021.json", Some(Fault::Content("application/json", file.to_string().into())));
    visit.open_and_keep().await;
    visit.browser.allow(&visit.site.address, &["notifications"]).await;
    let rehearsed = format!("?now={}", times[0].as_str().unwrap_or_default());
    open(&visit, &rehearsed).await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE]).await;
    press(browser, "remind").await;
    browser.until("return document.getElementById('_said').textContent.includes('while it is open')").await;
    let told = "const [done] = arguments;
        navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
            .then((all) => done(all.map(({ title }) => title)))";
    // A rehearsal reminds of nothing, and leaves it to be told when it is time.
    open(&visit, &rehearsed).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.client.execute_async(told, vec![]).await.expect("it runs"), json!([]));
    assert_eq!(
        browser.run("return localStorage['tidetable/istiocon-2021/reminded'] ?? null").await,
        Value::Null
    );
    for _ in 0..2 {
        open(&visit, "").await;
        let mut titles = Value::Null;
        for _ in 0..100 {
            titles = browser.client.execute_async(told, vec![]).await.expect("it runs");
            if titles != json!([]) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let titles = titles.as_array().cloned().unwrap_or_default();
        assert!(
            titles.len() == 1 && titles[0].to_string().contains("Welcome & opening keynote"),
            "{titles:?}"
        );
    }
    let known =
        browser.run("return JSON.parse(localStorage['tidetable/istiocon-2021/reminded']).length").await;
    assert_eq!(known, 1);
    visit.end().await;
}

#[tokio::test]
async fn what_is_dropped_from_a_plan_is_taken_back_and_pins_are_taken_off() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE, TALK]).await;
    press(browser, "plan").await;
    dialog(browser, "Your plan").await;
    browser.press("button", "Drop: Welcome & opening keynote").await;
    browser.find("button", "Take back: Welcome & opening keynote").await;
    let text = dialog(browser, "Your plan").await;
    assert!(text.contains("Kept 1") && text.contains("You dropped it."), "{text}");
    // Its button went with the row: the row has the focus where it is now.
    browser.until(&format!("return document.activeElement.id === '_plan-{KEYNOTE}'")).await;
    browser.press("button", "Take back: Welcome & opening keynote").await;
    browser.press("button", "Pin: Welcome & opening keynote").await;
    browser.press("button", "Unpin: Welcome & opening keynote").await;
    browser.find("button", "Pin: Welcome & opening keynote").await;
    let text = dialog(browser, "Your plan").await;
    assert!(text.contains("Kept 2") && text.contains("Everything you picked fits."), "{text}");
    // A session of the dialog is led to. The page behind it has a link of the same name.
    let link = format!("#_dialogs dialog a[href=\"#{KEYNOTE}\"]");
    let link = browser.client.find(Locator::Css(&link)).await.expect("the plan names it");
    browser.press_element(&link).await;
    browser.until("return !document.querySelector('dialog[open]')").await;
    browser.until(&format!("return document.activeElement.id === '{KEYNOTE}'")).await;
    visit.end().await;
}

#[tokio::test]
async fn the_link_holds_notes_only_where_that_is_asked_for() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE]).await;
    browser.run("document.querySelector('#opening-keynote details').open = true").await;
    browser.until("return !!document.querySelector('textarea[data-note]')").await;
    browser.run("const note = document.querySelector('textarea[data-note]'); note.value = 'Sit in front'; note.dispatchEvent(new Event('input', { bubbles: true }))").await;
    until_stored(browser, "Sit in front").await;
    press(browser, "share").await;
    dialog(browser, "Share your agenda").await;
    let length = "document.querySelector('#_dialogs dialog input[readonly]').value.length";
    let plain = browser.run(&format!("return {length}")).await.as_u64().expect("a number");
    browser.press("checkbox", "With my notes").await;
    browser.until(&format!("return {length} > {plain}")).await;
    let notes = browser.find("checkbox", "With my notes").await;
    browser.press_element(&notes).await;
    browser.until(&format!("return {length} === {plain}")).await;
    for button in ["Copy link", "Share…"] {
        browser.find("button", button).await;
    }
    visit.end().await;
}

#[tokio::test]
async fn all_that_a_friend_goes_to_is_taken_over_at_once_and_back() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE, WORKSHOP]).await;
    let link = share_link(browser).await;
    browser.run("localStorage.clear()").await;
    open(&visit, &format!("?mine#{}", link.split_once('#').unwrap().1)).await;
    dialog(browser, "Agendas side by side").await;
    assert_eq!(picked(browser).await, [""; 0]);
    browser.press("button", "Take over all").await;
    browser.until("return document.querySelector('dialog[open]').textContent.includes('Together 2')").await;
    assert_eq!(picked(browser).await, [KEYNOTE, WORKSHOP]);
    browser.press("button", "Close").await;
    browser.press("button", "Undo").await;
    browser.until("return document.querySelectorAll('article [aria-pressed=true]').length === 0").await;
    assert_eq!(picked(browser).await, [""; 0]);
    visit.end().await;
}

#[tokio::test]
async fn how_long_before_to_be_reminded_is_chosen_in_one_place_and_shown_in_each() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    fill(browser, "#_tools-aside select[aria-label=\"Remind before\"]", "15").await;
    until_stored(browser, "set alarm").await;
    press(browser, "calendar").await;
    dialog(browser, "Take it into your calendar").await;
    let shown = "return [...document.querySelectorAll('select[aria-label=\"Remind before\"]')].every(({ value }) => value === '15')";
    browser.until(shown).await;
    visit.end().await;
}

#[tokio::test]
async fn the_calendar_file_of_one_session_picked_it_not_in_webkit_whose_driver_downloads_nothing() {
    let (visit, folder) = with_downloads("one").await;
    let browser = &visit.browser;
    browser.run("document.querySelector('#opening-keynote details').open = true").await;
    browser.press("button", "Calendar file").await;
    let text = std::fs::read_to_string(downloaded(&folder, ".ics").await).expect("it is there");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "{text}");
    assert!(text.contains("opening-keynote@"), "{text}");
    assert_eq!(picked(browser).await, [""; 0]);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("there is room");
    press(browser, "calendar").await;
    browser.press("button", "What is on the screen").await;
    let text = std::fs::read_to_string(downloaded(&folder, ".ics").await).expect("it is there");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 53);
    let _ = std::fs::remove_dir_all(folder);
    visit.end().await;
}

#[tokio::test]
async fn what_was_said_in_one_dialog_stood_in_the_next_and_fields_were_pushed_to_its_end() {
    let visit = Visit::new().await;
    open(&visit, "").await;
    let browser = &visit.browser;
    pick(browser, &[KEYNOTE]).await;
    browser.run("delete Navigator.prototype.share").await;
    press(browser, "share").await;
    browser.until("return document.querySelector('#_dialogs .said')?.textContent !== ''").await;
    browser.press("button", "Close").await;
    browser.until("return !document.querySelector('dialog[open]') && history.state === null").await;
    press(browser, "own").await;
    dialog(browser, "An entry of your own").await;
    assert_eq!(browser.run("return document.querySelector('#_dialogs .said').textContent").await, "");
    let starts = "return new Set([...document.querySelectorAll('#_dialogs form .field')].map((field) => field.getBoundingClientRect().left)).size";
    assert_eq!(browser.run(starts).await, 1, "fields begin below each other");
    visit.end().await;
}
