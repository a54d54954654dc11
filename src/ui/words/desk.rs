//! The words of what is done with an agenda.

use crate::agenda::{Refused, Tier};

pub const PLAN: &str = "Make my plan";
pub const PLAN_HEADING: &str = "Your plan";
pub const ACCEPT_PLAN: &str = "Accept this plan";
pub const PLAN_MEANS: &str = "As many musts as can be, among those the most wants, then the most maybes, then the most time. \
                              Nothing is changed until you accept it.";
pub const KEPT: &str = "Kept";
pub const LEFT_OUT: &str = "Left out";
pub const NOTHING_LEFT_OUT: &str = "Everything you picked fits.";
pub const NOTHING_TO_PLAN: &str = "Pick some sessions first, as many as you like: the plan is made of them.";
pub const PIN: &str = "Pin";
pub const UNPIN: &str = "Unpin";
pub const DROP: &str = "Drop";
pub const TAKE_BACK: &str = "Take back";
pub const DROPPED: &str = "You dropped it.";
pub const IS_CANCELLED: &str = "It is cancelled.";
pub const MUSTS_CLASH: &str = "These musts clash with each other, so not all of them can be kept:";

pub const BLOCK: &str = "Add a time I can’t be there";
pub const BLOCK_HEADING: &str = "A time you can’t be there";
pub const BLOCK_TITLE: &str = "What for";
pub const BLOCK_START: &str = "From";
pub const BLOCK_END: &str = "Until";
pub const BLOCK_ADD: &str = "Add";
pub const BLOCK_BACKWARDS: &str = "It has to end after it begins.";
pub const BLOCKS: &str = "Can’t be there";
pub const BLOCK_UNTITLED: &str = "Busy";
pub const REMOVE: &str = "Remove";

pub const CALENDAR: &str = "Download calendar";
pub const CALENDAR_HEADING: &str = "Take it into your calendar";
pub const CALENDAR_AGENDA: &str = "My agenda";
pub const CALENDAR_SCREEN: &str = "What is on the screen";
pub const CALENDAR_MEANS: &str = "A calendar file (.ics). Whether your calendar updates what it has when you import it again, or \
                                  adds it once more, is for the calendar to decide.";
pub const CALENDAR_ONE: &str = "Calendar file";
pub const ALARM: &str = "Remind before";
pub const CHANGEOVER: &str = "Time between sessions";

pub const SHARE: &str = "Share";
pub const SHARE_HEADING: &str = "Share your agenda";
pub const SHARE_MEANS: &str =
    "The link holds the agenda itself; no server keeps it. Who opens it sees it beside their own.";
pub const SHARE_LINK: &str = "Link";
pub const SHARE_NOTES: &str = "With my notes";
pub const SHARE_NOW: &str = "Share…";
pub const COPY: &str = "Copy link";
pub const COPIED: &str = "Copied.";
pub const NOT_COPIED: &str = "It could not be copied: select the link and copy it yourself.";
pub const QR: &str = "QR code of the link";
pub const QR_TOO_LONG: &str = "With the notes the link is too long for a QR code.";
pub const NOTHING_TO_SHARE: &str = "There is nothing in your agenda yet.";

pub const PRINT: &str = "Print";
pub const BACKUP: &str = "Back up";
pub const RESTORE: &str = "Restore";
pub const RESTORE_HEADING: &str = "Restore a backup";
pub const RESTORE_MERGE: &str = "Add to mine";
pub const RESTORE_REPLACE: &str = "Replace mine";
pub const RESTORE_MEANS: &str = "Adding keeps what you have, and your note where both have one. Replacing leaves only what is in \
                                 the backup. Either can be undone.";
pub const NO_BACKUP: &str = "That file is no backup of Tidetable. Nothing was changed.";
pub const OTHER_BACKUP: &str = "That is a backup of another conference. Nothing was changed.";
pub const NEWER_BACKUP: &str = "That backup is from a later version of this app. Nothing was changed.";
pub const BACKUP_TOO_BIG: &str = "That file is too big to be a backup. Nothing was changed.";
pub const RESTORED: &str = "The backup was restored.";

