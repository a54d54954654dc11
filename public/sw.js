// The service worker: keeps the files of one version of the app, whole, and serves those. Which schedule is in use, and
// when to switch to a waiting version, is the page's to decide (src/offline.js).

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

// Filled in by the prerender step, from the final bytes.
const VERSION = '{{version}}';
// The SHA-256 of each file, in Base64, by its path. The schedule has none: it changes on the server without a new version.
/** @type {any} An object, once it is filled in. */
const FILES = '{{files}}';
// The same of files that few need: each is kept once it was asked for.
/** @type {any} */
const ON_DEMAND = '{{on_demand}}';
const DIGESTS = { ...FILES, ...ON_DEMAND };

const SCOPE = worker.registration.scope;
// Another site below another path of this host has caches of its own.
const OURS = `tidetable ${SCOPE} `;
const NAME = OURS + VERSION;
// The pages, each with what is said where nothing kept of it is whole and there is no network.
const PAGES = new Map(Object.entries('{{pages}}'));
const DIGEST = 'x-tidetable-sha256';
// Marks in a version's cache, under addresses that are never served.
const HEALTHY = SCOPE + '?worked';
const INSTEAD = SCOPE + '?instead';

const address = (path) => new URL(path, SCOPE).href;
const sha256 = async (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
const others = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
const mark = async (name, which) => caches.match(which, { cacheName: name });

// A kept file, where its bytes are those that were kept, and, where it matters which, those of that digest.
const matchVerified = async (name, path, digest) => {
  const response = await caches.match(address(path), { cacheName: name });
  const expected = digest || response?.headers.get(DIGEST);
  if (response && await sha256(await response.clone().arrayBuffer()) === expected) return response;
};

// Keeps a file of this version: from what is kept already, else from the network.
const precacheFile = async (path) => {
  const digest = DIGESTS[path];
  if (await matchVerified(NAME, path, digest)) return;
  const cache = await caches.open(NAME);
  for (const name of digest ? await others() : []) {
    const same = await matchVerified(name, path, digest);
    if (same) return cache.put(address(path), same);
  }
  /** @type {RequestCache[]} */
  const modes = digest ? ['default', 'reload'] : ['no-cache'];
  for (const mode of modes) {
    const response = await fetch(address(path), { cache: mode });
    const bytes = await response.arrayBuffer();
    const found = await sha256(bytes);
    if (response.ok && found === (digest || found)) {
      // `no-cache`: nothing but this worker is to decide what is served under an address.
      const type = response.headers.get('content-type') || '';
      const headers = { 'content-type': type, 'cache-control': 'no-cache', [DIGEST]: found };
      for (const name of ['etag', 'last-modified']) {
        if (response.headers.has(name)) headers[name] = response.headers.get(name);
      }
      return cache.put(address(path), new Response(bytes, { headers }));
    }
  }
  throw new Error(`${path} is not the file of version ${VERSION}`);
};
const precache = async () => {
  const few = Object.keys(ON_DEMAND);
  // Who asked for one in another version will need them in this one.
  const kept = await Promise.all(few.map((path) => caches.match(address(path))));
  return Promise.all([...Object.keys(FILES), ...kept.some(Boolean) ? few : []].map(precacheFile));
};

worker.addEventListener('install', (event) => event.waitUntil(precache().catch(async (error) => {
  await caches.delete(NAME);
  throw error;
})));

worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

// The cache of the version to serve: another than this one after it failed to start.
/** @type {string | Promise<string | undefined>} */
let instead = mark(NAME, INSTEAD).then((response) => response?.text());

const serve = async (path, request) => {
  const chosen = await instead || NAME;
  // Where it can't be kept, it may still be served.
  if (chosen === NAME && path in ON_DEMAND) await precacheFile(path).catch(() => {});
  const response = await matchVerified(chosen, path, chosen === NAME && DIGESTS[path]);
  if (response) return response;
  const elsewhere = async (serves) => {
    for (const name of await others()) {
      const other = await serves(name) && await matchVerified(name, path);
      if (other) return other;
    }
  };
  // A page that an earlier version opened still asks for that version's files.
  const earlier = path in DIGESTS ? undefined : await elsewhere(() => true);
  if (earlier) return earlier;
  try {
    return await fetch(request);
  } catch (error) {
    if (!PAGES.has(path)) throw error;
    return await elsewhere((name) => mark(name, HEALTHY))
      || new Response(PAGES.get(path), { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  }
};

// A conference's pictures are of no version: those that were seen are there without a network, too.
const serveImage = async (request) => {
  const kept = await caches.open(`tidetable-images ${SCOPE}`);
  try {
    const response = await fetch(request);
    if (response.ok) await kept.put(request, response.clone());
    return response;
  } catch (error) {
    const before = await kept.match(request);
    if (before) return before;
    throw error;
  }
};

// Of a landing page (src/view/landing.rs) the place in the app: who has that is led into it. Nothing of any other path.
const inApp = (path) => {
  const [, kind, name] = path.match(/^(s|speakers)\/([^/]+)\/(?:index\.html)?$/) || [];
  return name && `${SCOPE}#${kind === 's' ? '' : 'speaker='}${name.replace(/~|%7e/gi, '%')}`;
};

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { href } = new URL(request.url);
  // `no-store` is how the page asks the network itself.
  if (request.method !== 'GET' || !href.startsWith(SCOPE) || request.cache === 'no-store') return;
  const [name, query] = href.slice(SCOPE.length).split('#')[0].split('?');
  const path = name === '' || name === 'index.html' ? './' : name;
  if (path.startsWith('images/')) return event.respondWith(serveImage(request));
  const place = request.mode === 'navigate' && inApp(path);
  if (place) return event.respondWith(Response.redirect(place));
  if (PAGES.has(path)) {
    if (request.mode === 'navigate') event.respondWith(serve(path, request));
  } else if (query === undefined) {
    event.respondWith(serve(path, request));
  }
});

// Asks a page which version it is of; nothing where it does not say within a second.
const versionOf = (client) => new Promise((answer) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => answer(data);
  client.postMessage('version', [port2]);
  setTimeout(answer, 1000);
});

