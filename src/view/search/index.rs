//! Where each word stands, and which sessions answer a query best.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    query::{Term, asks_nothing, parse_query, with_ascii_signs},
    text::{Word, distance, words},
};
use crate::{
    schedule::{Field, Schedule, Session},
    time::{Date, iso_date},
    view::Fold,
};

/// Words of the same field that are no neighbours, as those of two speakers, stand so far apart at least.
const GAP: usize = 100;

/// How fast more of the same word counts less, and how much the length of a field counts (Robertson and Zaragoza, "The
/// Probabilistic Relevance Framework: BM25 and Beyond", 2009).
const K1: f32 = 1.2;
const B: f32 = 0.6;

/// A beginning is worth a little less than the whole word.
const PREFIX: f32 = 0.8;

/// How long a word must be to be taken for another with one edit, and with two.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;

/// How long a word must be to be looked for within others.
const PART: usize = 4;

/// How many words a beginning may stand for.
const MOST_WORDS: usize = 500;

/// For so many words that are nowhere others are looked for: to compare with all words takes time.
const MOST_UNKNOWN: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Posting {
    index: u32,
    field: Field,
    position: u32,
}

/// Every word of a schedule's sessions.
#[derive(Debug, Default)]
pub struct Index {
    words: BTreeMap<String, Vec<Posting>>,
    /// The number of words in each field of each session, and the mean of each field.
    lengths: HashMap<(u32, Field), f32>,
    means: [f32; Field::COUNT],
    sessions: usize,
    /// Of each session the title, folded, and the words of it.
    titles: Vec<String>,
    title_words: Vec<Vec<String>>,
}

/// The words of a title, however they are divided by signs.
fn title_words(title: &str, fold: Fold) -> Vec<String> {
    words(title, fold).into_iter().map(|word| word.text).collect()
}

/// The texts of a session by field.
fn texts(session: &Session, schedule: &Schedule) -> Vec<(Field, String)> {
    let searched = Field::all().filter(|field| field.weight().is_some());
    let of_field = |field: Field| {
        let texts: Vec<_> = match field {
            Field::Language => {
                session.languages.iter().map(|language| language_words(&language.key())).collect()
            }
            Field::Day => vec![day_words(schedule.date_of(session))],
            field => field.texts(session).into_iter().map(str::to_owned).collect(),
        };
        texts.into_iter().map(move |text| (field, text))
    };
    searched.flat_map(of_field).collect()
}

/// A day by all that one may call it.
fn day_words(date: Date) -> String {
    format!("{} {}", iso_date(date), date.format("%A %a %B %b %-d"))
}

/// A language by all that one may call it.
fn language_words(key: &str) -> String {
    match key {
        "en" => "en english".into(),
        "zh" => "zh chinese mandarin 中文".into(),
        key => key.to_owned(),
    }
}

/// One of a term's words, as it is looked for.
#[derive(Debug, Default)]
struct Reading {
    /// The words of the index that it stands for.
    words: Vec<String>,
    is_corrected: bool,
}

/// What a query came to.
#[derive(Debug, Default, PartialEq)]
pub struct Found {
    /// Places of sessions, the best first.
    pub indices: Vec<usize>,
    /// Words that are in no session, and what they were taken for.
    pub corrected: Vec<(String, String)>,
    /// For each term that sessions must have, the words in a row that it stands for: to mark them by.
    pub patterns: Vec<Vec<BTreeSet<String>>>,
    /// Whether the query says which languages.
    pub names_language: bool,
    /// Where nothing was found: the query with the words that are nowhere as those that are spelled least unlike them.
    pub nearest: Option<String>,
}

