//! "Make my plan".

use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::super::{App, link_to};
use crate::{
    agenda::{Agenda, Decisions, Plan, Why},
    app::templates::agenda as templates,
    browser::{clock, page},
    i18n::agenda as messages,
    schedule::{Schedule, Session},
};

/// A plan as it is shown, with what it was made of: neither changes under the reader's eyes.
#[derive(Clone)]
struct Shown {
    decisions: Decisions,
    plan: Plan,
    schedule: Arc<Schedule>,
    agenda: Agenda,
    /// Grows when it is shown anew since the schedule or the agenda has become another.
    edition: usize,
}

impl Shown {
    fn now(app: App, decisions: Decisions, edition: usize) -> Self {
        let (schedule, agenda) = (app.schedule.published.get_untracked(), app.agenda.chosen.get_untracked());
        let plan = decisions.plan(&agenda, &schedule);
        Self { decisions, plan, schedule, agenda, edition }
    }

    fn kept_ids(&self) -> Vec<String> {
        self.plan.kept_ids(&self.schedule)
    }

    /// The ids of what it leaves out, each with why: a row that has another reason is another.
    fn left_out(&self) -> Vec<(String, Why)> {
        let all = self.plan.left_out.iter();
        all.map(|left_out| (self.schedule.sessions[left_out.index].id.clone(), left_out.why.clone()))
            .collect()
    }

    /// When a session is, what it is called and how much it is wanted; and why it is left out.
    fn line(&self, app: App, session: &Session, why: Option<&Why>) -> String {
        let priority = self.agenda.priority(&session.id).unwrap_or_default();
        let markup =
            app.time.write(|times| templates::plan_line(session, priority, why, &self.schedule, times));
        markup.into_string()
    }
}

/// The plan, before it is accepted: the best set without a clash, and why for what it leaves out.
#[component]
pub fn Planning(app: App) -> impl IntoView {
    let shown = RwSignal::new(Shown::now(app, Decisions::default(), 0));
    let is_empty = shown.with_untracked(|shown| shown.plan.kept.is_empty() && shown.plan.left_out.is_empty());
    if is_empty {
        return Either::Left(view! { <p role="alert">{messages::NOTHING_TO_PLAN.get()}</p> });
    }
    Either::Right(view! {
        {move || (shown.read().edition > 0).then(|| view! {
            <p class="notice" role="alert">{messages::PLAN_CHANGED.get()}</p>
        })}
        <ClashingMusts shown/>
        <p>{messages::PLAN_MEANS.get()}</p>
        <h3>
            {messages::KEPT.get()} " " <span class="number">{move || shown.read().plan.kept.len()}</span>
        </h3>
        <ul class="plan">
            <For
                each=move || shown.with(|shown| shown.kept_ids().into_iter().map(|id| (shown.edition, id)).collect::<Vec<_>>())
                key=Clone::clone
                let((_, id))
            >
                <Kept app shown id/>
            </For>
        </ul>
        <h3>
            {messages::LEFT_OUT.get()} " " <span class="number">{move || shown.read().plan.left_out.len()}</span>
        </h3>
        {move || (shown.read().plan.left_out.is_empty()).then(|| view! {
            <p>{messages::NOTHING_LEFT_OUT.get()}</p>
        })}
        <ul class="plan">
            <For
                each=move || shown.with(|shown| shown.left_out().into_iter().map(|(id, why)| (shown.edition, id, why)).collect::<Vec<_>>())
                key=|(edition, id, why)| (*edition, id.clone(), why.clone())
                let((_, id, why))
            >
                <LeftOut app shown id why/>
            </For>
        </ul>
        <p class="acts">
            <button type="button" class="primary" on:click=move |_| accept(app, shown)>
                {messages::ACCEPT_PLAN.get()}
            </button>
        </p>
    })
}

#[component]
fn ClashingMusts(shown: RwSignal<Shown>) -> impl IntoView {
    move || {
        let shown = shown.read();
        let pairs = shown.plan.clashing_musts.iter();
        let pairs = pairs.map(|(a, b)| [a, b].map(|index| shown.schedule.sessions[*index].clone()));
        let pairs: Vec<_> = pairs.collect();
        (!pairs.is_empty()).then(|| {
            let lines = pairs.iter().map(|[a, b]| view! { <li>{link_to(a)} " · " {link_to(b)}</li> });
            view! {
                <div class="notice" role="alert">
                    <div>
                        <p>{messages::MUSTS_CLASH.get()}</p>
                        <ul>{lines.collect_view()}</ul>
                    </div>
                </div>
            }
        })
    }
}

