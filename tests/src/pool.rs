//! Browsers that are set up as most are, for one test after another: to start one takes longer than most tests. Each test has a
//! tab of its own (in WebKitGTK the one tab after another test), and a server at a port that no other has, so that nothing that a page
//! stores is there in the next.

use std::sync::{LazyLock, Mutex, PoisonError};

use fantoccini::{Client, error::CmdError};
use tokio::runtime::Runtime;

use crate::{
    browser::Setup,
    engine::{self, Driver, Engine},
};

/// The browsers that no test has at the moment.
static IDLE: Mutex<Vec<(Driver, Client)>> = Mutex::new(Vec::new());

/// What a browser is talked to in: it outlives the test, and so the test's own runtime.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    runtime.expect("threads can be started")
});

/// A browser with an empty tab.
pub async fn take() -> (Driver, Client) {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    match idle {
        Some(idle) => idle,
        None => {
            let started = RUNTIME.spawn(async { engine::start(&Setup::default()).await });
            started.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
        }
    }
}

/// Takes a browser back. One that does not do as it is told ends.
pub async fn give_back(driver: Driver, client: Client) {
    let renewed = match Engine::tested() {
        Engine::WebKit => empty(&client).await,
        _ => renew(&client).await.map(|()| true),
    };
    if renewed.is_ok_and(|is_renewed| is_renewed) {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push((driver, client));
    } else {
        let _ = client.close().await;
    }
}

/// Leaves the page that a test had open, in the only tab; false where there are more: WebKitGTK's browser has a bar of tabs once it had
/// two, and its driver then misses what it is to press.
async fn empty(client: &Client) -> Result<bool, CmdError> {
    let is_alone = client.windows().await?.len() == 1;
    client.goto("about:blank").await?;
    Ok(is_alone)
}

/// Closes all that a test had open, with what it had the browser pretend there. Another tab is opened first: with the last the
/// browser would end.
async fn renew(client: &Client) -> Result<(), CmdError> {
    let new = client.new_window(true).await?.handle;
    for window in client.windows().await? {
        if window != new {
            client.switch_to_window(window).await?;
            client.close_window().await?;
        }
    }
    client.switch_to_window(new).await
}
