import { describe, expect, it } from 'vitest';
import { testPlan } from '../../test/reading.ts';
import { nearest } from '../model/nearest.ts';
import type { Plan } from '../model/plan.ts';
import { nameFaults } from './plan-names.ts';

const role = (word: string, named: string[] = []) => ({ word, for: named, accounts: [] });
const said = (change: Partial<Plan>, channels?: string[]) =>
  nameFaults(
    { ...testPlan, own: {}, goals: [], groups: [], channels: [], events: [], ...change },
    channels,
  ).map(({ message, help }) => `${message} ${help}`);

describe('names of the plan that nothing answers to', () => {
  it('are channels that are nearly an account, and those of events that are nowhere', () => {
    expect(said({ channels: [role('haeuselman')] }, ['haeuselmann'])).toEqual([
      'channels: there is no account “haeuselman”. Did you mean haeuselmann?',
    ]);
    // a channel that is planned may not be in the data yet
    expect(said({ channels: [role('linkedin')] }, ['haeuselmann'])).toEqual([]);
    const event = { on: '2026-05-01', kind: 'other' as const, title: 'Fair', channels: ['linkdin'] };
    expect(said({ channels: [role('linkedin')], events: [event] })).toEqual([
      'events, Fair (2026-05-01): there is no channel “linkdin”. Did you mean linkedin?',
    ]);
  });

  it('are groups of a channel that are not there, and words with spaces', () => {
    const groups = [
      { word: 'managers', name: 'Managers' },
      { word: 'lab dealers', name: 'Dealers' },
    ];
    expect(said({ groups, channels: [role('x', ['manager', 'managers', 'press'])] })).toEqual([
      'groups: “lab dealers” is more than one word. Write lab-dealers, and the words under name.',
      'channels.x.for: there is no group “manager”. Did you mean managers?',
      'channels.x.for: there is no group “press”. Name it under groups, or take it out.',
    ]);
  });

  it('are a locale that is no language, and an objective that is a number or a slip', () => {
    expect(said({ locale: 'Austria' })[0]).toContain('Write a language and a country, such as de-AT');
    expect(said({ locale: 'de-AT' })).toEqual([]);
    const goal = (objective: string) => ({
      goals: [{ word: 'a', title: 'A', direction: 'up' as const, milestones: [], states: {}, objective }],
    });
    expect(said(goal('8'))[0]).toContain('goals.a.objective: “8” is no objective.');
    expect(said(goal('brand awarness'))).toEqual([
      'goals.a.objective: “brand awarness” is not one of the known ones. Did you mean brand awareness?',
    ]);
    expect([...said(goal('Sales')), ...said(goal('calm at the desk'))]).toEqual([]);
  });
});

describe('the nearest word', () => {
  // kitten to sitting takes three changes: Levenshtein's own textbook example.
  it.each([
    ['goal', ['goals', 'own'], 'goals'],
    ['kitten', ['sitting'], undefined],
    ['sitten', ['sitting'], 'sitting'],
    ['own', ['own', 'owns'], undefined],
    ['x', ['y'], undefined],
    ['lunch', ['hours', 'days'], undefined],
  ])('to %s among %j is %s', (word, words, near) => {
    expect(nearest(word, words)).toBe(near);
  });
});
