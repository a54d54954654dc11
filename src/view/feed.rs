//! Calendars to subscribe to: which there are, where each is, and what it holds. The build writes them.

use super::{ViewState, landing::encoded_name};
use crate::{
    schedule::{Field, Language, Schedule, Session},
    time::{Date, iso_date},
};

/// What a calendar to subscribe to holds.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let languages = view.language_keys(schedule).unwrap_or_default().iter();
        let languages = languages.map(|key| (Field::Language, key.as_str()));
        let values = view.facets.all().filter(|(field, _)| Self::FIELDS.contains(field)).chain(languages);
        let values = values.map(|(field, value)| Self::With(field, value.to_owned()));
        view.day.map(Self::Day).into_iter().chain(values).chain([Self::Everything]).collect()
    }

    /// All that a schedule has, in its order.
    #[cfg(feature = "prerender")]
    pub fn all(schedule: &Schedule) -> Vec<Self> {
        let days = schedule.days.iter().map(|day| Self::Day(day.date));
        let mut feeds: Vec<_> = [Self::Everything].into_iter().chain(days).collect();
        let mut seen = std::collections::HashSet::new();
        for field in Self::FIELDS {
            for session in &schedule.sessions {
                let new =
                    values(field, session).into_iter().filter(|value| seen.insert((field, value.clone())));
                feeds.extend(new.map(|value| Self::With(field, value)));
            }
        }
        feeds
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

    /// Whether a session is in it. A break, which nobody picks, is in none.
    pub fn holds(&self, session: &Session, schedule: &Schedule) -> bool {
        !session.is_break
            && match self {
                Self::Everything => true,
                Self::Day(date) => schedule.date_of(session) == *date,
                Self::With(field, value) => values(*field, session).contains(value),
            }
    }
}

/// The values of a session by which it is in calendars.
fn values(field: Field, session: &Session) -> Vec<String> {
    match field {
        Field::Language => session.languages.iter().map(Language::key).collect(),
        field => field.texts(session).into_iter().map(str::to_owned).collect(),
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
            |feed: &Feed| schedule.sessions.iter().filter(|session| feed.holds(session, &schedule)).count();
        assert!(all.iter().all(|feed| held(feed) > 0));
        let days = all.iter().filter(|feed| matches!(feed, Feed::Day(_)));
        assert_eq!(days.map(held).sum::<usize>(), held(&Feed::Everything));
        assert_eq!(held(&Feed::With(Field::Language, "zh".into())), 14);
    }
}
