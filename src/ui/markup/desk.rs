//! What stands on the page of an agenda, and the dialogs about it: made beside the page, in the worker. A button's value
//! `desk …` is an act of [`crate::ui::desk`] and what it is about; so is a form's `data-act`.

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use qrcodegen::{QrCode, QrCodeEcc};

use super::{Times, session_link};
use crate::{
    agenda::{
        ALARMS, Agenda, CHANGEOVERS, Comparison, Engagement, Fitting, Gap, NOTE, NOTE_LENGTH, Plan, Shared,
        Span, Tier, Who, Why, note_name,
    },
    schedule::{Schedule, Session},
    time::Zone,
    ui::words::{self, desk as said},
};

/// The one dialog of the desk: another act's takes its place.
pub const DESK_ID: &str = "_desk";

/// The largest backup that is read, in bytes.
const LARGEST_BACKUP: usize = 5_000_000;

/// Of what fits into a gap so many are named.
const FITTING: usize = 6;

/// The signs of the others, beside their colours.
const SIGNS: [&str; 5] = ["◆", "●", "▲", "■", "✚"];

fn dialog(heading: &str, is_wide: bool, body: &Markup) -> String {
    let markup = html! {
        dialog #(DESK_ID) .wide[is_wide] aria-labelledby="_desk-heading" {
            header {
                h2 #_desk-heading { (heading) }
                form method="dialog" { button value="close" autofocus { (words::CLOSE) } }
            }
            (body)
            p .said role="status" {}
        }
    };
    markup.into_string()
}

/// A dialog that tells why something was not done.
pub fn message_dialog(heading: &str, message: &str) -> String {
    dialog(heading, false, &html! { p role="alert" { (message) } })
}

fn act(act: &str, word: &str, label: Option<&str>) -> Markup {
    html! { button type="button" value={ "desk " (act) } aria-label=[label] { (word) } }
}

fn choice(name: &str, label: &str, choices: &[i64], chosen: i64) -> Markup {
    html! {
        label .field { (label)
            select data-act={ "set " (name) } aria-label=(label) {
                @for minutes in choices {
                    option value=(minutes) selected[*minutes == chosen] { (said::minutes(*minutes)) }
                }
            }
        }
    }
}

fn alarm(agenda: &Agenda) -> Markup {
    choice("alarm", &said::ALARM, &ALARMS, agenda.alarm())
}

/// The element with the tools beside the timeline.
pub const TOOLS_ASIDE_ID: &str = "_tools-aside";

/// What the page is prerendered with, so that nothing moves for it.
pub fn opening_tools() -> String {
    tools(&Agenda::default())
}

/// What can be done with the agenda.
pub fn tools(agenda: &Agenda) -> String {
    let markup = html! {
        div .tools-of-agenda role="group" aria-label=(said::TOOLS) {
            button type="button" .primary value="desk plan" { (said::PLAN) }
            (act("share", &said::SHARE, None))
            (act("calendar", &said::CALENDAR, None))
            (act("compare", &said::COMPARE, None))
            (act("print", &said::PRINT, None))
            (act("backup", &said::BACKUP, None))
            label .button { (said::RESTORE) input .heard type="file" accept=".json,application/json" data-file="restore" data-largest=(LARGEST_BACKUP) aria-label=(said::RESTORE); }
            button type="button" value="desk ask-remind" { (said::REMIND) }
            (act("block", &said::BLOCK, None))
            (choice("changeover", &said::CHANGEOVER, &CHANGEOVERS, agenda.changeover() / 60))
            (alarm(agenda))
        }
    };
    markup.into_string()
}

/// The times one can't be there; empty where there are none.
pub fn blocks(agenda: &Agenda, times: Times) -> String {
    let blocks = agenda.blocks();
    let markup = html! {
        @if !blocks.is_empty() {
            h3 { (said::BLOCKS) }
            ul .blocks { @for block in &blocks { li {
                span { span .when { (from_to(times, block.span())) } " " span dir="auto" { (block.title) } }
                (act(&format!("remove-block {}", block.name), &said::REMOVE, Some(&said::about(&said::REMOVE, &block.title))))
            } } }
        }
    };
    markup.into_string()
}

