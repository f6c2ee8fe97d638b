import { describe, expect, it } from 'vitest';
import { showProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';

function stage(screen: number | undefined) {
  let time = 0;
  let tick = () => {};
  const written: string[] = [];
  const terminal: Terminal = {
    out: () => {
      throw new Error('progress belongs to stderr');
    },
    err: (text) => written.push(text),
    screen,
    ask: undefined,
    now: () => new Date(time),
    every: (_, work) => {
      tick = work;
      return () => {
        tick = () => {};
      };
    },
    cwd: '',
    env: {},
  };
  const pass = (milliseconds: number) => {
    time += milliseconds;
    tick();
  };
  return { terminal, written, pass };
}

describe('showProgress', () => {
  it('says nothing of work under a second', () => {
    for (const screen of [80, undefined]) {
      const { terminal, written, pass } = stage(screen);
      const shown = showProgress(terminal);
      shown.show({ step: 'reading a.csv', done: 1, total: 2 });
      pass(900);
      shown.end();
      expect(written).toEqual([]);
    }
  });

  it('writes one line over and over on a screen, and wipes it at the end', () => {
    const { terminal, written, pass } = stage(30);
    const shown = showProgress(terminal);
    shown.show({ step: 'reading a.csv', done: 1, total: 4 });
    pass(1000);
    pass(250);
    shown.show({ step: 'reading a.csv', done: 2, total: 4 });
    pass(250);
    shown.show({ step: 'a step with a name that is too long for the screen' });
    pass(250);
    shown.end();
    expect(written[0]).toBe('\r\u001b[Kreading a.csv, 25 %');
    expect(written[1]).toBe('\r\u001b[Kreading a.csv, 50 %');
    expect(written[2]?.length).toBeLessThan(34);
    expect(written.at(-1)).toBe('\r\u001b[K');
    expect(written).toHaveLength(4);
    expect(written.join('')).not.toContain('\n');
  });

  it('writes plain lines elsewhere: one for each step, and one every five seconds', () => {
    const { terminal, written, pass } = stage(undefined);
    const shown = showProgress(terminal);
    shown.show({ step: 'reading', done: 10 });
    pass(1000);
    for (let n = 0; n < 30; n++) {
      shown.show({ step: 'reading', done: 20 + n });
      pass(200);
    }
    shown.show({ step: 'joining \u001b[2Jthreads' });
    shown.end();
    expect(written).toHaveLength(3);
    expect(written[0]).toBe('reading, 10\n');
    expect(written[2]).toBe('joining \ufffd[2Jthreads\n');
  });
});
