//! A schedule that changes while the page is used.

use std::{collections::BTreeMap, time::Duration};

use fantoccini::Locator;
use serde_json::{Value, json};
use tidetable_tests::site::{Answered, Fault};

use crate::support::{Visit, dist};

const FILE: &str = "istiocon-2021.json";

fn session<'a>(file: &'a mut Value, id: &str) -> &'a mut Value {
    let sessions = file["sessions"].as_array_mut().expect("a list");
    sessions.iter_mut().find(|session| session["id"] == id).expect("it is there")
}

/// From now on the server has a changed schedule.
fn publish(visit: &Visit, change: impl FnOnce(&mut Value)) {
    let text = std::fs::read_to_string(dist().join(FILE)).expect("it is there");
    let mut file: Value = serde_json::from_str(&text).expect("it is JSON");
    change(&mut file);
    visit.site.fault(FILE, Some(Fault::Content("application/json", file.to_string().into())));
}

#[tokio::test]
async fn what_came_after_the_page_was_built_was_refused_in_the_address() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    publish(&visit, |file| {
        let sessions = file["sessions"].as_array_mut().expect("a list");
        let mut new = sessions[0].clone();
        (new["id"], new["title"], new["topics"]) = (json!("new"), json!("New"), json!(["novelty"]));
        sessions.push(new);
    });
    visit.open("?topic=novelty&format=opera#new").await;
    browser.until("return document.activeElement.id === 'new'").await;
    assert_eq!(browser.sessions().await, ["new"]);
    // What is not known still is told.
    let notices =
        "return [...document.querySelectorAll('.notices .notice span')].map((notice) => notice.textContent)";
    let told = browser.run(notices).await;
    assert!(
        told.as_array().is_some_and(|told| told.len() == 1)
            && told[0].as_str().is_some_and(|told| told.contains("opera")),
        "{told}"
    );
    visit.end().await;
}