/// `Tue 23 18:45–21:00`
fn from_to(times: Times, span: Span) -> String {
    let (_, to) = times.both(span.start, span.end);
    format!("{}–{to}", times.day_and_clock(span.start))
}

fn link(engagement: &Engagement, schedule: &Schedule) -> Markup {
    match engagement {
        Engagement::Session(place) => session_link(&schedule.sessions[*place]),
        Engagement::Block(block) => html! { span dir="auto" { (block.title) } },
    }
}

fn links(engagements: &[Engagement], schedule: &Schedule) -> Markup {
    html! {
        @for (at, engagement) in engagements.iter().enumerate() {
            @if at > 0 { ", " }
            (link(engagement, schedule))
        }
    }
}

/// With what something clashes.
pub fn clash(with: &[&Engagement], schedule: &Schedule) -> Markup {
    let with: Vec<_> = with.iter().map(|engagement| (*engagement).clone()).collect();
    html! { @if !with.is_empty() { (words::CLASHES_WITH) " " (links(&with, schedule)) } }
}

/// What is said in a session's row: a control for how much it is wanted (which one is shown is set apart, so that the control
/// stays when it is used), what it clashes with, who goes there, one's note.
pub fn marks(
    session: &Session,
    is_picked: bool,
    with: &[&Engagement],
    goers: &[(usize, &str)],
    note: &str,
    schedule: &Schedule,
) -> String {
    let markup = html! {
        @if is_picked {
            select data-tier=(session.id) aria-label=(said::weight_of(&session.title)) {
                @for tier in Tier::ALL { option value=(tier.key()) { (said::tier(tier)) } }
            }
        }
        div .marks {
            @if !with.is_empty() { p .clash { (clash(with, schedule)) } }
            @if !goers.is_empty() { p .goers { @for (at, name) in goers { (friend(*at, name)) " " } } }
            @if !note.is_empty() { p .note dir="auto" { (note) } }
        }
    };
    markup.into_string()
}

fn friend(at: usize, name: &str) -> Markup {
    html! { span .friend data-friend=(at) { span aria-hidden="true" { (SIGNS[at % SIGNS.len()]) } " " span dir="auto" { (name) } } }
}

/// The field for a session's note.
pub fn note(id: &str, text: &str) -> String {
    html! { label .field { (said::NOTE) textarea rows="3" maxlength=(NOTE_LENGTH) data-note=(id) dir="auto" { "\n" (text) } } }
        .into_string()
}

/// Free stretches, with what fits.
pub fn gaps(gaps: &[Gap], schedule: &Schedule, times: Times) -> String {
    if gaps.is_empty() {
        return String::new();
    }
    let fitting = |one: &Fitting| {
        let session = &schedule.sessions[one.place];
        html! { li {
            span .when { (from_to(times, Span::of(session))) } " " (session_link(session))
            @if !one.is_whole { " · " (said::FITS_MOSTLY) }
            @if !one.terms.is_empty() { span .why { " " (words::both_about(&one.terms)) } }
        } }
    };
    let markup = html! {
        section aria-labelledby="_gaps-heading" {
            h2 #_gaps-heading { (said::GAPS) }
            @for gap in gaps {
                h3 { (from_to(times, gap.span)) ", " (said::length(gap.span.length())) }
                @if gap.fitting.is_empty() { p { (said::NOTHING_FITS) } }
                ul { @for one in gap.fitting.iter().take(FITTING) { (fitting(one)) } }
                @if gap.fitting.len() > FITTING { p { (words::and_more(gap.fitting.len() - FITTING)) } }
            }
        }
    };
    markup.into_string()
}

/// What separates ids, and lists of them: neither is in an id as it stands here.
const BETWEEN_IDS: char = ',';

/// Ids as a text, percent-encoded: ids stay when the schedule changes.
pub(super) fn ids_text<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let encoded = ids.into_iter().map(|id| utf8_percent_encode(id, NON_ALPHANUMERIC).to_string());
    encoded.collect::<Vec<_>>().join(&BETWEEN_IDS.to_string())
}

