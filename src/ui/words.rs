//! All the words of the interface, in English. A second language is a second one of these.

pub mod desk;

use chrono::Datelike;

use crate::{
    agenda::Unreadable,
    browser::fetch::FetchError,
    schedule::{Doubt, Facet, FileError, Format, Problem, Reason, Schedule},
    time::{Date, Zone},
    ui::model::Offline,
    view::Choice,
};

pub const APP: &str = "Tidetable";
pub const SKIP: &str = "Skip to the schedule";

pub const CONTROLS: &str = "What to show";
pub const DAYS: &str = "Days";
pub const SEARCH: &str = "Search sessions";
pub const VIEW: &str = "View";
pub const LIST: &str = "List";
pub const GRID: &str = "Grid";
pub const AGENDA: &str = "Agenda";
pub const LANGUAGE: &str = "Language";
pub const ALL_LANGUAGES: &str = "All";
pub const TIME_ZONE: &str = "Time zone";
pub const ALL_ZONES: &str = "All zones";
pub const THEME: &str = "Theme";
pub const THEMES: [(&str, &str); 3] = [("", "◐ System"), ("light", "☀ Light"), ("dark", "☾ Dark")];
pub const FILTERS: &str = "Filters";
pub const FORMAT: &str = "Format";
pub const TOPIC: &str = "Topic";
pub const DAY: &str = "Day";
pub const EVERY_DAY: &str = "Every day";
pub const TRACK: &str = "Track";
pub const ROOM: &str = "Room";
pub const COMPANY: &str = "Company";
pub const EVERY_COMPANY: &str = "Every company";
pub const SPEAKER: &str = "Speaker";
pub const EVERY_SPEAKER: &str = "Every speaker";
pub const PICKED_ONLY: &str = "Picked only";
pub const NOT_OVER: &str = "Not yet over";
pub const CLEAR: &str = "Clear filters";
pub const UNDO: &str = "Undo";
pub const DISMISS: &str = "Dismiss";
pub const TRY_AGAIN: &str = "Try again";
pub const PICK: &str = "Pick";
pub const ON_NOW: &str = "On now";
pub const CANCELLED: &str = "Cancelled";
pub const ABOUT: &str = "About";
pub const RECORDING: &str = "Recording";
pub const SLIDES: &str = "Slides";
pub const PAGE: &str = "Session page";
pub const NOW: &str = "Now";
pub const NEXT: &str = "Next";
pub const BREAK: &str = "A break";
pub const LOCAL_UNNAMED: &str = "this device’s zone";

pub const EMPTY_AGENDA: &str = "Nothing picked yet";
pub const HOW_TO_PICK: &str = "Press Pick beside a session and it is kept here, on this device, in order of time. No account is needed.";
pub const START_WITH_KEYNOTES: &str = "Start with the keynotes";
pub const START_WITH_LIST: &str = "See all sessions";
pub const BEST_FIRST: &str = "Best matches first";
pub const BY_TIME: &str = "In order of time";
pub const NO_SESSIONS: &str = "The schedule has no sessions yet.";

/// What the page is without scripts: the whole programme, or only its first day.
pub fn no_script(is_one_day: bool) -> String {
    let what = if is_one_day { "This page holds the first day only" } else { "This is the whole programme" };
    format!(
        "{what}, in the venue’s time. Picking sessions, search, filters, your own time zone and sessions in other \
         languages need JavaScript{}.",
        if is_one_day { ", and so do the other days" } else { "" }
    )
}

pub const START_FAILED: &str = "The app could not be loaded, so sessions can’t be picked or searched just now. The \
                                programme below is complete.";
pub const BROKE: &str = "Something in the app broke. What you picked is kept. ";
pub const RELOAD: &str = "Reload the page";
pub const FAILED_AGAIN: &str = "The app could not be started again and again. What you picked is kept, and the programme below \
                                is complete. To repair it, reset the app: it is then loaded anew from the network.";
pub const RESET: &str = "Reset the app";
pub const NO_NETWORK: &str = "There is no network to load the app from, so nothing was reset.";

pub const NOT_KEPT: &str = "This browser does not let the page store anything (a private window, or no room): your picks last until you close it.";

pub const NEWS: &str = "News";
pub const UPDATE_WAITS: &str = "A new version of this app is ready.";
pub const UPDATE: &str = "Update now";
pub const LATER: &str = "Later";
pub const DISMISS_ALL: &str = "Dismiss all";
pub const REINSTATED: &str = "Takes place after all";
pub const SPEAKERS_CHANGED: &str = "Other speakers";
pub const DETAILS_CHANGED: &str = "Description or links changed";
pub const LOST: &str = "No longer in the schedule";
pub const CLASHES_WITH: &str = "Clashes with";

