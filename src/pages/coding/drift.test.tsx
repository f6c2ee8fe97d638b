import { describe, expect, it } from 'vitest';
import type { Frame } from '../props.ts';
import { Drift } from './drift.tsx';

const frame = { locale: 'en', zone: 'UTC' } as Frame;
const cell = (name: string, value: number) => ({
  name,
  n: 40,
  alpha: { value, low: value - 0.1, high: value + 0.05 },
});

describe('drift on the page of a sample', () => {
  it('says on what agreement fell, and shows each stretch with its range', () => {
    const names = ['1', '2'];
    const rows = [{ code: 'f/a', name: 'Complaint', cells: [cell('1', 0.9), cell('2', 0.4)] }];
    const drift = { by: 'part' as const, names, rows, compared: 1, fell: ['Complaint'], rose: [] };
    const html = String(<Drift frame={frame} drift={drift} agreementOf="self" />);
    expect(html).toContain(
      'Agreement with oneself fell on “Complaint”, from the first part of the coding to the last.',
    );
    expect(html).toContain('2 of 2');
    expect(html).toContain('<i>40\u00a0messages</i>');
    expect(html).toContain('<i>0.30 to 0.45</i>');
    const more = { code: 'f/b', name: 'Praise', cells: [{ ...cell('1', 0.9), n: 12 }, cell('2', 0.4)] };
    const uneven = { ...drift, rows: [...rows, more] };
    expect(String(<Drift frame={frame} drift={uneven} agreementOf="self" />)).toContain(
      '0.80 to 0.95, of 12',
    );
  });

  it('says in a line why it cannot be told', () => {
    expect(String(<Drift frame={frame} drift={{ why: 'Too few.' }} agreementOf="coders" />)).toBe(
      '<p class="note">Too few.</p>',
    );
  });
});
