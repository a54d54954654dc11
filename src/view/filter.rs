//! Which sessions are on the screen.

use std::sync::OnceLock;

use super::{
    LanguageChoice, View, ViewState,
    search::{FilterResult, SearchResult},
};
use crate::{
    agenda::Agenda,
    schedule::{Field, Schedule, Session},
    time::{Date, Timestamp},
};

/// Makes texts that differ only in case the same. Passed in: the browser has the Unicode tables for it, the page would
/// have to carry them.
pub type Fold = fn(&str) -> String;

/// What the filters go by besides the session.
#[derive(Clone, Copy, Debug)]
pub struct FilterContext<'a> {
    pub agenda: &'a Agenda,
    /// Nothing where the moment is not known: then nothing is over.
    pub now: Option<Timestamp>,
}

/// The searchable text of each session, folded, in the order of [`Schedule::sessions`].
#[derive(Debug)]
pub struct FallbackIndex(Vec<String>);

impl FallbackIndex {
    pub fn new(schedule: &Schedule, fold: Fold) -> Self {
        Self(schedule.sessions.iter().map(|session| fold(&searched_text(session))).collect())
    }
}

/// What the search reads of a session, a line each, so that no match spans two.
fn searched_text(session: &Session) -> String {
    let texts = Field::all().filter(|field| field.is_searched()).flat_map(|field| field.texts(session));
    texts.flat_map(|text| [text, "\n"]).collect()
}

/// The sessions on the screen, by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListContents {
    /// For each day of the schedule, the indices of its sessions, in order; or, in one list, those that answer a query best
    /// first.
    pub days: Vec<Vec<usize>>,
    /// For each day, the indices of those sessions on the screen that began on an earlier day and go on into it.
    pub going_on: Vec<Vec<usize>>,
    pub order: Order,
    /// Whether all languages are shown, since there is nothing in the one in which the schedule opens, which nobody chose.
    pub is_widened: bool,
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
    /// By room, of which the board tells what is on ([`super::Board`]).
    Board,
}

impl ListContents {
    /// How many sessions it shows: a break is none.
    pub fn count(&self, schedule: &Schedule) -> usize {
        self.days.iter().flatten().filter(|index| !schedule.sessions[**index].is_break).count()
    }

    /// Applies the view state. The session that is open is shown whatever the filters say, so that a link to it always
    /// lands. Where the search has not answered (`found`), a session that holds each word of the query counts.
    pub fn of(
        schedule: &Schedule,
        state: &ViewState,
        context: FilterContext<'_>,
        found: Option<&SearchResult>,
        fold: Fold,
        fallback: &OnceLock<FallbackIndex>,
    ) -> Self {
        let is_open = |index: &usize| state.open.as_ref() == Some(&schedule.sessions[*index].id);
        if let Some(found) = found {
            let mut indices: Vec<_> = found.hits.iter().map(|hit| hit.index).collect();
            let opened = (0..schedule.sessions.len()).find(is_open);
            indices.extend(opened.filter(|index| !indices.contains(index)));
            let is_widened = found.is_widened;
            if state.view == View::List && !state.by_time {
                return Self { days: vec![indices], order: Order::Best, is_widened, ..Self::default() };
            }
            let mut is_found = vec![false; schedule.sessions.len()];
            indices.into_iter().for_each(|index| is_found[index] = true);
            return Self { is_widened, ..Self::by_day(schedule, state.day, |index| is_found[index]) };
        }
        let query = if state.query.is_empty() { String::new() } else { fold(&state.query) };
        let words: Vec<_> = query.split_whitespace().collect();
        let says = |index: usize| {
            let text = || fallback.get_or_init(|| FallbackIndex::new(schedule, fold)).0[index].as_bytes();
            // The standard library's search within texts is kilobytes of wasm.
            let holds = |word: &str| text().windows(word.len()).any(|part| part == word.as_bytes());
            words.is_empty() || words.iter().all(|word| holds(word))
        };
        let filters = Filters::of(state, schedule, context);
        let filtered: Vec<_> = schedule
            .sessions
            .iter()
            .enumerate()
            .map(|(index, session)| match filters.admit(session) {
                FilterResult::No => FilterResult::No,
                filtered if says(index) => filtered,
                _ => FilterResult::No,
            })
            .collect();
        let is_widened =
            !filtered.contains(&FilterResult::Yes) && filtered.contains(&FilterResult::NotInOpeningLanguage);
        let counts = if is_widened { FilterResult::NotInOpeningLanguage } else { FilterResult::Yes };
        let is_shown = |index: usize| filtered[index] == counts || is_open(&index);
        Self { is_widened, ..Self::by_day(schedule, state.day, is_shown) }
    }