/// Reads ids that stand on the page so.
pub fn read_ids(text: &str) -> Vec<String> {
    let ids = text.split(BETWEEN_IDS).filter(|id| !id.is_empty());
    ids.map(|id| percent_decode_str(id).decode_utf8_lossy().into_owned()).collect()
}

/// The plan, before it is accepted; with why it is shown anew.
pub fn plan_dialog(
    plan: &Plan,
    agenda: &Agenda,
    (pinned, dropped): (&[usize], &[usize]),
    schedule: &Schedule,
    times: Times,
    message: &str,
) -> String {
    if plan.kept.is_empty() && plan.left_out.is_empty() {
        return message_dialog(&said::PLAN_HEADING, &said::NOTHING_TO_PLAN);
    }
    let with = |places: &[usize], place: usize| {
        let others = places.iter().copied().filter(|other| *other != place);
        others.chain([place]).collect::<Vec<_>>()
    };
    let without = |places: &[usize], place: usize| {
        places.iter().copied().filter(|other| *other != place).collect::<Vec<_>>()
    };
    let ids = |places: &[usize]| ids_text(places.iter().map(|place| &*schedule.sessions[*place].id));
    let again = |word: &str, pinned: &[usize], dropped: &[usize], session: &Session| {
        act(&format!("plan {}|{}", ids(pinned), ids(dropped)), word, Some(&said::about(word, &session.title)))
    };
    let line = |place: usize| {
        let session = &schedule.sessions[place];
        html! {
            span .when { (from_to(times, Span::of(session))) } " " (session_link(session)) " "
            span .weight { (said::tier(agenda.tier(&session.id).unwrap_or_default())) }
        }
    };
    let accept = [pinned, dropped, &plan.kept].map(ids).join("|");
    let body = html! {
        @if !message.is_empty() { p .notice role="alert" { (message) } }
        @if !plan.clashing_musts.is_empty() {
            div .notice role="alert" { div {
                p { (said::MUSTS_CLASH) }
                ul { @for (a, b) in &plan.clashing_musts {
                    li { (session_link(&schedule.sessions[*a])) " · " (session_link(&schedule.sessions[*b])) }
                } }
            } }
        }
        p { (said::PLAN_MEANS) }
        h3 { (said::KEPT) " " span .number { (plan.kept.len()) } }
        ul .plan { @for place in plan.kept.iter().copied() {
            @let session = &schedule.sessions[place];
            li {
                p { (line(place)) }
                @if pinned.contains(&place) { (again(&said::UNPIN, &without(pinned, place), dropped, session)) }
                @else { (again(&said::PIN, &with(pinned, place), dropped, session)) }
                (again(&said::DROP, &without(pinned, place), &with(dropped, place), session))
            }
        } }
        h3 { (said::LEFT_OUT) " " span .number { (plan.left_out.len()) } }
        @if plan.left_out.is_empty() { p { (said::NOTHING_LEFT_OUT) } }
        ul .plan { @for left_out in &plan.left_out {
            @let session = &schedule.sessions[left_out.place];
            li {
                p { (line(left_out.place)) br;
                    @match &left_out.why {
                        Why::Clashes(with) => { (words::CLASHES_WITH) " " (links(with, schedule)) }
                        Why::Dropped => (said::DROPPED),
                        Why::Cancelled => (said::IS_CANCELLED),
                    }
                }
                @match left_out.why {
                    Why::Clashes(_) => (again(&said::PIN, &with(pinned, left_out.place), dropped, session)),
                    Why::Dropped => (again(&said::TAKE_BACK, pinned, &without(dropped, left_out.place), session)),
                    Why::Cancelled => {}
                }
            }
        } }
        p .acts { button type="button" .primary value={ "desk accept-plan " (accept) } { (said::ACCEPT_PLAN) } }
    };
    dialog(&said::PLAN_HEADING, true, &body)
}

