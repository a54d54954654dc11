//! What is done with an agenda besides picking: planned, taken along, compared. It works beside the page, in the worker: an
//! act is answered with effects, which `src/desk.js` carries out. What is decided comes back to the page as changes of the
//! agenda, and only the page keeps them.

use percent_encoding::percent_decode_str;

use super::{
    markup::{self as page, Times, desk as markup},
    words::{self, Phrase, desk as said},
};
use crate::{
    agenda::{
        Agenda, BLOCK, Block, Comparison, Engagement, FRIEND, MEDIA_TYPE, MOST_FRIENDS, NOTE, Plan, SETTING,
        Seen, Shared, Tier, Unreadable, calendar, clashes, decode, decode_seen, encode, encode_seen,
        from_json, gaps, note_name, share,
    },
    browser::worker::SEPARATOR,
    json::{Json, Parse, quoted},
    schedule::Schedule,
    time::{FileTime, HourCycle, Instant, Zone, iso_date},
    view::{Hash, View, ViewState, parse, search::Terms},
};

/// What a link holds besides the picks, where that is asked for.
const NOTES: &str = "notes";

/// Minutes before a session at which the page reminds of it where none were chosen.
const REMIND_BEFORE: i64 = 10;

/// Where an act is done: what the page holds at that moment.
pub struct Desk {
    pub now: Instant,
    pub zone: Zone,
    pub cycle: HourCycle,
    pub view: ViewState,
    /// The page's address without query and hash.
    pub page: String,
    pub agenda: Agenda,
    pub seen: Seen,
    /// As it was stored.
    seen_text: String,
    /// The places on the screen.
    pub visible: Vec<usize>,
    /// The sessions that have another id since the schedule before: that id, and the one now.
    renamed: Vec<(String, String)>,
}

/// What the page sends of itself, to be read by [`Desk::read`].
pub struct State<'a> {
    pub now: Instant,
    pub times: &'a str,
    pub query: &'a str,
    pub page: &'a str,
    pub agenda: &'a str,
    pub visible: &'a str,
}

impl State<'_> {
    pub fn to_text(&self) -> String {
        let now = self.now.0.to_string();
        [&*now, self.times, self.query, self.page, self.agenda, self.visible].join(&SEPARATOR.to_string())
    }
}

impl Desk {
    /// Reads what [`State::to_text`] wrote, with the record of what was seen of the schedule behind it.
    pub fn read(parse_json: Parse, text: &str, schedule: &Schedule) -> Option<Self> {
        let mut parts = text.split(SEPARATOR);
        let mut next = || parts.next();
        let now = Instant(next()?.parse().ok()?);
        let (zone, cycle) = Times::read(next()?)?;
        let (view, _) = parse(next()?);
        let page = next()?.to_owned();
        let agenda = decode(parse_json, next()?).ok()?;
        let visible = schedule.read_places(next()?);
        let seen_text = next()?.to_owned();
        let seen = decode_seen(parse_json, &seen_text);
        Some(Self { now, zone, cycle, view, page, agenda, seen, seen_text, visible, renamed: Vec::new() })
    }

