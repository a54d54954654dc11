//! The words of what is done with an agenda.

use super::{Phrase, tongue::counted};
use crate::agenda::{Refused, Tier};

pub const PLAN: Phrase = Phrase("Make my plan");
pub const PLAN_HEADING: Phrase = Phrase("Your plan");
pub const ACCEPT_PLAN: Phrase = Phrase("Accept this plan");
pub const PLAN_MEANS: Phrase = Phrase(
    "As many musts as can be, among those the most wants, then the most maybes, then the most time. Nothing is changed until \
     you accept it.",
);
pub const PLAN_CHANGED: Phrase = Phrase(
    "The schedule or your agenda has changed since this was shown. Here is the plan as it is now: nothing is accepted yet.",
);
pub const KEPT: Phrase = Phrase("Kept");
pub const LEFT_OUT: Phrase = Phrase("Left out");
pub const NOTHING_LEFT_OUT: Phrase = Phrase("Everything you picked fits.");
pub const NOTHING_TO_PLAN: Phrase =
    Phrase("Pick some sessions first, as many as you like: the plan is made of them.");
pub const PIN: Phrase = Phrase("Pin");
pub const UNPIN: Phrase = Phrase("Unpin");
pub const DROP: Phrase = Phrase("Drop");
pub const TAKE_BACK: Phrase = Phrase("Take back");
pub const DROPPED: Phrase = Phrase("You dropped it.");
pub const IS_CANCELLED: Phrase = Phrase("It is cancelled.");
pub const MUSTS_CLASH: Phrase = Phrase("These musts clash with each other, so not all of them can be kept:");

pub const BLOCK: Phrase = Phrase("Add a time I can’t be there");
pub const BLOCK_HEADING: Phrase = Phrase("A time you can’t be there");
pub const BLOCK_TITLE: Phrase = Phrase("What for");
pub const BLOCK_START: Phrase = Phrase("From");
pub const BLOCK_END: Phrase = Phrase("Until");
pub const BLOCK_ADD: Phrase = Phrase("Add");
pub const BLOCK_BACKWARDS: Phrase = Phrase("It has to end after it begins.");
pub const BLOCKS: Phrase = Phrase("Can’t be there");
pub const BLOCK_UNTITLED: Phrase = Phrase("Busy");
pub const REMOVE: Phrase = Phrase("Remove");

pub const CALENDAR: Phrase = Phrase("Download calendar");
pub const CALENDAR_HEADING: Phrase = Phrase("Take it into your calendar");
pub const CALENDAR_AGENDA: Phrase = Phrase("My agenda");
pub const CALENDAR_SCREEN: Phrase = Phrase("What is on the screen");
pub const CALENDAR_MEANS: Phrase = Phrase(
    "A calendar file (.ics). Whether your calendar updates what it has when you import it again, or adds it once more, is for \
     the calendar to decide.",
);
pub const CALENDAR_ONE: Phrase = Phrase("Calendar file");
pub const ALARM: Phrase = Phrase("Remind before");
pub const CHANGEOVER: Phrase = Phrase("Time between sessions");

pub const SHARE: Phrase = Phrase("Share");
pub const SHARE_HEADING: Phrase = Phrase("Share your agenda");
pub const SHARE_MEANS: Phrase =
    Phrase("The link holds the agenda itself; no server keeps it. Who opens it sees it beside their own.");
pub const SHARE_LINK: Phrase = Phrase("Link");
pub const SHARE_NOTES: Phrase = Phrase("With my notes");
pub const SHARE_NOW: Phrase = Phrase("Share…");
pub const COPY: Phrase = Phrase("Copy link");
pub const COPIED: Phrase = Phrase("Copied.");
pub const NOT_COPIED: Phrase = Phrase("It could not be copied: select the link and copy it yourself.");
pub const QR: Phrase = Phrase("QR code of the link");
pub const QR_TOO_LONG: Phrase = Phrase("With the notes the link is too long for a QR code.");
pub const NOTHING_TO_SHARE: Phrase = Phrase("There is nothing in your agenda yet.");

pub const PRINT: Phrase = Phrase("Print");
pub const BACKUP: Phrase = Phrase("Back up");
pub const RESTORE: Phrase = Phrase("Restore");
pub const RESTORE_HEADING: Phrase = Phrase("Restore a backup");
pub const RESTORE_MERGE: Phrase = Phrase("Add to mine");
pub const RESTORE_REPLACE: Phrase = Phrase("Replace mine");
pub const RESTORE_MEANS: Phrase = Phrase(
    "Adding keeps what you have, and your note where both have one. Replacing leaves only what is in the backup. Either can be \
     undone.",
);
pub const NO_BACKUP: Phrase = Phrase("That file is no backup of Tidetable. Nothing was changed.");
pub const OTHER_BACKUP: Phrase = Phrase("That is a backup of another conference. Nothing was changed.");
pub const NEWER_BACKUP: Phrase =
    Phrase("That backup is from a later version of this app. Nothing was changed.");
pub const BACKUP_TOO_BIG: Phrase = Phrase("That file is too big to be a backup. Nothing was changed.");
pub const RESTORED: Phrase = Phrase("The backup was restored.");

