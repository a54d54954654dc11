//! The controls: each writes the address, and shows what the address says.

use leptos::prelude::*;

use super::{model::model, words};
use crate::{
    browser::{clock, location::Step, page::value_of, theme, zones},
    schedule::Format,
    time::{iso_date, parse_iso_date},
    view::{View, ViewState, ZoneChoice},
};

/// Search, view, language, zone and theme.
#[component]
pub fn Controls() -> impl IntoView {
    view! {
        <search class="search">
            <SearchBox />
        </search>
        <ViewChoice />
        <LanguageSwitch />
        <div class="selects">
            <ZoneSelect />
            <ThemeSelect />
        </div>
    }
}

#[component]
fn SearchBox() -> impl IntoView {
    let model = model();
    view! {
        <input
            type="search"
            id="search"
            autocomplete="off"
            spellcheck="false"
            aria-label=words::SEARCH
            placeholder=words::SEARCH
            prop:value=move || model.view.with(|view| view.query.clone())
            on:input=move |event| {
                let query = value_of(&event);
                model.look(Step::Replace, |view| view.query = query);
            }
        />
    }
}

/// One of a radio group's choices. What stands behind the label's name (a count) is not part of the name.
#[component]
fn Radio(
    group: &'static str,
    value: String,
    label: String,
    #[prop(into)] count: Signal<Option<usize>>,
    checked: impl Fn() -> bool + Clone + Send + Sync + 'static,
    choose: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let id = format!("{group}-{value}");
    view! {
        <label class="choice">
            <input
                type="radio"
                id=id
                name=group
                value=value
                checked=checked.clone()()
                prop:checked=checked
                on:change=move |_| choose()
            />
            <span>{label}</span>
            <span class="number" aria-hidden="true">{move || count.get()}</span>
        </label>
    }
}

#[component]
fn ViewChoice() -> impl IntoView {
    let model = model();
    let radio = |value: &'static str, view: View, label: &'static str, count: Signal<Option<usize>>| {
        view! {
            <Radio
                group="view"
                value=value.to_owned()
                label=label.to_owned()
                count
                checked=move || model.view.with(|state| state.view == view)
                choose=move || model.look(Step::Push, |state| state.view = view)
            />
        }
    };
    let picks = Signal::derive(move || Some(model.picked.with(Vec::len)).filter(|count| *count > 0));
    view! {
        <div role="radiogroup" class="views" aria-label=words::VIEW>
            {radio("list", View::List, words::LIST, Signal::stored(None))}
            {radio("agenda", View::Agenda, words::AGENDA, picks)}
        </div>
    }
}

/// The languages of the schedule; nothing where it has only one.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let model = model();
    let schedule = model.schedule.get_value();
    let languages = schedule.languages();
    (languages.len() > 1).then(|| {
        let all = (None, schedule.sessions.len());
        let choices = languages.into_iter().map(|(key, count)| (Some(key), count)).chain([all]);
        let radios = choices.map(|(key, count)| {
            let label = key.as_deref().map_or_else(|| words::ALL_LANGUAGES.to_owned(), words::language);
            let value = key.clone().unwrap_or_else(|| "all".to_owned());
            let (is, to) = (key.clone(), key);
            let (here, there) = (schedule.clone(), schedule.clone());
            view! {
                <Radio
                    group="lang"
                    value
                    label
                    count=Signal::stored(Some(count))
                    checked=move || model.view.with(|view| view.language_key(&here) == is.as_deref())
                    choose=move || model.look(Step::Push, |view| view.choose_language(to.as_deref(), &there))
                />
            }
        });
        let radios = radios.collect_view();
        view! { <div role="radiogroup" class="languages" aria-label=words::LANGUAGE>{radios}</div> }
    })
}

/// An option of a select whose value is kept by the address.
fn option(value: String, text: String, selected: impl Fn() -> bool + Send + Sync + 'static) -> impl IntoView {
    view! { <option value=value prop:selected=selected>{text}</option> }
}

/// The zones: the viewer's, UTC, the venue's, then all that the browser can list.
#[component]
fn ZoneSelect() -> impl IntoView {
    let model = model();
    let names = RwSignal::new(Vec::<String>::new());
    // Four hundred options that few people open are not worth a later first answer.
    Effect::new(move |_| clock::after(500, move || names.set(zones::names())));
    let venue = model.schedule.with_value(|schedule| schedule.venue.name.clone());
    let chosen = Memo::new(move |_| match model.view.with(|view| view.zone.clone()) {
        _ if !model.is_awake() => "venue".to_owned(),
        ZoneChoice::Local => "local".to_owned(),
        ZoneChoice::Utc => "utc".to_owned(),
        ZoneChoice::Named(name) => name,
    });
    let is = move |value: &str| {
        let value = value.to_owned();
        move || chosen.with(|chosen| *chosen == value)
    };
    let local = move || {
        let viewer = model.viewer.get();
        viewer.map_or_else(
            || words::venue_zone(&model.zone.read().name),
            |viewer| words::local_zone(&viewer.zone.name),
        )
    };
    let named = {
        let venue = venue.clone();
        move || {
            let mut names = names.get();
            let extra = chosen.get();
            if extra.contains('/') && !names.contains(&extra) && extra != venue {
                names.insert(0, extra);
            }
            names.retain(|name| *name != venue);
            names
        }
    };
    let venue_option = (venue != "UTC").then(|| option(venue.clone(), words::venue_zone(&venue), is(&venue)));
    view! {
        <label class="field">
            <span>{words::TIME_ZONE}</span>
            <select
                id="zone"
                on:change=move |event| {
                    let zone = match value_of(&event).as_str() {
                        "local" => ZoneChoice::Local,
                        "utc" => ZoneChoice::Utc,
                        name => ZoneChoice::Named(name.to_owned()),
                    };
                    model.look(Step::Push, |view| view.zone = zone);
                }
            >
                <option value="local" prop:selected=move || chosen.with(|chosen| chosen == "local" || chosen == "venue")>
                    {local}
                </option>
                {option("utc".into(), "UTC".into(), is("utc"))}
                {venue_option}
                <For each=named key=Clone::clone let:name>
                    {option(name.clone(), name.replace('_', " "), is(&name))}
                </For>
            </select>
        </label>
    }
}

