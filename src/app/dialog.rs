//! The one dialog: what is shown next takes the place of what was.

use leptos::{either::EitherOf13, html, prelude::*};

use super::{
    App,
    agenda::{AsText, Calendars, Comparing, OwnEntryForm, Planning, Refusal, Restoring, Sharing},
    keys::KeyboardShortcuts,
    opened::{Opening, ReadFiles},
    people::{People, RoomProfile, SpeakerProfile},
};
use crate::{
    agenda::{Agenda, OwnEntry},
    browser::{dialogs, page},
    i18n::{self, Message, agenda as messages},
};

/// What the dialog shows, with what that is about.
#[derive(Clone)]
pub enum OpenDialog {
    Plan,
    Share,
    Calendar,
    AsText,
    /// One's own entry that is edited; none for a new one.
    OwnEntry(Option<OwnEntry>),
    People,
    /// The profile of the speaker of that name.
    Speaker(String),
    /// What there is to say about the room of that name.
    Room(String),
    Keys,
    /// With the link that could not be taken.
    Compare(Option<Refusal>),
    /// What a backup holds, before it is taken over.
    Restore(Agenda),
    /// What files hold, before their conference is opened.
    Opening(ReadFiles),
    /// Why something was not done.
    Message {
        heading: Message,
        text: Message,
    },
}

impl OpenDialog {
    fn heading(&self) -> Message {
        match self {
            Self::Plan => messages::PLAN_HEADING,
            Self::Share => messages::SHARE_HEADING,
            Self::Calendar => messages::CALENDAR_HEADING,
            Self::AsText => messages::AS_TEXT_HEADING,
            Self::OwnEntry(_) => messages::OWN_HEADING,
            Self::People => i18n::PEOPLE,
            Self::Speaker(_) => i18n::SPEAKER,
            Self::Room(_) => i18n::ROOM,
            Self::Keys => i18n::KEYS,
            Self::Compare(_) => messages::COMPARE_HEADING,
            Self::Restore(_) => messages::RESTORE_HEADING,
            Self::Opening(_) => i18n::OPEN_ANOTHER,
            Self::Message { heading, .. } => *heading,
        }
    }

    fn is_wide(&self) -> bool {
        matches!(self, Self::Plan | Self::Compare(_) | Self::People)
    }
}

/// What the dialog shows; nothing where it is closed.
#[derive(Clone, Copy)]
pub struct DialogStore(RwSignal<Option<OpenDialog>>);

impl Default for DialogStore {
    fn default() -> Self {
        Self(RwSignal::new(None))
    }
}

impl DialogStore {
    pub fn show(self, dialog: OpenDialog) {
        // Two never stand on each other.
        if self.0.read_untracked().is_none() {
            dialogs::close();
        }
        self.0.set(Some(dialog));
    }

    /// Closes it as a person would: what follows from that follows.
    pub fn close(self) {
        dialogs::close();
    }
}

/// A modal dialog (HTML Living Standard, section 4.11.4). "Back" closes it (`browser::dialogs`), and so does a link in it; the focus
/// goes back to where it was.
#[component]
pub fn Dialog(app: App) -> impl IntoView {
    const HEADING_ID: &str = "_dialog-heading";
    let open = app.dialogs.0;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if open.read().is_some()
            && let Some(dialog) = dialog.get()
        {
            if !dialog.open() {
                dialogs::show(&dialog);
            }
            // What was said in it was about something else.
            page::announce("");
        }
    });
    let closed = move |_| {
        // The event comes a moment later: it may be open again.
        if dialog.get_untracked().is_none_or(|dialog| !dialog.open()) {
            open.set(None);
        }
    };
    // One type of view for each, and none whose type is erased: with an erased type the framework's code for hydrating it comes
    // along, which nothing here needs.
    let content = move || {
        Some(match open.get()? {
            OpenDialog::Plan => EitherOf13::A(view! { <Planning app/> }),
            OpenDialog::Share => EitherOf13::B(view! { <Sharing app/> }),
            OpenDialog::Calendar => EitherOf13::C(view! { <Calendars app/> }),
            OpenDialog::OwnEntry(entry) => EitherOf13::D(view! { <OwnEntryForm app entry/> }),
            OpenDialog::Compare(refusal) => EitherOf13::E(view! { <Comparing app refusal/> }),
            OpenDialog::Restore(backup) => EitherOf13::F(view! { <Restoring app backup/> }),
            OpenDialog::Message { text, .. } => EitherOf13::G(view! { <p role="alert">{text.get()}</p> }),
            OpenDialog::People => EitherOf13::H(view! { <People app/> }),
            OpenDialog::Keys => EitherOf13::I(view! { <KeyboardShortcuts/> }),
            OpenDialog::Speaker(name) => EitherOf13::J(view! { <SpeakerProfile app name/> }),
            OpenDialog::Room(name) => EitherOf13::K(view! { <RoomProfile app name/> }),
            OpenDialog::Opening(read) => EitherOf13::L(view! { <Opening read/> }),
            OpenDialog::AsText => EitherOf13::M(view! { <AsText app/> }),
        })
    };
    // A header of a closed dialog is one of the page to some engines.
    let is_open = Memo::new(move |_| open.read().is_some());
    let header = move || {
        is_open.get().then(|| {
            view! {
                <header>
                    <h2 id=HEADING_ID>{move || open.read().as_ref().map(|open| open.heading().get())}</h2>
                    <form method="dialog">
                        <button value="close" autofocus>
                            {i18n::CLOSE.get()}
                        </button>
                    </form>
                </header>
            }
        })
    };
    view! {
        <dialog
            node_ref=dialog
            class:wide=move || open.read().as_ref().is_some_and(OpenDialog::is_wide)
            aria-labelledby=HEADING_ID
            on:close=closed
        >
            {header}
            {content}
            <p class="said" role="status"></p>
        </dialog>
    }
}
