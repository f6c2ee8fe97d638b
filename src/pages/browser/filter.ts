import { all, one } from './find.ts';

/** The filter of a page: a period or dates, and channels found by their names. */
export function filter(form: HTMLFormElement): void {
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
