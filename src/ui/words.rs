//! All the words of the interface, in English and in Chinese side by side.

pub mod agenda;
mod dates;
mod names;
mod tongue;

pub use dates::{date_range, day_and_month, short_day, weekday};
pub use names::{by_name, language};
#[cfg(not(target_arch = "wasm32"))]
pub use tongue::catalogue_text;
pub use tongue::{Phrase, Tongue, speak};

use tongue::counted;

use crate::{
    agenda::Unreadable,
    browser::fetch::FetchError,
    protocol::WorkerError,
    schedule::{Doubt, Field, FileError, Format, Problem, Reason, Schedule},
    time::Zone,
    ui::model::Offline,
    view::Choice,
};

pub const APP: &str = "Tidetable";
pub const SKIP: Phrase = Phrase("Skip to the schedule");

pub const CONTROLS: Phrase = Phrase("What to show");
pub const DAYS: Phrase = Phrase("Days");
pub const SEARCH: Phrase = Phrase("Search sessions");
pub const VIEW: Phrase = Phrase("View");
pub const LIST: Phrase = Phrase("List");
pub const GRID: Phrase = Phrase("Grid");
pub const AGENDA: Phrase = Phrase("Agenda");
pub const LANGUAGE: Phrase = Phrase("Language");
pub const ALL_LANGUAGES: Phrase = Phrase("All");
pub const TIME_ZONE: Phrase = Phrase("Time zone");
pub const ALL_ZONES: Phrase = Phrase("All zones");
pub const THEME: Phrase = Phrase("Theme");
pub const THEMES: [(&str, Phrase); 3] =
    [("", Phrase("◐ System")), ("light", Phrase("☀ Light")), ("dark", Phrase("☾ Dark"))];
pub const FILTERS: Phrase = Phrase("Filters");
pub const DAY: Phrase = Phrase("Day");
pub const EVERY_DAY: Phrase = Phrase("Every day");
pub const PICKED_ONLY: Phrase = Phrase("Picked only");
pub const NOT_OVER: Phrase = Phrase("Not yet over");
pub const CLEAR: Phrase = Phrase("Clear filters");
pub const UNDO: Phrase = Phrase("Undo");
pub const DISMISS: Phrase = Phrase("Dismiss");
pub const TRY_AGAIN: Phrase = Phrase("Try again");
pub const PICK: Phrase = Phrase("Pick");
pub const ON_NOW: Phrase = Phrase("On now");
pub const CANCELLED: Phrase = Phrase("Cancelled");
pub const ABOUT: Phrase = Phrase("About");
pub const RECORDING: Phrase = Phrase("Recording");
pub const SLIDES: Phrase = Phrase("Slides");
/// A session's link to itself.
pub const LINK_TO_IT: Phrase = Phrase("Link to this session");
/// Before what began on an earlier day.
pub const GOING_ON: Phrase = Phrase("Still on:");
pub const PAGE: Phrase = Phrase("Session page");
pub const NOW: Phrase = Phrase("Now");
pub const SEARCHING: Phrase = Phrase("Searching…");
/// The way to the agenda while it is not known yet what is in it.
pub const PICKS: Phrase = Phrase("Picks");
pub const NEXT: Phrase = Phrase("Next");
pub const BREAK: Phrase = Phrase("A break");
pub const LOCAL_UNNAMED: Phrase = Phrase("this device’s zone");

pub const EMPTY_AGENDA: Phrase = Phrase("Nothing picked yet");
pub const HOW_TO_PICK: Phrase = Phrase(
    "Press Pick beside a session and it is kept here, on this device, in order of time. No account is needed.",
);
pub const START_WITH_KEYNOTES: Phrase = Phrase("Start with the keynotes");
pub const START_WITH_LIST: Phrase = Phrase("See all sessions");
pub const BEST_FIRST: Phrase = Phrase("Best matches first");
pub const BY_TIME: Phrase = Phrase("In order of time");
pub const NO_SESSIONS: Phrase = Phrase("The schedule has no sessions yet.");

/// What the page is without scripts: the whole programme, or only its first day; in all languages, or only that in which the
/// schedule opens.
pub fn no_script(is_one_day: bool, is_one_language: bool) -> String {
    let what = match (is_one_day, is_one_language) {
        (true, true) => Phrase(
            "This page holds the first day only, in the venue’s time. The other days, picking sessions, search, filters, your \
             own time zone and sessions in other languages need JavaScript.",
        ),
        (true, false) => Phrase(
            "This page holds the first day only, in the venue’s time. The other days, picking sessions, search, filters and \
             your own time zone need JavaScript.",
        ),
        (false, true) => Phrase(
            "This is the whole programme, in the venue’s time. Picking sessions, search, filters, your own time zone and \
             sessions in other languages need JavaScript.",
        ),
        (false, false) => Phrase(
            "This is the whole programme, in the venue’s time. Picking sessions, search, filters and your own time zone need \
             JavaScript.",
        ),
    };
    what.get().to_owned()
}

