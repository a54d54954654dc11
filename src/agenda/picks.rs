//! Picks, and how two copies of them become one.
//!
//! Each session's entry is a register of which the later write wins (an LWW register of the CRDT literature), and an
//! unpicked session keeps its entry: so two tabs, or two devices later, can merge in any order without one undoing what
//! the other did.

use crate::schedule::{Schedule, sorted};

/// The latest moment a record can hold: above it, not every JSON reader has whole numbers (RFC 8259 section 6).
const LATEST: u64 = 1 << 53;

/// What was last decided about one session. The derived order is the order of the merge: the later decision is greater,
/// and of two in the same millisecond the pick is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pick {
    /// When it was decided: milliseconds since 1970-01-01T00:00:00Z, raised where needed above the decision before, so
    /// that a clock set back can't make a press ineffective.
    pub at: u64,
    pub picked: bool,
}

/// The attendee's decisions by session id. Sessions that the schedule does not (or no longer) have are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// In the order of ids, each id once. No `BTreeMap`: its code is several kilobytes of wasm for each type it holds.
    pub(super) picks: Vec<(String, Pick)>,
}

impl Agenda {
    fn find(&self, id: &str) -> Result<usize, usize> {
        self.picks.binary_search_by(|(other, _)| other.as_str().cmp(id))
    }

    pub fn is_picked(&self, id: &str) -> bool {
        self.find(id).is_ok_and(|place| self.picks[place].1.picked)
    }

    /// Whether anything was ever decided about a session.
    pub fn knows(&self, id: &str) -> bool {
        self.find(id).is_ok()
    }

    /// The ids picked, in the order of ids.
    pub fn picked(&self) -> impl Iterator<Item = &str> {
        self.picks.iter().filter(|(_, pick)| pick.picked).map(|(id, _)| id.as_str())
    }

    /// The ids of the sessions that are picked here and not in the other, or there and not here.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        let here = self.picked().filter(|id| !other.is_picked(id));
        here.chain(other.picked().filter(|id| !self.is_picked(id)))
    }

    /// The places of the picked sessions that a schedule has, in its order: by day, then time.
    pub fn places(&self, schedule: &Schedule) -> Vec<usize> {
        sorted(self.picked().filter_map(|id| schedule.place_of(id)).collect(), &usize::cmp)
    }

    /// Picks a session or takes the pick back; `now` in milliseconds since 1970.
    pub fn set(&mut self, id: &str, picked: bool, now: u64) {
        let before = self.find(id).ok().map(|place| self.picks[place].1.at);
        let at = before.map_or(now, |before| now.max(before.saturating_add(1))).min(LATEST);
        self.decide(id, Pick { at, picked });
    }

    /// Takes over from another copy whatever was decided later there. Commutative, associative and idempotent.
    pub fn merge(&mut self, other: &Self) {
        for (id, pick) in &other.picks {
            self.decide(id, *pick);
        }
    }

    /// Takes over a decision, unless a later one is known.
    pub(super) fn decide(&mut self, id: &str, pick: Pick) {
        match self.find(id) {
            Ok(place) => self.picks[place].1 = pick.max(self.picks[place].1),
            Err(place) => self.picks.insert(place, (id.to_owned(), pick)),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub fn agendas() -> impl Strategy<Value = Agenda> {
        let pick = (0u64..4, any::<bool>()).prop_map(|(at, picked)| Pick { at, picked });
        prop::collection::btree_map("[a-d]|.{0,3}", pick, 0..6)
            .prop_map(|picks| Agenda { picks: picks.into_iter().collect() })
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
        tab.merge(&stored);
        tab.set("a", false, 5);
        tab.merge(&stored);
        assert!(!tab.is_picked("a"));
    }

    #[test]
    fn a_clock_at_the_end_of_time_writes_a_record_that_can_be_read() {
        let mut agenda = Agenda::default();
        agenda.set("a", true, u64::MAX);
        agenda.set("a", true, 1);
        let text = super::super::encode(&agenda);
        assert_eq!(super::super::decode::<serde_json::Value>(&text), Ok(agenda));
    }

    proptest! {
        #[test]
        fn merge_is_commutative_associative_and_idempotent(a in agendas(), b in agendas(), c in agendas()) {
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
            prop_assert_eq!(merged(&a, &a), a);
        }
    }
}
