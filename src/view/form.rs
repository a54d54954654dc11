//! The view state as a form: each control of the page has a name and values, the same as in the address.

use super::{View, ViewState, ZoneChoice};
use crate::{
    schedule::{Field, Schedule},
    time::{iso_date, parse_iso_date},
};

/// The name of the boxes for languages, of which several can be ticked; in the address they are `lang`.
pub const SEVERAL_LANGUAGES: &str = "langs";

impl ViewState {
    /// Takes over what was done to a control: `on` tells whether a check box is ticked now, and is true for all others.
    /// A name that is none of the form's changes nothing.
    pub fn choose(&mut self, name: &str, value: &str, on: bool, schedule: &Schedule) {
        if let Some(facet) = Field::facet(name) {
            // A name is chosen from a list, of which the first entry, without a value, is all of them.
            if facet.is_name() {
                self.facets.of_mut(facet).clear();
            }
            // Who looks for it hides it no more.
            self.hidden.toggle(facet, value, false);
            return self.facets.toggle(facet, value, on && !value.is_empty());
        }
        match name {
            "view" => self.view = View::from_key(value).unwrap_or_default(),
            "day" => self.day = parse_iso_date(value),
            "q" => self.query = value.to_owned(),
            "lang" => {
                let keys = Some(value.to_owned()).filter(|value| value != "all");
                self.choose_languages(keys.into_iter().collect(), schedule);
            }
            SEVERAL_LANGUAGES => {
                let mut keys = self.language_keys(schedule).unwrap_or_default().to_vec();
                keys.retain(|key| key != value);
                if on {
                    keys.push(value.to_owned());
                }
                self.choose_languages(keys, schedule);
            }
            "picks" => self.picked_only = on,
            "past" => self.past_hidden = on,
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
        if let Some(facet) = Field::facet(name) {
            return self.facets.of(facet).first().cloned().unwrap_or_default();
        }
        match name {
            "view" => self.view.key().to_owned(),
            "day" => self.day.map(iso_date).unwrap_or_default(),
            "q" => self.query.clone(),
            // Several at once are none of its values.
            "lang" => match self.language_keys(schedule) {
                None => "all".to_owned(),
                Some([key]) => key.clone(),
                Some(_) => String::new(),
            },
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
        match (name, Field::facet(name)) {
            (_, Some(facet)) => self.facets.has(facet, value),
            ("picks", _) => self.picked_only,
            ("past", _) => self.past_hidden,
            (SEVERAL_LANGUAGES, _) => {
                self.language_keys(schedule).is_some_and(|keys| keys.iter().any(|key| key == value))
            }
            _ => self.value(name, schedule) == value,
        }
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
            ("speaker", "Lin Sun"),
            ("company", "IBM, Inc."),
            ("room", "1, left"),
            ("track", "a"),
            ("picks", "only"),
            ("past", "hide"),
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
            for (name, value) in [
                ("format", "talk"),
                ("topic", "security"),
                ("room", "1"),
                ("picks", "only"),
                ("past", "hide"),
            ] {
                view.choose(name, value, on, &schedule);
            }
        }
        assert_eq!(view, ViewState::default());
        view.choose("theme", "dark", true, &schedule);
        assert_eq!(view, ViewState::default());
    }
}
