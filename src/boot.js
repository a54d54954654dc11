// What must happen before the app is there: inlined into the page. This, offline.js, worker.js and the service worker are
// the only scripts that are not Rust.
window.tidetable = (() => {
  const root = document.documentElement;
  const app = () => document.getElementById('_app');
  const kept = (name) => { try { return localStorage.getItem('tidetable/' + name) } catch { return null } };
  const keep = (name, value) => { try { localStorage.setItem('tidetable/' + name, value) } catch { /* Then not. */ } };

  // What an event is about, or the nearest element around it, that a selector is for.
  /** @type {(event: Event, selector: string) => any} */
  const pressed = ({ target }, selector) => target instanceof Element ? target.closest(selector) : null;

  // The app's part of the page is there; of a large conference more comes behind it, for browsers without scripts.
  let shellParsed;
  const page = new Promise((ready) => { shellParsed = ready; });

  // The style of a view is there before the view is.
  const query = new URLSearchParams(location.search);
  root.dataset.view = query.get('view') || '';

  // In another page the list stands alone, without what changes anything: a page of another origin could lay it under a press that is meant
  // for something else.
  let isEmbedded = query.has('embed');
  try { isEmbedded ||= !top.location.href } catch { isEmbedded = true }
  if (isEmbedded) root.dataset.embed = '';

  // The first paint does not wait for what is out of sight, unless the address or an earlier visit leads there.
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  if (!location.hash && navigation?.type === 'navigate') {
    root.dataset.unpainted = '';
    page.then(() => requestAnimationFrame(() => setTimeout(() => delete root.dataset.unpainted)));
  }

  // What is not needed before the page answers. Where it can't be loaded, nothing of it is done.
  let loading;
  const offline = () => loading ||= import(app().dataset.offline).catch(() => ({}));

  // The manifest is not fetched before the page answers: nothing that is looked at needs it.
  const manifest = document.querySelector('[rel=manifest]');
  manifest.remove();

  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    tidetable.prompt = event;
  });

  // A theme, `light` or `dark`, or the system's. What the browser paints around the page follows.
  const paintTheme = (theme) => {
    root.dataset.theme = theme;
    const colors = /** @type {NodeListOf<HTMLMetaElement>} */ (document.querySelectorAll('[name=theme-color]'));
    ['light', 'dark'].forEach((scheme, at) => {
      colors[at].media = !theme ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? 'all' : 'not all';
    });
  };
  // The one chosen by hand, before the first paint.
  const theme = kept('theme');
  if (theme === 'light' || theme === 'dark') paintTheme(theme);

  // The language of the page: the one chosen by hand, else the first of the browser's that there is a page in.
  const languageOf = (tag) => (tag || '').split('-')[0];
  const pages = {};
  /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[lang]')).forEach((link) => {
    pages[languageOf(link.lang)] = link.getAttribute('href');
  });
  const pageIn = (tag) => pages[languageOf(tag)] + location.search + location.hash;
  const here = root.lang;
  const wanted = [kept('language'), ...navigator.languages, here].find((tag) => pages[languageOf(tag)]);
  const isLeaving = languageOf(wanted) !== languageOf(here);
  if (isLeaving) location.replace(pageIn(wanted));
  // Its link takes the address along, however it is followed.
  const leadToOther = (event) => {
    const link = pressed(event, 'a[hreflang]');
    if (link) link.href = pageIn(link.hreflang);
    return link;
  };
  for (const type of ['pointerdown', 'focusin', 'contextmenu']) addEventListener(type, leadToOther);
  addEventListener('click', (event) => {
    const link = leadToOther(event);
    if (link) keep('language', link.hreflang);
  });

  // A word that an input method composes is typed when that has come to its end.
  addEventListener('compositionend', ({ target }) => target.dispatchEvent(new Event('input', { bubbles: true })));

  // Whether somebody else has written into the app's part of the page, as a browser's translation does.
  let isTouched = false;
  const touches = new MutationObserver(() => { isTouched = true; });

  // Presses and typing before the app answers: shown where they can be, and carried out by `markInteractive`. Kept by id, since
  // the app may replace the nodes.
  let early = [];
  const keepEarly = (event) => {
    const { type, target } = event;
    const pick = type === 'click' && pressed(event, 'button[aria-pressed]');
    if (pick) {
      pick.setAttribute('aria-pressed', pick.getAttribute('aria-pressed') !== 'true');
      early.push({ id: pick.closest('article').id });
    } else if (type === 'input' && target.id) {
      early = early.filter(({ id }) => id !== target.id);
      early.push({ id: target.id, value: target.value, checked: target.checked });
    }
  };
  addEventListener('click', keepEarly, true);
  addEventListener('input', keepEarly, true);

  // The agenda's tools that were pressed before they were there.
  const asked = new Set();
  const keepAsked = (event) => {
    const { tool } = pressed(event, '[data-tool]')?.dataset || {};
    if (tool) asked.add(tool);
  };
  addEventListener('click', keepAsked, true);

  // Single keys that were pressed before the app listens to them.
  const earlyKeys = [];
  const keepKey = (event) => {
    const { key, ctrlKey, altKey, metaKey } = event;
    const isTyped = pressed(event, 'input:not([type=radio], [type=checkbox]), select, textarea');
    if (key.length > 1 || key === ' ' || ctrlKey || altKey || metaKey || isTyped || kept('keys') === 'off') return;
    earlyKeys.push(key);
    // A search of the browser's own would take what is typed next.
    if (key === '/') event.preventDefault();
  };
  addEventListener('keydown', keepKey);

  // Tells what went wrong, outside the app, with buttons; the promise is kept with the label of the one that is pressed.
  const words = () => document.getElementById('_trouble').dataset;
  const errorBanner = (text, ...labels) => new Promise((choose) => {
    const place = document.getElementById('_trouble');
    const buttons = labels.map((label) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.onclick = () => { place.hidden = true; choose(label); };
      return button;
    });
    place.replaceChildren(text, ' ', ...buttons);
    place.hidden = false;
  });

  // How many starts of this version came to nothing since one that worked, this one included until it answers. A page that
  // is left before is none of them.
  let starts = 0;
  let isInteractive = false;
  const count = (number) => keep(app().dataset.conference + '/starts', app().dataset.build + ' ' + number);
  const leave = () => count(starts - 1);

  // After two the version gives way to one that worked; where there is none, the app can be loaded anew.
  const rollBack = async () => starts > 1 && await (await offline()).ask?.('fail') && (location.reload(), true);
  const fail = async (error) => {
    console.error(error);
    await page;
    removeEventListener('pagehide', leave);
    if (!isInteractive && await rollBack()) return;
    const { startFailed, failedAgain, broke, reload, reset, noNetwork } = words();
    let text = error instanceof WebAssembly.RuntimeError ? broke : startFailed;
    if (isInteractive || starts < 2) {
      await errorBanner(text, reload);
      return location.reload();
    }
    for (text = failedAgain; await errorBanner(text, reload, reset) === reset; text = noNetwork) {
      if (await (await offline()).reset?.()) return;
    }
    location.reload();
  };
  // A panic is a trap of the wasm. It leaves the page as it stands, readable, but answering no more.
  addEventListener('error', ({ error }) => { if (error instanceof WebAssembly.RuntimeError) fail(error) });
  addEventListener('unhandledrejection', ({ reason }) => { if (reason instanceof WebAssembly.RuntimeError) fail(reason) });

  return {
    // Loads the app, once there is a page for it.
    start: (wasm) => {
      if (isLeaving) return;
      // The first use of Intl takes some 65 ms on a slow phone: better between the first paint and the wasm, and in halves.
      page.then(() => setTimeout(() => {
        'a'.localeCompare('b');
        setTimeout(() => new Intl.DateTimeFormat(undefined, { hour: 'numeric' }));
      }, 200));
      page.then(async () => {
        const [build, before] = (kept(app().dataset.conference + '/starts') || '').split(' ');
        starts = (build === app().dataset.build ? +before : 0) + 1;
        if (starts > 2 && await rollBack()) return new Promise(() => {});
        count(starts);
        addEventListener('pagehide', leave);
        const { integrity } = /** @type {HTMLElement} */ (document.querySelector('[as=fetch]')).dataset;
        // The glue that wasm-bindgen wrote is in the page, behind the app.
        await wasm_bindgen({ module_or_path: fetch(wasm, { integrity }) });
      }).catch(fail);
    },

    // The part of the app that the first answer does not need. Where it can't be fetched the app says so, and tries again.
    chunk: async (address, integrity) => {
      const response = await fetch(address, { integrity });
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      // Whatever a host says that it is.
      return new Response(response.body, { headers: { 'content-type': 'application/wasm' } });
    },

    // The app's part of the page is there: what was picked at earlier visits is shown before the app is.
    onShellParsed: () => {
      shellParsed();
      touches.observe(app(), { childList: true, characterData: true, subtree: true });
      try {
        const { picks } = JSON.parse(kept(app().dataset.conference + '/agenda'));
        for (const id in picks) {
          if (picks[id].picked) document.getElementById(id)?.querySelector('[aria-pressed]')?.setAttribute('aria-pressed', 'true');
        }
      } catch { /* No record, or one that the app will have to say something about. */ }
    },

    // The app answers now.
    markInteractive: () => {
      removeEventListener('click', keepEarly, true);
      removeEventListener('input', keepEarly, true);
      // Where there is little room the filters were only hidden, since to ask for the room delays the first paint. Who
      // pressed them since wants the other.
      const filters = /** @type {HTMLDetailsElement | null} */ (document.getElementById('_filters'));
      if (filters && !filters.dataset.ready) {
        filters.open = (matchMedia('(min-width: 1100px)').matches && root.dataset.view !== 'grid') === filters.open;
        filters.dataset.ready = '';
      }
      for (const { id, value, checked } of early.splice(0)) {
        const element = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
        if (value === undefined) {
          /** @type {HTMLElement | null} */ (element?.querySelector('button[aria-pressed]'))?.click();
        } else if (element) {
          element.value = value;
          element.checked = checked;
          for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
        }
      }
      isInteractive = true;
      performance.mark('tidetable:interactive');
      document.head.append(manifest);
      count(0);
      removeEventListener('pagehide', leave);
      offline();
    },

    // Asked once, before the app takes the page over.
    isTouched: () => {
      isTouched ||= touches.takeRecords().length > 0;
      touches.disconnect();
      return isTouched;
    },

    errorBanner,
    paintTheme,
    pause: () => new Promise((go) => setTimeout(go)),

    // Calls a function of offline.js.
    offline: async (name, values) => (await offline())[name]?.(...values),

    // The tools are there: those that were pressed are pressed again.
    pressTools: () => {
      removeEventListener('click', keepAsked, true);
      for (const tool of asked) /** @type {HTMLElement | null} */ (document.querySelector(`[data-tool="${tool}"]`))?.click();
    },

    // The app listens to keys: those that were pressed are pressed again, and typed where that has led to a field.
    pressKeys: () => {
      removeEventListener('keydown', keepKey);
      for (const key of earlyKeys) {
        const focused = document.activeElement;
        if (focused instanceof HTMLInputElement && focused.type === 'search') {
          focused.value += key;
          focused.dispatchEvent(new Event('input', { bubbles: true }));
        } else focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      }
    },

    // As `errorBanner`, done too when the network is back.
    errorBannerOrOnline: async (text, label) => {
      const online = new Promise((back) => addEventListener('online', back, { once: true }));
      await Promise.race([errorBanner(text, label), online]);
      document.getElementById('_trouble').hidden = true;
    }
  }
})();
