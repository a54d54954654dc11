//! What there is to know of a conference besides its sessions: who speaks, where the rooms are, what is good to know.

use std::cmp::Reverse;

use serde::Deserialize;

use super::{
    Block, Empty, Link,
    file::{About, Description, FileLink, GivenText, Text, described, items, links, named},
    paragraphs, version,
};
use crate::{
    json::{Given, OneOrMore},
    time::{FileTime, Timestamp, Zone},
};

/// What there is to know of a conference besides its sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guide {
    /// The language (BCP 47) of the conference's own texts.
    pub language: Option<String>,
    pub logo: Option<String>,
    pub venue: Option<Venue>,
    pub links: Vec<Link>,
    /// Of the speakers that have one, in the order of their names.
    pub profiles: Vec<Profile>,
    /// The rooms of which there is more to tell than a name, in the order of these.
    pub places: Vec<Place>,
    /// What is good to know: the way there, the network, what is to eat.
    pub info: Vec<InfoPage>,
    /// The latest first.
    pub announcements: Vec<Announcement>,
    /// Seconds from one room to another, where nothing else is known of them.
    pub travel_time: i64,
    /// Seconds between buildings.
    pub travel_times: Vec<TravelTime>,
}

impl Empty for Guide {
    const EMPTY: &'static Self = &Self {
        language: None,
        logo: None,
        venue: None,
        links: Vec::new(),
        profiles: Vec::new(),
        places: Vec::new(),
        info: Vec::new(),
        announcements: Vec::new(),
        travel_time: 0,
        travel_times: Vec::new(),
    };
}

/// Where the conference takes place.
#[derive(Clone, Debug, PartialEq)]
pub struct Venue {
    pub name: String,
    pub address: Option<String>,
    pub url: Option<String>,
}

/// What there is to say about a speaker besides the name.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub name: String,
    pub pronouns: Option<String>,
    /// What they are, in a line.
    pub tagline: Option<String>,
    /// The address of a picture of them: it is shown where the build has copied it ([`ImageKind`]).
    pub photo: Option<String>,
    /// As plain text, and as it was set, where that is more.
    pub biography: Option<String>,
    pub set_biography: Vec<Block>,
    pub links: Vec<Link>,
}

/// What there is to say about a room besides its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub name: String,
    pub building: Option<String>,
    pub floor: Option<String>,
    /// Seats.
    pub capacity: Option<u32>,
    pub description: Option<String>,
    /// A map that shows it.
    pub url: Option<String>,
    pub plan: Option<FloorPlan>,
}

/// A picture of the floor that a room is on.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorPlan {
    /// The address of the picture, as of a [`Profile::photo`].
    pub image: String,
    /// Where in the picture the room is: from its left and from its top, in percent.
    pub pin: Option<(f64, f64)>,
}

/// A page on the conference that is about no session.
#[derive(Clone, Debug, PartialEq)]
pub struct InfoPage {
    pub title: String,
    pub text: Vec<Block>,
}

/// What the organiser has to tell everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct Announcement {
    /// From when on it is told.
    pub at: Timestamp,
    pub title: String,
    pub text: Vec<Block>,
}

/// How long it takes from one building to another, and back.
#[derive(Clone, Debug, PartialEq)]
pub struct TravelTime {
    pub from: String,
    pub to: String,
    pub seconds: i64,
}

/// What a picture shows, and so how it is kept. The build copies each into the page's folder, smaller and as another
/// file, since the page loads nothing from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageKind {
    Photo,
    Plan,
    Logo,
}

impl ImageKind {
    /// A photo's width and height as it is shown, in CSS pixels; it has twice as many.
    pub const PHOTO_SIZE: u32 = 96;

    /// Where the picture of that address is kept, from the folder that the page is in.
    pub fn path(self, address: &str) -> String {
        // Only a logo has a ground that one can see through.
        let ending = if self == Self::Logo { "png" } else { "jpg" };
        format!("images/{}.{ending}", version(address))
    }
}

impl Guide {
    /// All its pictures, by their addresses.
    pub fn images(&self) -> impl Iterator<Item = (ImageKind, &str)> {
        let photos =
            self.profiles.iter().filter_map(|profile| Some((ImageKind::Photo, profile.photo.as_deref()?)));
        let plans =
            self.places.iter().filter_map(|place| Some((ImageKind::Plan, &*place.plan.as_ref()?.image)));
        photos.chain(plans).chain(self.logo.as_deref().map(|logo| (ImageKind::Logo, logo)))
    }

