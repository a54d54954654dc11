//! Build script: the linker drops all names and debug information from the wasm (a third of its bytes), but must keep
//! the one section that wasm-bindgen reads, which `strip = true` alone would drop too.

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--keep-section=target_features");
    }
}
