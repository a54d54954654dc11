//! The programs of the page as the browser gets them: bound to JavaScript by wasm-bindgen, and that of the page cut in two. What
//! the first answer does not need is a chunk of its own, which the page asks for behind it.
//!
//! Trunk binds what cargo has built, but can't cut it; so this takes the same files from cargo's target folder, and what it makes
//! of them stands in place of what Trunk staged.

use std::{collections::HashMap, fs, path::Path};

use minijinja::context;
use walrus::{ExportItem, ImportKind, Module};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use super::{
    Failure,
    files::{add_script, integrity, short_digest, target},
    script::{Kind, minified},
    template,
};

/// What wasm-bindgen's names of imports and exports begin with. They end with digests, which do not compress, and the glue
/// repeats each.
const GENERATED: [&str; 2] = ["__wb", "wasm_bindgen_"];

/// The module of the functions that fetch a chunk, as the splitter names it.
const LINK: &str = "./__wasm_split.js";

/// A program that was bound: its wasm, and the module that loads it.
struct Bound {
    wasm: Vec<u8>,
    glue: String,
}

/// What the page needs of its own program.
pub struct Program {
    /// The name of its wasm.
    pub wasm: String,
    /// What loads it, as a script: it defines the function `wasm_bindgen`.
    pub glue: String,
}

/// The wasm that cargo has built.
fn built(name: &str, release: bool) -> Result<Vec<u8>, Failure> {
    let profile = if release { "release" } else { "debug" };
    let path = target().join("wasm32-unknown-unknown").join(profile).join(format!("{name}.wasm"));
    fs::read(&path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// The name of the page's wasm as Trunk staged it. It goes, with its glue.
///
/// # Errors
/// Where there is none.
pub fn take_staged(staging: &Path) -> Result<String, Failure> {
    let names = fs::read_dir(staging)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let staged: Vec<_> = names.filter(|name| name.starts_with("tidetable-")).collect();
    for name in &staged {
        fs::remove_file(staging.join(name))?;
    }
    let wasm = staged.into_iter().find(|name| name.ends_with(".wasm"));
    wasm.ok_or_else(|| "Trunk staged no wasm of the page".into())
}

/// Puts the page's program into the staging folder, and the chunk beside it.
///
/// # Errors
/// Where it can't be cut or bound, or not as one script.
pub fn add_page(staging: &Path, release: bool) -> Result<Program, Failure> {
    let work = target().join("split");
    fs::create_dir_all(&work)?;
    let whole = built("tidetable", release)?;
    let mut options = Options::new(&whole);
    let main = work.join("main.wasm");
    (options.output_dir, options.main_out_path, options.link_name) = (&work, &main, LINK);
    let split = transform(options).map_err(|error| error.to_string())?;
    let [chunk] = &*split.split_modules else {
        return Err(format!("the page's program has {} chunks", split.split_modules.len()).into());
    };
    let chunk_file = chunk.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = without_names(&fs::read(chunk)?)?;
    let chunk_name = format!("later-{}.wasm", short_digest(&bytes));
    fs::write(staging.join(&chunk_name), bytes)?;

    let bound = bind("tidetable", fs::read(&main)?)?;
    // The functions that fetch the chunk are a module of their own, which the glue imports: both become one script.
    let link = fs::read_to_string(work.join(LINK))?;
    let fetched = format!("fetch(new URL(\"./{chunk_file}\", import.meta.url))");
    let fetching = format!("tidetable.chunk('./{chunk_name}', '{}')", integrity(&staging.join(&chunk_name))?);
    if !link.contains(&fetched) {
        return Err("the chunk is fetched in another way than before".into());
    }
    let link = link.replacen(&fetched, &fetching, 1);
    let glue = minified(&as_script(&bound.glue, &link)?, Kind::Classic)?;

    let wasm = format!("tidetable-{}_bg.wasm", short_digest([&*bound.wasm, glue.as_bytes()].concat()));
    fs::write(staging.join(&wasm), bound.wasm)?;
    Ok(Program { wasm, glue })
}

/// Puts a program that works in a thread of its own into the staging folder, in place of Trunk's, with the script that starts it: the
/// address of that.
///
/// # Errors
/// Where it can't be bound.
pub fn add_worker(staging: &Path, program: &str, release: bool) -> Result<String, Failure> {
    for staged in [format!("{program}.js"), format!("{program}_bg.wasm")] {
        fs::remove_file(staging.join(staged))?;
    }
    let bound = bind(program, built(program, release)?)?;
    let digest = short_digest([&*bound.wasm, bound.glue.as_bytes()].concat());
    let (glue, wasm) = (format!("{program}-{digest}.js"), format!("{program}-{digest}_bg.wasm"));
    fs::write(staging.join(&glue), minified(&bound.glue, Kind::Module)?)?;
    fs::write(staging.join(&wasm), bound.wasm)?;
    let start = fs::read_to_string("src/worker.js")?;
    let values = context! { glue, wasm, wasm_integrity => integrity(&staging.join(&wasm))? };
    add_script(staging, &format!("start-{program}"), template::render("worker.js", &start, values)?, false)
}

fn bind(name: &str, wasm: Vec<u8>) -> Result<Bound, Failure> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, wasm)
        .web(true)?
        .typescript(false)
        // The chunk is linked to functions and tables of the linker's.
        .keep_lld_exports(true)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    let names = shorten(output.wasm_mut());
    let glue = rename(output.js(), &names);
    Ok(Bound { wasm: output.wasm_mut().emit_wasm(), glue })
}

