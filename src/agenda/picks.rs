//! Picks and texts, and how two copies of them become one.
//!
//! Each entry is a register of which the later write wins (an LWW register of the CRDT literature), and what was taken back
//! keeps its entry: so two tabs, or two devices later, can merge in any order without one undoing what the other did.

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::entries::Entries;
use crate::schedule::{Schedule, sorted};

/// The latest moment a record can hold: above it, not every JSON reader has whole numbers (RFC 8259 section 6).
const LATEST: u64 = 1 << 53;

/// How much one wants to be at a session. The derived order is that of a plan: what is greater goes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    Maybe,
    #[default]
    Want,
    Must,
}

impl Priority {
    pub const ALL: [Self; 3] = [Self::Must, Self::Want, Self::Maybe];

    /// The name in the record and in controls.
    pub fn key(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Want => "want",
            Self::Maybe => "maybe",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.key() == key)
    }

    /// The next of them all, round and round.
    pub fn next(self) -> Self {
        match self {
            Self::Must => Self::Maybe,
            Self::Want => Self::Must,
            Self::Maybe => Self::Want,
        }
    }
}

/// What was last decided about one session. The derived order is the order of the merge: the later decision is greater,
/// and of two in the same millisecond the pick is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pick {
    /// When it was decided: milliseconds since 1970-01-01T00:00:00Z, raised where needed above the decision before, so
    /// that a clock set back can't make a press ineffective.
    #[serde(deserialize_with = "moment")]
    pub at: u64,
    pub picked: bool,
    #[serde(rename = "tier", default)]
    pub priority: Priority,
}

/// A text that was last written under a name; empty where it was taken away. Ordered as picks are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    #[serde(deserialize_with = "moment")]
    pub at: u64,
    pub text: String,
}

/// The attendee's decisions by session id, and what they wrote. Sessions that the schedule does not (or no longer) have are
/// kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    pub(super) picks: Entries<Pick>,
    /// By names that [`super::texts`] gives.
    #[serde(default)]
    pub(super) texts: Entries<Text>,
}

/// Takes over an entry, unless a later one is known: what is greater is later.
fn upsert_if_newer<T: Ord>(entries: &mut Entries<T>, name: &str, entry: T) {
    if entries.get(name).is_none_or(|known| *known < entry) {
        entries.insert(name, entry);
    }
}

/// Reads a moment; refuses one that a record can't hold.
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let at = u64::deserialize(deserializer)?;
    if at > LATEST { Err(D::Error::custom("no moment")) } else { Ok(at) }
}

/// When a decision counts as made that is made now, after one that was made before.
fn next_stamp(now: u64, before: u64) -> u64 {
    now.max(before.saturating_add(1)).min(LATEST)
}

impl Agenda {
    /// One decision about a session, to be taken over.
    pub fn of_pick(id: &str, priority: Option<Priority>) -> Self {
        let mut agenda = Self::default();
        agenda.weigh(id, priority, 0);
        agenda
    }

    /// One text, to be taken over.
    pub fn of_text(name: &str, text: &str) -> Self {
        let mut agenda = Self::default();
        agenda.write(name, text, 0);
        agenda
    }

    /// What was last decided about a session; nothing where nothing ever was.
    fn decision(&self, id: &str) -> Option<Pick> {
        self.picks.get(id).copied()
    }

    pub fn is_picked(&self, id: &str) -> bool {
        self.decision(id).is_some_and(|pick| pick.picked)
    }

    /// How much a session is wanted; nothing where it is not picked.
    pub fn priority(&self, id: &str) -> Option<Priority> {
        self.decision(id).filter(|pick| pick.picked).map(|pick| pick.priority)
    }

    /// Whether anything was ever decided about a session.
    pub fn knows(&self, id: &str) -> bool {
        self.picks.get(id).is_some()
    }

    /// The ids picked, in the order of ids.
    pub fn picked(&self) -> impl Iterator<Item = &str> {
        self.picks.iter().filter(|(_, pick)| pick.picked).map(|(id, _)| id)
    }

