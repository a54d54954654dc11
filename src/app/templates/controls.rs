//! The controls: plain form controls, whose names and values are those of the address.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::{
    i18n,
    schedule::{FacetValue, FacetValues, Field, Format, Schedule},
    time::iso_date,
    view::ViewState,
};

/// The id of the option that means the viewer's zone, whose name the browser knows.
pub const LOCAL_ZONE_ID: &str = "_zone-local";

/// The id of the group of the zones that come when the browser is asked. The options before it stay as they are: to
/// replace one that somebody is about to choose would take it from under their hand.
pub const ZONES_ID: &str = "_zones";

const LANGUAGES_ID: &str = "_languages";
const DAYS_ID: &str = "_days";
const DAY_ID: &str = "_day";

/// The name of the control that no address has: the theme is the device's, not the view's.
pub const THEME: &str = "theme";

/// All controls, as they stand when the page opens; `is_late` where it has opened already.
pub fn controls(schedule: &Schedule, values: &[FacetValues], is_late: bool) -> String {
    let ticked = || ticked(values);
    let markup = html! {
        div .search role="search" {
            input #_search type="search" name="q" autocomplete="off" spellcheck="false" aria-label=(i18n::SEARCH)
                placeholder=(i18n::SEARCH);
        }
        div .views role="radiogroup" aria-label=(i18n::VIEW) {
            (radio("view", "list", &i18n::LIST, true, None))
            (radio("view", "grid", &i18n::GRID, false, None))
            (radio("view", "agenda", &i18n::AGENDA, false, None))
        }
        div .languages id=(LANGUAGES_ID) role="radiogroup" aria-label=(i18n::LANGUAGE) { (languages(schedule)) }
        nav .days aria-label=(i18n::DAYS) { ul id=(DAYS_ID) { (day_links(schedule)) } }
        div .selects {
            select #_zone name="tz" aria-label=(i18n::TIME_ZONE) {
                    option value="local" id=(LOCAL_ZONE_ID) { (i18n::venue_zone(&schedule.venue.name)) }
                    option value="utc" { "UTC" }
                    @if schedule.venue.name != "UTC" {
                        option value=(schedule.venue.name) { (i18n::venue_zone(&schedule.venue.name)) }
                    }
                    optgroup id=(ZONES_ID) label=(i18n::ALL_ZONES) {}
            }
            select #_theme name=(THEME) aria-label=(i18n::THEME) {
                @for (value, text) in i18n::THEMES { option value=(value) { (text) } }
            }
        }
        // Open as it stands here; `boot.js` closes it where there is no room for it.
        details #_filters open[!is_late] data-ready=[is_late.then_some("")] {
            summary { (i18n::FILTERS) }
            @for values in ticked().filter(|values| values.facet == Field::Format) { (values_group(values)) }
            div .field {
                label for=(DAY_ID) { (i18n::DAY) }
                select name="day" id=(DAY_ID) { (day_options(schedule)) }
            }
            div {
                (tick("picks", "only", html! { span { (i18n::PICKED_ONLY) } }))
                (tick("past", "hide", html! { span { (i18n::NOT_OVER) } }))
            }
            @for values in ticked().filter(|values| values.facet != Field::Format) { (values_group(values)) }
            @for facet in Field::facets().filter(|facet| facet.is_name()) {
                div .field {
                    label for=(names_id(facet)) { (i18n::field(facet)) }
                    select name=(facet.key()) id=(names_id(facet)) { (option(facet.key(), "", &i18n::every(facet))) }
                }
            }
        }
    };
    markup.into_string()
}

/// Those parts of the controls that are made of the schedule, by the id of the element that each is in; empty where the
/// schedule has no choice to offer.
pub fn parts(schedule: &Schedule, values: &[FacetValues]) -> impl Iterator<Item = (String, Markup)> {
    let parts = [
        (LANGUAGES_ID, languages(schedule)),
        (DAYS_ID, day_links(schedule)),
        (DAY_ID, day_options(schedule)),
    ];
    let values = ticked(values).map(|of| (values_id(of.facet), self::values(of)));
    parts.into_iter().map(|(id, part)| (id.to_owned(), part)).chain(values)
}

fn languages(schedule: &Schedule) -> Markup {
    let view = ViewState::default();
    // Those that name no language are shown in each.
    let shown_in = |key: &str| schedule.sessions.iter().filter(|session| session.is_in(Some(key))).count();
    let language = |key: &str, text: &str, count| {
        radio("lang", key, text, view.is_chosen("lang", key, schedule), Some(count))
    };
    html! {
        @if schedule.is_multilingual() {
            @for (key, _) in &schedule.languages { (language(key, &i18n::language(key), shown_in(key))) }
            (language("all", &i18n::ALL_LANGUAGES, schedule.sessions.len()))
        }
    }
}

