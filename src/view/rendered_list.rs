//! The list as it is on the page: which sections and rows, and where it was opened.

use chrono::Datelike;

use super::{ListContents, Order, RenderWindow, View, render_window::FILLED};
use crate::{
    schedule::Schedule,
    time::{Date, Timestamp},
};

/// What is asked of the list. Numbered, so that the same again is another request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListRequest {
    pub number: usize,
    pub what: ListCommand,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListCommand {
    /// To the day to which an address leads.
    LeadTo(Date),
    More(MoreRows),
}

/// Which of the rows that are not on the page join the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoreRows {
    /// The next ones, as far as there is no reason to wait until somebody scrolls.
    Next,
    /// The next ones: somebody scrolls.
    NextScrolled,
    /// Earlier ones of a section.
    Earlier(SectionKey),
    /// Later ones of a section.
    Later(SectionKey),
    /// All of them, as on paper.
    All,
}

/// A section of the list: a day, or what a query finds, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionKey {
    Day(Date),
    Results,
}

impl SectionKey {
    /// Another number for each.
    pub fn number(self) -> usize {
        match self {
            Self::Day(date) => date.num_days_from_ce() as usize,
            Self::Results => 0,
        }
    }
}

/// What the list is made of.
pub struct ListInput<'a> {
    pub schedule: &'a Schedule,
    pub contents: ListContents,
    pub view: View,
    /// The id of the session that is open.
    pub open: Option<&'a str>,
    pub request: Option<ListRequest>,
    pub now: Option<Timestamp>,
}

/// Where a list was opened that does not begin at its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedAt {
    /// At a day that the address leads to.
    Day(Date),
    /// At the session at which one goes on reading at the present moment.
    Present(String),
}

/// The list as it is on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RenderedList {
    pub contents: ListContents,
    pub opened_at: Option<OpenedAt>,
    /// Whether rows that are out of sight are rendered later, since the list has just become another.
    pub is_deferred: bool,
    window: RenderWindow,
    /// Of which version of the schedule it is (as of [`Schedule::edition`]).
    edition: usize,
    /// What each section is, in the order of the contents.
    keys: Vec<SectionKey>,
    /// Which view it was opened as; nothing for the list that the page was prerendered with.
    opened_as: Option<(View, bool)>,
    open: Option<String>,
    request: Option<ListRequest>,
}

impl RenderedList {
    /// The list that the page is prerendered with.
    pub fn opening(schedule: &Schedule, contents: ListContents) -> Self {
        let window = RenderWindow::opening(&contents.lengths());
        Self {
            window,
            edition: schedule.edition(),
            keys: keys(schedule, &contents),
            contents,
            ..Self::default()
        }
    }

