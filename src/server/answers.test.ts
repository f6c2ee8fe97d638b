import { describe, expect, it } from 'vitest';
import type { Mapping } from '../model/reader.ts';
import { answersAfter, isLeftOut, optionsFor } from './answers.ts';
import type { Look } from './imports.ts';

const mapping: Mapping = {
  source: 'reviews',
  columns: { text: 'content', time: 'at', id: 'reviewId' },
  time: { format: 'yyyy-MM-dd HH:mm:ss' },
};
const look = {
  detection: { reader: 'table', confidence: 0.5, summary: '', questions: [], mapping },
} as unknown as Look;

describe('answers given in the preview', () => {
  it('belong to their file', () => {
    const given = {
      '0.zone': 'Europe/Berlin',
      '1.us': '@tarnwell, Tarnwell Help',
      '1.withoutIds': '1',
      '2.leave': '1',
    };
    expect(optionsFor(given, 0, undefined)).toEqual({ zone: 'Europe/Berlin' });
    expect(optionsFor(given, 1, undefined)).toEqual({ us: ['tarnwell', 'Tarnwell Help'], withoutIds: true });
    expect([0, 1, 2].map((index) => isLeftOut(given, index))).toEqual([false, false, true]);
  });

  it('stay when they are no longer asked for; a tick that is not sent was taken away', () => {
    const first = answersAfter(
      {},
      new URLSearchParams('token=t&go=again&0.zone=UTC&0.leave=1&1.withoutIds=true'),
    );
    expect(first).toEqual({ '0.zone': 'UTC', '0.leave': '1', '1.withoutIds': '1' });
    expect(answersAfter(first, new URLSearchParams('go=import&1.withoutIds=1'))).toEqual({
      '0.zone': 'UTC',
      '1.withoutIds': '1',
    });
  });

  it('leave the guess to the reader where nothing of it was answered', () => {
    expect(optionsFor({ '0.zone': 'UTC' }, 0, look).mapping).toBeUndefined();
  });

  it('go into the mapping, and an empty one means that the file has no such column', () => {
    const given = { '0.columns.text': 'title', '0.columns.id': '', '0.zone': 'UTC', '0.us': 'tarnwell' };
    expect(optionsFor(given, 0, look).mapping).toEqual({
      source: 'reviews',
      columns: { text: 'title', time: 'at' },
      time: { format: 'yyyy-MM-dd HH:mm:ss', zone: 'UTC' },
      us: ['tarnwell'],
    });
    expect(mapping.columns.text).toBe('content');
  });

  it('are understood in the words of people, and refused with an example where they are not', () => {
    const totals: Mapping = {
      rows: 'totals',
      source: 'poll',
      columns: { answer: 'Antwort', k: 'Anzahl', n: 'Befragte' },
      time: { format: 'iso' },
    };
    const asked = [
      { word: 'wave.from', ask: 'On which day did it begin?', why: '' },
      { word: 'selfSelected', ask: 'By themselves?', why: '', choices: ['yes', 'no'] },
    ];
    const detection = { reader: 'survey', confidence: 1, summary: '', questions: asked, mapping: totals };
    const survey = { ...look, detection } as Look;
    const first = optionsFor({ '0.selfSelected': 'nein' }, 0, survey, asked);
    expect(first.mapping).toMatchObject({ selfSelected: false });
    const open = { ...survey, detection: { ...detection, mapping: { ...totals, wave: {} } } };
    expect(optionsFor({ '0.wave.from': '01.10.2026' }, 0, open, asked).mapping).toMatchObject({
      wave: { from: '2026-10-01' },
    });
    expect(() => optionsFor({ '0.wave.from': '1/10/2026' }, 0, open, asked)).toThrow(
      /On which day did it begin\?.*2026-03-31/,
    );
  });

  it('are refused where they make no mapping', () => {
    expect(() => optionsFor({ '0.columns.text': '' }, 0, look)).toThrow(/columns\.text/);
    expect(() => optionsFor({ '0.columns.nothing.deep': 'x' }, 0, look)).toThrow(/no question/);
    expect(() => optionsFor({ '0.__proto__.polluted': 'x' }, 0, look)).toThrow(/no question/);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