fn day_links(schedule: &Schedule) -> Markup {
    html! {
        @for day in &schedule.days {
            li { a href={ "#" (day.anchor()) } { (i18n::short_day(day.date)) } }
        }
    }
}

fn day_options(schedule: &Schedule) -> Markup {
    html! {
        (option("day", "", &i18n::EVERY_DAY))
        @for day in &schedule.days {
            (option("day", &iso_date(day.date), &format!("{} {}", i18n::weekday(day.date), i18n::day_and_month(day.date))))
        }
    }
}

/// The values of a facet to tick, as a group.
fn values_group(of: &FacetValues) -> Markup {
    html! { fieldset .values id=(values_id(of.facet)) { (values(of)) } }
}

fn values(of: &FacetValues) -> Markup {
    let (frequent, others) = by_frequency(&of.values);
    let facet = of.facet;
    let legend = i18n::field(facet);
    html! {
        @if !frequent.is_empty() {
            legend { (legend) }
            @for value in &frequent { (value_tick(facet, value)) }
            @if !others.is_empty() {
                details .other-values {
                    summary { (i18n::and_more(others.len())) }
                    input type="search" data-narrow autocomplete="off" aria-label=(i18n::narrow(&legend)) placeholder=(i18n::narrow(&legend));
                    div { @for value in &others { (value_tick(facet, value)) } }
                }
            }
        }
    }
}

fn value_tick(facet: Field, value: &str) -> Markup {
    let label = if facet == Field::Format {
        // The formats with their marks.
        let format = Format::from_key(value);
        html! { span .format data-format=(format.mark()) { (i18n::format(&format)) } }
    } else {
        html! { span dir="auto" data-track=[(facet == Field::Track).then_some(value)] { (value) } }
    };
    tick(facet.key(), value, label)
}

/// Of a facet so many values stand at hand; one more is not worth a list of its own.
const AT_HAND: usize = 12;

/// The values that most sessions have, and the others; each in the order in which they are offered.
fn by_frequency(values: &[FacetValue]) -> (Vec<&str>, Vec<&str>) {
    let mut ranked: Vec<_> = values.iter().collect();
    if values.len() > AT_HAND + 1 {
        ranked.sort_by_key(|value| usize::MAX - value.sessions);
        ranked.truncate(AT_HAND);
    }
    let frequent: HashSet<_> = ranked.into_iter().map(|value| &*value.value).collect();
    values.iter().map(|value| &*value.value).partition(|value| frequent.contains(value))
}

fn radio(name: &str, value: &str, text: &str, on: bool, count: Option<usize>) -> Markup {
    html! {
        label .choice {
            input type="radio" id=(choice_id(name, value)) name=(name) value=(value) checked[on];
            span data-text=(text) { (text) }
            @if let Some(count) = count { span .number aria-hidden="true" { (count) } }
        }
    }
}

fn tick(name: &str, value: &str, label: Markup) -> Markup {
    html! {
        label .choice {
            input type="checkbox" id=(choice_id(name, value)) name=(name) value=(value);
            (label)
            span .number aria-hidden="true" {}
        }
    }
}

/// The id of a choice: of a radio button, a check box or an option.
pub fn choice_id(name: &str, value: &str) -> String {
    format!("_{name}-{value}")
}

fn option(name: &str, value: &str, text: &str) -> Markup {
    html! { option value=(value) id=(choice_id(name, value)) { (text) } }
}

/// The facets of which values are ticked.
fn ticked(values: &[FacetValues]) -> impl Iterator<Item = &FacetValues> {
    values.iter().filter(|values| !values.facet.is_name())
}

/// The id of the element that holds the values of a facet that are ticked.
fn values_id(facet: Field) -> String {
    format!("_{}s", facet.key())
}

/// The id of the list from which one name of a facet is chosen.
fn names_id(facet: Field) -> String {
    format!("_{}", facet.key())
}

/// The names to choose from, as options, by the id of the list they are in. They come behind the answer: a prerendered page
/// would be twice as long for them.
pub fn name_options(of: &FacetValues) -> (String, String) {
    let key = of.facet.key();
    let markup = html! {
        (option(key, "", &i18n::every(of.facet)))
        @for name in &of.values { (option(key, &name.value, &name.value)) }
    };
    (names_id(of.facet), markup.into_string())
}

/// The zones by name.
pub fn zone_options(names: &[String]) -> Markup {
    html! {
        @for name in names { option value=(name) { (name.replace('_', " ")) } }
    }
}
