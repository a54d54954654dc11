//! The view state: plain choices, each with a default that the address leaves out.

use serde::{Deserialize, Serialize};

use crate::{
    schedule::{Field, Schedule, Session},
    time::{Date, Timestamp, iso_date},
};

use super::InvalidParam;

/// Which view of the schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    #[default]
    List,
    /// One day, time down, lanes across.
    Grid,
    /// What is on, room by room.
    Now,
    Agenda,
}

impl View {
    const ALL: [Self; 4] = [Self::List, Self::Grid, Self::Now, Self::Agenda];

    /// The word of the address.
    pub fn key(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Grid => "grid",
            Self::Now => "now",
            Self::Agenda => "agenda",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.key() == key)
    }
}

/// Which languages are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LanguageChoice {
    /// That in which the schedule says it opens, else all.
    #[default]
    Opening,
    /// Sessions of these languages (keys as of [`crate::schedule::Language::key`]; never none) and those that name none.
    Only(Vec<String>),
    All,
}

/// In which zone times are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ZoneChoice {
    /// The viewer's.
    #[default]
    Local,
    Utc,
    /// By IANA name; whether there is such a zone is the browser's to know.
    Named(String),
}

/// Something that narrows the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActiveFilter<'a> {
    Query(&'a str),
    Day(Date),
    Of(Field, &'a str),
    /// All but those with that value.
    Without(Field, &'a str),
    PickedOnly,
    NotOver,
}

/// Of each facet the values that are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetSelection([Vec<String>; Field::COUNT]);

impl FacetSelection {
    pub fn of(&self, facet: Field) -> &[String] {
        &self.0[facet as usize]
    }

    pub fn of_mut(&mut self, facet: Field) -> &mut Vec<String> {
        &mut self.0[facet as usize]
    }

    pub fn has(&self, facet: Field, value: &str) -> bool {
        self.of(facet).iter().any(|wanted| wanted == value)
    }

    /// Looks for a value, or does so no more.
    pub fn toggle(&mut self, facet: Field, value: &str, on: bool) {
        let wanted = self.of_mut(facet);
        wanted.retain(|other| other != value);
        if on {
            wanted.push(value.to_owned());
        }
    }

    /// All of them, facet by facet.
    pub fn all(&self) -> impl Iterator<Item = (Field, &str)> {
        Field::facets().flat_map(|facet| self.of(facet).iter().map(move |value| (facet, value.as_str())))
    }

    /// Whether a session has one of the values of a facet, if any is looked for.
    pub fn admits(&self, facet: Field, session: &Session) -> bool {
        self.of(facet).is_empty() || facet.texts(session).into_iter().any(|value| self.has(facet, value))
    }

    /// Whether a session has any of them.
    pub fn has_any_of(&self, session: &Session) -> bool {
        self.all().any(|(facet, value)| facet.texts(session).contains(&value))
    }
}

/// Everything the address holds, and what this device hides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewState {
    pub view: View,
    /// One day alone.
    #[serde(with = "crate::time::date_as_days_option")]
    pub day: Option<Date>,
    /// What stands in the search box, as typed.
    pub query: String,
    pub language: LanguageChoice,
    /// Of each facet any of these values; all where there are none.
    pub facets: FacetSelection,
    pub picked_only: bool,
    /// Without what is over.
    pub past_hidden: bool,
    /// What a query finds in order of time, and not the best first.
    pub by_time: bool,
    pub zone: ZoneChoice,
    /// The moment rehearsed instead of the clock's.
    pub now: Option<Timestamp>,
    /// The session opened by the hash.
    pub open: Option<String>,
    /// What the programme is shown without, kept on the device (`app/hiding.rs`). The agenda is shown whole.
    pub hidden: FacetSelection,
}

impl ViewState {
    /// The languages shown, by their keys; nothing for all of them.
    pub fn language_keys<'a>(&'a self, schedule: &'a Schedule) -> Option<&'a [String]> {
        match &self.language {
            LanguageChoice::All => None,
            LanguageChoice::Only(keys) => schedule.is_multilingual().then_some(keys),
            LanguageChoice::Opening => schedule.opens_in.as_ref().map(std::slice::from_ref),
        }
    }

    /// Without the query, which changes with each key, and without what is opened.
    pub fn filters(&self) -> Self {
        Self { query: String::new(), open: None, ..self.clone() }
    }

    /// Chooses languages by their keys, or all (none named); what would be shown at opening anyway leaves the address empty.
    pub fn choose_languages(&mut self, keys: Vec<String>, schedule: &Schedule) {
        self.language = LanguageChoice::Opening;
        if self.language_keys(schedule).unwrap_or_default() != keys {
            self.language = if keys.is_empty() { LanguageChoice::All } else { LanguageChoice::Only(keys) };
        }
    }

    /// Whether anything but the language narrows what the list shows.
    pub fn is_narrowed(&self) -> bool {
        !self.choices().is_empty()
    }

    /// What narrows the list, each with the same view without it.
    pub fn choices(&self) -> Vec<(ActiveFilter<'_>, Self)> {
        let mut choices = Vec::new();
        let mut add = |choice, drop: &dyn Fn(&mut Self)| {
            let mut without = Self { open: None, ..self.clone() };
            drop(&mut without);
            choices.push((choice, without));
        };
        if !self.query.trim().is_empty() {
            add(ActiveFilter::Query(&self.query), &|view| view.query.clear());
        }
        if let Some(date) = self.day {
            add(ActiveFilter::Day(date), &|view| view.day = None);
        }
        for (facet, value) in self.facets.all() {
            add(ActiveFilter::Of(facet, value), &|view| view.facets.toggle(facet, value, false));
        }
        for (facet, value) in self.hidden.all().filter(|_| self.view != View::Agenda) {
            add(ActiveFilter::Without(facet, value), &|view| view.hidden.toggle(facet, value, false));
        }
        if self.picked_only {
            add(ActiveFilter::PickedOnly, &|view| view.picked_only = false);
        }
        if self.past_hidden {
            add(ActiveFilter::NotOver, &|view| view.past_hidden = false);
        }
        choices
    }

    /// The same without what narrows the list. Zone, language, moment and what is hidden stay.
    pub fn widened(self) -> Self {
        let Self { view, language, zone, now, hidden, .. } = self;
        Self { view, language, zone, now, hidden, ..Self::default() }
    }

    /// Whether a link can drop anything of what narrows the list: what is hidden no address knows.
    pub fn has_filters(&self) -> bool {
        self.choices().iter().any(|(choice, _)| !matches!(choice, ActiveFilter::Without(..)))
    }

    /// Follows a link of the page, which names only what it is about: how one looks (zone, moment, what is hidden) stays, and so does
    /// the language where the link names none.
    pub fn following(&self, link: Self) -> Self {
        let language = match link.language {
            LanguageChoice::Opening => self.language.clone(),
            named => named,
        };
        Self { language, zone: self.zone.clone(), now: self.now, hidden: self.hidden.clone(), ..link }
    }

    /// Drops the values that this schedule knows nothing of, and returns them.
    pub fn drop_unknown(&mut self, schedule: &Schedule) -> Vec<InvalidParam> {
        let mut ignored = Vec::new();
        let mut drop = |key, value: &str| ignored.push(InvalidParam { key, value: value.to_owned() });
        if let Some(date) = self.day.take_if(|date| schedule.days.iter().all(|day| day.date != *date)) {
            drop("day", &iso_date(date));
        }
        if let LanguageChoice::Only(keys) = &mut self.language {
            keys.retain(|key| {
                let known = schedule.speaks(key);
                // English is the default's name in the address, even where no session is in it.
                if !known && key != "en" {
                    drop("lang", key);
                }
                known
            });
            if keys.is_empty() {
                self.language = LanguageChoice::Opening;
            }
        }
        for facet in Field::facets() {
            self.facets.of_mut(facet).retain(|value| {
                let known = schedule.sessions.iter().any(|s| facet.texts(s).contains(&value.as_str()));
                if !known {
                    drop(facet.key(), value);
                }
                known
            });
        }
        ignored
    }
}