// Lets go of the other versions once this one has worked and no page is of another.
const cleanUp = async () => {
  if (worker.registration.installing || worker.registration.waiting || !await mark(NAME, HEALTHY)) return;
  const names = await others();
  const all = await worker.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const versions = await Promise.all(all.filter(({ url }) => url.startsWith(SCOPE)).map(versionOf));
  if (versions.every((version) => version === VERSION)) await Promise.all(names.map((name) => caches.delete(name)));
};

const ACTS = {
  // A page waits no longer for this version.
  accept: () => worker.skipWaiting(),

  // A page of some version answers. Says whether all files of this version are kept, after mending what was not.
  started: async (version) => {
    if (await caches.has(OURS + version)) {
      await (await caches.open(OURS + version)).put(HEALTHY, new Response());
    }
    await cleanUp();
    return precache().then(() => true, () => false);
  },

  // A page's version does not start. Where that is this one, and another did start, the other is served from now on: says
  // whether.
  fail: async (version) => {
    for (const name of version === VERSION ? await others() : []) {
      if (await mark(name, HEALTHY)) {
        await (await caches.open(NAME)).put(INSTEAD, new Response(name));
        instead = name;
        return true;
      }
    }
    return false;
  },
};

worker.addEventListener('message', (event) => {
  const { act, version } = event.data;
  event.waitUntil(ACTS[act](version).then((answer) => event.ports[0]?.postMessage(answer)));
});

// A reminder that is pressed leads to its session.
worker.addEventListener('notificationclick', (event) => {
  const { url } = event.notification.data;
  event.notification.close();
  event.waitUntil(worker.clients.matchAll({ type: 'window' }).then(async ([page]) => {
    if (!page) return worker.clients.openWindow(url);
    await page.focus();
    await page.navigate(url);
  }));
});
