//! Which part of a long list is on the page. What a page costs is its rows, not its sessions: those that are seen first come
//! at once, the others while nothing else is done.

use std::ops::Range;

/// Up to so many rows all are on the page, in as many steps as it takes.
const WHOLE: usize = 120;

/// With so many a page opens of more, and so many are there before more join them by themselves.
const OPENING: usize = 20;

/// So many are in the first frame of a list that takes the place of another.
const FIRST: usize = 12;

/// So many join them at a time.
const STEP: usize = 20;

/// Up to so many join a list by themselves: to take them away again takes time as well.
pub const FILLED: usize = 200;

/// So many come when they are asked for.
const ASKED: usize = 200;

/// How many rows stand before the one that a list is opened at.
const BEFORE: usize = 3;

/// Whether all rows of sections of these lengths are to be on the page.
fn is_short(lengths: &[usize]) -> bool {
    lengths.iter().sum::<usize>() <= WHOLE
}

/// Of each section of a list, the rows that are on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RenderWindow(Vec<Range<usize>>);

impl RenderWindow {
    /// What of sections of these lengths a page opens with: all, or of a long list the first rows.
    pub fn opening(lengths: &[usize]) -> Self {
        if is_short(lengths) { Self::whole(lengths) } else { Self::around((0, 0), OPENING, lengths) }
    }

    /// What comes first of a list that takes the place of another: what stands around one row (its section, and its index there);
    /// where none is named so many rows from the beginning that few of them are not on the page yet.
    pub fn first(
        lengths: &[usize],
        around: Option<(usize, usize)>,
        is_there: impl Fn(usize, usize) -> bool,
    ) -> Self {
        if let Some(around) = around {
            return if is_short(lengths) {
                Self::whole(lengths)
            } else {
                Self::around(around, FIRST, lengths)
            };
        }
        let mut left = FIRST;
        let mut is_too_many = |section: usize, row: usize| {
            let is_new = !is_there(section, row);
            let is_too_many = is_new && left == 0;
            left -= usize::from(is_new && left > 0);
            is_too_many
        };
        let rows = |(section, length): (usize, &usize)| {
            0..(0..*length).find(|row| is_too_many(section, *row)).unwrap_or(*length)
        };
        Self(lengths.iter().enumerate().map(rows).collect())
    }

    /// So many rows around one.
    fn around((section, row): (usize, usize), mut left: usize, lengths: &[usize]) -> Self {
        let ranges = lengths.iter().enumerate().map(|(index, length)| {
            if index < section {
                // All of it is earlier.
                return *length..*length;
            }
            let start = if index == section { row.saturating_sub(BEFORE).min(*length) } else { 0 };
            let end = length.min(&(start + left)).to_owned();
            left -= end - start;
            start..end
        });
        Self(ranges.collect())
    }

    /// All of sections of these lengths.
    pub fn whole(lengths: &[usize]) -> Self {
        Self(lengths.iter().map(|length| 0..*length).collect())
    }

    /// The same of another version of the list, whose sections had those lengths and have these: what was there to the end of a
    /// section is again.
    pub fn updated(&self, before: &[usize], lengths: &[usize]) -> Self {
        let ranges = lengths.iter().enumerate().map(|(section, length)| {
            let rows = self.of(section);
            let end = if before.get(section) == Some(&rows.end) { *length } else { rows.end.min(*length) };
            rows.start.min(end)..end
        });
        Self(ranges.collect())
    }

    /// The rows of a section.
    pub fn of(&self, section: usize) -> Range<usize> {
        self.0.get(section).cloned().unwrap_or_default()
    }

    pub fn holds(&self, section: usize, row: usize) -> bool {
        self.of(section).contains(&row)
    }

    /// Whether of sections of these lengths rows are missing that nothing has to be waited for.
    pub fn is_filling(&self, lengths: &[usize]) -> bool {
        let most = if is_short(lengths) { WHOLE } else { OPENING };
        self.clone().extend_by_step(lengths, most)
    }

