//! What a page holds.

use serde_json::json;

use crate::browser::Browser;

/// From now on notes the wasm memories of the pages that are opened. To look for them among all objects of a page makes Chromium's
/// tab crash since there are two instances with one memory.
pub async fn watch(browser: &Browser) {
    let source = "window.memories = new Set();
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (message, ...rest) {
            // What a worker is asked first is to take over the schedule.
            window.loading ??= message.slice();
            postMessage.call(this, message, ...rest);
        };
        for (const name of ['instantiate', 'instantiateStreaming']) {
            const real = WebAssembly[name];
            WebAssembly[name] = async (...values) => {
                const made = await real.apply(WebAssembly, values);
                const { memory } = (made.instance || made).exports;
                if (memory) memories.add(memory);
                return made;
            };
        }";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
}

/// The page's JS heap and its wasm, and the worker's wasm, in megabytes. In Chromium only, and once in a page: the worker's
/// program is run again in it, so that its memory is among the page's.
pub async fn with_worker(browser: &Browser) -> f64 {
    let load = "const [done] = arguments;
        (async () => {
            const app = document.getElementById('_app').dataset;
            const offline = await (await fetch(app.offline)).text();
            const start = await (await fetch(offline.match(/\\.\\/start-worker-\\w+\\.js/)[0])).text();
            const [, glue] = start.match(/from ['\"](.*?)['\"]/);
            const [, wasm] = start.match(/URL\\(['\"](.*?)['\"]/);
            const { default: run } = await import(new URL(glue, location.href));
            await run({ module_or_path: new URL(wasm, location.href) });
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done(true);
            self.onmessage({ data: loading, ports: [port2] });
        })()";
    browser.client.execute_async(load, vec![]).await.expect("it runs");
    of_page(browser).await
}

/// The page's JS heap and its wasm, in megabytes, of a page that was opened after [`watch`]. In Chromium only.
pub async fn of_page(browser: &Browser) -> f64 {
    browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
    let heap =
        browser.devtools("Runtime.getHeapUsage", json!({})).await["usedSize"].as_f64().unwrap_or(f64::NAN);
    let sum = "return [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)";
    let wasm = browser.run(sum).await.as_f64().unwrap_or(f64::NAN);
    (heap + wasm) / 1e6
}
