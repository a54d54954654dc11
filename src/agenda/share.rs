//! The share code: an agenda as a short text, for a link or a QR code.
//!
//! Made of the sessions' ids, not of their indices, so that it still reads after the schedule has changed: each pick is a
//! digest of its id of [`DIGEST`] bits. The digests rise, and of each only the distance to the one before is written, as a
//! Golomb-Rice code (Golomb 1966, Rice 1979). All of it is a row of bits, six to a character of base64url (RFC 4648,
//! section 5):
//!
//! | bits | |
//! |---|---|
//! | 4 | version, 1 |
//! | 4 | salt of the digests |
//! | 12 | digest of the conference's id |
//! | 1 | whether each pick has a weight |
//! | 4, 8 or 12 and 2 | number of picks, and how long it is |
//! | … | the distances; after each, where picks have weights: `0` want, `10` must, `11` maybe |
//! | 24 | CRC-24 of the above (RFC 9580, section 6.1), inverted; then zeros up to a whole character |
//!
//! Notes follow a full stop where they are asked for: texts in pairs of id and note, each ended by a zero byte, and their
//! CRC-24, as base64url of bytes.

use percent_encoding::percent_decode_str;

use super::{Agenda, Priority, note_name};
use crate::schedule::{Schedule, fnv1a};

/// What a link's fragment has before the code.
pub const IN_LINK: &str = "agenda=";

const VERSION: u32 = 1;
/// Bits of an id's digest: of 10,000 sessions one in 840 then shares its digest with another, for which there is the salt.
const DIGEST: u32 = 23;
const SALTS: u32 = 16;
/// More picks than anybody makes, and longer links than any program passes on.
const MOST_PICKS: u32 = 2_000;
const LONGEST: usize = 64_000;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Somebody's agenda, as far as a schedule has its sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Places, rising, with how much each is wanted.
    pub picks: Vec<(usize, Priority)>,
    /// How many of its sessions the schedule does not have.
    pub unknown: usize,
    /// Notes by the sessions' ids.
    pub notes: Vec<(String, String)>,
}

/// Why a code can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareCodeError {
    /// It was cut short or changed on its way.
    Damaged,
    /// From a later version of the app.
    Newer,
    OtherConference,
    TooLong,
}

/// Writes an agenda, of the picks that the schedule has.
pub fn write(agenda: &Agenda, schedule: &Schedule, with_notes: bool) -> String {
    let picks: Vec<_> = agenda.indices(schedule).into_iter().take(MOST_PICKS as usize).collect();
    let salt = (0..SALTS).find(|salt| is_clear(&picks, schedule, *salt)).unwrap_or(0);
    let entry = |index: &usize| {
        let id = &schedule.sessions[*index].id;
        (digest(id, salt), agenda.priority(id).unwrap_or_default())
    };
    let mut entries: Vec<_> = picks.iter().map(entry).collect();
    entries.sort_unstable();
    entries.dedup_by_key(|entry| entry.0);
    let has_priorities = entries.iter().any(|(_, priority)| *priority != Priority::Want);

    let mut bits = Bits::default();
    bits.push(VERSION, 4);
    bits.push(salt, 4);
    bits.push(conference(schedule), 12);
    bits.push(has_priorities.into(), 1);
    let count = entries.len() as u32;
    let size = (0..3).find(|size| count >> (4 * size + 4) == 0).unwrap_or(2);
    bits.push(size, 2);
    bits.push(count, 4 * size + 4);
    let low = rice(count);
    let mut before = 0;
    for (digest, priority) in entries {
        let distance = digest - before;
        before = digest;
        (0..distance >> low).for_each(|_| bits.push(1, 1));
        bits.push(0, 1);
        bits.push(distance & ((1 << low) - 1), low);
        if has_priorities {
            match priority {
                Priority::Want => bits.push(0, 1),
                Priority::Must => bits.push(0b10, 2),
                Priority::Maybe => bits.push(0b11, 2),
            }
        }
    }
    let check = crc24(bits.0.iter().copied());
    bits.push(check, 24);
    let mut code = bits.to_text();
    let notes: Vec<_> = picks
        .iter()
        .map(|index| &schedule.sessions[*index].id)
        .map(|id| (id, agenda.text(&note_name(id))))
        .filter(|(_, note)| !note.is_empty())
        .collect();
    if with_notes && !notes.is_empty() {
        let texts: String =
            notes.iter().map(|(id, note)| format!("{id}\0{}\0", note.replace('\0', ""))).collect();
        let mut bits = Bits::default();
        texts.bytes().for_each(|byte| bits.push(byte.into(), 8));
        let check = crc24(bits.0.iter().copied());
        bits.push(check, 24);
        code = code + "." + &bits.to_text();
    }
    code
}

