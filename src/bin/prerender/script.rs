//! Scripts made smaller.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

use super::Failure;

/// What a script is to the browser: in a classic one what stands at the top is global, and keeps its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Classic,
    Module,
}

/// The same script with short local names and without what is never reached.
///
/// # Errors
/// Where it is none.
pub fn minified(script: &str, kind: Kind) -> Result<String, Failure> {
    let allocator = Allocator::default();
    let source_type = match kind {
        Kind::Classic => SourceType::cjs().with_script(true),
        Kind::Module => SourceType::mjs(),
    };
    let parsed = Parser::new(&allocator, script, source_type).parse();
    if let Some(error) = parsed.diagnostics.first() {
        return Err(format!("a script can't be read: {error}").into());
    }
    let mut program = parsed.program;
    let compress = Some(CompressOptions::smallest());
    let options =
        MinifierOptions { mangle: Some(Default::default()), compress, ..MinifierOptions::default() };
    let scoping = Minifier::new(options).minify(&allocator, &mut program).scoping;
    Ok(Codegen::new().with_options(CodegenOptions::minify()).with_scoping(scoping).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_global_or_exported_keeps_its_name() {
        let classic =
            minified("let page = (() => { const first = 1; return first + 1; })();", Kind::Classic).unwrap();
        assert!(classic.starts_with("let page="), "{classic}");
        let module =
            minified("const unused = 1; export const find = (word) => word.length;", Kind::Module).unwrap();
        assert!(module.contains("as find") || module.contains("find="), "{module}");
        assert!(!module.contains("unused") && !module.contains("word"), "{module}");
        assert!(minified("let = ;", Kind::Classic).is_err());
    }
}
