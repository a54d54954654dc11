//! All the words of the interface, in English and, by the English, in other languages (`zh.json`); how dates are written and names sorted.

pub mod agenda;
mod dates;
mod locale;

mod intl;

pub use dates::{date_range, short_day};
pub use intl::{Intl, by_name, day_and_month, language, set_intl, weekday};
pub use locale::{LOCALES, Locale, Message, set_locale};

use locale::counted;

use crate::{
    agenda::DecodeError,
    protocol::{ImportFailure, WorkerError},
    schedule::{
        Availability, Field, FileError, Format, LinkKind, RejectedUpdate, Schedule, SkipReason,
        SkippedSession,
    },
    time::Zone,
    view::{ActiveFilter, Feed},
};

pub const APP: &str = "Tidetable";
pub const SKIP: Message = Message("Skip to the schedule");

pub const CONTROLS: Message = Message("What to show");
pub const DAYS: Message = Message("Days");
pub const SEARCH: Message = Message("Search sessions");
/// The way to it at the thumb.
pub const SEARCH_TAB: Message = Message("Search");
pub const MENU: Message = Message("Menu");
pub const VIEW: Message = Message("View");
/// The list at the thumb.
pub const PROGRAMME: Message = Message("Programme");
pub const LIST: Message = Message("List");
pub const GRID: Message = Message("Grid");
pub const AGENDA: Message = Message("Agenda");
pub const LANGUAGE: Message = Message("Language");
pub const ALL_LANGUAGES: Message = Message("All");
pub const TIME_ZONE: Message = Message("Time zone");
pub const ALL_ZONES: Message = Message("All zones");
pub const THEME: Message = Message("Theme");
pub const THEMES: [(&str, Message); 3] =
    [("", Message("◐ System")), ("light", Message("☀ Light")), ("dark", Message("☾ Dark"))];
pub const FILTERS: Message = Message("Filters");
pub const DONE: Message = Message("Done");
pub const DAY: Message = Message("Day");
pub const EVERY_DAY: Message = Message("Every day");
pub const PICKED_ONLY: Message = Message("Picked only");
pub const NOT_OVER: Message = Message("Not yet over");
pub const CLEAR: Message = Message("Clear filters");
pub const UNDO: Message = Message("Undo");
pub const DISMISS: Message = Message("Dismiss");
pub const TRY_AGAIN: Message = Message("Try again");
pub const PICK: Message = Message("Pick");
pub const ON_NOW: Message = Message("On now");
pub const CANCELLED: Message = Message("Cancelled");
pub const PREVIOUS: Message = Message("Previous session");
pub const NEXT_SESSION: Message = Message("Next session");
pub const ABOUT: Message = Message("About");
pub const RECORDING: Message = Message("Recording");
pub const SLIDES: Message = Message("Slides");
/// A session's link to itself.
pub const LINK_TO_IT: Message = Message("Link to this session");
/// The way from a landing page into the app.
pub const OPEN_IN_SCHEDULE: Message = Message("Open in the schedule");
pub const ADD_TO_CALENDAR: Message = Message("Add to calendar");
/// Before what one comes to as one likes.
pub const DROP_IN: Message = Message("Drop in:");
/// Before what began on an earlier day.
pub const GOING_ON: Message = Message("Still on:");
pub const PAGE: Message = Message("Session page");
pub const SPEAKER: Message = Message("Speaker");
pub const ROOM: Message = Message("Room");
pub const ON_A_MAP: Message = Message("On a map");
pub const GIVEN_AGAIN: Message = Message("Given again");
pub const SESSIONS: Message = Message("Sessions");
pub const ANNOUNCEMENTS: Message = Message("Announcements");
pub const INFO: Message = Message("Good to know");
pub const NOT_RECORDED: Message = Message("This session is not recorded.");
pub const NOW: Message = Message("Now");
pub const NOTHING_ON: Message = Message("Nothing is on now, and nothing is to come.");
pub const SEARCHING: Message = Message("Searching…");
/// The way to the agenda, until it is known how many there are.
pub const PICKS: Message = Message("Picks");
pub const NEXT: Message = Message("Next");
pub const BREAK: Message = Message("A break");
pub const LOCAL_UNNAMED: Message = Message("this device’s zone");

