//! The address: what it says is what one sees, and the other way round.

use crate::support::Visit;

#[tokio::test]
async fn back_and_forward_go_through_the_views() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("radio", "Chinese").await;
    browser.press("radio", "Agenda").await;
    assert_eq!(browser.address().await, "?view=agenda&lang=zh");
    browser.client.back().await.expect("one can go back");
    browser.shows(14).await;
    assert_eq!(browser.run("return document.getElementById('_view-list').checked").await, true);
    browser.client.back().await.expect("one can go back");
    browser.shows(53).await;
    assert_eq!(browser.run("return document.getElementById('_lang-en').checked").await, true);
    browser.client.forward().await.expect("one can go forward");
    browser.shows(14).await;
    visit.end().await;
}

#[tokio::test]
async fn typing_is_one_step_back() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("radio", "All").await;
    browser.find("searchbox", "Search sessions").await.send_keys("mesh").await.expect("one can type");
    browser.until("return location.search === '?q=mesh&lang=all'").await;
    browser.client.back().await.expect("one can go back");
    browser
        .until("return location.search === '' && document.querySelectorAll('article').length === 53")
        .await;
    assert_eq!(browser.run("return document.getElementById('_search').value").await, "");
    visit.end().await;
}

#[tokio::test]
async fn a_link_to_a_session_opens_it() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("#airbnb-on-istio").await;
    browser.until("return document.activeElement.id === 'airbnb-on-istio'").await;
    assert_eq!(browser.run("return document.querySelector('#airbnb-on-istio details').open").await, true);
    let top = "return document.getElementById('airbnb-on-istio').getBoundingClientRect().top";
    let top = browser.run(top).await.as_f64().expect("a number");
    assert!((0.0..600.0).contains(&top), "it is in view: {top}");
    visit.end().await;
}

#[tokio::test]
async fn a_link_to_a_session_in_another_language_or_filter_opens_it_too() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?format=keynote#baidu-infrastructure-upgrade").await;
    browser.until("return document.activeElement.id === 'baidu-infrastructure-upgrade'").await;
    assert_eq!(browser.sessions().await.len(), 4);
    visit.end().await;
}

#[tokio::test]
async fn a_session_that_is_not_in_the_agenda_is_opened_in_the_list() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?now=2021-02-22T17:10:00Z").await;
    browser.press("button", "Pick: Know your peers").await;
    browser.press("radio", "Agenda").await;
    browser.shows(1).await;
    browser.press("link", "Using Istio to build the next generation 5G platform").await;
    browser.until("return document.activeElement.id === 'istio-5g-platform'").await;
    assert_eq!(browser.address().await, "?now=2021-02-22T17:10:00Z#istio-5g-platform");
    assert_eq!(browser.sessions().await.len(), 53);
    browser.client.back().await.expect("one can go back");
    browser.shows(1).await;
    visit.end().await;
}

#[tokio::test]
async fn a_day_is_a_link() {
    let visit = Visit::new().await;
    visit.open("").await;
    visit.browser.press("link", "Wed 24").await;
    visit
        .browser
        .until("return Math.abs(document.getElementById('_day-2021-02-24').getBoundingClientRect().top) < 80")
        .await;
    assert_eq!(visit.browser.address().await, "#day-2021-02-24");
    visit.end().await;
}

#[tokio::test]
async fn all_of_the_view_is_read_from_the_address() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?lang=all&day=2021-02-24&format=lightning&topic=operations&tz=Asia/Tokyo&now=2021-02-24T17:30:00Z").await;
    assert_eq!(
        browser.sessions().await,
        ["kubernetes-operator-to-manage-rate-limit", "prepping-the-sails-for-a-ship-shape-istio-release"]
    );
    assert!(browser.text(".zone").await.contains("Asia/Tokyo (UTC+9)"));
    assert_eq!(browser.run("return document.getElementById('_day').value").await, "2021-02-24");
    assert_eq!(browser.run("return document.getElementById('_zone').value").await, "Asia/Tokyo");
    assert_eq!(browser.run("return document.getElementById('_format-lightning').checked").await, true);
    visit.end().await;
}

#[tokio::test]
async fn what_the_address_asks_in_vain_is_told_and_the_page_is_whole() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?view=carousel&day=2030-01-01&lang=xx&format=opera&topic=knitting&speaker=Nobody&picks=some&tz=Mars/Base&now=soon#nowhere").await;
    assert_eq!(browser.sessions().await.len(), 53);
    let notices = browser.text(".notices").await;
    for asked in
        ["view=", "day=", "lang=", "format=", "topic=", "speaker=", "picks=", "tz=", "now=", "nowhere"]
    {
        assert!(notices.contains(asked), "{asked} is not in: {notices}");
    }
    browser.press("button", "Dismiss").await;
    browser.until("return document.querySelectorAll('.notice').length === 9").await;
    visit.end().await;
}
