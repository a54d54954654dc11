//! One session's row.

use std::ops::Range;

use maud::{Markup, PreEscaped, html};

use super::{Times, away, link_to, session_link};
use crate::{
    app::act,
    i18n::{self, Locale},
    schedule::{Day, Field, Language, Schedule, Session, Speaker},
    time::{Date, HourCycle, Timestamp, Zone, clock, day_shift},
    view::{Fragment, LanguageChoice, ListContents, RenderWindow, search::Snippet},
};

/// The time rail's entry: start and end, by how many days their dates differ from the conference's day, and whether the
/// session is on.
pub fn rail(session: &Session, day: Date, zone: &Zone, cycle: HourCycle, on_now: bool) -> String {
    let time = |at: Timestamp| {
        let (date, second) = zone.civil(at);
        let shift = day_shift(day, date);
        html! {
            time datetime=(at.to_rfc3339()) { (clock(second, cycle)) }
            @if shift != 0 {
                span .shift { (i18n::shift_sign(shift)) span .visually-hidden { (i18n::shift_unit(shift)) } }
            }
        }
    };
    let markup = html! {
        span .start { (time(session.start)) }
        span .dash { "–" }
        span .end { (time(session.end)) }
        @if on_now { strong .on-now { (i18n::ON_NOW) } }
    };
    markup.into_string()
}

/// A session as an `<article>`, with everything the schedule says of it and its toggle. The toggle's name is the same
/// pressed or not: which it is, `aria-pressed` says.
pub fn row(
    session: &Session,
    day: Date,
    zone: &Zone,
    cycle: HourCycle,
    on_now: bool,
    picked: bool,
) -> String {
    let markup = html! {
        article #(session.id) .session .cancelled[session.cancelled] tabindex="-1" data-now=[on_now.then_some("")] {
            p .rail data-day=(i18n::short_day(day)) { (PreEscaped(rail(session, day, zone, cycle, on_now))) }
            div .what { (PreEscaped(what(session))) }
            button .pick type="button" aria-label=(i18n::pick(&session.title)) aria-pressed=(picked) { (i18n::PICK) }
        }
    };
    markup.into_string()
}

/// The sessions that began on an earlier day and go on into this one: what they are, and until when they last.
pub fn going_on<'a>(
    sessions: impl Iterator<Item = &'a Session>,
    day: Day,
    (zone, cycle): (&Zone, HourCycle),
) -> String {
    let times = Times { zone, cycle };
    let sessions: Vec<_> = sessions.collect();
    let markup = html! {
        @if !sessions.is_empty() { (i18n::GOING_ON) }
        @for (index, session) in sessions.iter().enumerate() {
            @if index > 0 { " ·" }
            " " (session_link(session)) " " (i18n::until(&times.clock_on(day.date, session.end)))
        }
    };
    markup.into_string()
}

/// A day as a section, with the markup of what goes on into it and of its sessions.
pub fn day_section(day: Day, going_on: &str, sessions: &str) -> String {
    let heading = day.anchor() + "-heading";
    let markup = html! {
        section .day id=(day.anchor()) aria-labelledby=(heading) hidden[sessions.is_empty() && going_on.is_empty()] {
            h2 id=(heading) {
                (i18n::weekday(day.date)) " " span .date { (i18n::day_and_month(day.date)) }
            }
            p .going-on hidden[going_on.is_empty()] { (PreEscaped(going_on)) }
            (PreEscaped(sessions))
        }
    };
    markup.into_string()
}

/// The id of the section of what a query finds, the best first.
pub const RESULTS_ID: &str = "_results";