pub const EMPTY_AGENDA: Message = Message("Nothing picked yet");
pub const HOW_TO_PICK: Message = Message(
    "Press the star of a session and it is kept here, on this device, in order of time. No account is needed.",
);
pub const START_WITH_KEYNOTES: Message = Message("Start with the keynotes");
pub const START_WITH_LIST: Message = Message("See all sessions");
pub const BEST_FIRST: Message = Message("Best matches first");
pub const BY_TIME: Message = Message("In order of time");
pub const NO_SESSIONS: Message = Message("The schedule has no sessions yet.");

/// What the page is without scripts: the whole programme, or only its first day; in all languages, or only that in which the
/// schedule opens.
pub fn no_script(is_one_day: bool, is_one_language: bool) -> String {
    let what = match (is_one_day, is_one_language) {
        (true, true) => Message(
            "This page holds the first day only, in the venue’s time. The other days, picking sessions, search, filters, your \
             own time zone and sessions in other languages need JavaScript.",
        ),
        (true, false) => Message(
            "This page holds the first day only, in the venue’s time. The other days, picking sessions, search, filters and \
             your own time zone need JavaScript.",
        ),
        (false, true) => Message(
            "This is the whole programme, in the venue’s time. Picking sessions, search, filters, your own time zone and \
             sessions in other languages need JavaScript.",
        ),
        (false, false) => Message(
            "This is the whole programme, in the venue’s time. Picking sessions, search, filters and your own time zone need \
             JavaScript.",
        ),
    };
    what.get().to_owned()
}

pub const START_FAILED: Message = Message(
    "The app could not be loaded, so sessions can’t be picked or searched just now. The programme below is complete.",
);
pub const BROKE: Message = Message("Something in the app broke. What you picked is kept. ");
pub const RELOAD: Message = Message("Reload the page");
pub const FAILED_AGAIN: Message = Message(
    "The app could not be started again and again. What you picked is kept, and the programme below is complete. To repair it, \
     reset the app: it is then loaded anew from the network.",
);
pub const RESET: Message = Message("Reset the app");
/// What the service worker says in place of a page.
pub const NOTHING_WHOLE: Message = Message(
    "There is no network, and what this device kept of the page is damaged. What you picked is safe.",
);
pub const NO_NETWORK: Message = Message("There is no network to load the app from, so nothing was reset.");

pub const NOT_KEPT: Message = Message(
    "This browser does not let the page store anything (a private window, or no room): your picks last until you close it.",
);

pub const NEWS: Message = Message("News");
pub const UPDATE_WAITS: Message = Message("A new version of this app is ready.");
pub const UPDATE: Message = Message("Update now");
pub const LATER: Message = Message("Later");
pub const DISMISS_ALL: Message = Message("Dismiss all");
pub const REINSTATED: Message = Message("Takes place after all");
pub const SPEAKERS_CHANGED: Message = Message("Other speakers");
pub const DETAILS_CHANGED: Message = Message("Description or links changed");
pub const LOST: Message = Message("No longer in the schedule");
/// What is gone under one id may be there under another.
pub const PERHAPS_NOW: Message = Message("Perhaps it is this one now:");
pub const CLASHES_WITH: Message = Message("Clashes with");

pub const KEYS: Message = Message("Keyboard shortcuts");
pub const ALL_KEYS: [(&str, Message); 11] = [
    ("/", Message("Search")),
    ("j k", Message("Next and previous session")),
    ("Enter", Message("Open a session, or close it")),
    ("Esc", Message("Close it")),
    ("p", Message("Pick it")),
    ("n", Message("Go to what is on now")),
    ("g l", Message("List")),
    ("g g", Message("Grid; in it the arrow keys lead on")),
    ("g n", Message("What is on now, room by room")),
    ("g a", Message("Agenda")),
    ("?", Message("These keys")),
];
pub const KEYS_OFF: Message = Message("Switch them off");
pub const KEYS_ON: Message = Message("Switch them on");
pub const DENSER: Message = Message("More in sight");
pub const WIDER: Message = Message("Larger");
pub const CLOSE: Message = Message("Close");