#[component]
fn ThemeSelect() -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| chosen.set(theme::chosen()));
    let options = words::THEMES.map(|(value, text)| {
        option(value.into(), text.into(), move || chosen.with(|chosen| chosen == value))
    });
    view! {
        <label class="field">
            <span>{words::THEME}</span>
            <select
                id="theme"
                on:change=move |event| {
                    let theme = value_of(&event);
                    theme::choose(&theme);
                    chosen.set(theme);
                }
            >
                {options.into_iter().collect_view()}
            </select>
        </label>
    }
}

/// Day, format, topic and picks. The formats are the legend of their colours too, so they stand open.
#[component]
pub fn FilterPanel() -> impl IntoView {
    let model = model();
    let schedule = model.schedule.get_value();
    let formats = schedule.formats();
    let topics = schedule.topics();
    let legend = (!formats.is_empty()).then(|| {
        let boxes = formats.into_iter().map(|format| {
            let mark = format.mark().to_owned();
            let (label, value) = (words::format(&format), format.key().to_owned());
            view! { <Tick group="format" value label mark item=format of=formats_of /> }
        });
        let boxes = boxes.collect_view();
        view! {
            <fieldset class="legend">
                <legend>{words::FORMAT}</legend>
                {boxes}
            </fieldset>
        }
    });
    let topic_boxes = (!topics.is_empty()).then(|| {
        let boxes = topics.into_iter().map(|topic| {
            view! { <Tick group="topic" value=topic.clone() label=topic.clone() item=topic of=topics_of /> }
        });
        let boxes = boxes.collect_view();
        view! {
            <fieldset class="ticks">
                <legend>{words::TOPIC}</legend>
                {boxes}
            </fieldset>
        }
    });
    view! {
        {legend}
        <details class="filters">
            <summary>{words::FILTERS}</summary>
            <DaySelect />
            <label class="choice">
                <input
                    type="checkbox"
                    id="picks-only"
                    prop:checked=move || model.view.with(|view| view.picked_only)
                    on:change=move |_| model.look(Step::Push, |view| view.picked_only = !view.picked_only)
                />
                <span>{words::PICKED_ONLY}</span>
            </label>
            {topic_boxes}
            <button
                type="button"
                disabled=move || !model.view.with(|view| view.is_narrowed())
                on:click=move |_| model.look(Step::Push, |view| *view = core::mem::take(view).widened())
            >
                {words::CLEAR}
            </button>
        </details>
    }
}

fn formats_of(view: &mut ViewState) -> &mut Vec<Format> {
    &mut view.formats
}

fn topics_of(view: &mut ViewState) -> &mut Vec<String> {
    &mut view.topics
}

/// A check box for one of a filter's values.
#[component]
fn Tick<T: PartialEq + Clone + Send + Sync + 'static>(
    group: &'static str,
    value: String,
    label: String,
    item: T,
    of: fn(&mut ViewState) -> &mut Vec<T>,
    #[prop(optional)] mark: Option<String>,
) -> impl IntoView {
    let model = model();
    let id = format!("{group}-{value}");
    let is = item.clone();
    view! {
        <label class="choice" class:format=mark.is_some() data-format=mark>
            <input
                type="checkbox"
                id=id
                prop:checked=move || of(&mut model.view.get()).contains(&is)
                on:change=move |_| {
                    model.look(Step::Push, |view| {
                        let chosen = of(view);
                        match chosen.iter().position(|other| *other == item) {
                            Some(place) => drop(chosen.remove(place)),
                            None => chosen.push(item.clone()),
                        }
                    });
                }
            />
            <span>{label}</span>
        </label>
    }
}

#[component]
fn DaySelect() -> impl IntoView {
    let model = model();
    let days = model.schedule.with_value(|schedule| schedule.days.clone());
    let options = days.into_iter().map(|day| {
        let text = format!("{} {}", words::weekday(day.date), words::day_and_month(day.date));
        option(iso_date(day.date), text, move || model.view.with(|view| view.day == Some(day.date)))
    });
    view! {
        <label class="field">
            <span>{words::DAY}</span>
            <select
                id="day"
                on:change=move |event| {
                    let day = parse_iso_date(&value_of(&event));
                    model.look(Step::Push, |view| view.day = day);
                }
            >
                {option(String::new(), words::EVERY_DAY.into(), move || model.view.with(|view| view.day.is_none()))}
                {options.collect_view()}
            </select>
        </label>
    }
}
