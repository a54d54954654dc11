//! Calendars to subscribe to: which there are, where each is, and which sessions it holds. The build writes them.

use super::{LanguageChoice, ViewState, landing::encoded_name};
use crate::{
    schedule::{Field, Schedule},
    time::{Date, iso_date},
};

/// What a calendar to subscribe to holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Feed {
    Everything,
    Day(Date),
    /// What has that value of one of [`Feed::FIELDS`]; a language is its key.
    With(Field, String),
}

impl Feed {
    /// The fields by whose values there are calendars.
    const FIELDS: [Field; 4] = [Field::Room, Field::Track, Field::Language, Field::Speaker];

    /// Those that the filters of a view name, and that of everything, which is last.
    pub fn named_by(view: &ViewState, schedule: &Schedule) -> Vec<Self> {
        // A language that nobody chose is no filter.
        let is_chosen = view.language != LanguageChoice::Opening;
        let languages = view.language_keys(schedule).filter(|_| is_chosen).unwrap_or_default().iter();
        let languages = languages.map(|key| (Field::Language, key.as_str()));
        let values = view.facets.all().filter(|(field, _)| Self::FIELDS.contains(field)).chain(languages);
        let values = values.map(|(field, value)| Self::With(field, value.to_owned()));
        view.day.map(Self::Day).into_iter().chain(values).chain([Self::Everything]).collect()
    }

    /// All that a schedule has, each with the sessions that it holds, by their indices. A break, which nobody picks, is in none.
    #[cfg(feature = "prerender")]
    pub fn all(schedule: &Schedule) -> Vec<(Self, Vec<usize>)> {
        let (mut places, mut feeds) = (std::collections::HashMap::new(), Vec::<(Self, Vec<usize>)>::new());
        for (index, session) in schedule.sessions.iter().enumerate().filter(|(_, session)| !session.is_break)
        {
            for feed in Self::of(session, schedule) {
                let place = *places.entry(feed.clone()).or_insert(feeds.len());
                if place == feeds.len() {
                    feeds.push((feed, Vec::new()));
                }
                feeds[place].1.push(index);
            }
        }
        feeds
    }

    /// Those that a session is in.
    #[cfg(feature = "prerender")]
    fn of(session: &crate::schedule::Session, schedule: &Schedule) -> std::collections::HashSet<Self> {
        let languages = session.languages.iter().filter(|_| schedule.is_multilingual());
        let languages = languages.map(|language| Self::With(Field::Language, language.key()));
        let values = Self::FIELDS.into_iter().flat_map(|field| {
            field.texts(session).into_iter().map(move |value| Self::With(field, value.to_owned()))
        });
        let day = Self::Day(schedule.date_of(session));
        [Self::Everything, day].into_iter().chain(values).chain(languages).collect()
    }

    /// The path of its file, from the folder of the site. Nothing of a name that is too long for one.
    pub fn path(&self) -> Option<String> {
        let name = match self {
            Self::Everything => "all".to_owned(),
            Self::Day(date) => format!("day-{}", iso_date(*date)),
            Self::With(field, value) => format!("{}-{}", field.key(), encoded_name(value)?),
        };
        Some(format!("calendar/{name}.ics"))
    }

    /// Its address for programs that subscribe to it (`webcal:`, as registered with IANA, provisional), by that for the web.
    pub fn subscription(address: &str) -> String {
        format!("webcal{}", &address[address.find("://").unwrap_or_default()..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::tests::istiocon;

    #[test]
    fn a_view_names_the_calendars_of_what_it_is_filtered_by_and_that_of_everything() {
        let schedule = istiocon();
        let named = |query: &str| {
            let (view, _) = crate::view::parse(query);
            Feed::named_by(&view, &schedule).iter().filter_map(Feed::path).collect::<Vec<_>>()
        };
        assert_eq!(named("lang=all&topic=security"), ["calendar/all.ics"]);
        assert_eq!(named("format=keynote"), ["calendar/all.ics"]);
        assert_eq!(
            named("day=2021-02-23&lang=zh&speaker=Zhonghu%20Xu"),
            [
                "calendar/day-2021-02-23.ics",
                "calendar/speaker-Zhonghu~20Xu.ics",
                "calendar/lang-zh.ics",
                "calendar/all.ics"
            ]
        );
    }

    #[cfg(feature = "prerender")]
    #[test]
    fn each_session_is_in_the_calendars_of_its_day_language_and_speakers() {
        let schedule = istiocon();
        let all = Feed::all(&schedule);
        let held =
            |feed: &Feed| all.iter().find(|(other, _)| other == feed).map_or(0, |(_, held)| held.len());
        assert!(all.iter().all(|(_, held)| !held.is_empty()));
        let days = all.iter().filter(|(feed, _)| matches!(feed, Feed::Day(_)));
        assert_eq!(days.map(|(_, held)| held.len()).sum::<usize>(), held(&Feed::Everything));
        assert_eq!(held(&Feed::With(Field::Language, "zh".into())), 14);
    }
}
