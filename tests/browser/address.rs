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
        .until("return location.search === '?lang=all' && document.querySelectorAll('article').length === 67")
        .await;
    assert_eq!(browser.run("return document.getElementById('_search').value").await, "");
    visit.end().await;
}

#[tokio::test]
async fn back_with_a_dialog_open_left_the_view() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.press("radio", "All").await;
    let is_open = "return !!document.querySelector('dialog[open]')";
    for (button, leaves) in
        [("Speakers and companies", "back"), ("Make my plan", "back"), ("Keyboard shortcuts", "close")]
    {
        browser.press("button", button).await;
        browser.until(is_open).await;
        if leaves == "back" {
            browser.client.back().await.expect("one can go back");
        } else {
            browser.run("document.querySelector('dialog[open]').close()").await;
        }
        browser.until("return !document.querySelector('dialog[open]')").await;
        browser.until("return history.state === null").await;
        assert_eq!(browser.address().await, "?lang=all", "{button}");
    }
    // A link in a dialog leads on, and back from there to where the dialog was opened.
    browser.press("button", "Speakers and companies").await;
    browser.until(is_open).await;
    browser.run("document.querySelector('dialog a[href^=\"#airbnb\"]').click()").await;
    browser
        .until("return location.hash === '#airbnb-on-istio' && !document.querySelector('dialog[open]')")
        .await;
    browser.client.back().await.expect("one can go back");
    browser.until("return location.hash === '' && history.state === null").await;
    assert_eq!(browser.address().await, "?lang=all");
    visit.end().await;
}

#[tokio::test]
async fn what_was_opened_had_no_address_and_links_followed_in_another_window_lost_the_zone() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?tz=utc&lang=all").await;
    browser.run("document.querySelector('#airbnb-on-istio summary').click()").await;
    browser.until("return location.hash === '#airbnb-on-istio'").await;
    let own =
        "return document.querySelector('#airbnb-on-istio .links a[href=\"#airbnb-on-istio\"]').textContent";
    assert_eq!(browser.run(own).await, "Link to this session");
    browser.run("document.querySelector('#airbnb-on-istio summary').click()").await;
    browser.until("return location.hash === ''").await;
    assert_eq!(browser.address().await, "?tz=utc&lang=all");
    browser.until("return !!document.querySelector('#_tools-aside select')").await;
    let link = "const link = document.querySelector('.picks a'); link.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })); return new URL(link.href).search";
    assert_eq!(browser.run(link).await, "?view=agenda&lang=all&tz=utc");
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
    browser.until("return document.querySelector('.zone').textContent.includes('Asia/Tokyo (UTC+9)')").await;
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
