// Carries out what is done with an agenda, between the page, the worker (src/ui/desk.rs) and the browser. It is added to
// offline.js by the build, and so loaded once the page answers. What is to be done is the worker's to say, as a list of
// effects; what becomes of the agenda is the page's.
const byId = (id) => document.getElementById(id);
let deskState;
let deskApply;
let deskDecide;
let deskNotLoaded;

// What is stored of this conference.
const keyOf = (what) => `tidetable/${data().conference}/${what}`;
const stored = (what) => { try { return localStorage.getItem(keyOf(what)); } catch { return null; } };

// What was seen of the schedule: stored, or only known here where storage fails.
let seenHere;
const seen = () => seenHere ?? stored('seen') ?? '';

// Does an act, and says whether there was somebody to do it. One after the other: each begins with what the one before has
// changed.
let acts = Promise.resolve();
const deskAct = (act, about = '') => acts = acts.then(async () => {
  if (!deskState) return false;
  const answer = await beside(act, about, `${deskState()}\0${seen()}`);
  for (const [effect, ...values] of JSON.parse(answer || '[]')) effects[effect](...values);
  return !!answer;
}).catch(console.error);
// The same where somebody asked for it: who is not there is told.
const press = async (act, about) => {
  if (!await deskAct(act, about)) say(deskNotLoaded);
};
// An act, and what it is about.
const cut = (text) => {
  const at = `${text} `.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
};

// A list in groups of so many.
const grouped = (all, size) => Array.from({ length: all.length / size }, (_, at) => all.slice(at * size, at * size + size));

// Markup is put in only where it is another: what has the focus keeps it, or its successor gets it.
const filled = new WeakMap();
const handles = ['value', 'data-act', 'data-tier', 'aria-label'];
const handleOf = (element) => {
  const name = handles.find((name) => element?.getAttribute?.(name));
  return name && `[${name}="${CSS.escape(element.getAttribute(name))}"]`;
};
const put = (element, html) => {
  if (!element || filled.get(element) === html || !html && !element.firstChild) return;
  if (!filled.has(element)) {
    // It may have been prerendered.
    const same = document.createElement('template');
    same.innerHTML = html;
    if (same.innerHTML === element.innerHTML) return filled.set(element, html);
  }
  const had = element.contains(document.activeElement) && document.activeElement;
  filled.set(element, html);
  element.innerHTML = html;
  if (had) (element.querySelector(handleOf(had) || '[autofocus]') || element.closest('[tabindex]'))?.focus({ preventScroll: true });
};

// What is said in rows, by session: how much it is wanted, and markup.
let marks = new Map();
const paint = (article) => {
  const [tier, html] = marks.get(article.id) || [];
  let own = article.querySelector(':scope > .own');
  article.toggleAttribute('data-own', !!html);
  if (!html) return own?.remove();
  if (!own) {
    own = document.createElement('div');
    own.className = 'own';
    article.append(own);
  }
  put(own, html);
  const weight = own.querySelector('select');
  if (weight) weight.value = tier;
};

const say = (text) => {
  const said = document.querySelector('dialog[open] .said') || byId('_said');
  said.textContent = text;
};

// The button that opened the dialog: it may have been made anew when the dialog is closed.
let opener;

// Once for each, in whatever tab.
const notifyOnce = async (title, body, tag, url) => {
  const key = keyOf('reminded');
  const once = async () => {
    let told = [];
    try { told = JSON.parse(stored('reminded')) || []; } catch { /* None is known. */ }
    if (told.includes(tag)) return;
    try { localStorage.setItem(key, JSON.stringify([...told, tag].slice(-200))); } catch { return; }
    // Where there is a service worker it shows them: not every browser lets a page.
    const worker = workers?.controller && await workers.ready;
    if (worker) await worker.showNotification(title, { body, tag, data: { url } });
    else new Notification(title, { body, tag });
  };
  await (navigator.locks ? navigator.locks.request(key, once) : once());
};