pub const START_FAILED: Phrase = Phrase(
    "The app could not be loaded, so sessions can’t be picked or searched just now. The programme below is complete.",
);
pub const BROKE: Phrase = Phrase("Something in the app broke. What you picked is kept. ");
pub const RELOAD: Phrase = Phrase("Reload the page");
pub const FAILED_AGAIN: Phrase = Phrase(
    "The app could not be started again and again. What you picked is kept, and the programme below is complete. To repair it, \
     reset the app: it is then loaded anew from the network.",
);
pub const RESET: Phrase = Phrase("Reset the app");
pub const NO_NETWORK: Phrase = Phrase("There is no network to load the app from, so nothing was reset.");

pub const NOT_KEPT: Phrase = Phrase(
    "This browser does not let the page store anything (a private window, or no room): your picks last until you close it.",
);

pub const NEWS: Phrase = Phrase("News");
pub const UPDATE_WAITS: Phrase = Phrase("A new version of this app is ready.");
pub const UPDATE: Phrase = Phrase("Update now");
pub const LATER: Phrase = Phrase("Later");
pub const DISMISS_ALL: Phrase = Phrase("Dismiss all");
pub const REINSTATED: Phrase = Phrase("Takes place after all");
pub const SPEAKERS_CHANGED: Phrase = Phrase("Other speakers");
pub const DETAILS_CHANGED: Phrase = Phrase("Description or links changed");
pub const LOST: Phrase = Phrase("No longer in the schedule");
/// What is gone under one id may be there under another.
pub const PERHAPS_NOW: Phrase = Phrase("Perhaps it is this one now:");
pub const CLASHES_WITH: Phrase = Phrase("Clashes with");

pub const KEYS: Phrase = Phrase("Keyboard shortcuts");
pub const ALL_KEYS: [(&str, Phrase); 10] = [
    ("/", Phrase("Search")),
    ("j k", Phrase("Next and previous session")),
    ("Enter", Phrase("Open a session, or close it")),
    ("Esc", Phrase("Close it")),
    ("p", Phrase("Pick it")),
    ("n", Phrase("Go to what is on now")),
    ("g l", Phrase("List")),
    ("g g", Phrase("Grid; in it the arrow keys lead on")),
    ("g a", Phrase("Agenda")),
    ("?", Phrase("These keys")),
];
pub const KEYS_OFF: Phrase = Phrase("Switch them off");
pub const KEYS_ON: Phrase = Phrase("Switch them on");
pub const CLOSE: Phrase = Phrase("Close");

pub const PEOPLE: Phrase = Phrase("Speakers and companies");
pub const SPEAKERS: Phrase = Phrase("Speakers");
pub const COMPANIES: Phrase = Phrase("Companies");
pub const LATER_FAILED: Phrase = Phrase(
    "A part of the app could not be loaded. What you see works, but changes of the schedule and the tools of the agenda are missing.",
);
pub const AT_THE_SAME_TIME: Phrase = Phrase("At the same time");
pub const RELATED: Phrase = Phrase("Related");

/// Why the search did not answer.
pub fn worker_failed(error: WorkerError) -> Phrase {
    match error {
        WorkerError::Unavailable => WORKER_FAILED,
        WorkerError::Crashed => Phrase(
            "The search failed at what you typed and was started again: sessions that hold the words as they stand are shown.",
        ),
        WorkerError::BadRequest => Phrase(
            "The search could not read what you typed: sessions that hold the words as they stand are shown.",
        ),
    }
}

pub const WORKER_FAILED: Phrase = Phrase(
    "A part of this app does not work in this browser just now: search looks for plain words only, and the filters’ numbers, what \
     goes with a session and free time are missing. What you picked is kept. Reload the page to try again.",
);

pub const INSTALL: Phrase = Phrase("Install");
pub const INSTALL_BY_HAND: Phrase = Phrase("To install: press Share, then “Add to Home Screen”.");
pub const EVICTABLE: Phrase = Phrase(
    "This browser may clear what is kept here, your picks too, when it runs out of room or you do not come back for long.",
);
pub const RESET_MEANS: Phrase = Phrase("Loads it anew. Your picks stay.");