    /// The sessions that are shown (asked by index), each on its day; with only one day shown, what goes on into that is there
    /// as well.
    fn by_day(schedule: &Schedule, only: Option<Date>, is_shown: impl Fn(usize) -> bool) -> Self {
        let mut days = vec![Vec::new(); schedule.days.len()];
        let mut going_on = days.clone();
        let only = only.and_then(|date| schedule.days.iter().position(|day| day.date == date));
        for (index, session) in schedule.sessions.iter().enumerate().filter(|(index, _)| is_shown(*index)) {
            let first = only.filter(|day| schedule.goes_on_into(session, *day)).unwrap_or(session.day);
            days[first].push(index);
            let later = going_on.iter_mut().enumerate().skip(first + 1);
            for (_, day) in later.filter(|(day, _)| only.is_none() && schedule.goes_on_into(session, *day)) {
                day.push(index);
            }
        }
        Self { days, going_on, ..Self::default() }
    }

    /// The same as a grid of one day: that at an index where it has sessions, else the first that has.
    pub fn as_grid(mut self, preferred: Option<usize>) -> Self {
        let has = |day: &usize| self.days.get(*day).is_some_and(|indices| !indices.is_empty());
        let day = preferred.filter(has).or_else(|| (0..self.days.len()).find(has));
        let others = self.days.iter_mut().enumerate().filter(|(index, _)| Some(*index) != day);
        others.for_each(|(_, indices)| indices.clear());
        if let Some(day) = day
            && let Some(going_on) = self.going_on.get(day)
        {
            // Those that began earlier stand first, as in the schedule.
            self.days[day].splice(0..0, going_on.iter().copied());
        }
        self.going_on.clear();
        self.order = Order::Grid;
        self
    }

    /// The same as what a board is made of.
    pub fn as_board(mut self) -> Self {
        self.going_on.clear();
        self.order = Order::Board;
        self
    }

    /// Where a session is, of which an index is told whether it is the one: in which day, and at which index.
    pub fn find(&self, is_it: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        let mut days = self.days.iter().enumerate();
        days.find_map(|(day, indices)| Some((day, indices.iter().position(|index| is_it(*index))?)))
    }

    /// How many sessions each day has.
    pub fn lengths(&self) -> Vec<usize> {
        self.days.iter().map(Vec::len).collect()
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
    /// What the filters make of each session, the query apart, in the order of the schedule.
    pub fn filtered(&self, schedule: &Schedule, context: FilterContext<'_>) -> Vec<FilterResult> {
        let filters = Filters::of(self, schedule, context);
        schedule.sessions.iter().map(|session| filters.admit(session)).collect()
    }
}

/// The view and its filters, the query apart.
pub(super) struct Filters<'a> {
    state: &'a ViewState,
    schedule: &'a Schedule,
    context: FilterContext<'a>,
    /// Nothing for all.
    languages: Option<&'a [String]>,
    /// The index of the one day that is shown; nothing for all.
    day: Option<usize>,
}

impl<'a> Filters<'a> {
    pub(super) fn of(state: &'a ViewState, schedule: &'a Schedule, context: FilterContext<'a>) -> Self {
        // The agenda is what was picked, in whatever language.
        let languages = state.language_keys(schedule).filter(|_| state.view != View::Agenda);
        let index = |date: Date| schedule.days.iter().position(|day| day.date == date);
        // A day that the schedule does not have is none of any session.
        let day = state.day.map(|date| index(date).unwrap_or(usize::MAX));
        Self { state, schedule, context, languages, day }
    }

    /// Whether they let a session through.
    fn admit(&self, session: &Session) -> FilterResult {
        if self.hides(session) {
            return FilterResult::Hidden;
        }
        match &*self.against(session) {
            [] => FilterResult::Yes,
            ["lang"] if self.state.language == LanguageChoice::Opening => FilterResult::NotInOpeningLanguage,
            ["lang"] => FilterResult::InOtherLanguage,
            _ => FilterResult::No,
        }
    }