const effects = {
  fill: (id, html) => put(byId(id), html),

  show: (html) => {
    document.querySelectorAll('dialog[open]:not(#_desk)').forEach((other) => other.close());
    const old = byId('_desk');
    const focus = old?.contains(document.activeElement) && handleOf(document.activeElement);
    const top = old?.scrollTop;
    if (!old) opener = handleOf(document.activeElement);
    old?.remove();
    byId('_app').insertAdjacentHTML('beforeend', html);
    const dialog = byId('_desk');
    dialog.showModal();
    tidetable.dialogOpened();
    dialog.addEventListener('close', () => {
      if (byId('_desk') !== dialog) return;
      dialog.remove();
      if (document.activeElement === document.body && opener) {
        [...document.querySelectorAll(opener)].find((element) => element.checkVisibility?.() ?? true)?.focus();
      }
    });
    if (old) {
      dialog.scrollTop = top;
      (focus && dialog.querySelector(focus))?.focus({ preventScroll: true });
    }
  },
  close: () => byId('_desk')?.close(),

  apply: (changes, text) => deskApply(changes, text),
  seen: (text) => {
    seenHere = undefined;
    try { localStorage.setItem(keyOf('seen'), text); } catch { seenHere = text; }
  },
  say,
  mark: (...all) => {
    marks = new Map(grouped(all, 3).map(([id, ...mark]) => [id, mark]));
    // Where the browser does not hold the reader's place itself (CSS Scroll Anchoring).
    const stay = !CSS.supports('overflow-anchor', 'auto') && hold();
    document.querySelectorAll('#_timeline article').forEach(paint);
    stay?.call?.();
  },

  // The field for a session's note, in what is disclosed of it; one that is being written in stays as it is.
  note: (id, html) => {
    const details = byId(id)?.querySelector('details');
    if (!details || details.querySelector('textarea')) return;
    const field = document.createElement('div');
    field.className = 'own-note';
    field.innerHTML = html;
    details.insertBefore(field, details.querySelector('.related'));
  },
  notes: (...all) => {
    const notes = new Map(grouped(all, 2));
    for (const field of document.querySelectorAll('textarea[data-note]')) {
      if (field !== document.activeElement) field.value = notes.get(field.dataset.note) || '';
    }
  },

  file: (name, type, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  },
  copy: async (title, text, copied, failed) => {
    try {
      await navigator.clipboard.writeText(text);
      say(copied);
    } catch {
      document.querySelector('dialog[open] input[readonly]')?.select();
      say(failed);
    }
  },
  share: async (title, url, copied, failed) => {
    if (!navigator.share) return effects.copy(title, url, copied, failed);
    try {
      await navigator.share({ title, url });
    } catch (error) {
      if (error.name !== 'AbortError') await effects.copy(title, url, copied, failed);
    }
  },
  // The agenda, and not what is on the screen.
  print: () => {
    document.documentElement.dataset.print = 'agenda';
    addEventListener('afterprint', () => delete document.documentElement.dataset.print, { once: true });
    window.print();
  },
  notify: notifyOnce,
};

// The text of the file that is to be restored, while that is asked about.
let file = '';
const readFile = async (input) => {
  const [chosen] = input.files;
  if (!chosen) return;
  const { file: act, largest } = input.dataset;
  opener = handleOf(input);
  if (chosen.size > largest) {
    input.value = '';
    return press(`${act}-too-large`, '');
  }
  file = await chosen.text();
  input.value = '';
  press(act, file);
};

// Somebody's agenda in the address: it is taken from there, so that neither a reload nor "back" opens it again.
const openShared = () => {
  const { hash } = location;
  let plain = hash.slice(1);
  try { plain = decodeURIComponent(plain); } catch { /* As it stands. */ }
  // A session may be called so.
  if (!plain.startsWith('agenda=') || document.getElementById(plain)) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  press('shared', hash);
};