pub fn format(format: &Format) -> String {
    let name = match format {
        Format::Keynote => Phrase("Keynote"),
        Format::Talk => Phrase("Talk"),
        Format::CaseStudy => Phrase("Case study"),
        Format::Lightning => Phrase("Lightning talk"),
        Format::Workshop => Phrase("Workshop"),
        Format::Social => Phrase("Social"),
        Format::OfficeHours => Phrase("Office hours"),
        Format::Other(key) => return key.clone(),
    };
    name.get().to_owned()
}

/// `+1`, as it stands behind a time.
pub fn shift_sign(days: i64) -> String {
    format!("{days:+}").replace('-', "−")
}

/// What [`shift_sign`] means, for those who hear it.
pub fn shift_unit(days: i64) -> &'static str {
    if days.abs() == 1 { Phrase(" day") } else { Phrase(" days") }.get()
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
        Phrase("{0} ({1})").with(&[&name, &offsets.join(&Phrase(", then "))])
    }
}

pub fn times_in(chosen: &Zone) -> String {
    Phrase("Times in {0}").with(&[&zone(chosen)])
}

pub fn local_zone(name: &str) -> String {
    Phrase("Local – {0}").with(&[&name.replace('_', " ")])
}

pub fn venue_zone(name: &str) -> String {
    Phrase("Venue – {0}").with(&[&name.replace('_', " ")])
}

/// `2 days 3 h`, `3 h 20 min`, `5 min`; rounded up to the minute, so that it never says 0 before it is time.
fn duration(seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let text = match (days, hours) {
        (0, 0) => Phrase("{2} min"),
        (0, _) => Phrase("{1} h {3} min"),
        (1, 0) => Phrase("1 day"),
        (1, _) => Phrase("1 day {1} h"),
        (2..=13, 1..) => Phrase("{0} days {1} h"),
        _ => Phrase("{0} days"),
    };
    let [days, hours, read] = [days, hours, minutes].map(|count| count.to_string());
    text.with(&[&days, &hours, &read, &format!("{minutes:02}")])
}

pub fn begins_in(seconds: i64) -> String {
    Phrase("Begins in {0}").with(&[&duration(seconds)])
}

pub fn over(name: &str) -> String {
    Phrase("{0} is over.").with(&[name])
}

pub fn recorded(count: usize) -> String {
    counted(count, Phrase("One session was recorded."), Phrase("{0} sessions were recorded."))
}

pub fn on_now(count: usize) -> String {
    Phrase("{0} on now").with_number(count)
}

pub fn until(clock: &str) -> String {
    Phrase("until {0}").with(&[clock])
}

pub fn sessions(count: usize) -> String {
    counted(count, Phrase("1 session"), Phrase("{0} sessions"))
}

/// What the list shows: so many sessions, of which language, out of how many.
pub fn showing(count: usize, of: usize, language_key: Option<&str>, narrowed: bool) -> String {
    let text = match (language_key, narrowed) {
        (Some(_), false) => Phrase("{2} only: {3}"),
        (None, false) => Phrase("{3}"),
        (Some(_), true) => Phrase("{0} of {1} in {2}"),
        (None, true) => Phrase("{0} of {1}"),
    };
    let tongue = language_key.map(language).unwrap_or_default();
    text.with(&[&count.to_string(), &sessions(of), &tongue, &sessions(count)])
}

/// That of so many sessions most are still to come.
pub fn coming(count: usize) -> String {
    Phrase("{0}, most of them on their way").with(&[&sessions(count)])
}

/// What a query found.
pub fn found(count: usize, query: &str) -> String {
    Phrase("{0} for “{1}”").with(&[&sessions(count), &excerpt(query.trim())])
}

/// A long time in which nothing is on.
pub fn nothing_for(minutes: i64) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let text = match minutes {
        0 => Phrase("{0} h without sessions"),
        _ => Phrase("{0} h {1} min without sessions"),
    };
    text.with(&[&hours.to_string(), &minutes.to_string()])
}

/// Between the members of a list.
pub const COMMA: Phrase = Phrase(", ");

/// That nothing was found, and by what.
pub fn nothing_found(choices: &[String], language_key: Option<&str>) -> String {
    let mut all = choices.to_vec();
    all.extend(language_key.map(|key| Phrase("{0} only").with(&[&language(key)])));
    Phrase("No session is left by these: {0}.").with(&[&all.join(&COMMA)])
}

pub fn and_more(count: usize) -> String {
    Phrase("and {0} more").with_number(count)
}

