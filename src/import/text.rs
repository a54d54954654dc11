//! Texts as organisers publish them, in HTML, in CommonMark or plain, as plain text: the words stay, in paragraphs; no markup does.

use html5ever::{QualName, local_name, ns, parse_fragment, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What lies deeper in a text's elements is no text that anybody wrote.
const DEPTH: usize = 200;

/// The plain text of what may be HTML or CommonMark: a line for each item of a list, an empty line between paragraphs. Nothing where
/// there are no words.
pub fn plain(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = if is_html(&text) { of_html(&text) } else { of_markdown(&text) };
    tidied(&plain)
}

/// The plain text of one that is plain already, but for stray tags and character references.
pub fn unmarked(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if is_html(&text) { tidied(&of_html(&text)) } else { tidied(&text) }
}

/// Of several texts those that say more than the ones before them, with an empty line between them.
pub fn joined<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let mut joined = String::new();
    for text in texts.into_iter().flatten().filter_map(plain) {
        if joined.contains(&text) {
            continue;
        }
        if text.starts_with(&joined) {
            joined.clear();
        }
        if !joined.is_empty() {
            joined.push_str("\n\n");
        }
        joined.push_str(&text);
    }
    (!joined.is_empty()).then_some(joined)
}

/// A text of one line, without markup.
pub fn line(text: &str) -> Option<String> {
    let text = unmarked(text)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Elements that a text of HTML has; CommonMark may hold one now and then, but not as its paragraphs.
const TAGS: [&str; 22] = [
    "p",
    "br",
    "a",
    "ul",
    "ol",
    "li",
    "b",
    "i",
    "em",
    "strong",
    "div",
    "span",
    "h1",
    "h2",
    "h3",
    "h4",
    "code",
    "pre",
    "blockquote",
    "table",
    "u",
    "font",
];

/// Whether a text is HTML: it has a tag of one of the elements above, or a character reference.
pub fn is_html(text: &str) -> bool {
    let is_tag = |rest: &str| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let after = rest[name.len()..].chars().next();
        TAGS.contains(&&*name.to_ascii_lowercase())
            && after.is_some_and(|c| c == '>' || c == '/' || c.is_whitespace())
    };
    text.split('<').skip(1).any(is_tag)
        || ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#"].iter().any(|name| text.contains(name))
}

fn of_html(text: &str) -> String {
    if tags_deep(text) > TAGS_DEEP {
        return without_tags(text);
    }
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), Default::default(), body, Vec::new(), false).one(text);
    let mut plain = String::new();
    write(&dom.document, DEPTH, &mut plain);
    plain
}

/// A parser of HTML looks through all open elements at each that opens, so those that nest without end would take it hours.
const TAGS_DEEP: i32 = 1000;

/// How deep tags nest at most, but for those that need no end.
fn tags_deep(text: &str) -> i32 {
    let (mut depth, mut deepest) = (0_i32, 0);
    let name = |rest: &str| {
        rest.trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .map(str::to_ascii_lowercase)
    };
    let needs_end =
        |rest: &&str| !name(rest).is_some_and(|name| ["br", "hr", "img", "p", "li"].contains(&&*name));
    for rest in text.split('<').skip(1).filter(needs_end) {
        depth = if rest.starts_with('/') { (depth - 1).max(0) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// A text without what stands between `<` and `>`.
fn without_tags(text: &str) -> String {
    let mut parts = text.split('<');
    let first = parts.next().unwrap_or_default();
    let others = parts.map(|part| part.split_once('>').map_or("", |(_, text)| text));
    [first].into_iter().chain(others).collect()
}

/// Writes the text of a node's children, with line breaks where a browser would have them (CSS 2.2 section 9.2.1, in short).
fn write(node: &Handle, depth: usize, plain: &mut String) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for child in node.children.borrow().iter() {
        match &child.data {
            // White space is folded, as it is where the text is shown.
            NodeData::Text { contents } => {
                let text = contents.borrow();
                let starts = text.starts_with(char::is_whitespace);
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let is_apart = plain.is_empty() || plain.ends_with(char::is_whitespace);
                if starts && !is_apart {
                    plain.push(' ');
                }
                plain.push_str(&words);
                if !words.is_empty() && text.ends_with(char::is_whitespace) {
                    plain.push(' ');
                }
            }
            NodeData::Element { name, .. } => match &*name.local {
                "script" | "style" | "template" | "head" | "iframe" | "object" | "svg" | "math" => {}
                "br" => plain.push('\n'),
                "pre" => {
                    let mut text = String::new();
                    raw(child, depth, &mut text);
                    plain.push_str(&format!("\n\n{}\n\n", text.trim_matches('\n')));
                }
                item @ ("li" | "tr" | "dt" | "dd") => {
                    new_line(plain);
                    if item == "li" {
                        plain.push_str("• ");
                    }
                    write(child, depth, plain);
                    new_line(plain);
                }
                "td" | "th" => {
                    write(child, depth, plain);
                    plain.push(' ');
                }
                "a" => link(child, depth, plain),
                "p" | "div" | "ul" | "ol" | "dl" | "table" | "blockquote" | "section" | "article"
                | "header" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" => {
                    plain.push_str("\n\n");
                    write(child, depth, plain);
                    plain.push_str("\n\n");
                }
                _ => write(child, depth, plain),
            },
            _ => {}
        }
    }
}

/// The text in a node as it stands, white space and all.
fn raw(node: &Handle, depth: usize, text: &mut String) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let NodeData::Text { contents } = &node.data {
        text.push_str(&contents.borrow());
    }
    node.children.borrow().iter().for_each(|child| raw(child, depth, text));
}

