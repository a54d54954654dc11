//! The pictures of a conference: photos, plans, its logo. Each is fetched once, made smaller, and written anew as JPEG or PNG, so that no
//! page shows what somebody else's server sends, or what is no picture.

use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
    process::{Command, Stdio},
};

use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage, imageops::FilterType};
use tidetable::schedule::{Guide, ImageKind};

use super::{Failure, is_address};

/// The longest side of a plan, and the height of a logo, in pixels.
const PLAN: u32 = 1600;
const LOGO: u32 = 120;
/// Of a picture as it is published, in pixels and in bytes.
const LARGEST_SIDE: u32 = 12_000;
const LARGEST_FILE: &str = "30000000";

/// Writes the pictures into a folder, under the names that the page has for them. Paths are from `folder`. Returns the
/// addresses of those that could not be had, each with why.
///
/// # Errors
/// Where nothing can be written.
pub fn write(guide: &Guide, folder: &Path, into: &Path) -> Result<Vec<(String, String)>, Failure> {
    let target = |kind: ImageKind, address: &str| into.join(kind.path(address));
    fs::create_dir_all(into.join("images"))?;
    let fetched = into.join("images").join("fetched");
    fs::create_dir_all(&fetched)?;
    let raw = |kind: ImageKind, address: &str| {
        let path = target(kind, address);
        fetched.join(path.file_name().unwrap_or_default())
    };
    let missing: Vec<_> = guide
        .images()
        .filter(|(kind, address)| is_address(address) && !target(*kind, address).exists())
        .map(|(kind, address)| (address, raw(kind, address)))
        .collect();
    fetch(missing.iter().map(|(address, path)| (*address, &**path)));
    let mut failed = Vec::new();
    for (kind, address) in guide.images() {
        let path = target(kind, address);
        let source = if is_address(address) { raw(kind, address) } else { folder.join(address) };
        if is_address(address) && path.exists() {
            continue;
        }
        let made = fs::read(&source).map_err(|error| error.to_string()).and_then(|bytes| small(kind, &bytes));
        match made {
            Ok(bytes) => fs::write(&path, bytes)?,
            Err(why) => failed.push((address.to_owned(), why)),
        }
    }
    fs::remove_dir_all(&fetched)?;
    Ok(failed)
}

/// Fetches files, several at once. What can't be fetched is not there then.
fn fetch<'a>(files: impl Iterator<Item = (&'a str, &'a Path)>) {
    // As curl's configuration has texts (curl(1), `--config`): an address with a sign that means something there is none.
    let is_plain = |text: &str| !text.contains(['"', '\\']) && !text.contains(char::is_control);
    let lines = files.filter(|(address, path)| is_plain(address) && is_plain(&path.to_string_lossy()));
    let config: String = lines
        .map(|(address, path)| format!("url = \"{address}\"\noutput = \"{}\"\n", path.display()))
        .collect();
    if config.is_empty() {
        return;
    }
    let curl = Command::new("curl")
        .args(["--parallel", "--parallel-max", "8", "--fail", "--silent", "--location", "--globoff"])
        .args([
            "--connect-timeout",
            "10",
            "--max-time",
            "30",
            "--max-filesize",
            LARGEST_FILE,
            "--config",
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    if let Ok(mut curl) = curl {
        let _ = curl.stdin.take().map(|mut stdin| stdin.write_all(config.as_bytes()));
        let _ = curl.wait();
    }
}

/// A picture in the size in which it is shown.
fn small(kind: ImageKind, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST_SIDE), Some(LARGEST_SIDE));
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| error.to_string())?;
    let side = ImageKind::PHOTO_SIZE * 2;
    let (picture, format) = match kind {
        ImageKind::Photo => {
            (on_white(&picture.resize_to_fill(side, side, FilterType::CatmullRom)), ImageFormat::Jpeg)
        }
        ImageKind::Plan if picture.width().max(picture.height()) > PLAN => {
            (on_white(&picture.resize(PLAN, PLAN, FilterType::CatmullRom)), ImageFormat::Jpeg)
        }
        ImageKind::Plan => (on_white(&picture), ImageFormat::Jpeg),
        ImageKind::Logo if picture.height() > LOGO => {
            (picture.resize(LOGO * 8, LOGO, FilterType::CatmullRom), ImageFormat::Png)
        }
        ImageKind::Logo => (picture, ImageFormat::Png),
    };
    let mut written = Vec::new();
    picture.write_to(&mut Cursor::new(&mut written), format).map_err(|error| error.to_string())?;
    Ok(written)
}

/// What can be seen through is white, as on paper: a JPEG knows nothing of it.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    let rgba = picture.to_rgba8();
    let mut flat = RgbImage::new(rgba.width(), rgba.height());
    for (pixel, out) in rgba.pixels().zip(flat.pixels_mut()) {
        let [red, green, blue, alpha] = pixel.0.map(u16::from);
        let over = |channel: u16| ((channel * alpha + 255 * (255 - alpha)) / 255) as u8;
        out.0 = [over(red), over(green), over(blue)];
    }
    flat.into()
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    fn png(width: u32, height: u32, color: [u8; 4]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture: DynamicImage = RgbaImage::from_pixel(width, height, Rgba(color)).into();
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn a_photo_becomes_a_small_square_on_white_and_what_is_no_picture_is_refused() {
        let photo = small(ImageKind::Photo, &png(900, 300, [0, 0, 0, 0])).unwrap();
        let photo = image::load_from_memory(&photo).unwrap().to_rgb8();
        assert_eq!((photo.width(), photo.height()), (192, 192));
        assert_eq!(photo.get_pixel(90, 90).0, [255, 255, 255]);
        let logo =
            image::load_from_memory(&small(ImageKind::Logo, &png(500, 250, [9, 8, 7, 0])).unwrap()).unwrap();
        assert_eq!((logo.width(), logo.height(), logo.to_rgba8().get_pixel(3, 3).0[3]), (240, 120, 0));
        for other in
            [&b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"[..], b"", b"\x89PNG\r\n\x1a\n"]
        {
            assert!(small(ImageKind::Plan, other).is_err());
        }
    }
}
