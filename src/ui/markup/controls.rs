//! The controls: plain form controls, whose names and values are those of the address.

use maud::{Markup, html};

use crate::{schedule::Schedule, time::iso_date, ui::words, view::ViewState};

/// The id of the option that means the viewer's zone, whose name the browser knows.
pub const LOCAL_ZONE_ID: &str = "zone-local";

/// The id of the group of the zones that come when the browser is asked. The options before it stay as they are: to
/// replace one that somebody is about to choose would take it from under their hand.
pub const ZONES_ID: &str = "zones";

/// The name of the control that no address has: the theme is the device's, not the view's.
pub const THEME: &str = "theme";

/// All controls, as they stand when the page opens.
pub fn controls(schedule: &Schedule) -> String {
    let [languages, days, formats, day_options, topics] = parts(schedule);
    let markup = html! {
        div .search role="search" {
            input #search type="search" name="q" autocomplete="off" spellcheck="false" aria-label=(words::SEARCH)
                placeholder=(words::SEARCH);
        }
        div .views role="radiogroup" aria-label=(words::VIEW) {
            (radio("view", "list", words::LIST, true, None))
            (radio("view", "grid", words::GRID, false, None))
            (radio("view", "agenda", words::AGENDA, false, None))
        }
        div .languages id=(languages.0) role="radiogroup" aria-label=(words::LANGUAGE) { (languages.1) }
        nav .days aria-label=(words::DAYS) { ul id=(days.0) { (days.1) } }
        div .selects {
            label {
                span .heard { (words::TIME_ZONE) }
                select #zone name="tz" {
                    option value="local" id=(LOCAL_ZONE_ID) { (words::venue_zone(&schedule.venue.name)) }
                    option value="utc" { "UTC" }
                    @if schedule.venue.name != "UTC" {
                        option value=(schedule.venue.name) { (words::venue_zone(&schedule.venue.name)) }
                    }
                    optgroup id=(ZONES_ID) label=(words::ALL_ZONES) {}
                }
            }
            label {
                span .heard { (words::THEME) }
                select #theme name=(THEME) {
                    @for (value, text) in words::THEMES { option value=(value) { (text) } }
                }
            }
        }
        // Open as it stands here; `boot.js` closes it where there is no room for it.
        details #filters open {
            summary { (words::FILTERS) }
            fieldset .legend id=(formats.0) { (formats.1) }
            label .field {
                span { (words::DAY) }
                select name="day" id=(day_options.0) { (day_options.1) }
            }
            (tick("picks", "only", html! { span { (words::PICKED_ONLY) } }))
            fieldset .topics id=(topics.0) { (topics.1) }
        }
    };
    markup.into_string()
}

/// Those parts of the controls that are made of the schedule, by the id of the element that each is in; empty where the
/// schedule has no choice to offer.
pub fn parts(schedule: &Schedule) -> [(&'static str, Markup); 5] {
    let view = ViewState::default();
    let (languages, formats, topics) = (schedule.languages(), schedule.formats(), schedule.topics());
    let language = |key: &str, text: &str, count| {
        radio("lang", key, text, view.is_chosen("lang", key, schedule), Some(count))
    };
    let choose_language = html! {
        @if languages.len() > 1 {
            @for (key, count) in &languages { (language(key, &words::language(key), *count)) }
            (language("all", words::ALL_LANGUAGES, schedule.sessions.len()))
        }
    };
    let day_links = html! {
        @for day in &schedule.days {
            li { a href={ "#" (day.anchor()) } { (words::short_day(day.date)) } }
        }
    };
    // The formats with their marks: the legend, and a filter.
    let choose_formats = html! {
        @if !formats.is_empty() {
            legend { (words::FORMAT) }
            @for format in &formats {
                (tick("format", format.key(), html! {
                    span .format data-format=(format.mark()) { (words::format(format)) }
                }))
            }
        }
    };
    let choose_day = html! {
        option value="" { (words::EVERY_DAY) }
        @for day in &schedule.days {
            option value=(iso_date(day.date)) { (words::weekday(day.date)) " " (words::day_and_month(day.date)) }
        }
    };
    let choose_topics = html! {
        @if !topics.is_empty() {
            legend { (words::TOPIC) }
            @for topic in &topics { (tick("topic", topic, html! { span { (topic) } })) }
        }
    };
    [
        ("languages", choose_language),
        ("days", day_links),
        ("formats", choose_formats),
        ("day", choose_day),
        ("topics", choose_topics),
    ]
}

fn radio(name: &str, value: &str, text: &str, on: bool, count: Option<usize>) -> Markup {
    html! {
        label .choice {
            input type="radio" id={ (name) "-" (value) } name=(name) value=(value) checked[on];
            span { (text) }
            @if let Some(count) = count { span .number aria-hidden="true" { (count) } }
        }
    }
}

fn tick(name: &str, value: &str, label: Markup) -> Markup {
    html! {
        label .choice {
            input type="checkbox" id={ (name) "-" (value) } name=(name) value=(value);
            (label)
        }
    }
}

/// The zones by name.
pub fn zone_options(names: &[String]) -> Markup {
    html! {
        @for name in names { option value=(name) { (name.replace('_', " ")) } }
    }
}
