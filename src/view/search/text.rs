//! The words of a text, and how they are compared.

use std::ops::Range;

use crate::view::Fold;

/// A word, where it stands in its text (in bytes), and its index among the words.
///
/// Scripts that put no space between words (Han, Kana) give each two characters in a row, and the last character alone:
/// any two in a row are found, and so is one where it begins what is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded: case, accents and the like make no difference.
    pub text: String,
    pub range: Range<usize>,
    pub position: usize,
    /// Whether it is the last character of a run in a script without spaces.
    pub is_tail: bool,
}

/// The words of a text, in order.
pub fn words(text: &str, fold: Fold) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let position = words.last().map_or(0, |word| word.position + 1);
        if is_pictograph(c) {
            let end = start + c.len_utf8();
            words.push(Word { text: c.into(), range: start..end, position, is_tail: false });
            continue;
        }
        if !is_of_word(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_unspaced(c) {
            let mut starts = vec![start];
            while let Some((at, next)) = chars.next_if(|(_, next)| is_unspaced(*next)) {
                starts.push(at);
                end = at + next.len_utf8();
            }
            let ends = starts[1..].iter().copied().chain([end]);
            for (at, (from, to)) in starts.iter().zip(ends.skip(1).chain([end])).enumerate() {
                let word = folded(&text[*from..to], fold);
                let is_tail = at + 1 == starts.len();
                words.push(Word { text: word, range: *from..to, position: position + at, is_tail });
            }
            continue;
        }
        while let Some((at, next)) = chars.peek().copied() {
            // "don't" is one word, but what stands in single quotes has none of them.
            let joins = is_apostrophe(next)
                && text[at + next.len_utf8()..]
                    .chars()
                    .next()
                    .is_some_and(|after| is_of_word(after) && !is_unspaced(after));
            if !joins && (!is_of_word(next) || is_unspaced(next)) {
                break;
            }
            chars.next();
            end = at + next.len_utf8();
        }
        let plain = folded(&text[start..end], fold);
        // Signs that tell names apart: `C++`, `C#`, `.NET`.
        let signs = text[end..].chars().take_while(|c| matches!(c, '+' | '#')).count();
        let goes_on = text[end + signs..].chars().next().is_some_and(is_of_word);
        let before = text[..start].strip_suffix('.');
        let is_dotted = before.is_some_and(|before| !before.ends_with(|c| is_of_word(c) || c == '.'));
        let named = match (signs > 0 && !goes_on, is_dotted) {
            (true, _) => Some((format!("{plain}{}", &text[end..end + signs]), start..end + signs)),
            (false, true) => Some((format!(".{plain}"), start - 1..end)),
            (false, false) => None,
        };
        // A name with a dot before it is called without, too.
        let called = if is_dotted || named.is_none() { Some((plain, start..end)) } else { None };
        for (text, range) in named.into_iter().chain(called) {
            words.push(Word { text, range, position, is_tail: false });
        }
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// Emoji and other pictures (the blocks of Unicode that hold nothing else), each a word of its own. What joins or varies them
/// is none.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
        && !('\u{1f3fb}'..='\u{1f3ff}').contains(&c)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c)
}

/// Combining diacritical marks (Unicode block 0300).
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Han, Hiragana, Katakana (by their Unicode blocks).
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// One word as it is compared: in lower case, without accents, without apostrophes.
fn folded(word: &str, fold: Fold) -> String {
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| *byte != b'\'');
        return letters.map(|byte| byte.to_ascii_lowercase() as char).collect();
    }
    let mut out = String::with_capacity(word.len());
    for c in fold(word).chars().filter(|c| !is_combining(*c) && !is_apostrophe(*c)) {
        match c {
            // Letters that have no decomposition, but that people type without their stroke.
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c => out.push(c),
        }
    }
    out
}