pub const PEOPLE: Message = Message("Speakers and companies");
pub const SPEAKERS: Message = Message("Speakers");
pub const COMPANIES: Message = Message("Companies");
pub const LATER_FAILED: Message = Message(
    "A part of the app could not be loaded. What you see works, but changes of the schedule and the tools of the agenda are missing.",
);
pub const AT_THE_SAME_TIME: Message = Message("At the same time");
pub const RELATED: Message = Message("Related");

/// Why the search did not answer.
pub fn worker_failed(error: WorkerError) -> Message {
    match error {
        WorkerError::Unavailable => WORKER_FAILED,
        WorkerError::Crashed => Message(
            "The search failed at what you typed and was started again: sessions that hold the words as they stand are shown.",
        ),
        WorkerError::BadRequest => Message(
            "The search could not read what you typed: sessions that hold the words as they stand are shown.",
        ),
    }
}

pub const WORKER_FAILED: Message = Message(
    "A part of this app does not work in this browser just now: search looks for plain words only, and the filters’ numbers, what \
     goes with a session and free time are missing. What you picked is kept. Reload the page to try again.",
);

pub const INSTALL: Message = Message("Install");
pub const INSTALL_BY_HAND: Message = Message("To install: press Share, then “Add to Home Screen”.");
pub const EVICTABLE: Message = Message(
    "This browser may clear what is kept here, your picks too, when it runs out of room or you do not come back for long.",
);
pub const OPEN_ANOTHER: Message = Message("Open another schedule…");
pub const OPEN_MEANS: Message = Message(
    "A file as a conference publishes it: frab, pretalx, Sessionize, iCalendar or CSV. Nothing of it leaves this device.",
);
pub const OPENED_BEFORE: Message = Message("Opened before:");
pub const READING: Message = Message("It is being read…");
pub const OPEN: Message = Message("Open");
pub const OWN_AGENDA: Message = Message("It is kept on this device, with an agenda of its own.");
pub const WHICH_ZONE: Message =
    Message("It does not say in which time zone the conference takes place. All times depend on that:");
pub const NAME_OF_CONFERENCE: Message = Message("Name of the conference");
pub const ZONE_OF_VENUE: Message = Message("Time zone of the venue");
pub const NOT_KEPT_OPENED: Message = Message(
    "It can’t be kept on this device, so it was not opened: there is no room, or this browser does not let the page store it.",
);
/// On the page that shows a conference that was opened, before that is there.
pub const OPENED: Message = Message("A conference from a file");
pub const OPENING: Message =
    Message("A conference that was opened from a file is shown here. To the one of this site:");
pub const OPENING_NEEDS_SCRIPT: Message =
    Message("It takes JavaScript to show a conference that was opened from a file.");
pub const OPENED_FROM_FILE: Message = Message("Opened from a file on this device.");
pub const NOT_KEPT_HERE: Message =
    Message("No conference that was opened from a file is kept on this device. Open its file again.");

pub fn back_to(conference: &str) -> String {
    Message("Back to {0}").with(&[conference])
}

pub fn remove(name: &str) -> String {
    Message("Remove: {0}").with(&[name])
}

