//! The view state as the address's query: `application/x-www-form-urlencoded` (WHATWG URL, section 5), one name a
//! choice, defaults left out.
//!
//! Lists are separated by commas (`format=talk,keynote`); a comma or percent sign within a value is percent-encoded once
//! more, so that any topic can be named. Names of people and companies stand as they are, one a pair.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{LanguageChoice, View, ViewState, ZoneChoice};
use crate::{
    schedule::{Field, Format},
    time::{Timestamp, iso_date, parse_iso_date},
};

/// What separates the values of a list, and what escapes it.
const IN_LIST: &AsciiSet = &CONTROLS.add(b',').add(b'%');

/// What is escaped in the query: all that its form escapes but three signs, which a query may hold (RFC 3986 section 3.4)
/// and people read more easily. A space is `+`.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'*')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b' ');

/// A value of the address that can't be read or that the schedule does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidParam {
    pub key: &'static str,
    pub value: String,
}

/// Reads a query, without its question mark. Names that are not the page's own are passed over; a value that can't be
/// read counts as not given and is returned beside the state. Of a name given twice the last counts, lists add up.
pub fn parse(query: &str) -> (ViewState, Vec<InvalidParam>) {
    let mut state = ViewState::default();
    let mut ignored = Vec::new();
    let read = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (key, value) = (read(key), read(value));
        if value.is_empty() {
            continue;
        }
        if let Some(facet) = Field::facet(&key) {
            if facet.is_name() {
                state.facets.toggle(facet, &value, true);
            } else {
                for value in list(&value) {
                    // A known format may be written in any way that the file may.
                    let value = match Format::from_key(&value) {
                        known if facet == Field::Format && Format::KNOWN.contains(&known) => {
                            known.key().to_owned()
                        }
                        _ => value,
                    };
                    state.facets.toggle(facet, &value, true);
                }
            }
            continue;
        }
        let refused = match &*key {
            "view" => match View::from_key(&value) {
                Some(view) => set(&mut state.view, view),
                None => Some("view"),
            },
            "day" => match parse_iso_date(&value) {
                Some(date) => set(&mut state.day, Some(date)),
                None => Some("day"),
            },
            "q" => set(&mut state.query, value.clone()),
            "lang" if value == "all" => set(&mut state.language, LanguageChoice::All),
            "lang" => {
                let keys: Vec<_> = list(&value.to_ascii_lowercase()).collect();
                let is_none = keys.is_empty();
                state.language = LanguageChoice::Only(keys);
                is_none.then_some("lang")
            }
            "picks" if value == "only" => set(&mut state.picked_only, true),
            "picks" => Some("picks"),
            "past" if value == "hide" => set(&mut state.past_hidden, true),
            "past" => Some("past"),
            "order" if value == "time" => set(&mut state.by_time, true),
            "order" => Some("order"),
            // A plus sign that was typed as it is means a space here (WHATWG URL, section 5.1); neither of these has one.
            "tz" => set(
                &mut state.zone,
                match &*value {
                    "local" => ZoneChoice::Local,
                    "utc" | "UTC" => ZoneChoice::Utc,
                    name => ZoneChoice::Named(name.replace(' ', "+")),
                },
            ),
            "now" => match Timestamp::parse(&value.replace(' ', "+")) {
                Some(at) => set(&mut state.now, Some(at)),
                None => Some("now"),
            },
            _ => None,
        };
        if let Some(key) = refused {
            ignored.push(InvalidParam { key, value });
        }
    }
    (state, ignored)
}

fn set<T>(choice: &mut T, value: T) -> Option<&'static str> {
    *choice = value;
    None
}

fn list(value: &str) -> impl Iterator<Item = String> {
    let parts = value.split(',').filter(|part| !part.is_empty());
    parts.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
}

/// What [`list`] reads.
fn joined(values: &[String]) -> String {
    let escaped = values.iter().map(|value| utf8_percent_encode(value, IN_LIST).to_string());
    escaped.collect::<Vec<_>>().join(",")
}

