import { all, one } from './find.ts';

interface Far {
  running?: { progress: { step: string; done?: number; total?: number } };
  location?: string;
}

/** Shows how far work is, and goes on when it is done. */
export async function follow(pace: HTMLElement): Promise<void> {
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
        if (pace.dataset.beside === undefined) location.assign(next?.startsWith('/') ? next : '/import');
        else if (isFilledIn()) sayOver(bar, step, far);
        else location.reload();
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

/** True while somebody writes in a form of the page, or has: it is not theirs to lose because some work is done. */
function isFilledIn(): boolean {
  const fields = all<HTMLInputElement>('input:not([type="hidden"])');
  return (
    document.activeElement instanceof HTMLInputElement ||
    fields.some(({ value, defaultValue, files }) => value !== defaultValue || Boolean(files?.length))
  );
}

function sayOver(bar: HTMLProgressElement, step: HTMLElement, far: HTMLElement): void {
  bar.max = 1;
  bar.value = 1;
  step.textContent = 'done';
  far.textContent = 'what came stands below after the page is opened anew';
}
