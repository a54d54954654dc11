//! The controls: plain form controls, whose names and values are those of the address.

use std::collections::HashSet;

use maud::{Markup, PreEscaped, html};

use crate::{
    i18n,
    schedule::{FacetValue, FacetValues, Field, Format, Schedule},
    time::iso_date,
    view::{SEVERAL_LANGUAGES, View, ViewState},
};

use super::icons::{HIDE, drawn, icon, symbols};

/// The id of the option that means the viewer's zone, whose name the browser knows.
pub const LOCAL_ZONE_ID: &str = "_zone-local";

/// The id of the group of the zones that come when the browser is asked. The options before it stay as they are: to
/// replace one that somebody is about to choose would take it from under their hand.
pub const ZONES_ID: &str = "_zones";

/// The id of the element that holds the page's top, of that with views and filters, and of that with the settings; and of the menu.
pub const BAR_ID: &str = "_bar";
pub const CONTROLS_ID: &str = "_controls";
pub const SETTINGS_ID: &str = "_settings";
pub const MENU_ID: &str = "_menu";

/// How many filters are on, at the button for them.
pub const FILTER_COUNT_ID: &str = "_filter-count";

const LANGUAGES_ID: &str = "_languages";
const SEVERAL_LANGUAGES_ID: &str = "_langs";
const DAYS_ID: &str = "_days";
const DAY_ID: &str = "_day";

/// The name of the control that no address has: the theme is the device's, not the view's.
pub const THEME: &str = "theme";

/// What stands at the top of the page besides the conference's name: search, the way to the menu, the days.
fn bar(schedule: &Schedule) -> Markup {
    html! {
        (symbols())
        div .search role="search" {
            (icon("search"))
            input #_search type="search" name="q" autocomplete="off" spellcheck="false" aria-label=(i18n::SEARCH)
                placeholder=(i18n::SEARCH);
        }
        button .menu-button type="button" popovertarget=(MENU_ID) { (icon("menu")) span { (i18n::MENU) } }
        nav .days aria-label=(i18n::DAYS) { ul id=(DAYS_ID) { (day_links(schedule)) } }
    }
}

/// The views, and the filters.
fn controls(schedule: &Schedule, values: &[FacetValues], is_late: bool) -> Markup {
    let ticked = || ticked(values);
    html! {
        // At the thumb, on a phone.
        div .tabs {
            div .views role="radiogroup" aria-label=(i18n::VIEW) {
                (view_tab(View::List, &i18n::LIST, Some(&i18n::PROGRAMME)))
                (view_tab(View::Grid, &i18n::GRID, None))
                (view_tab(View::Now, &i18n::NOW, None))
                (view_tab(View::Agenda, &i18n::AGENDA, None))
            }
            label .tab for="_search" { (icon("search")) span { (i18n::SEARCH_TAB) } }
        }
        // Open as it stands here; `boot.js` closes it where there is no room for it.
        details #_filters open[!is_late] data-ready=[is_late.then_some("")] {
            summary { (icon("filter")) (i18n::FILTERS) span id=(FILTER_COUNT_ID) aria-hidden="true" {} }
            div .sheet {
                @for values in ticked().filter(|values| values.facet == Field::Format) { (values_group(values)) }
                fieldset .values id=(SEVERAL_LANGUAGES_ID) { (several_languages(schedule)) }
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
                p .sheet-end { button type="button" .primary data-tool="filtered" { (i18n::DONE) } }
            }
        }
    }
}

/// How one looks: language, zone, theme.
fn settings(schedule: &Schedule) -> Markup {
    html! {
        button .menu-end type="button" popovertarget=(MENU_ID) { (i18n::CLOSE) }
        div .languages id=(LANGUAGES_ID) role="radiogroup" aria-label=(i18n::LANGUAGE) { (languages(schedule)) }
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
}

/// All controls as they stand when the page opens, by the id of the element that each part is in; `is_late` where it has opened already.
pub fn all_controls(
    schedule: &Schedule,
    values: &[FacetValues],
    is_late: bool,
) -> [(&'static str, String); 3] {
    [
        (BAR_ID, bar(schedule)),
        (CONTROLS_ID, controls(schedule, values, is_late)),
        (SETTINGS_ID, settings(schedule)),
    ]
    .map(|(id, part)| (id, part.into_string()))
}

/// Those parts of the controls that are made of the schedule, by the id of the element that each is in; empty where the
/// schedule has no choice to offer.
pub fn parts(schedule: &Schedule, values: &[FacetValues]) -> impl Iterator<Item = (String, Markup)> {
    let parts = [
        (LANGUAGES_ID, languages(schedule)),
        (SEVERAL_LANGUAGES_ID, several_languages(schedule)),
        (DAYS_ID, day_links(schedule)),
        (DAY_ID, day_options(schedule)),
    ];
    let values = ticked(values).map(|of| (values_id(of.facet), self::values(of)));
    parts.into_iter().map(|(id, part)| (id.to_owned(), part)).chain(values)
}

fn languages(schedule: &Schedule) -> Markup {
    let view = ViewState::default();
    // Those that name no language are shown in each.
    let shown_in = |key: &str| schedule.sessions.iter().filter(|session| session.is_in(key)).count();
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

/// The languages to tick; of two there is no more to choose than one of them or both.
fn several_languages(schedule: &Schedule) -> Markup {
    html! {
        @if schedule.languages.len() > 2 {
            legend { (i18n::LANGUAGE) }
            @for (key, _) in &schedule.languages {
                (tick(SEVERAL_LANGUAGES, key, html! { span { (i18n::language(key)) } }))
            }
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

/// What hides the sessions with a value of a facet, or shows them again.
pub fn hide_button(facet: Field, value: &str) -> String {
    let name = i18n::hide(facet, value);
    let markup = html! {
        button .hide type="button" data-hide name=(facet.key()) value=(value) aria-label=(name) title=(name) aria-pressed="false" {
            (PreEscaped(drawn(HIDE)))
        }
    };
    markup.into_string()
}

/// The ids of the elements that hold the values which can be hidden.
pub fn hideable() -> impl Iterator<Item = (Field, String)> {
    Field::facets().filter(|facet| facet.can_be_hidden()).map(|facet| (facet, values_id(facet)))
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

/// The tab of a view, with a sign; at the thumb it may be called otherwise, and has the same name to those who hear it.
fn view_tab(view: View, text: &str, at_thumb: Option<&str>) -> Markup {
    let key = view.key();
    html! {
        label .tab {
            input type="radio" id=(choice_id("view", key)) name="view" value=(key) checked[view == View::List] aria-label=[at_thumb.map(|_| text)];
            (icon(key))
            @if let Some(word) = at_thumb { span .at-thumb { (word) } }
            span { (text) }
        }
    }
}

fn radio(name: &str, value: &str, text: &str, on: bool, count: Option<usize>) -> Markup {
    html! {
        label .choice {
            input type="radio" id=(choice_id(name, value)) name=(name) value=(value) checked[on];
            span { (text) }
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
