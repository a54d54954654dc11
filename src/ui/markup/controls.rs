//! The controls: plain form controls, whose names and values are those of the address.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::{
    schedule::{Facet, Format, Schedule},
    time::iso_date,
    ui::{
        act,
        words::{self, Phrase, Tongue},
    },
    view::ViewState,
};

/// The id of the option that means the viewer's zone, whose name the browser knows.
pub const LOCAL_ZONE_ID: &str = "_zone-local";

/// The id of the group of the zones that come when the browser is asked. The options before it stay as they are: to
/// replace one that somebody is about to choose would take it from under their hand.
pub const ZONES_ID: &str = "_zones";

/// The name of the control that no address has: the theme is the device's, not the view's.
pub const THEME: &str = "theme";

/// All controls, as they stand when the page opens; `is_late` where it has opened already.
pub fn controls(schedule: &Schedule, is_late: bool) -> String {
    let [languages, days, formats, day_options, topics, tracks, rooms] = parts(schedule);
    let markup = html! {
        div .search role="search" {
            input #_search type="search" name="q" autocomplete="off" spellcheck="false" aria-label=(words::SEARCH)
                placeholder=(words::SEARCH);
        }
        div .views role="radiogroup" aria-label=(words::VIEW) {
            (radio("view", "list", &words::LIST, true, None))
            (radio("view", "grid", &words::GRID, false, None))
            (radio("view", "agenda", &words::AGENDA, false, None))
        }
        div .languages id=(languages.0) role="radiogroup" aria-label=(words::LANGUAGE) { (languages.1) }
        nav .days aria-label=(words::DAYS) { ul id=(days.0) { (days.1) } }
        div .selects {
            select #_zone name="tz" aria-label=(words::TIME_ZONE) {
                    option value="local" id=(LOCAL_ZONE_ID) { (words::venue_zone(&schedule.venue.name)) }
                    option value="utc" { "UTC" }
                    @if schedule.venue.name != "UTC" {
                        option value=(schedule.venue.name) { (words::venue_zone(&schedule.venue.name)) }
                    }
                    optgroup id=(ZONES_ID) label=(words::ALL_ZONES) {}
            }
            select #_theme name=(THEME) aria-label=(words::THEME) {
                @for (value, text) in words::THEMES { option value=(value) { (text) } }
            }
        }
        // Open as it stands here; `boot.js` closes it where there is no room for it.
        details #_filters open[!is_late] data-ready=[is_late.then_some("")] {
            summary { (words::FILTERS) }
            fieldset .legend id=(formats.0) { (formats.1) }
            div .field {
                label for=(day_options.0) { (words::DAY) }
                select name="day" id=(day_options.0) { (day_options.1) }
            }
            div {
                (tick("picks", "only", html! { span { (words::PICKED_ONLY) } }))
                (tick("past", "hide", html! { span { (words::NOT_OVER) } }))
            }
            @for (id, choices) in [topics, tracks, rooms] { fieldset .topics id=(id) { (choices) } }
            @for (id, facet, word, all) in NAMES {
                div .field {
                    label for=(id) { (word) }
                    select name=(facet.key()) id=(id) { (option(facet.key(), "", &all)) }
                }
            }
        }
        p .people {
            button type="button" .quiet value=(act::SHOW_PEOPLE) { (words::PEOPLE) }
            // A link, so that it works without scripts; `boot.js` keeps what was chosen and takes the address along.
            @let other = Tongue::spoken().other();
            a href=(other.page()) hreflang=(other.tag()) lang=(other.tag()) { (other.name()) }
        }
    };
    markup.into_string()
}

