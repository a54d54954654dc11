//! A backup: a file with the whole record of an agenda, and what a restored one changes.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Agenda, DecodeError, decode, record::Record};
use crate::{json, schedule::Schedule};

/// Writing, reading and restoring of backups.
pub struct Backup;

/// As it is written.
#[derive(Serialize)]
struct Written<'a> {
    conference: &'a str,
    name: &'a str,
    agenda: Record<'a>,
}

/// As it is read: the record by itself, since that may be a later version's.
#[derive(Deserialize)]
struct Read {
    conference: String,
    agenda: Value,
}

/// Why a file is no backup of this conference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupError {
    /// It is none, or damaged.
    Broken,
    OtherConference,
    /// A later version of the app has written it.
    Newer,
}

impl Backup {
    /// The file: the conference's id and name, and the record as it is stored.
    pub fn write(agenda: &Agenda, schedule: &Schedule) -> String {
        let file = Written { conference: &schedule.id, name: &schedule.name, agenda: Record::of(agenda) };
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// Reads it.
    ///
    /// # Errors
    /// Where it is none of this conference that this version can read.
    pub fn read(text: &str, schedule: &Schedule) -> Result<Agenda, BackupError> {
        let file: Read = json::parse(text).map_err(|_| BackupError::Broken)?;
        if file.conference != schedule.id {
            return Err(BackupError::OtherConference);
        }
        decode(&file.agenda.to_string()).map_err(|why| match why {
            DecodeError::Newer(_) => BackupError::Newer,
            DecodeError::Broken => BackupError::Broken,
        })
    }

    /// What it changes of an agenda that keeps all that it has.
    pub fn merged(agenda: &Agenda, backup: &Agenda) -> Agenda {
        let mut changes = Agenda::default();
        for id in backup.picked().filter(|id| !agenda.is_picked(id)) {
            changes.weigh(id, backup.priority(id), 0);
        }
        for (name, text) in backup.texts("").filter(|(name, _)| agenda.text(name).is_empty()) {
            changes.write(name, text, 0);
        }
        changes
    }

    /// What it changes of an agenda of which nothing else is left.
    pub fn replaced(agenda: &Agenda, backup: &Agenda) -> Agenda {
        let mut changes = Agenda::default();
        for id in backup.picked() {
            changes.weigh(id, backup.priority(id), 0);
        }
        for (name, text) in backup.texts("") {
            changes.write(name, text, 0);
        }
        for id in agenda.picked().filter(|id| !backup.is_picked(id)) {
            changes.set(id, false, 0);
        }
        for (name, _) in agenda.texts("").filter(|(name, _)| backup.text(name).is_empty()) {
            changes.write(name, "", 0);
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::tests::istiocon;

    #[test]
    fn a_backup_brings_what_the_schedule_does_not_know_too() {
        let (schedule, mut other) = (istiocon(), Agenda::default());
        other.set("nobody-knows", true, 1);
        other.set("opening-keynote", true, 1);
        other.write("note opening-keynote", "theirs", 1);
        let backup = Backup::read(&Backup::write(&other, &schedule), &schedule).unwrap();
        assert_eq!(backup, other);
        let mut mine = Agenda::default();
        mine.write("note opening-keynote", "mine", 1);
        mine.set("airbnb-on-istio", true, 1);
        let after = |changes: Agenda| {
            let mut agenda = mine.clone();
            agenda.take_over(&changes, 9);
            let picked = agenda.picked().map(str::to_owned).collect::<Vec<_>>();
            (picked, agenda.text("note opening-keynote").to_owned())
        };
        let all = ["airbnb-on-istio", "nobody-knows", "opening-keynote"].map(str::to_owned).to_vec();
        assert_eq!(after(Backup::merged(&mine, &backup)), (all, "mine".into()));
        let theirs = ["nobody-knows", "opening-keynote"].map(str::to_owned).to_vec();
        assert_eq!(after(Backup::replaced(&mine, &backup)), (theirs, "theirs".into()));
    }

    #[test]
    fn what_is_no_backup_of_this_conference_is_refused() {
        let (schedule, agenda) = (istiocon(), Agenda::default());
        let file = Backup::write(&agenda, &schedule);
        let read = |text: &str| Backup::read(text, &schedule);
        assert_eq!(read("no JSON"), Err(BackupError::Broken));
        assert_eq!(read("[1, 2]"), Err(BackupError::Broken));
        assert_eq!(read(&file.replace("istiocon-2021", "other")), Err(BackupError::OtherConference));
        assert_eq!(read(&file.replace("\"version\":2", "\"version\":9")), Err(BackupError::Newer));
    }
}
