//! The app's icons, in the conference's colour where it has one.

use std::{fs, io::Cursor, path::Path};

use image::{ImageFormat, Rgba};
use tidetable::app::colors::{Rgb, css};

use super::{Failure, files::short_digest};

/// The colour that the icons in `public/` are drawn in, white on it.
const DRAWN_IN: Rgb = [0x0b, 0x5c, 0x66];

/// An icon of the manifest: its name, its size and what it is for (W3C Web App Manifest, `icons`).
pub const ICONS: [(&str, &str, &str); 3] = [
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
];

const TOUCH_ICON: &str = "apple-touch-icon.png";

/// Puts them into the staging folder. Of the one that Trunk staged the name is another with another colour: returns both.
///
/// # Errors
/// Where one can't be read or written.
pub fn add(staging: &Path, color: Option<Rgb>) -> Result<Option<(String, String)>, Failure> {
    for name in ICONS.map(|(name, ..)| name).into_iter().chain([TOUCH_ICON]) {
        let drawn = fs::read(Path::new("public").join(name))?;
        fs::write(staging.join(name), color.map_or(Ok(drawn.clone()), |color| painted(&drawn, color))?)?;
    }
    let Some(color) = color else { return Ok(None) };
    let names = fs::read_dir(staging)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let staged = names.into_iter().find(|name| name.starts_with("icon-") && name.ends_with(".svg"));
    let staged = staged.ok_or("Trunk staged no icon")?;
    let text = fs::read_to_string(staging.join(&staged))?.replace(&css(DRAWN_IN), &css(color));
    let name = format!("icon-{}.svg", short_digest(&text));
    fs::remove_file(staging.join(&staged))?;
    fs::write(staging.join(&name), text)?;
    Ok(Some((staged, name)))
}

/// A PNG file in another colour. Each of its points is of the colour and of white in some part.
fn painted(png: &[u8], color: Rgb) -> Result<Vec<u8>, Failure> {
    let mut image = image::load_from_memory_with_format(png, ImageFormat::Png)?.to_rgba8();
    for Rgba([red, green, blue, _]) in image.pixels_mut() {
        let white = f64::from(red.saturating_sub(DRAWN_IN[0])) / f64::from(255 - DRAWN_IN[0]);
        let mixed = color.map(|channel| (f64::from(channel) * (1.0 - white) + 255.0 * white).round() as u8);
        [*red, *green, *blue] = mixed;
    }
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, ImageFormat::Png)?;
    Ok(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_painted_in_another_colour_and_stays_white_on_it() {
        let drawn = fs::read("public/icon-192.png").unwrap();
        let image = |png: &[u8]| image::load_from_memory(png).unwrap().to_rgba8();
        let (before, after) = (image(&drawn), image(&painted(&drawn, [200, 10, 90]).unwrap()));
        let count = |image: &image::RgbaImage, is_it: &dyn Fn(Rgb) -> bool| {
            image
                .pixels()
                .filter(|Rgba([red, green, blue, alpha])| *alpha > 250 && is_it([*red, *green, *blue]))
                .count()
        };
        let other = [200, 10, 90];
        let drawn_in = count(&before, &|color| color == DRAWN_IN);
        assert!(drawn_in > 1000);
        assert_eq!(count(&after, &|color| color == other), drawn_in);
        let is_white = |color: Rgb| color.iter().all(|channel| *channel > 250);
        assert_eq!(count(&after, &is_white), count(&before, &is_white));
    }
}