/// A session that the plan keeps.
#[component]
fn Kept(app: App, shown: RwSignal<Shown>, id: String) -> impl IntoView {
    let row = Row::of(shown, &id);
    let is_pinned = Memo::new(move |_| shown.read().decisions.is_pinned(&id));
    let (pinning, dropping) = (row.clone(), row.clone());
    let label = {
        let title = row.session.title.clone();
        move || messages::about(if is_pinned.get() { &messages::UNPIN } else { &messages::PIN }, &title)
    };
    view! {
        <li id=row.anchor() tabindex="-1">
            <p inner_html=shown.with_untracked(|shown| shown.line(app, &row.session, None))></p>
            <button
                type="button"
                aria-label=label
                on:click=move |_| {
                    pinning.decide(app, if is_pinned.get_untracked() { Decisions::forget } else { Decisions::pin });
                }
            >
                {move || if is_pinned.get() { messages::UNPIN.get() } else { messages::PIN.get() }}
            </button>
            <button
                type="button"
                aria-label=messages::about(&messages::DROP, &row.session.title)
                on:click=move |_| dropping.decide(app, Decisions::drop_out)
            >
                {messages::DROP.get()}
            </button>
        </li>
    }
}

/// A session that the plan is without, and why.
#[component]
fn LeftOut(app: App, shown: RwSignal<Shown>, id: String, why: Why) -> impl IntoView {
    let row = Row::of(shown, &id);
    let (word, decision) = match why {
        Why::Clashes(_) | Why::OtherTime(_) => {
            (Some(messages::PIN), Decisions::pin as fn(&mut Decisions, &str))
        }
        Why::Dropped => (Some(messages::TAKE_BACK), Decisions::forget as fn(&mut Decisions, &str)),
        Why::Cancelled => (None, Decisions::forget as fn(&mut Decisions, &str)),
    };
    let button = word.map(|word| {
        let (row, title) = (row.clone(), row.session.title.clone());
        view! {
            <button type="button" aria-label=messages::about(&word, &title) on:click=move |_| row.decide(app, decision)>
                {word.get()}
            </button>
        }
    });
    view! {
        <li id=row.anchor() tabindex="-1">
            <p inner_html=shown.with_untracked(|shown| shown.line(app, &row.session, Some(&why)))></p>
            {button}
        </li>
    }
}

/// A row of the plan.
#[derive(Clone)]
struct Row {
    shown: RwSignal<Shown>,
    session: Arc<Session>,
}

impl Row {
    fn of(shown: RwSignal<Shown>, id: &str) -> Self {
        let session = shown.read_untracked().schedule.session(id).cloned();
        Self { shown, session: session.expect("the plan is of sessions of that schedule") }
    }

    fn anchor(&self) -> String {
        format!("_plan-{}", self.session.id)
    }

    /// Decides something about its session, and shows what the plan is then. The row may go from the one list to the other, and
    /// the button that had the focus with it.
    fn decide(&self, app: App, decide: fn(&mut Decisions, &str)) {
        let (mut decisions, edition) =
            self.shown.with_untracked(|shown| (shown.decisions.clone(), shown.edition));
        decide(&mut decisions, &self.session.id);
        self.shown.set(Shown::now(app, decisions, edition));
        let anchor = self.anchor();
        clock::after(0, move || {
            if page::focus_is_lost() {
                page::focus_id(&anchor);
            }
        });
    }
}

/// Takes the plan over; where it would be another since it was shown, it is shown anew instead: nothing is done that was not seen.
fn accept(app: App, shown: RwSignal<Shown>) {
    let (kept, decisions, edition) =
        shown.with_untracked(|shown| (shown.kept_ids(), shown.decisions.clone(), shown.edition));
    let now = Shown::now(app, decisions, edition + 1);
    if now.kept_ids() != kept {
        return shown.set(now);
    }
    app.dialogs.close();
    app.agenda
        .change(&now.plan.patch(&now.agenda, &now.schedule), messages::accepted(now.plan.left_out.len()));
}
