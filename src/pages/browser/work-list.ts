import { all, one } from './find.ts';
import { closeActs } from './small-forms.ts';

/** Keys of the list of those who wait: up and down, open, done, needless, undo. */
export function workList(list: HTMLElement): void {
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
