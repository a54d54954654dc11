//! Landing pages: of each session and of each speaker one, whole without a script, with what programs that preview links and search
//! engines read of it.

use std::{collections::HashMap, fs, path::Path};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use tidetable::{
    agenda::published::calendar_of_one,
    app::{
        colors,
        templates::{Times, landing},
    },
    export::{Event, Person, Site},
    i18n::{LOCALES, Locale},
    schedule::{Language, Schedule, Session},
    time::HourCycle,
    view::{session_path, speaker_path},
};

use super::{
    Failure,
    files::short_digest,
    preview::{Preview, card},
};

/// Nothing is run here, and nothing comes from elsewhere (CSP level 3).
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'";

/// What all of them have in common.
pub struct LandingPages<'a> {
    pub schedule: &'a Schedule,
    pub site: Option<&'a Site>,
    /// Whether there is a picture for previews.
    pub has_picture: bool,
    /// What calendars say of the sessions.
    pub events: &'a [String],
    pub staging: &'a Path,
    pub release: bool,
}

impl LandingPages<'_> {
    /// Writes them, and returns their paths.
    pub fn write(&self) -> Result<Vec<String>, Failure> {
        let style = self.add_style()?;
        let speakers = self.sessions_by_speaker();
        let mut paths = Vec::new();
        for locale in &LOCALES {
            locale.set();
            for (index, session) in self.schedule.sessions.iter().enumerate() {
                let Some(path) = session_path(&session.id) else { continue };
                if language_of(session).tag == locale.tag {
                    self.write_session(index, &path, &style)?;
                    paths.push(path);
                }
            }
            for (name, sessions) in &speakers {
                let Some(path) = speaker_path(name) else { continue };
                if language_of(&self.schedule.sessions[sessions[0]]).tag == locale.tag {
                    self.write_speaker(name, sessions, &path, &style)?;
                    paths.push(path);
                }
            }
        }
        Ok(paths)
    }

    fn write_session(&self, index: usize, path: &str, style: &str) -> Result<(), Failure> {
        let session = &self.schedule.sessions[index];
        let folder = self.staging.join(path);
        fs::create_dir_all(&folder)?;
        let event = self.events[index].as_str();
        fs::write(folder.join("session.ics"), calendar_of_one(&self.schedule.name, event))?;
        let description = landing::in_short(session, self.schedule, self.times());
        let data = Event::of_session(session, self.schedule, self.site, &description).json();
        let content = landing::session(session, self.schedule, self.times(), &format!("{path}session.ics"));
        self.write_page(&Page { path, title: &session.title, description, data, style, content })
    }

    fn write_speaker(&self, name: &str, sessions: &[usize], path: &str, style: &str) -> Result<(), Failure> {
        fs::create_dir_all(self.staging.join(path))?;
        let titles: Vec<_> = sessions.iter().map(|index| &*self.schedule.sessions[*index].title).collect();
        let given = sessions.iter().map(|index| &*self.schedule.sessions[*index]);
        let data = Person::of_speaker(name, given, self.schedule, self.site).json();
        let content = landing::speaker(name, sessions, self.schedule, self.times());
        self.write_page(&Page { path, title: name, description: titles.join(" · "), data, style, content })
    }

    fn write_page(&self, page: &Page) -> Result<(), Failure> {
        let Page { path, title, description, data, style, content } = page;
        let preview = Preview { title, description, of: &self.schedule.name, path };
        let text = html! {
            (DOCTYPE)
            html lang=(Locale::current().tag) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    // Links lead into the app, which is two folders above.
                    base href="../../";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (title) " · " (self.schedule.name) }
                    (preview.tags(self.site, self.has_picture))
                    (card(self.site, self.has_picture))
                    link rel="icon" href="icon-192.png";
                    link rel="stylesheet" href=(style);
                    script type="application/ld+json" { (PreEscaped(data)) }
                }
                body {
                    header { a href=(Locale::current().address()) dir="auto" { (self.schedule.name) } }
                    main { (content) }
                }
            }
        };
        Ok(fs::write(self.staging.join(path).join("index.html"), text.into_string())?)
    }

    /// The style of all of them, in a folder that the service worker keeps nothing of: who has the app does not see these pages.
    fn add_style(&self) -> Result<String, Failure> {
        let mut style = String::new();
        for sheet in ["tokens", "base", "landing"] {
            style += &fs::read_to_string(format!("style/{sheet}.css"))?;
        }
        style += &colors::style(self.schedule.color.as_deref(), &self.schedule.tracks);
        if self.release {
            style = minifier::css::minify(&style)?.to_string();
        }
        let path = format!("s/style-{}.css", short_digest(&style));
        fs::create_dir_all(self.staging.join("s"))?;
        fs::write(self.staging.join(&path), style)?;
        Ok(path)
    }

    /// Everyone who speaks, each with the indices of their sessions.
    fn sessions_by_speaker(&self) -> Vec<(&str, Vec<usize>)> {
        let (mut places, mut speakers) = (HashMap::new(), Vec::<(&str, Vec<usize>)>::new());
        for (index, session) in self.schedule.sessions.iter().enumerate() {
            for speaker in &session.speakers {
                let place = *places.entry(&*speaker.name).or_insert(speakers.len());
                if place == speakers.len() {
                    speakers.push((&speaker.name, Vec::new()));
                }
                if speakers[place].1.last() != Some(&index) {
                    speakers[place].1.push(index);
                }
            }
        }
        speakers
    }

    fn times(&self) -> Times<'_> {
        Times { zone: &self.schedule.venue, cycle: HourCycle::default() }
    }
}

/// A page that is written.
struct Page<'a> {
    path: &'a str,
    title: &'a str,
    description: String,
    /// Of search engines, as JSON-LD.
    data: String,
    style: &'a str,
    content: Markup,
}

/// The language in which the page of a session speaks: the session's own, where the app has it.
fn language_of(session: &Session) -> &'static Locale {
    let key = |locale: &Locale| Language::from(locale.tag.to_owned()).key();
    let own = match &*session.languages {
        [language] => LOCALES.iter().find(|locale| key(locale) == language.key()),
        _ => None,
    };
    own.unwrap_or(&LOCALES[0])
}