pub const KEYS: &str = "Keyboard shortcuts";
pub const ALL_KEYS: [(&str, &str); 10] = [
    ("/", "Search"),
    ("j k", "Next and previous session"),
    ("Enter", "Open a session, or close it"),
    ("Esc", "Close it"),
    ("p", "Pick it"),
    ("n", "Go to what is on now"),
    ("g l", "List"),
    ("g g", "Grid; in it the arrow keys lead on"),
    ("g a", "Agenda"),
    ("?", "These keys"),
];
pub const KEYS_OFF: &str = "Switch them off";
pub const KEYS_ON: &str = "Switch them on";
pub const CLOSE: &str = "Close";

pub const PEOPLE: &str = "Speakers and companies";
pub const SPEAKERS: &str = "Speakers";
pub const COMPANIES: &str = "Companies";
pub const NOT_LOADED: &str = "That is not loaded yet. Try again in a moment.";
pub const AT_THE_SAME_TIME: &str = "At the same time";
pub const RELATED: &str = "Related";

pub const INSTALL: &str = "Install";
pub const INSTALL_BY_HAND: &str = "To install: press Share, then “Add to Home Screen”.";
pub const EVICTABLE: &str = "This browser may clear what is kept here, your picks too, when it runs out of room or you do not \
                             come back for long.";
pub const RESET_MEANS: &str = "Loads it anew. Your picks stay.";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const LANGUAGES: [(&str, &str); 13] = [
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("uk", "Ukrainian"),
    ("zh", "Chinese"),
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The name of a language key; a key that has none here is shown as it is.
pub fn language(key: &str) -> String {
    LANGUAGES.iter().find(|(other, _)| *other == key).map_or(key, |(_, name)| name).to_owned()
}

pub fn format(format: &Format) -> String {
    let name = match format {
        Format::Keynote => "Keynote",
        Format::Talk => "Talk",
        Format::CaseStudy => "Case study",
        Format::Lightning => "Lightning talk",
        Format::Workshop => "Workshop",
        Format::Social => "Social",
        Format::OfficeHours => "Office hours",
        Format::Other(key) => return key.clone(),
    };
    name.to_owned()
}

/// `Monday`
pub fn weekday(date: Date) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// `22 February`
pub fn day_and_month(date: Date) -> String {
    format!("{} {}", date.day(), MONTHS[date.month0() as usize])
}

/// `Mon 22`
pub fn short_day(date: Date) -> String {
    format!("{} {}", &weekday(date)[..3], date.day())
}

/// `22–26 February 2021`
pub fn date_range(first: Date, last: Date) -> String {
    let whole = |date| format!("{} {}", day_and_month(date), date.year());
    if first == last {
        whole(last)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), whole(last))
    } else if first.year() == last.year() {
        format!("{} – {}", day_and_month(first), whole(last))
    } else {
        format!("{} – {}", whole(first), whole(last))
    }
}

/// `+1`, as it stands behind a time.
pub fn shift_sign(days: i64) -> String {
    format!("{days:+}").replace('-', "−")
}

/// What [`shift_sign`] means, for those who hear it.
pub fn shift_unit(days: i64) -> &'static str {
    if days.abs() == 1 { " day" } else { " days" }
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
    if offsets == [name.as_str()] { name } else { format!("{name} ({})", offsets.join(", then ")) }
}

pub fn times_in(chosen: &Zone) -> String {
    format!("Times in {}", zone(chosen))
}

pub fn local_zone(name: &str) -> String {
    format!("Local – {}", name.replace('_', " "))
}

pub fn venue_zone(name: &str) -> String {
    format!("Venue – {}", name.replace('_', " "))
}

/// `2 days 3 h`, `3 h 20 min`, `5 min`; rounded up to the minute, so that it never says 0 before it is time.
fn duration(seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h {minutes:02} min"),
        (1, 0) => "1 day".to_owned(),
        (1, _) => format!("1 day {hours} h"),
        (2..=13, 1..) => format!("{days} days {hours} h"),
        _ => format!("{days} days"),
    }
}

pub fn begins_in(seconds: i64) -> String {
    format!("Begins in {}", duration(seconds))
}

pub fn over(name: &str, recordings: usize) -> String {
    match recordings {
        0 => format!("{name} is over."),
        1 => format!("{name} is over. One session was recorded."),
        many => format!("{name} is over. {many} sessions were recorded."),
    }
}

pub fn until(clock: &str) -> String {
    format!("until {clock}")
}

pub fn sessions(count: usize) -> String {
    if count == 1 { "1 session".into() } else { format!("{count} sessions") }
}

