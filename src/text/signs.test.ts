import { describe, expect, it } from 'vitest';
import { readSigns } from './signs.ts';

describe('signs', () => {
  it.each([
    ['Kaputt seit gestern', 'complaint'],
    ['KV-30 pumps too slow', 'complaint'],
    ['So ein Ärger mit der Dichtung', 'complaint'],
    ['Typical, it is broken again', 'complaint'],
  ])('does not take a first letter for a closing word: %s', (text, sign) => {
    expect(readSigns(text)).toMatchObject({ closing: false, [sign]: true });
  });

  it.each(['k', 'kk!', 'Ok, thanks', 'okay', 'ty', 'Thx a lot', 'danke'])('closes with %s', (text) => {
    expect(readSigns(text).closing).toBe(true);
  });
});