    /// A speaker's profile, by the name.
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        let found = self.profiles.binary_search_by(|profile| profile.name.as_str().cmp(name));
        found.ok().map(|index| &self.profiles[index])
    }

    /// What there is to say about a room, by its name.
    pub fn place(&self, name: &str) -> Option<&Place> {
        let found = self.places.binary_search_by(|place| place.name.as_str().cmp(name));
        found.ok().map(|index| &self.places[index])
    }

    /// Where a room is: its name, building and floor, with commas between them.
    pub fn whereabouts(&self, room: &str) -> String {
        let place = self.place(room);
        let parts = place.into_iter().flat_map(|place| [&place.building, &place.floor]).flatten();
        [room].into_iter().chain(parts.map(String::as_str)).collect::<Vec<_>>().join(", ")
    }

    /// Seconds from one room to another: none within a room, else those between their buildings, else what is said for all.
    pub fn travel_time(&self, from: Option<&str>, to: Option<&str>) -> i64 {
        if from == to {
            return 0;
        }
        let building = |room: Option<&str>| self.place(room?)?.building.as_deref();
        let (Some(from), Some(to)) = (building(from), building(to)) else { return self.travel_time };
        let is_between =
            |time: &&TravelTime| (time.from == from && time.to == to) || (time.from == to && time.to == from);
        self.travel_times.iter().find(is_between).map_or(self.travel_time, |time| time.seconds)
    }

    /// The announcements that are told at a moment, the latest first.
    pub fn announced(&self, now: Timestamp) -> impl Iterator<Item = &Announcement> {
        self.announcements.iter().filter(move |announcement| announcement.at <= now)
    }
}

/// A room, as a schedule file has it.
#[derive(Deserialize)]
pub(super) struct FileRoom {
    pub(super) name: Text,
    building: GivenText,
    floor: GivenText,
    capacity: Given<u32>,
    description: GivenText,
    url: GivenText,
    plan: Given<FilePlan>,
}

#[derive(Deserialize)]
struct FilePlan {
    image: Text,
    x: Given<f64>,
    y: Given<f64>,
}

/// A speaker's profile.
#[derive(Deserialize)]
pub(super) struct FileProfile {
    pub(super) name: Text,
    pronouns: GivenText,
    tagline: GivenText,
    photo: GivenText,
    biography: Given<Description>,
    links: Given<OneOrMore<FileLink>>,
}

#[derive(Deserialize)]
pub(super) struct FileInfo {
    title: Text,
    text: Given<Description>,
}

#[derive(Deserialize)]
pub(super) struct FileVenue {
    name: Text,
    address: GivenText,
    url: GivenText,
}

#[derive(Deserialize)]
pub(super) struct FileAnnouncement {
    at: Text,
    title: Text,
    text: Given<Description>,
}

#[derive(Deserialize)]
pub(super) struct FileTravelTime {
    from: Text,
    to: Text,
    minutes: u32,
}

impl Guide {
    /// What a file says of it; times without an offset are the venue's.
    pub(super) fn of(about: &About, zone: &Zone) -> Self {
        let minutes = |minutes: u32| i64::from(minutes.min(24 * 60)) * 60;
        let mut announcements: Vec<_> =
            items(&about.announcements).filter_map(|file| file.announcement(zone)).collect();
        announcements.sort_by_key(|announcement| Reverse(announcement.at));
        let mut profiles: Vec<_> =
            named(&about.speakers, |speaker| &speaker.name).filter_map(FileProfile::profile).collect();
        profiles.sort_by(|a, b| a.name.cmp(&b.name));
        let mut places: Vec<_> = named(&about.rooms, |room| &room.name).filter_map(FileRoom::place).collect();
        places.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            language: about.language.owned(),
            logo: about.logo.owned(),
            venue: about.venue.0.as_ref().map(|FileVenue { name, address, url }| Venue {
                name: name.as_str().to_owned(),
                address: address.owned(),
                url: url.link(),
            }),
            links: links(&about.links),
            profiles,
            places,
            info: items(&about.info).filter_map(FileInfo::page).collect(),
            announcements,
            travel_time: about.travel_time.0.map_or(0, minutes),
            travel_times: items(&about.travel_times)
                .map(|FileTravelTime { from, to, minutes: time }| TravelTime {
                    from: from.as_str().to_owned(),
                    to: to.as_str().to_owned(),
                    seconds: minutes(*time),
                })
                .collect(),
        }
    }
}