#[tokio::test]
async fn an_unchanged_schedule_costs_one_answer_without_content() {
    let visit = Visit::new().await;
    visit.open_and_keep().await;
    visit.site.answered();
    visit.look_again().await;
    let not_modified = [Answered { name: FILE.into(), status: 304 }];
    let mut answered = Vec::new();
    for _ in 0..100 {
        answered.extend(visit.site.answered().into_iter().filter(|answer| answer.name == FILE));
        if !answered.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(answered, not_modified);
    visit.end().await;
}

/// With a clock of which each wait of minutes is over at once.
#[tokio::test]
async fn during_the_conference_an_open_page_looks_every_quarter_of_an_hour_or_so() {
    let hurry = "const wait = setTimeout;
        window.waits = [];
        window.setTimeout = (call, time, ...rest) => {
            if (time > 600_000) waits.push(time / 60_000);
            return wait(call, time > 600_000 ? 200 : time, ...rest);
        }";
    let mut visit = Visit::new().await;
    visit.otherwise(hurry);
    for (now, looks) in [("2021-02-24T17:45:00Z", true), ("2021-03-24T17:45:00Z", false)] {
        visit.open(&format!("?now={now}")).await;
        visit.browser.until("return document.querySelector('.kept').textContent.includes('checked')").await;
        visit.site.answered();
        visit.browser.until("return waits.length > 12").await;
        let answered = visit.site.answered();
        let asked = answered.iter().filter(|answer| answer.name == FILE).count();
        assert_eq!(asked > 5, looks, "{answered:?}");
        let waits = visit.browser.run("return waits").await;
        let waits: Vec<_> = waits.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
        assert!(waits.iter().all(|minutes| (12.0..=18.0).contains(minutes)), "{waits:?}");
        assert!(waits.iter().any(|minutes| (minutes - waits[0]).abs() > 0.1), "{waits:?}");
    }
    visit.end().await;
}

#[tokio::test]
async fn a_change_went_unseen_that_came_while_an_earlier_look_was_still_unanswered() {
    let visit = Visit::new().await;
    visit.open_and_keep().await;
    visit.site.fault(FILE, Some(Fault::Late(Duration::from_secs(2))));
    visit.look_again().await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    publish(&visit, |file| session(file, "airbnb-on-istio")["title"] = json!("Istio at Airbnb"));
    visit.look_again().await;
    let shown =
        "return document.querySelector('#airbnb-on-istio h3').textContent.includes('Istio at Airbnb')";
    visit.browser.until(shown).await;
    visit.end().await;
}

#[tokio::test]
async fn a_pick_that_moves_into_another_is_told_to_clash() {
    let visit = Visit::new().await;
    visit.open_and_keep().await;
    visit.browser.press("button", "Pick: Know your peers").await;
    visit.browser.press("button", "Pick: Airbnb on Istio").await;
    publish(&visit, |file| {
        let peers = session(file, "know-your-peers");
        peers["start"] = json!("2021-02-25T16:20:00Z");
        peers["end"] = json!("2021-02-25T17:00:00Z");
    });
    visit.look_again().await;
    let told =
        "return document.querySelector('.inbox .clash')?.textContent === 'Clashes with Airbnb on Istio'";
    visit.browser.until(told).await;
    visit.end().await;
}

#[tokio::test]
async fn changes_are_told_picks_first_and_the_page_does_not_jump() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.press("button", "Pick: Know your peers").await;
    browser.run("document.getElementById('airbnb-on-istio').scrollIntoView()").await;
    browser.run("document.querySelector('#airbnb-on-istio summary').click()").await;
    let top = "return Math.round(document.getElementById('airbnb-on-istio').getBoundingClientRect().top)";
    let before = browser.run(top).await;
    publish(&visit, |file| {
        session(file, "opening-keynote")["status"] = json!("cancelled");
        session(file, "istio-5g-platform")["room"] = json!("Hall 2");
        let peers = session(file, "know-your-peers");
        peers["start"] = json!("2021-02-24T18:20:00Z");
        peers["end"] = json!("2021-02-24T19:00:00Z");
        let sessions = file["sessions"].as_array_mut().expect("a list");
        sessions.push(json!({ "id": "new", "title": "New one", "language": "en", "start": "2021-02-22T16:10:00Z", "end": "2021-02-22T16:20:00Z" }));
        sessions.push(json!({ "id": "early", "title": "The day before", "language": "en", "start": "2021-02-21T16:10:00Z", "end": "2021-02-21T16:20:00Z" }));
    });
    visit.look_again().await;
    browser.until("return document.querySelectorAll('.inbox li').length === 5").await;
    // A browser scrolls by whole pixels.
    let jumped =
        (browser.run(top).await.as_f64().unwrap_or(f64::NAN) - before.as_f64().unwrap_or_default()).abs();
    assert!(jumped <= 1.0, "the page jumped by {jumped}");
    let is_open = "return document.querySelector('#airbnb-on-istio details').open";
    assert_eq!(browser.run(is_open).await, true);
    let items =
        browser.run("return [...document.querySelectorAll('.inbox li')].map((li) => li.textContent)").await;
    let items: Vec<_> = items.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(
        items[0].contains("Know your peers") && items[0].contains("Moved from Wed 24 17:40 to 18:20"),
        "{items:#?}"
    );
    assert!(items[1].contains("The day before") && items[1].contains("New, Sun 21 16:10"), "{items:#?}");
    assert!(items[2].contains("Cancelled") && items[3].contains("New one"), "{items:#?}");
    assert!(items[4].contains("Now in room Hall 2"), "{items:#?}");
    // The times follow, in the row and in the agenda, and so do the days.
    assert!(browser.text("#know-your-peers .rail").await.contains("18:20"));
    assert!(browser.text("aside.agenda").await.contains("Wed 24 18:20"));
    browser.find("link", "Sun 21").await;
    assert_eq!(browser.text("#early h3").await, "The day before");
    // Kept until seen.
    visit.open("").await;
    browser.press("button", "Dismiss: Know your peers").await;
    browser.until("return document.querySelectorAll('.inbox li').length === 4").await;
    browser.press("button", "Dismiss all").await;
    browser.until("return !document.getElementById('_news').checkVisibility()").await;
    visit.open("").await;
    browser.until("return document.querySelector('.kept').textContent.includes('checked')").await;
    assert_eq!(browser.run("return document.getElementById('_news').checkVisibility()").await, false);
    visit.end().await;
}

/// What a version of the schedule has of each session, by id.
type Sessions = BTreeMap<String, Value>;

