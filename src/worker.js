// Starts the program that works beside the page (src/bin/worker.rs). It takes the messages over; those that come before
// that are kept for it.
import start from './{{glue}}';

const early = [];
self.onmessage = (event) => early.push(event);
// It is named by the address of its words, where these are not English.
self.words = self.name && await (await fetch(self.name)).text();
start({ module_or_path: fetch(new URL('./{{wasm}}', import.meta.url), { integrity: '{{wasm_integrity}}' }) })
  .then(() => early.forEach((event) => self.onmessage(event)));
