//! The words of what is done with an agenda.

use super::{Message, locale::counted};
use crate::agenda::{Priority, ShareCodeError};

pub const MORE: Message = Message("More");
pub const PLAN: Message = Message("Make my plan");
pub const PLAN_HEADING: Message = Message("Your plan");
pub const ACCEPT_PLAN: Message = Message("Accept this plan");
pub const PLAN_MEANS: Message = Message(
    "As many musts as can be, among those the most wants, then the most maybes, then the most time. Nothing is changed until \
     you accept it.",
);
pub const PLAN_CHANGED: Message = Message(
    "The schedule or your agenda has changed since this was shown. Here is the plan as it is now: nothing is accepted yet.",
);
pub const KEPT: Message = Message("Kept");
pub const LEFT_OUT: Message = Message("Left out");
pub const NOTHING_LEFT_OUT: Message = Message("Everything you picked fits.");
pub const NOTHING_TO_PLAN: Message =
    Message("Pick some sessions first, as many as you like: the plan is made of them.");
pub const PIN: Message = Message("Pin");
pub const UNPIN: Message = Message("Unpin");
pub const DROP: Message = Message("Drop");
pub const TAKE_BACK: Message = Message("Take back");
pub const OTHER_TIME: Message = Message("It is kept at another time:");
pub const DROPPED: Message = Message("You dropped it.");
pub const IS_CANCELLED: Message = Message("It is cancelled.");
pub const MUSTS_CLASH: Message =
    Message("These musts clash with each other, so not all of them can be kept:");

pub const OWN: Message = Message("Add my own entry");
pub const OWN_HEADING: Message = Message("An entry of your own");
pub const OWN_TITLE: Message = Message("What for");
pub const OWN_PLACE: Message = Message("Where");
pub const OWN_START: Message = Message("From");
pub const OWN_END: Message = Message("Until");
pub const OWN_DAILY: Message = Message("On each day of the conference");
pub const OWN_BUSY: Message = Message("I can’t be elsewhere meanwhile");
pub const OWN_NOTE: Message = Message("Note");
pub const OWN_ADD: Message = Message("Add");
pub const OWN_SAVE: Message = Message("Save");
pub const OWN_BACKWARDS: Message = Message("It has to end after it begins.");
pub const OWN_ENTRIES: Message = Message("My own entries");
pub const OWN_UNTITLED: Message = Message("Busy");
/// Behind the time of what is on each day.
pub const DAILY: Message = Message("each day");
/// Of an entry meanwhile of which one can be elsewhere.
pub const IS_FREE: Message = Message("I can be elsewhere");
pub const EDIT: Message = Message("Edit");
pub const REMOVE: Message = Message("Remove");

pub const CALENDAR: Message = Message("Download calendar");
pub const CALENDAR_HEADING: Message = Message("Take it into your calendar");
pub const CALENDAR_AGENDA: Message = Message("My agenda");
pub const CALENDAR_SCREEN: Message = Message("What is on the screen");
pub const CALENDAR_MEANS: Message = Message(
    "A calendar file (.ics). Whether your calendar updates what it has when you import it again, or adds it once more, is for \
     the calendar to decide.",
);
pub const SUBSCRIBE: Message = Message("Subscribe");
pub const SUBSCRIBE_MEANS: Message = Message(
    "A calendar you subscribe to follows what changes. It looks when it likes: some every hour, some once a day. What changes at \
     short notice is here first.",
);
pub const EVERYTHING: Message = Message("Everything");
pub const AS_TEXT: Message = Message("As text");
pub const AS_TEXT_HEADING: Message = Message("Your agenda as text");
pub const AS_TEXT_MEANS: Message =
    Message("With times, rooms, speakers, links and your notes, for a document or a table.");
