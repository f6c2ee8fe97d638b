import { describe, expect, it } from 'vitest';
import type { FileReport, ImportReport } from '../model/import.ts';
import { printReport } from './print-report.ts';

const file: FileReport = {
  shown: 'a.csv',
  reader: 'series',
  encoding: 'utf-8',
  rows: 2,
  accepted: 2,
  rejected: 0,
  empty: 0,
  messages: 0,
  repaired: 0,
  sides: 'own',
  notes: [],
  known: false,
};
const report = (rest: Partial<FileReport>, values?: ImportReport['values']): ImportReport => ({
  importId: 1,
  at: '2026-04-01T12:00:00Z',
  files: [{ ...file, ...rest }],
  added: rest.messages ?? 0,
  changed: 0,
  same: 0,
  conflicts: 0,
  ...(values && { values }),
  totals: { messages: 0, placeholders: 0, people: 0, ownAccounts: 0, conversations: 0, channels: 0 },
  cycles: 0,
  seconds: 1,
});
const next = (text: string) => [...text.matchAll(/^ {2}rapport (ask \w+|\w+)/gm)].map(([, word]) => word);
const values = { added: 2, changed: 0, same: 0 };

describe('what an import names as the next step', () => {
  it('is the brief and who waits for messages', () => {
    const text = printReport(report({ messages: 2 }), { goals: 1, words: [] });
    expect(next(text)).toEqual(['brief', 'ask ignoring', 'serve', 'undo']);
  });

  it('is the plan for values without a goal, else how it goes, with the words that a goal takes', () => {
    const words = ['series/revenue', 'series/leads'];
    const text = printReport(report({ values: 2 }, values), { goals: 0, words });
    expect(next(text)).toEqual(['init', 'serve', 'undo']);
    expect(text).toContain('A goal of the plan can be read on series/revenue and series/leads.');
    const planned = printReport(report({ values: 2 }, values), { goals: 1, words });
    expect(next(planned)).toEqual(['ask why', 'serve', 'undo']);
  });

  it('names a few words only', () => {
    const words = Array.from({ length: 9 }, (_, index) => `series/a${index}`);
    const text = printReport(report({ values: 2 }, values), { goals: 0, words });
    expect(text).toContain('series/a4 and 4 more (page');
    expect(text).not.toContain('series/a5');
  });
});
