//! The colours of a conference and of its tracks: as they were published, but so dark or so bright that they can be read in either theme.

use crate::schedule::Track;

/// `--paper` of `style/tokens.css`, in the light and in the dark theme.
pub const LIGHT: &str = "#fcfbf8";
pub const DARK: &str = "#15181b";

/// The contrast that text needs (WCAG 2.2, success criterion 1.4.3).
const READABLE: f64 = 4.5;

/// Red, green and blue, as in CSS.
pub type Rgb = [u8; 3];

/// Of an accent, which stands on a tint of itself, too.
const READABLE_ON_TINT: f64 = 5.5;

/// The rules that the conference's own colour and those of its tracks make.
pub fn style(accent: Option<&str>, tracks: &[Track]) -> String {
    let accent = accent.and_then(accent_style).unwrap_or_default();
    accent + &track_style(tracks)
}

/// The colour of the app's icon for an accent: white can be read on it.
pub fn icon(accent: &str) -> Option<Rgb> {
    Some(readable(parse(accent)?, [255; 3], [0; 3], READABLE))
}

/// The name in CSS (CSS Color level 4, section 6.1; those of CSS 2.1) of the colour that is nearest to one.
#[cfg(feature = "prerender")]
pub fn name(color: &str) -> Option<&'static str> {
    const NAMED: [(&str, Rgb); 17] = [
        ("aqua", [0, 255, 255]),
        ("black", [0, 0, 0]),
        ("blue", [0, 0, 255]),
        ("fuchsia", [255, 0, 255]),
        ("gray", [128, 128, 128]),
        ("green", [0, 128, 0]),
        ("lime", [0, 255, 0]),
        ("maroon", [128, 0, 0]),
        ("navy", [0, 0, 128]),
        ("olive", [128, 128, 0]),
        ("orange", [255, 165, 0]),
        ("purple", [128, 0, 128]),
        ("red", [255, 0, 0]),
        ("silver", [192, 192, 192]),
        ("teal", [0, 128, 128]),
        ("white", [255, 255, 255]),
        ("yellow", [255, 255, 0]),
    ];
    let color = parse(color)?;
    let distance =
        |other: &Rgb| -> u32 { color.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum() };
    NAMED.iter().min_by_key(|(_, other)| distance(other)).map(|(name, _)| *name)
}

/// The tokens that an accent colour is in (`style/tokens.css`).
fn accent_style(color: &str) -> Option<String> {
    let (color, light, dark) = (parse(color)?, parse(LIGHT)?, parse(DARK)?);
    let on_light = readable(color, light, [0; 3], READABLE_ON_TINT);
    let on_dark = readable(color, dark, [255; 3], READABLE_ON_TINT);
    let [accent, on_accent, tint] =
        [(on_light, on_dark), ([255; 3], dark), (mixed(light, on_light, 0.1), mixed(dark, on_dark, 0.15))]
            .map(|(light, dark)| format!("light-dark({},{})", css(light), css(dark)));
    Some(format!("@layer tokens{{:root{{--accent:{accent};--on-accent:{on_accent};--tint:{tint}}}}}"))
}

/// Rules for what names a track: a mark in its colour. Empty where no track has one.
fn track_style(tracks: &[Track]) -> String {
    let rules: String = tracks
        .iter()
        .filter_map(|track| {
            let color = parse(track.color.as_deref()?)?;
            let (light, dark) = (
                readable(color, parse(LIGHT)?, [0; 3], READABLE),
                readable(color, parse(DARK)?, [255; 3], READABLE),
            );
            Some(format!(
                "[data-track=\"{}\"]{{--track:light-dark({},{})}}",
                escaped(&track.name),
                css(light),
                css(dark)
            ))
        })
        .collect();
    if rules.is_empty() {
        return rules;
    }
    // Without a colour of its own a track has no mark.
    let mark = "[data-track]::before{content:\"\";display:inline-block;inline-size:.6em;block-size:.6em;border-radius:50%;\
                margin-inline-end:.4em;background:var(--track,transparent);forced-color-adjust:none}";
    format!("@layer components{{{mark}{rules}}}")
}