/// Reads a code against a schedule.
///
/// # Errors
/// Where it is not a whole code of this conference and version; then nothing of it is believed.
pub fn read(code: &str, schedule: &Schedule) -> Result<Shared, ShareCodeError> {
    if code.len() > LONGEST {
        return Err(ShareCodeError::TooLong);
    }
    let (picks, notes) = code.split_once('.').map_or((code, None), |(picks, notes)| (picks, Some(notes)));
    let mut bits = Bits::from_text(picks).ok_or(ShareCodeError::Damaged)?.checked()?;
    // What was damaged has no version: that is known from here on.
    if bits.take(4)? != VERSION {
        return Err(ShareCodeError::Newer);
    }
    let salt = bits.take(4)?;
    if bits.take(12)? != conference(schedule) {
        return Err(ShareCodeError::OtherConference);
    }
    let has_priorities = bits.take(1)? == 1;
    let size = bits.take(2)?;
    let count = bits.take(4 * size + 4)?;
    if count > MOST_PICKS {
        return Err(ShareCodeError::TooLong);
    }
    let mut indices: Vec<_> = (0..schedule.sessions.len())
        .map(|index| (digest(&schedule.sessions[index].id, salt), index))
        .collect();
    indices.sort_unstable();
    let mut shared = Shared::default();
    let (low, mut before) = (rice(count), 0u32);
    for _ in 0..count {
        let mut distance = 0u32;
        while bits.take(1)? == 1 {
            distance += 1;
        }
        let rest = bits.take(low)?;
        before = (distance << low)
            .checked_add(rest)
            .and_then(|by| before.checked_add(by))
            .ok_or(ShareCodeError::Damaged)?;
        let priority = match has_priorities && bits.take(1)? == 1 {
            false => Priority::Want,
            true if bits.take(1)? == 0 => Priority::Must,
            true => Priority::Maybe,
        };
        match indices.binary_search_by_key(&before, |(digest, _)| *digest) {
            Ok(found) => shared.picks.push((indices[found].1, priority)),
            Err(_) => shared.unknown += 1,
        }
    }
    if !bits.is_done() {
        return Err(ShareCodeError::Damaged);
    }
    shared.picks.sort_unstable();
    if let Some(notes) = notes {
        let mut bits = Bits::from_text(notes).ok_or(ShareCodeError::Damaged)?.checked()?;
        let mut bytes = Vec::new();
        while bits.left() >= 8 {
            bytes.push(bits.take(8)? as u8);
        }
        let texts = String::from_utf8(bytes).map_err(|_| ShareCodeError::Damaged)?;
        let mut texts = texts.split_terminator('\0');
        while let Some((id, note)) = texts.next().zip(texts.next()) {
            shared.notes.push((id.to_owned(), note.to_owned()));
        }
    }
    Ok(shared)
}

/// The code in a text that holds a link, as a messenger, a person or a program left it. It may be percent-encoded (RFC 3986,
/// section 2.1), have other parameters or signs behind it, or stand in the middle of a message.
fn code_in(text: &str) -> String {
    let text = percent_decode_str(text).decode_utf8_lossy();
    let behind = text.rsplit_once(IN_LINK).map_or(&*text, |(_, code)| code).trim_start();
    let is_of_code = |c: char| c == '.' || u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
    let end = behind.find(|c| !is_of_code(c)).unwrap_or(behind.len());
    // One full stop may be in it, before the notes; one that ends a sentence is none of it.
    behind[..end].trim_end_matches('.').to_owned()
}

