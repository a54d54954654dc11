//! The staged files beside the page: digests in their names, what no browser reads taken out, and how they are compressed.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use ::brotli::enc::{BrotliEncoderParams, backward_references::BrotliEncoderMode};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::{
    Failure,
    script::{Kind, minified},
};

/// The first twelve hexadecimal digits of the SHA-256: enough to tell versions apart.
pub fn short_digest(text: impl AsRef<[u8]>) -> String {
    hex_digest(text)[..12].to_owned()
}

/// The SHA-256 in hexadecimal digits.
fn hex_digest(text: impl AsRef<[u8]>) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest of a file, as browsers hold files to it (W3C Subresource Integrity).
pub fn integrity(file: &Path) -> Result<String, Failure> {
    Ok(format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(fs::read(file)?))))
}

pub fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Writes a module under a name with a digest of it; returns its address.
pub fn add_script(staging: &Path, stem: &str, mut module: String, release: bool) -> Result<String, Failure> {
    if release {
        module = minified(&module, Kind::Module)?;
    }
    let name = format!("{stem}-{}.js", short_digest(&module));
    fs::write(staging.join(&name), module)?;
    Ok(format!("./{name}"))
}

/// Writes the style of what is not on the page when it opens under a name with a digest of it; returns its address.
pub fn add_style(staging: &Path, release: bool) -> Result<String, Failure> {
    let mut style = fs::read_to_string("style/deferred.css")?;
    if release {
        style = minifier::css::minify(&style)?.to_string();
    }
    let name = format!("deferred-{}.css", short_digest(&style));
    fs::write(staging.join(&name), style)?;
    Ok(format!("./{name}"))
}

/// The folder that cargo builds in.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}

/// Where compressed files are kept by the digest of what they hold: a build of another conference compresses no wasm again.
fn kept_compressed() -> PathBuf {
    target().join("compressed")
}

/// Compresses each file that the app is made of as a `.br` and a `.gz`, for servers that send such; not the others, which few
/// ask for. On as many cores as there are: that is what a build takes longest for.
pub fn compress(staging: &Path, others: &[String]) -> Result<(), Failure> {
    const ENDINGS: [&str; 8] = ["html", "js", "css", "wasm", "json", "svg", "txt", "webmanifest"];
    let is_other =
        |path: &Path| path.file_name().is_some_and(|name| others.iter().any(|other| name == &**other));
    let is_meant = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known)) && !is_other(path)
    };
    fs::create_dir_all(kept_compressed())?;
    let mut paths: Vec<_> = fs::read_dir(staging)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(is_meant);
    // The largest first.
    paths.sort_by_key(|path| fs::metadata(path).map_or(0, |file| file.len()));
    let paths = Mutex::new(paths);
    let next = || paths.lock().ok()?.pop();
    let work = || -> Result<(), String> {
        while let Some(path) = next() {
            compress_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err("it broke".into())))
    })?;
    Ok(())
}

fn compress_file(path: &Path) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(path)?;
    let is_wasm = name.ends_with(".wasm");
    let digest = hex_digest(&bytes);
    let write = |ending: &str, compress: &dyn Fn() -> io::Result<Vec<u8>>| -> io::Result<()> {
        let compressed = path.with_file_name(format!("{name}.{ending}"));
        // Anything else is another in each build.
        let kept = is_wasm.then(|| kept_compressed().join(&digest).with_extension(ending));
        if let Some(kept) = kept.as_ref().filter(|kept| kept.exists()) {
            return fs::copy(kept, compressed).map(|_| ());
        }
        fs::write(&compressed, compress()?)?;
        kept.map_or(Ok(()), |kept| fs::copy(compressed, kept).map(|_| ()))
    };
    write("br", &|| brotli(&bytes, is_wasm))?;
    write("gz", &|| gzip(&bytes))?;
    Ok(())
}

/// RFC 7932. A wasm is a hundredth smaller in small blocks and in the mode for fonts; anything else in the encoder's own choice.
fn brotli(bytes: &[u8], is_wasm: bool) -> io::Result<Vec<u8>> {
    let (lgblock, mode) = match is_wasm {
        true => (16, BrotliEncoderMode::BROTLI_MODE_FONT),
        false => (0, BrotliEncoderMode::BROTLI_MODE_GENERIC),
    };
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        lgblock,
        mode,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    ::brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}

/// RFC 1952.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    gzip.finish()
}
