//! The feed of what has changed since the site was published before (Atom, RFC 4287).

use roxmltree::{Document, Node};

use super::{Site, xml::Xml};
use crate::{
    agenda::{Agenda, Baseline, News},
    app::templates::{Times, agenda::told},
    i18n,
    import::{GuidOf, guid},
    schedule::Schedule,
    time::{HourCycle, Timestamp},
    view::{Fragment, session_path},
};

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// How many entries are kept: readers look more often than so many come.
const MOST: usize = 200;

/// What became of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtomEntry {
    /// A URI (RFC 4122), the same in each version of the feed.
    pub id: String,
    pub title: String,
    pub updated: Timestamp,
    /// What has changed, a line each.
    pub text: String,
    pub link: Option<String>,
}

impl AtomEntry {
    /// What differs between two versions of a schedule.
    pub fn since(before: &Schedule, schedule: &Schedule, site: &Site, now: Timestamp) -> Vec<Self> {
        let mut seen = Baseline::default();
        seen.record_diff(before, schedule);
        let news = seen.inbox(&Agenda::default(), schedule);
        news.iter().map(|news| Self::of(news, schedule, site, now)).collect()
    }

    fn of(news: &News, schedule: &Schedule, site: &Site, now: Timestamp) -> Self {
        let times = Times { zone: &schedule.venue, cycle: HourCycle::default() };
        let session = schedule.session(&news.id).map(|session| &**session);
        let lines: Vec<_> = news.changes.iter().map(|change| told(change, session, news, times)).collect();
        let page = session.map(|session| {
            site.address(&session_path(&session.id).unwrap_or_else(|| Fragment::link(&session.id)))
        });
        let of_change = format!("{} {}", news.id, now.to_rfc3339());
        Self {
            id: format!("urn:uuid:{}", guid(&schedule.id, GuidOf::Session, &of_change)),
            title: news.title.clone(),
            updated: now,
            text: lines.join("\n"),
            link: page,
        }
    }

    /// Reads those of a feed that was published before; of what is none, there are none.
    pub fn read(feed: &str) -> Vec<Self> {
        let Ok(document) = Document::parse(feed) else { return Vec::new() };
        let children = document.root_element().children();
        children.filter(|node| node.has_tag_name((ATOM, "entry"))).filter_map(Self::of_node).collect()
    }

    fn of_node(entry: Node) -> Option<Self> {
        let child = |name| entry.children().find(|node| node.has_tag_name((ATOM, name)));
        let text = |name| child(name).and_then(|node| node.text()).map(str::to_owned);
        Some(Self {
            id: text("id")?,
            title: text("title").unwrap_or_default(),
            updated: Timestamp::parse(&text("updated")?)?,
            text: text("content").unwrap_or_default(),
            link: child("link").and_then(|link| link.attribute("href")).map(str::to_owned),
        })
    }
}

/// A feed of the latest entries, which are given first; `path` is its own, `now` the moment it is written where there is no entry.
pub fn atom(entries: &[AtomEntry], schedule: &Schedule, site: &Site, path: &str, now: Timestamp) -> String {
    let updated = entries.first().map_or(now, |entry| entry.updated).to_rfc3339();
    let mut xml = Xml::new();
    xml.element("feed", &[("xmlns", Some(ATOM))], |xml| {
        xml.text("id", &[], &site.address(path));
        xml.text("title", &[], &i18n::changes_of(schedule));
        xml.text("updated", &[], &updated);
        xml.element("author", &[], |xml| xml.text("name", &[], &schedule.name));
        xml.empty("link", &[("rel", Some("self")), ("href", Some(&site.address(path)))]);
        xml.empty("link", &[("rel", Some("alternate")), ("href", Some(&site.address("")))]);
        for AtomEntry { id, title, updated, text, link } in entries.iter().take(MOST) {
            xml.element("entry", &[], |xml| {
                xml.text("id", &[], id);
                xml.text("title", &[], title);
                xml.text("updated", &[], &updated.to_rfc3339());
                if let Some(link) = link {
                    xml.empty("link", &[("rel", Some("alternate")), ("href", Some(link))]);
                }
                xml.text("content", &[("type", Some("text"))], text);
            });
        }
    });
    xml.finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schedule::tests::{istiocon, istiocon_with};

    #[test]
    fn a_feed_says_what_became_of_sessions_and_keeps_what_it_said_before() {
        let site = Site::parse("https://example.org/2021/").unwrap();
        let (first, later) = (Timestamp(1_613_000_000), Timestamp(1_613_100_000));
        let moved = istiocon_with(|file| {
            file["sessions"][0]["room"] = json!("Hall <1> & \"2\"");
            file["sessions"][1]["status"] = json!("cancelled");
        });
        let mut entries = AtomEntry::since(&istiocon(), &moved, &site, first);
        assert_eq!(entries.len(), 2);
        let feed = atom(&entries, &moved, &site, "changes.atom", first);
        assert_eq!(AtomEntry::read(&feed), entries);
        let room = entries.iter().find(|entry| entry.text.contains("Hall <1> & \"2\"")).unwrap();
        assert!(room.link.as_ref().unwrap().starts_with("https://example.org/2021/s/"));
        let back = AtomEntry::since(&moved, &istiocon(), &site, later);
        entries.splice(0..0, back);
        let feed = atom(&entries, &istiocon(), &site, "changes.atom", later);
        let read = AtomEntry::read(&feed);
        assert_eq!((read.len(), read[0].updated, read[3].updated), (4, later, first));
        let ids: std::collections::BTreeSet<_> = read.iter().map(|entry| &entry.id).collect();
        assert_eq!(ids.len(), 4);
    }

    #[test]
    fn what_is_no_feed_has_no_entries_and_a_feed_without_any_is_one() {
        let site = Site::parse("https://example.org/").unwrap();
        for noise in ["", "<html>", "<feed/>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>"] {
            assert_eq!(AtomEntry::read(noise), []);
        }
        assert!(AtomEntry::since(&istiocon(), &istiocon(), &site, Timestamp(0)).is_empty());
        let feed = atom(&[], &istiocon(), &site, "changes.atom", Timestamp(0));
        let document = Document::parse(&feed).unwrap();
        let root = document.root_element();
        for needed in ["id", "title", "updated", "author"] {
            assert!(root.children().any(|node| node.has_tag_name((ATOM, needed))), "{needed}");
        }
    }
}