    fn times(&self) -> Times<'_> {
        Times { zone: &self.zone, cycle: self.cycle }
    }

    fn link(&self, id: &str) -> String {
        format!("{}{}", self.page, Hash::link(id))
    }

    /// Does an act; nothing for one that is not known. The answer is JSON: a list of effects, each a list of its name and what
    /// it is about; beside it whether what is news is told by them, and kept. `terms` is asked for where likeness matters: to
    /// make them takes a while.
    pub fn act<'t>(
        mut self,
        parse_json: Parse,
        act: &str,
        about: &str,
        schedule: &Schedule,
        terms: impl FnOnce() -> &'t Terms,
    ) -> Option<(String, bool)> {
        let mut effects = Effects::default();
        let pairs = std::mem::take(&mut self.renamed);
        let carried = self.agenda.carried_over(pairs.iter().map(|(old, new)| (&**old, &**new)));
        if carried != Agenda::default() {
            self.change(&mut effects, &carried, &said::carried_over(carried.picked().count()));
        }
        self.seen.follow(&self.agenda, schedule);
        match act {
            "refresh" => self.refresh(&mut effects, schedule, terms),
            "dismiss" => {
                self.seen.dismiss(about, schedule);
                self.show_news(&mut effects, schedule);
            }
            "dismiss-all" => {
                self.seen.dismiss_all(schedule);
                self.show_news(&mut effects, schedule);
            }
            "carry-over" => {
                let ids = markup::read_ids(about);
                let [old, new] = &*ids else { return None };
                let changes = self.agenda.carried_over([(&**old, &**new)].into_iter());
                self.change(&mut effects, &changes, &said::carried_over(1));
            }
            "note" => {
                let html = markup::note(about, self.agenda.text(&note_name(about)));
                effects.add("note", &[about, &html]);
            }
            "plan" => self.plan(&mut effects, &Decided::read(about, schedule), schedule, ""),
            "accept-plan" => {
                let decided = Decided::read(about, schedule);
                let plan = Plan::of(&self.agenda, schedule, &decided.pinned, &decided.dropped);
                if decided.kept.as_ref() != Some(&plan.kept) {
                    // Since it was shown the schedule or the agenda has become another: nothing is done that was not seen.
                    self.plan(&mut effects, &decided, schedule, &said::PLAN_CHANGED);
                    return Some((effects.to_json(), effects.is_news_told));
                }
                let mut changes = Agenda::default();
                for left_out in &plan.left_out {
                    changes.set(&schedule.sessions[left_out.place].id, false, 0);
                }
                effects.add("close", &[]);
                effects.apply(&changes, &said::accepted(plan.left_out.len()));
            }
            "block" => effects.show(&markup::block_dialog(&self.new_block(schedule), &self.zone, "")),
            "add-block" => self.add_block(&mut effects, about),
            "remove-block" => {
                let block = self.agenda.blocks().into_iter().find(|block| block.name == about);
                let title = block.map(|block| block.title).unwrap_or_default();
                self.change(&mut effects, &Agenda::of_text(about, ""), &words::removed(&title));
            }
            "set" => {
                let (name, value) = about.split_once(' ')?;
                self.change(&mut effects, &Agenda::of_text(&format!("{SETTING}{name}"), value), "");
            }
            "calendar" => {
                if self.agenda.picked().next().is_some() {
                    self.calendar(&mut effects, "agenda", schedule)?;
                }
                effects.show(&markup::calendar_dialog(&self.agenda));
            }
            "calendar-file" => self.calendar(&mut effects, about, schedule)?,
            "share" => {
                let url = self.share_link(schedule, about == NOTES);
                let is_empty = self.agenda.picked().next().is_none();
                effects.show(&markup::share_dialog(&url, about == NOTES, is_empty));
                // Pressed first, it does what one most likely wants; the rest is for other choices.
                if about.is_empty() && !is_empty {
                    self.pass_on(&mut effects, "share", about, schedule);
                }
            }
            "share-link" => self.pass_on(&mut effects, "share", about, schedule),
            "copy-link" => self.pass_on(&mut effects, "copy", about, schedule),
            "shared" => self.open_shared(&mut effects, about, schedule),
            "compare" => effects.show(&self.compare(schedule, "", "")),
            "take" => self.take(&mut effects, about, schedule),
            "name-friend" => {
                let (code, name) = about.split_once(' ')?;
                if !name.trim().is_empty() {
                    self.change(&mut effects, &Agenda::of_text(&format!("{FRIEND}{code}"), name.trim()), "");
                }
            }
            "remove-friend" => {
                let name = format!("{FRIEND}{about}");
                let told = words::removed(self.agenda.text(&name));
                self.change(&mut effects, &Agenda::of_text(&name, ""), &told);
                effects.show(&self.compare(schedule, "", ""));
            }
            "backup" => {
                let file = format!(
                    r#"{{"conference":{},"name":{},"agenda":{}}}"#,
                    quoted(&schedule.id),
                    quoted(&schedule.name),
                    encode(&self.agenda)
                );
                effects.add(
                    "file",
                    &[&format!("{}-agenda.json", file_name(schedule)), "application/json", &file],
                );
            }
            "restore" => effects.show(&match backup(parse_json, about, schedule) {
                Ok(backup) => markup::restore_dialog(&self.agenda, &backup, schedule),
                Err(why) => markup::message_dialog(&said::RESTORE_HEADING, &why),
            }),
            "restore-too-large" => {
                effects.show(&markup::message_dialog(&said::RESTORE_HEADING, &said::BACKUP_TOO_BIG));
            }
            "restore-merge" | "restore-replace" => {
                let backup = backup(parse_json, about, schedule).ok()?;
                effects.add("close", &[]);
                effects.apply(&restored(&self.agenda, &backup, act == "restore-replace"), &said::RESTORED);
            }
            "print" => {
                effects.fill("_pocket", &self.pocket(schedule));
                effects.add("print", &[]);
            }
            "remind" => {
                let may = about == "granted";
                if may && self.agenda.alarm() == 0 {
                    let alarm = Agenda::of_text(&format!("{SETTING}alarm"), &REMIND_BEFORE.to_string());
                    self.change(&mut effects, &alarm, "");
                }
                effects.add("say", &[if may { &said::REMINDS } else { &said::REMIND_DENIED }]);
            }
            "tick" => self.remind(&mut effects, schedule),
            _ => return None,
        }
        Some((effects.to_json(), effects.is_news_told))
    }

    /// What stands on the page of the agenda: tools, gaps, news, what is said in rows, and what is printed.
    fn refresh<'t>(&self, effects: &mut Effects, schedule: &Schedule, terms: impl FnOnce() -> &'t Terms) {
        let (tools, blocks) = (markup::tools(&self.agenda), markup::blocks(&self.agenda, self.times()));
        let is_agenda = self.view.view == View::Agenda;
        effects.fill(markup::TOOLS_ASIDE_ID, &tools);
        effects.fill("_blocks-aside", &blocks);
        effects.fill("_tools", &if is_agenda { tools + &blocks } else { String::new() });
        self.show_news(effects, schedule);
        let lost = self.seen.lost(&self.agenda, schedule);
        let whole = if is_agenda { page::lost(&lost, schedule, self.times()) } else { String::new() };
        effects.fill("_lost", &whole);
        effects.fill("_lost-aside", &page::lost_lines(&lost, self.times()));
        let gaps = if is_agenda { self.gaps(schedule, terms) } else { String::new() };
        effects.fill("_gaps", &gaps);
        effects.fill("_pocket", &self.pocket(schedule));

        let others = self.others(schedule);
        let engagements = Engagement::all(&self.agenda, schedule);
        let changeover = self.agenda.changeover();
        let mut marks = Vec::new();
        for (place, session) in schedule.sessions.iter().enumerate() {
            let with = clashes(place, schedule, &engagements, changeover);
            let goers = others.iter().enumerate();
            let goers = goers.filter(|(_, (.., other))| other.picks.iter().any(|(pick, _)| *pick == place));
            let goers: Vec<_> = goers.map(|(at, (_, name, _))| (at, *name)).collect();
            let tier = self.agenda.tier(&session.id);
            let note = self.agenda.text(&note_name(&session.id));
            if !with.is_empty() || !goers.is_empty() || tier.is_some() || !note.is_empty() {
                marks.push(session.id.clone());
                marks.push(tier.map(Tier::key).unwrap_or_default().to_owned());
                marks.push(markup::marks(session, tier.is_some(), &with, &goers, note, schedule));
            }
        }
        effects.add("mark", &marks.iter().map(String::as_str).collect::<Vec<_>>());
        let notes: Vec<_> = self.agenda.texts(NOTE).flat_map(|(id, note)| [id, note]).collect();
        effects.add("notes", &notes);
    }

    /// Notes what differs between two versions of the schedule, both complete.
    pub fn note(&mut self, before: &Schedule, schedule: &Schedule) {
        self.seen.note(before, schedule);
        let id = |schedule: &Schedule, place: usize| schedule.sessions[place].id.clone();
        let renamed = before.renamed(schedule).into_iter();
        self.renamed = renamed.map(|(old, new)| (id(before, old), id(schedule, new))).collect();
    }

    /// Changes the agenda, and has the page do so, with what is told of it beside the way back (empty: none is offered).
    fn change(&mut self, effects: &mut Effects, changes: &Agenda, text: &str) {
        effects.apply(changes, text);
        self.agenda.take_over(changes, 0);
    }

    /// Tells what is news, and keeps what was seen.
    fn show_news(&self, effects: &mut Effects, schedule: &Schedule) {
        effects.is_news_told = true;
        let text = encode_seen(&self.seen);
        if text != self.seen_text && (self.seen != Seen::default() || !self.seen_text.is_empty()) {
            effects.add("seen", &[&text]);
        }
        let engagements = Engagement::all(&self.agenda, schedule);
        let clashing = |id: &str| {
            let place = schedule.place_of(id).filter(|_| self.agenda.is_picked(id));
            let with = place.map(|place| clashes(place, schedule, &engagements, self.agenda.changeover()));
            with.unwrap_or_default()
        };
        let inbox = self.seen.inbox(&self.agenda, schedule);
        effects.fill(page::INBOX_ID, &page::inbox(&inbox, schedule, self.times(), clashing));
    }

    fn gaps<'t>(&self, schedule: &Schedule, terms: impl FnOnce() -> &'t Terms) -> String {
        let (picks, terms) = (self.agenda.places(schedule), terms());
        let like = |place: usize| {
            let all = picks.iter().map(|pick| terms.likeness(*pick, place));
            let best = all.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
            (best.0, best.1.into_iter().take(3).map(str::to_owned).collect())
        };
        let gaps = gaps(&self.agenda, schedule, self.view.language_key(schedule), like);
        markup::gaps(&gaps, schedule, self.times())
    }

    fn pocket(&self, schedule: &Schedule) -> String {
        let picks = self.agenda.places(schedule);
        if picks.is_empty() {
            return String::new();
        }
        let url = self.share_link(schedule, false);
        markup::pocket(&self.agenda, &picks, schedule, self.times(), &url)
    }

    fn plan(&self, effects: &mut Effects, decided: &Decided, schedule: &Schedule, message: &str) {
        let Decided { pinned, dropped, .. } = decided;
        let plan = Plan::of(&self.agenda, schedule, pinned, dropped);
        let dialog =
            markup::plan_dialog(&plan, &self.agenda, (pinned, dropped), schedule, self.times(), message);
        effects.show(&dialog);
    }

    /// What the form for a time one can't be there begins with: the first hour of the day that it is, or of the conference.
    fn new_block(&self, schedule: &Schedule) -> [String; 3] {
        let today = schedule.day_on(self.view.now.unwrap_or(self.now)).map(|day| schedule.days[day].start);
        let first = schedule.sessions.first().map_or(Instant(0), |session| session.start);
        let start = today.unwrap_or(first);
        [String::new(), local_text(start, &self.zone), local_text(start + 3600, &self.zone)]
    }

    fn add_block(&self, effects: &mut Effects, form: &str) {
        let typed = ["title", "start", "end"].map(|name| field(form, name));
        let at = |text: &str| instant(text, &self.zone);
        match at(&typed[1]).zip(at(&typed[2])).filter(|(start, end)| start < end) {
            None => effects.show(&markup::block_dialog(&typed, &self.zone, &said::BLOCK_BACKWARDS)),
            Some((start, end)) => {
                let title = &typed[0];
                let title = if title.trim().is_empty() { said::BLOCK_UNTITLED.get() } else { title.trim() };
                let name = format!("{BLOCK}{} {}", self.now.0, self.agenda.texts(BLOCK).count());
                effects.add("close", &[]);
                effects.apply(&Agenda::of_text(&name, &Block::to_text(title, start, end)), "");
            }
        }
    }

    fn calendar(&self, effects: &mut Effects, what: &str, schedule: &Schedule) -> Option<()> {
        let chosen = match what.split_once(' ') {
            Some(("one", id)) => vec![schedule.place_of(id)?],
            _ if what == "screen" => self.visible.clone(),
            _ => self.agenda.places(schedule),
        };
        let (text, told) = calendar(&chosen, &self.agenda, schedule, |id| self.link(id), self.now);
        effects.add("file", &[&format!("{}.ics", file_name(schedule)), MEDIA_TYPE, &text]);
        effects.apply(&told, "");
        Some(())
    }

    fn share_link(&self, schedule: &Schedule, with_notes: bool) -> String {
        format!("{}#{}{}", self.page, Hash::SHARED, share::write(&self.agenda, schedule, with_notes))
    }

    /// Has the link to the agenda shared or copied, and tells what became of that.
    fn pass_on(&self, effects: &mut Effects, effect: &str, about: &str, schedule: &Schedule) {
        let url = self.share_link(schedule, about == NOTES);
        effects.add(effect, &[&schedule.name, &url, &said::COPIED, &said::NOT_COPIED]);
    }

    /// The others' agendas that can be read: of each the code, the name and what it holds.
    fn others(&self, schedule: &Schedule) -> Vec<(&str, &str, Shared)> {
        let friends = self.agenda.friends().into_iter();
        let read = friends.filter_map(|(code, name)| Some((code, name, share::read(code, schedule).ok()?)));
        read.take(MOST_FRIENDS).collect()
    }

    /// The agendas side by side, with why a link that was pasted could not be read.
    fn compare(&self, schedule: &Schedule, message: &str, pasted: &str) -> String {
        let others = self.others(schedule);
        let shared: Vec<_> = others.iter().map(|(.., shared)| shared).collect();
        let comparison = Comparison::of(&self.agenda, &shared, schedule);
        markup::compare_dialog(&others, &comparison, schedule, self.times(), (message, pasted))
    }

    /// Somebody's link was opened, or pasted (as a form).
    fn open_shared(&mut self, effects: &mut Effects, about: &str, schedule: &Schedule) {
        let pasted = field(about, "link");
        let text = if pasted.is_empty() { about } else { &pasted };
        let message = match share::read_from(text, schedule) {
            Err(why) => said::refused(why).get(),
            Ok((code, _)) if self.agenda.friends().iter().any(|(other, _)| *other == code) => "",
            Ok(_) if self.agenda.friends().len() >= MOST_FRIENDS => &said::NOBODY_NEW,
            Ok((code, _)) => {
                let taken = |name: &String| self.agenda.friends().iter().any(|(_, other)| other == name);
                let name = (0..).map(said::friend).find(|name| !taken(name)).unwrap_or_default();
                self.change(effects, &Agenda::of_text(&format!("{FRIEND}{code}"), &name), "");
                ""
            }
        };
        let is_refused = !message.is_empty();
        effects.show(&self.compare(schedule, message, if is_refused { &pasted } else { "" }));
    }

    /// Takes over a session of somebody's, or all that they have and one has not.
    fn take(&mut self, effects: &mut Effects, about: &str, schedule: &Schedule) {
        let mut changes = Agenda::default();
        for (place, tier) in self.others(schedule).iter().flat_map(|(.., other)| &other.picks) {
            let id = &schedule.sessions[*place].id;
            if !self.agenda.is_picked(id) && (about.is_empty() || about == id) {
                changes.weigh(id, Some(*tier), 0);
            }
        }
        self.change(effects, &changes, &said::taken(changes.picked().count()));
        effects.show(&self.compare(schedule, "", ""));
    }

    /// What begins so many minutes from now, where one is to be reminded of it.
    fn remind(&self, effects: &mut Effects, schedule: &Schedule) {
        // A rehearsal reminds of nothing: what is told once would be told then, and not when it is time.
        if self.view.now.is_some() {
            return;
        }
        let (before, now) = (self.agenda.alarm() * 60, self.now);
        for place in self.agenda.places(schedule) {
            let session = &schedule.sessions[place];
            let left = session.start.0 - now.0;
            if !session.cancelled && before > 0 && (0..=before).contains(&left) {
                let title = said::reminder(&session.title, &self.times().day_and_clock(session.start));
                let tag = format!("{} {}", session.id, session.start.0);
                effects.add(
                    "notify",
                    &[&title, session.room.as_deref().unwrap_or_default(), &tag, &self.link(&session.id)],
                );
            }
        }
    }
}

