import { one } from './find.ts';

/** Says that a server is being asked, since it may be slow. */
export function lookUp(form: HTMLFormElement): void {
  const hint = one<HTMLElement>('[data-asking]', form);
  if (!hint) return;
  const before = hint.textContent;
  form.addEventListener('submit', () => {
    hint.textContent = hint.dataset.asking ?? '';
  });
  // the page may be shown again as it was left
  window.addEventListener('pagehide', () => {
    hint.textContent = before;
  });
}
