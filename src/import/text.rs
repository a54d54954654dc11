//! Texts as organisers publish them, in HTML, in CommonMark or plain: the words stay, in paragraphs, lists and whatever else they were
//! set in; no markup does.

use html5ever::{QualName, local_name, ns, parse_fragment, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser};

use super::model::{given, is_web_link};
use crate::schedule::{Block, Inline, plain_text};

/// What may be HTML or CommonMark, as it is set.
pub fn blocks(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if is_html(&text) {
        return of_html(&text);
    }
    // Line breaks stay as those who write them mean them, and as the systems that take CommonMark have it.
    let events = Parser::new_ext(&text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES).map(
        |event| match event {
            Event::SoftBreak => Event::HardBreak,
            event => event,
        },
    );
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    of_html(&html)
}

/// The plain text of what may be HTML or CommonMark. Nothing where there are no words.
pub fn plain(text: &str) -> Option<String> {
    given(&plain_text(&blocks(text)))
}

/// The plain text of one that is plain already, but for stray tags and character references.
pub fn unmarked(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if is_html(&text) { given(&plain_text(&of_html(&text))) } else { tidied(&text) }
}

/// Of several texts those that say more than the ones before them, one behind the other.
pub fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for more in texts.into_iter().map(blocks) {
        let (before, after) = (plain_text(&joined), plain_text(&more));
        if after.starts_with(&before) {
            joined = more;
        } else if !before.contains(&after) {
            joined.extend(more);
        }
    }
    joined
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

/// What lies deeper in a text's elements is no text that anybody wrote.
const DEPTH: usize = 60;

fn of_html(text: &str) -> Vec<Block> {
    if tags_deep(text) > TAGS_DEEP {
        return tidied(&without_tags(text))
            .map(|text| Block::Paragraph(vec![Inline::Text(text)]))
            .into_iter()
            .collect();
    }
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(RcDom::default(), Default::default(), body, Vec::new(), false).one(text);
    let mut setting = Setting::default();
    setting.set(&dom.document, DEPTH);
    setting.end()
}

/// A parser of HTML looks through all open elements at each that opens, so those that nest without end would take it hours.
const TAGS_DEEP: i32 = 1000;