/// Reads the agenda in a text that holds its link; returns with it the code alone.
///
/// # Errors
/// As [`read`].
pub fn read_from(text: &str, schedule: &Schedule) -> Result<(String, Shared), ShareCodeError> {
    let code = code_in(text);
    read(&code, schedule).map(|shared| (code, shared))
}

/// Whether none of the picks shares its digest with another session.
fn is_clear(picks: &[usize], schedule: &Schedule, salt: u32) -> bool {
    let mut digests: Vec<_> = schedule.sessions.iter().map(|session| digest(&session.id, salt)).collect();
    digests.sort_unstable();
    picks.iter().all(|index| {
        let digest = digest(&schedule.sessions[*index].id, salt);
        let at = digests.partition_point(|other| *other < digest);
        digests.get(at + 1) != Some(&digest)
    })
}

/// A digest, mixed (the finalizer of MurmurHash3): what differs in one letter differs in any bit.
fn hash(text: &str, salt: u32) -> u64 {
    let hash = fnv1a([salt as u8].into_iter().chain(text.bytes()));
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

fn digest(id: &str, salt: u32) -> u32 {
    (hash(id, salt) >> (64 - DIGEST)) as u32
}

fn conference(schedule: &Schedule) -> u32 {
    (hash(&schedule.id, 0) >> 52) as u32
}

/// How many low bits of a distance are written as they are: so many that the rest is about one.
fn rice(count: u32) -> u32 {
    ((1 << DIGEST) / count.max(1)).ilog2()
}

/// Inverted, so that where it ends can't be mistaken: of a CRC as it is, what follows part of it is the CRC of what comes
/// before that, too.
fn crc24(bits: impl Iterator<Item = bool>) -> u32 {
    let crc = bits.fold(0x00b7_04ce, |crc, bit| {
        let out = (crc >> 23 & 1 == 1) ^ bit;
        (crc << 1 & 0x00ff_ffff) ^ if out { 0x0086_4cfb } else { 0 }
    });
    crc ^ 0x00ff_ffff
}

/// A row of bits; the most significant of a number first.
#[derive(Default)]
struct Bits(Vec<bool>, usize);

impl Bits {
    fn push(&mut self, number: u32, bits: u32) {
        self.0.extend((0..bits).rev().map(|bit| number >> bit & 1 == 1));
    }

    fn to_text(&self) -> String {
        let sextet =
            |bits: &[bool]| (0..6).fold(0, |sum, at| sum << 1 | usize::from(bits.get(at) == Some(&true)));
        self.0.chunks(6).map(|bits| char::from(ALPHABET[sextet(bits)])).collect()
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut bits = Self::default();
        for byte in text.bytes() {
            bits.push(ALPHABET.iter().position(|known| *known == byte)? as u32, 6);
        }
        Some(bits)
    }

    /// Without the checksum at the end, and the zeros that fill it up, of which there may be up to five.
    fn checked(mut self) -> Result<Self, ShareCodeError> {
        let all = self.0.len();
        for filled in 0..6 {
            let Some(end) = all.checked_sub(24 + filled) else { break };
            let sum = self.0[end..end + 24].iter().fold(0, |sum, bit| sum << 1 | u32::from(*bit));
            if crc24(self.0[..end].iter().copied()) == sum && self.0[end + 24..].iter().all(|bit| !bit) {
                self.0.truncate(end);
                return Ok(self);
            }
        }
        Err(ShareCodeError::Damaged)
    }

    fn take(&mut self, bits: u32) -> Result<u32, ShareCodeError> {
        let end = self.1 + bits as usize;
        let taken = self.0.get(self.1..end).ok_or(ShareCodeError::Damaged)?;
        self.1 = end;
        Ok(taken.iter().fold(0, |sum, bit| sum << 1 | u32::from(*bit)))
    }

    fn left(&self) -> usize {
        self.0.len() - self.1
    }

    fn is_done(&self) -> bool {
        self.left() == 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{schedule::tests::istiocon, time::Zone};

    fn schedule(ids: impl Iterator<Item = String>) -> Schedule {
        let session = |id: String| json!({ "id": id, "title": id, "start": "2026-03-01T09:00:00Z", "end": "2026-03-01T10:00:00Z" });
        let file = json!({ "id": "istiocon-2021", "sessions": ids.map(session).collect::<Vec<_>>() });
        Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap()
    }

    fn agenda(schedule: &Schedule, picks: impl Iterator<Item = (usize, Priority)>) -> Agenda {
        let mut agenda = Agenda::default();
        picks.for_each(|(index, priority)| agenda.weigh(&schedule.sessions[index].id, Some(priority), 1));
        agenda
    }

    proptest! {
        #[test]
        fn any_note_comes_back_and_any_text_around_a_link_is_passed_over(note in crate::view::search::tests::odd_text(), around in crate::view::search::tests::odd_text()) {
            let schedule = istiocon();
            let mut mine = agenda(&schedule, [(0, Priority::Want)].into_iter());
            mine.write(&note_name(&schedule.sessions[0].id), &note, 1);
            let code = write(&mine, &schedule, true);
            let shared = read(&code, &schedule).unwrap();
            prop_assert_eq!(shared.notes.first().map_or("", |(_, note)| note), &*note);
            let (read_code, _) = read_from(&format!("{around} #agenda={code} {around}"), &schedule).unwrap();
            prop_assert_eq!(read_code, code);
            let _ = read_from(&around, &schedule);
        }
    }

    #[test]
    fn a_link_as_messengers_leave_it_was_said_to_be_cut_short() {
        let schedule = istiocon();
        let mut mine = agenda(&schedule, (0..12).map(|at| (at * 3, Priority::ALL[at % 3])));
        mine.write("note opening-keynote", "Sit in front.", 1);
        for with_notes in [false, true] {
            let code = write(&mine, &schedule, with_notes);
            let shared = read(&code, &schedule).unwrap();
            let link = format!("https://example.org/2021/?tz=utc#agenda={code}");
            let encoded: String = code.bytes().map(|byte| format!("%{byte:02X}")).collect();
            for left in [
                code.clone(),
                format!("{link}."),
                format!("<{link}>"),
                format!("({link})"),
                format!("{link}&utm_source=messenger"),
                link.replace("agenda=", "agenda%3D"),
                link.replace('-', "%2D"),
                format!("#agenda={encoded}"),
                format!("Look what I chose:\n{link}\nSee you there, Ana"),
                format!("{link}, and bring a friend"),
                format!("  {link}\u{a0}"),
                format!("„{link}“"),
            ] {
                assert_eq!(read_from(&left, &schedule), Ok((code.clone(), shared.clone())), "{left}");
            }
            // Cut short it is still refused, and so is what holds none.
            assert_eq!(read_from(&link[..link.len() - 3], &schedule), Err(ShareCodeError::Damaged));
            assert_eq!(read_from("https://example.org/#agenda=", &schedule), Err(ShareCodeError::Damaged));
        }
    }

    #[test]
    fn thirty_picks_fit_into_a_short_link_at_any_size() {
        for all in [67, 1_000, 10_000] {
            let schedule = schedule((0..all).map(|at| format!("session-{at}")));
            let any = |at: usize| at * all / 31;
            let plain = agenda(&schedule, (0..30).map(|at| (any(at), Priority::Want)));
            let code = write(&plain, &schedule, false);
            assert!(code.len() + "#agenda=".len() <= 120, "{all}: {}", code.len());
            println!("30 picks of {all} sessions: {} characters", code.len() + "#agenda=".len());
            let weighted = agenda(&schedule, (0..30).map(|at| (any(at), Priority::ALL[at % 2 * 2])));
            let code = write(&weighted, &schedule, false);
            assert!(code.len() + "#agenda=".len() <= 160, "{all}: {}", code.len());
            println!("with weights: {}", code.len() + "#agenda=".len());
        }
        // And where the digests lie as badly as they can.
        let most = 30 * (rice(30) + 1) + ((1 << DIGEST) >> rice(30));
        let bits = 4 + 4 + 12 + 1 + 2 + 8 + most + 24;
        assert!(bits.div_ceil(6) + 8 <= 120, "{bits}");
        assert!((bits + 60).div_ceil(6) + 8 <= 160);
    }

    #[test]
    fn what_the_schedule_no_longer_has_is_counted() {
        let schedule = istiocon();
        let agenda = agenda(&schedule, [(0, Priority::Must), (5, Priority::Maybe)].into_iter());
        let code = write(&agenda, &schedule, false);
        let less = crate::schedule::tests::istiocon_with(|file| {
            file["sessions"].as_array_mut().unwrap().retain(|session| session["id"] != "opening-keynote");
        });
        let shared = read(&code, &less).unwrap();
        assert_eq!((shared.picks.len(), shared.unknown), (1, 1));
        assert_eq!(read(&code, &schedule).unwrap().picks, [(0, Priority::Must), (5, Priority::Maybe)]);
    }

    #[test]
    fn a_code_of_another_conference_or_version_is_told_apart() {
        let (schedule, mut other) = (istiocon(), istiocon());
        other.id = "other".into();
        let code = write(&agenda(&schedule, [(3, Priority::Want)].into_iter()), &schedule, false);
        assert_eq!(read(&code, &other), Err(ShareCodeError::OtherConference));
        let mut bits = Bits::from_text(&code).unwrap().checked().unwrap();
        bits.0.splice(..4, [false, false, true, false]);
        let check = crc24(bits.0.iter().copied());
        bits.push(check, 24);
        assert_eq!(read(&bits.to_text(), &schedule), Err(ShareCodeError::Newer));
        assert_eq!(read(&"A".repeat(100_000), &schedule), Err(ShareCodeError::TooLong));
        let many = self::schedule((0..10_000).map(|at| at.to_string()));
        let all = agenda(&many, (0..10_000).map(|at| (at, Priority::Want)));
        assert_eq!(read(&write(&all, &many, false), &many).unwrap().picks.len(), MOST_PICKS as usize);
    }

    #[test]
    fn notes_are_in_a_code_only_where_they_are_asked_for() {
        let schedule = istiocon();
        let mut agenda = agenda(&schedule, [(0, Priority::Want)].into_iter());
        agenda.write("note opening-keynote", "Sit in front, 前面", 1);
        assert!(!write(&agenda, &schedule, false).contains('.'));
        let code = write(&agenda, &schedule, true);
        let shared = read(&code, &schedule).unwrap();
        assert_eq!(shared.notes, [("opening-keynote".to_owned(), "Sit in front, 前面".to_owned())]);
    }

    proptest! {
        #[test]
        fn any_agenda_comes_back_and_one_changed_letter_is_noticed(
            picks in prop::collection::btree_map(0usize..67, 0usize..3, 0..67),
            at in any::<prop::sample::Index>(), letter in 0usize..64, cut in any::<prop::sample::Index>(),
        ) {
            let schedule = istiocon();
            let picks: Vec<_> = picks.into_iter().map(|(index, priority)| (index, Priority::ALL[priority])).collect();
            let agenda = agenda(&schedule, picks.iter().copied());
            let code = write(&agenda, &schedule, false);
            prop_assert_eq!(&read(&code, &schedule).unwrap().picks, &picks);
            let mut changed = code.clone().into_bytes();
            let at = at.index(changed.len());
            if changed[at] != ALPHABET[letter] {
                changed[at] = ALPHABET[letter];
                let changed = String::from_utf8(changed).unwrap();
                prop_assert!(read(&changed, &schedule).is_err());
            }
            prop_assert!(read(&code[..cut.index(code.len())], &schedule).is_err());
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*", code in "[A-Za-z0-9_.-]{0,200}") {
            let _ = (read(&text, &istiocon()), read(&code, &istiocon()));
        }
    }
}