impl Index {
    pub fn new(schedule: &Schedule, fold: Fold) -> Self {
        let sessions = &schedule.sessions;
        let mut made = Self {
            sessions: sessions.len(),
            titles: sessions.iter().map(|session| fold(&session.title)).collect(),
            title_words: sessions.iter().map(|session| title_words(&session.title, fold)).collect(),
            ..Self::default()
        };
        let mut counts = [0; Field::COUNT];
        for (index, session) in schedule.sessions.iter().enumerate() {
            let mut next = [0; Field::COUNT];
            for (field, text) in texts(session, schedule) {
                let at = field as usize;
                let found = words(&text, fold);
                *made.lengths.entry((index as u32, field)).or_default() += found.len() as f32;
                made.means[at] += found.len() as f32;
                let width = found.last().map_or(0, |word| word.position);
                for word in found {
                    let position = (next[at] + word.position) as u32;
                    let posting = Posting { index: index as u32, field, position };
                    made.words.entry(word.text).or_default().push(posting);
                }
                next[at] += width + GAP;
            }
            for (at, next) in next.iter().enumerate() {
                counts[at] += usize::from(*next > 0);
            }
        }
        for (mean, count) in made.means.iter_mut().zip(counts) {
            *mean = (*mean / count.max(1) as f32).max(1.0);
        }
        made
    }

    /// Answers a query. Every term must be found, those excluded must not. A word that is nowhere is taken for those that
    /// are spelled most like it. Where the terms are found in no session together, each may be the beginning of a word or
    /// be taken for another.
    pub fn find(&self, query: &str, fold: Fold) -> Found {
        let query = &*with_ascii_signs(query);
        let mut terms = parse_query(query, fold);
        if terms.is_empty() && !asks_nothing(query, fold) {
            // Signs alone: they are in a title or nowhere.
            let signs = fold(query.trim());
            let has_them = |index: &usize| self.titles[*index].contains(&signs);
            return Found { indices: (0..self.sessions).filter(has_them).collect(), ..Found::default() };
        }
        let mut found = self.find_terms(&terms, false);
        self.put_called_so_first(query, fold, &mut found);
        if !found.indices.is_empty() || terms.is_empty() {
            return found;
        }
        terms.iter_mut().for_each(|term| term.is_prefix = !term.is_quoted && !term.excluded);
        let mut found = self.find_terms(&terms, true);
        if found.indices.is_empty() {
            found.nearest = self.nearest(query, fold);
        }
        found
    }

    /// A session whose title is the query, word by word, answers it whatever signs are in that.
    fn put_called_so_first(&self, query: &str, fold: Fold, found: &mut Found) {
        let typed = title_words(query, fold);
        if typed.is_empty() {
            return;
        }
        let called_so = (0..self.sessions).filter(|index| self.title_words[*index] == typed);
        for index in called_so.collect::<Vec<_>>().into_iter().rev() {
            found.indices.retain(|other| *other != index);
            found.indices.insert(0, index);
        }
    }

    /// The query with other words for those that no session has, by however many edits; nothing where there are none.
    fn nearest(&self, query: &str, fold: Fold) -> Option<String> {
        let mut nearest = String::new();
        let mut rest = 0;
        let is_field = |word: &Word| query[word.range.end..].starts_with(':');
        let unknown = |word: &Word| !self.words.contains_key(&word.text) && !is_field(word);
        for word in words(query, fold).into_iter().filter(unknown).take(MOST_UNKNOWN) {
            if word.range.start < rest {
                // It is part of a name that another stands for already.
                continue;
            }
            let typed: Vec<_> = word.text.chars().collect();
            // More than half of a word changed is another word.
            let limit = typed.len() / 2;
            let like =
                self.words.keys().filter_map(|other| Some((distance(&typed, other, limit, false)?, other)));
            if let Some((_, other)) =
                like.min_by_key(|(edits, other)| (*edits, usize::MAX - self.words[*other].len()))
            {
                nearest.push_str(&query[rest..word.range.start]);
                nearest.push_str(other);
                rest = word.range.end;
            }
        }
        (rest > 0).then(|| (nearest + &query[rest..]).trim().to_owned())
    }

