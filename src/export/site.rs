//! Where a site is published, and what search engines are told by that.

use std::fmt;

use super::xml::Xml;
use crate::schedule::is_web_link;

/// The address of the folder that the site is published in, with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site(String);

/// An address in which no site can be: it has to be one of the web, without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteError(String);

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "SITE is not an address like https://example.org/schedule/: {}", self.0)
    }
}

impl std::error::Error for SiteError {}

impl Site {
    /// Reads an address; the slash at its end may be missing.
    ///
    /// # Errors
    /// Where no site can be there.
    pub fn parse(address: &str) -> Result<Self, SiteError> {
        let is_of_address = |c: char| c.is_ascii_graphic() && !"?#\"<>\\^`{|}".contains(c);
        let host = address.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or_default());
        if !is_web_link(address) || !address.chars().all(is_of_address) || host.is_none_or(str::is_empty) {
            return Err(SiteError(address.to_owned()));
        }
        Ok(Self(format!("{}/", address.trim_end_matches('/'))))
    }

    /// The address of a path from its folder; of none, its own.
    pub fn address(&self, path: &str) -> String {
        format!("{}{}", self.0, path.trim_start_matches("./"))
    }
}

/// The pages of a site by their paths, as search engines ask for them (sitemaps.org, protocol 0.9).
pub fn sitemap<'a>(site: &Site, paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut xml = Xml::new();
    xml.element("urlset", &[("xmlns", Some("http://www.sitemaps.org/schemas/sitemap/0.9"))], |xml| {
        for path in paths {
            xml.element("url", &[], |xml| xml.text("loc", &[], &site.address(path)));
        }
    });
    xml.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_in_a_slash_and_is_one_of_the_web() {
        let address = |text: &str| Site::parse(text).map(|site| site.address("./s/a/"));
        assert_eq!(address("https://example.org").as_deref(), Ok("https://example.org/s/a/"));
        assert_eq!(address("http://example.org/2021//").as_deref(), Ok("http://example.org/2021/s/a/"));
        for wrong in [
            "",
            "example.org",
            "https://",
            "https:///x",
            "ftp://x/",
            "https://x/?a",
            "https://x/#a",
            "https://x/\">",
            "javascript:x",
        ] {
            assert!(Site::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_sitemap_has_whole_addresses() {
        let site = Site::parse("https://example.org/a&b").unwrap();
        let text = sitemap(&site, ["./", "s/a/"]);
        let document = roxmltree::Document::parse(&text).unwrap();
        let all: Vec<_> = document
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")))
            .filter_map(|node| node.text())
            .collect();
        assert_eq!(all, ["https://example.org/a&b/", "https://example.org/a&b/s/a/"]);
    }
}
