//! The whole page: what changes in it, around the templates.
//!
//! Every changing value is given to the view as a `Signal`: the framework's code for a value of that type then exists
//! once, and not once a closure.

use leptos::{ev, prelude::*};

use crate::{
    app::{
        App,
        agenda::{self, AgendaTools, TOOLS_ASIDE_ID},
        device, moment,
        narrowing::{self, answered},
        news,
        notices::{self, Notices},
        templates,
        timeline::Timeline,
    },
    browser::form::Change,
    i18n,
    schedule::Schedule,
};

/// The id of the search box.
pub const SEARCH_ID: &str = "_search";

/// The id of the element that holds the controls but for the search.
pub const TOOLS_ID: &str = "_what";

/// The app. Rendered natively at build time and hydrated in the browser: until it is hydrated, both show the same
/// (every session of the opening language, in the venue's time).
#[component]
pub fn Shell(app: App) -> impl IntoView {
    let schedule = app.schedule.published.get_untracked();
    // Nothing is said of picks before they are known.
    let picks = text(move || {
        if app.time.is_known() { i18n::picks(app.agenda.picked.read().len()) } else { i18n::PICKS.into() }
    });
    let changed = move |event: ev::Event| {
        if let Some(change) = Change::of(&event) {
            app.change(change);
        }
    };
    let [bar, controls, settings] = controls(&schedule);
    view! {
        <a class="skip" href="#_main">{i18n::SKIP.get()}</a>
        <header class="head" on:input=changed>
            <div id=templates::HEAD_ID inner_html=built(|| templates::head(&schedule))></div>
            <div id=templates::BAR_ID inner_html=bar></div>
        </header>
        <div class="columns">
            <section class="tools" id=TOOLS_ID aria-label=i18n::CONTROLS.get() on:input=changed on:change=changed>
                <div id=templates::CONTROLS_ID inner_html=controls></div>
                <div id=agenda::BADGE_ID></div>
                <p class="picks"><a href="?view=agenda" inner_html=picks></a></p>
                <Showing app/>
                <div id=templates::MENU_ID popover>
                    <div id=templates::SETTINGS_ID inner_html=settings></div>
                    <p id=device::ZONE_ID class="zone"></p>
                    <p class="people">
                        <button type="button" class="button-ghost" data-tool="people">
                            {i18n::PEOPLE.get()}
                        </button>
                        <button type="button" class="button-ghost" data-tool="keys">
                            {i18n::KEYS.get()}
                        </button>
                        <span class="languages" inner_html=templates::other_languages()></span>
                    </p>
                    <p id=device::KEPT_ID class="kept" inner_html=device::UNKNOWN></p>
                    // Behind what is there from the start, which does not move when this comes.
                    <div id=device::DEVICE_ID class="device"></div>
                </div>
            </section>
            <main id="_main" tabindex="-1">
                <div id=moment::MOMENT_ID class="moment"></div>
                <Notices app/>
                <p id="_said" class="said" role="status"></p>
                <div id=notices::UNDO_BAR_ID role="status"></div>
                <div id="_tools"></div>
                <Timeline app/>
                <div class="lost" id="_lost"></div>
                <div class="nothing" inner_html=narrowing::nothing(app)></div>
                <div id="_gaps"></div>
            </main>
            <AgendaAside app/>
        </div>
        // What came from outside, over the page's edge: nothing that is read moves for it.
        <section
            id="_news"
            class="news"
            aria-label=i18n::NEWS.get()
            aria-live="polite"
            tabindex="-1"
        >
            <div id=device::UPDATE_ID></div>
            <div id=news::INBOX_ID></div>
        </section>
        <footer>
            <div id=templates::FOOTER_ID inner_html=built(|| templates::footer(&schedule))></div>
            <p>{i18n::APP}</p>
        </footer>
        <div id="_dialogs"></div>
        <div id="_print-agenda"></div>
    }
}

/// Markup that the page is prerendered with, and the browser's wasm does without: where the page came without, it comes from
/// the worker.
fn built(markup: impl FnOnce() -> String) -> String {
    if cfg!(target_arch = "wasm32") { String::new() } else { markup() }
}

/// What the page is prerendered with of the controls, part by part.
fn controls(schedule: &Schedule) -> [String; 3] {
    if cfg!(target_arch = "wasm32") {
        return Default::default();
    }
    templates::all_controls(schedule, &schedule.all_values(i18n::by_name), false).map(|(_, part)| part)
}

/// A text that changes, as [`templates::text`].
fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let read: Box<dyn Fn() -> String + Send + Sync> = Box::new(read);
    Signal::derive(move || templates::text(&read()))
}

/// What is shown, in words.
#[component]
fn Showing(app: App) -> impl IntoView {
    let wider =
        || templates::wider(&app.view.state.read_untracked(), &app.schedule.published.read_untracked(), None);
    let opening = untrack(|| app.showing());
    let showing = answered(app, move || templates::text(&app.showing()));
    view! {
        <p class="showing">
            // Told those who hear the page once it has stopped changing (`App::tell_shown`).
            <span aria-hidden="true" inner_html=showing></span>
            <span id="_told" class="visually-hidden" role="status">{opening}</span>
            " "
            <span id=narrowing::WIDER_ID class="wider" inner_html=built(wider)></span>
        </p>
    }
}

/// The value of an attribute that is there or not.
pub fn flag(on: bool) -> Option<&'static str> {
    on.then_some("")
}

/// The agenda in short, beside the timeline on a wide screen.
#[component]
fn AgendaAside(app: App) -> impl IntoView {
    // So that nothing moves when the chunk with the tools has come.
    let tools = move || view! { <AgendaTools app/> }.to_html();
    view! {
        <aside class="agenda" aria-label=i18n::AGENDA.get()>
            <h2>{i18n::AGENDA.get()}</h2>
            <p id=agenda::COUNT_ID class="count"></p>
            <div id=TOOLS_ASIDE_ID inner_html=built(tools)></div>
            <div id=agenda::LINES_ID></div>
            <div id="_lost-aside"></div>
            <div id="_own-aside"></div>
        </aside>
    }
}