    fn find_terms(&self, terms: &[Term], correct_all: bool) -> Found {
        let mut found = Found::default();
        // Of each session that is left, how much of it was corrected, and its score.
        let mut left: Option<HashMap<u32, (usize, f32)>> = None;
        let mut excluded = HashSet::new();
        for term in terms {
            found.names_language |= term.field == Some(Field::Language) && !term.excluded;
            let exact = self.readings(term, false);
            let mut scores = self.scores(term, &exact);
            if term.excluded {
                excluded.extend(scores.into_keys());
                continue;
            }
            let mut of_term: HashMap<_, _> =
                scores.drain().map(|(index, score)| (index, (0, score))).collect();
            let mut readings = exact;
            // Behind those that have the word itself those that have it as a part of another.
            if let Some(parts) = self.compounds_of(term) {
                for (index, score) in self.scores(term, &parts) {
                    of_term.entry(index).or_insert((1, score));
                }
                let both = readings.iter_mut().zip(parts);
                both.for_each(|(exact, parts)| exact.words.extend(parts.words));
            }
            if (of_term.is_empty() || correct_all) && !term.is_quoted {
                let corrected = self.readings(term, true);
                for (typed, reading) in
                    term.words.iter().zip(&corrected).filter(|(_, reading)| reading.is_corrected)
                {
                    if let Some(best) = reading.words.first() {
                        found.corrected.push((typed.clone(), best.clone()));
                    }
                }
                for (index, score) in self.scores(term, &corrected) {
                    of_term.entry(index).or_insert((2, score));
                }
                readings
                    .iter_mut()
                    .zip(corrected)
                    .for_each(|(exact, corrected)| exact.words.extend(corrected.words));
            }
            found
                .patterns
                .push(readings.into_iter().map(|reading| reading.words.into_iter().collect()).collect());
            left = Some(match left {
                None => of_term,
                Some(left) => {
                    let both = left.into_iter().filter_map(|(index, (corrected, score))| {
                        let (again, more) = of_term.get(&index)?;
                        Some((index, (corrected + again, score + more)))
                    });
                    both.collect()
                }
            });
        }
        let all = || (0..self.sessions as u32).map(|index| (index, (0, 0.0))).collect();
        let mut ranked: Vec<_> =
            left.unwrap_or_else(all).into_iter().filter(|(index, _)| !excluded.contains(index)).collect();
        self.prefer_neighbours(terms, &mut ranked);
        ranked.sort_by(|(a, (a_corrected, a_score)), (b, (b_corrected, b_score))| {
            a_corrected.cmp(b_corrected).then(b_score.total_cmp(a_score)).then(a.cmp(b))
        });
        found.indices = ranked.into_iter().map(|(index, _)| index as usize).collect();
        found
    }

    /// What each word of a term stands for, at most one of them by beginning or correction.
    fn readings(&self, term: &Term, corrected: bool) -> Vec<Reading> {
        let last = term.words.len() - 1;
        let read = |(at, word): (usize, &String)| {
            let as_prefix = term.is_prefix && at == last;
            let mut exact: Vec<_> = if as_prefix {
                let begins =
                    self.words.range(word.clone()..).take_while(|(other, _)| other.starts_with(word));
                begins.map(|(other, _)| other.clone()).take(MOST_WORDS).collect()
            } else {
                self.words.get_key_value(word).map(|(word, _)| word.clone()).into_iter().collect()
            };
            exact.retain(|word| self.is_in(word, term.field));
            // Of a phrase only a word that is nowhere is corrected.
            if !corrected || (!exact.is_empty() && last > 0) {
                return Reading { words: exact, is_corrected: false };
            }
            Reading { words: self.spelled_like(word, term.field, as_prefix), is_corrected: true }
        };
        term.words.iter().enumerate().map(read).collect()
    }

    /// The words in which the one word of a term is a part, as `vortrag` is of `nachtvortrag`; nothing where it is too short to
    /// be one, or where it was typed in quotes.
    fn compounds_of(&self, term: &Term) -> Option<Vec<Reading>> {
        let [part] = &*term.words else { return None };
        if term.is_quoted || term.excluded || part.chars().count() < PART {
            return None;
        }
        let has_part = |word: &&String| word.len() > part.len() && word.contains(&**part);
        let words: Vec<_> = self.words.keys().filter(has_part).take(MOST_WORDS).cloned().collect();
        let words: Vec<_> = words.into_iter().filter(|word| self.is_in(word, term.field)).collect();
        (!words.is_empty()).then(|| vec![Reading { words, is_corrected: false }])
    }