    /// The names of the controls that keep a session out.
    pub(super) fn against(&self, session: &Session) -> Vec<&'static str> {
        let Self { state, schedule, .. } = *self;
        let picked = || self.is_picked(session);
        let mut against = Vec::new();
        let mut keep_out = |name, out: bool| {
            if out {
                against.push(name);
            }
        };
        keep_out("view", state.view == View::Agenda && !picked());
        let is_on = |day: usize| {
            session.day == day || (day < schedule.days.len() && schedule.goes_on_into(session, day))
        };
        keep_out("day", self.day.is_some_and(|day| !is_on(day)));
        keep_out("lang", !session.is_in_any(self.languages));
        for facet in Field::facets() {
            keep_out(facet.key(), !state.facets.admits(facet, session));
        }
        keep_out("picks", state.picked_only && !picked());
        keep_out("past", state.past_hidden && self.is_over(session));
        against
    }

    /// Whether it has what somebody hides.
    pub(super) fn hides(&self, session: &Session) -> bool {
        self.state.view != View::Agenda && self.state.hidden.has_any_of(session)
    }

    pub(super) fn is_picked(&self, session: &Session) -> bool {
        self.context.agenda.is_picked(&session.id)
    }

    pub(super) fn is_over(&self, session: &Session) -> bool {
        self.context.now.is_some_and(|now| session.end <= now)
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
        let context = FilterContext { agenda: &agenda, now: state.now };
        let visible =
            ListContents::of(&schedule, &state, context, None, |text| text.to_lowercase(), &OnceLock::new());
        visible.days.iter().flatten().map(|index| schedule.sessions[*index].id.clone()).collect()
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
        assert_eq!(shown("company=Airbnb", &[], None), ["airbnb-on-istio"]);
        assert_eq!(shown("past=hide&now=2021-02-26T00:00:00Z", &[], None)[0], "social-event");
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
    fn several_languages_are_shown_at_once() {
        assert_eq!(shown("lang=en,zh", &[], None).len(), 67);
        let schedule = istiocon();
        let mut state = ViewState::default();
        for (value, on, address) in
            [("zh", true, "lang=en,zh"), ("en", false, "lang=zh"), ("zh", false, "lang=all")]
        {
            state.choose(crate::view::SEVERAL_LANGUAGES, value, on, &schedule);
            assert_eq!(crate::view::to_query(&state), address);
        }
        assert_eq!(parse("lang=,").1.len(), 1);
        // What is not known is told, and the rest counts.
        let (mut state, _) = parse("lang=zh,fr");
        assert_eq!(state.drop_unknown(&schedule).len(), 1);
        assert_eq!(state.language, LanguageChoice::Only(vec!["zh".into()]));
    }

    #[test]
    fn what_is_hidden_is_not_in_the_programme_but_in_the_agenda_and_where_a_link_leads() {
        let schedule = istiocon();
        let mut agenda = Agenda::default();
        agenda.set("closing-remarks", true, 1);
        let mut state = ViewState::default();
        state.hidden.toggle(Field::Format, "keynote", true);
        let count = |state: &ViewState| {
            let context = FilterContext { agenda: &agenda, now: None };
            ListContents::of(&schedule, state, context, None, |text| text.to_lowercase(), &OnceLock::new())
                .len()
        };
        let keynotes = schedule.sessions.iter().filter(|session| {
            session.is_in("en") && session.format == Some(crate::schedule::Format::Keynote)
        });
        let left = 53 - keynotes.count();
        assert_eq!(count(&state), left);
        assert_eq!(count(&ViewState { open: Some("opening-keynote".into()), ..state.clone() }), left + 1);
        assert_eq!(count(&ViewState { view: View::Agenda, ..state.clone() }), 1);
        assert!(state.is_narrowed() && !state.has_filters(), "no link could show it again");
        // Who looks for it hides it no more.
        state.choose("format", "keynote", true, &schedule);
        assert_eq!(state.hidden, super::super::FacetSelection::default());
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
        let zone = |_: &str, _: &[crate::time::Timestamp]| crate::time::Zone::utc();
        let schedule = Schedule::read(&file.to_string(), zone).unwrap();
        let (mut state, _) = parse("lang=en");
        assert_eq!(state.drop_unknown(&schedule), []);
        assert_eq!(state.language_keys(&schedule), None);
    }

    #[test]
    fn values_unknown_to_the_schedule_are_dropped_and_told() {
        let schedule = istiocon();
        let (mut state, _) =
            parse("day=2021-02-27&lang=fr&format=talk,panel&topic=x&room=1&speaker=Nobody&picks=only");
        let ignored: Vec<_> = state.drop_unknown(&schedule).into_iter().map(|i| (i.key, i.value)).collect();
        let told = [
            ("day", "2021-02-27"),
            ("lang", "fr"),
            ("format", "panel"),
            ("topic", "x"),
            ("room", "1"),
            ("speaker", "Nobody"),
        ];
        assert_eq!(ignored, told.map(|(key, value)| (key, value.to_owned())));
        assert_eq!(
            (state.language, state.facets.of(Field::Format).len(), state.picked_only),
            (LanguageChoice::Opening, 1, true)
        );
    }
}
