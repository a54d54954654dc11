//! Keeps the timeline's rows showing what the model holds.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::prelude::*;

use super::{Model, each_time};
use crate::{
    agenda::Agenda,
    app::{
        shell::TIMELINE_ID,
        templates::{self, GridLayout, Times},
    },
    browser::{
        clock, events, form, page,
        rows::{self, DayRows, Rows},
    },
    schedule::{Schedule, Session},
    time::{HourCycle, Timestamp, Zone},
    view::{Direction, FILLED, ListContents, Order, RenderWindow, View, search::Highlights},
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

/// Which of the rows that were left out join the others.
#[derive(Clone, Copy)]
pub enum LoadMore {
    /// The next ones, as far as there is no reason to wait until somebody scrolls.
    Next,
    /// The next ones: somebody scrolls.
    NextScrolled,
    Earlier {
        section: usize,
    },
    Later {
        section: usize,
    },
}

/// How long nothing has to happen before rows that were left out join the others, and between one step of that and the
/// next, in milliseconds.
const FILL_AFTER: i32 = 1200;
const FILL_EVERY: i32 = 60;

/// The timeline as it is on the page.
struct Timeline {
    rows: Rows,
    /// What it shows.
    schedule: Option<Arc<Schedule>>,
    visible: ListContents,
    open: Option<String>,
    /// Which view that is of, and whether it is a grid already: one comes when the search worker has come. Nothing at first.
    view: Option<(View, bool)>,
    /// The part of that which is on the page.
    window: RenderWindow,
    highlighted: Vec<(usize, Highlights)>,
}

/// What a grid is drawn of.
#[derive(Clone, Debug, PartialEq)]
pub struct GridOf {
    /// The sessions, by their indices.
    sessions: Vec<usize>,
    now: Option<Timestamp>,
    zone: Zone,
    cycle: HourCycle,
}

/// A grid as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnGrid {
    of: GridOf,
    layout: GridLayout,
}

impl Model {
    /// Takes over the rows that are there, and follows with them what is shown, where times are read, what is picked and
    /// what is on.
    pub(super) fn show_rows(self) {
        let rows = self.schedule.with_untracked(|schedule| Rows::of(TIMELINE_ID, |id| schedule.row_of(id)));
        let Some(rows) = rows else { return };
        let timeline = Rc::new(RefCell::new(Timeline {
            rows,
            schedule: None,
            visible: ListContents::default(),
            open: None,
            view: None,
            window: RenderWindow::default(),
            highlighted: Vec::new(),
        }));

        // Before others: it makes the rows that they fill.
        let shown = timeline.clone();
        each_time(move || {
            self.grown.track();
            self.render(&mut shown.borrow_mut());
        });
        // Who scrolls wants more at once.
        events::on_window("scroll", move |_| self.fill_after(0, LoadMore::NextScrolled));
        let growing = timeline.clone();
        self.growing.set_value(Some(Box::new(move |more| {
            let timeline = &mut *growing.borrow_mut();
            let lengths = timeline.visible.lengths();
            let (section, is_earlier) = match more {
                LoadMore::Next if timeline.visible.order != Order::Grid => {
                    return timeline.window.fill(&lengths, FILLED).then_some(0);
                }
                LoadMore::Next | LoadMore::NextScrolled => {
                    return timeline.window.fill(&lengths, usize::MAX).then_some(0);
                }
                LoadMore::Earlier { section } => (section, true),
                LoadMore::Later { section } => (section, false),
            };
            let row = timeline.window.extend(section, is_earlier, &lengths)?;
            timeline.visible.days.get(section)?.get(row).copied()
        })));

        // What is printed is what is on the screen, whole.
        let printed = timeline.clone();
        events::on_window("beforeprint", move |_| {
            let timeline = &mut *printed.borrow_mut();
            timeline.window = RenderWindow::whole(&timeline.visible.lengths());
            rows::defer(TIMELINE_ID, false);
            untrack(|| self.render(timeline));
        });

        let filled = timeline.clone();
        let mut before = None;
        each_time(move || {
            let zone = self.zone.get();
            untrack(|| {
                let (rows, schedule) = (&filled.borrow().rows, self.schedule.get());
                // As it was prerendered.
                let before = before.replace(zone.clone()).unwrap_or_else(|| schedule.venue.clone());
                if before != zone || self.cycle() != HourCycle::default() {
                    rows.made().for_each(|(row, _)| self.fill_rail(rows, row, &schedule));
                }
            });
        });

        let pressed = timeline.clone();
        let mut before = Agenda::default();
        each_time(move || {
            let agenda = self.agenda.get();
            let (rows, schedule) = (&pressed.borrow().rows, self.schedule.get_untracked());
            for id in agenda.differing(&before) {
                if let Some(row) = schedule.row_of(id) {
                    rows.press(row, agenda.is_picked(id));
                }
            }
            before = agenda;
        });

        let mut before: Option<Timestamp> = None;
        each_time(move || {
            let now = self.now();
            untrack(|| {
                let (rows, schedule) = (&timeline.borrow().rows, self.schedule.get());
                for (row, _) in rows.made() {
                    let Some(session) = schedule.of_row(row) else { continue };
                    if session.is_on_at(now) != session.is_on_at(before) {
                        rows.mark_now(row, session.is_on_at(now));
                        self.fill_rail(rows, row, &schedule);
                    }
                }
            });
            before = now;
        });
    }

