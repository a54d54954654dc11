//! What a page holds.

use serde_json::json;

use crate::browser::Browser;

/// The page's JS heap and its wasm, and the worker's wasm, in megabytes. In Chromium only, and once in a page: the worker's
/// program is run again in it, so that its memory is among the page's.
pub async fn with_worker(browser: &Browser) -> f64 {
    let load = "const [done] = arguments;
        (async () => {
            const app = document.getElementById('_app').dataset;
            const offline = await (await fetch(app.offline)).text();
            const start = await (await fetch(offline.match(/\\.\\/beside-\\w+\\.js/)[0])).text();
            const [, glue] = start.match(/from ['\"](.*?)['\"]/);
            const [, wasm] = start.match(/URL\\(['\"](.*?)['\"]/);
            const { default: run } = await import(new URL(glue, location.href));
            await run({ module_or_path: new URL(wasm, location.href) });
            const file = await (await fetch(app.schedule)).text();
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done(true);
            self.onmessage({ data: ['load', file, ' ' + app.venue], ports: [port2] });
        })()";
    browser.client.execute_async(load, vec![]).await.expect("it runs");
    of_page(browser).await
}

/// The page's JS heap and its wasm, in megabytes. In Chromium only.
pub async fn of_page(browser: &Browser) -> f64 {
    browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
    let heap =
        browser.devtools("Runtime.getHeapUsage", json!({})).await["usedSize"].as_f64().unwrap_or(f64::NAN);
    let prototype = json!({ "expression": "WebAssembly.Memory.prototype" });
    let prototype = browser.devtools("Runtime.evaluate", prototype).await["result"]["objectId"].clone();
    let all = browser.devtools("Runtime.queryObjects", json!({ "prototypeObjectId": prototype })).await;
    let sum = json!({
        "objectId": all["objects"]["objectId"], "returnByValue": true,
        "functionDeclaration": "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
    });
    let wasm =
        browser.devtools("Runtime.callFunctionOn", sum).await["result"]["value"].as_f64().unwrap_or(f64::NAN);
    (heap + wasm) / 1e6
}
