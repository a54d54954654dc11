// The page's half of the service worker (public/sw.js) and of the search worker, and what else of the browser keeps the app on this
// device. A module of its own, which boot.js loads once the page answers. It carries out; what to say of it and when is the app's.

// The style of what is not on the page when it opens.
const style = { rel: 'stylesheet', integrity: '{{deferred_integrity}}', href: '{{deferred}}' };
const link = Object.assign(document.createElement('link'), style);
const isStyled = new Promise((resolve) => {
  link.onload = link.onerror = resolve;
  setTimeout(resolve, 3000);
});
document.head.append(link);

// Answers once that style is there, can't be had, or takes too long: nothing that it is for comes before it.
export const styled = () => isStyled;

const workers = navigator.serviceWorker;
const data = () => document.getElementById('_app').dataset;
const here = new URL('./', location.href.split(/[?#]/)[0]);
let registration;

// A page that this one stands in is told how high it is (docs/embedding.md); from there one comes to a session in a tab of its own.
if (document.documentElement.dataset.embed !== undefined) {
  const tellHeight = () => parent.postMessage({ tidetable: 'height', height: document.body.scrollHeight }, '*');
  if (parent !== window) new ResizeObserver(tellHeight).observe(document.body);
  addEventListener('click', ({ target }) => {
    const own = target instanceof Element && target.closest('.links a[href^="#"]');
    if (own instanceof HTMLAnchorElement) Object.assign(own, { href: here + own.hash, target: '_blank' });
  }, true);
}

// Asks the worker to do something; its answer, or nothing where there is no worker.
export const ask = (act) => new Promise((answer) => {
  const worker = registration?.active || workers?.controller;
  if (!worker) return answer();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event) => answer(event.data);
  worker.postMessage({ act, version: data().build }, [port2]);
});

// The schedule in use has a cache of its own: it outlives the app's versions.
const scheduleCache = () => caches.open(`tidetable-schedule ${here}`);

// Tells the app a word, once it listens.
/** @type {(word: string) => void} */
let tell = () => {};

// Keeps the app for offline use, and tells the app in a word how that goes: `keeping` at a first visit, then `ready`, `failed`,
// `never` (this browser or this address does not let it), `waiting` where another version waits to be switched to; `installable`,
// `installed` and `ios` (only by hand); `taken-over` when another has; and `worker-failed` where the search worker does not work.
export const keepOffline = async (listener) => {
  tell = listener;
  if (isBroken) tell('worker-failed');
  if (tidetable.prompt) tell('installable');
  addEventListener('beforeinstallprompt', () => tell('installable'));
  addEventListener('appinstalled', () => tell('installed'));
  if (navigator.standalone === false) tell('ios');
  const { worker } = data();
  if (!worker || !workers) return tell('never');
  // A site above this one may have a worker of its own, which stands in for this page's until that is there.
  const isOurs = () => workers.controller?.scriptURL === new URL(worker, here).href;
  let controlled = isOurs();
  workers.addEventListener('controllerchange', () => {
    if (controlled && isOurs()) tell('taken-over');
    controlled = isOurs();
  });
  workers.addEventListener('message', ({ ports }) => ports[0]?.postMessage(data().build));
  workers.startMessages();
  try {
    registration = await workers.register(worker, { updateViaCache: 'none' });
  } catch {
    // No network: what was kept at an earlier visit stands. Or this browser forbids it here.
    registration = await workers.getRegistration().catch(() => {});
    if (!registration) return tell('failed');
  }
  const follow = () => {
    const { installing, waiting, active } = registration;
    if (waiting && active) tell('waiting');
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && registration.active) tell('waiting');
      if (installing.state === 'redundant' && !registration.active) tell('failed');
    });
  };
  registration.addEventListener('updatefound', follow);
  follow();
  if (!registration.active) tell('keeping');
  const look = () => document.hidden || registration.update().catch(() => {});
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  setInterval(look, 3600000);
  await workers.ready;
  tell(await ask('started') ? 'ready' : 'failed');
};

// Switches all pages to the version that waits.
export const accept = () => registration?.waiting?.postMessage({ act: 'accept' });