/// What the list shows: so many sessions, of which language, out of how many.
pub fn showing(count: usize, of: usize, language_key: Option<&str>, narrowed: bool) -> String {
    let tongue = language_key.map(language);
    match (tongue, narrowed) {
        (Some(tongue), false) => format!("{tongue} only: {}", sessions(count)),
        (None, false) => sessions(count),
        (Some(tongue), true) => format!("{count} of {} in {tongue}", sessions(of)),
        (None, true) => format!("{count} of {}", sessions(of)),
    }
}

/// That of so many sessions most are still to come.
pub fn coming(count: usize) -> String {
    format!("{}, most of them on their way", sessions(count))
}

/// What a query found.
pub fn found(count: usize, query: &str) -> String {
    format!("{} for “{}”", sessions(count), excerpt(query.trim()))
}

/// A long time in which nothing is on.
pub fn nothing_for(minutes: i64) -> String {
    let (hours, minutes) = (minutes / 60, minutes % 60);
    if minutes == 0 {
        format!("{hours} h without sessions")
    } else {
        format!("{hours} h {minutes} min without sessions")
    }
}

/// That nothing was found, and by what.
pub fn nothing_found(choices: &[String], language_key: Option<&str>) -> String {
    let mut all = choices.to_vec();
    all.extend(language_key.map(|key| format!("{} only", language(key))));
    format!("No session is left by these: {}.", all.join(", "))
}

pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

pub fn earlier(count: usize) -> String {
    format!("Show {count} earlier")
}

pub fn later(count: usize) -> String {
    format!("Show {count} more")
}

/// Why two sessions are related: by the terms that both have.
pub fn both_about(terms: &[String]) -> String {
    format!("both: {}", terms.join(", "))
}

pub fn read_as(typed: &str, meant: &str) -> String {
    format!("“{}” was read as “{}”.", excerpt(typed), excerpt(meant))
}

pub fn did_you_mean(query: &str) -> String {
    format!("Did you mean “{}”?", excerpt(query))
}

pub fn in_other_languages(count: usize) -> String {
    format!("{count} more in other languages")
}

pub fn without_filters(count: usize) -> String {
    format!("{count} more without the filters")
}

pub const FILTERS_ON: &str = "What is looked for";

/// Something that narrows the list.
pub fn choice(choice: &Choice) -> String {
    match choice {
        Choice::Query(query) => format!("“{}”", excerpt(query.trim())),
        Choice::Day(date) => short_day(*date),
        Choice::Of(Facet::Format, key) => format(&Format::from_key(key)),
        Choice::Of(_, name) => (*name).to_owned(),
        Choice::PickedOnly => PICKED_ONLY.to_owned(),
        Choice::NotOver => NOT_OVER.to_owned(),
    }
}

pub fn drop_choice(name: &str) -> String {
    format!("Drop {name}")
}

pub fn show_all(count: usize) -> String {
    format!("Full schedule ({count})")
}

pub fn in_agenda(count: usize) -> String {
    if count == 0 { EMPTY_AGENDA.into() } else { format!("{} in your agenda", sessions(count)) }
}

pub fn picks(count: usize) -> String {
    if count == 1 { "1 pick".into() } else { format!("{count} picks") }
}

pub fn pick(title: &str) -> String {
    format!("Pick: {title}")
}

pub fn removed(title: &str) -> String {
    format!("Removed: {title}")
}

/// What the agenda holds: picks that the schedule has, and picks that it does not have any more.
pub fn agenda_holds(here: usize, gone: usize) -> String {
    match gone {
        0 => in_agenda(here),
        1 => format!("{}, and one that is not in this schedule (it is kept)", in_agenda(here)),
        many => format!("{}, and {many} that are not in this schedule (they are kept)", in_agenda(here)),
    }
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
    format!(
        "The address asks for {key}=“{}”, which this schedule does not know. It was ignored.",
        excerpt(value)
    )
}

pub fn unknown_hash(id: &str) -> String {
    format!("There is no session “{}” in this schedule.", excerpt(id))
}

pub fn set_aside(why: Unreadable, key: &str) -> String {
    let reason = match why {
        Unreadable::Broken => "could not be read".to_owned(),
        Unreadable::Newer(version) => {
            format!("was written by a later version of this app (record version {version})")
        }
    };
    format!(
        "Your stored agenda {reason}. It was not changed, only moved aside to “{key}” in this browser’s storage."
    )
}

/// So many changes, of which so many of picks.
pub fn changes(count: usize, mine: usize) -> String {
    let all = if count == 1 {
        "1 change in the schedule".into()
    } else {
        format!("{count} changes in the schedule")
    };
    match mine {
        0 => all,
        1 => format!("{all}, 1 of your picks"),
        many => format!("{all}, {many} of your picks"),
    }
}