/// Thirty versions, each with one change of another kind, and what is told after each: all that differs from what was
/// seen, picks first, each in order of time.
#[tokio::test]
async fn a_history_of_thirty_changes_is_told_step_by_step() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let picked = ["airbnb-on-istio", "know-your-peers", "istio-5g-platform"];
    for title in ["Airbnb on Istio", "Know your peers"] {
        browser.press("button", &format!("Pick: {title}")).await;
    }
    browser.run("document.querySelector('#istio-5g-platform .pick').click()").await;
    let text = std::fs::read_to_string(dist().join(FILE)).expect("it is there");
    let first: Value = serde_json::from_str(&text).expect("it is JSON");
    let sessions = first["sessions"].as_array().expect("a list").iter();
    let first: Sessions =
        sessions.map(|it| (it["id"].as_str().expect("an id").to_owned(), it.clone())).collect();
    let ids: Vec<_> = first.keys().cloned().collect();
    let (mut now, mut known) = (first.clone(), first.clone());
    // Marsaglia, "Xorshift RNGs" (2003): the same numbers at each run.
    let mut random = 2_463_534_242_u32;
    let mut below = |limit: usize| {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        random as usize % limit
    };
    for step in 0..30 {
        // Every third change concerns a pick.
        let id = if step % 3 == 0 { picked[below(3)].to_owned() } else { ids[below(ids.len())].clone() };
        match (step % 8, now.get_mut(&id)) {
            (_, None) => drop(now.insert(id.clone(), first[&id].clone())),
            (0, Some(session)) => session["end"] = json!(format!("2021-02-27T00:{step:02}:00Z")),
            (1, _) => drop(now.remove(&id)),
            (2, Some(session)) => session["room"] = json!(format!("Hall {step}")),
            (3, Some(session)) => session["title"] = json!(format!("Title <b>{step}</b>")),
            (4, Some(session)) => session["status"] = json!("cancelled"),
            (5, Some(session)) => session["summary"] = json!(format!("Other {step}")),
            (6, Some(session)) => session["speakers"] = json!([{ "name": format!("Name {step}") }]),
            (_, Some(session)) => {
                let mut new = session.clone();
                new["id"] = json!(format!("new-{step}"));
                now.insert(format!("new-{step}"), new);
            }
        }
        publish(&visit, |file| file["sessions"] = now.values().cloned().collect());
        visit.look_again().await;
        if step % 10 == 9 {
            // One is seen, so that another change of it is told from there.
            until_told(&visit, &picked, &known, &now).await;
            browser.run("document.querySelector('.inbox li button').click()").await;
            let seen = told(&picked, &known, &now)[0].clone();
            match now.get(&seen) {
                Some(session) => drop(known.insert(seen, session.clone())),
                None => drop(known.remove(&seen)),
            }
        }
        until_told(&visit, &picked, &known, &now).await;
    }
    assert!(told(&picked, &known, &now).len() > 10);
    visit.open("").await;
    until_told(&visit, &picked, &known, &now).await;
    visit.end().await;
}

/// The ids of the sessions that differ, in the order they are told in.
fn told(picked: &[&str], known: &Sessions, now: &Sessions) -> Vec<String> {
    let mut all: Vec<_> =
        known.keys().chain(now.keys()).filter(|id| known.get(*id) != now.get(*id)).collect();
    all.sort_by_key(|id| {
        let start = now.get(*id).or(known.get(*id)).expect("one has it")["start"].as_str();
        (!picked.contains(&id.as_str()), start, *id)
    });
    all.dedup();
    all.into_iter().cloned().collect()
}

async fn until_told(visit: &Visit, picked: &[&str], known: &Sessions, now: &Sessions) {
    let expected = told(picked, known, now);
    // Which of those that start at the same time comes first does not matter.
    let script = format!(
        "const told = [...document.querySelectorAll('.inbox li')].map((news) => news.dataset.session);
         const expected = {};
         return told.length === expected.length && expected.every((id) => told.includes(id))
            && told.findLastIndex((id) => {picked}.includes(id)) < expected.filter((id) => {picked}.includes(id)).length",
        json!(expected),
        picked = json!(picked),
    );
    visit.browser.until(&script).await;
}

