import { all, one } from './find.ts';

/** Coding by keys: a code's key marks it and Enter goes on; where there is but one thing to choose, its key does both. */
export function coding(desk: HTMLElement): void {
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
