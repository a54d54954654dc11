// What must happen before the app is there: inlined into the page, and the only script that is not Rust.
window.tidetable = (() => {
  const app = () => document.getElementById('app');
  const kept = (name) => { try { return localStorage.getItem('tidetable/' + name) } catch { return null } };

  // The theme chosen by hand, before the first paint.
  const theme = kept('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

  // Presses and typing before the app answers: shown where they can be, and carried out by `answer`. Kept by id, since
  // the app may replace the nodes.
  let early = [];
  const keep = ({ type, target }) => {
    const pick = type === 'click' && target.closest?.('button[aria-pressed]');
    if (pick) {
      pick.setAttribute('aria-pressed', pick.getAttribute('aria-pressed') !== 'true');
      early.push({ id: pick.closest('article').id });
    } else if (type === 'input' && target.id) {
      early = early.filter(({ id }) => id !== target.id);
      early.push({ id: target.id, value: target.value, checked: target.checked });
    }
  };
  addEventListener('click', keep, true);
  addEventListener('input', keep, true);

  // Tells what went wrong, outside the app, with a button; the promise is kept when that is pressed.
  const trouble = (text, label) => new Promise((pressed) => {
    const place = document.getElementById('trouble');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.onclick = () => { place.hidden = true; pressed(); };
    place.replaceChildren(text, ' ', button);
    place.hidden = false;
  });
  const fail = (error) => {
    const { startFailed, broke, reload } = document.getElementById('trouble').dataset;
    trouble(error instanceof WebAssembly.RuntimeError ? broke : startFailed, reload).then(() => location.reload());
    console.error(error);
  };
  // A panic is a trap of the wasm. It leaves the page as it stands, readable, but answering no more.
  addEventListener('error', ({ error }) => { if (error instanceof WebAssembly.RuntimeError) fail(error) });
  addEventListener('unhandledrejection', ({ reason }) => { if (reason instanceof WebAssembly.RuntimeError) fail(reason) });

  return {
    // Loads the app, once there is a page for it.
    start: (glue, wasm) => {
      const page = new Promise((ready) => {
        if (document.readyState === 'loading') addEventListener('DOMContentLoaded', ready);
        else ready();
      });
      // The first use of Intl takes some 50 ms on a slow phone: better between the first paint and the wasm.
      page.then(() => setTimeout(() => new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions(), 200));
      Promise.all([import(glue), page]).then(([module]) => module.default({ module_or_path: wasm })).catch(fail);
    },

    // What was picked at earlier visits, shown before the app is there.
    paintPicks: () => {
      try {
        const { picks } = JSON.parse(kept(app().dataset.conference + '/agenda'));
        for (const id in picks) {
          if (picks[id].picked) document.getElementById(id)?.querySelector('[aria-pressed]')?.setAttribute('aria-pressed', 'true');
        }
      } catch { /* No record, or one that the app will have to say something about. */ }
    },

    // The app answers now.
    answer: () => {
      removeEventListener('click', keep, true);
      removeEventListener('input', keep, true);
      // Where there is little room the filters were only hidden, since to ask for the room delays the first paint. Who
      // pressed them since wants the other.
      const filters = document.getElementById('filters');
      if (filters && !filters.dataset.ready) {
        filters.open = matchMedia('(min-width: 1100px)').matches === filters.open;
        filters.dataset.ready = '';
      }
      for (const { id, value, checked } of early.splice(0)) {
        const element = document.getElementById(id);
        if (value === undefined) {
          element?.querySelector('button[aria-pressed]')?.click();
        } else if (element) {
          element.value = value;
          element.checked = checked;
          for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
        }
      }
      performance.mark('tidetable:interactive');
    },

    trouble,
  }
})();