    /// Brings the timeline up to date with what is shown.
    fn render(self, timeline: &mut Timeline) {
        let (schedule, visible, drawn) = (self.schedule.get(), self.visible.read(), self.drawn.read());
        let (view, open) = self.view.with(|view| (view.view, view.open.clone()));
        let is_grid = visible.order == Order::Grid;
        if self.is_partial() {
            return;
        }
        let layout = drawn
            .as_ref()
            .filter(|drawn| self.grid_of().as_ref() == Some(&drawn.of))
            .map(|drawn| &drawn.layout);
        if is_grid && layout.is_none() && !visible.is_empty() {
            // The layout comes in a moment.
            return;
        }
        let is_first = timeline.schedule.is_none();
        let before =
            timeline.schedule.replace(schedule.clone()).filter(|before| !Arc::ptr_eq(before, &schedule));
        if let Some(before) = &before {
            self.refresh(&mut timeline.rows, before, &schedule);
            timeline.highlighted.clear();
        }
        let lengths = visible.lengths();
        let around = open.as_ref().and_then(|id| visible.find(|index| schedule.sessions[index].id == *id));
        let aim = self.aim.get_value().filter(|_| visible.order == Order::Days);
        let aim = aim.and_then(|date| schedule.days.iter().position(|day| day.date == date));
        let aim = aim.filter(|day| visible.days.get(*day).is_some_and(|indices| !indices.is_empty()));
        self.aim.set_value(None);
        let has_moved = timeline.open != open || aim.is_some();
        let leads_to_row = has_moved && (aim.is_some() || around.is_some());
        // During the conference a view opens at the present moment, if nothing else is asked for.
        let view = Some((view, is_grid));
        // A grid that has come takes the rows over, and with them the place that was led to.
        if is_grid && timeline.view != view && open.is_some() {
            self.awaited.set_value(open.clone());
        }
        let is_opening =
            std::mem::replace(&mut timeline.view, view) != view && around.is_none() && aim.is_none();
        let present = untrack(|| self.present(&schedule, &visible)).filter(|_| is_opening);
        if let Some(index) = present.and_then(|(section, row)| visible.days.get(section)?.get(row))
            && (!is_first || page::is_at_top())
        {
            let id = schedule.sessions[*index].id.clone();
            clock::after(0, move || {
                if is_grid { page::scroll_to_now_line(templates::GRID_ID) } else { page::scroll_to(&id) }
            });
        }
        let around = aim.map(|day| (day, 0)).or(around).or(present);
        let is_there = around.is_none_or(|(section, row)| timeline.window.holds(section, row));
        let is_other = before.is_some() || timeline.visible != *visible || (has_moved && !is_there);
        if is_other {
            if let Some(day) = aim {
                let anchor = schedule.days[day].anchor();
                clock::after(0, move || page::scroll_to(&anchor));
            }
            timeline.window = match around {
                // A grid has no place for what would lead to earlier rows.
                Some(_) if is_grid => RenderWindow::whole(&lengths),
                _ => RenderWindow::opening(&lengths, around),
            };
            timeline.visible.clone_from(&visible);
            rows::defer(TIMELINE_ID, !is_first && before.is_none() && !is_grid && !leads_to_row);
        }
        timeline.open = open;

        let days = visible.days.iter().enumerate().map(|(day, indices)| {
            let shown = timeline.window.of(day);
            let left_out = if is_grid { [0, 0] } else { [shown.start, indices.len() - shown.end] };
            let rows = indices[shown].iter().map(|index| schedule.row(*index)).collect();
            let going_on = visible.going_on.get(day).map(|going_on| self.going_on(going_on, &schedule, day));
            let anchor = match visible.order {
                Order::Days => schedule.days[day].anchor(),
                Order::Best => templates::RESULTS_ID.to_owned(),
                Order::Grid => templates::GRID_ID.to_owned(),
            };
            DayRows { anchor, rows, left_out, going_on: going_on.unwrap_or_default() }
        });
        let days = days.filter(|day| !is_grid || !day.rows.is_empty());
        let section = |day: usize| match visible.order {
            Order::Days => templates::day_section(schedule.days[day], "", ""),
            Order::Best => templates::results_section(),
            Order::Grid => templates::grid_section(),
        };
        let article =
            |row: usize| schedule.of_row(row).map(|session| self.row(session, &schedule)).unwrap_or_default();
        untrack(|| timeline.rows.show(days.collect(), section, article, templates::more));
        if let Some(layout) = layout {
            form::fill(templates::GRID_FRAME_ID, &layout.frame);
            let cells = layout.cells.iter();
            let cells = cells.map(|cell| (schedule.row(cell.index), &*cell.area, cell.density));
            timeline.rows.lay_out(templates::GRID_ID, &layout.columns, &layout.rows, cells);
        }
        self.highlight_hits(timeline, &schedule);
        self.rows_shown.notify();
        if self.awaited.with_value(Option::is_some) {
            self.open_awaited_soon();
        }
        let goes_on = self.filling.get_value() && !is_other;
        self.filling.set_value(false);
        self.fill_after(if goes_on { FILL_EVERY } else { FILL_AFTER }, LoadMore::Next);
    }

