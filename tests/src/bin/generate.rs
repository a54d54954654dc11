//! `generate SESSIONS DAYS ROOMS FILE [whole]`: writes the schedule file of a generated conference; with all that the largest tell.

use serde_json::Value;
use tidetable_tests::generated::{conference, tell_all};

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [sessions, days, rooms, file, whole @ ..] = &*arguments else {
        panic!("generate SESSIONS DAYS ROOMS FILE [whole]")
    };
    let number = |text: &str| text.parse().expect("a number");
    let words = std::fs::read_to_string("public/istiocon-2021.json").expect("run in the project's folder");
    let words: Value = serde_json::from_str(&words).expect("it is JSON");
    let mut conference = conference(number(sessions), number(days), number(rooms), &words);
    if whole == ["whole"] {
        tell_all(&mut conference, &words);
    }
    std::fs::write(file, conference.to_string()).expect("it can be written");
}