    /// The list after something has changed.
    pub fn next(&self, input: ListInput) -> Self {
        let ListInput { schedule, contents, view, open, request, now } = input;
        let lengths = contents.lengths();
        let is_grid = matches!(contents.order, Order::Grid | Order::Board);
        let around = open.and_then(|id| contents.find(|index| schedule.sessions[index].id == *id));
        let command = request.filter(|_| request != self.request).map(|request| request.what);
        let requested = match command {
            Some(ListCommand::LeadTo(date)) if contents.order == Order::Days => {
                let section = schedule.days.iter().position(|day| day.date == date);
                section.filter(|section| lengths.get(*section).is_some_and(|length| *length > 0))
            }
            _ => None,
        };
        let has_moved = self.open.as_deref() != open || requested.is_some();
        let leads_to_row = has_moved && (requested.is_some() || around.is_some());
        let opened_as = Some((view, is_grid));
        // During the conference a view opens at the present moment, if nothing else is asked for.
        let is_opening = self.opened_as != opened_as && around.is_none() && requested.is_none();
        let present = now.filter(|_| is_opening).and_then(|now| present(schedule, &contents, now));
        let around = requested.map(|section| (section, 0)).or(around).or(present);
        let is_there = around.is_none_or(|(section, row)| self.window.holds(section, row));
        let keys = keys(schedule, &contents);
        let has_same_sections = keys == self.keys && contents.order == self.contents.order;
        let is_update = schedule.edition() != self.edition;
        let is_other = is_update
            || !has_same_sections
            || self.contents.days != contents.days
            || (has_moved && !is_there);
        let mut next = Self {
            opened_at: None,
            is_deferred: self.is_deferred,
            window: self.window.clone(),
            keys,
            opened_as,
            open: open.map(str::to_owned),
            request,
            edition: schedule.edition(),
            contents,
        };
        if is_update && has_same_sections && self.opened_as == opened_as {
            // Another version of the same stays as far open as it was.
            next.window = self.window.updated(&self.contents.lengths(), &lengths);
        } else if is_other {
            next.window = match around {
                // A board has no place for what would lead to earlier rows.
                Some(_) if next.contents.order == Order::Board => RenderWindow::whole(&lengths),
                // The same sessions have other indices.
                None if is_grid || is_update || self.is_as_prerendered() => RenderWindow::opening(&lengths),
                _ => RenderWindow::first(&lengths, around, |section, row| {
                    self.rows(next.keys[section]).contains(&next.contents.days[section][row])
                }),
            };
            next.is_deferred = self.opened_as.is_some() && !is_update && !is_grid && !leads_to_row;
        }
        if let Some(section) = requested {
            next.opened_at = Some(OpenedAt::Day(schedule.days[section].date));
        } else if let Some(index) =
            present.and_then(|(section, row)| next.contents.days.get(section)?.get(row))
        {
            next.opened_at = Some(OpenedAt::Present(schedule.sessions[*index].id.clone()));
        }
        if let Some(ListCommand::More(more)) = command {
            next.extend(more);
        }
        next
    }

    fn extend(&mut self, more: MoreRows) {
        let lengths = self.contents.lengths();
        match more {
            MoreRows::Next | MoreRows::NextScrolled => {
                self.is_deferred &= self.is_filling();
                self.window = self.extended(more);
            }
            MoreRows::Earlier(key) | MoreRows::Later(key) => {
                if let Some(section) = self.section(key) {
                    self.window.extend(section, more == MoreRows::Earlier(key), &lengths);
                }
            }
            MoreRows::All => {
                self.is_deferred = false;
                self.window = RenderWindow::whole(&lengths);
            }
        }
    }

    /// Whether there is anything to do for [`MoreRows::Next`] or [`MoreRows::NextScrolled`].
    pub fn can_load(&self, more: MoreRows) -> bool {
        self.is_deferred || self.extended(more) != self.window
    }

    /// Whether rows are about to join the others that only the first frame is without.
    pub fn is_filling(&self) -> bool {
        if self.contents.order == Order::Grid {
            return self.extended(MoreRows::Next) != self.window;
        }
        self.window.is_filling(&self.contents.lengths())
    }

    /// The rows with the next ones.
    fn extended(&self, more: MoreRows) -> RenderWindow {
        let is_grid = self.contents.order == Order::Grid;
        let is_bounded = more == MoreRows::Next && !is_grid;
        let mut window = self.window.clone();
        let most = if is_bounded { FILLED } else { usize::MAX };
        if !window.extend_by_step(&self.contents.lengths(), most) && is_grid {
            // Every cell of a grid has its place, those too that are earlier than where it opens.
            window.extend_back_by_step();
        }
        window
    }

    /// Whether it is what the page was prerendered with.
    pub fn is_as_prerendered(&self) -> bool {
        self.opened_as.is_none()
    }

    fn section(&self, key: SectionKey) -> Option<usize> {
        self.keys.iter().position(|other| *other == key)
    }

    /// The sections that have anything to show; of a grid none. In what the page was prerendered with those that have rows: of a
    /// large conference it knows no others.
    pub fn sections(&self) -> Vec<SectionKey> {
        let has_any = |section: &usize| {
            if self.is_as_prerendered() {
                return !self.window.of(*section).is_empty();
            }
            !self.contents.days[*section].is_empty()
                || self.contents.going_on.get(*section).is_some_and(|going_on| !going_on.is_empty())
        };
        (0..self.keys.len()).filter(has_any).map(|section| self.keys[section]).collect()
    }

