// The one script of the pages. Every page is complete without it; it adds keys, progress and small comforts.

const one = <T extends Element>(selector: string, within: ParentNode = document) =>
  within.querySelector<T>(selector);
const all = <T extends Element>(selector: string, within: ParentNode = document) => [
  ...within.querySelectorAll<T>(selector),
];

function workList(list: HTMLElement): void {
  const rows = all<HTMLElement>('.wait', list);
  for (const row of rows) row.tabIndex = -1;
  let at = rows.findIndex((row) => `#${row.id}` === location.hash);
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    rows[at]?.removeAttribute('aria-current');
    at = next;
    rows[at]?.setAttribute('aria-current', 'true');
    rows[at]?.focus({ preventScroll: true });
    rows[at]?.scrollIntoView({ block: 'nearest' });
  };
  const open = (act: string) => {
    const details = rows[at] ? one<HTMLDetailsElement>(`details[data-act="${act}"]`, rows[at]) : null;
    if (!details) return;
    closeActs();
    details.open = true;
    one<HTMLElement>('input:not([type="hidden"]), select', details)?.focus();
  };
  const keys: Record<string, () => void> = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    a: () => open('answered'),
    n: () => open('needless'),
    u: () => one<HTMLButtonElement>('[data-done] .undo button')?.click(),
    '?': () => one<HTMLDialogElement>('#keys')?.showModal(),
    Enter: () => {
      const href = rows[at]?.dataset.href;
      if (href) location.assign(href);
    },
  };
  if (at >= 0) go(at);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inside = event.target as HTMLElement;
    if (event.key === 'Escape') {
      closeActs();
      if (at >= 0) rows[at]?.focus();
      return;
    }
    if (inside.closest('input, select, textarea, dialog')) return;
    if (event.key === 'Enter' && inside.closest('a, button, summary')) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  list.addEventListener('focusin', (event) => {
    const row = rows.indexOf((event.target as HTMLElement).closest<HTMLElement>('.wait') as HTMLElement);
    if (row >= 0 && row !== at) {
      rows[at]?.removeAttribute('aria-current');
      at = row;
      rows[at].setAttribute('aria-current', 'true');
    }
  });
}

/** Keys that press what carries them, one press for a page: a key held down judges nothing more. */
function pressable(): void {
  if (!one('[data-key]')) return;
  let pressed = false;
  window.addEventListener('pageshow', () => {
    pressed = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || pressed)
      return;
    if ((event.target as HTMLElement).closest('input, select, textarea')) return;
    const sought = nearest(all<HTMLElement>('[data-key]').filter(({ dataset }) => dataset.key === event.key));
    if (!sought) return;
    event.preventDefault();
    pressed = !sought.matches('a[href^="#"]');
    sought.click();
  });
}

/** Of several with one key, the one beside what is focused, else the first that is not above the screen: each stands at the end of what it is about. */
function nearest(found: HTMLElement[]): HTMLElement | undefined {
  const focused = document.activeElement?.closest('section, article, .row');
  const below = found.find((one) => one.getBoundingClientRect().bottom > 0);
  return found.find((one) => focused?.contains(one)) ?? below ?? found[0];
}

function closeActs(but?: Element): void {
  for (const details of all<HTMLDetailsElement>('details.act[open], details.pick[open]'))
    if (details !== but) details.open = false;
}

/** One small form open at a time; a click elsewhere closes it. */
function smallForms(): void {
  document.addEventListener('click', (event) => {
    closeActs((event.target as Element).closest('details.act, details.pick') ?? undefined);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const open = (event.target as Element).closest<HTMLDetailsElement>('details.pick[open]');
    if (!open) return;
    open.open = false;
    one<HTMLElement>('summary', open)?.focus();
  });
}

function filter(form: HTMLFormElement): void {
  const period = one<HTMLSelectElement>('#period', form);
  const dates = all<HTMLInputElement>('input[type="date"]', form);
  period?.addEventListener('change', () => {
    if (period.value) for (const date of dates) date.value = '';
  });
  // Empty fields stay out of the address.
  form.addEventListener('submit', () => {
    for (const field of [...dates, ...(period ? [period] : [])]) field.disabled = field.value === '';
  });
  window.addEventListener('pageshow', () => {
    for (const field of [...dates, ...(period ? [period] : [])]) field.disabled = false;
  });
  const find = one<HTMLInputElement>('#find-channel', form);
  if (!find) return;
  (find.parentElement as HTMLElement).hidden = false;
  find.addEventListener('input', () => {
    const sought = find.value.trim().toLowerCase();
    for (const item of all<HTMLElement>('[data-channels] li', form))
      item.hidden = !(item.textContent ?? '').toLowerCase().includes(sought);
  });
  find.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
}

interface Sent {
  location?: string;
  problem?: { message: string; help?: string };
}

