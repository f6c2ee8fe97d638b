import { describe, expect, it } from 'vitest';
import { answer, frame } from '../../test/pages/example.ts';
import type { NamedEstimate } from '../model/finding.ts';
import { byChannel, Numbers } from './numbers.tsx';

const share = (name: string, value: number, more: Partial<NamedEstimate> = {}): NamedEstimate => ({
  name,
  label: 'After 1 day',
  channel: 'Film',
  period: 'now',
  clock: 'wall',
  unit: 'share',
  n: 40,
  people: 30,
  value,
  ...more,
});

const estimates = [
  share('after_1d', 0.2, { low: 0.1, high: 0.3 }),
  share('after_1d_lowest', 0.18),
  share('after_1d_highest', 0.22),
  share('after_1d', 0.5, { channel: 'Page', label: 'Page, questions', n: 9, people: undefined }),
  share('after_1d', 0.4, { period: 'previous', n: 12, people: 11 }),
  share('after_1d_lowest', 0.3, { period: 'previous' }),
  share('after_1d_highest', 0.6, { period: 'previous' }),
];

describe('byChannel', () => {
  it('puts the bounds of a number into its own line, each period for itself', () => {
    const [film, page] = byChannel(estimates);
    expect([film.channel, page.channel]).toEqual(['Film', 'Page']);
    expect(film.lines.map(({ estimate, lowest, highest }) => [estimate.value, lowest, highest])).toEqual([
      [0.2, 0.18, 0.22],
      [0.4, 0.3, 0.6],
    ]);
  });

  it('keeps a bound whose number is missing', () => {
    expect(byChannel([share('x_lowest', 0.1)])[0].lines).toHaveLength(1);
  });
});

describe('Numbers', () => {
  it('names each channel once, with what its numbers rest on', () => {
    const page = String(Numbers({ frame, findings: [{ ...answer, estimates }] })).replaceAll('\u00a0', ' ');
    expect(page.match(/<tbody>/g)).toHaveLength(2);
    expect(page).toContain(
      '<th scope="rowgroup" colspan="2">Film <small>40 messages by 30 people</small></th>',
    );
    expect(page).toContain('with uncertain messages: 18 % to 22 %');
    expect(page).toContain('After 1 day, the period before');
    expect(page).toContain('<i class="apart">of 12 messages by 11 people</i>');
    expect(page).toContain('<th scope="row">Questions</th>');
    expect(page).not.toContain('of 9 messages');
  });
});
