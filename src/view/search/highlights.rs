//! What is highlighted of the sessions that were found.

use std::{collections::BTreeSet, ops::Range};

use serde::{Deserialize, Serialize};

use super::text::{Word, words};
use crate::{schedule::Session, view::Fold};

/// How much of a summary is shown, in bytes, and how much of that before the first highlight.
const SNIPPET: usize = 180;
const BEFORE: usize = 60;

/// What to highlight of one session; ranges in bytes, rising, apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlights {
    pub title: Vec<Range<usize>>,
    pub title_en: Vec<Range<usize>>,
    /// The part of the summary that says most of what was looked for; nothing where it says none of it.
    pub snippet: Option<Snippet>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// With an ellipsis where it was cut.
    pub text: String,
    pub highlights: Vec<Range<usize>>,
}

impl Highlights {
    /// What stands for one of the patterns: words in a row, each one of several.
    pub fn of(session: &Session, patterns: &[Vec<BTreeSet<String>>], fold: Fold) -> Self {
        let highlights = |text: &str| marked(&words(text, fold), patterns);
        Self {
            title: highlights(&session.title),
            title_en: session.title_en.as_deref().map(highlights).unwrap_or_default(),
            snippet: session.details().summary.as_ref().and_then(|text| Snippet::of(text, &highlights(text))),
        }
    }
}

fn marked(words: &[Word], patterns: &[Vec<BTreeSet<String>>]) -> Vec<Range<usize>> {
    let mut is_marked = vec![false; words.len()];
    for start in 0..words.len() {
        for pattern in patterns {
            let row = words.get(start..start + pattern.len()).unwrap_or_default();
            if !row.is_empty() && row.iter().zip(pattern).all(|(word, any)| any.contains(&word.text)) {
                is_marked[start..start + pattern.len()].fill(true);
            }
        }
    }
    let mut highlights: Vec<Range<usize>> = Vec::new();
    for (word, _) in words.iter().zip(is_marked).filter(|(_, marked)| *marked) {
        match highlights.last_mut() {
            // Two characters in a row share one.
            Some(last) if word.range.start <= last.end => last.end = last.end.max(word.range.end),
            _ => highlights.push(word.range.clone()),
        }
    }
    highlights
}

impl Snippet {
    fn of(text: &str, highlights: &[Range<usize>]) -> Option<Self> {
        let within = |first: &Range<usize>| {
            highlights
                .iter()
                .filter(move |highlight| {
                    highlight.start >= first.start && highlight.end <= first.start + SNIPPET - BEFORE
                })
                .count()
        };
        let first = highlights.iter().rev().max_by_key(|highlight| within(highlight))?;
        // Cut where a word ends, or at least a character.
        let wanted = first.start.saturating_sub(BEFORE);
        let start = if wanted == 0 {
            0
        } else {
            let from = text.ceil_char_boundary(wanted);
            let after = text[from..first.start].split_once(char::is_whitespace);
            after.map_or(from, |(_, rest)| first.start - rest.len())
        };
        let wanted = (start + SNIPPET).max(first.end);
        let end = if wanted >= text.len() {
            text.len()
        } else {
            let to = text.floor_char_boundary(wanted).max(first.end);
            text[first.end..to].rfind(char::is_whitespace).map_or(to, |space| first.end + space)
        };
        let mut out = String::new();
        if start > 0 {
            out.push('…');
        }
        let shift = out.len();
        out.push_str(&text[start..end]);
        if end < text.len() {
            out.push('…');
        }
        let highlights =
            highlights.iter().filter(|highlight| highlight.start >= start && highlight.end <= end);
        Some(Self {
            text: out,
            highlights: highlights
                .map(|highlight| highlight.start - start + shift..highlight.end - start + shift)
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::search::tests::fold;

    fn patterns(all: &[&[&str]]) -> Vec<Vec<BTreeSet<String>>> {
        all.iter().map(|row| row.iter().map(|word| BTreeSet::from([(*word).to_owned()])).collect()).collect()
    }

    fn highlights(text: &str, all: &[&[&str]]) -> Vec<String> {
        marked(&words(text, fold), &patterns(all)).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn words_and_rows_of_them_are_marked() {
        assert_eq!(highlights("The Mesh, the mesh’s Núñez", &[&["mesh"], &["nunez"]]), ["Mesh", "Núñez"]);
        assert_eq!(highlights("service mesh and a mesh", &[&["service", "mesh"]]), ["service", "mesh"]);
        assert_eq!(highlights("在百度服务", &[&["百度", "度服"]]), ["百度服"]);
    }

    #[test]
    fn a_snippet_shows_where_most_of_it_is() {
        let text = format!("mesh {} service mesh {}", "word ".repeat(60), "more ".repeat(60));
        let snippet =
            Snippet::of(&text, &marked(&words(&text, fold), &patterns(&[&["mesh"], &["service"]]))).unwrap();
        assert!(snippet.text.starts_with("…word") && snippet.text.ends_with("more…"), "{snippet:?}");
        let marked: Vec<_> =
            snippet.highlights.iter().map(|highlight| &snippet.text[highlight.clone()]).collect();
        assert_eq!(marked, ["service", "mesh"]);
    }

    proptest! {
        #[test]
        fn marks_are_parts_of_their_text(text in "[a-c é百度服’ .]{0,300}") {
            let all = marked(&words(&text, fold), &patterns(&[&["a"], &["b", "c"], &["百度"]]));
            prop_assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(all.iter().all(|highlight| text.get(highlight.clone()).is_some()));
            if let Some(snippet) = Snippet::of(&text, &all) {
                prop_assert!(!snippet.highlights.is_empty());
                prop_assert!(snippet.highlights.iter().all(|highlight| snippet.text.get(highlight.clone()).is_some()));
            }
        }
    }
}