/// Why files could not be opened.
pub fn import_failed(failure: ImportFailure) -> Message {
    match failure {
        ImportFailure::TooLarge => {
            Message("It is larger than any schedule: more than 25 MB. It was not read.")
        }
        ImportFailure::Packed => Message(
            "It is packed, or a table of a spreadsheet program: unpack it, or save it as CSV, and open what comes of that.",
        ),
        ImportFailure::WebPage => {
            Message("It is a web page. Look there for the link to the schedule itself, and open that file.")
        }
        ImportFailure::Unknown => Message(
            "There is no schedule in it of a form that is known: frab or pentabarf XML, JSON of C3, pretalx or Sessionize, \
             iCalendar, or CSV with the columns title, date and start.",
        ),
        ImportFailure::Broken => Message("It can’t be read: it is damaged, or not all of it is there."),
        ImportFailure::Ambiguous => Message(
            "There is a date in it that may be read in two ways. Dates have to be written as 2026-05-31.",
        ),
        ImportFailure::Unavailable => Message(
            "What reads such files could not be loaded, or took more than a minute. Try again when there is a network.",
        ),
    }
}

pub const RESET_MEANS: Message = Message("Loads it anew. Your picks stay.");

pub fn format(format: &Format) -> String {
    let name = match format {
        Format::Keynote => Message("Keynote"),
        Format::Talk => Message("Talk"),
        Format::CaseStudy => Message("Case study"),
        Format::Lightning => Message("Lightning talk"),
        Format::Workshop => Message("Workshop"),
        Format::Social => Message("Social"),
        Format::OfficeHours => Message("Office hours"),
        Format::Other(key) => {
            return locale::in_catalogue(&key.to_ascii_lowercase()).unwrap_or(key).to_owned();
        }
    };
    name.get().to_owned()
}

/// What formats are often called that have no colour of their own; in small letters.
pub const USUAL_FORMATS: [Message; 20] = [
    Message("bof"),
    Message("concert"),
    Message("contest"),
    Message("demo"),
    Message("devroom"),
    Message("discussion"),
    Message("drop-in"),
    Message("exhibition"),
    Message("film"),
    Message("game"),
    Message("meeting"),
    Message("meetup"),
    Message("movie"),
    Message("other"),
    Message("panel"),
    Message("panel discussion"),
    Message("performance"),
    Message("podium"),
    Message("poster"),
    Message("session"),
];

pub fn availability(availability: Availability) -> Message {
    match availability {
        Availability::Full => Message("Full"),
        Availability::SignUpNeeded => Message("Sign-up needed"),
    }
}

pub fn seats(seats: u32) -> String {
    counted(seats as usize, Message("1 seat"), Message("{0} seats"))
}

pub fn where_is(room: &str) -> String {
    Message("Where it is: {0}").with(&[room])
}

pub fn floor_plan(room: &str) -> String {
    Message("Where {0} is, on a plan of the floor").with(&[room])
}

/// `+1`, as it stands behind a time.
pub fn shift_sign(days: i64) -> String {
    format!("{days:+}").replace('-', "−")
}

/// What [`shift_sign`] means, for those who hear it.
pub fn shift_unit(days: i64) -> &'static str {
    if days.abs() == 1 { Message(" day") } else { Message(" days") }.get()
}

