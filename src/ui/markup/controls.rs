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
    let view = ViewState::default();
    let radio = |name: &str, value: &str, text: &str, count: Option<usize>| {
        html! {
            label .choice {
                input type="radio" id={ (name) "-" (value) } name=(name) value=(value)
                    checked[view.is_chosen(name, value, schedule)];
                span { (text) }
                @if let Some(count) = count { span .number aria-hidden="true" { (count) } }
            }
        }
    };
    let languages = schedule.languages();
    let markup = html! {
        div .search role="search" {
            input #search type="search" name="q" autocomplete="off" spellcheck="false" aria-label=(words::SEARCH)
                placeholder=(words::SEARCH);
        }
        div .views role="radiogroup" aria-label=(words::VIEW) {
            (radio("view", "list", words::LIST, None))
            (radio("view", "agenda", words::AGENDA, None))
        }
        @if languages.len() > 1 {
            div .languages role="radiogroup" aria-label=(words::LANGUAGE) {
                @for (key, count) in &languages { (radio("lang", key, &words::language(key), Some(*count))) }
                (radio("lang", "all", words::ALL_LANGUAGES, Some(schedule.sessions.len())))
            }
        }
        (day_links(schedule))
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
        (filters(schedule))
    };
    markup.into_string()
}

/// A link to each day.
fn day_links(schedule: &Schedule) -> Markup {
    html! {
        nav .days aria-label=(words::DAYS) {
            ul {
                @for day in &schedule.days {
                    li { a href={ "#" (day.anchor()) } { (words::short_day(day.date)) } }
                }
            }
        }
    }
}

/// The formats with their marks: the legend, and a filter.
fn legend(schedule: &Schedule) -> Markup {
    let formats = schedule.formats();
    html! {
        @if !formats.is_empty() {
            fieldset .legend {
                legend { (words::FORMAT) }
                @for format in &formats {
                    (tick("format", format.key(), html! {
                        span .format data-format=(format.mark()) { (words::format(format)) }
                    }))
                }
            }
        }
    }
}

/// Open as it stands here; `boot.js` closes it where there is no room for it.
fn filters(schedule: &Schedule) -> Markup {
    let topics = schedule.topics();
    html! {
        details #filters open {
            summary { (words::FILTERS) }
            (legend(schedule))
            label .field {
                span { (words::DAY) }
                select #day name="day" {
                    option value="" { (words::EVERY_DAY) }
                    @for day in &schedule.days {
                        option value=(iso_date(day.date)) {
                            (words::weekday(day.date)) " " (words::day_and_month(day.date))
                        }
                    }
                }
            }
            (tick("picks", "only", html! { span { (words::PICKED_ONLY) } }))
            @if !topics.is_empty() {
                fieldset .topics {
                    legend { (words::TOPIC) }
                    @for topic in &topics { (tick("topic", topic, html! { span { (topic) } })) }
                }
            }
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