/// What the search had answered were places in the schedule before: beyond the end of a shorter one the app broke.
#[tokio::test]
async fn a_schedule_that_gets_shorter_under_a_query_broke_the_page() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    visit.open("?q=closing+remarks").await;
    browser.until("return document.getElementById('_results') !== null").await;
    publish(&visit, |file| {
        file["sessions"].as_array_mut().expect("a list").drain(..20);
    });
    visit.look_again().await;
    browser.until("return document.querySelectorAll('.inbox li').length === 20").await;
    browser
        .until(
            "return document.getElementById('_results')?.querySelector('article')?.id === 'closing-remarks'",
        )
        .await;
    let mended = "return document.getElementById('_trouble').hidden";
    assert_eq!(browser.run(mended).await, true);
    browser.press("button", "Pick: Closing remarks").await;
    browser.find("link", "1 pick").await;
    visit.end().await;
}

#[tokio::test]
async fn a_pick_whose_session_is_gone_keeps_its_title_and_time() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    publish(&visit, |file| {
        file["sessions"].as_array_mut().expect("a list").retain(|session| session["id"] != "airbnb-on-istio");
    });
    visit.open("?view=agenda").await;
    browser.until("return document.querySelector('.lost article') !== null").await;
    assert_eq!(browser.sessions().await, ["airbnb-on-istio"], "it is shown once");
    let text = browser.text(".lost").await;
    assert!(text.contains("Airbnb on Istio") && text.contains("No longer in the schedule"), "{text}");
    browser.press("button", "Dismiss: Airbnb on Istio").await;
    visit.open("?view=agenda").await;
    browser.until("return document.querySelector('.lost article') !== null").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.until("return document.querySelector('.lost article') === null").await;
    browser.press("button", "Undo").await;
    browser.until("return document.querySelector('.lost h3').textContent === 'Airbnb on Istio'").await;
    visit.end().await;
}

#[tokio::test]
async fn a_schedule_that_is_rather_a_mistake_is_held_back_and_told() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let cut = |file: &mut Value| file["sessions"].as_array_mut().expect("a list").truncate(20);
    let other = |file: &mut Value| file["id"] = json!("other");
    for (change, told) in [(&cut as &dyn Fn(&mut Value), "only 20 are left"), (&other, "another conference")]
    {
        publish(&visit, change);
        visit.look_again().await;
        browser
            .until(&format!("return document.getElementById('_news').textContent.includes('{told}')"))
            .await;
        assert_eq!(browser.sessions().await.len(), 53);
    }
    visit.site.fault(FILE, Some(Fault::Content("application/json", b"{\"id\":".to_vec())));
    visit.look_again().await;
    browser.until("return document.getElementById('_news').textContent.includes('not JSON')").await;
    visit.open("").await;
    assert_eq!(browser.sessions().await.len(), 53);
    browser.until("return document.querySelectorAll('#istio-5g-platform details').length === 1").await;
    visit.end().await;
}

#[tokio::test]
async fn a_note_lost_the_focus_while_its_session_changed_and_its_letters_became_commands() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.run("document.querySelector('#airbnb-on-istio details').open = true").await;
    let note = "document.querySelector('#airbnb-on-istio textarea')";
    browser.until(&format!("return !!{note}")).await;
    browser.run(&format!("{note}.focus()")).await;
    let field = browser.find("textbox", "Note, for yourself only").await;
    field.send_keys("Sit in ").await.expect("one can type");
    publish(&visit, |file| {
        let session = session(file, "airbnb-on-istio");
        session["end"] = json!("2021-02-25T17:30:00Z");
        session["room"] = json!("Hall 7");
        session["title"] = json!("Istio at Airbnb");
        session["summary"] = json!("Another text.");
    });
    visit.look_again().await;
    browser
        .until("return document.querySelector('#airbnb-on-istio .rail').textContent.includes('17:30')")
        .await;
    let row = "const row = document.getElementById('airbnb-on-istio'); return [row.querySelector('h3').textContent, row.querySelector('.summary').textContent, row.querySelector('.facts').textContent.includes('Hall 7'), row.querySelector('.pick').ariaLabel]";
    assert_eq!(
        browser.run(row).await,
        json!(["Istio at Airbnb", "Another text.", true, "Pick: Istio at Airbnb"])
    );
    assert_eq!(browser.run(&format!("return document.activeElement === {note}")).await, true);
    // To another day, and back.
    publish(&visit, |file| {
        let session = session(file, "airbnb-on-istio");
        (session["start"], session["end"]) = (json!("2021-02-26T16:20:00Z"), json!("2021-02-26T17:00:00Z"));
    });
    visit.look_again().await;
    browser
        .until("return document.getElementById('airbnb-on-istio').closest('section').id === 'day-2021-02-26'")
        .await;
    browser.until(&format!("return document.activeElement === {note}")).await;
    // The row of another day is another.
    let field = browser.find("textbox", "Note, for yourself only").await;
    field.send_keys("p np").await.expect("one goes on typing");
    let stored = "return JSON.parse(localStorage['tidetable/istiocon-2021/agenda'])";
    let agenda = browser.run(stored).await;
    assert_eq!(agenda["texts"]["note airbnb-on-istio"]["text"], "Sit in p np");
    assert_eq!(agenda["picks"]["airbnb-on-istio"]["picked"], true);
    visit.end().await;
}

