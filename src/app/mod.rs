//! What a person sees, in Leptos. [`shell`] is the page as it is prerendered and hydrated, over the [`stores`]; [`mount`] puts into it what
//! comes behind the first answer, in the chunk that `main.rs` fetches: components, a folder a feature.

pub mod agenda;
mod board;
pub mod colors;
mod device;
mod dialog;
mod grid;
mod hiding;
mod keys;
#[cfg(feature = "hydrate")]
pub mod later;
mod linked;
mod moment;
mod narrowing;
mod news;
mod notices;
mod opened;
mod people;
mod reactive;
mod session;
mod shell;
#[cfg(feature = "hydrate")]
mod start;
mod stores;
pub mod templates;
pub mod timeline;

pub use shell::Shell;
#[cfg(feature = "hydrate")]
pub use start::{LiveApp, Mounted, start};
pub use stores::App;

use leptos::{mount::mount_to, prelude::*};

use crate::{
    browser::{events, page},
    schedule::Session,
    view::{Fragment, View},
};

use agenda::{
    AgendaBadge, AgendaCount, AgendaLines, AgendaTools, DayColumns, FreeTime, OwnEntries, ToolsInAgenda,
};
use board::NowView;
use device::{DeviceStatus, Kept, UpdateNotices, ZoneInWords};
use dialog::Dialog;
pub use dialog::{DialogStore, OpenDialog};
use grid::{GridStore, GridView};
use news::{INBOX_ID, Inbox, LostInShort, LostPicks};
use notices::UndoBar;
use opened::OpenAnother;
use timeline::GRID_PLACE_ID;

fn mount_in<V: IntoView + 'static>(id: &str, component: impl FnOnce() -> V + 'static) {
    if let Some(element) = page::element(id) {
        mount_to(element, component).forget();
    }
}

/// Shows those components that need not wait for the whole schedule, and listens to keys.
pub fn mount_early(app: App) {
    mount_in(notices::UNDO_BAR_ID, move || view! { <UndoBar app/> });
    page::clear(device::KEPT_ID);
    mount_in(device::KEPT_ID, move || view! { <Kept app/> });
    mount_in(device::ZONE_ID, move || view! { <ZoneInWords app/> });
    mount_in(device::DEVICE_ID, move || {
        view! {
            <OpenAnother/>
            <DeviceStatus app/>
        }
    });
    opened::follow_files(app);
    mount_in(device::UPDATE_ID, move || view! { <UpdateNotices app/> });
    mount_in(agenda::BADGE_ID, move || view! { <AgendaBadge app/> });
    mount_in(agenda::COUNT_ID, move || view! { <AgendaCount app/> });
    mount_in(agenda::LINES_ID, move || view! { <AgendaLines app/> });
    narrowing::show_narrowing(app);
    let grid = GridStore::new(app);
    follow_view(app);
    mount_in(GRID_PLACE_ID, move || {
        view! {
            <GridView app grid/>
            <NowView app/>
            <DayColumns app/>
        }
    });
    keys::listen(app, grid);
}

/// Says at the root which view it is, for the style: the grid has the whole width, where filters are a sheet over it.
fn follow_view(app: App) {
    let view = Memo::new(move |_| app.view.filters.read().view);
    reactive::each_time(move || {
        page::set_root("data-view", view.get().key());
        page::fit_filters(view.get() == View::Grid);
    });
}

/// Shows the others in the elements that the page has for them.
pub fn mount(app: App) {
    page::clear(agenda::TOOLS_ASIDE_ID);
    mount_in(agenda::TOOLS_ASIDE_ID, move || view! { <AgendaTools app/> });
    mount_in("_own-aside", move || view! { <OwnEntries app/> });
    mount_in("_tools", move || view! { <ToolsInAgenda app/> });
    mount_in("_gaps", move || view! { <FreeTime app/> });
    mount_in("_lost", move || view! { <LostPicks app/> });
    mount_in("_lost-aside", move || view! { <LostInShort app/> });
    mount_in(INBOX_ID, move || view! { <Inbox app/> });
    mount_in("_dialogs", move || view! { <Dialog app/> });
    events::on_document("click", move |event| match page::tool(&event).as_deref() {
        Some("people") => app.dialogs.show(OpenDialog::People),
        Some("subscribe") => app.dialogs.show(OpenDialog::Calendar),
        Some("keys") => app.dialogs.show(OpenDialog::Keys),
        Some("filtered") => {
            page::close_filters();
        }
        _ => {}
    });
    agenda::subscribe(app);
    session::follow(app);
    hiding::follow(app);
    linked::follow(app);
    page::press_tools();
}

/// A link to a session within the page.
fn link_to(session: &Session) -> impl IntoView + use<> {
    view! { <a href=Fragment::link(&session.id) dir="auto">{session.title.clone()}</a> }
}
