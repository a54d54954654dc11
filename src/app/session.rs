//! A session that is open: a sheet on a phone, a panel next to the programme where there are three columns, in its row in between. What the
//! schedule says of it is in its row from the start; here come what one can do with it, and how it opens and closes.

use leptos::{mount::mount_to, prelude::*};

use super::{
    App,
    agenda::{OwnNote, Weight, calendar},
    reactive::scoped_memo,
    templates::{
        self,
        icons::{self, drawn},
    },
};
use crate::{
    browser::{
        clock, events,
        location::{self, Step},
        page,
        rows::SessionPart,
        sharing, sheet,
    },
    i18n::{self, agenda as messages},
    view::{Fragment, session_path},
};

/// From now on sessions have what one can do with them, and open and close as the layout wants it.
pub fn follow(app: App) {
    let disclosed = page::disclosed_sessions();
    disclosed.iter().for_each(|id| fill(app, id));
    page::mark_covered();
    // One that was pressed before this was there.
    if let [id] = &*disclosed
        && location::hash().is_empty()
    {
        app.session_opened(id);
    }
    events::on_toggled(move |id, is_open| {
        if is_open {
            fill(app, &id);
        }
        page::mark_covered();
    });
    events::on_document("click", move |event| {
        if let Some((id, is_open)) = page::disclosing(&event) {
            if is_open { app.session_opened(&id) } else { app.session_closed(&id) }
        } else if let Some(id) = page::pressed_session(&event) {
            app.toggle_session(&id);
        }
    });
    // "Back" closes what it opened.
    events::on_window("popstate", move |_| {
        if page::discloses_apart() && !sheet::is_step() && location::hash().is_empty() {
            page::disclosed_sessions().iter().for_each(|id| page::close_session(id));
        }
    });
    sheet::on_swipe(move |id, swipe| match swipe {
        sheet::Swipe::Down => app.close_session(&id),
        sheet::Swipe::Aside { forward } => app.turn(&id, forward),
    });
}

/// Puts into a session that is open what one can do with it, unless it is there.
fn fill(app: App, id: &str) {
    if page::discloses_apart() {
        let others = page::disclosed_sessions().into_iter().filter(|other| other != id);
        others.for_each(|other| {
            page::toggle_disclosed(&other, false);
        });
    }
    let id = id.to_owned();
    if let Some((element, true)) = SessionPart::Head.element(&id) {
        let id = id.clone();
        mount_to(element, move || view! { <SessionHead app id/> }).forget();
    }
    if let Some((element, true)) = SessionPart::Note.element(&id) {
        mount_to(element, move || view! { <OwnNote app id/> }).forget();
    }
}

impl App {
    /// Opens what there is of a session, or closes it.
    pub fn toggle_session(self, id: &str) {
        if page::toggle_disclosed(id, true) {
            self.session_opened(id);
        } else {
            self.session_closed(id);
        }
    }

    /// Closes what there is of a session; the focus goes to its row.
    pub fn close_session(self, id: &str) {
        page::close_session(id);
        self.session_closed(id);
    }

    /// Goes on to the session after one that is open, or to that before it.
    fn turn(self, id: &str, forward: bool) {
        if let Some(next) = page::neighbour(id, forward) {
            page::open_session(&next);
            self.session_opened(&next);
        }
    }

    /// Writes to the address which session was opened. Where it covers or stands next to the programme that is a step, which "back" undoes;
    /// the next one takes its place.
    fn session_opened(self, id: &str) {
        let link = Fragment::link(id);
        if page::discloses_apart() {
            sheet::write_step(&link);
        } else {
            location::write(&location::query(), &link, Step::Replace);
        }
    }

    fn session_closed(self, id: &str) {
        if location::hash() != Fragment::link(id) {
            return;
        }
        if sheet::is_step() {
            sheet::back();
        } else {
            location::write(&location::query(), "", Step::Replace);
        }
    }

    fn share_session(self, id: &str) {
        // A session that came later has no landing page.
        let landing = session_path(id).filter(|_| self.schedule.is_of_page.get_untracked());
        let url = match landing {
            Some(landing) => location::folder() + &landing,
            None => location::page() + &Fragment::link(id),
        };
        let title = untrack(|| {
            self.schedule
                .published
                .read()
                .session(id)
                .map(|session| session.title.clone())
                .unwrap_or_default()
        });
        clock::spawn(async move {
            if !sharing::share(&title, &url).await {
                let is_copied = sharing::copy(&url).await;
                page::announce(if is_copied { &messages::COPIED } else { &messages::NOT_COPIED });
            }
        });
    }
}

/// What stands above what is disclosed of a session: the way on and back, what it is, and what one can do with it.
#[component]
fn SessionHead(app: App, id: String) -> impl IntoView {
    let id = StoredValue::new(id);
    let session = scoped_memo(move |_| app.schedule.published.read().session(&id.read_value()).cloned());
    let head = scoped_memo(move |_| {
        let (session, schedule) = (session.read(), app.schedule.published.read());
        let head = session.as_ref().map(|session| {
            app.time.write(|times| templates::session_head(session, &schedule, app.time.now.get(), times))
        });
        head.unwrap_or_default()
    });
    let is_picked = scoped_memo(move |_| app.agenda.chosen.read().is_picked(&id.read_value()));
    let can_be_picked =
        scoped_memo(move |_| session.read().as_ref().is_some_and(|session| !session.is_break));
    let pressed = move || if is_picked.get() { "true" } else { "false" };
    let toggle = move |_| app.agenda.toggle(&id.read_value());
    let weight = move || is_picked.get().then(|| view! { <Weight app id=id.get_value()/> });
    let pick = move || {
        can_be_picked.get().then(|| {
            view! {
                <button type="button" class="in-agenda" aria-pressed=pressed on:click=toggle>
                    {messages::IN_MY_AGENDA.get()}
                </button>
                {weight}
            }
        })
    };
    let download = move |_| {
        let index = app.schedule.published.read_untracked().index_of(&id.read_value());
        index.into_iter().for_each(|index| calendar::download(app, &[index]));
    };
    view! {
        <div class="sheet-bar" data-swipe>
            <button type="button" class="button-ghost" aria-label=i18n::PREVIOUS.get() inner_html=drawn(icons::BACK) on:click=move |_| app.turn(&id.read_value(), false)></button>
            <button type="button" class="button-ghost" aria-label=i18n::NEXT_SESSION.get() inner_html=drawn(icons::FORWARD) on:click=move |_| app.turn(&id.read_value(), true)></button>
            <button type="button" class="button-ghost close" aria-label=i18n::CLOSE.get() inner_html=drawn(icons::CLOSE) on:click=move |_| app.close_session(&id.read_value())></button>
        </div>
        <div class="what-it-is" inner_html=head></div>
        <p class="acts">
            {pick}
            <button type="button" on:click=download>{messages::CALENDAR_ONE.get()}</button>
            <button type="button" on:click=move |_| app.share_session(&id.read_value())>{messages::SHARE_ONE.get()}</button>
        </p>
    }
}
