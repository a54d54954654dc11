//! The agenda as text for other programs: Markdown and CSV.

use std::fmt::Write;

use super::Times;
use crate::{
    agenda::{Agenda, Commitment, note_name},
    i18n,
    schedule::{Schedule, Session},
    time::{Timestamp, iso_date},
};

/// The media type of Markdown (RFC 7763), and that of CSV (RFC 7111).
pub const MARKDOWN: &str = "text/markdown";
pub const CSV: &str = "text/csv";

/// Picks (by their indices) and one's own entries as a list a day, in CommonMark; `link` gives the address of a session by its id.
pub fn markdown(
    picks: &[usize],
    agenda: &Agenda,
    schedule: &Schedule,
    times: Times,
    link: impl Fn(&str) -> String,
) -> String {
    let mut text = format!("# {}\n\n{}\n", literal(&schedule.name), i18n::times_in(times.zone));
    for (date, planned) in agenda.by_date(picks, schedule, times.zone) {
        let _ = write!(text, "\n## {} {}\n\n", i18n::weekday(date), i18n::day_and_month(date));
        for row in planned.iter().map(|planned| Row::of(planned, agenda, schedule, &link)) {
            let title = literal(row.title);
            let title = match row.links.first() {
                Some(own) if row.is_session => format!("[{title}](<{}>)", address(own)),
                _ => title,
            };
            let _ = write!(text, "- {} {title}", times.from_to_on(date, row.start, row.end));
            let cancelled = if row.is_cancelled { i18n::CANCELLED.get() } else { "" };
            let parts = [cancelled, &row.place, &row.speakers].into_iter().filter(|part| !part.is_empty());
            parts.for_each(|part| text.extend([" · ", &literal(part)]));
            text.push('\n');
            for url in row.links.iter().skip(1) {
                let _ = writeln!(text, "  - <{}>", address(url));
            }
            for line in row.note.lines() {
                let _ = writeln!(text, "  > {}", literal(line));
            }
        }
    }
    text
}

/// The same as a table (RFC 4180), a line each.
pub fn csv(
    picks: &[usize],
    agenda: &Agenda,
    schedule: &Schedule,
    times: Times,
    link: impl Fn(&str) -> String,
) -> String {
    let mut text = record(&i18n::agenda::COLUMNS.map(|name| name.get()));
    for (date, planned) in agenda.by_date(picks, schedule, times.zone) {
        for row in planned.iter().map(|planned| Row::of(planned, agenda, schedule, &link)) {
            text += &record(&[
                row.title,
                &iso_date(date),
                &times.clock(row.start),
                &times.clock(row.end),
                &row.place,
                &row.speakers,
                &row.links.join(" "),
                row.note,
            ]);
        }
    }
    text
}

/// What is written of a pick, or of an entry of one's own.
struct Row<'a> {
    title: &'a str,
    start: Timestamp,
    end: Timestamp,
    place: String,
    speakers: String,
    /// A session's own first.
    links: Vec<String>,
    note: &'a str,
    is_session: bool,
    is_cancelled: bool,
}

impl<'a> Row<'a> {
    fn of(
        planned: &'a Commitment,
        agenda: &'a Agenda,
        schedule: &'a Schedule,
        link: impl Fn(&str) -> String,
    ) -> Self {
        match planned {
            Commitment::Session(index) => {
                let session = &schedule.sessions[*index];
                let room = session.room.as_ref().map(|room| schedule.guide().whereabouts(room));
                Self {
                    title: &session.title,
                    start: session.start,
                    end: session.end,
                    place: room.unwrap_or_default(),
                    speakers: speakers(session),
                    links: [link(&session.id)].into_iter().chain(links(session).map(str::to_owned)).collect(),
                    note: agenda.text(&note_name(&session.id)),
                    is_session: true,
                    is_cancelled: session.cancelled,
                }
            }
            Commitment::Own(own) => Self {
                title: &own.title,
                start: own.start,
                end: own.end,
                place: own.place.clone(),
                speakers: String::new(),
                links: Vec::new(),
                note: &own.note,
                is_session: false,
                is_cancelled: false,
            },
        }
    }
}

fn speakers(session: &Session) -> String {
    session.speakers.iter().map(|speaker| &*speaker.name).collect::<Vec<_>>().join(i18n::COMMA.get())
}

/// The recording, the slides and the further links of a session.
fn links(session: &Session) -> impl Iterator<Item = &str> {
    let details = session.details();
    let own = [&session.recording, &details.slides, &details.page].into_iter().flatten();
    own.map(String::as_str).chain(details.links.iter().map(|link| &*link.url))
}

/// A text in one line, with what Markdown would take for more than text escaped (CommonMark 0.31, section 2.4).
fn literal(text: &str) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if c.is_ascii_punctuation() && !".,:;'\"()/?%@-".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// An address between the signs that hold it together.
fn address(url: &str) -> String {
    url.replace(['<', '>', ' '], "")
}

fn record(cells: &[&str]) -> String {
    cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A cell. One that a spreadsheet would take for a formula begins with a quote, which it takes for the mark of a text.
fn quoted(cell: &str) -> String {
    let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schedule::tests::istiocon_with,
        time::{HourCycle, Zone},
    };

    /// An agenda of a session with an odd title and a note, and the schedule that it is of.
    fn odd_agenda() -> (Agenda, Schedule) {
        let schedule = istiocon_with(|file| {
            file["sessions"][0]["title"] = "=1+1 *bold* <b>, \"quoted\"".into();
            file["sessions"][0]["room"] = "Hall_1".into();
        });
        let mut agenda = Agenda::default();
        agenda.set("opening-keynote", true, 1);
        agenda.write(&note_name("opening-keynote"), "line 1\n# line 2", 1);
        (agenda, schedule)
    }

    fn link(id: &str) -> String {
        format!("https://example.org/#{id}")
    }

    #[test]
    fn markdown_has_a_day_a_line_and_the_note_of_a_pick_and_nothing_of_theirs_is_markup() {
        let (agenda, schedule) = odd_agenda();
        let times = Times { zone: &Zone::utc(), cycle: HourCycle::H23 };
        let text = markdown(&agenda.indices(&schedule), &agenda, &schedule, times, link);
        let lines: Vec<_> = text.lines().collect();
        assert!(lines[0] == "# IstioCon 2021" && lines[4] == "## Monday 22 February", "{text}");
        assert!(
            lines[6].starts_with(
                "- 16:00–16:50 [\\=1\\+1 \\*bold\\* \\<b\\>, \"quoted\"](<https://example.org/#opening"
            ),
            "{text}"
        );
        assert!(lines[6].contains("· Hall\\_1"), "{text}");
        assert!(text.contains("\n  > line 1\n  > \\# line 2\n"), "{text}");
    }

    #[test]
    fn another_reader_finds_in_the_table_what_was_written_and_no_formula() {
        let (agenda, schedule) = odd_agenda();
        let times = Times { zone: &Zone::utc(), cycle: HourCycle::H23 };
        let text = csv(&agenda.indices(&schedule), &agenda, &schedule, times, link);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        assert_eq!(
            reader.headers().unwrap().iter().take(4).collect::<Vec<_>>(),
            ["Title", "Date", "Start", "End"]
        );
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(&rows[0][0], "'=1+1 *bold* <b>, \"quoted\"");
        assert_eq!([&rows[0][1], &rows[0][2], &rows[0][4]], ["2021-02-22", "16:00", "Hall_1"]);
        assert_eq!(&rows[0][7], "line 1\n# line 2");
    }
}
