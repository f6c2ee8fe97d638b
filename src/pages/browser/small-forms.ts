import { all, one } from './find.ts';

/** Closes the small forms that are open, but for one. */
export function closeActs(but?: Element): void {
  for (const details of all<HTMLDetailsElement>('details.act[open], details.pick[open]'))
    if (details !== but) details.open = false;
}

/** One small form open at a time; a click elsewhere closes it. */
export function smallForms(): void {
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