    fn is_in(&self, word: &str, field: Option<Field>) -> bool {
        self.words[word].iter().any(|posting| admits(field, posting))
    }

    /// The words that are spelled most like one, nearest first.
    fn spelled_like(&self, word: &str, field: Option<Field>, as_prefix: bool) -> Vec<String> {
        let typed: Vec<_> = word.chars().collect();
        let mut limit = match typed.len() {
            TWO_EDITS.. => 2,
            ONE_EDIT.. => 1,
            _ => return Vec::new(),
        };
        let mut nearest: Vec<(usize, bool, &String)> = Vec::new();
        for other in self.words.keys() {
            let whole = distance(&typed, other, limit, false);
            let edits = whole.or_else(|| distance(&typed, other, limit, true).filter(|_| as_prefix));
            if let Some(edits) = edits.filter(|edits| *edits > 0)
                && self.is_in(other, field)
            {
                limit = edits;
                nearest.push((edits, whole.is_none(), other));
            }
        }
        nearest.retain(|(edits, ..)| *edits == limit);
        // A whole word before one that only begins so; the more usual first.
        nearest.sort_by_key(|(_, begins, other)| (*begins, usize::MAX - self.words[*other].len()));
        nearest.into_iter().map(|(_, _, other)| other.clone()).collect()
    }

    /// The sessions that have a term, with what that is worth in each.
    fn scores(&self, term: &Term, readings: &[Reading]) -> HashMap<u32, f32> {
        // Where the term's words stand in a row: the first's positions, and how much of each is exact.
        let mut hits: HashMap<Posting, f32> = HashMap::new();
        for (at, (typed, reading)) in term.words.iter().zip(readings).enumerate() {
            let mut here = HashMap::new();
            for word in &reading.words {
                let worth = if word == typed || reading.is_corrected { 1.0 } else { PREFIX };
                for posting in self.words[word].iter().filter(|posting| admits(term.field, posting)) {
                    let Some(position) = posting.position.checked_sub(at as u32) else { continue };
                    let start = Posting { position, ..*posting };
                    if at == 0 || hits.contains_key(&start) {
                        let best: &mut f32 = here.entry(start).or_default();
                        *best = best.max(worth);
                    }
                }
            }
            hits = here;
        }
        // Of each session: the best field, and the weighted number of hits.
        let mut sums: HashMap<u32, (f32, f32)> = HashMap::new();
        for (posting, worth) in hits {
            let weight = posting.field.weight().unwrap_or_default() * worth;
            let length = self.lengths[&(posting.index, posting.field)] / self.means[posting.field as usize];
            let (best, sum) = sums.entry(posting.index).or_default();
            *best = best.max(weight);
            *sum += weight * worth / (1.0 - B + B * length);
        }
        let (all, with) = (self.sessions as f32, sums.len() as f32);
        let rarity = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
        let score = |(index, (best, sum)): (u32, (f32, f32))| (index, rarity * (best + sum / (K1 + sum)));
        sums.into_iter().map(score).collect()
    }

    /// Lifts the sessions in which the words of a query stand in a row.
    fn prefer_neighbours(&self, terms: &[Term], ranked: &mut [(u32, (usize, f32))]) {
        let plain: Vec<_> = terms.iter().filter(|term| !term.excluded && term.field.is_none()).collect();
        if plain.len() < 2 {
            return;
        }
        let words = plain.iter().flat_map(|term| term.words.clone()).collect();
        let is_prefix = plain.last().is_some_and(|last| last.is_prefix);
        let row = Term { words, is_prefix, is_quoted: false, field: None, excluded: false };
        let lifts = self.scores(&row, &self.readings(&row, false));
        for (index, (_, score)) in ranked {
            *score += lifts.get(index).copied().unwrap_or_default();
        }
    }
}

/// Whether a posting counts for a term of that field.
fn admits(field: Option<Field>, posting: &Posting) -> bool {
    field.map_or(posting.field.is_searched(), |field| field == posting.field)
}
