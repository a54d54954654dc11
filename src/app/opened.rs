//! A conference that a person opens from a file: looked at, kept on this device, and shown on a page of its own, with an agenda of its
//! own.

use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{App, OpenDialog};
#[cfg(feature = "hydrate")]
use super::{device::KEPT_ID, later, start::Mounted};
use crate::{
    browser::{clock, device, fetch::File, importer, location, page, schedule::read, store, zones},
    i18n::{self, Locale},
    protocol::{ImportFailure, ImportRequest, ImportResponse, NamedFile},
    schedule::{OpenedConference, OpenedConferences, Schedule},
};

/// The name under which [`OpenedConferences`] are stored: other sites of the same host have others.
fn setting() -> String {
    format!("opened {}", location::folder())
}

fn opened_conferences() -> OpenedConferences {
    OpenedConferences::read(&store::setting(&setting()).unwrap_or_default())
}

/// Shows the conference that was opened last, where it is kept here.
#[cfg(feature = "hydrate")]
pub async fn run(mounted: Mounted) {
    let back = page::way_back();
    let Some((conference, file, schedule, before)) = load().await else {
        page::show_error_banner(&i18n::NOT_KEPT_HERE, &i18n::back_to(&back.text)).await;
        return location::go(&back.address);
    };
    page::set_app_attribute("data-conference", &conference.id);
    page::set_app_attribute("data-schedule", &conference.address());
    page::set_app_attribute("data-version", page::OPENED);
    page::set_title(&i18n::page_title(&schedule));
    let live = later::build(&mounted, schedule.clone()).await;
    live.app.begin(file, schedule, before.as_ref());
    live.owner.with(|| {
        super::mount(live.app);
        super::mount_in(KEPT_ID, move || {
            view! {
                <span>
                    " · " {i18n::OPENED_FROM_FILE.get()} " "
                    <a href=back.address>{i18n::back_to(&back.text)}</a>
                </span>
            }
        });
    });
}

/// The conference that was opened last, with its schedule, and with the one in use before, where that is another.
#[cfg(feature = "hydrate")]
async fn load() -> Option<(OpenedConference, File, Schedule, Option<Schedule>)> {
    let conference = opened_conferences().shown()?.clone();
    let kept = async |address: String| Some(device::kept_schedule(&address).await?.file);
    let in_use = kept(conference.address()).await;
    let file = kept(conference.next_address()).await.or_else(|| in_use.clone())?;
    let schedule = read(&file.text, None).ok()?;
    let before = in_use.filter(|before| before.text != file.text);
    let before = before.and_then(|before| read(&before.text, None).ok());
    Some((conference, file, schedule, before))
}

/// Files that were read, before their conference is opened.
#[derive(Clone)]
pub struct ReadFiles {
    files: Arc<Vec<NamedFile>>,
    response: ImportResponse,
    schedule: Arc<Schedule>,
}

/// Reads the files that somebody opens, from now on, and shows what they hold.
pub fn follow_files(app: App) {
    importer::follow_files(move |files| {
        clock::spawn(async move {
            app.dialogs.show(OpenDialog::Message { heading: i18n::OPEN_ANOTHER, text: i18n::READING });
            app.dialogs.show(match import(files, None, None).await {
                Ok(read) => OpenDialog::Opening(read),
                Err(failure) => {
                    OpenDialog::Message { heading: i18n::OPEN_ANOTHER, text: i18n::import_failed(failure) }
                }
            });
        });
    });
}

async fn import(
    files: Result<Vec<NamedFile>, ImportFailure>,
    name: Option<String>,
    timezone: Option<String>,
) -> Result<ReadFiles, ImportFailure> {
    let request = ImportRequest { files: files?, name, timezone };
    let response = importer::import(&request).await?;
    let schedule = read(&response.schedule, None).map_err(|_| ImportFailure::Unknown)?;
    Ok(ReadFiles { files: Arc::new(request.files), response, schedule: Arc::new(schedule) })
}

