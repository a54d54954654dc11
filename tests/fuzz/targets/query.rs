//! The address's query, and what is typed into the search box: any text is read.
#![no_main]

use std::sync::LazyLock;

use serde_json::Value;
use tidetable::{
    schedule::Schedule,
    time::Zone,
    view::{
        parse,
        search::{FilterResult, Index, SearchRequest, SearchResult},
        to_query,
    },
};

fn fold(text: &str) -> String {
    text.to_lowercase()
}

static FOUND_IN: LazyLock<(Schedule, Index)> = LazyLock::new(|| {
    let file = include_str!("../../../public/istiocon-2021.json");
    // Few sessions: each input is searched for in all of them.
    let mut file: Value = serde_json::from_str(file).expect("it is JSON");
    file["sessions"].as_array_mut().expect("a list").truncate(2);
    let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).expect("it is a schedule");
    let index = Index::new(&schedule, fold);
    (schedule, index)
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (view, _) = parse(text);
    assert_eq!(parse(&to_query(&view)).0, view);
    let (schedule, index) = &*FOUND_IN;
    let request = SearchRequest { query: text.to_owned(), filtered: vec![FilterResult::Yes; schedule.sessions.len()] };
    for hit in SearchResult::of(&request, index, schedule, fold).hits {
        assert!(hit.index < schedule.sessions.len());
    }
});
