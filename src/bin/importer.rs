//! The program that reads what a person opens, in a worker of its own: files as organisers publish them, in whatever form. It is loaded
//! when one is opened. It answers the first message it gets, an `ImportRequest`, with a `Result<ImportResponse, ImportFailure>`, through the
//! port that comes with it.

use tidetable::{
    browser::worker,
    import,
    protocol::{ImportFailure, ImportRequest},
};

fn main() {
    worker::respond(|message| {
        let request: Option<ImportRequest> = tidetable::protocol::decode(message);
        request.map_or(Err(ImportFailure::Broken), import::open)
    });
}