#[tokio::test]
async fn a_plan_that_was_accepted_was_another_than_the_one_that_was_shown() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    let (talk, workshop) = ("istio-service-mesh-at-enterprise-scale", "using-istio");
    for id in [talk, workshop] {
        browser.run(&format!("document.getElementById('{id}').querySelector('.pick').click()")).await;
    }
    browser.press("button", "Make my plan").await;
    browser.press("button", "Pin: Workshop: Using Istio").await;
    let kept = "return document.querySelector('#_dialogs dialog .plan a')?.textContent";
    browser.until(&format!("{kept} === 'Workshop: Using Istio'")).await;
    // A session comes before all others: what was counted by places is another now.
    publish(&visit, |file| {
        let sessions = file["sessions"].as_array_mut().expect("a list");
        let mut new = sessions[0].clone();
        (new["id"], new["title"]) = (json!("new"), json!("New"));
        (new["start"], new["end"]) = (json!("2021-02-22T15:00:00Z"), json!("2021-02-22T15:30:00Z"));
        sessions.insert(0, new);
    });
    visit.look_again().await;
    browser.until("return !!document.getElementById('new')").await;
    browser.until("return document.getElementById('_inbox').textContent.includes('1 change')").await;
    browser.run("document.querySelector('#_dialogs .acts .primary').click()").await;
    browser.until("return !document.querySelector('dialog[open]')").await;
    let picked = "const { picks } = JSON.parse(localStorage['tidetable/istiocon-2021/agenda']); return Object.keys(picks).filter((id) => picks[id].picked)";
    assert_eq!(browser.run(picked).await, json!([workshop]));
    // Where the plan itself is another it is shown anew, and nothing is done.
    browser.press("button", "Undo").await;
    browser.press("button", "Make my plan").await;
    browser.until("return !!document.querySelector('#_dialogs dialog .plan a')").await;
    publish(&visit, |file| {
        let start = session(file, talk);
        (start["start"], start["end"]) = (json!("2021-02-22T14:00:00Z"), json!("2021-02-22T14:30:00Z"));
    });
    visit.look_again().await;
    browser
        .until(&format!("return document.querySelector('#{talk} .rail').textContent.includes('14:00')"))
        .await;
    browser.run("document.querySelector('#_dialogs .acts .primary').click()").await;
    browser.until("return document.querySelector('#_dialogs dialog [role=alert]')?.textContent.includes('nothing is accepted yet')").await;
    assert_eq!(browser.run(picked).await.as_array().map(Vec::len), Some(2));
    visit.end().await;
}

#[tokio::test]
async fn a_schedule_exported_again_with_other_ids_lost_all_picks_and_notes() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    for id in ["opening-keynote", "airbnb-on-istio"] {
        browser.run(&format!("document.getElementById('{id}').querySelector('.pick').click()")).await;
    }
    browser.run("document.querySelector('#airbnb-on-istio details').open = true").await;
    let note = browser.find("textbox", "Note, for yourself only").await;
    note.send_keys("Ask about ids").await.expect("one can type");
    publish(&visit, |file| {
        for (at, session) in file["sessions"].as_array_mut().expect("a list").iter_mut().enumerate() {
            session["id"] = json!(format!("{}", 4000 + at));
        }
    });
    visit.look_again().await;
    browser
        .until(
            "return document.querySelector('.undo').textContent.includes('2 of your picks have other ids')",
        )
        .await;
    let agenda = "const { picks, texts } = JSON.parse(localStorage['tidetable/istiocon-2021/agenda']);
        return [Object.keys(picks).filter((id) => picks[id].picked).length, Object.entries(texts).filter(([name, { text }]) => name.startsWith('note 4') && text === 'Ask about ids').length]";
    assert_eq!(browser.run(agenda).await, json!([2, 1]));
    browser.find("link", "2 picks").await;
    browser.until("return document.querySelectorAll('article [aria-pressed=true]').length === 2").await;
    // It is no news: nothing of the programme has changed.
    assert_eq!(browser.run("return document.getElementById('_inbox').textContent").await, "");
    visit.end().await;
}

