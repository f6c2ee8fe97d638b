import { expect, it } from 'vitest';
import { checkEvent } from './event-check.ts';

const reading = (word: string) => ({ word, label: word, unit: 'share' as const, question: 'why' });
const readable = [
  'series/leads',
  'series/leads total',
  'series/market @ branch',
  'waiting-curve/still_waiting_after_1d @ acme',
  'waiting-curve/median_wait @ acme',
].map(reading);

it('takes what is told by even steps and can be read here', () => {
  expect(checkEvent({}, readable)).toEqual([]);
  const measures = ['series/leads', 'waiting-curve/still_waiting_after_1d @ ACME'];
  expect(checkEvent({ measures, controls: ['series/market @ branch'] }, readable)).toEqual([]);
});

it.each([
  [{ measures: ['waiting-curve/median_wait @ acme'] }, 'measure', 'that is not told by even steps'],
  [{ measures: ['series/leads total'] }, 'measure', 'that is not told by even steps'],
  [{ measures: ['series/sales'] }, 'measure', 'This workspace cannot read “series/sales”'],
  [{ measures: ['series/leads'], controls: ['series/leads'] }, 'control', 'held against itself'],
  [{ controls: ['series/leads'] }, 'control', 'no measure to hold against it'],
])('refuses %j', (event, field, message) => {
  const [fault] = checkEvent(event, readable);
  expect(fault?.field).toBe(field);
  expect(fault?.message).toContain(message);
  expect(fault?.help).not.toBe('');
});
