//! Serves a built folder on this machine: `serve FOLDER PORT`.

use std::{path::PathBuf, process::ExitCode};

use tidetable_tests::site::Site;

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "dist".into()));
    let Some(port) = arguments.next().map_or(Some(8080), |port| port.parse().ok()) else {
        eprintln!("serve FOLDER PORT: the port is a number up to 65535");
        return ExitCode::FAILURE;
    };
    match Site::serve(&folder, "/", port).await {
        Ok(site) => {
            println!("Tidetable is at {}  (Ctrl+C stops it)", site.address);
            site.run().await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Port {port} can't be used ({error}). Another one: make serve PORT=8081");
            ExitCode::FAILURE
        }
    }
}