/// The colour nearest to this one, on the way to black or to white, that can be read on that paper.
fn readable(color: Rgb, paper: Rgb, towards: Rgb, least: f64) -> Rgb {
    let steps = (0..=20).map(|step| mixed(color, towards, f64::from(step) / 20.0));
    let all: Vec<_> = steps.collect();
    all.iter().copied().find(|color| contrast(*color, paper) >= least).unwrap_or(towards)
}

fn mixed(a: Rgb, b: Rgb, part: f64) -> Rgb {
    let mix = |at: usize| (f64::from(a[at]) * (1.0 - part) + f64::from(b[at]) * part).round() as u8;
    [mix(0), mix(1), mix(2)]
}

/// The contrast ratio of two colours (WCAG 2.2).
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance (WCAG 2.2).
fn luminance(color: Rgb) -> f64 {
    let linear = |channel: u8| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2])
}

/// Reads `#rrggbb` or `#rgb`.
fn parse(color: &str) -> Option<Rgb> {
    let digits = color.strip_prefix('#')?;
    let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    match digits.len() {
        3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
        6 => Some([digit(0)? * 16 + digit(1)?, digit(2)? * 16 + digit(3)?, digit(4)? * 16 + digit(5)?]),
        _ => None,
    }
}

/// As CSS writes it: `#0b5c66`.
pub fn css([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A text within a string of CSS (CSS Syntax level 3, section 4.3.7): whatever could end it, or the element around it, by its number.
fn escaped(text: &str) -> String {
    let escape = |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("\\{:x} ", u32::from(c)) };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_that_nobody_could_read_is_made_readable_in_both_themes() {
        for color in ["#ffff00", "#0af", "#000000", "#ffffff", "#0b5fff", "#808080"] {
            let color = parse(color).unwrap();
            for (paper, towards) in [(LIGHT, [0; 3]), (DARK, [255; 3])] {
                let paper = parse(paper).unwrap();
                let readable = readable(color, paper, towards, READABLE);
                assert!(contrast(readable, paper) >= READABLE, "{color:?} on {paper:?}: {readable:?}");
            }
        }
        // One that can be read stays as it is.
        assert_eq!(readable([11, 95, 255], parse(LIGHT).unwrap(), [0; 3], READABLE), [11, 95, 255]);
    }

    #[test]
    fn an_accent_is_readable_on_its_own_tint_and_what_stands_on_it_too() {
        for color in ["#3aa57c", "#ffff00", "#000", "#fff", "#7f7f7f", "#ff0000"] {
            let style = accent_style(color).unwrap();
            let colors: Vec<_> =
                style.split('#').skip(1).map(|rest| parse(&format!("#{}", &rest[..6])).unwrap()).collect();
            let [light, dark, on_light, on_dark, light_tint, dark_tint] = colors[..] else {
                panic!("{style}")
            };
            for (text, paper) in [(light, light_tint), (dark, dark_tint), (on_light, light), (on_dark, dark)]
            {
                assert!(contrast(text, paper) >= READABLE, "{color}: {text:?} on {paper:?}");
            }
        }
        assert_eq!(accent_style("red"), None);
    }

    #[test]
    fn no_name_of_a_track_ends_the_style() {
        let track =
            |name: &str, color: Option<&str>| Track { name: name.into(), color: color.map(str::to_owned) };
        let style = track_style(&[track("</style>\"}\\ Grün", Some("#0a0")), track("Plain", None)]);
        assert!(
            !style.contains("</style") && !style.contains("Plain") && style.contains("Grün\"]{--track:"),
            "{style}"
        );
        assert_eq!(track_style(&[track("Plain", None)]), "");
    }

    #[cfg(feature = "prerender")]
    #[test]
    fn a_colour_has_the_name_of_the_nearest() {
        let names = ["#0b5c66", "#f00", "#ff8800", "teal"].map(name);
        assert_eq!(names, [Some("teal"), Some("red"), Some("orange"), None]);
    }
}
