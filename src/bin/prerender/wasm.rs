//! A wasm module as bytes (WebAssembly core specification, section 5): as much of the format as it takes to shorten one.

use std::collections::HashMap;

/// What comes before the sections (section 5.5.16).
const PREAMBLE: usize = 8;

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The kind of an import that is a function.
const FUNCTION: u8 = 0;

/// What wasm-bindgen's names of imports and exports begin with. They end with digests, which do not compress, and the glue
/// repeats each.
const GENERATED: [&str; 2] = ["__wb", "wasm_bindgen__"];

/// The module without its name section (section 7.4.1), its generated names of imports and exports replaced by short ones,
/// which are returned by the old. Nothing where a section can't be read.
pub fn shorten(module: &[u8]) -> Option<(Vec<u8>, HashMap<String, String>)> {
    let mut out = module.get(..PREAMBLE)?.to_vec();
    let mut names = HashMap::new();
    let mut rest = Bytes(&module[PREAMBLE..]);
    while let Some(id) = rest.byte() {
        let size = rest.number()?;
        let content = rest.take(size)?;
        let content = match id {
            CUSTOM if content.starts_with(b"\x04name") => continue,
            IMPORTS => renamed(
                content,
                &mut names,
                |bytes, out| {
                    out.extend(name(bytes.name()?));
                    Some(())
                },
                |bytes| (bytes.byte()? == FUNCTION).then(|| bytes.number())?,
            )?,
            EXPORTS => renamed(
                content,
                &mut names,
                |_, _| Some(()),
                |bytes| bytes.byte().and_then(|_| bytes.number()),
            )?,
            _ => content.to_vec(),
        };
        out.push(id);
        out.extend(number(content.len()));
        out.extend(content);
    }
    Some((out, names))
}

/// A list of imports or exports with other names: what stands before a name is copied by `before`, what stands behind it is
/// passed over by `after` and copied.
fn renamed(
    content: &[u8],
    names: &mut HashMap<String, String>,
    before: impl Fn(&mut Bytes, &mut Vec<u8>) -> Option<()>,
    after: impl Fn(&mut Bytes) -> Option<usize>,
) -> Option<Vec<u8>> {
    let mut bytes = Bytes(content);
    let count = bytes.number()?;
    let mut out = number(count);
    for _ in 0..count {
        before(&mut bytes, &mut out)?;
        let old = std::str::from_utf8(bytes.name()?).ok()?;
        let next = names.len();
        let new = if GENERATED.iter().any(|start| old.starts_with(start)) {
            names.entry(old.to_owned()).or_insert_with(|| short(next)).clone()
        } else {
            old.to_owned()
        };
        out.extend(name(new.as_bytes()));
        let behind = bytes.0;
        after(&mut bytes)?;
        out.extend_from_slice(&behind[..behind.len() - bytes.0.len()]);
    }
    bytes.0.is_empty().then_some(out)
}

/// The how-manieth short name: no word of the glue's own begins so.
fn short(number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::from("$");
    let mut rest = number + 1;
    while rest > 0 {
        name.push(LETTERS[(rest - 1) % LETTERS.len()] as char);
        rest = (rest - 1) / LETTERS.len();
    }
    name
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned number of variable length (section 5.2.2).
    fn number(&mut self) -> Option<usize> {
        let length = self.0.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
        let bytes = self.take(length)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 7 | usize::from(byte & 0x7f)))
    }

    /// A name (section 5.2.4).
    fn name(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }
}

fn number(mut number: usize) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}

fn name(name: &[u8]) -> Vec<u8> {
    let mut out = number(name.len());
    out.extend_from_slice(name);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_written() {
        for value in [0, 1, 127, 128, 16_383, 16_384, 4_294_967_295] {
            assert_eq!(Bytes(&number(value)).number(), Some(value));
        }
    }

    #[test]
    fn short_names_differ() {
        let names: std::collections::HashSet<_> = (0..10_000).map(short).collect();
        assert_eq!(names.len(), 10_000);
    }

    #[test]
    fn generated_names_are_shortened_and_others_stay() {
        let section = |id: u8, content: &[u8]| [&[id, content.len() as u8], content].concat();
        let imports = [&[1][..], &name(b"./a.js"), &name(b"__wbg_call_12ab"), &[FUNCTION, 3]].concat();
        let exports = [&[2][..], &name(b"memory"), &[2, 0], &name(b"__wbindgen_start"), &[0, 7]].concat();
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            &section(IMPORTS, &imports),
            &section(EXPORTS, &exports),
            &section(CUSTOM, b"\x04name.."),
        ];
        let (out, names) = shorten(&module.concat()).unwrap();
        let imports = [&[1][..], &name(b"./a.js"), &name(b"$a"), &[FUNCTION, 3]].concat();
        let exports = [&[2][..], &name(b"memory"), &[2, 0], &name(b"$b"), &[0, 7]].concat();
        assert_eq!(
            out,
            [&b"\0asm\x01\0\0\0"[..], &section(IMPORTS, &imports), &section(EXPORTS, &exports)].concat()
        );
        assert_eq!(names["__wbg_call_12ab"], "$a");
        assert_eq!(shorten(b"\0asm\x01\0\0\0\x02\x05\x01"), None);
    }
}