pub const COPY_MARKDOWN: Message = Message("Copy as Markdown");
pub const MARKDOWN_FILE: Message = Message("Markdown file");
pub const CSV_FILE: Message = Message("Table (CSV)");
pub const NOT_COPIED_TEXT: Message = Message("It could not be copied: take the file instead.");
/// The columns of the agenda as a table.
pub const COLUMNS: [Message; 8] = [
    Message("Title"),
    Message("Date"),
    Message("Start"),
    Message("End"),
    Message("Room"),
    Message("Speakers"),
    Message("Links"),
    Message("Note"),
];
pub const IN_MY_AGENDA: Message = Message("In my agenda");
pub const SHARE_ONE: Message = Message("Share this session");
pub const CALENDAR_ONE: Message = Message("Calendar file");
pub const ALARM: Message = Message("Remind before");
pub const TRAVEL_TIME: Message = Message("Time between sessions");

pub const SHARE: Message = Message("Share");
pub const SHARE_HEADING: Message = Message("Share your agenda");
pub const SHARE_MEANS: Message =
    Message("The link holds the agenda itself; no server keeps it. Who opens it sees it beside their own.");
pub const SHARE_LINK: Message = Message("Link");
pub const SHARE_NOTES: Message = Message("With my notes");
pub const SHARE_NOW: Message = Message("Share…");
pub const COPY: Message = Message("Copy link");
pub const COPIED: Message = Message("Copied.");
pub const NOT_COPIED: Message = Message("It could not be copied: select the link and copy it yourself.");
pub const QR: Message = Message("QR code of the link");
pub const QR_TOO_LONG: Message = Message("With the notes the link is too long for a QR code.");
pub const NOTHING_TO_SHARE: Message = Message("There is nothing in your agenda yet.");

pub const PRINT: Message = Message("Print");
pub const BACKUP: Message = Message("Back up");
pub const RESTORE: Message = Message("Restore");
pub const RESTORE_HEADING: Message = Message("Restore a backup");
pub const RESTORE_MERGE: Message = Message("Add to mine");
pub const RESTORE_REPLACE: Message = Message("Replace mine");
pub const RESTORE_MEANS: Message = Message(
    "Adding keeps what you have, and your note where both have one. Replacing leaves only what is in the backup. Either can be \
     undone.",
);
pub const NO_BACKUP: Message = Message("That file is no backup of Tidetable. Nothing was changed.");
pub const OTHER_BACKUP: Message = Message("That is a backup of another conference. Nothing was changed.");
pub const NEWER_BACKUP: Message =
    Message("That backup is from a later version of this app. Nothing was changed.");
pub const BACKUP_TOO_BIG: Message = Message("That file is too big to be a backup. Nothing was changed.");
pub const RESTORED: Message = Message("The backup was restored.");

pub const COMPARE: Message = Message("Compare");
pub const COMPARE_HEADING: Message = Message("Agendas side by side");
pub const COMPARE_MEANS: Message = Message(
    "Open a link that somebody shared: their agenda is shown here beside yours, which stays as it is. Up to five, until you \
     remove them.",
);
pub const PASTE: Message = Message("Or paste a link");
pub const OPEN: Message = Message("Open");
pub const NAME: Message = Message("Name");
pub const TOGETHER: Message = Message("Together");
pub const ONLY_ME: Message = Message("Only me");
pub const ONLY_THEM: Message = Message("Only them");
pub const MEET: Message = Message("Where you could meet");
pub const COVERED: Message = Message("At the same time: who goes where");
pub const ME: Message = Message("I");
pub const TAKE: Message = Message("Take over");
pub const TAKE_ALL: Message = Message("Take over all");
pub const NOBODY_NEW: Message = Message("Five agendas are kept already. Remove one first.");

pub const REMIND: Message = Message("Remind me");
pub const REMINDS: Message =
    Message("This page reminds you while it is open. A closed page can’t: the calendar file can.");
pub const REMIND_DENIED: Message =
    Message("This browser does not let the page remind you. The calendar file can.");
pub const REMIND_ALARM: Message =
    Message("Choose how long before, below “Download calendar”; until then it is ten minutes.");

pub const TO_SCALE: Message = Message("Days to scale");
pub const GAPS: Message = Message("Free time");
pub const NOTHING_FITS: Message = Message("Nothing of the schedule fits.");
pub const FITS_MOSTLY: Message = Message("mostly");
pub const NOTE: Message = Message("Note, for yourself only");
pub const TOOLS: Message = Message("Agenda tools");
pub const NONE: Message = Message("None");