/// The section of what a query finds, without its sessions.
pub fn results_section() -> String {
    let heading = RESULTS_ID.to_owned() + "-heading";
    html! { section .day #(RESULTS_ID) aria-labelledby=(heading) { h2 id=(heading) { (i18n::BEST_FIRST) } } }
        .into_string()
}

/// A text with parts of it marked; ranges in bytes, rising.
pub fn highlighted(text: &str, highlights: &[Range<usize>]) -> String {
    let starts = highlights.iter().map(|mark| mark.start).chain([text.len()]);
    let ends = [0].into_iter().chain(highlights.iter().map(|mark| mark.end));
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let markup = html! {
        @for (index, (end, start)) in ends.zip(starts).enumerate() {
            @if let Some(mark) = index.checked_sub(1).map(|before| &highlights[before]) { mark { (part(mark.start, mark.end)) } }
            (part(end, start))
        }
    };
    markup.into_string()
}

/// The part of a summary that says what was looked for.
pub fn snippet(snippet: &Snippet) -> String {
    html! { p .snippet dir="auto" { (PreEscaped(highlighted(&snippet.text, &snippet.highlights))) } }
        .into_string()
}

/// The days with the sessions that are shown, as they stand when the page opens: in the venue's time, nothing picked.
pub fn timeline(schedule: &Schedule, visible: &ListContents) -> String {
    let window = RenderWindow::opening(&visible.lengths(), None);
    let days = schedule.days.iter().zip(&visible.days).enumerate().map(|(section, (day, indices))| {
        let session = |index: &usize| {
            row(&schedule.sessions[*index], day.date, &schedule.venue, HourCycle::default(), false, false)
        };
        let shown = window.of(section);
        let later = indices.len() - shown.end;
        let sessions: String = indices[shown].iter().map(session).collect();
        let going_on = visible.going_on.get(section).map(|indices| {
            let sessions = indices.iter().map(|index| &*schedule.sessions[*index]);
            going_on(sessions, *day, (&schedule.venue, HourCycle::default()))
        });
        day_section(*day, &going_on.unwrap_or_default(), &(sessions + &more(section, false, later)))
    });
    days.collect()
}

/// Of more sessions than this a page without scripts holds the first day only.
const WITHOUT_SCRIPTS: usize = 2000;

pub fn rest_is_one_day(visible: &ListContents) -> bool {
    visible.len() > WITHOUT_SCRIPTS
}

/// The sessions that [`timeline`] leaves out, for browsers without scripts, in short: it comes behind all that the app
/// needs, but still before the app, which shares the network with it. Empty where there are none.
pub fn rest(schedule: &Schedule, visible: &ListContents) -> String {
    let window = RenderWindow::opening(&visible.lengths(), None);
    let first = visible.days.iter().position(|indices| !indices.is_empty());
    let days = schedule.days.iter().zip(&visible.days).enumerate();
    let days = days.filter(|(section, _)| !rest_is_one_day(visible) || Some(*section) == first);
    let days = days.filter_map(|(section, (day, indices))| {
        let left_out = &indices[window.of(section).end..];
        let session = |index: &usize| short_row(&schedule.sessions[*index], day.date, &schedule.venue);
        let rows: String = left_out.iter().map(session).collect();
        let heading = format!("{} {}", i18n::weekday(day.date), i18n::day_and_month(day.date));
        (!rows.is_empty())
            .then(|| html! { section .day { h2 { (heading) } (PreEscaped(rows)) } }.into_string())
    });
    days.collect()
}

/// What a session is, as an `<article>` without a control, since none of them does anything without a script.
fn short_row(session: &Session, day: Date, venue: &Zone) -> String {
    let markup = html! {
        article #(session.id) .session .cancelled[session.cancelled] {
            p .rail { (PreEscaped(rail(session, day, venue, HourCycle::default(), false))) }
            div .what {
                (titles(session))
                @if !session.speakers.is_empty() {
                    ul .speakers { @for speaker in &session.speakers { li dir="auto" { (speaker.name) (company(speaker)) } } }
                }
                ul .facts { (facts(session)) }
            }
        }
    };
    markup.into_string()
}

/// The button for those of a section's sessions that are not on the page yet, earlier ones or later; nothing where there are
/// none.
pub fn more(section: usize, earlier: bool, count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let (act, word) =
        if earlier { (act::EARLIER, i18n::earlier(count)) } else { (act::LATER, i18n::later(count)) };
    html! { p .more { button type="button" .button-ghost value={ (act) " " (section) } { (word) } } }
        .into_string()
}

/// Everything the schedule says of a session but its time.
pub fn what(session: &Session) -> String {
    let markup = html! {
        (titles(session))
        @if !session.speakers.is_empty() {
            ul .speakers { @for speaker in &session.speakers { (speaker_item(speaker)) } }
        }
        ul .facts {
            (facts(session))
            @for topic in &session.topics {
                li .topic { a href=(link_to(|view| view.facets.toggle(Field::Topic, topic, true))) { (topic) } }
            }
            @if let Some(link) = &session.recording { li .recording { (away(link, &i18n::RECORDING)) } }
        }
        (about(session))
    };
    markup.into_string()
}

fn titles(session: &Session) -> Markup {
    html! {
        h3 lang=[lang(session, &session.title)] dir="auto" { (session.title) }
        @if let Some(title) = &session.title_en { p .title-en lang="en" { (title) } }
    }
}

/// The language of one of a session's texts, where it is not the page's.
fn lang<'a>(session: &'a Session, text: &str) -> Option<&'a str> {
    let is_chinese = Locale::current() == Locale::Chinese;
    session.lang_of(text).or_else(|| is_chinese.then_some("en"))
}

fn speaker_item(speaker: &Speaker) -> Markup {
    let link = link_to(|view| {
        view.facets.toggle(Field::Speaker, &speaker.name, true);
        view.language = LanguageChoice::All;
    });
    html! {
        li dir="auto" {
            a href=(link) { (speaker.name) }
            (company(speaker))
        }
    }
}

