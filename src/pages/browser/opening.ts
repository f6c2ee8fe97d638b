import { all, one } from './find.ts';

/** A link into a folded part opens it. */
export function unfold(): void {
  const target =
    location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const folded = target?.closest('details');
  if (folded) folded.open = true;
}

/** A long thread opens at the message for which it was opened. */
export function showTurn(): void {
  if (!location.hash) one<HTMLElement>('.turn[aria-current]')?.scrollIntoView({ block: 'center' });
}

/** Buttons that only a script can serve show themselves. */
export function printing(): void {
  for (const button of all<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
}
