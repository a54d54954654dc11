//! How many sessions each choice of the filters would leave, under all the other filters.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    LanguageChoice, ViewState,
    filter::{FilterContext, Filters},
    form::SEVERAL_LANGUAGES,
};
use crate::{
    schedule::{Field, Schedule, Session},
    time::iso_date,
};

/// A choice that the filters offer: a control's name and value. Without a value it is all of what the control chooses from.
type FilterOption = (&'static str, String);

/// How many sessions a choice would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionCount {
    /// The name of its control.
    pub name: String,
    /// Nothing for all of what the control chooses from.
    pub value: String,
    pub count: usize,
}

/// All choices that the filters offer, each once.
fn filter_options(schedule: &Schedule) -> Vec<FilterOption> {
    let all = String::new;
    let mut offered =
        vec![("lang", "all".to_owned()), ("picks", "only".to_owned()), ("past", "hide".to_owned())];
    for name in ["lang", SEVERAL_LANGUAGES] {
        offered.extend(schedule.languages.iter().map(|(key, _)| (name, key.clone())));
    }
    offered.push(("day", all()));
    offered.extend(schedule.days.iter().map(|day| ("day", iso_date(day.date))));
    for facet in Field::facets() {
        if facet.is_name() {
            offered.push((facet.key(), all()));
        }
        offered
            .extend(schedule.occurring(facet).into_iter().map(|(value, _)| (facet.key(), value.to_owned())));
    }
    offered
}

/// The choices that [`filter_options`] lists, each with how many sessions it would leave: of one filter a session has to
/// pass all the others. `found` tells whether a session (by its index) is one that the query finds.
pub fn counts(
    state: &ViewState,
    schedule: &Schedule,
    context: FilterContext<'_>,
    found: impl Fn(usize) -> bool,
) -> Vec<OptionCount> {
    let offered = filter_options(schedule);
    let indices: BTreeMap<_, _> =
        offered.iter().enumerate().map(|(index, (name, value))| ((*name, value.as_str()), index)).collect();
    let filters = Filters::of(state, schedule, context);
    // In the language shown, and in any: what is not in the one in which the schedule opens is shown where nothing else is.
    let opens_in = schedule.opens_in.as_deref().filter(|_| state.language == LanguageChoice::Opening);
    let (mut counts, mut in_any) = (vec![0; offered.len()], vec![0; offered.len()]);
    let is_counted = |(index, session): &(usize, &Arc<Session>)| {
        !session.is_break && found(*index) && !filters.hides(session)
    };
    for (_, session) in schedule.sessions.iter().enumerate().filter(is_counted) {
        let mut against = filters.against(session);
        let before = against.len();
        against.retain(|name| *name != "lang");
        let is_in_language = against.len() == before;
        // Whoever is kept out by two filters is let in by neither's other choice.
        let only = match &*against {
            [] => None,
            [one] => Some(*one),
            _ => continue,
        };
        let mut count = |name, value: &str| {
            let filter = if name == SEVERAL_LANGUAGES { "lang" } else { name };
            if only.is_none_or(|only| only == filter)
                && let Some(index) = indices.get(&(name, value))
            {
                in_any[*index] += 1;
                counts[*index] += usize::from(is_in_language || filter == "lang");
            }
        };
        count("day", "");
        Field::facets().filter(|facet| facet.is_name()).for_each(|facet| count(facet.key(), ""));
        for (index, day) in schedule.days.iter().enumerate() {
            if session.day == index || schedule.goes_on_into(session, index) {
                count("day", &iso_date(day.date));
            }
        }
        count("lang", "all");
        for (key, _) in schedule.languages.iter().filter(|(key, _)| session.is_in(key)) {
            count("lang", key);
            count(SEVERAL_LANGUAGES, key);
        }
        for facet in Field::facets() {
            each_once(facet, session).into_iter().for_each(|value| count(facet.key(), value));
        }
        if filters.is_picked(session) {
            count("picks", "only");
        }
        if !filters.is_over(session) {
            count("past", "hide");
        }
    }
    if opens_in.is_some() {
        let all = indices[&("lang", "all")];
        for (index, (name, value)) in offered.iter().enumerate() {
            match *name {
                _ if counts[index] > 0 => {}
                "lang" | SEVERAL_LANGUAGES if opens_in == Some(value) => counts[index] = counts[all],
                "lang" | SEVERAL_LANGUAGES => {}
                _ => counts[index] = in_any[index],
            }
        }
    }
    drop(indices);
    let counted = offered.into_iter().zip(counts);
    counted.map(|((name, value), count)| OptionCount { name: name.to_owned(), value, count }).collect()
}

/// A session's values of a facet, each once: two of its speakers may be of one company.
fn each_once(facet: Field, session: &Session) -> Vec<&str> {
    let mut values = facet.texts(session);
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        agenda::Agenda,
        schedule::tests::istiocon,
        view::{LanguageChoice, ListContents, View},
    };

    fn shown(state: &ViewState, schedule: &Schedule, context: FilterContext<'_>) -> usize {
        ListContents::of(schedule, state, context, None, |text| text.to_lowercase(), &OnceLock::new()).len()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The count of each choice is what one sees who makes it, and no other of the same filter.
        #[test]
        fn a_count_is_what_the_choice_shows(
            chosen in prop::collection::vec(any::<prop::sample::Index>(), 0..5),
            picks in prop::collection::vec(0usize..67, 0..20),
            hour in 0i64..120,
            agenda_view in any::<bool>(),
        ) {
            let schedule = istiocon();
            let mut agenda = Agenda::default();
            picks.iter().for_each(|index| agenda.set(&schedule.sessions[*index].id, true, 1));
            let now = schedule.instants().first().map(|first| crate::time::Timestamp(first.0 + hour * 3600));
            let context = FilterContext { agenda: &agenda, now };
            let offered = filter_options(&schedule);
            let mut state = ViewState { view: if agenda_view { View::Agenda } else { View::List }, ..ViewState::default() };
            for index in chosen {
                let (name, value) = index.get(&offered);
                state.choose(name, value, true, &schedule);
            }
            let counts = counts(&state, &schedule, context, |_| true);
            for OptionCount { name, value, count } in &counts {
                let mut other = state.clone();
                let is_language = ["lang", SEVERAL_LANGUAGES].contains(&name.as_str());
                match Field::facet(name) {
                    Some(facet) => other.facets.of_mut(facet).clear(),
                    None if is_language => other.language = LanguageChoice::All,
                    None => {}
                }
                other.choose(name, value, true, &schedule);
                if is_language && agenda_view {
                    // It does not matter there.
                    continue;
                }
                prop_assert_eq!(shown(&other, &schedule, context), *count, "{}={}", name, value);
            }
        }
    }
}