/// The form for a time at which one can't be there, in the zone shown, filled in with a title, a start and an end; with why what
/// was typed was not taken.
pub fn block_dialog([title, start, end]: &[String; 3], zone: &Zone, message: &str) -> String {
    let body = html! {
        @if !message.is_empty() { p role="alert" { (message) } }
        form data-act="add-block" {
            label .field { (said::BLOCK_TITLE) input name="title" maxlength="200" value=(title); }
            label .field { (said::BLOCK_START) input type="datetime-local" name="start" required value=(start); }
            label .field { (said::BLOCK_END) input type="datetime-local" name="end" required value=(end); }
            p { (words::times_in(zone)) }
            p .acts { button .primary { (said::BLOCK_ADD) } }
        }
    };
    dialog(&said::BLOCK_HEADING, false, &body)
}

pub fn calendar_dialog(agenda: &Agenda) -> String {
    let body = html! {
        p { (said::CALENDAR_MEANS) }
        (alarm(agenda))
        p .acts {
            button type="button" .primary value="desk calendar-file agenda" { (said::CALENDAR_AGENDA) }
            (act("calendar-file screen", &said::CALENDAR_SCREEN, None))
        }
    };
    dialog(&said::CALENDAR_HEADING, false, &body)
}

pub fn share_dialog(url: &str, with_notes: bool, is_empty: bool) -> String {
    if is_empty {
        return message_dialog(&said::SHARE_HEADING, &said::NOTHING_TO_SHARE);
    }
    let about = if with_notes { " notes" } else { "" };
    let body = html! {
        p { (said::SHARE_MEANS) }
        label .field { (said::SHARE_LINK) input readonly value=(url); }
        label .choice { input type="checkbox" data-act="share" data-off="plain" value="notes" checked[with_notes]; span { (said::SHARE_NOTES) } }
        p .acts {
            button type="button" .primary value={ "desk copy-link" (about) } { (said::COPY) }
            button type="button" value={ "desk share-link" (about) } { (said::SHARE_NOW) }
        }
        (qr(url))
    };
    dialog(&said::SHARE_HEADING, false, &body)
}

