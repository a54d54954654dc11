//! Which sessions are on the screen.

use std::sync::OnceLock;

use super::{
    View, ViewState,
    search::{Admitted, Answer},
};
use crate::{
    agenda::Agenda,
    schedule::{Schedule, Session},
};

/// Makes texts that differ only in case the same. Passed in: the browser has the Unicode tables for it, the page would
/// have to carry them.
pub type Fold = fn(&str) -> String;

/// The searchable text of each session, folded, in the order of [`Schedule::sessions`].
#[derive(Debug)]
pub struct Haystacks(Vec<String>);

impl Haystacks {
    pub fn new(schedule: &Schedule, fold: Fold) -> Self {
        Self(schedule.sessions.iter().map(|session| fold(&haystack(session))).collect())
    }
}

/// Titles, speakers, affiliations, topics, format, track, room and summary, a line each, so that no match spans two.
fn haystack(session: &Session) -> String {
    let mut text = session.title.clone();
    let mut add = |field: &str| {
        text.push('\n');
        text.push_str(field);
    };
    for field in [&session.title_en, &session.track, &session.room, &session.summary].into_iter().flatten() {
        add(field);
    }
    for speaker in &session.speakers {
        add(&speaker.name);
        if let Some(affiliation) = &speaker.affiliation {
            add(affiliation);
        }
    }
    session.topics.iter().for_each(|topic| add(topic));
    if let Some(format) = &session.format {
        add(format.key());
    }
    text
}

/// The sessions on the screen, by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visible {
    /// For each day of the schedule, the places of its sessions, in order; or, in one list, those that answer a query best
    /// first.
    pub days: Vec<Vec<usize>>,
    pub order: Order,
}

/// In what order sessions are on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Days, one after the other.
    #[default]
    Days,
    /// One list, what answers a query best first.
    Best,
    /// A grid of the one day that has any.
    Grid,
}

impl Visible {
    /// Applies the view state. The session that is open is shown whatever the filters say, so that a link to it always
    /// lands. Where the search has not answered (`found`), a session that holds each word of the query counts.
    pub fn of(
        schedule: &Schedule,
        state: &ViewState,
        agenda: &Agenda,
        found: Option<&Answer>,
        fold: Fold,
        haystacks: &OnceLock<Haystacks>,
    ) -> Self {
        let is_open = |place: &usize| state.open.as_ref() == Some(&schedule.sessions[*place].id);
        let mut days = vec![Vec::new(); schedule.days.len()];
        if let Some(found) = found {
            let mut places: Vec<_> = found.hits.iter().map(|hit| hit.place).collect();
            let opened = (0..schedule.sessions.len()).find(is_open);
            places.extend(opened.filter(|place| !places.contains(place)));
            if state.view == View::List && !state.by_time {
                return Self { days: vec![places], order: Order::Best };
            }
            let mut is_found = vec![false; schedule.sessions.len()];
            places.into_iter().for_each(|place| is_found[place] = true);
            for (place, session) in schedule.sessions.iter().enumerate().filter(|(place, _)| is_found[*place])
            {
                days[session.day].push(place);
            }
            return Self { days, order: Order::Days };
        }
        let query = if state.query.is_empty() { String::new() } else { fold(&state.query) };
        let words: Vec<_> = query.split_whitespace().collect();
        let says = |place: usize| {
            let text = || haystacks.get_or_init(|| Haystacks::new(schedule, fold)).0[place].as_bytes();
            // The standard library's search within texts is kilobytes of wasm.
            let holds = |word: &str| text().windows(word.len()).any(|part| part == word.as_bytes());
            words.is_empty() || words.iter().all(|word| holds(word))
        };
        for (place, session) in schedule.sessions.iter().enumerate() {
            let is_admitted = state.admits(session, schedule, agenda) == Admitted::Yes;
            if (is_admitted && says(place)) || is_open(&place) {
                days[session.day].push(place);
            }
        }
        Self { days, order: Order::Days }
    }

    /// The same as a grid of one day: that at a place where it has sessions, else the first that has.
    pub fn as_grid(mut self, preferred: Option<usize>) -> Self {
        let has = |day: &usize| self.days.get(*day).is_some_and(|places| !places.is_empty());
        let day = preferred.filter(has).or_else(|| (0..self.days.len()).find(has));
        let others = self.days.iter_mut().enumerate().filter(|(place, _)| Some(*place) != day);
        others.for_each(|(_, places)| places.clear());
        self.order = Order::Grid;
        self
    }

    /// How many sessions there are over all days.
    pub fn len(&self) -> usize {
        self.days.iter().map(Vec::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }
}

impl ViewState {
    /// What to ask the search: the query and, after a line break, which sessions the filters let through, as
    /// [`Answer::to`] reads it. Empty where there is no query.
    pub fn request(&self, schedule: &Schedule, agenda: &Agenda) -> String {
        if self.query.trim().is_empty() {
            return String::new();
        }
        let mut request = format!("{}\n", self.query);
        request.extend(schedule.sessions.iter().map(|session| self.admits(session, schedule, agenda).sign()));
        request
    }

