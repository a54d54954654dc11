//! How the app is kept on this device: whether it opens without a network, how it is installed, another version that waits.

use leptos::{either::EitherOf3, prelude::*};

use super::{App, stores::Install, templates};
use crate::{browser::device, i18n};

/// The elements for the components of this module.
pub const KEPT_ID: &str = "_kept";
pub const ZONE_ID: &str = "_zone-in-words";
pub const DEVICE_ID: &str = "_device";
pub const UPDATE_ID: &str = "_update";

/// What stands in the head before that is known: a space that stays, so that nothing moves when there is something to tell.
pub const UNKNOWN: &str = "\u{a0}";

/// Whether the app opens without a network, and when the schedule was looked for last.
#[component]
pub fn Kept(app: App) -> impl IntoView {
    let text = move || {
        let device = app.device.status.get();
        let age = device.checked.zip(app.time.clock()).map(|(checked, now)| now.0 - checked.0);
        templates::text(&device.offline.text(age).unwrap_or_else(|| UNKNOWN.into()))
    };
    view! { <span inner_html=text></span> }
}

/// In which zone times are told.
#[component]
pub fn ZoneInWords(app: App) -> impl IntoView {
    view! { <span inner_html=move || templates::text(&i18n::times_in(&app.time.zone.read()))></span> }
}

/// What stands at the menu's end about this device.
#[component]
pub fn DeviceStatus(app: App) -> impl IntoView {
    let install = Memo::new(move |_| app.device.status.get().install);
    let is_evictable = Memo::new(move |_| app.device.status.get().evictable);
    let way_to_install = move || match install.get() {
        Install::Button => EitherOf3::A(view! {
            <p>
                <button type="button" on:click=|_| device::install()>{i18n::INSTALL.get()}</button>
            </p>
        }),
        Install::ByHand => EitherOf3::B(view! { <p>{i18n::INSTALL_BY_HAND.get()}</p> }),
        Install::No => EitherOf3::C(()),
    };
    view! {
        {way_to_install}
        {move || is_evictable.get().then(|| view! { <p>{i18n::EVICTABLE.get()}</p> })}
        <p>
            <button type="button" class="button-ghost" on:click=move |_| app.device.reset()>
                {i18n::RESET.get()}
            </button>
            " "
            {i18n::RESET_MEANS.get()}
        </p>
    }
}

/// A waiting version of the app; why the server's schedule is not used.
#[component]
pub fn UpdateNotices(app: App) -> impl IntoView {
    let waits = Memo::new(move |_| app.device.status.get().update_waits);
    let waiting = move || {
        waits.get().then(|| {
            view! {
                <div class="notice">
                    <p>{i18n::UPDATE_WAITS.get()}</p>
                    <p>
                        <button type="button" on:click=|_| device::accept()>{i18n::UPDATE.get()}</button>
                        <button
                            type="button"
                            class="button-ghost"
                            on:click=move |_| app.device.dismiss_update()
                        >
                            {i18n::LATER.get()}
                        </button>
                    </p>
                </div>
            }
        })
    };
    let rejected = move || {
        app.updates.rejected.get().map(|why| {
            view! {
                <div class="notice">
                    <p>{why}</p>
                    <p>
                        <button type="button" class="button-ghost" on:click=move |_| app.updates.dismiss_rejected()>
                            {i18n::DISMISS.get()}
                        </button>
                    </p>
                </div>
            }
        })
    };
    view! {
        {waiting}
        {rejected}
    }
}