/// Effects, in order.
#[derive(Default)]
struct Effects {
    all: Vec<String>,
    /// Whether what is news is among them.
    is_news_told: bool,
}

impl Effects {
    fn add(&mut self, name: &str, about: &[&str]) {
        let values: Vec<_> = [&name].into_iter().chain(about).map(|value| quoted(value)).collect();
        self.all.push(format!("[{}]", values.join(",")));
    }

    fn fill(&mut self, id: &str, markup: &str) {
        self.add("fill", &[id, markup]);
    }

    fn show(&mut self, dialog: &str) {
        self.add("show", &[dialog]);
    }

    /// Changes of the agenda, and what is said of them beside the way back (empty: none is offered).
    fn apply(&mut self, changes: &Agenda, text: &str) {
        self.add("apply", &[&encode(changes), text]);
    }

    fn to_json(&self) -> String {
        format!("[{}]", self.all.join(","))
    }
}

/// What was decided about a plan. It stands on the page by the sessions' ids, which stay when the schedule changes.
#[derive(Default)]
struct Decided {
    pinned: Vec<usize>,
    dropped: Vec<usize>,
    /// What the plan kept when it was shown; nothing where the schedule has not all of that any more.
    kept: Option<Vec<usize>>,
}

impl Decided {
    /// Reads what [`markup::plan_dialog`] wrote.
    fn read(text: &str, schedule: &Schedule) -> Self {
        let mut lists = text.split('|').map(markup::read_ids);
        let mut next = || lists.next().unwrap_or_default();
        let places = |ids: Vec<String>| ids.iter().filter_map(|id| schedule.place_of(id)).collect();
        let (pinned, dropped) = (places(next()), places(next()));
        let kept = next().iter().map(|id| schedule.place_of(id)).collect();
        Self { pinned, dropped, kept }
    }
}

