import { all, one } from './find.ts';

/** Keys that press what carries them, one press for a page: a key held down judges nothing more. */
export function pressable(): void {
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