/// The name of the way to subscribe to a calendar.
pub fn subscribe_to(name: &str) -> String {
    Message("Subscribe: {0}").with(&[name])
}

pub fn priority(priority: Priority) -> &'static str {
    let text = match priority {
        Priority::Must => Message("Must"),
        Priority::Want => Message("Want"),
        Priority::Maybe => Message("Maybe"),
    };
    text.get()
}

/// The name of the control for how much a session is wanted.
pub fn weight_of(title: &str, priority: Priority) -> String {
    Message("How much: {0}: {1}").with(&[title, self::priority(priority)])
}

pub fn about(act: &str, title: &str) -> String {
    Message("{0}: {1}").with(&[act, title])
}

pub fn minutes(minutes: i64) -> String {
    if minutes == 0 { NONE.get().to_owned() } else { length(minutes * 60) }
}

/// A free stretch, in seconds.
pub fn free_for(seconds: i64) -> String {
    Message("{0} free").with(&[&length(seconds)])
}

/// `2 h 15`, `45 min`
pub fn length(seconds: i64) -> String {
    let minutes = seconds / 60;
    let text = match (minutes / 60, minutes % 60) {
        (0, _) => Message("{1} min"),
        (_, 0) => Message("{0} h"),
        _ => Message("{0} h {2}"),
    };
    let (hours, minutes) = (minutes / 60, minutes % 60);
    text.with(&[&hours.to_string(), &minutes.to_string(), &format!("{minutes:02}")])
}

pub fn accepted(left_out: usize) -> String {
    Message("Your plan is accepted: {0} left out.").with_number(left_out)
}

pub fn friend(at: usize) -> String {
    Message("Friend {0}").with_number(at + 1)
}

pub fn friend_holds(picks: usize, unknown: usize) -> String {
    let text = match unknown {
        0 => Message("{0}"),
        1 => Message("{0}; one more is not in this schedule"),
        _ => Message("{0}; {1} more are not in this schedule"),
    };
    text.with(&[&super::picks(picks), &unknown.to_string()])
}

pub fn carried_over(count: usize) -> String {
    counted(
        count,
        Message("One of your picks has another id in the new schedule: it was taken along."),
        Message("{0} of your picks have other ids in the new schedule: they were taken along."),
    )
}

pub fn taken(count: usize) -> String {
    Message("Taken over: {0}.").with(&[&super::sessions(count)])
}

pub fn refused(why: ShareCodeError) -> Message {
    match why {
        ShareCodeError::Damaged => Message(
            "This link was cut short or changed on its way: it can’t be read. Ask for it once more. Your own agenda is as it was.",
        ),
        ShareCodeError::Newer => Message(
            "This link is from a later version of this app. Reload the page and open it again. Your own agenda is as it was.",
        ),
        ShareCodeError::OtherConference => {
            Message("This link holds an agenda of another conference. Your own agenda is as it was.")
        }
        ShareCodeError::TooLong => {
            Message("This link is longer than any agenda: it is not read. Your own agenda is as it was.")
        }
    }
}

/// What a backup holds, and how much of it is new.
pub fn backup_holds(picks: usize, new: usize, notes: usize, blocks: usize, unknown: usize) -> String {
    let text = match unknown {
        0 => Message("{0} ({1} new), notes: {2}, times you can’t be there: {3}"),
        _ => Message(
            "{0} ({1} new), notes: {2}, times you can’t be there: {3}; not in this schedule: {4} (kept all the same)",
        ),
    };
    let [new, notes, blocks, unknown] = [new, notes, blocks, unknown].map(|count| count.to_string());
    text.with(&[&super::picks(picks), &new, &notes, &blocks, &unknown])
}

pub fn reminder(title: &str, clock: &str) -> String {
    format!("{clock} · {title}")
}

pub fn note_replaced(title: &str) -> String {
    Message("Your note was changed in another tab: {0}").with(&[title])
}
