//! What people type into the search box: words, `"phrases in quotes"`, `-without`, `speaker:name`.

use super::text::words;
use crate::{schedule::Field, view::Fold};

/// What is read of a query; what is longer is rather pasted than typed.
const MOST_TERMS: usize = 32;
const LONGEST: usize = 2_000;

/// The field that can be asked for by that name, as it is typed.
fn named(name: &str) -> Option<Field> {
    Field::all().find(|field| field.can_be_asked_for() && field.key().eq_ignore_ascii_case(name))
}

/// Something to look for: a word, or several in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub words: Vec<String>,
    /// Whether the last word may be the beginning of one.
    pub is_prefix: bool,
    /// Whether it was typed in quotes.
    pub is_quoted: bool,
    /// Nothing for all fields but those that must be asked for.
    pub field: Option<Field>,
    /// Whether sessions that have it are left out.
    pub excluded: bool,
}

/// A query with ASCII's signs for those that a Chinese keyboard writes in their place: full-width forms (Unicode block FF00),
/// white space, commas, quotes.
pub fn with_ascii_signs(text: &str) -> String {
    let ascii = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '、' => ',',
        '「' | '」' | '『' | '』' => '"',
        '\u{2212}' => '-',
        c => c,
    };
    text.chars().map(ascii).collect()
}

/// Whether a query asks for nothing yet: it holds no more than signs that lead to something.
pub fn asks_nothing(text: &str, fold: Fold) -> bool {
    let is_named = |part: &str| {
        part.split_once(':').is_some_and(|(name, rest)| rest.is_empty() && named(name).is_some())
    };
    let is_sign = |c: char| is_quote(c) || matches!(c, '-' | ':' | ',' | ';');
    let mut parts = text.split_whitespace().map(|part| part.trim_start_matches('-'));
    parts.all(|part| is_named(part) || part.chars().all(is_sign)) && words(text, fold).len() < 2
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Reads a query. All that can be typed has a meaning; what holds no word means nothing.
pub fn parse_query(text: &str, fold: Fold) -> Vec<Term> {
    // Between words, as white space is.
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    let mut terms: Vec<Term> = Vec::new();
    let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let mut rest = text[..cut].trim_start_matches(is_between);
    while !rest.is_empty() && terms.len() < MOST_TERMS {
        let without = rest.strip_prefix('-').filter(|rest| !rest.starts_with(char::is_whitespace));
        let excluded = without.is_some();
        rest = without.unwrap_or(rest);
        let named = rest.split_once(':').and_then(|(name, rest)| Some((named(name)?, rest.trim_start())));
        let field = named.map(|(field, _)| field);
        rest = named.map_or(rest, |(_, rest)| rest);
        let is_quoted = rest.starts_with(is_quote);
        let body;
        if is_quoted {
            let mut inner = rest.chars();
            inner.next();
            let inner = inner.as_str();
            let (quoted, after) = inner.split_once(is_quote).unwrap_or((inner, ""));
            (body, rest) = (quoted, after);
        } else {
            (body, rest) =
                rest.split_at(rest.find(|c: char| is_between(c) || is_quote(c)).unwrap_or(rest.len()));
        }
        rest = rest.trim_start_matches(is_between);
        let mut found = words(body, fold);
        // The last character of a run is in the two before it already, and a name without its dot in that with it.
        let is_covered =
            |at: usize, found: &[super::text::Word]| at > 0 && found[at - 1].range.end == found[at].range.end;
        let keep: Vec<_> = (0..found.len()).map(|at| !is_covered(at, &found)).collect();
        let mut keep = keep.into_iter();
        found.retain(|_| keep.next().unwrap_or(true));
        let words: Vec<_> = found.into_iter().map(|word| word.text).collect();
        if !words.is_empty() {
            terms.push(Term { words, is_prefix: false, is_quoted, field, excluded });
        }
    }
    if let Some(last) = terms.last_mut() {
        last.is_prefix = !last.is_quoted && !last.excluded;
    }
    terms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::search::tests::fold;

    fn parsed(text: &str) -> Vec<(String, Option<Field>, bool, bool)> {
        let terms = parse_query(text, fold).into_iter();
        terms.map(|term| (term.words.join(" "), term.field, term.excluded, term.is_prefix)).collect()
    }

    #[test]
    fn words_phrases_fields_and_exclusions_are_read() {
        let word = |text: &str| (text.to_owned(), None, false, false);
        assert_eq!(
            parsed(r#"mesh “Service Mesh" -"lightning talk" speaker:"Lin Sun" -format:workshop kub"#),
            [
                word("mesh"),
                word("service mesh"),
                ("lightning talk".into(), None, true, false),
                ("lin sun".into(), Some(Field::Speaker), false, false),
                ("workshop".into(), Some(Field::Format), true, false),
                ("kub".into(), None, false, true),
            ]
        );
        assert_eq!(parsed("LANG: zh"), [("zh".into(), Some(Field::Language), false, true)]);
        assert_eq!(parsed("what:ever"), [("what ever".into(), None, false, true)]);
        assert_eq!(parsed("服务网格"), [("服务 务网 网格".into(), None, false, true)]);
        assert_eq!(parsed("服"), [("服".into(), None, false, true)]);
        assert_eq!(parsed("node,deno"), [word("node"), ("deno".into(), None, false, true)]);
        assert_eq!(parsed(".net"), [(".net".into(), None, false, true)]);
        let chinese = with_ascii_signs("ｓｐｅａｋｅｒ：张　－「服务」、网格");
        assert_eq!(parsed(&chinese), parsed("speaker:张 -\"服务\",网格"));
        for nothing in ["", " ", "-", "\"", "“", "speaker:", "-room:", "mesh"] {
            assert_eq!(asks_nothing(nothing, fold), nothing != "mesh", "{nothing}");
        }
        assert!(!asks_nothing("++", fold) && !asks_nothing("🎉", fold));
        for nothing in ["", "   ", "- -- \" \"\" : -", "++", "speaker:"] {
            assert_eq!(parsed(nothing), [], "{nothing}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in ".{0,80}") {
            prop_assert!(parse_query(&text, fold).len() <= MOST_TERMS);
        }
    }
}