/// A QR code (ISO/IEC 18004) of a link, dark on light whatever the theme, with the quiet zone of four modules that readers
/// need.
fn qr(url: &str) -> Markup {
    const QUIET: i32 = 4;
    let Ok(code) = QrCode::encode_text(url, QrCodeEcc::Medium) else {
        return html! { p { (said::QR_TOO_LONG) } };
    };
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if dark > 0 {
                path += &format!("M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark.max(1);
        }
    }
    let size = code.size() + 2 * QUIET;
    html! {
        svg .qr viewBox={ "0 0 " (size) " " (size) } role="img" aria-label=(said::QR) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

/// Agendas side by side; of each other's its code, its name and what it holds. With what is told of a link that was pasted and
/// could not be taken, and that link.
pub fn compare_dialog(
    friends: &[(&str, &str, Shared)],
    comparison: &Comparison,
    schedule: &Schedule,
    times: Times,
    (message, pasted): (&str, &str),
) -> String {
    let names = |them: &[usize]| html! { @for at in them { (friend(*at, friends[*at].1)) " " } };
    let line = |place: usize| {
        let session = &schedule.sessions[place];
        html! { span .when { (from_to(times, Span::of(session))) } " " (session_link(session)) " " }
    };
    let goers = |who: &[Who]| {
        html! { @for who in who { @match who { Who::Me => { (said::ME) " " } Who::Them(at) => { (friend(*at, friends[*at].1)) " " } } } }
    };
    let body = html! {
        @if !message.is_empty() { p .notice role="alert" { (message) } }
        p { (said::COMPARE_MEANS) }
        form data-act="shared" .paste {
            label .field { (said::PASTE) input name="link" required value=(pasted); }
            button { (said::OPEN) }
        }
        @for (at, (code, name, shared)) in friends.iter().enumerate() {
            div .kept-friend {
                (friend(at, name))
                label .field { (said::NAME) input data-act={ "name-friend " (code) } value=(name) maxlength="60"; }
                span { (said::friend_holds(shared.picks.len() + shared.unknown, shared.unknown)) }
                (act(&format!("remove-friend {code}"), &said::REMOVE, Some(&said::about(&said::REMOVE, name))))
                @for (id, note) in &shared.notes {
                    p .note dir="auto" { (schedule.session(id).map_or(&**id, |session| &session.title)) ": " (note) }
                }
            }
        }
        @if !friends.is_empty() {
            h3 { (said::TOGETHER) " " span .number { (comparison.together.len()) } }
            ul { @for (place, them) in &comparison.together { li { (line(*place)) (names(them)) } } }
            h3 { (said::ONLY_THEM) " " span .number { (comparison.only_them.len()) } }
            @if comparison.only_them.len() > 1 { p { (act("take", &said::TAKE_ALL, None)) } }
            ul .plan { @for (place, them) in &comparison.only_them {
                @let session = &schedule.sessions[*place];
                li { p { (line(*place)) (names(them)) }
                    (act(&format!("take {}", session.id), &said::TAKE, Some(&said::about(&said::TAKE, &session.title)))) }
            } }
            h3 { (said::ONLY_ME) " " span .number { (comparison.only_me.len()) } }
            ul { @for place in &comparison.only_me { li { (line(*place)) } } }
            @if !comparison.common_gaps.is_empty() {
                h3 { (said::MEET) }
                ul { @for span in &comparison.common_gaps { li { (from_to(times, *span)) ", " (said::length(span.length())) } } }
            }
            @if !comparison.covered.is_empty() {
                h3 { (said::COVERED) }
                ul { @for pair in &comparison.covered { li {
                    @for (place, who) in pair { p { (line(*place)) (goers(who)) } }
                } } }
            }
        }
    };
    dialog(&said::COMPARE_HEADING, true, &body)
}

/// What a backup would bring, before it does.
pub fn restore_dialog(agenda: &Agenda, backup: &Agenda, schedule: &Schedule) -> String {
    let picks: Vec<_> = backup.picked().collect();
    let new = picks.iter().filter(|id| !agenda.is_picked(id)).count();
    let unknown = picks.iter().filter(|id| schedule.session(id).is_none()).count();
    let (notes, blocks) = (backup.texts(NOTE).count(), backup.blocks().len());
    let body = html! {
        p { (said::backup_holds(picks.len(), new, notes, blocks, unknown)) }
        p { (said::RESTORE_MEANS) }
        p .acts {
            button type="button" .primary value="desk restore-merge" { (said::RESTORE_MERGE) }
            button type="button" value="desk restore-replace" { (said::RESTORE_REPLACE) }
        }
    };
    dialog(&said::RESTORE_HEADING, false, &body)
}

/// The agenda to print and put into a pocket.
pub fn pocket(agenda: &Agenda, picks: &[usize], schedule: &Schedule, times: Times, url: &str) -> String {
    // By the dates that the times are of, which in another zone are not the conference's days.
    let date = |place: usize| times.zone.civil(schedule.sessions[place].start).0;
    let mut picks = picks.to_vec();
    picks.sort_by_key(|place| (schedule.sessions[*place].start, schedule.sessions[*place].end));
    let days = picks.chunk_by(|a, b| date(*a) == date(*b));
    let markup = html! {
        header {
            div { p .name dir="auto" { (schedule.name) } p { (words::times_in(times.zone)) } }
            (qr(url))
        }
        @for day in days {
            @let date = date(day[0]);
            section {
                p .day-of-pocket { (words::weekday(date)) " " (words::day_and_month(date)) }
                @for session in day.iter().map(|place| &schedule.sessions[*place]) {
                    div .entry .cancelled[session.cancelled] {
                        p .when { (times.from_to_on(date, session.start, session.end)) }
                        div {
                            p .name dir="auto" { (session.title) @if session.cancelled { " · " (words::CANCELLED) } }
                            @if let Some(title) = &session.title_en { p { (title) } }
                            @if !session.speakers.is_empty() {
                                p dir="auto" { (session.speakers.iter().map(|speaker| &*speaker.name).collect::<Vec<_>>().join(" · ")) }
                            }
                            @if let Some(room) = &session.room { p { (room) } }
                            @let note = agenda.text(&note_name(&session.id));
                            @if !note.is_empty() { p .note dir="auto" { (note) } }
                        }
                    }
                }
            }
        }
    };
    markup.into_string()
}

/// The button for one session's calendar file.
pub fn calendar_of(session: &Session) -> Markup {
    html! { p { button type="button" .quiet value={ "desk calendar-file one " (session.id) } { (said::CALENDAR_ONE) } } }
}
