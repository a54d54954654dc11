//! What a session's row says of the agenda: how much it is wanted, what it clashes with, who goes there, one's note. Rows are made
//! by `app::timeline`; here each that has something to say gets a component.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use leptos::{html, mount::mount_to, prelude::*};
use web_sys::HtmlElement;

use super::{super::App, compare::friends};
use crate::{
    agenda::{Agenda, Commitment, NOTE_LENGTH, clashes, note_name},
    app::{
        reactive::scoped_memo,
        templates::{Times, agenda as templates},
    },
    browser::{page, rows},
    i18n::agenda as messages,
};

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq)]
struct Annotations {
    is_picked: bool,
    /// What it clashes with, who goes there, one's note: a template.
    marks: String,
}

/// The component of a row. It stays, also where it has nothing to say for a while: what a component that is made anew had followed
/// is forgotten only when that changes.
struct Mounted {
    element: HtmlElement,
    annotations: RwSignal<Annotations>,
}

/// Keeps the rows saying it, and puts a field for a note into each session that is opened.
pub fn annotate_rows(app: App) {
    let friends = friends(app);
    let mounted: Rc<RefCell<HashMap<String, Mounted>>> = Rc::default();
    // What an effect makes goes when it runs again; these stay with their rows.
    let owner = Owner::new();
    Effect::new(move |_| {
        app.timeline.list.track();
        let (schedule, agenda, friends) =
            (app.schedule.published.get(), app.agenda.chosen.read(), friends.read());
        let commitments = Commitment::all(&agenda, &schedule);
        let repeats = schedule.repeats();
        let (zone, cycle) = (app.time.zone.get(), untrack(|| app.time.cycle()));
        let mut mounted = mounted.borrow_mut();
        for article in rows::shown() {
            let id = article.id();
            let Some(index) = schedule.index_of(&id) else { continue };
            let with = clashes(index, &schedule, &commitments, agenda.travel_time());
            let with: Vec<_> = with.into_iter().cloned().collect();
            let goers = friends.iter().enumerate();
            let goers =
                goers.filter(|(_, friend)| friend.shared.picks.iter().any(|(pick, _)| *pick == index));
            let goers: Vec<_> = goers.map(|(at, friend)| (at, &*friend.name)).collect();
            let is_picked = agenda.is_picked(&id);
            // Who picks one is offered the other.
            let again = repeats.get(&index).filter(|_| is_picked).map(Vec::as_slice);
            let annotations = Annotations {
                is_picked,
                marks: templates::annotations(
                    &with,
                    again.unwrap_or_default(),
                    &goers,
                    agenda.text(&note_name(&id)),
                    &schedule,
                    Times { zone: &zone, cycle },
                ),
            };
            owner.with(|| show(app, &article, annotations, &mut mounted));
        }
    });
}

/// Brings a row up to date.
fn show(app: App, article: &HtmlElement, annotations: Annotations, mounted: &mut HashMap<String, Mounted>) {
    let id = article.id();
    let is_empty = annotations == Annotations::default();
    if let Some(mounted) = mounted.get(&id) {
        if *mounted.annotations.read_untracked() != annotations {
            mounted.annotations.set(annotations);
        }
    } else if !is_empty && let Some(element) = rows::own() {
        let annotations = RwSignal::new(annotations);
        let of = id.clone();
        mount_to(element.clone(), move || view! { <RowAnnotations app id=of annotations/> }).forget();
        mounted.insert(id.clone(), Mounted { element, annotations });
    }
    if let Some(Mounted { element, .. }) = mounted.get(&id) {
        rows::show_own(article, element, !is_empty);
    }
}

/// How much a picked session is wanted: a press makes it the next of must, want and maybe.
#[component]
pub fn Weight(app: App, id: String) -> impl IntoView {
    let id = StoredValue::new(id);
    let priority =
        scoped_memo(move |_| app.agenda.chosen.read().priority(&id.read_value()).unwrap_or_default());
    let label = scoped_memo(move |_| {
        let schedule = app.schedule.published.read();
        let title = schedule.session(&id.read_value()).map(|session| &*session.title).unwrap_or_default();
        messages::weight_of(title, priority.get())
    });
    let weigh = move |_| {
        let next = priority.get_untracked().next();
        app.agenda.change(&Agenda::of_pick(&id.get_value(), Some(next)), String::new());
    };
    let word = move || messages::priority(priority.get());
    let key = move || priority.get().key();
    view! {
        <button type="button" class="weight" data-priority=key aria-label=move || label.get() on:click=weigh>
            {word}
        </button>
    }
}

#[component]
fn RowAnnotations(app: App, id: String, annotations: RwSignal<Annotations>) -> impl IntoView {
    let is_wanted = Memo::new(move |_| annotations.read().is_picked);
    let id = StoredValue::new(id);
    let weight = move || is_wanted.get().then(|| view! { <Weight app id=id.get_value()/> });
    view! {
        {weight}
        <div class="marks" inner_html=move || annotations.read().marks.clone()></div>
    }
}

/// The field for a session's note.
#[component]
pub fn OwnNote(app: App, id: String) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let name = note_name(&id);
    let text = {
        let name = name.clone();
        Memo::new(move |_| app.agenda.chosen.read().text(&name).to_owned())
    };
    // While somebody writes in it what they write stays.
    Effect::new(move |_| {
        let text = text.read();
        if let Some(field) = field.get()
            && !page::has_focus(&field)
            && field.value() != *text
        {
            field.set_value(&text);
        }
    });
    let write = move |event| {
        let patch = Agenda::of_text(&name, &event_target_value(&event));
        app.agenda.change(&patch, String::new());
    };
    view! {
        <label class="field">
            {messages::NOTE.get()}
            <textarea
                rows="3"
                maxlength=NOTE_LENGTH
                data-note=id
                // WebKit reckons what is in a field to what is around it, and so to the label.
                aria-label=messages::NOTE.get()
                dir="auto"
                node_ref=field
                on:input=write
            ></textarea>
        </label>
    }
}
