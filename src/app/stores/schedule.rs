//! The published schedule.

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;

use super::ReadOnly;

use crate::{browser::page, schedule::Schedule, time::Zone, view::FallbackIndex};

/// The schedule in use.
#[derive(Clone, Copy)]
pub struct ScheduleStore {
    pub published: ReadOnly<Arc<Schedule>>,
    /// How many sessions it is without until it has come: those that a large conference's page does not hold.
    pub left_out: ReadOnly<usize>,
    /// Whether it is the version that the page was prerendered of, and the page still shows that.
    pub is_of_page: ReadOnly<bool>,
    /// What the page looks for words in where the search worker does not work.
    fallback: StoredValue<Arc<OnceLock<FallbackIndex>>>,
}

impl ScheduleStore {
    /// A schedule, or the part of one that the page was prerendered of: then so many sessions are left out.
    pub fn new(schedule: Arc<Schedule>, left_out: Option<usize>) -> Self {
        Self {
            published: ReadOnly::new(schedule),
            left_out: ReadOnly::new(left_out.unwrap_or_default()),
            is_of_page: ReadOnly::new(left_out.is_some()),
            fallback: StoredValue::new(Arc::default()),
        }
    }

    /// Takes another version into use, which is complete; whether it is the one that the page was prerendered of.
    pub fn replace(self, schedule: Schedule, is_of_page: bool) {
        self.is_of_page.writer().update(|is| *is &= is_of_page);
        self.fallback.set_value(Arc::default());
        self.published.writer().set(Arc::new(schedule));
        self.left_out.writer().set(0);
    }

    /// Whether sessions are still to come.
    pub fn is_partial(self) -> bool {
        self.left_out.get() > 0
    }

    /// Whether a schedule is the one in use.
    pub fn is_in_use(self, schedule: &Arc<Schedule>) -> bool {
        Arc::ptr_eq(schedule, &self.published.read_untracked())
    }

    /// The conference's id.
    pub fn id(self) -> String {
        self.published.read_untracked().id.clone()
    }

    /// The venue's zone, by the offsets that the sessions in use need.
    pub fn venue(self) -> Zone {
        self.published.read_untracked().venue.clone()
    }

    /// The title of a session, or of a pick that the schedule does not have any more, as the page shows it.
    pub fn title_of(self, id: &str) -> String {
        let schedule = self.published.read_untracked();
        schedule.session(id).map_or_else(|| page::title(id), |session| session.title.clone())
    }

    pub fn fallback(self) -> Arc<OnceLock<FallbackIndex>> {
        self.fallback.get_value()
    }
}
