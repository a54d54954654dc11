//! Filters: what they leave, what their choices would leave, and the way back. And who speaks, and what goes together.

use fantoccini::{Locator, key::Key};

use crate::support::Visit;

/// Chooses an option of a list by its value, as a person would: the list gets the focus first.
async fn choose(visit: &Visit, list: &str, value: &str) {
    let select = visit.browser.find("combobox", list).await;
    // While rows join the list may move under the hand, which WebKit takes for one that can't be used.
    for _ in 0..20 {
        if select.select_by_value(value).await.is_ok() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{list} has no option {value:?}");
}

/// The number that stands beside a choice.
fn number(id: &str) -> String {
    format!("document.getElementById('{id}').closest('label').querySelector('.number').textContent")
}

#[tokio::test]
async fn each_choice_says_how_many_it_leaves_under_the_others() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let count =
        async |id: &str, count: &str| browser.until(&format!("return {} === '{count}'", number(id))).await;
    count("_format-keynote", "3").await;
    count("_topic-security", "14").await;
    count("_picks-only", "0").await;
    browser.press("checkbox", "security").await;
    browser.shows(14).await;
    count("_format-keynote", "0").await;
    // One that leaves nothing is shown as such, and can be chosen.
    browser
        .until("return document.getElementById('_format-keynote').closest('label').matches('[data-none]')")
        .await;
    count("_topic-community", "8").await;
    count("_lang-all", "16").await;
    // A pick is counted at once.
    browser.press("button", "Pick: Know your peers").await;
    count("_picks-only", "1").await;
    // Several at once, each told with the way to drop it.
    browser.press("checkbox", "Workshop").await;
    choose(&visit, "Day", "2021-02-22").await;
    browser.until("return location.search === '?day=2021-02-22&format=workshop&topic=security'").await;
    browser.press("link", "Drop Workshop").await;
    browser.until("return location.search === '?day=2021-02-22&topic=security'").await;
    assert_eq!(browser.run("return document.getElementById('_format-workshop').checked").await, false);
    // And the way back through all of that.
    browser.client.back().await.expect("one can go back");
    browser.until("return document.getElementById('_format-workshop').checked").await;
    for _ in 0..2 {
        browser.client.back().await.expect("one can go back");
    }
    browser.shows(14).await;
    browser.client.forward().await.expect("one can go forward");
    browser.until("return location.search === '?format=workshop&topic=security'").await;
    visit.end().await;
}

#[tokio::test]
async fn a_company_and_a_speaker_are_chosen_from_lists_with_their_counts() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.until("return document.getElementById('_company-Airbnb')?.dataset.count === '1'").await;
    // The counts are read when the list is opened, and not of what was chosen.
    let label = "return document.getElementById('_company-Airbnb').label";
    browser.run("document.getElementById('_company').focus()").await;
    browser.until(&format!("{label} === 'Airbnb (1)'")).await;
    choose(&visit, "Company", "Airbnb").await;
    browser.shows(1).await;
    assert_eq!(browser.address().await, "?company=Airbnb");
    browser.run("document.getElementById('_search').focus()").await;
    assert_eq!(browser.run(label).await, "Airbnb");
    choose(&visit, "Company", "").await;
    choose(&visit, "Speaker", "Lin Sun").await;
    browser.until("return location.search === '?speaker=Lin+Sun'").await;
    browser.shows(2).await;
    visit.end().await;
}

#[tokio::test]
async fn what_is_over_can_be_left_out() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?now=2021-02-26T00:00:00Z").await;
    browser.press("checkbox", "Not yet over").await;
    browser.until("return document.querySelector('article').id === 'social-event'").await;
    assert_eq!(browser.address().await, "?past=hide&now=2021-02-26T00:00:00Z");
    browser.press("link", "Drop Not yet over").await;
    browser.shows(53).await;
    visit.end().await;
}

#[tokio::test]
async fn the_index_leads_from_a_name_to_its_sessions_and_the_focus_comes_back() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.until("return document.getElementById('_company-Airbnb')").await;
    browser.press("button", "Speakers and companies").await;
    browser.until("return document.querySelector('dialog[open] .index')").await;
    let names =
        "return [...document.querySelectorAll('#_people .index')].map((list) => list.children.length)";
    assert_eq!(browser.run(names).await, serde_json::json!([82, 44]));
    let focused = browser.client.active_element().await.expect("something has the focus");
    focused.send_keys(&Key::Escape.to_string()).await.expect("a key can be pressed");
    browser.until("return document.activeElement.matches('.people button')").await;
    browser.press("button", "Speakers and companies").await;
    let name = "dialog[open] .index a[href*=\"Lin+Sun\"]";
    let name = browser.client.wait().for_element(Locator::Css(name)).await.expect("she is there");
    browser.press_element(&name).await;
    browser.until("return location.search === '?speaker=Lin+Sun&lang=all' || location.search === '?lang=all&speaker=Lin+Sun'").await;
    browser.shows(3).await;
    assert_eq!(browser.run("return document.querySelector('dialog[open]')").await, serde_json::Value::Null);
    visit.end().await;
}

#[tokio::test]
async fn an_open_session_says_what_goes_with_it_and_why() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("#istio-project-roadmap").await;
    let related = "#istio-project-roadmap .related";
    browser
        .until(&format!("return document.querySelector('{related}')?.textContent.includes('both: roadmap')"))
        .await;
    let text = browser.text(related).await;
    assert!(text.contains("Next") && text.contains("Istio Project Roadmap (China)"), "{text}");
    browser.run("document.querySelector('#using-istio summary').click()").await;
    browser
        .until("return document.querySelector('#using-istio .related')?.textContent.startsWith('At the same time')")
        .await;
    visit.end().await;
}

#[tokio::test]
async fn what_is_hidden_stays_so_on_the_device_and_is_shown_again_in_a_press() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    browser.shows(53).await;
    let hide = "document.querySelector('[data-hide][name=format][value=lightning]')";
    browser.until(&format!("return !!{hide}")).await;
    assert_eq!(
        browser.run(&format!("return {hide}.getAttribute('aria-label')")).await,
        "Hide: Lightning talk"
    );
    browser.run(&format!("{hide}.click()")).await;
    browser.shows(37).await;
    browser.until(&format!("return {hide}.getAttribute('aria-pressed') === 'true'")).await;
    assert_eq!(browser.address().await, "", "no address shares it");
    // A link to one leads there all the same, and the agenda is whole.
    visit.open("#using-istio").await;
    browser.until("return document.querySelectorAll('article').length >= 37").await;
    visit.open("?format=lightning").await;
    browser
        .until("return document.querySelector('.nothing').textContent.includes('Without Lightning talk')")
        .await;
    visit.open("").await;
    browser.shows(37).await;
    browser.press("button", "Show again: Lightning talk").await;
    browser.shows(53).await;
    visit.open("").await;
    browser.shows(53).await;
    visit.end().await;
}
