//! What the texts of an agenda mean, by the beginnings of their names: notes, one's own entries, settings, other
//! people's agendas, and what calendars were told of a session.

use super::Agenda;
use crate::{
    schedule::{Schedule, Session},
    time::Timestamp,
};

/// The name of a session's note.
pub fn note_name(id: &str) -> String {
    format!("{NOTE}{id}")
}

pub const NOTE: &str = "note ";
/// One's own entries: see [`super::OwnEntry`].
pub const BLOCK: &str = "block ";
pub const SETTING: &str = "set ";
pub const FRIEND: &str = "friend ";
/// What a calendar was told last: see [`super::calendar`].
pub const TOLD: &str = "told ";

/// The longest note, in characters.
pub const NOTE_LENGTH: usize = 10_000;

/// Minutes to get from one session to the next.
pub const TRAVEL_TIMES: [i64; 4] = [0, 5, 10, 15];
/// Minutes before a session at which a calendar or the page reminds of it; 0 for never.
pub const ALARMS: [i64; 5] = [0, 5, 10, 15, 30];

impl Agenda {
    /// What has to change where sessions have other ids: pairs of the id before and the one now. What was decided and written
    /// about the one goes over to the other, unless there is something about that already.
    pub fn carried_over<'a>(&self, ids: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut changes = Self::default();
        for (old, new) in ids {
            if let Some(priority) = self.priority(old) {
                if !self.is_picked(new) {
                    changes.weigh(new, Some(priority), 0);
                }
                changes.set(old, false, 0);
            }
            for beginning in [NOTE, TOLD] {
                let [before, now] = [old, new].map(|id| format!("{beginning}{id}"));
                let text = self.text(&before);
                if !text.is_empty() && self.text(&now).is_empty() {
                    changes.write(&now, text, 0);
                    changes.write(&before, "", 0);
                }
            }
        }
        changes
    }

    /// The other people's agendas that are kept: the code of each, and its name.
    pub fn friends(&self) -> Vec<(&str, &str)> {
        self.texts(FRIEND).collect()
    }

    /// Seconds to get from one session to the next.
    pub fn travel_time(&self) -> i64 {
        self.setting("changeover", &TRAVEL_TIMES) * 60
    }

    /// Minutes before a session to be reminded of it; 0 for never.
    pub fn alarm(&self) -> i64 {
        self.setting("alarm", &ALARMS)
    }

    /// The picks that begin within the minutes before which one is to be reminded of them.
    pub fn due<'a>(&self, schedule: &'a Schedule, now: Timestamp) -> Vec<&'a Session> {
        let before = self.alarm() * 60;
        let is_due = |session: &&Session| {
            !session.cancelled && before > 0 && (0..=before).contains(&(session.start.0 - now.0))
        };
        let picks = self.indices(schedule).into_iter().map(|index| &*schedule.sessions[index]);
        picks.filter(is_due).collect()
    }

    fn setting(&self, name: &str, choices: &[i64]) -> i64 {
        let value = self.text(&format!("{SETTING}{name}")).parse().unwrap_or(0);
        if choices.contains(&value) { value } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_whose_id_changed_fell_out_with_its_note() {
        let mut agenda = Agenda::default();
        agenda.weigh("old", Some(crate::agenda::Priority::Must), 1);
        agenda.write("note old", "Sit in front", 1);
        agenda.write("note both", "mine", 1);
        agenda.write("note kept", "theirs", 1);
        let changes = agenda.carried_over([("old", "new"), ("nobody", "else"), ("both", "kept")].into_iter());
        let before = agenda.take_over(&changes, 9);
        assert_eq!(agenda.picked().collect::<Vec<_>>(), ["new"]);
        assert_eq!(agenda.priority("new"), Some(crate::agenda::Priority::Must));
        assert_eq!([agenda.text("note old"), agenda.text("note new")], ["", "Sit in front"]);
        assert_eq!([agenda.text("note both"), agenda.text("note kept")], ["mine", "theirs"]);
        agenda.take_over(&before, 10);
        assert_eq!(agenda.picked().collect::<Vec<_>>(), ["old"]);
    }
}
