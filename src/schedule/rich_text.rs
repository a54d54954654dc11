//! What a session is about, as it was set: paragraphs, lists, emphasis, code, headings, quotations and links. The import makes it of HTML and
//! of CommonMark; on a page it is made anew, so that no markup from outside reaches it.

use serde::{Deserialize, Serialize};

use super::file::is_web_link;

/// A plain text with its paragraphs and lines.
pub fn paragraphs(text: &str) -> Vec<Block> {
    let lines = |paragraph: &str| {
        let lines = paragraph.lines().map(|line| Inline::Text(line.to_owned()));
        let parts: Vec<_> = lines.flat_map(|line| [Inline::Break, line]).skip(1).collect();
        Block::Paragraph(parts)
    };
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs.map(lines).collect()
}

/// A part of a text that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    Paragraph(Vec<Inline>),
    Heading(Vec<Inline>),
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    /// As it stands, with its line breaks.
    Code(String),
    Quote(Vec<Block>),
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    Text(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Code(String),
    /// `http` or `https`.
    Link {
        url: String,
        content: Vec<Inline>,
    },
    Break,
}

impl Block {
    /// Whether it is a paragraph without anything set in it.
    pub fn is_plain(&self) -> bool {
        matches!(self, Self::Paragraph(content) if content.iter().all(|part| matches!(part, Inline::Text(_) | Inline::Break)))
    }

    /// Takes away links that may not be shown: their text stays.
    pub(super) fn check_links(&mut self) {
        match self {
            Self::Paragraph(content) | Self::Heading(content) => {
                content.iter_mut().for_each(Inline::check_links)
            }
            Self::List { items, .. } => items.iter_mut().flatten().for_each(Self::check_links),
            Self::Code(_) => {}
            Self::Quote(blocks) => blocks.iter_mut().for_each(Self::check_links),
        }
    }

    fn write_plain(&self, plain: &mut String) {
        match self {
            Self::Paragraph(content) | Self::Heading(content) => Inline::write_plain(content, plain),
            Self::List { ordered, items } => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        plain.push('\n');
                    }
                    match ordered {
                        true => plain.push_str(&format!("{}. ", index + 1)),
                        false => plain.push_str("• "),
                    }
                    // What else stands in an item follows in lines of its own.
                    plain.push_str(&plain_text(item).replace("\n\n", "\n"));
                }
            }
            Self::Code(code) => plain.push_str(code),
            Self::Quote(blocks) => plain.push_str(&plain_text(blocks)),
        }
    }
}

impl Inline {
    fn check_links(&mut self) {
        match self {
            Self::Strong(content) | Self::Emphasis(content) => content.iter_mut().for_each(Self::check_links),
            Self::Link { url, content } => {
                content.iter_mut().for_each(Self::check_links);
                if !is_web_link(url) {
                    *self = Self::Strong(std::mem::take(content));
                }
            }
            Self::Text(_) | Self::Code(_) | Self::Break => {}
        }
    }

    fn write_plain(content: &[Self], plain: &mut String) {
        for part in content {
            match part {
                Self::Text(text) | Self::Code(text) => plain.push_str(text),
                Self::Strong(content) | Self::Emphasis(content) => Self::write_plain(content, plain),
                Self::Break => plain.push('\n'),
                Self::Link { url, content } => {
                    let start = plain.len();
                    Self::write_plain(content, plain);
                    if !says(&plain[start..], url) {
                        plain.push_str(&format!(" ({url})"));
                    }
                }
            }
        }
    }
}

/// Whether a link's text is its address.
fn says(text: &str, address: &str) -> bool {
    fn bare(text: &str) -> &str {
        text.trim().trim_end_matches('/').rsplit("://").next().unwrap_or_default()
    }
    bare(text) == bare(address)
}

/// The words of a text: an empty line between blocks, a line for each item of a list, the addresses of links behind their texts.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut plain = String::new();
    for block in blocks {
        if !plain.is_empty() {
            plain.push_str("\n\n");
        }
        block.write_plain(&mut plain);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_as_it_was_set_is_plain_where_it_has_to_be() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let link =
            |url: &str, content: &str| Inline::Link { url: url.to_owned(), content: vec![text(content)] };
        let item = |content: &str| vec![Block::Paragraph(vec![text(content)])];
        let mut blocks = vec![
            Block::Heading(vec![text("Head")]),
            Block::Paragraph(vec![
                text("One "),
                Inline::Strong(vec![text("two")]),
                Inline::Break,
                link("https://a.example/", "a.example"),
            ]),
            Block::List { ordered: true, items: vec![item("first"), item("second")] },
            Block::Quote(vec![Block::Paragraph(vec![
                link("https://a.example/b", "there"),
                link("javascript:x", "here"),
            ])]),
            Block::Code("a\n  b".to_owned()),
        ];
        blocks.iter_mut().for_each(Block::check_links);
        assert_eq!(
            plain_text(&blocks),
            "Head\n\nOne two\na.example\n\n1. first\n2. second\n\nthere (https://a.example/b)here\n\na\n  b"
        );
        assert!(!serde_json::to_string(&blocks).unwrap().contains("javascript"));
        assert!(!blocks[1].is_plain() && Block::Paragraph(vec![text("a"), Inline::Break]).is_plain());
    }
}