    /// Adds the next rows after those there are, up to so many in all. Says whether there were any.
    pub fn extend_by_step(&mut self, lengths: &[usize], most: usize) -> bool {
        let first = self.0.iter().position(|rows| !rows.is_empty()).unwrap_or_default();
        let mut left = STEP.min(most.saturating_sub(self.0.iter().map(Range::len).sum()));
        let mut has_grown = false;
        for (rows, length) in self.0.iter_mut().zip(lengths).skip(first) {
            let more = left.min(length - rows.end);
            rows.end += more;
            left -= more;
            has_grown |= more > 0;
        }
        has_grown
    }

    /// Adds rows before those there are, where only one section has any.
    pub fn extend_back_by_step(&mut self) {
        self.0.iter_mut().for_each(|rows| rows.start = rows.start.saturating_sub(STEP));
    }

    /// Adds rows to a section that somebody asked for: earlier ones, or later. Returns the row to go on reading at.
    pub fn extend(&mut self, section: usize, earlier: bool, lengths: &[usize]) -> Option<usize> {
        let (rows, length) = (self.0.get_mut(section)?, lengths.get(section)?);
        if earlier {
            rows.start = rows.start.saturating_sub(ASKED);
            return Some(rows.start);
        }
        let end = rows.end;
        rows.end = (end + ASKED).min(*length);
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_opens_with_all_of_a_short_list() {
        assert_eq!(RenderWindow::opening(&[60, 0, 60]).0, [0..60, 0..0, 0..60]);
        assert_eq!(RenderWindow::opening(&[8, 500]).0, [0..8, 0..12]);
    }

    #[test]
    fn another_short_list_begins_at_its_beginning_or_is_there_at_once() {
        assert_eq!(RenderWindow::first(&[8, 0, 60], None, |_, _| false).0, [0..8, 0..0, 0..4]);
        assert_eq!(RenderWindow::first(&[60, 0, 60], Some((2, 50)), |_, _| false).0, [0..60, 0..0, 0..60]);
    }

    #[test]
    fn rows_of_a_list_that_lost_one_left_the_page() {
        assert_eq!(RenderWindow::first(&[40, 0], None, |_, _| true).0, [0..40, 0..0]);
        assert_eq!(RenderWindow::first(&[40, 0], None, |_, row| row % 2 == 0).0, [0..25, 0..0]);
    }

    #[test]
    fn a_long_one_begins_where_it_is_opened() {
        assert_eq!(RenderWindow::first(&[8, 500], None, |_, _| false).0, [0..8, 0..4]);
        assert_eq!(
            RenderWindow::first(&[30, 500, 9], Some((1, 495)), |_, _| false).0,
            [30..30, 492..500, 0..4]
        );
    }

    proptest! {
        #[test]
        fn it_grows_until_all_is_there_or_enough(
            lengths in prop::collection::vec(0usize..400, 1..6),
            section in any::<prop::sample::Index>(),
            row in any::<prop::sample::Index>(),
        ) {
            let section = section.index(lengths.len());
            let around = (lengths[section] > 0).then(|| (section, row.index(lengths[section])));
            let mut window = RenderWindow::first(&lengths, around, |_, _| false);
            if let Some((section, row)) = around {
                prop_assert!(window.holds(section, row));
            }
            let mut steps = 0;
            while window.extend_by_step(&lengths, FILLED) {
                steps += 1;
                prop_assert!(steps <= FILLED);
            }
            let shown: usize = (0..lengths.len()).map(|section| window.of(section).len()).sum();
            prop_assert!(shown <= FILLED);
            prop_assert!(!window.is_filling(&lengths));
            prop_assert!(!is_short(&lengths) || window == RenderWindow::whole(&lengths));
            for (section, length) in lengths.iter().enumerate() {
                prop_assert!(window.of(section).end <= *length);
                while window.of(section).end < *length {
                    prop_assert!(window.extend(section, false, &lengths).is_some());
                }
                while window.of(section).start > 0 {
                    prop_assert!(window.extend(section, true, &lengths).is_some());
                }
                prop_assert_eq!(window.of(section), 0..*length);
            }
        }
    }
}