/// Those parts of the controls that are made of the schedule, by the id of the element that each is in; empty where the
/// schedule has no choice to offer.
pub fn parts(schedule: &Schedule) -> [(&'static str, Markup); 7] {
    let view = ViewState::default();
    let languages = &schedule.languages;
    // Those that name no language are shown in each.
    let shown_in = |key: &str| schedule.sessions.iter().filter(|session| session.is_in(Some(key))).count();
    let language = |key: &str, text: &str, count| {
        radio("lang", key, text, view.is_chosen("lang", key, schedule), Some(count))
    };
    let value_tick = |facet: Facet, value: &str| {
        let label = if facet == Facet::Format {
            // The formats with their marks.
            let format = Format::from_key(value);
            html! { span .format data-format=(format.mark()) { (words::format(&format)) } }
        } else {
            html! { span dir="auto" { (value) } }
        };
        tick(facet.key(), value, label)
    };
    let ticks = |facet: Facet, legend: &str| {
        let (frequent, others) = by_frequency(facet, schedule);
        html! {
            @if !frequent.is_empty() {
                legend { (legend) }
                @for value in &frequent { (value_tick(facet, value)) }
                @if !others.is_empty() {
                    details .other-values {
                        summary { (words::and_more(others.len())) }
                        input type="search" data-narrow autocomplete="off" aria-label=(words::narrow(legend)) placeholder=(words::narrow(legend));
                        div { @for value in &others { (value_tick(facet, value)) } }
                    }
                }
            }
        }
    };
    let choose_language = html! {
        @if languages.len() > 1 {
            @for (key, _) in languages { (language(key, &words::language(key), shown_in(key))) }
            (language("all", &words::ALL_LANGUAGES, schedule.sessions.len()))
        }
    };
    let day_links = html! {
        @for day in &schedule.days {
            li { a href={ "#" (day.anchor()) } { (words::short_day(day.date)) } }
        }
    };
    let choose_day = html! {
        (option("day", "", &words::EVERY_DAY))
        @for day in &schedule.days {
            (option("day", &iso_date(day.date), &format!("{} {}", words::weekday(day.date), words::day_and_month(day.date))))
        }
    };
    [
        ("_languages", choose_language),
        ("_days", day_links),
        ("_formats", ticks(Facet::Format, &words::FORMAT)),
        ("_day", choose_day),
        ("_topics", ticks(Facet::Topic, &words::TOPIC)),
        ("_tracks", ticks(Facet::Track, &words::TRACK)),
        ("_rooms", ticks(Facet::Room, &words::ROOM)),
    ]
}

/// Of a facet so many values stand at hand; one more is not worth a list of its own.
const AT_HAND: usize = 12;

/// The values of a facet that most sessions have, and the others, each by name.
fn by_frequency(facet: Facet, schedule: &Schedule) -> (Vec<&str>, Vec<&str>) {
    let values = schedule.values(facet, words::by_name);
    if values.len() <= AT_HAND + 1 {
        return (values, Vec::new());
    }
    let mut counts = schedule.occurring(facet);
    counts.sort_by_key(|(_, count)| usize::MAX - count);
    let frequent: HashSet<_> = counts.iter().take(AT_HAND).map(|(value, _)| *value).collect();
    values.into_iter().partition(|value| frequent.contains(value))
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

/// The facets of which one name is chosen: with the id of their control, how they are called, and all of them together. The names come when the
/// page is awake: a prerendered page would be twice as long for them.
pub const NAMES: [(&str, Facet, Phrase, Phrase); 2] = [
    ("_company", Facet::Company, words::COMPANY, words::EVERY_COMPANY),
    ("_speaker", Facet::Speaker, words::SPEAKER, words::EVERY_SPEAKER),
];

/// The names to choose from, as options.
pub fn name_options(facet: Facet, all: &str, schedule: &Schedule) -> String {
    let key = facet.key();
    let markup = html! {
        (option(key, "", all))
        @for name in schedule.values(facet, words::by_name) { (option(key, name, name)) }
    };
    markup.into_string()
}

/// The zones by name.
pub fn zone_options(names: &[String]) -> Markup {
    html! {
        @for name in names { option value=(name) { (name.replace('_', " ")) } }
    }
}
