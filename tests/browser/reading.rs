//! Reading the schedule: before, without and after the script.

use tidetable_tests::browser::Setup;

use crate::support::Visit;

#[tokio::test]
async fn the_page_is_hydrated_without_a_word_on_the_console() {
    let visit = Visit::new().await;
    visit.open("").await;
    assert_eq!(visit.browser.sessions().await.len(), 53);
    visit.end().await;
}

#[tokio::test]
async fn all_is_there_without_a_script() {
    let visit = Visit::with("/", Setup { script: false, ..Setup::default() }).await;
    let browser = &visit.browser;
    browser.client.goto(&visit.at("")).await.expect("the page opens");
    assert_eq!(browser.sessions().await.len(), 53);
    visit.end().await;
}