#[tokio::test]
async fn what_is_selected_chosen_or_about_to_be_restored_was_gone_when_the_schedule_changed() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.run("document.getElementById('airbnb-on-istio').querySelector('.pick').click()").await;
    browser.until("return !!document.querySelector('#airbnb-on-istio .row-annotations .weight')").await;
    // Two lists to choose from, and text that is to be copied, of a session that changes elsewhere.
    browser
        .run(
            "const title = document.querySelector('#airbnb-on-istio h3');
            window.kept = [title, document.querySelector('select[name=company]'), document.querySelector('#airbnb-on-istio .row-annotations .weight')];
            kept[2].focus();
            getSelection().selectAllChildren(title);",
        )
        .await;
    let kept = "return [kept.every((element) => element.isConnected), getSelection().toString()]";
    let before = browser.run(kept).await;
    assert_eq!(before, json!([true, "Airbnb on Istio"]));
    publish(&visit, |file| {
        session(file, "airbnb-on-istio")["room"] = json!("Hall 7");
        session(file, "opening-keynote")["title"] = json!("Keynote");
    });
    visit.look_again().await;
    browser
        .until("return document.querySelector('#airbnb-on-istio .facts').textContent.includes('Hall 7')")
        .await;
    browser.until("return document.querySelectorAll('.inbox li').length === 2").await;
    assert_eq!(browser.run(kept).await, before);

    // A file that was chosen, and is shown before it is taken over.
    let file = std::env::temp_dir().join(format!("tidetable-{}-restored.json", std::process::id()));
    let picks = json!({ "opening-keynote": { "picked": true, "at": 1 } });
    let backup = json!({ "conference": "istiocon-2021", "name": "IstioCon", "agenda": { "version": 2, "picks": picks, "texts": {} } });
    std::fs::write(&file, backup.to_string()).expect("there is room");
    let input =
        browser.client.find(Locator::Css("#_tools-aside input[type=file]")).await.expect("it is there");
    input.send_keys(&file.to_string_lossy()).await.expect("a file can be chosen");
    browser.until("return document.querySelector('dialog[open]')?.textContent.includes('1 new')").await;
    publish(&visit, |file| session(file, "airbnb-on-istio")["room"] = json!("Hall 8"));
    visit.look_again().await;
    browser
        .until("return document.querySelector('#airbnb-on-istio .facts').textContent.includes('Hall 8')")
        .await;
    browser.press("button", "Add to mine").await;
    browser.until("return !document.querySelector('dialog[open]')").await;
    browser.find("link", "2 picks").await;
    let _ = std::fs::remove_file(file);
    visit.end().await;
}

#[tokio::test]
async fn a_pick_that_was_moved_under_another_id_is_offered_what_is_called_so_now() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    publish(&visit, |file| {
        let session = session(file, "airbnb-on-istio");
        session["id"] = json!("elsewhere");
        (session["start"], session["end"]) = (json!("2021-02-26T16:20:00Z"), json!("2021-02-26T17:00:00Z"));
    });
    visit.open("?view=agenda").await;
    browser.until("return document.querySelector('.lost .heirs') !== null").await;
    let text = browser.text(".lost").await;
    assert!(text.contains("Perhaps it is this one now"), "{text}");
    let picked = "const { picks } = JSON.parse(localStorage['tidetable/istiocon-2021/agenda']); return Object.keys(picks).filter((id) => picks[id].picked)";
    assert_eq!(browser.run(picked).await, json!(["airbnb-on-istio"]));
    browser.press("button", "Take over: Airbnb on Istio").await;
    browser.until("return document.querySelector('.lost article') === null").await;
    browser.until("return document.querySelector('#elsewhere [aria-pressed=true]') !== null").await;
    assert_eq!(browser.run(picked).await, json!(["elsewhere"]));
    browser.press("button", "Undo").await;
    browser.until("return document.querySelector('.lost article') !== null").await;
    assert_eq!(browser.run(picked).await, json!(["airbnb-on-istio"]));
    visit.end().await;
}