function drop(form: HTMLFormElement): void {
  const input = one<HTMLInputElement>('input[type="file"]', form);
  const pace = one<HTMLElement>('[data-upload]', form);
  const bar = one<HTMLProgressElement>('progress', form);
  const wrong = one<HTMLElement>('[data-wrong]', form);
  const button = one<HTMLButtonElement>('button', form);
  if (!input || !pace || !bar || !wrong || !button) return;
  const say = (words: string) => {
    wrong.textContent = words;
    wrong.hidden = words === '';
  };
  const send = () => {
    say('');
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) bar.value = loaded / total;
    });
    const done = (words: string) => {
      pace.hidden = true;
      button.disabled = false;
      say(words);
    };
    request.addEventListener('load', () => {
      const sent = request.response as Sent | null;
      if (sent?.location?.startsWith('/')) location.assign(sent.location);
      else if (sent?.problem) done([sent.problem.message, sent.problem.help].filter(Boolean).join(' '));
      else done(`The files did not arrive (${request.status}). Try once more.`);
    });
    request.addEventListener('error', () =>
      done('The files did not arrive: Rapport does not answer. Does it still run?'),
    );
    pace.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  for (const name of ['dragenter', 'dragover'] as const)
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.add('over');
    });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) form.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    form.classList.remove('over');
    input.files = event.dataTransfer.files;
    send();
  });
}

interface Far {
  running?: { progress: { step: string; done?: number; total?: number } };
  location?: string;
}

async function follow(pace: HTMLElement): Promise<void> {
  const bar = one<HTMLProgressElement>('progress', pace);
  const step = one<HTMLElement>('[data-step]', pace);
  const far = one<HTMLElement>('[data-far]', pace);
  const source = pace.dataset.progress;
  if (!bar || !step || !far || !source) return;
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);
  let silent = 0;
  for (;;) {
    await new Promise((wake) => setTimeout(wake, 700));
    try {
      const { running, location: next } = (await (await fetch(source)).json()) as Far;
      silent = 0;
      if (!running) {
        location.assign(next?.startsWith('/') ? next : '/import');
        return;
      }
      const { done, total } = running.progress;
      step.textContent = running.progress.step;
      if (done !== undefined && total) {
        bar.max = total;
        bar.value = done;
        far.textContent = `${number.format(done)} of ${number.format(total)}`;
      } else {
        bar.removeAttribute('value');
        far.textContent = done === undefined ? 'under way' : number.format(done);
      }
    } catch {
      silent += 1;
      if (silent > 20) {
        step.textContent = 'Rapport does not answer any more';
        far.textContent = 'is it still running?';
        return;
      }
    }
  }
}

/** A link into a folded part opens it. */
function unfold(): void {
  const target =
    location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const folded = target?.closest('details');
  if (folded) folded.open = true;
}

/** A long thread opens at the message for which it was opened. */
function showTurn(): void {
  if (!location.hash) one<HTMLElement>('.turn[aria-current]')?.scrollIntoView({ block: 'center' });
}

/** Buttons that only a script can serve show themselves. */
function printing(): void {
  for (const button of all<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}

/** Coding by keys: a code's key marks it and Enter goes on; where there is but one thing to choose, its key does both. */
function coding(desk: HTMLElement): void {
  const form = desk.closest('form') as HTMLFormElement;
  let sent = false;
  window.addEventListener('pageshow', () => {
    sent = false;
  });
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  const go = () => form.requestSubmit(one<HTMLButtonElement>('button', form));
  const others = (input: HTMLInputElement) =>
    all<HTMLInputElement>('input', input.closest('fieldset') as Element).filter(
      (other) => other !== input && (input.name === 'cannot') !== (other.name === 'cannot'),
    );
  form.addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    if (input.checked && input.closest('fieldset')) for (const other of others(input)) other.checked = false;
  });
  const open = (selector: string): boolean => {
    const details = one<HTMLDetailsElement>(selector);
    if (details) details.open = !details.open;
    if (details?.open) one<HTMLElement>('input:not([type="hidden"])', details)?.focus();
    return details !== null;
  };
  const mark = (key: string): boolean => {
    const input = all<HTMLInputElement>('[data-code-key]', form).find(
      ({ dataset }) => dataset.codeKey === key,
    );
    if (!input) return false;
    input.checked = !input.checked;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    if (desk.dataset.coding === 'quick' && input.checked) go();
    return true;
  };
  const keys: Record<string, () => unknown> = {
    m: () => one<HTMLElement>('#memo', form)?.focus(),
    b: () => one<HTMLElement>('[data-back]', form)?.click(),
    s: () => open('[data-skip]'),
    '?': () => open('[data-meanings]'),
    Enter: go,
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || sent) return;
    const inside = event.target as HTMLElement;
    if (event.key === 'Escape') return inside.blur();
    if (inside.closest('input:not([type="radio"], [type="checkbox"]), select, textarea')) return;
    if (event.key === 'Enter' && inside.closest('a, button, summary')) return;
    const act = keys[event.key];
    if (act) act();
    else if (!mark(event.key)) return;
    event.preventDefault();
  });
}

const list = one<HTMLElement>('[data-list]');
if (list) workList(list);
const desk = one<HTMLElement>('[data-coding]');
if (desk) coding(desk);
smallForms();
pressable();
printing();
for (const form of all<HTMLFormElement>('form[data-filter]')) filter(form);
for (const form of all<HTMLFormElement>('form.drop')) drop(form);
for (const pace of all<HTMLElement>('[data-progress]')) void follow(pace);
window.addEventListener('hashchange', unfold);
unfold();
showTurn();