/// `UTC+5:30`
fn offset(seconds: i32) -> String {
    if seconds == 0 {
        return "UTC".into();
    }
    let sign = if seconds < 0 { '−' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    if minutes == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{minutes:02}") }
}

/// `Europe/Berlin (UTC+1)`; both offsets where it changes during the conference.
pub fn zone(zone: &Zone) -> String {
    let offsets: Vec<_> = zone.offsets().take(3).map(offset).collect();
    let name = zone.name.replace('_', " ");
    if offsets == [name.as_str()] {
        name
    } else {
        Message("{0} ({1})").with(&[&name, &offsets.join(&Message(", then "))])
    }
}

pub fn times_in(chosen: &Zone) -> String {
    Message("Times in {0}").with(&[&zone(chosen)])
}

pub fn local_zone(name: &str) -> String {
    Message("Local – {0}").with(&[&name.replace('_', " ")])
}

pub fn venue_zone(name: &str) -> String {
    Message("Venue – {0}").with(&[&name.replace('_', " ")])
}

/// `2 days 3 h`, `3 h 20 min`, `5 min`; rounded up to the minute, so that it never says 0 before it is time.
fn duration(seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let text = match (days, hours) {
        (0, 0) => Message("{2} min"),
        (0, _) => Message("{1} h {3} min"),
        (1, 0) => Message("1 day"),
        (1, _) => Message("1 day {1} h"),
        (2..=13, 1..) => Message("{0} days {1} h"),
        _ => Message("{0} days"),
    };
    let [days, hours, read] = [days, hours, minutes].map(|count| count.to_string());
    text.with(&[&days, &hours, &read, &format!("{minutes:02}")])
}

pub fn begins_in(seconds: i64) -> String {
    Message("Begins in {0}").with(&[&duration(seconds)])
}

pub fn over(name: &str) -> String {
    Message("{0} is over.").with(&[name])
}

pub fn recorded(count: usize) -> String {
    counted(count, Message("One session was recorded."), Message("{0} sessions were recorded."))
}

pub fn on_now(count: usize) -> String {
    Message("{0} on now").with_number(count)
}

/// What is on lasts for so many seconds more.
pub fn time_left(seconds: i64) -> String {
    Message("{0} left").with(&[&duration(seconds)])
}

/// What comes next begins in so many seconds.
pub fn in_time(seconds: i64) -> String {
    Message("in {0}").with(&[&duration(seconds)])
}

pub fn until(clock: &str) -> String {
    Message("until {0}").with(&[clock])
}

pub fn sessions(count: usize) -> String {
    counted(count, Message("1 session"), Message("{0} sessions"))
}

/// What the list shows: so many sessions, of which language, out of how many.
pub fn showing(count: usize, of: usize, languages: Option<&[String]>, narrowed: bool) -> String {
    let text = match (languages, narrowed) {
        (Some(_), false) => Message("{2} only: {3}"),
        (None, false) => Message("{3}"),
        (Some(_), true) => Message("{0} of {1} in {2}"),
        (None, true) => Message("{0} of {1}"),
    };
    text.with(&[
        &count.to_string(),
        &sessions(of),
        &language_names(languages.unwrap_or_default()),
        &sessions(count),
    ])
}

/// Languages by their keys, as a list.
fn language_names(keys: &[String]) -> String {
    keys.iter().map(|key| language(key)).collect::<Vec<_>>().join(&COMMA)
}

/// That of so many sessions most are still to come.
pub fn coming(count: usize) -> String {
    Message("{0}, most of them on their way").with(&[&sessions(count)])
}

/// That so many cells of a grid are not drawn yet.
pub fn cells_missing(count: usize) -> String {
    Message("{0} still being drawn").with(&[&sessions(count)])
}

/// What a query found.
pub fn found(count: usize, query: &str) -> String {
    Message("{0} for “{1}”").with(&[&sessions(count), &excerpt(query.trim())])
}

/// A long time in which nothing is on.
pub fn nothing_for(minutes: i64) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let text = match minutes {
        0 => Message("{0} h without sessions"),
        _ => Message("{0} h {1} min without sessions"),
    };
    text.with(&[&hours.to_string(), &minutes.to_string()])
}

/// Between the members of a list.
pub const COMMA: Message = Message(", ");

/// That nothing was found, and by what.
pub fn nothing_found(choices: &[String], languages: Option<&[String]>) -> String {
    let mut all = choices.to_vec();
    all.extend(languages.map(|keys| Message("{0} only").with(&[&language_names(keys)])));
    Message("No session is left by these: {0}.").with(&[&all.join(&COMMA)])
}

pub fn and_more(count: usize) -> String {
    Message("and {0} more").with_number(count)
}

/// A box to look for a value of a filter in.
/// What a field is called.
pub fn field(field: Field) -> Message {
    match field {
        Field::Title => Message("Title"),
        Field::Format => Message("Format"),
        Field::Topic => Message("Topic"),
        Field::Track => Message("Track"),
        Field::Room => Message("Room"),
        Field::Level => Message("Level"),
        Field::Company => Message("Company"),
        Field::Speaker => Message("Speaker"),
        Field::Language => LANGUAGE,
        Field::Day => DAY,
        Field::Summary => ABOUT,
        Field::Recording => RECORDING,
        Field::Slides => SLIDES,
        Field::Page => PAGE,
    }
}