    /// The indices of the sessions whose rows a section has.
    pub fn rows(&self, key: SectionKey) -> &[usize] {
        let rows = self.section(key).map(|section| &self.contents.days[section][self.window.of(section)]);
        rows.unwrap_or_default()
    }

    /// The indices of all the sessions of a section, those too whose rows are not on the page.
    pub fn all_of(&self, key: SectionKey) -> &[usize] {
        self.section(key).and_then(|section| self.contents.days.get(section)).map_or(&[], Vec::as_slice)
    }

    /// The indices of the sessions of a grid that are on the page; all of them are in [`ListContents::days`].
    pub fn cells(&self) -> Vec<usize> {
        let days = self.contents.days.iter().enumerate();
        days.flat_map(|(section, indices)| indices[self.window.of(section)].iter().copied()).collect()
    }

    /// How many sessions of a grid are not on the page yet.
    pub fn missing_cells(&self) -> usize {
        self.contents.lengths().iter().sum::<usize>() - self.cells().len()
    }

    /// The indices of the sessions that go on into a day from an earlier one.
    pub fn going_on(&self, key: SectionKey) -> &[usize] {
        self.section(key).and_then(|section| self.contents.going_on.get(section)).map_or(&[], Vec::as_slice)
    }

    /// How many rows of a section [`MoreRows::Earlier`] or [`MoreRows::Later`] can add that do not come by themselves at once.
    pub fn left_out(&self, more: MoreRows) -> usize {
        let (MoreRows::Earlier(key) | MoreRows::Later(key)) = more else { return 0 };
        if self.is_filling() {
            return 0;
        }
        let Some(section) = self.section(key) else { return 0 };
        let window = self.window.of(section);
        if more == MoreRows::Earlier(key) {
            window.start
        } else {
            self.contents.days[section].len() - window.end
        }
    }

    /// The index of the session at which one goes on reading when more rows of a section have come.
    pub fn goes_on_at(&self, more: MoreRows) -> Option<usize> {
        let (MoreRows::Earlier(key) | MoreRows::Later(key)) = more else { return None };
        let section = self.section(key)?;
        let is_earlier = more == MoreRows::Earlier(key);
        let row = self.window.clone().extend(section, is_earlier, &self.contents.lengths())?;
        self.contents.days[section].get(row).copied()
    }
}

fn keys(schedule: &Schedule, contents: &ListContents) -> Vec<SectionKey> {
    match contents.order {
        Order::Days => schedule.days.iter().map(|day| SectionKey::Day(day.date)).collect(),
        Order::Best => vec![SectionKey::Results],
        Order::Grid | Order::Board => Vec::new(),
    }
}

