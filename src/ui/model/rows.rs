//! Keeps the timeline's rows showing what the model holds.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::prelude::*;

use super::{
    super::{app::TIMELINE_ID, markup},
    Model, each_time,
};
use crate::{
    agenda::Agenda,
    browser::{
        form,
        rows::{DayRows, Rows},
    },
    schedule::{Schedule, Session},
    time::{HourCycle, Instant},
    view::{Direction, Grid, Order, Visible, search::Marks},
};

/// Which rows do not show what the schedule says any more, when that changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refresh {
    /// Those that were made of the page's index, which the schedule fills in; a prerendered row is complete.
    #[default]
    FillIn,
    /// Any: the page was made from another version, of which only the index is known.
    All,
    /// Those whose session is another than before.
    Changed,
}

impl Model {
    /// Takes over the rows that are there, and follows with them what is shown, where times are read, what is picked and
    /// what is on.
    pub(super) fn show_rows(self) {
        let rows = self.schedule.with_untracked(|schedule| Rows::of(TIMELINE_ID, |id| schedule.row_of(id)));
        let Some(rows) = rows else { return };
        let rows = Rc::new(RefCell::new(rows));

        // Before others: it makes the rows that they fill.
        let shown = rows.clone();
        let marked = RefCell::new(Vec::new());
        let mut before: Option<Arc<Schedule>> = None;
        each_time(move || {
            let schedule = self.schedule.get();
            let mut rows = shown.borrow_mut();
            let visible = self.visible.read();
            if let Some(before) =
                before.replace(schedule.clone()).filter(|before| !Arc::ptr_eq(before, &schedule))
            {
                self.refresh(&mut rows, &before, &schedule);
                marked.borrow_mut().clear();
            }
            let days = visible.days.iter().enumerate().map(|(day, places)| {
                let rows = places.iter().map(|place| schedule.row(*place)).collect();
                let anchor = match visible.order {
                    Order::Days => schedule.days[day].anchor(),
                    Order::Best => markup::RESULTS_ID.to_owned(),
                    Order::Grid => markup::GRID_ID.to_owned(),
                };
                DayRows { anchor, rows }
            });
            let days = days.filter(|day| visible.order != Order::Grid || !day.rows.is_empty());
            let section = |day: usize| match visible.order {
                Order::Days => markup::day_section(schedule.days[day], ""),
                Order::Best => markup::results_section(),
                Order::Grid => markup::grid_section(),
            };
            let article = |row: usize| {
                schedule.of_row(row).map(|session| self.row(session, &schedule)).unwrap_or_default()
            };
            untrack(|| rows.show(days.collect(), section, article));
            if visible.order == Order::Grid {
                self.lay_out(&mut rows, &visible, &schedule);
            }
            self.answer(|answer| {
                let hits = answer.map(|answer| &*answer.hits).unwrap_or_default();
                let mut marked = marked.borrow_mut();
                let before = std::mem::take(&mut *marked);
                for hit in hits.iter().filter(|hit| hit.marks != Marks::default()) {
                    marked.push((schedule.row(hit.place), hit.marks.clone()));
                }
                for (row, _) in before.iter().filter(|(row, _)| marked.iter().all(|(other, _)| other != row))
                {
                    self.mark(&rows, *row, &Marks::default(), &schedule);
                }
                for (row, marks) in marked.iter().filter(|marked| !before.contains(marked)) {
                    self.mark(&rows, *row, marks, &schedule);
                }
            });
        });

        let filled = rows.clone();
        let mut before = None;
        each_time(move || {
            let zone = self.zone.get();
            untrack(|| {
                let (rows, schedule) = (filled.borrow(), self.schedule.get());
                // As it was prerendered.
                let before = before.replace(zone.clone()).unwrap_or_else(|| schedule.venue.clone());
                if before != zone || self.cycle() != HourCycle::default() {
                    rows.made().for_each(|(row, _)| self.fill_rail(&rows, row, &schedule));
                }
            });
        });

        let pressed = rows.clone();
        let mut before = Agenda::default();
        each_time(move || {
            let agenda = self.agenda.get();
            let (rows, schedule) = (pressed.borrow(), self.schedule.get_untracked());
            for id in agenda.differing(&before) {
                if let Some(row) = schedule.row_of(id) {
                    rows.press(row, agenda.is_picked(id));
                }
            }
            before = agenda;
        });

        let mut before: Option<Instant> = None;
        each_time(move || {
            let now = self.now();
            untrack(|| {
                let (rows, schedule) = (rows.borrow(), self.schedule.get());
                for (row, _) in rows.made() {
                    let Some(session) = schedule.of_row(row) else { continue };
                    if session.is_on_at(now) != session.is_on_at(before) {
                        rows.mark_now(row, session.is_on_at(now));
                        self.fill_rail(&rows, row, &schedule);
                    }
                }
            });
            before = now;
        });
    }