/// What files hold, and the way to open it.
#[component]
pub fn Opening(read: ReadFiles) -> impl IntoView {
    let schedule = &read.schedule;
    let problems = schedule.problems.len();
    let holds = [schedule.dates.map(i18n::date_range), Some(i18n::sessions(schedule.sessions.len()))];
    let holds = holds.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let has_name = read.response.has_name;
    let name = RwSignal::new((!has_name).then(|| schedule.name.clone()));
    let heading = has_name.then(|| view! { <h3 dir="auto">{schedule.name.clone()}</h3> });
    let local = || zones::local(&[], &i18n::LOCAL_UNNAMED).0.name;
    let zone = RwSignal::new((!read.response.has_zone).then(local));
    let failure = RwSignal::new(None);
    let from = read.files.iter().map(|file| &*file.name).collect::<Vec<_>>().join(", ");
    let open = move |_| {
        let read = read.clone();
        clock::spawn(async move {
            let read = match (name.get_untracked(), zone.get_untracked()) {
                (None, None) => Ok(read),
                // Its id is another then, and so are times without an offset.
                (name, zone) => import(Ok(Arc::unwrap_or_clone(read.files)), name, zone).await,
            };
            match read {
                Ok(read) if keep(&read).await => {}
                Ok(_) => failure.set(Some(i18n::NOT_KEPT_OPENED)),
                Err(why) => failure.set(Some(i18n::import_failed(why))),
            }
        });
    };
    let name_field = name.get_untracked().map(|of_file| {
        view! {
            <label class="field">
                {i18n::NAME_OF_CONFERENCE.get()}
                <input
                    type="text"
                    value=of_file
                    dir="auto"
                    on:input=move |event| name.set(Some(event_target_value(&event)).filter(|name| !name.trim().is_empty()))
                />
            </label>
        }
    });
    let zone_field = zone.get_untracked().map(|local| {
        let mut names = zones::names();
        if !names.contains(&local) {
            names.insert(0, local.clone());
        }
        let options = names.into_iter().map(move |name| {
            let is_local = name == local;
            view! { <option selected=is_local>{name}</option> }
        });
        view! {
            <p>{i18n::WHICH_ZONE.get()}</p>
            <label class="field">
                {i18n::ZONE_OF_VENUE.get()}
                <select on:change=move |event| zone.set(Some(event_target_value(&event)))>
                    {options.collect_view()}
                </select>
            </label>
        }
    });
    view! {
        {heading}
        <p>{holds}</p>
        <p class="hint" dir="auto">{from}</p>
        {(problems > 0).then(|| view! { <p>{i18n::problems(problems)}</p> })}
        {name_field}
        {zone_field}
        <p>{i18n::OWN_AGENDA.get()}</p>
        <p class="acts">
            <button type="button" class="primary" on:click=open>
                {i18n::OPEN.get()}
            </button>
        </p>
        <p role="alert">{move || failure.get().map(i18n::Message::get)}</p>
    }
}

/// Keeps what was read and goes to the page that shows it; says whether this device lets it be kept.
async fn keep(read: &ReadFiles) -> bool {
    let schedule = &read.schedule;
    let conference = OpenedConference { id: schedule.id.clone(), name: schedule.name.clone() };
    let file = File { text: read.response.schedule.clone(), ..File::default() };
    let is_kept = device::keep_schedule(&conference.next_address(), &file, page::OPENED).await;
    if is_kept {
        show(conference);
    }
    is_kept
}

fn show(conference: OpenedConference) {
    let mut all = opened_conferences();
    all.show(conference);
    store::persist_setting(&setting(), &all.write());
    location::go(&Locale::current().opened_page());
}

/// The way to open another, and those that were opened before.
#[component]
pub fn OpenAnother() -> impl IntoView {
    let all = RwSignal::new(opened_conferences());
    let remove = move |conference: OpenedConference| {
        clock::spawn(async move {
            for address in [conference.address(), conference.next_address()] {
                device::keep_schedule(&address, &File::default(), page::OPENED).await;
            }
            let mut left = opened_conferences();
            left.remove(&conference.id);
            store::persist_setting(&setting(), &left.write());
            all.set(left);
        });
    };
    let entry = move |conference: &OpenedConference| {
        let [shown, removed] = [conference.clone(), conference.clone()];
        let name = conference.name.clone();
        view! {
            <li>
                <button type="button" class="button-ghost" dir="auto" on:click=move |_| show(shown.clone())>
                    {name.clone()}
                </button>
                " "
                <button
                    type="button"
                    class="button-ghost"
                    aria-label=i18n::remove(&name)
                    on:click=move |_| remove(removed.clone())
                >
                    {i18n::agenda::REMOVE.get()}
                </button>
            </li>
        }
    };
    let before = move || {
        let all = all.read();
        match all.shown() {
            None => Either::Left(()),
            Some(_) => Either::Right(view! {
                <p>{i18n::OPENED_BEFORE.get()}</p>
                <ul class="opened">{all.iter().map(entry).collect_view()}</ul>
            }),
        }
    };
    view! {
        <p>
            <label class="button button-ghost">
                {i18n::OPEN_ANOTHER.get()}
                <input
                    class="visually-hidden"
                    type="file"
                    multiple
                    accept=".json,.xml,.ics,.csv"
                    data-open
                    aria-label=i18n::OPEN_ANOTHER.get()
                />
            </label>
        </p>
        <p>{i18n::OPEN_MEANS.get()}</p>
        {before}
    }
}
