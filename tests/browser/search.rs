//! Search as one types.

use crate::support::Visit;

/// Types into the search box, as a person does, and waits for the answer.
async fn search(visit: &Visit, query: &str) {
    let search = visit.browser.find("searchbox", "Search sessions").await;
    search.clear().await.expect("it can be emptied");
    search.send_keys(query).await.expect("it can be typed into");
    let told = format!("return document.querySelector('.showing').textContent.includes(' for “{query}”')");
    visit.browser.until(&told).await;
}

#[tokio::test]
async fn the_best_match_is_first_and_marked_and_there_is_a_way_back_to_the_order_of_time() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    search(&visit, "service mesh").await;
    let ranked = browser.sessions().await;
    assert_eq!(ranked[0], "salesforce-service-mesh-our-istio-journey");
    assert_eq!(browser.text("#_results h2").await, "Best matches first");
    let marks =
        "return [...document.querySelectorAll('article:first-of-type mark')].map((mark) => mark.textContent)";
    let marks = browser.run(marks).await;
    assert_eq!((&marks[0], &marks[1], &marks[2]), (&"Service".into(), &"Mesh".into(), &"Service".into()));
    assert_eq!(browser.address().await, "?q=service+mesh");
    browser.press("link", "In order of time").await;
    browser.until("return document.getElementById('_results') === null").await;
    assert_eq!(browser.address().await, "?q=service+mesh&order=time");
    let by_time = browser.sessions().await;
    assert_eq!(by_time[0], "istio-5g-platform");
    assert_eq!(by_time.len(), ranked.len());
    // Picked in the results, and the same session afterwards.
    browser.press("link", "Best matches first").await;
    browser.until("return document.getElementById('_results') !== null").await;
    // Rows out of sight are rendered when nothing has happened for a while: in WebKit, others move for that.
    browser.until("return !document.querySelector('[data-defer]')").await;
    browser.press("button", "Pick: Airbnb on Istio").await;
    browser.press("link", "Clear filters").await;
    browser.shows(53).await;
    assert_eq!(browser.run("return document.querySelectorAll('mark, .snippet').length").await, 0);
    browser.find("link", "1 pick").await;
    browser.client.back().await.expect("there is a page before");
    browser.until("return document.getElementById('_results') !== null").await;
    assert_eq!(browser.sessions().await, ranked);
    visit.end().await;
}

#[tokio::test]
async fn errors_accents_chinese_and_fields_are_understood() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open_and_keep().await;
    for (query, first) in [
        ("envyo atlassian", "going-dynamic-with-envoy-at-atlassian"),
        ("nunez", "kubernetes-operator-to-manage-rate-limit"),
        ("fundaro", "your-laptop-as-part-of-the-service-mesh"),
        ("lang:zh 百度", "baidu-infrastructure-upgrade"),
        ("speaker:posta -workshop", "i-want-to-sketch-a-mesh-for-you"),
        ("office hours", "office-hours"),
    ] {
        search(&visit, query).await;
        assert_eq!(browser.sessions().await[0], first, "{query}");
    }
    search(&visit, "envyo").await;
    assert!(browser.text(".showing").await.contains("“envyo” was read as “envoy”."));
    visit.end().await;
}

#[tokio::test]
async fn where_nothing_is_found_the_page_says_by_what_and_offers_more() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("?format=keynote").await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
    search(&visit, "百度").await;
    assert!(browser.text(".nothing").await.contains("“百度”, Keynote."));
    // Nobody chose English: what is in Chinese alone is shown.
    browser.press("link", "1 more without the filters").await;
    browser.shows(1).await;
    assert_eq!(browser.address().await, "?q=%E7%99%BE%E5%BA%A6");
    browser.press("radio", "All").await;
    browser.until("return location.search.endsWith('&lang=all')").await;
    browser.press("link", "Drop “百度”").await;
    browser.shows(67).await;
    // A day is led to in what was found, in order of time.
    search(&visit, "mesh").await;
    browser.press("link", "Thu 25").await;
    browser
        .until(
            "return document.querySelector('#day-2021-02-25 article') && location.hash === '#day-2021-02-25'",
        )
        .await;
    assert!(browser.address().await.contains("order=time"));
    visit.open("?lang=all").await;
    browser.until("return document.querySelector('.kept').textContent.startsWith('Ready offline')").await;
    search(&visit, "kubrnts").await;
    browser.press("link", "Did you mean “kubernetes”?").await;
    browser.until("return location.search === '?q=kubernetes&lang=all'").await;
    for odd in ["    ", "\"", "-", "🎉🎉", "\u{202e}שלום"] {
        search_box_stays_alive(&visit, odd).await;
    }
    search_box_stays_alive(&visit, &"mesh \" -x ".repeat(1_000)).await;
    visit.end().await;
}

/// Puts in something, then something plain, which must be answered.
async fn search_box_stays_alive(visit: &Visit, text: &str) {
    let put = format!(
        "const box = document.getElementById('_search');
         box.value = {};
         box.dispatchEvent(new Event('input', {{ bubbles: true }}))",
        serde_json::json!(text)
    );
    visit.browser.run(&put).await;
    search(visit, "airbnb").await;
    visit.browser.shows(1).await;
}

#[tokio::test]
async fn without_the_worker_the_page_looks_for_the_words_itself() {
    let mut visit = Visit::new().await;
    visit.otherwise("window.Worker = class { constructor() { throw new Error('none'); } }");
    visit.open_and_keep().await;
    visit.open("?q=airbnb").await;
    visit.browser.shows(1).await;
    // What the worker does is not there, and says so; neither the index of speakers, the grid nor the agenda's tools are of that.
    let told =
        "return document.querySelector('.notices').textContent.includes('A part of this app does not work')";
    visit.browser.until(told).await;
    visit.browser.press("button", "Speakers and companies").await;
    visit.browser.until("return document.querySelectorAll('dialog[open] .index').length === 2").await;
    visit.browser.press("button", "Close").await;
    visit.browser.press("button", "Make my plan").await;
    visit.browser.find("dialog", "Your plan").await;
    visit.browser.press("button", "Close").await;
    visit.browser.press("radio", "Grid").await;
    visit.browser.until("return !!document.querySelector('#_grid article')").await;
    visit.end().await;
}

#[tokio::test]
async fn a_word_was_searched_letter_by_letter_while_it_was_composed() {
    let visit = Visit::new().await;
    let browser = &visit.browser;
    visit.open("").await;
    let compose = "const box = document.getElementById('_search');
        window.asked = [];
        for (const text of ['f', 'fu', 'fuw', '服务']) {
            box.value = text;
            box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
            asked.push(location.search);
        }
        box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
        return [asked.join(''), location.search]";
    assert_eq!(browser.run(compose).await, serde_json::json!(["", "?q=%E6%9C%8D%E5%8A%A1"]));
    visit.end().await;
}
