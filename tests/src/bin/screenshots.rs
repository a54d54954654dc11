//! Takes the pictures of the page that the README shows and the suite compares it with, into `tests/screenshots/`.

use std::process::ExitCode;

use tidetable_tests::shots::SHOTS;

#[tokio::main]
async fn main() -> ExitCode {
    for shot in SHOTS {
        if let Err(error) = std::fs::write(shot.path(), shot.take().await) {
            eprintln!("{}: {error}", shot.path().display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