/// All names of a facet together.
pub fn every(facet: Field) -> Message {
    match facet {
        Field::Company => Message("Every company"),
        _ => Message("Every speaker"),
    }
}

pub fn narrow(facet: &str) -> String {
    Message("Look for: {0}").with(&[facet])
}

pub fn earlier(count: usize) -> String {
    Message("Show {0} earlier").with_number(count)
}

pub fn later(count: usize) -> String {
    Message("Show {0} more").with_number(count)
}

/// Why two sessions are related: by the terms that both have.
pub fn both_about(terms: &[String]) -> String {
    Message("both: {0}").with(&[&terms.join(&COMMA)])
}

pub fn read_as(typed: &str, meant: &str) -> String {
    Message("“{0}” was read as “{1}”.").with(&[&excerpt(typed), &excerpt(meant)])
}

pub fn did_you_mean(query: &str) -> String {
    Message("Did you mean “{0}”?").with(&[&excerpt(query)])
}

pub fn in_other_languages(count: usize) -> String {
    Message("{0} more in other languages").with_number(count)
}

pub fn without_filters(count: usize) -> String {
    Message("{0} more without the filters").with_number(count)
}

pub const FILTERS_ON: Message = Message("What is looked for");

/// Something that narrows the list.
pub fn choice(choice: &ActiveFilter) -> String {
    match choice {
        ActiveFilter::Query(query) => Message("“{0}”").with(&[&excerpt(query.trim())]),
        ActiveFilter::Day(date) => short_day(*date),
        ActiveFilter::Of(facet, value) => value_name(*facet, value),
        ActiveFilter::Without(facet, value) => Message("Without {0}").with(&[&value_name(*facet, value)]),
        ActiveFilter::PickedOnly => PICKED_ONLY.get().to_owned(),
        ActiveFilter::NotOver => NOT_OVER.get().to_owned(),
    }
}

/// A value of a facet.
fn value_name(facet: Field, value: &str) -> String {
    if facet == Field::Format { format(&Format::from_key(value)) } else { value.to_owned() }
}

/// What hides a value of a facet.
pub fn hide(facet: Field, value: &str) -> String {
    Message("Hide: {0}").with(&[&value_name(facet, value)])
}

/// What shows a value of a facet again.
pub fn show_again(facet: Field, value: &str) -> String {
    Message("Show again: {0}").with(&[&value_name(facet, value)])
}

pub fn drop_choice(name: &str) -> String {
    Message("Drop {0}").with(&[name])
}

pub fn show_all(count: usize) -> String {
    Message("Full schedule ({0})").with_number(count)
}

pub fn in_agenda(count: usize) -> String {
    if count == 0 {
        EMPTY_AGENDA.get().to_owned()
    } else {
        Message("{0} in your agenda").with(&[&sessions(count)])
    }
}

pub fn picks(count: usize) -> String {
    counted(count, Message("1 pick"), Message("{0} picks"))
}

pub fn pick(title: &str) -> String {
    Message("Pick: {0}").with(&[title])
}

pub fn removed(title: &str) -> String {
    Message("Removed: {0}").with(&[title])
}

/// What the agenda holds: picks that the schedule has, and picks that it does not have any more.
pub fn agenda_holds(here: usize, gone: usize) -> String {
    let text = match gone {
        0 => return in_agenda(here),
        1 => Message("{0}, and one that is not in this schedule (it is kept)"),
        _ => Message("{0}, and {1} that are not in this schedule (they are kept)"),
    };
    text.with(&[&in_agenda(here), &gone.to_string()])
}

