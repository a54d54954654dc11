//! A schedule that changes while the page is used.

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
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(answered, not_modified);
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
    assert_eq!(browser.run(top).await, before, "the page jumped");
    let is_open = "return document.querySelector('#airbnb-on-istio details').open";
    assert_eq!(browser.run(is_open).await, true);
    let items =
        browser.run("return [...document.querySelectorAll('.inbox li')].map((li) => li.textContent)").await;
    let items: Vec<_> = items.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(
        items[0].contains("Know your peers") && items[0].contains("Moved from 17:40 to 18:20"),
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
    browser.until("return document.getElementById('news').hidden").await;
    visit.open("").await;
    browser.until("return document.querySelector('.kept').textContent.includes('checked')").await;
    assert_eq!(browser.run("return document.getElementById('news').hidden").await, true);
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
            .until(&format!("return document.getElementById('news').textContent.includes('{told}')"))
            .await;
        assert_eq!(browser.sessions().await.len(), 53);
    }
    visit.site.fault(FILE, Some(Fault::Content("application/json", b"{\"id\":".to_vec())));
    visit.look_again().await;
    browser.until("return document.getElementById('news').textContent.includes('not JSON')").await;
    visit.open("").await;
    assert_eq!(browser.sessions().await.len(), 53);
    browser.until("return document.querySelectorAll('#istio-5g-platform details').length === 1").await;
    visit.end().await;
}