fn new_line(plain: &mut String) {
    if !plain.is_empty() && !plain.ends_with('\n') {
        plain.push('\n');
    }
}

/// The text of a link; its address, too, where the text is another.
fn link(node: &Handle, depth: usize, plain: &mut String) {
    let start = plain.len();
    write(node, depth, plain);
    let NodeData::Element { attrs, .. } = &node.data else { return };
    let attributes = attrs.borrow();
    let address = attributes.iter().find(|attribute| &*attribute.name.local == "href");
    let address = address.map(|attribute| attribute.value.trim()).unwrap_or_default();
    if super::model::is_web_link(address) && !says(plain[start..].trim(), address) {
        plain.push_str(&format!(" ({address})"));
    }
}

/// Whether a link's text is its address.
fn says(text: &str, address: &str) -> bool {
    let bare = |text: &str| text.trim_end_matches('/').split("://").last().unwrap_or_default().to_owned();
    bare(text) == bare(address)
}

fn of_markdown(text: &str) -> String {
    let mut plain = String::new();
    let mut addresses = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            // As those who write them mean them: the systems that take CommonMark keep line breaks.
            Event::SoftBreak | Event::HardBreak => plain.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => plain.push_str(&of_html(&html)),
            Event::Start(Tag::Item) => {
                new_line(&mut plain);
                plain.push_str("• ");
            }
            Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => new_line(&mut plain),
            Event::End(TagEnd::TableCell) => plain.push(' '),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                addresses.push((plain.len(), dest_url));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((start, address)) = addresses.pop()
                    && super::model::is_web_link(&address)
                    && !says(plain[start..].trim(), &address)
                {
                    plain.push_str(&format!(" ({address})"));
                }
            }
            Event::Start(Tag::Paragraph) if !plain.ends_with("• ") => plain.push_str("\n\n"),
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Table(_))
            | Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table | TagEnd::List(_)) => {
                plain.push_str("\n\n")
            }
            Event::Start(Tag::List(_)) if addresses.is_empty() && !plain.ends_with("• ") => {
                plain.push('\n')
            }
            _ => {}
        }
    }
    plain
}

/// Without white space at the ends of lines, and with one empty line at most in a row.
fn tidied(text: &str) -> Option<String> {
    let mut tidied = String::new();
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        if line.trim().is_empty() {
            empty += 1;
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        tidied.push_str(line);
    }
    super::model::given(&tidied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_html_and_commonmark_the_words_stay_in_paragraphs() {
        for (text, expected) in [
            ("<p>One &amp; two</p>\n<p>Three<br>four</p>", "One & two\n\nThree\nfour"),
            ("<ul><li>One</li>\n<li><b>Two</b></li></ul>", "• One\n• Two"),
            ("See <a href=\"https://example.org/a\">the page</a>.", "See the page (https://example.org/a)."),
            ("See <a href='https://example.org/'>example.org</a>.", "See example.org."),
            ("<a href=\"javascript:alert(1)\">press</a>", "press"),
            ("<script>alert(1)</script><p>Text</p>", "Text"),
            ("# Heading\nOne *two* **three**\nfour\n\nfive", "Heading\n\nOne two three\nfour\n\nfive"),
            ("- one\n- two\n\nthree", "• one\n• two\n\nthree"),
            ("[a page](https://example.org/a) `code`", "a page (https://example.org/a) code"),
            ("a < b && c > d", "a < b && c > d"),
            ("Plain\r\ntext", "Plain\ntext"),
            ("An <img src=x onerror=alert(1)> image", "An  image"),
        ] {
            assert_eq!(plain(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(plain(" <p> </p> "), None);
        assert_eq!(line("A <b>bold</b>\n title").as_deref(), Some("A bold title"));
        assert_eq!(line("Generics: Vec<T> & more").as_deref(), Some("Generics: Vec<T> & more"));
    }

    #[test]
    fn elements_within_elements_without_end_are_cut() {
        let deep = format!("{}deep{}<p>After</p>", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(plain(&deep).as_deref(), Some("deepAfter"));
        let list: String = (0..2000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
        assert!(plain(&list).is_some());
    }

    #[test]
    fn a_description_that_repeats_the_abstract_is_there_once() {
        assert_eq!(joined([Some("One."), Some("One.\n\nTwo.")]).as_deref(), Some("One.\n\nTwo."));
        assert_eq!(joined([Some("One."), Some("One.")]).as_deref(), Some("One."));
        assert_eq!(joined([Some("One."), Some("Two.")]).as_deref(), Some("One.\n\nTwo."));
        assert_eq!(joined([None, Some("")]), None);
    }
}