    /// Where in the list the present moment is, while the conference is on and where that is not its beginning.
    fn present(self, schedule: &Schedule, visible: &ListContents) -> Option<(usize, usize)> {
        let now = self.now().filter(|now| schedule.has_begun(*now))?;
        let present = schedule.present(now).filter(|_| visible.order != Order::Best)?;
        let at = visible.find(|index| index >= present)?;
        let is_first = visible.days[..at.0].iter().all(Vec::is_empty) && at.1 == 0;
        (!is_first || visible.order == Order::Grid).then_some(at)
    }

    /// Adds what was left out, when nothing has happened for a while, and goes on with that.
    fn fill_after(self, wait: i32, more: LoadMore) {
        let paints = self.paints.get_value() + 1;
        self.paints.set_value(paints);
        clock::after(wait, move || {
            if self.paints.get_value() != paints {
                return;
            }
            rows::defer(TIMELINE_ID, false);
            if self.extend(more).is_some() {
                self.filling.set_value(true);
                self.grown.notify();
            }
        });
    }

    fn extend(self, more: LoadMore) -> Option<usize> {
        self.growing.with_value(|grow| grow.as_ref().and_then(|grow| grow(more)))
    }

    /// Adds what was left out of a section, and leads on to it.
    pub(super) fn show_more(self, more: LoadMore) {
        let Some(index) = self.extend(more) else { return };
        self.grown.notify();
        let id = self.schedule.with_untracked(|schedule| schedule.sessions[index].id.clone());
        clock::after(0, move || page::focus_id(&id));
    }

