// Starts a program that works in a thread of its own (src/bin/worker.rs, src/bin/importer.rs). It takes the messages over; those that come before that are kept for it.
// @ts-expect-error: the build writes it.
import start from './{{glue}}';

const early = [];
self.onmessage = (event) => early.push(event);
start({ module_or_path: fetch(new URL('./{{wasm}}', import.meta.url), { integrity: '{{wasm_integrity}}' }) })
  .then(() => early.forEach((event) => self.onmessage(event)));