/// How deep tags nest at most, but for those that need no end.
fn tags_deep(text: &str) -> i32 {
    let (mut depth, mut deepest) = (0_i32, 0);
    let name = |rest: &str| {
        let name = rest.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
        name.map(str::to_ascii_lowercase)
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

/// A text that is being set: the blocks that are done, and the line that is not.
#[derive(Default)]
struct Setting {
    blocks: Vec<Block>,
    line: Vec<Inline>,
}

impl Setting {
    /// Sets what is in a node, as a browser would (CSS 2.2 section 9.2.1, in short).
    fn set(&mut self, node: &Handle, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        for child in node.children.borrow().iter() {
            let NodeData::Element { name, .. } = &child.data else {
                self.line.extend(inline(child, depth));
                continue;
            };
            let within = |set: &dyn Fn(&mut Self)| {
                let mut within = Self::default();
                set(&mut within);
                within.end()
            };
            let block = match &*name.local {
                name if UNSEEN.contains(&name) => continue,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Block::Heading(trimmed(inlines(child, depth))),
                "pre" => {
                    let mut code = String::new();
                    raw(child, depth, &mut code);
                    Block::Code(code.trim_matches('\n').to_owned())
                }
                list @ ("ul" | "ol") => {
                    let is_item = |item: &&Handle| is_element(item, "li");
                    let children = child.children.borrow();
                    let items = children
                        .iter()
                        .filter(is_item)
                        .map(|item| within(&|setting| setting.set(item, depth)));
                    Block::List {
                        ordered: list == "ol",
                        items: items.filter(|item| !item.is_empty()).collect(),
                    }
                }
                "blockquote" => Block::Quote(within(&|setting| setting.set(child, depth))),
                name if BLOCKS.contains(&name) => {
                    self.end_line();
                    self.set(child, depth);
                    self.end_line();
                    continue;
                }
                _ => {
                    self.line.extend(inline(child, depth));
                    continue;
                }
            };
            self.end_line();
            let is_empty = match &block {
                Block::Heading(content) => content.is_empty(),
                Block::List { items, .. } => items.is_empty(),
                Block::Code(code) => code.trim().is_empty(),
                Block::Quote(blocks) => blocks.is_empty(),
                Block::Paragraph(_) => false,
            };
            if !is_empty {
                self.blocks.push(block);
            }
        }
    }

    /// What was set in a line becomes a paragraph; where two breaks follow each other it becomes two.
    fn end_line(&mut self) {
        let mut parts = vec![Vec::new()];
        let mut breaks = 0;
        for part in std::mem::take(&mut self.line) {
            let is_blank = matches!(&part, Inline::Text(text) if text.trim().is_empty());
            match part {
                Inline::Break => breaks += 1,
                _ if is_blank && breaks > 0 => {}
                part => {
                    match breaks {
                        0 => {}
                        1 => parts.last_mut().into_iter().for_each(|line| line.push(Inline::Break)),
                        _ => parts.push(Vec::new()),
                    }
                    breaks = 0;
                    parts.last_mut().into_iter().for_each(|line| line.push(part.clone()));
                }
            }
        }
        self.blocks
            .extend(parts.into_iter().map(trimmed).filter(|line| !line.is_empty()).map(Block::Paragraph));
    }

    fn end(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }
}

/// Elements of which nothing is text.
const UNSEEN: [&str; 9] =
    ["script", "style", "template", "head", "iframe", "object", "svg", "math", "noscript"];

/// Elements that stand by themselves, and are nothing else.
const BLOCKS: [&str; 17] = [
    "html", "body", "p", "div", "section", "article", "header", "footer", "main", "table", "thead", "tbody",
    "tr", "dl", "dt", "dd", "hr",
];

fn is_element(node: &Handle, wanted: &str) -> bool {
    matches!(&node.data, NodeData::Element { name, .. } if &*name.local == wanted)
}

/// What is in a node, as parts of a line.
fn inlines(node: &Handle, depth: usize) -> Vec<Inline> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    node.children.borrow().iter().flat_map(|child| inline(child, depth)).collect()
}

fn inline(node: &Handle, depth: usize) -> Vec<Inline> {
    match &node.data {
        NodeData::Text { contents } => {
            let text = folded(&contents.borrow());
            if text.is_empty() { Vec::new() } else { vec![Inline::Text(text)] }
        }
        NodeData::Element { name, attrs, .. } => {
            let within = || inlines(node, depth);
            match &*name.local {
                name if UNSEEN.contains(&name) => Vec::new(),
                "br" => vec![Inline::Break],
                "b" | "strong" => some(within(), Inline::Strong),
                "i" | "em" | "cite" => some(within(), Inline::Emphasis),
                "code" | "kbd" | "samp" => {
                    let mut code = String::new();
                    raw(node, depth, &mut code);
                    if code.trim().is_empty() { Vec::new() } else { vec![Inline::Code(folded(&code))] }
                }
                "a" => {
                    let attributes = attrs.borrow();
                    let address = attributes.iter().find(|attribute| &*attribute.name.local == "href");
                    let url = address.map(|attribute| attribute.value.trim().to_owned()).unwrap_or_default();
                    if is_web_link(&url) {
                        some(within(), |content| Inline::Link { url, content })
                    } else {
                        within()
                    }
                }
                // A cell ends with a space, a block within a line with a break.
                "td" | "th" => [within(), vec![Inline::Text(" ".to_owned())]].concat(),
                name if BLOCKS.contains(&name) || name == "li" => [within(), vec![Inline::Break]].concat(),
                _ => within(),
            }
        }
        NodeData::Document => inlines(node, depth),
        _ => Vec::new(),
    }
}

/// A part made of others, where there are any with words in them.
fn some(content: Vec<Inline>, part: impl FnOnce(Vec<Inline>) -> Inline) -> Vec<Inline> {
    let is_blank = |part: &Inline| matches!(part, Inline::Text(text) if text.trim().is_empty());
    if content.iter().all(is_blank) { content } else { vec![part(content)] }
}

/// A text in which each run of white space is a space.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    for c in text.chars() {
        // A space that does not break stays one.
        if !c.is_whitespace() || c == '\u{a0}' {
            folded.push(if c == '\u{a0}' { ' ' } else { c });
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}

/// A line without white space and breaks at its ends, and before and behind its breaks.
fn trimmed(line: Vec<Inline>) -> Vec<Inline> {
    let mut trimmed: Vec<Inline> = Vec::new();
    for part in line {
        let starts = trimmed.last().is_none_or(|last| matches!(last, Inline::Break));
        match part {
            Inline::Text(text) => {
                let text = if starts { text.trim_start().to_owned() } else { text };
                match trimmed.last_mut() {
                    _ if text.is_empty() => {}
                    Some(Inline::Text(last)) => last.push_str(&text),
                    _ => trimmed.push(Inline::Text(text)),
                }
            }
            Inline::Break => {
                trim_end(&mut trimmed);
                if !trimmed.is_empty() {
                    trimmed.push(Inline::Break);
                }
            }
            part => trimmed.push(part),
        }
    }
    while matches!(trimmed.last(), Some(Inline::Break)) {
        trimmed.pop();
    }
    trim_end(&mut trimmed);
    trimmed
}

fn trim_end(line: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = line.last_mut() {
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            line.pop();
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
    given(&tidied)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_html_and_commonmark_the_words_stay_in_paragraphs() {
        for (text, expected) in [
            ("<p>One &amp; two</p>\n<p>Three<br>four</p>", "One & two\n\nThree\nfour"),
            ("One<br><br>two<br>\n three", "One\n\ntwo\nthree"),
            ("<ul><li>One</li>\n<li><b>Two</b></li></ul>", "• One\n• Two"),
            ("<ol><li>One<ul><li>in it</li></ul></li></ol>", "1. One\n• in it"),
            ("See <a href=\"https://example.org/a\">the page</a>.", "See the page (https://example.org/a)."),
            ("See <a href='https://example.org/'>example.org</a>.", "See example.org."),
            ("<a href=\"javascript:alert(1)\">press</a>", "press"),
            ("<script>alert(1)</script><p>Text</p>", "Text"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
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
    fn what_is_set_in_a_text_stays_set() {
        let set = blocks(
            "## Why\n\nA **bold** [way](https://example.org/), `x < y`.\n\n> said\n\n```\nlet a;\n  b\n```\n\n1. one\n2. two",
        );
        assert_eq!(
            serde_json::to_value(set).unwrap(),
            json!([
                { "heading": [{ "text": "Why" }] },
                { "paragraph": [
                    { "text": "A " }, { "strong": [{ "text": "bold" }] }, { "text": " " },
                    { "link": { "url": "https://example.org/", "content": [{ "text": "way" }] } }, { "text": ", " },
                    { "code": "x < y" }, { "text": "." },
                ] },
                { "quote": [{ "paragraph": [{ "text": "said" }] }] },
                { "code": "let a;\n  b" },
                { "list": { "ordered": true, "items": [[{ "paragraph": [{ "text": "one" }] }], [{ "paragraph": [{ "text": "two" }] }]] } },
            ])
        );
    }

    #[test]
    fn elements_within_elements_without_end_are_cut() {
        let deep = format!("{}deep{}<p>After</p>", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(plain(&deep).as_deref(), Some("deepAfter"));
        let deep = format!("{}deep{}<p>After</p>", "<div>".repeat(900), "</div>".repeat(900));
        assert_eq!(plain(&deep).as_deref(), Some("After"));
        let list: String = (0..2000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
        assert!(plain(&list).is_some());
    }

    #[test]
    fn a_description_that_repeats_the_abstract_is_there_once() {
        let joined = |texts: &[&str]| plain_text(&joined(texts.iter().copied()));
        assert_eq!(joined(&["One.", "One.\n\nTwo."]), "One.\n\nTwo.");
        assert_eq!(joined(&["One.", "One."]), "One.");
        assert_eq!(joined(&["One.", "Two."]), "One.\n\nTwo.");
        assert_eq!(joined(&["", ""]), "");
    }
}