/// The value of a form's field (`application/x-www-form-urlencoded`).
fn field(form: &str, name: &str) -> String {
    let value = form.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    percent_decode_str(&value.unwrap_or_default().replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Reads a date and time as a form's field has it (HTML Living Standard, section 2.3.5.5), in a zone.
fn instant(text: &str, zone: &Zone) -> Option<Instant> {
    FileTime::parse(text).map(|time| time.instant(zone))
}

/// Writes it so.
fn local_text(at: Instant, zone: &Zone) -> String {
    let (date, second) = zone.civil(at);
    format!("{}T{:02}:{:02}", iso_date(date), second / 3600, second / 60 % 60)
}

/// A conference's id as a file's name.
fn file_name(schedule: &Schedule) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
    schedule.id.chars().map(plain).take(60).collect()
}

/// Reads a backup of a conference.
fn backup(parse_json: Parse, text: &str, schedule: &Schedule) -> Result<Agenda, Phrase> {
    let file = parse_json(text).map_err(|_| said::NO_BACKUP)?;
    let conference = file.get("conference").and_then(Json::string).ok_or(said::NO_BACKUP)?;
    if conference != schedule.id {
        return Err(said::OTHER_BACKUP);
    }
    let record = file.get("agenda").ok_or(said::NO_BACKUP)?;
    from_json(record).map_err(|why| match why {
        Unreadable::Newer(_) => said::NEWER_BACKUP,
        Unreadable::Broken => said::NO_BACKUP,
    })
}

/// What a restored backup changes of an agenda.
fn restored(agenda: &Agenda, backup: &Agenda, replaces: bool) -> Agenda {
    let mut changes = Agenda::default();
    for id in backup.picked() {
        if replaces || !agenda.is_picked(id) {
            changes.weigh(id, backup.tier(id), 0);
        }
    }
    for (name, text) in backup.texts("") {
        if replaces || agenda.text(name).is_empty() {
            changes.write(name, text, 0);
        }
    }
    if replaces {
        for id in agenda.picked().filter(|id| !backup.is_picked(id)) {
            changes.set(id, false, 0);
        }
        for (name, _) in agenda.texts("").filter(|(name, _)| backup.text(name).is_empty()) {
            changes.write(name, "", 0);
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{
        schedule::tests::{istiocon, istiocon_with},
        view::search::Terms,
    };

    const HOSTILE: &str = r#"<script>x()</script>"'><img src=x onerror=x()>&amp;"#;

    fn desk(agenda: &Agenda, query: &str, schedule: &Schedule) -> Desk {
        let state = State {
            now: schedule.sessions[0].start,
            times: "23 UTC 0:0",
            query,
            page: "https://example.org/",
            agenda: &encode(agenda),
            visible: "0,1,2,999",
        };
        Desk::read(crate::json::parse, &(state.to_text() + "\0"), schedule).unwrap()
    }

    fn fold(text: &str) -> String {
        text.to_lowercase()
    }

    /// The effects of an act.
    fn act(agenda: &Agenda, act: &str, about: &str, schedule: &Schedule) -> Vec<Vec<String>> {
        let terms = Terms::new(schedule, fold);
        let answer =
            desk(agenda, "view=agenda", schedule).act(crate::json::parse, act, about, schedule, || &terms);
        answer.map(|(answer, _)| serde_json::from_str(&answer).unwrap()).unwrap_or_default()
    }

    const ACTS: [&str; 25] = [
        "refresh",
        "dismiss",
        "dismiss-all",
        "note",
        "plan",
        "accept-plan",
        "block",
        "add-block",
        "remove-block",
        "set",
        "calendar",
        "calendar-file",
        "share",
        "share-link",
        "copy-link",
        "shared",
        "compare",
        "take",
        "name-friend",
        "remove-friend",
        "backup",
        "restore",
        "restore-merge",
        "print",
        "remind",
    ];

    #[test]
    fn no_text_of_an_agenda_becomes_markup() {
        let schedule = istiocon_with(|file| {
            for session in file["sessions"].as_array_mut().unwrap() {
                session["title"] = json!(HOSTILE);
                session["room"] = json!(HOSTILE);
            }
        });
        let mut agenda = Agenda::default();
        let (first, last) = (schedule.sessions[0].start, schedule.sessions[4].end);
        for session in &schedule.sessions {
            agenda.set(&session.id, true, 1);
            agenda.write(&note_name(&session.id), HOSTILE, 1);
        }
        let code = share::write(&agenda, &schedule, true);
        agenda.write(&format!("{FRIEND}{code}"), HOSTILE, 1);
        agenda.write(&format!("{BLOCK}{HOSTILE}"), &Block::to_text(HOSTILE, first, last), 1);
        for name in ACTS {
            for about in [HOSTILE, "", "0,1|2", schedule.sessions[0].id.as_str()] {
                for effect in act(&agenda, name, about, &schedule) {
                    if matches!(&*effect[0], "fill" | "show" | "mark" | "note") {
                        // Before the markup the other effects have the id of what it is for.
                        let from = if matches!(&*effect[0], "fill" | "note") { 2 } else { 1 };
                        let markup = effect[from..].concat();
                        assert!(!markup.contains("<script") && !markup.contains("<img"), "{name}: {markup}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_backup_brings_what_the_schedule_does_not_know_too_and_says_so() {
        let (schedule, mut other) = (istiocon(), Agenda::default());
        other.set("nobody-knows", true, 1);
        other.set("opening-keynote", true, 1);
        other.write("note opening-keynote", "theirs", 1);
        let file = act(&other, "backup", "", &schedule).remove(0).remove(3);
        let mut mine = Agenda::default();
        mine.write("note opening-keynote", "mine", 1);
        mine.set("airbnb-on-istio", true, 1);
        assert!(act(&mine, "restore", &file, &schedule)[0][1].contains("not in this schedule: 1"));
        let changes = |act_name: &str| {
            let effects = act(&mine, act_name, &file, &schedule);
            decode(crate::json::parse, &effects.iter().find(|effect| effect[0] == "apply").unwrap()[1])
                .unwrap()
        };
        let after = |changes: &Agenda| {
            let mut agenda = mine.clone();
            agenda.take_over(changes, 9);
            let picked = agenda.picked().map(str::to_owned).collect::<Vec<_>>();
            (picked, agenda.text("note opening-keynote").to_owned())
        };
        let all = ["airbnb-on-istio", "nobody-knows", "opening-keynote"].map(str::to_owned).to_vec();
        assert_eq!(after(&changes("restore-merge")), (all, "mine".into()));
        let theirs = ["nobody-knows", "opening-keynote"].map(str::to_owned).to_vec();
        assert_eq!(after(&changes("restore-replace")), (theirs, "theirs".into()));
    }

    #[test]
    fn a_time_of_a_form_is_read_in_the_zone_that_is_shown() {
        let berlin = Zone::from_text("Europe/Berlin 0:3600 1616893200:7200").unwrap();
        let at = |text: &str| instant(text, &berlin).map(Instant::to_rfc3339);
        assert_eq!(at("2021-03-27T12:00").as_deref(), Some("2021-03-27T11:00:00Z"));
        assert_eq!(at("2021-03-28T12:00:30").as_deref(), Some("2021-03-28T10:00:30Z"));
        // The clocks go forward: there is no such time.
        assert_eq!(at("2021-03-28T02:30").as_deref(), Some("2021-03-28T01:30:00Z"));
        assert_eq!(at("noon"), None);
    }

    proptest! {
        #[test]
        fn any_act_about_anything_is_done_or_not(name in 0usize..25, about in ".{0,60}") {
            let mut agenda = Agenda::default();
            agenda.set("opening-keynote", true, 1);
            let _ = act(&agenda, ACTS[name], &about, &istiocon());
        }

        #[test]
        fn any_state_is_read_or_refused(text in ".*") {
            let _ = Desk::read(crate::json::parse, &text, &istiocon());
        }
    }
}