pub fn dismiss(title: &str) -> String {
    format!("{DISMISS}: {title}")
}

pub fn new_session(when: &str) -> String {
    format!("New, {when}")
}

pub fn gone(when: &str) -> String {
    format!("{LOST}; it was {when}")
}

pub fn moved(from: &str, to: &str) -> String {
    format!("Moved from {from} to {to}")
}

pub fn ends(from: &str, to: &str) -> String {
    format!("Ends at {to} instead of {from}")
}

pub fn room(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("Moved from room {from} to {to}"),
        (None, Some(to)) => format!("Now in room {to}"),
        (_, None) => "No room any more".into(),
    }
}

pub fn renamed(from: &str) -> String {
    format!("Was called “{}”", excerpt(from))
}

pub fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::OtherConference(id) => format!("it is of another conference (“{}”)", excerpt(id)),
        Doubt::MostGone { before, left } => format!("of {} only {left} are left", sessions(*before)),
    }
}

pub fn held_back(why: &str) -> String {
    format!(
        "A new schedule was published, but it looks like a mistake: {why}. The one from before stays in use."
    )
}

/// Whether the app opens without a network, and how long ago the schedule was the server's, in seconds.
pub fn kept(offline: Offline, age: Option<i64>) -> String {
    let offline = match offline {
        Offline::NotYet => "Not kept for offline use yet",
        Offline::Ready => "Ready offline",
        Offline::Failed => "Could not be kept for offline use",
        Offline::Never => "This browser can’t keep it for offline use",
    };
    match age {
        None => offline.into(),
        Some(..60) => format!("{offline} · schedule checked just now"),
        Some(seconds) => format!("{offline} · schedule checked {} ago", duration(seconds)),
    }
}

pub fn cannot_be_used(error: &FileError) -> String {
    match error {
        FileError::NotJson(why) => format!("it is not JSON ({why})"),
        FileError::NotASchedule => "it is JSON, but holds no conference id or no list of sessions".to_owned(),
    }
}

pub fn fetch_failed(error: FetchError) -> String {
    match error {
        FetchError::Network => {
            "The schedule file could not be loaded: no answer from the network. The programme below is the one that came with the page. ".into()
        }
        FetchError::Status(status) => {
            format!("The schedule file could not be loaded: the server answered {status}. The programme below is the one that came with the page. ")
        }
    }
}

pub fn file_failed(error: &FileError) -> String {
    let what = cannot_be_used(error);
    format!(
        "The schedule file can’t be used: {what}. The programme below is the one that came with the page. "
    )
}

pub fn problems(count: usize) -> String {
    let verb =
        if count == 1 { "entry of the schedule file was" } else { "entries of the schedule file were" };
    format!("{count} {verb} left out")
}

pub fn problem(problem: &Problem) -> String {
    let reason = match &problem.reason {
        Reason::NoId => "no id",
        Reason::NoTitle => "no title",
        Reason::NoStart => "no start time that can be read",
        Reason::NoEnd => "no end time that can be read",
        Reason::EndBeforeStart => "ends before it starts",
        Reason::RepeatedId => "its id is taken by an earlier session",
    };
    format!("{}: {reason}", excerpt(&problem.id))
}

/// The page's description, for search engines and link previews.
pub fn description(schedule: &Schedule) -> String {
    let dates =
        schedule.dates.map(|(first, last)| format!(", {}", date_range(first, last))).unwrap_or_default();
    format!(
        "The schedule of {}{dates}: {}. Build your own agenda, without an account, offline too.",
        schedule.name,
        sessions(schedule.sessions.len())
    )
}

pub fn page_title(schedule: &Schedule) -> String {
    format!("{} · {APP}", schedule.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse_iso_date;

    #[test]
    fn date_ranges_read_as_printed() {
        let range = |a, b| date_range(parse_iso_date(a).unwrap(), parse_iso_date(b).unwrap());
        assert_eq!(range("2021-02-22", "2021-02-26"), "22–26 February 2021");
        assert_eq!(range("2021-02-22", "2021-02-22"), "22 February 2021");
        assert_eq!(range("2021-02-27", "2021-03-01"), "27 February – 1 March 2021");
        assert_eq!(range("2021-12-31", "2022-01-01"), "31 December 2021 – 1 January 2022");
    }

    #[test]
    fn a_countdown_never_says_zero_before_it_is_time() {
        assert_eq!(
            [1, 60, 3600, 86_400, 180_000, 2_000_000].map(duration),
            ["1 min", "1 min", "1 h 00 min", "1 day", "2 days 2 h", "23 days"]
        );
    }
}