/// The glue, and the module of the functions that fetch the chunk, which it imports as a whole, as one script.
fn as_script(glue: &str, link: &str) -> Result<String, Failure> {
    let unknown = "wasm-bindgen or the splitter writes its modules in another way than before";
    let (import, glue) = glue.split_once('\n').ok_or(unknown)?;
    let object =
        import.strip_prefix("import * as ").and_then(|import| import.split(' ').next()).ok_or(unknown)?;
    let (glue, _) = glue.rsplit_once("export { initSync, __wbg_init as default };").ok_or(unknown)?;
    // The chunk gets what the program exports: here that is a variable of the glue's.
    let (_, link) = link
        .split_once('\n')
        .filter(|(import, _)| import.starts_with("import { initSync }"))
        .ok_or(unknown)?;
    let link = link.replacen("initSync(undefined, undefined)", "wasm", 1);
    let exports = link.split("export const ").skip(1).filter_map(|export| export.split(' ').next());
    let exports = exports.collect::<Vec<_>>().join(",");
    let link = link.replace("export const ", "const ");
    Ok(format!(
        "let wasm_bindgen=(()=>{{{glue}\n{link}\nconst {object}={{{exports}}};return __wbg_init}})();"
    ))
}

/// A module without what no browser reads.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut config = walrus::ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(wasm)?;
    delete_customs(&mut module);
    Ok(module.emit_wasm())
}

fn delete_customs(module: &mut Module) {
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for custom in customs {
        module.customs.delete(custom);
    }
}

/// Gives what wasm-bindgen named short names, by which the glue has to know it; returns these by the old.
fn shorten(module: &mut Module) -> HashMap<String, String> {
    delete_customs(module);
    let mut names = HashMap::new();
    let mut short = |name: &mut String| {
        if GENERATED.iter().any(|start| name.starts_with(start)) {
            let next = names.len();
            name.clone_from(names.entry(name.clone()).or_insert_with(|| short_name(next)));
        }
    };
    for import in module.imports.iter_mut() {
        if let ImportKind::Function(_) = import.kind {
            short(&mut import.name);
        }
    }
    for export in module.exports.iter_mut() {
        if let ExportItem::Function(_) | ExportItem::Table(_) = export.item {
            short(&mut export.name);
        }
    }
    names
}

/// The short name of that number: no word of the glue's own begins so.
fn short_name(number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::from("$");
    let mut rest = number + 1;
    while rest > 0 {
        name.push(LETTERS[(rest - 1) % LETTERS.len()] as char);
        rest = (rest - 1) / LETTERS.len();
    }
    name
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_differ_and_are_put_for_whole_identifiers_alone() {
        let names: std::collections::HashSet<_> = (0..10_000).map(short_name).collect();
        assert_eq!(names.len(), 10_000);
        let names = HashMap::from([("__wbg_call_12ab".to_owned(), "$a".to_owned())]);
        assert_eq!(rename("x.__wbg_call_12ab(__wbg_call_12abc)", &names), "x.$a(__wbg_call_12abc)");
    }

    #[test]
    fn glue_and_link_module_become_one_script() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nlet wasm;\nexport { initSync, __wbg_init as default };\n";
        let link = "import { initSync } from \"./main.js\";\nconst all = initSync(undefined, undefined);\nexport const load = 1;\n";
        let script = as_script(glue, link).unwrap();
        assert!(!script.contains("import ") && !script.contains("export "), "{script}");
        assert!(script.contains("const all = wasm;") && script.contains("const import1={load};"), "{script}");
        assert!(as_script("let wasm;\n", link).is_err());
    }
}
