//! Build script: what the wasm has to hold for the prerender step, which cuts it in two.

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        // Which function uses which.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