    /// Whether the view and its filters, the query apart, let a session through.
    fn admits(&self, session: &Session, schedule: &Schedule, agenda: &Agenda) -> Admitted {
        // The agenda is what was picked, in whatever language.
        let (in_view, in_language) = match self.view {
            View::List | View::Grid => (true, session.is_in(self.language_key(schedule))),
            View::Agenda => (agenda.is_picked(&session.id), true),
        };
        match (in_view && self.narrows_to(session, schedule, agenda), in_language) {
            (false, _) => Admitted::No,
            (true, true) => Admitted::Yes,
            (true, false) => Admitted::InOtherLanguage,
        }
    }

    fn narrows_to(&self, session: &Session, schedule: &Schedule, agenda: &Agenda) -> bool {
        self.day.is_none_or(|date| schedule.days[session.day].date == date)
            && (self.formats.is_empty()
                || session.format.as_ref().is_some_and(|format| self.formats.contains(format)))
            && (self.topics.is_empty() || session.topics.iter().any(|topic| self.topics.contains(topic)))
            && self.speaker.as_ref().is_none_or(|name| session.speakers.iter().any(|s| s.name == *name))
            && (!self.picked_only || agenda.is_picked(&session.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schedule::tests::istiocon,
        view::{LanguageChoice, parse},
    };

    fn shown(query: &str, picks: &[&str], open: Option<&str>) -> Vec<String> {
        let schedule = istiocon();
        let (mut state, _) = parse(query);
        state.open = open.map(str::to_owned);
        let mut agenda = Agenda::default();
        picks.iter().for_each(|id| agenda.set(id, true, 1));
        let visible =
            Visible::of(&schedule, &state, &agenda, None, |text| text.to_lowercase(), &OnceLock::new());
        visible.days.iter().flatten().map(|place| schedule.sessions[*place].id.clone()).collect()
    }

    #[test]
    fn it_opens_in_english_and_shows_the_rest_when_asked() {
        assert_eq!(shown("", &[], None).len(), 53);
        assert_eq!(shown("lang=zh", &[], None).len(), 14);
        assert_eq!(shown("lang=all", &[], None).len(), 67);
    }

    #[test]
    fn filters_narrow_together() {
        assert_eq!(shown("day=2021-02-24&format=lightning,keynote", &[], None).len(), 5);
        assert_eq!(shown("topic=virtual-machines&lang=all", &[], None).len(), 2);
        assert_eq!(shown("speaker=Lin+Sun", &[], None), ["opening-keynote", "closing-remarks"]);
        assert_eq!(shown("picks=only", &["opening-keynote", "no-such"], None), ["opening-keynote"]);
    }

    #[test]
    fn every_word_of_the_query_must_be_said() {
        assert_eq!(shown("q=AIRBNB", &[], None), ["airbnb-on-istio"]);
        assert_eq!(shown("q=weibo+airbnb", &[], None).len(), 1);
        assert_eq!(shown("q=airbnb+kafka", &[], None), [""; 0]);
        assert_eq!(shown("q=++", &[], None).len(), 53);
        assert_eq!(shown("q=%E7%99%BE%E5%BA%A6&lang=zh", &[], None), ["baidu-infrastructure-upgrade"]);
    }

    #[test]
    fn a_session_that_is_open_is_shown_whatever_the_filters_say() {
        assert_eq!(shown("format=keynote", &[], Some("welcome-china")).len(), 3 + 1);
    }

    #[test]
    fn the_agenda_is_what_was_picked_in_any_language() {
        assert_eq!(
            shown("view=agenda", &["welcome-china", "closing-remarks"], None),
            ["welcome-china", "closing-remarks"]
        );
    }

    #[test]
    fn english_is_no_unknown_language_even_where_no_session_is_in_it() {
        let file =
            crate::schedule::tests::conference(&[("a", "2021-02-22T09:00:00Z", "2021-02-22T10:00:00Z")]);
        let zone = |_: &str, _: &[crate::time::Instant]| crate::time::Zone::utc();
        let schedule = Schedule::read::<serde_json::Value>(&file.to_string(), zone).unwrap();
        let (mut state, _) = parse("lang=en");
        assert_eq!(state.drop_unknown(&schedule), []);
        assert_eq!(state.language_key(&schedule), None);
    }

    #[test]
    fn values_unknown_to_the_schedule_are_dropped_and_told() {
        let schedule = istiocon();
        let (mut state, _) =
            parse("day=2021-02-27&lang=fr&format=talk,panel&topic=x&speaker=Nobody&picks=only");
        let ignored: Vec<_> = state.drop_unknown(&schedule).into_iter().map(|i| (i.key, i.value)).collect();
        let told = [
            ("day", "2021-02-27"),
            ("lang", "fr"),
            ("format", "panel"),
            ("topic", "x"),
            ("speaker", "Nobody"),
        ];
        assert_eq!(ignored, told.map(|(key, value)| (key, value.to_owned())));
        assert_eq!(
            (state.language, state.formats.len(), state.picked_only),
            (LanguageChoice::Opening, 1, true)
        );
    }
}