// Loads the app anew from the network, as at a first visit. Says whether it could: without a network it changes
// nothing. What was picked is not the app's, and stays.
export const reset = async () => {
  const response = await fetch(here, { cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok) return false;
  await (await workers?.getRegistration())?.unregister();
  for (const name of await self.caches?.keys() || []) {
    if (name.startsWith(`tidetable ${here} `)) await caches.delete(name);
  }
  location.reload();
  return true;
};

// The schedule that was in use last: its text, its digest, that of the page's it was taken over under, and the
// server's validators (`ETag`, `Last-Modified`).
export const keptSchedule = async (address) => {
  try {
    const response = await (await scheduleCache()).match(address);
    const header = (name) => response.headers.get(name);
    return [await response.text(), header('x-version'), header('x-page'), header('etag'), header('last-modified')];
  } catch { return []; }
};
export const keepSchedule = async (address, text, ...values) => {
  /** @type {Record<string, string>} */
  const headers = {};
  ['x-version', 'x-page', 'etag', 'last-modified'].forEach((name, at) => {
    if (values[at]) headers[name] = values[at];
  });
  try {
    const cache = await scheduleCache();
    await (text ? cache.put(address, new Response(text, { headers })) : cache.delete(address));
    return true;
  } catch {
    // No room, or no such storage here: one of the site's own is loaded again next time.
    return false;
  }
};

// Hands over the files that a person opens, by their names and their bytes, however they come: chosen in the field for that,
// dropped onto the page, or from the system that the app is installed on. Nothing of files that are larger than so many bytes.
export const followFiles = (largest, take) => {
  const read = async (files) => {
    if (!files.length) return;
    if (files.reduce((sum, { size }) => sum + size, 0) > largest) return take([]);
    // One that can't be read, such as a folder, is none of ours.
    const bytes = async (file) => new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
    take((await Promise.all(files.map(async (file) => [file.name, await bytes(file)]))).flat());
  };
  addEventListener('change', async ({ target }) => {
    if (!(target instanceof HTMLInputElement && target.matches('[data-open]'))) return;
    await read([...target.files]);
    target.value = '';
  });
  // A field for files takes them itself, and a text none.
  const filesOf = ({ target, dataTransfer }) =>
    dataTransfer.types.includes('Files') && !target.closest?.('[type=file]') ? [...dataTransfer.files] : undefined;
  addEventListener('dragover', (event) => filesOf(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    const dropped = filesOf(event);
    if (!dropped) return;
    event.preventDefault();
    read(dropped);
  });
  self.launchQueue?.setConsumer(async ({ files }) => read(await Promise.all(files.map((file) => file.getFile()))));
};

// Sends files to the importer, which is started for that: its response, or nothing where it could not be loaded or takes too long.
export const callImporter = (message) => new Promise((resolve) => {
  const worker = new Worker('{{importer}}', { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  const end = (response) => {
    worker.terminate();
    port1.close();
    resolve(response);
  };
  port1.onmessage = (event) => end(event.data);
  worker.onerror = () => end();
  setTimeout(end, 60000);
  worker.postMessage(message, [port2]);
});

// A picture that the build has not copied is not there: the schedule may be a later one.
document.addEventListener('error', ({ target }) => {
  if (target instanceof HTMLImageElement) target.hidden = true;
}, true);

// The style that the schedule in use makes, where that is not the one that the page came with.
export const paint = (rules) => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  } catch { /* A browser without such sheets shows it without colours of its own. */ }
};

// Sends a request to the search worker: its response, null where it died of it, and nothing where there is no worker. What is
// asked before the worker is given a schedule waits for that.
let given;
const schedule = new Promise((is) => { given = is; });
let worker;
let isBroken = false;
// The schedule it was given last, to be given to one that takes its place.
let load;
// What it was asked and has not answered yet, in order: it answers one after the other.
let waiting = [];

// A worker that dies, or does not answer for so many seconds, gives way to another. What it was asked then is not asked again:
// it may be what it died of. Seconds are counted while the page runs, so that a device that slept does no harm; a long schedule
// may take longer.
const PATIENCE = 10;
const patience = (request) => PATIENCE + (request === load ? request.message.length / 100000 : 0);
const respond = (request, response) => {
  waiting = waiting.filter((other) => other !== request);
  request.port.close();
  request.resolve(response);
};
const giveUp = () => {
  isBroken = true;
  worker?.terminate();
  waiting.forEach((request) => respond(request));
  tell('worker-failed');
};
const post = (request) => {
  const { port1, port2 } = new MessageChannel();
  request.port = port1;
  request.seconds = 0;
  port1.onmessage = ({ data: response }) => {
    if (request === load) load.failures = 0;
    respond(request, response);
  };
  waiting.push(request);
  worker.postMessage(request.message, [port2]);
};
const startWorker = () => {
  worker = new Worker('{{search_worker}}', { type: 'module' });
  worker.onerror = replaceWorker;
};
const replaceWorker = () => {
  if (isBroken) return;
  worker.terminate();
  const [fatal] = waiting;
  const isAsked = fatal && fatal !== load;
  if (isAsked) respond(fatal, null);
  // To be given the schedule is all that is tried once more.
  if (!load || !isAsked && ++load.failures > 1) return giveUp();
  const others = waiting.filter((request) => request !== load);
  waiting = [];
  try {
    startWorker();
    post(load);
    others.forEach(post);
  } catch { giveUp(); }
};
setInterval(() => {
  const [first] = waiting;
  if (first && ++first.seconds > patience(first)) replaceWorker();
}, 1000);
export const callWorker = async (message, isLoad) => {
  if (isLoad) given();
  else await schedule;
  if (isBroken) return;
  return new Promise((resolve) => {
    const request = { message, resolve, failures: 0 };
    if (isLoad) load = request;
    try {
      if (!worker) startWorker();
      post(request);
    } catch {
      resolve();
      giveUp();
    }
  });
};

export const install = () => tidetable.prompt?.prompt();

// Whether what is stored here may be cleared when room runs out; asks the browser not to, if it is to.
export const evictable = async (asking) => {
  const { storage } = navigator;
  try {
    return !(await storage.persisted() || asking && await storage.persist());
  } catch { return false; }
};

// Once for each, in whatever tab.
export const notifyOnce = async (title, body, tag, url) => {
  const key = `tidetable/${data().conference}/reminded`;
  const once = async () => {
    let told = [];
    try { told = JSON.parse(localStorage.getItem(key)) || []; } catch { /* None is known. */ }
    if (told.includes(tag)) return;
    try { localStorage.setItem(key, JSON.stringify([...told, tag].slice(-200))); } catch { return; }
    // Where there is a service worker it shows them: not every browser lets a page.
    const keeper = workers?.controller && await workers.ready;
    if (keeper) await keeper.showNotification(title, { body, tag, data: { url } });
    else new Notification(title, { body, tag });
  };
  await (navigator.locks ? navigator.locks.request(key, once) : once());
};
