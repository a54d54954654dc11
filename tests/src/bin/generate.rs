//! `generate SESSIONS DAYS ROOMS FILE`: writes the schedule file of a generated conference.

use serde_json::Value;
use tidetable_tests::generated::conference;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [sessions, days, rooms, file] = &*arguments else { panic!("generate SESSIONS DAYS ROOMS FILE") };
    let number = |text: &str| text.parse().expect("a number");
    let words = std::fs::read_to_string("public/istiocon-2021.json").expect("run in the project's folder");
    let words: Value = serde_json::from_str(&words).expect("it is JSON");
    let conference = conference(number(sessions), number(days), number(rooms), &words);
    std::fs::write(file, conference.to_string()).expect("it can be written");
}
