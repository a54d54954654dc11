//! The view state as a form: each control of the page has a name and values, the same as in the address.

use super::{View, ViewState, ZoneChoice};
use crate::{
    schedule::{Format, Schedule},
    time::{iso_date, parse_iso_date},
};

impl ViewState {
    /// Takes over what was done to a control: `on` tells whether a check box is ticked now, and is true for all others.
    /// A name that is none of the form's changes nothing.
    pub fn choose(&mut self, name: &str, value: &str, on: bool, schedule: &Schedule) {
        match name {
            "view" => self.view = View::from_key(value).unwrap_or_default(),
            "day" => self.day = parse_iso_date(value),
            "q" => self.query = value.to_owned(),
            "lang" => self.choose_language(Some(value).filter(|value| *value != "all"), schedule),
            "format" => tick(&mut self.formats, Format::from_key(value), on),
            "topic" => tick(&mut self.topics, value.to_owned(), on),
            "picks" => self.picked_only = on,
            "tz" => {
                self.zone = match value {
                    "local" => ZoneChoice::Local,
                    "utc" => ZoneChoice::Utc,
                    name => ZoneChoice::Named(name.to_owned()),
                }
            }
            _ => {}
        }
    }

    /// The value of a control that has one value at a time.
    pub fn value(&self, name: &str, schedule: &Schedule) -> String {
        match name {
            "view" => self.view.key().to_owned(),
            "day" => self.day.map(iso_date).unwrap_or_default(),
            "q" => self.query.clone(),
            "lang" => self.language_key(schedule).unwrap_or("all").to_owned(),
            "tz" => match &self.zone {
                ZoneChoice::Local => "local".to_owned(),
                ZoneChoice::Utc => "utc".to_owned(),
                ZoneChoice::Named(name) => name.clone(),
            },
            _ => String::new(),
        }
    }

    /// Whether the radio button or check box of that name and value is on.
    pub fn is_chosen(&self, name: &str, value: &str, schedule: &Schedule) -> bool {
        match name {
            "format" => self.formats.iter().any(|format| format.key() == value),
            "topic" => self.topics.iter().any(|topic| topic == value),
            "picks" => self.picked_only,
            _ => self.value(name, schedule) == value,
        }
    }
}

fn tick<T: PartialEq>(list: &mut Vec<T>, item: T, on: bool) {
    list.retain(|other| *other != item);
    if on {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schedule::tests::istiocon,
        view::{parse, to_query},
    };

    #[test]
    fn a_control_says_what_it_was_set_to() {
        let schedule = istiocon();
        for (name, value) in [
            ("view", "agenda"),
            ("view", "grid"),
            ("view", "list"),
            ("day", "2021-02-24"),
            ("day", ""),
            ("q", "mesh"),
            ("lang", "zh"),
            ("lang", "all"),
            ("lang", "en"),
            ("tz", "utc"),
            ("tz", "Asia/Tokyo"),
            ("tz", "local"),
            ("format", "talk"),
            ("topic", "security"),
            ("picks", "only"),
        ] {
            let mut view = ViewState::default();
            view.choose(name, value, true, &schedule);
            assert!(view.is_chosen(name, value, &schedule), "{name}={value}");
            assert_eq!(parse(&to_query(&view)).0, view, "{name}={value}");
        }
    }

    #[test]
    fn a_box_unticked_leaves_no_trace() {
        let schedule = istiocon();
        let mut view = ViewState::default();
        for on in [true, false] {
            for (name, value) in [("format", "talk"), ("topic", "security"), ("picks", "only")] {
                view.choose(name, value, on, &schedule);
            }
        }
        assert_eq!(view, ViewState::default());
        view.choose("theme", "dark", true, &schedule);
        assert_eq!(view, ViewState::default());
    }
}