/// A text cut to what a notice can hold.
fn excerpt(text: &str) -> String {
    let mut start: String = text.chars().take(60).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

pub fn ignored(key: &str, value: &str) -> String {
    Message("The address asks for {0}=“{1}”, which this schedule does not know. It was ignored.")
        .with(&[key, &excerpt(value)])
}

pub fn unknown_hash(id: &str) -> String {
    Message("There is no session “{0}” in this schedule.").with(&[&excerpt(id)])
}

pub fn quarantine(why: DecodeError, key: &str) -> String {
    let (text, version) = match why {
        DecodeError::Broken => (
            Message(
                "Your stored agenda could not be read. It was not changed, only moved aside to “{0}” in this browser’s storage.",
            ),
            0,
        ),
        DecodeError::Newer(version) => (
            Message(
                "Your stored agenda was written by a later version of this app (record version {1}). It was not changed, only \
                 moved aside to “{0}” in this browser’s storage.",
            ),
            version,
        ),
    };
    text.with(&[key, &version.to_string()])
}

/// So many changes, of which so many of picks.
pub fn changes(count: usize, mine: usize) -> String {
    let all = counted(count, Message("1 change in the schedule"), Message("{0} changes in the schedule"));
    match mine {
        0 => all,
        _ => Message("{0}, {1} of your picks").with(&[&all, &mine.to_string()]),
    }
}

pub fn dismiss(title: &str) -> String {
    Message("Dismiss: {0}").with(&[title])
}

pub fn new_session(when: &str) -> String {
    Message("New, {0}").with(&[when])
}

pub fn gone(when: &str) -> String {
    Message("{0}; it was {1}").with(&[&LOST, when])
}

pub fn moved(from: &str, to: &str) -> String {
    Message("Moved from {0} to {1}").with(&[from, to])
}

pub fn ends(from: &str, to: &str) -> String {
    Message("Ends at {1} instead of {0}").with(&[from, to])
}

pub fn room(from: Option<&str>, to: Option<&str>) -> String {
    let text = match (from, to) {
        (Some(_), Some(_)) => Message("Moved from room {0} to {1}"),
        (None, Some(_)) => Message("Now in room {1}"),
        (_, None) => Message("No room any more"),
    };
    text.with(&[from.unwrap_or_default(), to.unwrap_or_default()])
}

pub fn renamed(from: &str) -> String {
    Message("Was called “{0}”").with(&[&excerpt(from)])
}

pub fn doubt(doubt: &RejectedUpdate) -> String {
    match doubt {
        RejectedUpdate::OtherConference(id) => {
            Message("it is of another conference (“{0}”)").with(&[&excerpt(id)])
        }
        RejectedUpdate::UnknownZone(name) => Message("there is no time zone “{0}”").with(&[&excerpt(name)]),
        RejectedUpdate::MostGone { before, left } => {
            Message("of {0} only {1} are left").with(&[&sessions(*before), &left.to_string()])
        }
    }
}

pub fn held_back(why: &str) -> String {
    Message(
        "A new schedule was published, but it looks like a mistake: {0}. The one from before stays in use.",
    )
    .with(&[why])
}

pub const NOT_KEPT_YET: Message = Message("Not kept for offline use yet");
pub const READY_OFFLINE: Message = Message("Ready offline");
pub const KEEPING_FAILED: Message = Message("Could not be kept for offline use");
pub const NEVER_KEPT: Message = Message("This browser can’t keep it for offline use");

/// How the app is kept, and how long ago, in seconds, the schedule was the server's.
pub fn kept_and_checked(kept: Message, age: i64) -> String {
    match age {
        ..60 => Message("{0} · schedule checked just now").with(&[&kept]),
        age => Message("{0} · schedule checked {1} ago").with(&[&kept, &duration(age)]),
    }
}

pub fn cannot_be_used(error: &FileError) -> String {
    match error {
        FileError::NotJson(why) => Message("it is not JSON ({0})").with(&[why]),
        FileError::NotASchedule => {
            Message("it is JSON, but holds no conference id or no list of sessions").get().to_owned()
        }
    }
}

/// What is told besides where the schedule could not be loaded.
const PRERENDERED: Message = Message("The programme below is the one that came with the page. ");

/// Why the schedule file did not come: the status of the server's answer, where there was one.
pub fn fetch_failed(status: Option<u16>) -> String {
    let text = match status {
        None => Message("The schedule file could not be loaded: no answer from the network. {0}"),
        Some(_) => Message("The schedule file could not be loaded: the server answered {1}. {0}"),
    };
    text.with(&[&PRERENDERED, &status.unwrap_or_default().to_string()])
}

pub fn file_failed(error: &FileError) -> String {
    Message("The schedule file can’t be used: {0}. {1}").with(&[&cannot_be_used(error), &PRERENDERED])
}

pub fn problems(count: usize) -> String {
    counted(
        count,
        Message("1 entry of the schedule file was left out"),
        Message("{0} entries of the schedule file were left out"),
    )
}

pub fn problem(problem: &SkippedSession) -> String {
    Message("{0}: {1}").with(&[&excerpt(&problem.id), &skip_reason(&problem.reason)])
}

/// The link to a speaker's profile.
pub fn about(name: &str) -> String {
    Message("About {0}").with(&[name])
}

/// What a link leads to, where it has no title.
pub fn link(kind: LinkKind) -> Message {
    match kind {
        LinkKind::Stream => Message("Live stream"),
        LinkKind::Recording => RECORDING,
        LinkKind::Slides => SLIDES,
        LinkKind::Feedback => Message("Give feedback"),
        LinkKind::SignUp => Message("Sign up"),
        LinkKind::Chat => Message("Chat"),
        LinkKind::File => Message("File"),
        LinkKind::Page => Message("Link"),
    }
}

/// Why a session was left out.
pub fn skip_reason(reason: &SkipReason) -> Message {
    match reason {
        SkipReason::NoId => Message("no id"),
        SkipReason::NoTitle => Message("no title"),
        SkipReason::NoStart => Message("no start time that can be read"),
        SkipReason::NoEnd => Message("no end time that can be read"),
        SkipReason::EndBeforeStart => Message("ends before it starts"),
        SkipReason::RepeatedId => Message("its id is taken by an earlier session"),
    }
}

/// The page's description, for search engines and link previews.
pub fn description(schedule: &Schedule) -> String {
    let dates = schedule.dates.map(|dates| Message(", {0}").with(&[&date_range(dates)]));
    Message("The schedule of {0}{1}: {2}. Build your own agenda, without an account, offline too.").with(&[
        &schedule.name,
        &dates.unwrap_or_default(),
        &sessions(schedule.sessions.len()),
    ])
}

/// What a calendar to subscribe to is called, with the conference's name: elsewhere it stands among other calendars.
pub fn feed(feed: &Feed, schedule: &Schedule) -> String {
    match feed_of(feed) {
        Some(of) => format!("{} · {of}", schedule.name),
        None => schedule.name.clone(),
    }
}

/// What a feed of changes is called.
pub fn changes_of(schedule: &Schedule) -> String {
    Message("Changes: {0}").with(&[&schedule.name])
}

/// What is in a calendar to subscribe to; nothing where that is everything.
pub fn feed_of(feed: &Feed) -> Option<String> {
    match feed {
        Feed::Everything => None,
        Feed::Day(date) => Some(format!("{} {}", weekday(*date), day_and_month(*date))),
        Feed::With(Field::Language, key) => Some(language(key)),
        Feed::With(_, value) => Some(value.clone()),
    }
}

pub fn page_title(schedule: &Schedule) -> String {
    format!("{} · {APP}", schedule.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_never_says_zero_before_it_is_time() {
        assert_eq!(
            [1, 60, 3600, 86_400, 180_000, 2_000_000].map(duration),
            ["1 min", "1 min", "1 h 00 min", "1 day", "2 days 2 h", "23 days"]
        );
    }
}