/// How many edits (a letter more, less or another, or two changed places) make one word the other, where that is at
/// most `limit`; with `as_prefix`, the beginning of the other. (Optimal string alignment.)
pub fn distance(typed: &[char], word: &str, limit: usize, as_prefix: bool) -> Option<usize> {
    let word: Vec<_> = word.chars().take(typed.len() + limit + usize::from(!as_prefix)).collect();
    if typed.len() > word.len() + limit || (!as_prefix && word.len() > typed.len() + limit) {
        return None;
    }
    let mut rows = [vec![0; word.len() + 1], (0..=word.len()).collect::<Vec<_>>(), vec![0; word.len() + 1]];
    for (at, letter) in typed.iter().enumerate() {
        let [before, last, row] = &mut rows;
        row[0] = at + 1;
        for (column, other) in word.iter().enumerate() {
            let mut least = last[column] + usize::from(letter != other);
            least = least.min(last[column + 1] + 1).min(row[column] + 1);
            if at > 0 && column > 0 && *letter == word[column - 1] && typed[at - 1] == *other {
                least = least.min(before[column - 1] + 1);
            }
            row[column + 1] = least;
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return None;
        }
        rows.rotate_left(1);
    }
    let last = &rows[1];
    let edits = if as_prefix { last.iter().min().copied() } else { last.last().copied() };
    edits.filter(|edits| *edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::search::tests::fold;

    fn of(text: &str) -> Vec<String> {
        words(text, fold).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn case_accents_quotes_and_strokes_make_no_difference() {
        assert_eq!(of("Núñez-Cacho FUNDARÒ"), ["nunez", "cacho", "fundaro"]);
        assert_eq!(of("don't don’t 'quoted’"), ["dont", "dont", "quoted"]);
        assert_eq!(of("Straße Łódź Søren ﬁne Ａ"), ["strasse", "lodz", "soren", "fine", "a"]);
        assert_eq!(of("e\u{301}te\u{301}"), ["ete"]);
        assert_eq!(of("?!… ‏"), [""; 0]);
    }

    #[test]
    fn signs_that_tell_names_apart_were_passed_over() {
        assert_eq!(of("C++ C# F#, (.NET) c"), ["c++", "c#", "f#", ".net", "net", "c"]);
        assert_eq!(of("Node.js a+b #hash end. Next..."), ["node", "js", "a", "b", "hash", "end", "next"]);
        assert_eq!(of("👩\u{200d}👧 🏳\u{fe0f}‍🌈 👍🏽"), ["👩", "👧", "🏳", "🌈", "👍"]);
        let ranges: Vec<_> = words("a C++ .NET", fold).into_iter().map(|word| word.range).collect();
        assert_eq!(ranges, [0..1, 2..5, 6..10, 7..10]);
    }

    #[test]
    fn han_gives_each_two_characters_in_a_row() {
        assert_eq!(of("百度 K8s集群"), ["百度", "度", "k8s", "集群", "群"]);
        let words = words("在百度a", fold);
        let places: Vec<_> =
            words.iter().map(|word| (word.range.clone(), word.position, word.is_tail)).collect();
        assert_eq!(places, [(0..6, 0, false), (3..9, 1, false), (6..9, 2, true), (9..10, 3, false)]);
    }

    #[test]
    fn edits_are_counted() {
        let edits = |typed: &str, word, limit, as_prefix| {
            distance(&typed.chars().collect::<Vec<_>>(), word, limit, as_prefix)
        };
        assert_eq!(edits("envoy", "envoy", 1, false), Some(0));
        assert_eq!(edits("envyo", "envoy", 1, false), Some(1));
        assert_eq!(edits("evoy", "envoy", 1, false), Some(1));
        assert_eq!(edits("envoys", "envoy", 1, false), Some(1));
        assert_eq!(edits("anvoi", "envoy", 1, false), None);
        assert_eq!(edits("anvoi", "envoy", 2, false), Some(2));
        assert_eq!(edits("kubr", "kubernetes", 1, true), Some(1));
        assert_eq!(edits("kubr", "kubernetes", 1, false), None);
    }
}