// What waits until the worker has the schedule.
const askNote = (details) => {
  const article = details.open && details.closest('article');
  if (article) deskAct('note', article.id);
};
const tick = () => { if (self.Notification?.permission === 'granted') deskAct('tick'); };
let isReady = false;
const refresh = async () => {
  if (!await deskAct('refresh') && !isBroken || isReady) return;
  isReady = true;
  openShared();
  document.querySelectorAll('article details[open]').forEach(askNote);
  tick();
};

// Other tabs are told that the record is another, since not every engine tells them what is stored. What they do then is what
// they do when they are told twice.
const tabs = self.BroadcastChannel && new BroadcastChannel(`tidetable ${here}`);
let toldRecord = stored('agenda');
const tellTabs = () => {
  const now = stored('agenda');
  if (now !== toldRecord) tabs?.postMessage(toldRecord = now);
};
if (tabs) {
  tabs.onmessage = () => {
    toldRecord = stored('agenda');
    dispatchEvent(new StorageEvent('storage', { key: keyOf('agenda') }));
  };
}

// Of the values of a filter those are shown that hold what is typed beside them.
document.addEventListener('input', ({ target }) => {
  if (!target.matches('[data-narrow]')) return;
  const plain = (text) => text.normalize('NFKD').toLowerCase();
  const wanted = plain(target.value.trim());
  for (const label of target.closest('details').querySelectorAll('label.choice')) {
    label.hidden = !plain(label.textContent).includes(wanted);
  }
});

// A link of the page names only what it is about; how one looks (zone, moment, language) stays where one follows it. So that it does
// in another window too, it is written out when somebody is about to follow it.
const writeOut = ({ target }) => {
  const link = target.closest?.('a[href^="?"]');
  if (!link) return;
  link.dataset.own ??= link.getAttribute('href');
  const query = new URLSearchParams(link.dataset.own);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (['tz', 'now', 'lang'].includes(name) && !query.has(name)) query.append(name, value);
  }
  link.setAttribute('href', `?${query}`);
};
for (const type of ['pointerdown', 'focusin', 'contextmenu']) document.addEventListener(type, writeOut);

let settling;
export const deskChanged = (atOnce) => {
  tellTabs();
  if (!deskState) return;
  clearTimeout(settling);
  settling = setTimeout(refresh, atOnce ? 0 : 600);
};

export const openDesk = (state, apply, decide, notLoaded) => {
  [deskState, deskApply, deskDecide, deskNotLoaded] = [state, apply, decide, notLoaded];
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest?.('button[value^="desk "]');
    if (!button) return;
    const [act, about] = cut(button.value.slice('desk '.length));
    if (act === 'ask-remind') {
      const asked = self.Notification ? await Notification.requestPermission() : 'denied';
      await press('remind', asked);
      return tick();
    }
    press(act, act.startsWith('restore-') ? file : about);
  });
  document.addEventListener('submit', (event) => {
    const { act } = event.target.dataset;
    if (!act) return;
    event.preventDefault();
    press(act, new URLSearchParams(new FormData(event.target)).toString());
  });
  document.addEventListener('change', ({ target }) => {
    const { act, tier, file } = target.dataset || {};
    if (tier) deskDecide('tier', tier, target.value);
    else if (file) readFile(target);
    else if (act && target.type === 'checkbox') deskAct(act, target.checked ? target.value : target.dataset.off);
    else if (act && target.form?.dataset.act !== act) deskAct(...cut(`${act} ${target.value}`));
  });
  document.addEventListener('input', ({ target }) => {
    const { note } = target.dataset || {};
    if (note) deskDecide('note', note, target.value);
  });
  document.addEventListener('toggle', ({ target }) => { if (target.matches?.('article details')) askNote(target); }, true);
  new MutationObserver((changes) => {
    if (!marks.size) return;
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.matches?.('article')) paint(node);
        else node.querySelectorAll?.('article').forEach(paint);
      }
    }
  }).observe(byId('_timeline'), { childList: true, subtree: true });
  addEventListener('storage', ({ key }) => { if (key === keyOf('seen')) deskChanged(true); });
  addEventListener('hashchange', () => { if (isReady) openShared(); });
  setInterval(tick, 20000);
  deskChanged(true);
};
