//! The address after the hash sign: which session is open.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::{agenda::share::IN_LINK, schedule::Schedule, time::Date};

/// What RFC 3986 section 3.5 lets stand in a fragment and ids are made of; the rest is percent-encoded.
const FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

const SPEAKER: &str = "speaker=";
const ROOM: &str = "room=";

/// What a fragment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    Nothing,
    /// Open the session of this id.
    Session(String),
    /// The day of this date: a list has a section for it, which the browser scrolls to by itself.
    Day(Date),
    /// Another place of the page, which the browser scrolls to by itself.
    Place,
    /// `#agenda=CODE`, somebody's agenda, `#speaker=NAME` or `#room=NAME`: what a dialog shows.
    Dialog,
    /// `#now`: what is on now, or else next.
    Now,
    /// No session and no place of the page.
    Unknown(String),
}

/// A fragment without its `#`, and without what is escaped in it. Inlined, since the page's first program is shorter so.
#[inline(always)]
fn decoded(fragment: &str) -> Cow<'_, str> {
    percent_decode_str(fragment.strip_prefix('#').unwrap_or(fragment)).decode_utf8_lossy()
}

impl Fragment {
    /// What a hash with somebody's agenda begins with; its code follows.
    pub const SHARED: &str = IN_LINK;

    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str, schedule: &Schedule) -> Self {
        let id = decoded(fragment);
        if id.is_empty() {
            Self::Nothing
        } else if schedule.session(&id).is_some() {
            Self::Session(id.into_owned())
        } else if [Self::SHARED, SPEAKER, ROOM].iter().any(|start| id.starts_with(start)) {
            Self::Dialog
        } else if id == "now" {
            Self::Now
        } else if id == "_main" {
            Self::Place
        } else if let Some(day) = schedule.days.iter().find(|day| day.anchor() == id) {
            Self::Day(day.date)
        } else {
            Self::Unknown(id.into_owned())
        }
    }

    /// The link to a speaker's profile, `#speaker=NAME`.
    pub fn speaker_link(name: &str) -> String {
        format!("#{SPEAKER}{}", utf8_percent_encode(name, FRAGMENT))
    }

    /// The name in such a link.
    pub fn speaker(fragment: &str) -> Option<String> {
        Some(decoded(fragment).strip_prefix(SPEAKER)?.to_owned())
    }

    /// The link to what there is to say about a room, `#room=NAME`.
    pub fn room_link(name: &str) -> String {
        format!("#{ROOM}{}", utf8_percent_encode(name, FRAGMENT))
    }

    /// The name in such a link.
    pub fn room(fragment: &str) -> Option<String> {
        Some(decoded(fragment).strip_prefix(ROOM)?.to_owned())
    }

    /// The link to a session, `#SESSION-ID`.
    pub fn link(id: &str) -> String {
        format!("#{}", utf8_percent_encode(id, FRAGMENT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::tests::istiocon;

    #[test]
    fn a_hash_is_a_session_a_place_or_unknown() {
        let schedule = istiocon();
        let parse = |fragment| Fragment::parse(fragment, &schedule);
        assert_eq!(parse(""), Fragment::Nothing);
        assert_eq!(parse("#airbnb-on-istio"), Fragment::Session("airbnb-on-istio".into()));
        assert_eq!(parse("#airbnb%2Don%2Distio"), Fragment::Session("airbnb-on-istio".into()));
        assert_eq!(parse("#day-2021-02-22"), Fragment::Day(istiocon().days[0].date));
        assert_eq!(parse("#now"), Fragment::Now);
        assert_eq!([parse("#agenda=x"), parse("#speaker=x")], [Fragment::Dialog, Fragment::Dialog]);
        assert_eq!(parse("#day-2021-02-27"), Fragment::Unknown("day-2021-02-27".into()));
        assert_eq!(parse("#%ff"), Fragment::Unknown("\u{fffd}".into()));
    }

    #[test]
    fn a_link_to_a_speaker_or_a_room_comes_back_as_the_name() {
        let link = Fragment::room_link("Hall 1/2");
        assert_eq!(Fragment::room(&link).as_deref(), Some("Hall 1/2"));
        assert_eq!(Fragment::parse(&link, &istiocon()), Fragment::Dialog);
        let link = Fragment::speaker_link("Zoë \"O\"/=");
        assert_eq!(Fragment::speaker(&link).as_deref(), Some("Zoë \"O\"/="));
        assert_eq!(Fragment::speaker("#agenda=x"), None);
        assert_eq!(Fragment::parse("#agenda%3Dx", &istiocon()), Fragment::Dialog);
    }

    #[test]
    fn a_link_escapes_what_an_id_may_hold() {
        assert_eq!(Fragment::link("a b/\"ü"), "#a%20b%2F%22%C3%BC");
    }
}