/// Where in the list the present moment is, while the conference is on and where that is not its beginning.
fn present(schedule: &Schedule, contents: &ListContents, now: Timestamp) -> Option<(usize, usize)> {
    let present = schedule
        .present(now)
        .filter(|_| schedule.has_begun(now) && matches!(contents.order, Order::Days | Order::Grid))?;
    let at = contents.find(|index| index >= present)?;
    let is_first = contents.days[..at.0].iter().all(Vec::is_empty) && at.1 == 0;
    (!is_first || contents.order == Order::Grid).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schedule::tests::{istiocon, istiocon_with},
        view::ListContents,
    };

    /// All sessions by day.
    fn all(schedule: &Schedule) -> ListContents {
        let of_day = |day: usize| {
            let indices = schedule.sessions.iter().enumerate();
            indices.filter(|(_, session)| session.day == day).map(|(index, _)| index).collect()
        };
        let days: Vec<Vec<usize>> = (0..schedule.days.len()).map(of_day).collect();
        ListContents { going_on: vec![Vec::new(); days.len()], days, ..ListContents::default() }
    }

    fn input<'a>(schedule: &'a Schedule, request: Option<ListRequest>, now: Option<&str>) -> ListInput<'a> {
        let now = now.and_then(Timestamp::parse);
        ListInput { schedule, contents: all(schedule), view: View::List, open: None, request, now }
    }

    fn of_many(days: usize, a_day: usize) -> Schedule {
        istiocon_with(|file| {
            let sessions = file["sessions"].as_array_mut().unwrap();
            let first = sessions[0].clone();
            sessions.clear();
            for at in 0..days * a_day {
                let mut session = first.clone();
                let (day, minute) = (22 + at / a_day, at % a_day);
                session["id"] = format!("s{at}").into();
                session["start"] = format!("2021-02-{day}T16:{:02}:{:02}Z", minute / 60, minute % 60).into();
                session["end"] = format!("2021-02-{day}T18:00:00Z").into();
                sessions.push(session);
            }
        })
    }

    #[test]
    fn the_same_day_once_more_is_another_request() {
        let schedule = istiocon();
        let date = schedule.days[2].date;
        let request = |number| Some(ListRequest { number, what: ListCommand::LeadTo(date) });
        let opening = RenderedList::opening(&schedule, all(&schedule));
        let led = opening.next(input(&schedule, request(1), None));
        assert_eq!(led.opened_at, Some(OpenedAt::Day(date)));
        let after = led.next(input(&schedule, request(1), None));
        assert_eq!(after.opened_at, None);
        assert_ne!(led, led.next(input(&schedule, request(2), None)));
    }

    #[test]
    fn a_view_opens_at_the_present_moment_once() {
        let schedule = istiocon();
        let now = Some("2021-02-24T17:00:00Z");
        let opening = RenderedList::opening(&schedule, all(&schedule));
        let opened = opening.next(input(&schedule, None, now));
        assert!(matches!(opened.opened_at, Some(OpenedAt::Present(_))), "{:?}", opened.opened_at);
        assert_eq!(opened.next(input(&schedule, None, Some("2021-02-24T17:01:00Z"))).opened_at, None);
    }

    #[test]
    fn a_list_that_was_opened_far_closed_again_when_the_schedule_changed() {
        let schedule = of_many(2, 300);
        let day = SectionKey::Day(schedule.days[0].date);
        let opening = RenderedList::opening(&schedule, all(&schedule));
        let opened = opening.next(input(&schedule, None, None));
        assert_eq!(opened.rows(day).len(), 20);
        let more = Some(ListRequest { number: 0, what: ListCommand::More(MoreRows::Later(day)) });
        let far = opened.next(input(&schedule, more, None));
        assert_eq!((far.rows(day).len(), far.left_out(MoreRows::Later(day))), (220, 80));
        let mut changed = of_many(2, 301);
        changed.inherit_rows(&schedule);
        let after = far.next(input(&changed, more, None));
        assert_eq!((after.rows(day).len(), after.left_out(MoreRows::Later(day))), (220, 81));
        // A query begins anew.
        let contents =
            ListContents { days: vec![(0..200).collect()], order: Order::Best, ..ListContents::default() };
        let found = after.next(ListInput { contents, ..input(&changed, more, None) });
        assert_eq!(found.sections(), [SectionKey::Results]);
        assert!(found.is_filling());
        let next = Some(ListRequest { number: 1, what: ListCommand::More(MoreRows::Next) });
        let contents = found.contents.clone();
        let filled = found.next(ListInput { contents, ..input(&changed, next, None) });
        assert!(!filled.is_filling() && filled.can_load(MoreRows::Next));
    }

    #[test]
    fn a_grid_opens_at_the_present_moment_and_fills_before_and_behind_it() {
        let schedule = of_many(1, 300);
        let grid = |request| ListInput {
            contents: all(&schedule).as_grid(None),
            view: View::Grid,
            ..input(&schedule, request, Some("2021-02-22T16:00:02Z"))
        };
        let mut list = RenderedList::opening(&schedule, all(&schedule)).next(grid(None));
        assert!(list.cells().len() < 30 && list.is_filling(), "{} cells", list.cells().len());
        for number in 0..300 {
            if !list.can_load(MoreRows::Next) {
                break;
            }
            let next = ListRequest { number, what: ListCommand::More(MoreRows::Next) };
            list = list.next(grid(Some(next)));
        }
        assert_eq!(list.cells(), (0..300).collect::<Vec<_>>());
        assert_eq!((list.missing_cells(), list.is_filling()), (0, false));
    }
}
