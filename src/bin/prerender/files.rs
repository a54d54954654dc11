//! The staged files beside the page: digests in their names, what no browser reads taken out, and how they are compressed.

use std::{
    collections::HashMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use brotli::enc::{BrotliEncoderParams, backward_references::BrotliEncoderMode};
use sha2::{Digest, Sha256};

use super::{Failure, wasm};

/// The first twelve hexadecimal digits of the SHA-256: enough to tell versions apart.
pub fn short_digest(text: impl AsRef<[u8]>) -> String {
    Sha256::digest(text).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The digest of a file, as browsers hold files to it (W3C Subresource Integrity).
pub fn integrity(file: &Path) -> Result<String, Failure> {
    Ok(format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(fs::read(file)?))))
}

/// The staged file of the page's program that ends so: its wasm, or the glue beside that.
pub fn of_program(staging: &Path, ending: &str) -> Result<PathBuf, Failure> {
    let names = fs::read_dir(staging)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_meant = |name: &String| name.starts_with("tidetable-") && name.ends_with(ending);
    let name = names.into_iter().find(is_meant);
    Ok(staging.join(name.ok_or_else(|| format!("Trunk staged no {ending} of the page"))?))
}

pub fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Writes a module under a name with a digest of it; returns its address.
pub fn add_script(staging: &Path, stem: &str, mut module: String, release: bool) -> Result<String, Failure> {
    if release {
        module = minifier::js::minify(&module).to_string();
    }
    let name = format!("{stem}-{}.js", short_digest(&module));
    fs::write(staging.join(&name), module)?;
    Ok(format!("./{name}"))
}

/// Writes the style of what is not on the page when it opens under a name with a digest of it; returns its address.
pub fn add_style(staging: &Path, release: bool) -> Result<String, Failure> {
    let mut style = fs::read_to_string("style/later.css")?;
    if release {
        style = minifier::css::minify(&style)?.to_string();
    }
    let name = format!("later-{}.css", short_digest(&style));
    fs::write(staging.join(&name), style)?;
    Ok(format!("./{name}"))
}

/// Gives the program that works beside the page, which Trunk staged without, a digest in its names; returns the address of
/// the script that starts it.
pub fn add_beside(staging: &Path) -> Result<String, Failure> {
    let [glue, wasm] = ["worker.js", "worker_bg.wasm"].map(|name| staging.join(name));
    let digest = short_digest([fs::read(&glue)?, fs::read(&wasm)?].concat());
    let (glue_name, wasm_name) = (format!("worker-{digest}.js"), format!("worker-{digest}_bg.wasm"));
    fs::rename(glue, staging.join(&glue_name))?;
    fs::rename(wasm, staging.join(&wasm_name))?;
    let start = fs::read_to_string("src/worker.js")?;
    let start = start
        .replace("{{glue}}", &glue_name)
        .replace("{{wasm}}", &wasm_name)
        .replace("{{wasm_integrity}}", &integrity(&staging.join(&wasm_name))?);
    add_script(staging, "beside", start, false)
}

/// Takes from what wasm-bindgen wrote what no browser reads: comments and white space of the glue, names of the wasm; and
/// shortens the names by which the two know each other's functions.
pub fn shorten_app(staging: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(staging)? {
        let wasm = entry?.path();
        let name = wasm.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix("_bg.wasm") else { continue };
        let glue = staging.join(format!("{stem}.js"));
        let (module, names) =
            wasm::shorten(&fs::read(&wasm)?).ok_or("the wasm has a section that can't be read")?;
        let text = minifier::js::minify(&fs::read_to_string(&glue)?).to_string();
        fs::write(wasm, module)?;
        fs::write(glue, rename(&text, &names))?;
    }
    Ok(())
}

/// Replaces identifiers of a script.
fn rename(script: &str, names: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    while !rest.is_empty() {
        let start = rest.find(is_part).unwrap_or(rest.len());
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        out.push_str(names.get(&rest[..end]).map_or(&rest[..end], String::as_str));
        rest = &rest[end..];
    }
    out
}

/// Puts a `.br` and a `.gz` beside each file, for servers that send such. On as many cores as there are: that is what a build
/// takes longest for.
pub fn compress(staging: &Path) -> Result<(), Failure> {
    const COMPRESSED: [&str; 8] = ["html", "js", "css", "wasm", "json", "svg", "txt", "webmanifest"];
    let is_meant = |path: &PathBuf| {
        path.extension().is_some_and(|ending| COMPRESSED.iter().any(|known| ending == *known))
    };
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
    let brotli = smallest_brotli(&bytes)?;
    fs::write(path.with_file_name(format!("{name}.br")), brotli)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes)?;
    fs::write(path.with_file_name(format!("{name}.gz")), gzip.finish()?)?;
    Ok(())
}

/// The smallest of what the encoder makes with block sizes and modes that differ (RFC 7932): of a wasm some 300 bytes less than
/// what it chooses itself.
fn smallest_brotli(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut smallest = Vec::new();
    for lgblock in [0, 16] {
        for mode in [BrotliEncoderMode::BROTLI_MODE_GENERIC, BrotliEncoderMode::BROTLI_MODE_FONT] {
            let params = BrotliEncoderParams {
                quality: 11,
                lgwin: 22,
                lgblock,
                mode,
                size_hint: bytes.len(),
                ..Default::default()
            };
            let mut compressed = Vec::new();
            brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
            if smallest.is_empty() || compressed.len() < smallest.len() {
                smallest = compressed;
            }
        }
    }
    Ok(smallest)
}
