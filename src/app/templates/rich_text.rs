//! Texts as they were set. No markup of theirs is taken over: it is made here.

use maud::{Markup, html};

use super::away;
use crate::schedule::{Block, Inline, Schedule};

/// What somebody or something is described by: as it was set, or plain, in a language where that is another than the page's.
pub fn described(plain: Option<&str>, set: &[Block], lang: Option<&str>) -> Markup {
    html! {
        @if !set.is_empty() { div .description lang=[lang] { (set_text(set)) } }
        @else if let Some(text) = plain { p .summary lang=[lang] dir="auto" { (with_links(text)) } }
    }
}

/// The pages on the conference, each to be disclosed; works without a script.
pub fn info_pages(schedule: &Schedule) -> Markup {
    html! {
        @let language = schedule.guide().language.as_deref();
        @for page in &schedule.guide().info {
            details .info-page { summary lang=[language] dir="auto" { (page.title) } div .description lang=[language] { (set_text(&page.text)) } }
        }
    }
}

/// A text as it was set.
pub fn set_text(blocks: &[Block]) -> Markup {
    html! {
        @for block in blocks {
            @match block {
                Block::Paragraph(content) => p dir="auto" { (line(content)) },
                Block::Heading(content) => h4 dir="auto" { (line(content)) },
                Block::List { ordered: true, items } => ol { @for item in items { li { (set_text(item)) } } },
                Block::List { ordered: false, items } => ul { @for item in items { li { (set_text(item)) } } },
                Block::Code(code) => pre { code { (code) } },
                Block::Quote(blocks) => blockquote { (set_text(blocks)) },
            }
        }
    }
}

fn line(content: &[Inline]) -> Markup {
    html! {
        @for part in content {
            @match part {
                Inline::Text(text) => (with_links(text)),
                Inline::Strong(content) => strong { (line(content)) },
                Inline::Emphasis(content) => em { (line(content)) },
                Inline::Code(code) => code { (code) },
                Inline::Link { url, content } => a href=(url) rel="noopener noreferrer" { (words(content)) },
                Inline::Break => br;
            }
        }
    }
}

/// A line without the links that it may hold: it stands in one.
fn words(content: &[Inline]) -> Markup {
    html! {
        @for part in content {
            @match part {
                Inline::Text(text) | Inline::Code(text) => (text),
                Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => (words(content)),
                Inline::Break => " ",
            }
        }
    }
}

/// A text in which what is a web address is a link.
fn with_links(text: &str) -> Markup {
    let mut rest = text;
    let mut parts = Vec::new();
    while let Some((start, end)) = next_address(rest) {
        parts.push((&rest[..start], &rest[start..end]));
        rest = &rest[end..];
    }
    html! { @for (before, link) in parts { (before) (away(link, link)) } (rest) }
}

/// Where the next address begins and ends. What ends a sentence or closes a bracket is none of it.
fn next_address(text: &str) -> Option<(usize, usize)> {
    let begins = |at: &usize| {
        text.is_char_boundary(*at) && {
            let rest = &text.as_bytes()[*at..];
            rest.starts_with(b"https://") || rest.starts_with(b"http://")
        }
    };
    let start = (0..text.len()).find(begins)?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '»');
    let length = text[start..].find(ends).unwrap_or(text.len() - start);
    let is_behind =
        |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '\'' | '’' | '*' | '_');
    Some((start, start + text[start..start + length].trim_end_matches(is_behind).len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_description_was_no_link() {
        let linked = |text: &str| with_links(text).into_string();
        assert_eq!(linked("a < b"), "a &lt; b");
        let link = |address: &str| format!(r#"<a href="{address}" rel="noopener noreferrer">{address}</a>"#);
        let address = "https://example.org/a?b=1";
        assert_eq!(linked(&format!("Mehr: {address}.")), format!("Mehr: {}.", link(address)));
        assert_eq!(
            linked(&format!("({address})\n{address}")),
            format!("({})\n{}", link(address), link(address))
        );
        assert_eq!(linked(&format!("„ä“ <{address}>")), format!("„ä“ &lt;{}&gt;", link(address)));
        assert!(!linked("javascript:alert(1) http:/x ftp://x").contains("<a"));
    }
}