/// A box to look for a value of a filter in.
/// What a field is called.
pub fn field(field: Field) -> Phrase {
    match field {
        Field::Title => Phrase("Title"),
        Field::Format => Phrase("Format"),
        Field::Topic => Phrase("Topic"),
        Field::Track => Phrase("Track"),
        Field::Room => Phrase("Room"),
        Field::Level => Phrase("Level"),
        Field::Company => Phrase("Company"),
        Field::Speaker => Phrase("Speaker"),
        Field::Language => LANGUAGE,
        Field::Day => DAY,
        Field::Summary => ABOUT,
        Field::Recording => RECORDING,
        Field::Slides => SLIDES,
        Field::Page => PAGE,
    }
}

/// All names of a facet together.
pub fn every(facet: Field) -> Phrase {
    match facet {
        Field::Company => Phrase("Every company"),
        _ => Phrase("Every speaker"),
    }
}

pub fn narrow(facet: &str) -> String {
    Phrase("Look for: {0}").with(&[facet])
}

pub fn earlier(count: usize) -> String {
    Phrase("Show {0} earlier").with_number(count)
}

pub fn later(count: usize) -> String {
    Phrase("Show {0} more").with_number(count)
}

/// Why two sessions are related: by the terms that both have.
pub fn both_about(terms: &[String]) -> String {
    Phrase("both: {0}").with(&[&terms.join(&COMMA)])
}

pub fn read_as(typed: &str, meant: &str) -> String {
    Phrase("“{0}” was read as “{1}”.").with(&[&excerpt(typed), &excerpt(meant)])
}

pub fn did_you_mean(query: &str) -> String {
    Phrase("Did you mean “{0}”?").with(&[&excerpt(query)])
}

pub fn in_other_languages(count: usize) -> String {
    Phrase("{0} more in other languages").with_number(count)
}

pub fn without_filters(count: usize) -> String {
    Phrase("{0} more without the filters").with_number(count)
}

pub const FILTERS_ON: Phrase = Phrase("What is looked for");

/// Something that narrows the list.
pub fn choice(choice: &Choice) -> String {
    match choice {
        Choice::Query(query) => Phrase("“{0}”").with(&[&excerpt(query.trim())]),
        Choice::Day(date) => short_day(*date),
        Choice::Of(Field::Format, key) => format(&Format::from_key(key)),
        Choice::Of(_, name) => (*name).to_owned(),
        Choice::PickedOnly => PICKED_ONLY.get().to_owned(),
        Choice::NotOver => NOT_OVER.get().to_owned(),
    }
}

pub fn drop_choice(name: &str) -> String {
    Phrase("Drop {0}").with(&[name])
}

pub fn show_all(count: usize) -> String {
    Phrase("Full schedule ({0})").with_number(count)
}

pub fn in_agenda(count: usize) -> String {
    if count == 0 {
        EMPTY_AGENDA.get().to_owned()
    } else {
        Phrase("{0} in your agenda").with(&[&sessions(count)])
    }
}

pub fn picks(count: usize) -> String {
    counted(count, Phrase("1 pick"), Phrase("{0} picks"))
}

pub fn pick(title: &str) -> String {
    Phrase("Pick: {0}").with(&[title])
}

pub fn removed(title: &str) -> String {
    Phrase("Removed: {0}").with(&[title])
}