    /// What a grid is drawn of; nothing where none is shown.
    fn grid_of(self) -> Option<GridOf> {
        let visible = self.visible.read();
        let sessions = visible.days.concat();
        let is_grid = visible.order == Order::Grid && !sessions.is_empty();
        is_grid.then(|| GridOf { sessions, now: self.now(), zone: self.zone.get(), cycle: self.cycle() })
    }

    /// Draws the grid whenever it has to be another.
    pub(super) fn follow_grid(self) {
        self.can_draw.set(true);
        each_time(move || {
            let (schedule, of) = (self.schedule.get(), self.grid_of());
            self.drawn.set(of.and_then(|of| {
                let times = Times { zone: &of.zone, cycle: of.cycle };
                let layout = GridLayout::of(&schedule, &of.sessions, of.now, times)?;
                Some(DrawnGrid { of, layout })
            }));
        });
    }

    /// The session that lies next to one in the grid, where that is shown.
    pub(super) fn neighbour_in_grid(self, id: &str, direction: Direction) -> Option<String> {
        let schedule = self.schedule.get_untracked();
        if self.visible.read_untracked().order != Order::Grid {
            return None;
        }
        let index = schedule.index_of(id)?;
        let next = self.drawn.read_untracked().as_ref()?.layout.next_to(index, direction)?;
        Some(schedule.sessions[next].id.clone())
    }

    /// Highlights in the rows what was looked for, where that is not what it was.
    fn highlight_hits(self, timeline: &mut Timeline, schedule: &Schedule) {
        self.answer(|answer| {
            let hits = answer.map(|answer| &*answer.hits).unwrap_or_default();
            let before = std::mem::take(&mut timeline.highlighted);
            for hit in hits.iter().filter(|hit| hit.highlights != Highlights::default()) {
                timeline.highlighted.push((schedule.row(hit.index), hit.highlights.clone()));
            }
            let (rows, highlighted) = (&timeline.rows, &timeline.highlighted);
            for (row, _) in before.iter().filter(|(row, _)| highlighted.iter().all(|(other, _)| other != row))
            {
                self.highlight(rows, *row, &Highlights::default(), schedule);
            }
            for (row, highlights) in highlighted.iter().filter(|highlighted| !before.contains(highlighted)) {
                self.highlight(rows, *row, highlights, schedule);
            }
        });
    }

    /// Highlights in a row what was looked for.
    fn highlight(self, rows: &Rows, row: usize, highlights: &Highlights, schedule: &Schedule) {
        if let Some(session) = schedule.of_row(row) {
            let title_en = session.title_en.as_deref().unwrap_or_default();
            rows.highlight(
                row,
                &templates::highlighted(&session.title, &highlights.title),
                &templates::highlighted(title_en, &highlights.title_en),
                &highlights.snippet.as_ref().map(templates::snippet).unwrap_or_default(),
            );
        }
    }

    fn fill_rail(self, rows: &Rows, row: usize, schedule: &Schedule) {
        if let Some(session) = schedule.of_row(row) {
            let (date, on) = (schedule.date_of(session), session.is_on_at(self.now()));
            rows.fill(row, "rail", &templates::rail(session, date, &self.zone.read(), self.cycle(), on));
        }
    }

    /// What goes on into a day from an earlier one.
    fn going_on(self, indices: &[usize], schedule: &Schedule, day: usize) -> String {
        let times = (&*self.zone.read(), self.cycle());
        templates::going_on(
            indices.iter().map(|index| &*schedule.sessions[*index]),
            schedule.days[day],
            times,
        )
    }

    fn row(self, session: &Session, schedule: &Schedule) -> String {
        let (date, on) = (schedule.date_of(session), session.is_on_at(self.now()));
        let picked = self.agenda.read().is_picked(&session.id);
        templates::row(session, date, &self.zone.read(), self.cycle(), on, picked)
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
            let stays = head(old) == head(new) && before.date_of(old) == schedule.date_of(new);
            let is_stale = match self.refresh.get_value() {
                Refresh::FillIn => !is_prerendered,
                Refresh::All => true,
                Refresh::Changed => old != new,
            };
            if is_stale || !stays {
                rows.renew(row, &untrack(|| self.row(new, schedule)));
            }
        }
    }
}
