//! Times: zones, clocks, and where in the conference one is.

use tidetable_tests::browser::Setup;

use crate::support::Visit;

async fn in_zone(zone: &'static str, language: &'static str) -> Visit {
    let visit = Visit::with("/", Setup { zone, language, ..Setup::default() }).await;
    visit.open("").await;
    visit
}

async fn rail(visit: &Visit, id: &str) -> String {
    let text = visit.browser.run(&format!("return document.querySelector('#{id} .rail').textContent")).await;
    text.as_str().unwrap_or_default().replace('\u{a0}', " ")
}

#[tokio::test]
async fn a_zone_behind_reads_in_twelve_hours_where_that_is_the_custom() {
    let visit = in_zone("America/Los_Angeles", "en-US").await;
    assert_eq!(rail(&visit, "opening-keynote").await, "8:00 AM–8:50 AM");
    visit
        .browser
        .until("return document.querySelector('.zone').textContent.includes('America/Los Angeles (UTC−8)')")
        .await;
    let datetime = "return document.querySelector('#opening-keynote time').dateTime";
    assert_eq!(visit.browser.run(datetime).await, "2021-02-22T16:00:00Z");
    visit.end().await;
}

#[tokio::test]
async fn a_zone_ahead_moves_sessions_to_the_next_date_and_says_so() {
    let visit = in_zone("Asia/Tokyo", "en-GB").await;
    assert_eq!(rail(&visit, "opening-keynote").await, "01:00+1 day–01:50+1 day");
    let day = "return document.getElementById('opening-keynote').closest('section').id";
    assert_eq!(visit.browser.run(day).await, "day-2021-02-22");
    visit.end().await;
}

#[tokio::test]
async fn a_zone_half_an_hour_off() {
    let visit = in_zone("Asia/Kolkata", "en-GB").await;
    assert_eq!(rail(&visit, "opening-keynote").await, "21:30–22:20");
    assert_eq!(rail(&visit, "using-istio").await, "00:00+1 day–02:30+1 day");
    visit.end().await;
}

#[tokio::test]
async fn the_zone_is_switched_and_always_named() {
    let visit = in_zone("Europe/Berlin", "en-GB").await;
    let browser = &visit.browser;
    assert_eq!(rail(&visit, "opening-keynote").await, "17:00–17:50");
    let select = browser.find("combobox", "Time zone").await;
    select.select_by_value("utc").await.expect("UTC can be chosen");
    browser.until("return location.search === '?tz=utc'").await;
    assert_eq!(rail(&visit, "social-event").await, "22:20–00:20+1 day");
    browser.until("return document.querySelector('.zone').textContent === 'Times in UTC'").await;
    browser.until("return document.querySelectorAll('#_zone option').length > 300").await;
    select.select_by_value("Pacific/Auckland").await.expect("any zone can be chosen");
    browser
        .until("return document.querySelector('.zone').textContent.includes('Pacific/Auckland (UTC+13)')")
        .await;
    assert_eq!(rail(&visit, "opening-keynote").await, "05:00+1 day–05:50+1 day");
    // WebKit passes over what no person's hand has led to, but not where the page itself goes back.
    browser.run("history.back()").await;
    browser.until("return document.getElementById('_zone').value === 'utc'").await;
    visit.end().await;
}

#[tokio::test]
async fn before_during_and_after_the_conference() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?now=2021-02-22T15:30:00Z").await;
    assert!(browser.text(".moment").await.contains("Begins in 30 min"));

    visit.open("?now=2021-02-22T18:40:00Z").await;
    let moment = browser.text(".moment").await;
    for part in [
        "Now",
        "Istio Service Mesh at Enterprise Scale until 18:45",
        "Workshop: Using Istio until 21:00",
        "Next 21:00 Improving Security with Istio",
    ] {
        assert!(moment.contains(part), "{part} is not in: {moment}");
    }
    assert_eq!(browser.run("return document.querySelectorAll('article[data-now]').length").await, 2);
    browser.press("link", "Improving Security with Istio").await;
    browser.until("return document.activeElement.id === 'improving-security-with-istio'").await;

    visit.open("?now=2021-02-23T09:00:00Z").await;
    assert!(browser.text(".moment").await.contains("A break"));

    visit.open("").await;
    let moment = browser.text(".moment").await;
    assert!(
        moment.contains("IstioCon 2021 is over.") && moment.contains("63 sessions were recorded."),
        "{moment}"
    );
    let first =
        "return document.querySelector('#opening-keynote .facts .recording').getBoundingClientRect().left
        < document.querySelector('#opening-keynote .facts .format').getBoundingClientRect().left";
    assert_eq!(browser.run(first).await, true);
    visit.end().await;
}

#[tokio::test]
async fn a_zone_about_to_be_chosen_was_taken_away_when_the_others_came() {
    let visit = in_zone("Europe/Berlin", "en-GB").await;
    visit.browser.run("window.first = [...document.querySelectorAll('#_zone option')].slice(0, 2)").await;
    visit.browser.until("return document.querySelectorAll('#_zone option').length > 300").await;
    assert_eq!(visit.browser.run("return window.first.every((option) => option.isConnected)").await, true);
    visit.end().await;
}

#[tokio::test]
async fn a_link_to_now_opens_what_is_on() {
    let visit = Visit::new().await;
    visit.open("?now=2021-02-22T17:10:00Z#now").await;
    visit.browser.until("return document.activeElement.id === 'istio-5g-platform'").await;
    visit.open("?now=2021-03-22T17:10:00Z#now").await;
    assert_eq!(visit.browser.text(".notices").await, "");
    visit.end().await;
}