    /// The ids of the sessions that are picked otherwise here than there.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        let here = self.picked().filter(|id| other.priority(id) != self.priority(id));
        here.chain(other.picked().filter(|id| !self.is_picked(id)))
    }

    /// The indices of the picked sessions that a schedule has, in its order: by day, then time.
    pub fn indices(&self, schedule: &Schedule) -> Vec<usize> {
        sorted(self.picked().filter_map(|id| schedule.index_of(id)).collect(), &usize::cmp)
    }

    /// Picks a session or takes the pick back; `now` in milliseconds since 1970.
    pub fn set(&mut self, id: &str, picked: bool, now: u64) {
        self.weigh(id, picked.then_some(Priority::default()), now);
    }

    /// Picks a session, so much, or takes the pick back.
    pub fn weigh(&mut self, id: &str, priority: Option<Priority>, now: u64) {
        let at = self.decision(id).map_or(now.min(LATEST), |before| next_stamp(now, before.at));
        let (picked, priority) = (priority.is_some(), priority.unwrap_or_default());
        upsert_if_newer(&mut self.picks, id, Pick { at, picked, priority });
    }

    /// What stands under a name; empty where nothing does.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |text| &text.text)
    }

    /// What stands under the names that begin so, each with the rest of its name.
    pub fn texts<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts
            .iter()
            .filter(|(_, text)| !text.text.is_empty())
            .filter_map(move |(name, text)| Some((name.strip_prefix(beginning)?, text.text.as_str())))
    }

    /// Writes a text under a name, or takes it away (empty).
    pub fn write(&mut self, name: &str, text: &str, now: u64) {
        let before = self.texts.get(name).map_or(0, |text| text.at + 1);
        let at = now.max(before).min(LATEST);
        upsert_if_newer(&mut self.texts, name, Text { at, text: text.to_owned() });
    }

    /// Takes over from another copy whatever was decided later there. Commutative, associative and idempotent.
    pub fn merge(&mut self, other: &Self) {
        for (id, pick) in other.picks.iter() {
            upsert_if_newer(&mut self.picks, id, *pick);
        }
        for (name, text) in other.texts.iter() {
            upsert_if_newer(&mut self.texts, name, text.clone());
        }
    }

    /// Takes over another's decisions as if they were made now. What it returns undoes that when it is taken over in turn.
    pub fn take_over(&mut self, changes: &Self, now: u64) -> Self {
        let mut before = Self::default();
        for (id, pick) in changes.picks.iter() {
            before.weigh(id, self.priority(id), 0);
            self.weigh(id, pick.picked.then_some(pick.priority), now);
        }
        for (name, text) in changes.texts.iter() {
            before.write(name, self.text(name), 0);
            self.write(name, &text.text, now);
        }
        before
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub fn agendas() -> impl Strategy<Value = Agenda> {
        let pick = (0u64..4, any::<bool>(), 0usize..3);
        let pick =
            pick.prop_map(|(at, picked, priority)| Pick { at, picked, priority: Priority::ALL[priority] });
        let text = (0u64..4, any::<String>()).prop_map(|(at, text)| Text { at, text });
        let picks = prop::collection::btree_map("[a-d]|.{0,3}", pick, 0..6);
        let texts = prop::collection::btree_map("note [a-d]|.{0,3}", text, 0..4);
        (picks, texts).prop_map(|(picks, texts)| Agenda {
            picks: picks.into_iter().collect(),
            texts: texts.into_iter().collect(),
        })
    }

    fn merged(a: &Agenda, b: &Agenda) -> Agenda {
        let mut a = a.clone();
        a.merge(b);
        a
    }

    #[test]
    fn two_tabs_never_undo_each_others_picks() {
        let (mut one, mut two) = (Agenda::default(), Agenda::default());
        one.set("a", true, 10);
        two.set("b", true, 11);
        one.merge(&two);
        two.merge(&one);
        assert_eq!(one, two);
        assert_eq!(one.picked().collect::<Vec<_>>(), ["a", "b"]);
        one.set("a", false, 12);
        two.merge(&one);
        assert!(!two.is_picked("a"));
    }

    #[test]
    fn a_clock_set_back_does_not_make_a_press_ineffective() {
        let (mut tab, mut stored) = (Agenda::default(), Agenda::default());
        stored.set("a", true, 1_000_000);
        stored.write("note a", "first", 1_000_000);
        tab.merge(&stored);
        tab.set("a", false, 5);
        tab.write("note a", "", 5);
        tab.merge(&stored);
        assert!(!tab.is_picked("a"));
        assert_eq!(tab.text("note a"), "");
    }

    #[test]
    fn a_clock_at_the_end_of_time_writes_a_record_that_can_be_read() {
        let mut agenda = Agenda::default();
        agenda.set("a", true, u64::MAX);
        agenda.set("a", true, 1);
        agenda.write("note a", "x", u64::MAX);
        let text = super::super::encode(&agenda);
        assert_eq!(super::super::decode(&text), Ok(agenda));
    }

    proptest! {
        #[test]
        fn merge_is_commutative_associative_and_idempotent(a in agendas(), b in agendas(), c in agendas()) {
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
            prop_assert_eq!(merged(&a, &a), a);
        }

        #[test]
        fn what_was_taken_over_can_be_undone(a in agendas(), changes in agendas(), now in 0u64..9) {
            let mut there = a.clone();
            let before = there.take_over(&changes, now);
            for (id, pick) in changes.picks.iter() {
                prop_assert_eq!(there.priority(id), pick.picked.then_some(pick.priority));
            }
            there.take_over(&before, now);
            let shown = |agenda: &Agenda| {
                let picks: Vec<_> = agenda.picked().map(|id| (id.to_owned(), agenda.priority(id))).collect();
                let texts: Vec<_> = agenda.texts("").map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
                (picks, texts)
            };
            prop_assert_eq!(shown(&there), shown(&a));
        }
    }
}