pub const COMPARE: Phrase = Phrase("Compare");
pub const COMPARE_HEADING: Phrase = Phrase("Agendas side by side");
pub const COMPARE_MEANS: Phrase = Phrase(
    "Open a link that somebody shared: their agenda is shown here beside yours, which stays as it is. Up to five, until you \
     remove them.",
);
pub const PASTE: Phrase = Phrase("Or paste a link");
pub const OPEN: Phrase = Phrase("Open");
pub const NAME: Phrase = Phrase("Name");
pub const TOGETHER: Phrase = Phrase("Together");
pub const ONLY_ME: Phrase = Phrase("Only me");
pub const ONLY_THEM: Phrase = Phrase("Only them");
pub const MEET: Phrase = Phrase("Where you could meet");
pub const COVERED: Phrase = Phrase("At the same time: who goes where");
pub const ME: Phrase = Phrase("I");
pub const TAKE: Phrase = Phrase("Take over");
pub const TAKE_ALL: Phrase = Phrase("Take over all");
pub const NOBODY_NEW: Phrase = Phrase("Five agendas are kept already. Remove one first.");

pub const REMIND: Phrase = Phrase("Remind me");
pub const REMINDS: Phrase =
    Phrase("This page reminds you while it is open. A closed page can’t: the calendar file can.");
pub const REMIND_DENIED: Phrase =
    Phrase("This browser does not let the page remind you. The calendar file can.");
pub const REMIND_ALARM: Phrase =
    Phrase("Choose how long before, below “Download calendar”; until then it is ten minutes.");

pub const GAPS: Phrase = Phrase("Free time");
pub const NOTHING_FITS: Phrase = Phrase("Nothing of the schedule fits.");
pub const FITS_MOSTLY: Phrase = Phrase("mostly");
pub const NOTE: Phrase = Phrase("Note, for yourself only");
pub const TOOLS: Phrase = Phrase("Agenda tools");
pub const NONE: Phrase = Phrase("None");

pub fn tier(tier: Tier) -> &'static str {
    let text = match tier {
        Tier::Must => Phrase("Must"),
        Tier::Want => Phrase("Want"),
        Tier::Maybe => Phrase("Maybe"),
    };
    text.get()
}

pub fn weight_of(title: &str) -> String {
    Phrase("How much: {0}").with(&[title])
}

pub fn about(act: &str, title: &str) -> String {
    Phrase("{0}: {1}").with(&[act, title])
}

pub fn minutes(minutes: i64) -> String {
    if minutes == 0 { NONE.get().to_owned() } else { length(minutes * 60) }
}

/// `2 h 15`, `45 min`
pub fn length(seconds: i64) -> String {
    let minutes = seconds / 60;
    let text = match (minutes / 60, minutes % 60) {
        (0, _) => Phrase("{1} min"),
        (_, 0) => Phrase("{0} h"),
        _ => Phrase("{0} h {2}"),
    };
    let (hours, minutes) = (minutes / 60, minutes % 60);
    text.with(&[&hours.to_string(), &minutes.to_string(), &format!("{minutes:02}")])
}

pub fn accepted(left_out: usize) -> String {
    Phrase("Your plan is accepted: {0} left out.").with_number(left_out)
}

pub fn friend(at: usize) -> String {
    Phrase("Friend {0}").with_number(at + 1)
}

pub fn friend_holds(picks: usize, unknown: usize) -> String {
    let text = match unknown {
        0 => Phrase("{0}"),
        1 => Phrase("{0}; one more is not in this schedule"),
        _ => Phrase("{0}; {1} more are not in this schedule"),
    };
    text.with(&[&super::picks(picks), &unknown.to_string()])
}

pub fn carried_over(count: usize) -> String {
    counted(
        count,
        Phrase("One of your picks has another id in the new schedule: it was taken along."),
        Phrase("{0} of your picks have other ids in the new schedule: they were taken along."),
    )
}

pub fn taken(count: usize) -> String {
    Phrase("Taken over: {0}.").with(&[&super::sessions(count)])
}

pub fn refused(why: Refused) -> Phrase {
    match why {
        Refused::Damaged => Phrase(
            "This link was cut short or changed on its way: it can’t be read. Ask for it once more. Your own agenda is as it was.",
        ),
        Refused::Newer => Phrase(
            "This link is from a later version of this app. Reload the page and open it again. Your own agenda is as it was.",
        ),
        Refused::OtherConference => {
            Phrase("This link holds an agenda of another conference. Your own agenda is as it was.")
        }
        Refused::TooLong => {
            Phrase("This link is longer than any agenda: it is not read. Your own agenda is as it was.")
        }
    }
}

/// What a backup holds, and how much of it is new.
pub fn backup_holds(picks: usize, new: usize, notes: usize, blocks: usize, unknown: usize) -> String {
    let text = match unknown {
        0 => Phrase("{0} ({1} new), notes: {2}, times you can’t be there: {3}"),
        _ => Phrase(
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
    Phrase("Your note was changed in another tab: {0}").with(&[title])
}