pub const COMPARE: &str = "Compare";
pub const COMPARE_HEADING: &str = "Agendas side by side";
pub const COMPARE_MEANS: &str = "Open a link that somebody shared: their agenda is shown here beside yours, which stays as it is. Up \
                                 to five, until you remove them.";
pub const PASTE: &str = "Or paste a link";
pub const OPEN: &str = "Open";
pub const NAME: &str = "Name";
pub const TOGETHER: &str = "Together";
pub const ONLY_ME: &str = "Only me";
pub const ONLY_THEM: &str = "Only them";
pub const MEET: &str = "Where you could meet";
pub const COVERED: &str = "At the same time: who goes where";
pub const ME: &str = "I";
pub const TAKE: &str = "Take over";
pub const TAKE_ALL: &str = "Take over all";
pub const NOBODY_NEW: &str = "Five agendas are kept already. Remove one first.";

pub const REMIND: &str = "Remind me";
pub const REMINDS: &str =
    "This page reminds you while it is open. A closed page can’t: the calendar file can.";
pub const REMIND_DENIED: &str = "This browser does not let the page remind you. The calendar file can.";
pub const REMIND_ALARM: &str =
    "Choose how long before, below “Download calendar”; until then it is ten minutes.";

pub const GAPS: &str = "Free time";
pub const NOTHING_FITS: &str = "Nothing of the schedule fits.";
pub const FITS_MOSTLY: &str = "mostly";
pub const NOTE: &str = "Note, for yourself only";
pub const TOOLS: &str = "Agenda tools";
pub const NONE: &str = "None";

pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Must => "Must",
        Tier::Want => "Want",
        Tier::Maybe => "Maybe",
    }
}

pub fn weight_of(title: &str) -> String {
    format!("How much: {title}")
}

pub fn about(act: &str, title: &str) -> String {
    format!("{act}: {title}")
}

pub fn minutes(minutes: i64) -> String {
    if minutes == 0 { NONE.into() } else { format!("{minutes} min") }
}

/// `2 h 15`, `45 min`
pub fn length(seconds: i64) -> String {
    let minutes = seconds / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

pub fn accepted(left_out: usize) -> String {
    format!("Your plan is accepted: {left_out} left out.")
}

pub fn friend(at: usize) -> String {
    format!("Friend {}", at + 1)
}

pub fn friend_holds(picks: usize, unknown: usize) -> String {
    let picks = super::picks(picks);
    match unknown {
        0 => picks,
        1 => format!("{picks}; one more is not in this schedule"),
        many => format!("{picks}; {many} more are not in this schedule"),
    }
}

pub fn taken(count: usize) -> String {
    format!("Taken over: {}.", super::sessions(count))
}

pub fn refused(why: Refused) -> &'static str {
    match why {
        Refused::Damaged => {
            "This link was cut short or changed on its way: it can’t be read. Ask for it once more. Your own agenda is as it was."
        }
        Refused::Newer => {
            "This link is from a later version of this app. Reload the page and open it again. Your own agenda is as it was."
        }
        Refused::OtherConference => {
            "This link holds an agenda of another conference. Your own agenda is as it was."
        }
        Refused::TooLong => {
            "This link is longer than any agenda: it is not read. Your own agenda is as it was."
        }
    }
}

/// What a backup holds, and how much of it is new.
pub fn backup_holds(picks: usize, new: usize, notes: usize, blocks: usize, unknown: usize) -> String {
    let mut text =
        format!("{} ({new} new), notes: {notes}, times you can’t be there: {blocks}", super::picks(picks));
    if unknown > 0 {
        text += &format!("; not in this schedule: {unknown} (kept all the same)");
    }
    text
}

pub fn reminder(title: &str, clock: &str) -> String {
    format!("{clock} · {title}")
}

pub fn note_replaced(title: &str) -> String {
    format!("Your note was changed in another tab: {title}")
}