    fn grid(self, visible: &Visible, schedule: &Schedule) -> Option<(usize, Grid)> {
        let (day, places) = visible.days.iter().enumerate().find(|(_, places)| !places.is_empty())?;
        Some((day, Grid::of(schedule, places, &self.zone.read())))
    }

    /// The session that lies next to one in the grid, where that is shown.
    pub(super) fn beside_in_grid(self, id: &str, direction: Direction) -> Option<String> {
        untrack(|| {
            let (schedule, visible) = (self.schedule.get(), self.visible.read());
            let place = schedule.sessions.iter().position(|session| session.id == id)?;
            let (_, grid) = self.grid(&visible, &schedule).filter(|_| visible.order == Order::Grid)?;
            let next = grid.next_to(place, direction)?;
            Some(schedule.sessions[next].id.clone())
        })
    }

    /// Gives the rows of the one day their places in the grid.
    fn lay_out(self, rows: &mut Rows, visible: &Visible, schedule: &Schedule) {
        let Some((day, grid)) = self.grid(visible, schedule) else { return };
        let frame =
            markup::grid_frame(&grid, schedule.days[day], self.now(), &self.zone.read(), self.cycle());
        form::fill(markup::GRID_FRAME_ID, &frame);
        rows.lay_out(
            markup::GRID_ID,
            &markup::grid_columns(&grid),
            &markup::grid_rows(&grid),
            grid.cells.iter().map(|cell| {
                (schedule.row(cell.place), markup::grid_area(cell), markup::brevity(&grid, cell))
            }),
        );
    }

    /// Marks in a row what was looked for.
    fn mark(self, rows: &Rows, row: usize, marks: &Marks, schedule: &Schedule) {
        if let Some(session) = schedule.of_row(row) {
            let title_en = session.title_en.as_deref().unwrap_or_default();
            rows.mark(
                row,
                &markup::marked(&session.title, &marks.title),
                &markup::marked(title_en, &marks.title_en),
                &marks.snippet.as_ref().map(markup::snippet).unwrap_or_default(),
            );
        }
    }

    fn fill_rail(self, rows: &Rows, row: usize, schedule: &Schedule) {
        if let Some(session) = schedule.of_row(row) {
            let (date, on) = (schedule.date_of(session), session.is_on_at(self.now()));
            rows.fill(row, "rail", &markup::rail(session, date, &self.zone.read(), self.cycle(), on));
        }
    }

    fn row(self, session: &Session, schedule: &Schedule) -> String {
        let (date, on) = (schedule.date_of(session), session.is_on_at(self.now()));
        let picked = self.agenda.read().is_picked(&session.id);
        markup::row(session, date, &self.zone.read(), self.cycle(), on, picked)
    }

    /// Brings the rows that were made in line with another version of the schedule.
    fn refresh(self, rows: &mut Rows, before: &Schedule, schedule: &Schedule) {
        let made: Vec<_> = rows.made().collect();
        for (row, is_prerendered) in made {
            let Some((old, new)) = before.of_row(row).zip(schedule.of_row(row)) else {
                rows.forget(row);
                continue;
            };
            let head = |session: &Session| (session.start, session.end, session.cancelled);
            let stays = head(old) == head(new)
                && old.title == new.title
                && before.date_of(old) == schedule.date_of(new);
            let is_stale = match self.refresh.get_value() {
                Refresh::FillIn => !is_prerendered,
                Refresh::All => true,
                Refresh::Changed => old != new,
            };
            if !stays {
                rows.forget(row);
            } else if is_stale {
                rows.fill(row, "what", &markup::what(new));
            }
        }
    }
}
