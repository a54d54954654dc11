//! What programs that preview a link show of a page: the Open Graph protocol (ogp.me), and the cards of X.

use maud::{Markup, PreEscaped, html};
use tidetable::{
    export::{Event, Site},
    i18n::{self, LOCALES, Locale},
    schedule::Schedule,
};

use super::picture::{HEIGHT, PICTURE, WIDTH};

/// A page, as a preview shows it.
pub struct Preview<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// The conference.
    pub of: &'a str,
    /// From the folder of the site.
    pub path: &'a str,
}

impl Preview<'_> {
    /// Elements for the page's head. What needs a whole address is there where that of the site is known; `has_picture` says whether there
    /// is [`PICTURE`].
    pub fn tags(&self, site: Option<&Site>, has_picture: bool) -> Markup {
        let Self { title, description, of, path } = self;
        let picture = site.filter(|_| has_picture).map(|site| site.address(PICTURE));
        html! {
            meta property="og:title" content=(title);
            meta name="description" property="og:description" content=(description);
            @if title != of { meta property="og:site_name" content=(of); }
            @if let Some(site) = site {
                meta property="og:url" content=(site.address(path));
                link rel="canonical" href=(site.address(path));
            }
            @if let Some(picture) = &picture {
                meta property="og:image" content=(picture);
                meta property="og:image:width" content=(WIDTH);
                meta property="og:image:height" content=(HEIGHT);
                meta property="og:image:alt" content=(of);
            }
        }
    }
}

/// The card of X for a page. Without one X shows a link as text; the title and what it is about are taken from the others.
pub fn card(site: Option<&Site>, has_picture: bool) -> Markup {
    let kind = if site.is_some() && has_picture { "summary_large_image" } else { "summary" };
    html! { meta name="twitter:card" content=(kind); }
}

/// The same of the conference's own page, in the language that is spoken. For search engines it has the conference as data, and links to
/// its page in other languages, where the address of the site is known: they take no other.
pub fn of_page(schedule: &Schedule, site: Option<&Site>, has_picture: bool) -> String {
    let preview = Preview {
        title: &schedule.name,
        description: &i18n::description(schedule),
        of: &schedule.name,
        path: Locale::current().address(),
    };
    let picture = site.filter(|_| has_picture).map(|site| site.address(PICTURE));
    let event = site.and_then(|site| Event::of_conference(schedule, site, picture));
    let markup = html! {
        (preview.tags(site, has_picture))
        @if let Some(site) = site {
            (card(Some(site), has_picture))
            @for locale in &LOCALES { link rel="alternate" hreflang=(locale.tag) href=(site.address(locale.address())); }
        }
        @if let Some(event) = event { script type="application/ld+json" { (PreEscaped(event.json())) } }
    };
    markup.into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_has_whole_addresses_or_none() {
        let preview = Preview { title: "A \"talk\" <b>", description: "About", of: "Conf", path: "s/a/" };
        let tags = |site: Option<&Site>, has_picture| preview.tags(site, has_picture).into_string();
        let without = tags(None, true);
        assert!(
            without.contains("content=\"A &quot;talk&quot; &lt;b&gt;\"") && !without.contains("://"),
            "{without}"
        );
        let site = Site::parse("https://example.org/x").unwrap();
        let with = tags(Some(&site), true);
        for part in [
            "rel=\"canonical\" href=\"https://example.org/x/s/a/\"",
            "property=\"og:image\" content=\"https://example.org/x/preview.png\"",
        ] {
            assert!(with.contains(part), "{with}");
        }
        assert!(!tags(Some(&site), false).contains("og:image"));
    }
}