/// What the agenda holds: picks that the schedule has, and picks that it does not have any more.
pub fn agenda_holds(here: usize, gone: usize) -> String {
    let text = match gone {
        0 => return in_agenda(here),
        1 => Phrase("{0}, and one that is not in this schedule (it is kept)"),
        _ => Phrase("{0}, and {1} that are not in this schedule (they are kept)"),
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
    Phrase("The address asks for {0}=“{1}”, which this schedule does not know. It was ignored.")
        .with(&[key, &excerpt(value)])
}

pub fn unknown_hash(id: &str) -> String {
    Phrase("There is no session “{0}” in this schedule.").with(&[&excerpt(id)])
}

pub fn set_aside(why: Unreadable, key: &str) -> String {
    let (text, version) = match why {
        Unreadable::Broken => (
            Phrase(
                "Your stored agenda could not be read. It was not changed, only moved aside to “{0}” in this browser’s storage.",
            ),
            0,
        ),
        Unreadable::Newer(version) => (
            Phrase(
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
    let all = counted(count, Phrase("1 change in the schedule"), Phrase("{0} changes in the schedule"));
    match mine {
        0 => all,
        _ => Phrase("{0}, {1} of your picks").with(&[&all, &mine.to_string()]),
    }
}

pub fn dismiss(title: &str) -> String {
    Phrase("Dismiss: {0}").with(&[title])
}

pub fn new_session(when: &str) -> String {
    Phrase("New, {0}").with(&[when])
}

pub fn gone(when: &str) -> String {
    Phrase("{0}; it was {1}").with(&[&LOST, when])
}

pub fn moved(from: &str, to: &str) -> String {
    Phrase("Moved from {0} to {1}").with(&[from, to])
}

pub fn ends(from: &str, to: &str) -> String {
    Phrase("Ends at {1} instead of {0}").with(&[from, to])
}

pub fn room(from: Option<&str>, to: Option<&str>) -> String {
    let text = match (from, to) {
        (Some(_), Some(_)) => Phrase("Moved from room {0} to {1}"),
        (None, Some(_)) => Phrase("Now in room {1}"),
        (_, None) => Phrase("No room any more"),
    };
    text.with(&[from.unwrap_or_default(), to.unwrap_or_default()])
}

pub fn renamed(from: &str) -> String {
    Phrase("Was called “{0}”").with(&[&excerpt(from)])
}

pub fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::OtherConference(id) => Phrase("it is of another conference (“{0}”)").with(&[&excerpt(id)]),
        Doubt::UnknownZone(name) => Phrase("there is no time zone “{0}”").with(&[&excerpt(name)]),
        Doubt::MostGone { before, left } => {
            Phrase("of {0} only {1} are left").with(&[&sessions(*before), &left.to_string()])
        }
    }
}

pub fn held_back(why: &str) -> String {
    Phrase(
        "A new schedule was published, but it looks like a mistake: {0}. The one from before stays in use.",
    )
    .with(&[why])
}

/// Whether the app opens without a network, and how long ago the schedule was the server's, in seconds: that only once it is
/// known whether, since a longer line would move the page twice.
pub fn kept(offline: Offline, age: Option<i64>) -> String {
    let text = match offline {
        // A space that stays, so that nothing moves when there is something to tell.
        Offline::Unknown => return "\u{a0}".into(),
        Offline::NotYet => return Phrase("Not kept for offline use yet").into(),
        Offline::Ready => Phrase("Ready offline"),
        Offline::Failed => Phrase("Could not be kept for offline use"),
        Offline::Never => Phrase("This browser can’t keep it for offline use"),
    };
    match age {
        None => text.into(),
        Some(..60) => Phrase("{0} · schedule checked just now").with(&[&text]),
        Some(seconds) => Phrase("{0} · schedule checked {1} ago").with(&[&text, &duration(seconds)]),
    }
}

pub fn cannot_be_used(error: &FileError) -> String {
    match error {
        FileError::NotJson(why) => Phrase("it is not JSON ({0})").with(&[why]),
        FileError::NotASchedule => {
            Phrase("it is JSON, but holds no conference id or no list of sessions").get().to_owned()
        }
    }
}

/// What is told besides where the schedule could not be loaded.
const PRERENDERED: Phrase = Phrase("The programme below is the one that came with the page. ");

pub fn fetch_failed(error: FetchError) -> String {
    let (text, status) = match error {
        FetchError::Network => {
            (Phrase("The schedule file could not be loaded: no answer from the network. {0}"), 0)
        }
        FetchError::Status(status) => {
            (Phrase("The schedule file could not be loaded: the server answered {1}. {0}"), status)
        }
    };
    text.with(&[&PRERENDERED, &status.to_string()])
}

pub fn file_failed(error: &FileError) -> String {
    Phrase("The schedule file can’t be used: {0}. {1}").with(&[&cannot_be_used(error), &PRERENDERED])
}

pub fn problems(count: usize) -> String {
    counted(
        count,
        Phrase("1 entry of the schedule file was left out"),
        Phrase("{0} entries of the schedule file were left out"),
    )
}

pub fn problem(problem: &Problem) -> String {
    let reason = match &problem.reason {
        Reason::NoId => Phrase("no id"),
        Reason::NoTitle => Phrase("no title"),
        Reason::NoStart => Phrase("no start time that can be read"),
        Reason::NoEnd => Phrase("no end time that can be read"),
        Reason::EndBeforeStart => Phrase("ends before it starts"),
        Reason::RepeatedId => Phrase("its id is taken by an earlier session"),
    };
    Phrase("{0}: {1}").with(&[&excerpt(&problem.id), &reason])
}

/// The page's description, for search engines and link previews.
pub fn description(schedule: &Schedule) -> String {
    let dates = schedule.dates.map(|(first, last)| Phrase(", {0}").with(&[&date_range(first, last)]));
    Phrase("The schedule of {0}{1}: {2}. Build your own agenda, without an account, offline too.").with(&[
        &schedule.name,
        &dates.unwrap_or_default(),
        &sessions(schedule.sessions.len()),
    ])
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
