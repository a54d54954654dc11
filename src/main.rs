//! The browser's entry.

fn main() {
    tidetable::ui::start();
}
