//! The conferences that were opened from files on this device: what is kept of them in local storage.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// The one that is shown first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedConferences(Vec<OpenedConference>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedConference {
    pub id: String,
    pub name: String,
}

impl OpenedConference {
    /// Under which address its schedule is kept: none that a server has.
    pub fn address(&self) -> String {
        format!("opened/{}", utf8_percent_encode(&self.id, NON_ALPHANUMERIC))
    }

    /// Where a newer schedule of it is kept until it is shown.
    pub fn next_address(&self) -> String {
        self.address() + "/next"
    }
}

impl OpenedConferences {
    /// Reads what is stored; nothing of what can't be read.
    pub fn read(stored: &str) -> Self {
        serde_json::from_str(stored).unwrap_or_default()
    }

    /// As it is stored.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The one that is shown.
    pub fn shown(&self) -> Option<&OpenedConference> {
        self.0.first()
    }

    pub fn iter(&self) -> impl Iterator<Item = &OpenedConference> {
        self.0.iter()
    }

    /// Shows a conference from now on.
    pub fn show(&mut self, conference: OpenedConference) {
        self.remove(&conference.id);
        self.0.insert(0, conference);
    }

    pub fn remove(&mut self, id: &str) {
        self.0.retain(|other| other.id != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_was_opened_last_is_shown_and_each_is_there_once() {
        let mut all = OpenedConferences::read("not JSON");
        assert_eq!(all.shown(), None);
        for (id, name) in [("a", "A"), ("b/?#", "B"), ("a", "A again")] {
            all.show(OpenedConference { id: id.into(), name: name.into() });
        }
        let mut all = OpenedConferences::read(&all.write());
        assert_eq!(all.iter().map(|one| &*one.name).collect::<Vec<_>>(), ["A again", "B"]);
        all.remove("a");
        assert_eq!(
            all.shown().map(OpenedConference::next_address).as_deref(),
            Some("opened/b%2F%3F%23/next")
        );
    }
}
