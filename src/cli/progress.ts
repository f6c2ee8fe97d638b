import type { Progress } from '../model/import.ts';
import { clip, oneLine } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

/** Progress on stderr while it is shown. */
export interface Shown {
  show(progress: Progress): void;
  /** A line that stays, such as for whom one waits. */
  note(line: string): void;
  end(): void;
}

const quiet = 1000;
const plainPause = 5000;

/**
 * Shows how far work is: nothing within the first second; then on a screen one line that is written over, and
 * elsewhere a line for every step and at most every five seconds.
 */
export function showProgress(terminal: Terminal): Shown {
  const { screen, err } = terminal;
  const clock = () => terminal.now().getTime();
  const began = clock();
  let latest: Progress | undefined;
  let painted = '';
  let lastStep = '';
  let lastAt = Number.NEGATIVE_INFINITY;

  const wipe = () => {
    if (screen && painted) err('\r\u001b[K');
    painted = '';
  };
  const paint = () => {
    if (!latest || clock() - began < quiet) return;
    const line = inWords(latest);
    if (screen) {
      const text = clip(line, screen - 1);
      if (text !== painted) err(`\r\u001b[K${text}`);
      painted = text;
    } else if (latest.step !== lastStep || (clock() - lastAt >= plainPause && line !== painted)) {
      err(`${line}\n`);
      lastStep = latest.step;
      lastAt = clock();
      painted = line;
    }
  };
  const stop = terminal.every(250, paint);
  return {
    show(progress) {
      latest = progress;
      if (!screen) paint();
    },
    note(line) {
      wipe();
      err(`${oneLine(line)}\n`);
    },
    end() {
      stop();
      wipe();
    },
  };
}

function inWords({ step, done, total }: Progress): string {
  if (done === undefined) return oneLine(step);
  if (!total) return `${oneLine(step)}, ${done.toLocaleString('en')}`;
  return `${oneLine(step)}, ${Math.min(100, Math.floor((100 * done) / total))} %`;
}