fn company(speaker: &Speaker) -> Markup {
    html! { @if let Some(company) = &speaker.affiliation { span .affiliation { ", " (company) } } }
}

/// Cancelled, format, language, room: items of a list.
fn facts(session: &Session) -> Markup {
    let keys: Vec<_> = session.languages.iter().map(Language::key).collect();
    let languages: Vec<_> = keys.iter().filter(|_| keys != ["en"]).map(|key| i18n::language(key)).collect();
    html! {
        @if session.cancelled { li .status { (i18n::CANCELLED) } }
        @if let Some(format) = &session.format { li .format data-format=(format.mark()) { (i18n::format(format)) } }
        @if !languages.is_empty() { li { (languages.join(&i18n::COMMA)) } }
        @for fact in [&session.room, &session.track, &session.level].into_iter().flatten() { li { (fact) } }
    }
}

/// The summary and the further links, to be disclosed; works without a script. What goes with the session joins them when
/// they are.
fn about(session: &Session) -> Markup {
    let links = [(&session.slides, i18n::SLIDES), (&session.page, i18n::PAGE)];
    let links = links.into_iter().filter_map(|(link, word)| Some((link.as_ref()?, word)));
    html! {
        details .about {
            summary { (i18n::ABOUT) }
            @if let Some(text) = &session.summary { p .summary lang=[lang(session, text)] dir="auto" { (with_links(text)) } }
            ul .links {
                @for (link, word) in links { li { (away(link, &word)) } }
                li { a href=(Fragment::link(&session.id)) { (i18n::LINK_TO_IT) } }
            }
        }
    }
}

/// A text in which what is a web address is a link.
fn with_links(text: &str) -> Markup {
    let mut rest = text;
    let mut parts = Vec::new();
    while let Some((start, end)) = next_address(rest) {
        parts.push((&rest[..start], &rest[start..end]));
        rest = &rest[end..];
    }
    html! { @for (before, link) in parts { (before) (away(link, link)) } (rest) }
}

/// Where the next address begins and ends. What ends a sentence or closes a bracket is none of it.
fn next_address(text: &str) -> Option<(usize, usize)> {
    let begins = |at: &usize| {
        text.is_char_boundary(*at) && {
            let rest = &text.as_bytes()[*at..];
            rest.starts_with(b"https://") || rest.starts_with(b"http://")
        }
    };
    let start = (0..text.len()).find(begins)?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '»');
    let length = text[start..].find(ends).unwrap_or(text.len() - start);
    let is_behind =
        |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '\'' | '’' | '*' | '_');
    Some((start, start + text[start..start + length].trim_end_matches(is_behind).len()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// So many sessions on each of two days, on the page and in the rest of it.
    fn on_page(a_day: usize) -> (usize, Vec<usize>) {
        let session = |at: usize| {
            let day = at / a_day + 1;
            json!({ "id": at.to_string(), "title": "T", "start": format!("2026-03-0{day}T09:00:00Z"), "end": format!("2026-03-0{day}T10:00:00Z") })
        };
        let file = json!({ "id": "c", "sessions": (0..2 * a_day).map(session).collect::<Vec<_>>() });
        let schedule = Schedule::read(crate::json::parse, &file.to_string(), |_, _| Zone::utc()).unwrap();
        let days = vec![(0..a_day).collect(), (a_day..2 * a_day).collect()];
        let visible = ListContents { days, ..ListContents::default() };
        let rows = |markup: &str| markup.matches("<article").count();
        let rest = rest(&schedule, &visible);
        assert!(!rest.contains("<button") && !rest.contains("href="), "{rest}");
        (
            rows(&timeline(&schedule, &visible)),
            rest.split("</section>").map(rows).filter(|rows| *rows > 0).collect(),
        )
    }

    #[test]
    fn an_address_in_a_description_was_no_link() {
        let linked = |text: &str| with_links(text).into_string();
        assert_eq!(linked("a < b"), "a &lt; b");
        let link = |address: &str| format!(r#"<a href="{address}" rel="noopener noreferrer">{address}</a>"#);
        let address = "https://example.org/a?b=1";
        assert_eq!(linked(&format!("Mehr: {address}.")), format!("Mehr: {}.", link(address)));
        assert_eq!(
            linked(&format!("({address})\n{address}")),
            format!("({})\n{}", link(address), link(address))
        );
        assert_eq!(linked(&format!("„ä“ <{address}>")), format!("„ä“ &lt;{}&gt;", link(address)));
        assert!(!linked("javascript:alert(1) http:/x ftp://x").contains("<a"));
    }

    #[test]
    fn what_the_page_leaves_out_is_behind_it_and_of_very_many_the_first_day_only() {
        assert_eq!(on_page(50), (100, vec![]));
        assert_eq!(on_page(500), (20, vec![480, 500]));
        assert_eq!(on_page(1500), (20, vec![1480]));
    }
}