/// Writes the query, without a question mark; empty where everything is as it opens.
pub fn to_query(state: &ViewState) -> String {
    let mut pairs = Vec::new();
    let mut add = |key: &str, value: &str| {
        let value = utf8_percent_encode(value, IN_QUERY).to_string().replace(' ', "+");
        pairs.push(format!("{key}={value}"));
    };
    if state.view != View::List {
        add("view", state.view.key());
    }
    if let Some(date) = state.day {
        add("day", &iso_date(date));
    }
    if !state.query.is_empty() {
        add("q", &state.query);
    }
    match &state.language {
        LanguageChoice::Opening => {}
        LanguageChoice::Only(keys) => add("lang", &joined(keys)),
        LanguageChoice::All => add("lang", "all"),
    }
    for facet in Field::facets() {
        let values = state.facets.of(facet);
        if facet.is_name() {
            values.iter().for_each(|name| add(facet.key(), name));
        } else if !values.is_empty() {
            add(facet.key(), &joined(values));
        }
    }
    if state.picked_only {
        add("picks", "only");
    }
    if state.past_hidden {
        add("past", "hide");
    }
    if state.by_time {
        add("order", "time");
    }
    match &state.zone {
        ZoneChoice::Local => {}
        ZoneChoice::Utc => add("tz", "utc"),
        ZoneChoice::Named(name) => add("tz", name),
    }
    if let Some(at) = state.now {
        add("now", &at.to_rfc3339());
    }
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::FacetSelection;
    use proptest::prelude::*;

    #[test]
    fn the_address_names_only_what_differs() {
        assert_eq!(to_query(&ViewState::default()), "");
        let (state, ignored) =
            parse("view=agenda&format=talk,keynote&tz=Asia%2FKolkata&now=2021-02-22T17%3A10%3A00Z");
        assert_eq!(ignored, []);
        assert_eq!(
            to_query(&state),
            "view=agenda&format=talk,keynote&tz=Asia/Kolkata&now=2021-02-22T17:10:00Z"
        );
    }

    #[test]
    fn a_bad_value_is_returned_and_the_rest_counts() {
        let (state, ignored) =
            parse("view=carousel&day=2021-02-31&now=soon&picks=all&past=x&q=mesh&utm_source=x&lang=");
        assert_eq!(state, ViewState { query: "mesh".into(), ..ViewState::default() });
        assert_eq!(
            ignored.iter().map(|i| i.key).collect::<Vec<_>>(),
            ["view", "day", "now", "picks", "past"]
        );
    }

    #[test]
    fn a_plus_sign_typed_as_it_is_counts_as_one() {
        let (state, ignored) = parse("now=2021-02-22T17:00:00+01:00&tz=Etc/GMT+5");
        assert_eq!(ignored, []);
        assert_eq!(state.now.map(Timestamp::to_rfc3339).as_deref(), Some("2021-02-22T16:00:00Z"));
        assert_eq!(state.zone, ZoneChoice::Named("Etc/GMT+5".into()));
    }

    fn choices() -> impl Strategy<Value = ViewState> {
        let word = || "[a-zA-Z0-9,%&=+# äß漢🦀./-]{1,8}";
        let day = prop::option::of((1i32..9999, 1u32..13, 1u32..29));
        let language = prop_oneof![
            Just(LanguageChoice::Opening),
            Just(LanguageChoice::All),
            prop::collection::vec("[b-z]{2}", 1..3).prop_map(LanguageChoice::Only)
        ];
        let zone = prop_oneof![
            Just(ZoneChoice::Local),
            Just(ZoneChoice::Utc),
            "[A-Z][a-z]{3}/[A-Za-z_+-]{1,9}".prop_map(ZoneChoice::Named)
        ];
        let now = prop::option::of(-62_000_000_000i64..250_000_000_000);
        let facet = prop::sample::select(Field::facets().collect::<Vec<_>>());
        let wanted = prop::collection::btree_set((facet, word()), 0..9);
        (any::<(bool, bool, bool, bool)>(), day, ".{0,9}", language, wanted, zone, now).prop_map(
            |((agenda, picked_only, past_hidden, by_time), day, query, language, values, zone, now)| {
                let mut wanted = FacetSelection::default();
                for (facet, value) in values {
                    wanted.toggle(facet, &value, true);
                }
                ViewState {
                    view: if agenda { View::Agenda } else { View::List },
                    day: day.and_then(|(y, m, d)| chrono::NaiveDate::from_ymd_opt(y, m, d)),
                    query,
                    language,
                    facets: wanted,
                    picked_only,
                    past_hidden,
                    by_time,
                    zone,
                    now: now.map(Timestamp),
                    open: None,
                    hidden: FacetSelection::default(),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn a_view_comes_back_from_its_address(state in choices()) {
            let (back, ignored) = parse(&to_query(&state));
            prop_assert_eq!(back, state);
            prop_assert_eq!(ignored, vec![]);
        }

        #[test]
        fn any_query_is_read(query in ".*") {
            let _ = parse(&query);
        }
    }
}
