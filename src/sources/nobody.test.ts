import { describe, expect, it } from 'vitest';
import { personOf } from './nobody.ts';

describe('an author whose name names nobody', () => {
  it('is another person in each message, and keeps the name for the eye', () => {
    expect(personOf({ id: 'A Google user' }, 'r1')).toEqual({
      id: 'A Google user#r1',
      name: 'A Google user',
    });
    expect(personOf({ id: 'A Google user' }, 'r1').id).not.toBe(personOf({ id: 'A Google user' }, 'r2').id);
  });

  it('is not anybody else', () => {
    expect(personOf({ id: 'Ann Onymous' }, 'r1')).toEqual({ id: 'Ann Onymous' });
  });
});