impl FileRoom {
    /// Nothing where there is only the name.
    fn place(&self) -> Option<Place> {
        let percent = |part: &Given<f64>| part.0.filter(|part| (0.0..=100.0).contains(part));
        let plan = self.plan.0.as_ref().map(|FilePlan { image, x, y }| FloorPlan {
            image: image.as_str().to_owned(),
            pin: percent(x).zip(percent(y)),
        });
        let place = Place {
            name: self.name.as_str().to_owned(),
            building: self.building.owned(),
            floor: self.floor.owned(),
            capacity: self.capacity.0.filter(|seats| *seats > 0),
            description: self.description.owned(),
            url: self.url.link(),
            plan,
        };
        let named = Place { name: place.name.clone(), ..Place::default() };
        (place != named).then_some(place)
    }
}

impl FileProfile {
    /// Nothing where there is only the name.
    fn profile(&self) -> Option<Profile> {
        let (biography, set_biography) = described(None, self.biography.0.as_ref());
        let (links, photo) = (links(&self.links), self.photo.owned());
        let (pronouns, tagline) = (self.pronouns.owned(), self.tagline.owned());
        let is_more = biography.is_some() || tagline.is_some() || photo.is_some() || !links.is_empty();
        let name = self.name.as_str().to_owned();
        is_more.then_some(Profile { name, pronouns, tagline, photo, biography, set_biography, links })
    }
}

impl FileInfo {
    /// Nothing where it is empty.
    fn page(&self) -> Option<InfoPage> {
        let text = set(self.text.0.as_ref()?);
        Some(InfoPage { title: self.title.as_str().to_owned(), text })
    }
}

impl FileAnnouncement {
    fn announcement(&self, zone: &Zone) -> Option<Announcement> {
        Some(Announcement {
            at: FileTime::parse(self.at.as_str())?.instant(zone),
            title: self.title.as_str().to_owned(),
            text: self.text.0.as_ref().map(set).unwrap_or_default(),
        })
    }
}

/// A text as it was set, or as one of paragraphs.
fn set(text: &Description) -> Vec<Block> {
    match text {
        Description::Plain(text) => paragraphs(text.as_str()),
        set => described(None, Some(set)).1,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schedule::Schedule;

    fn guide(about: serde_json::Value) -> Guide {
        let mut file = json!({ "id": "c", "sessions": [] });
        file.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        schedule.guide().clone()
    }

    #[test]
    fn it_takes_time_from_one_building_to_another_whichever_way() {
        let guide = guide(json!({
            "rooms": [{ "name": "A", "building": "North" }, { "name": "B", "building": "South" }, { "name": "C", "building": "North" }, "D"],
            "travel_time": 2,
            "travel_times": [{ "from": "North", "to": "South", "minutes": 10 }, { "from": "North", "to": "North", "minutes": 1 }, { "from": "North" }],
        }));
        assert_eq!([guide.whereabouts("A"), guide.whereabouts("D")], ["A, North", "D"]);
        let minutes = |from, to| guide.travel_time(Some(from), Some(to)) / 60;
        assert_eq!(
            [minutes("A", "B"), minutes("B", "A"), minutes("A", "C"), minutes("A", "A"), minutes("A", "D")],
            [10, 10, 1, 0, 2]
        );
    }

    #[test]
    fn announcements_are_told_from_their_time_on_the_latest_first() {
        let guide = guide(json!({ "announcements": [
            { "at": "2026-05-01T09:00:00", "title": "Doors" }, { "at": "soon", "title": "Never" },
            { "at": "2026-05-01T12:00:00Z", "title": "Lunch", "text": "In the yard" }, { "at": "2026-05-01T18:00:00Z", "title": "Party" },
        ]}));
        let noon = Timestamp::parse("2026-05-01T12:00:00Z").unwrap();
        assert_eq!(guide.announced(noon).map(|told| &*told.title).collect::<Vec<_>>(), ["Lunch", "Doors"]);
    }

    #[test]
    fn what_is_of_another_type_is_not_given() {
        let guide = guide(json!({
            "rooms": [{ "name": "A", "capacity": -3, "floor": 2, "url": "javascript:x()", "plan": { "image": "a.png", "x": 120, "y": 3 } }],
            "speakers": [{ "name": "S", "photo": 7 }], "venue": "Hall", "logo": [], "travel_time": "long", "links": [{ "url": "ftp://x" }],
        }));
        let place = guide.place("A").unwrap();
        assert_eq!((place.capacity, &place.floor, &place.url), (None, &None, &None));
        assert_eq!(place.plan.as_ref().map(|plan| plan.pin), Some(None));
        assert_eq!(
            (guide.profiles.len(), &guide.venue, &guide.logo, guide.travel_time),
            (0, &None, &None, 0)
        );
        assert!(guide.links.is_empty());
    }
}
