import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { codeTree, codeValue, findCode } from '../model/codebook.ts';
import { starterCodebook } from '../model/starter-codebook.ts';
import { checkText, parsePlan } from './plan.ts';
import { codebookTree } from './plan-codebook.ts';
import { editPlan } from './plan-edit.ts';
import { planTemplate } from './template.ts';

const faultIn = (text: string) => checkText(text).faults[0]?.message;

describe('the codebook of a plan', () => {
  it('is the starter while the plan has none', () => {
    expect(parsePlan('').codebook).toBe(starterCodebook);
    expect(parsePlan('codebook: []').codebook).toBe(starterCodebook);
  });

  it('says of every code of the starter what it means, when to use it and when not', () => {
    const words = starterCodebook.facets.flatMap(({ codes }) => codes.map(({ word }) => word));
    expect(words).toEqual(
      expect.arrayContaining([
        ...['question', 'request', 'complaint', 'thanks', 'praise', 'advice', 'idea', 'recommendation'],
        ...['buying', 'need', 'shared-interest', 'small-talk', 'helping', 'promotional'],
        ...['answers', 'asks', 'pitches', 'human', 'direct', 'product', 'not-product'],
        ...['shallow', 'substantive'],
      ]),
    );
    for (const { choose, codes } of starterCodebook.facets) {
      expect(codes.every(({ definition }) => definition.endsWith('.'))).toBe(true);
      if (choose === 'many')
        for (const { use, avoid, examples } of codes) expect(use && avoid && examples[0]).toBeTruthy();
    }
  });

  it('comes back the same from plan.yaml', () => {
    const copied = parsePlan(stringify({ codebook: codebookTree(starterCodebook) })).codebook;
    expect({ ...copied, starter: true }).toEqual(starterCodebook);
    const edited = editPlan(planTemplate, [{ path: ['codebook'], value: codebookTree(starterCodebook) }]);
    expect({ ...parsePlan(edited).codebook, starter: true }).toEqual(starterCodebook);
  });

  it('fills in what is left out', () => {
    const { codebook } = parsePlan(`codebook:
  - {word: mood, level: interval, codes: [{word: low, value: -1}, {word: high, value: 2.5}]}
  - word: act
    codes: [{word: b, parent: a}, {word: a, name: A}]`);
    const [mood, act] = codebook.facets;
    expect(mood).toMatchObject({ name: 'mood', of: 'others', choose: 'one' });
    expect(act).toMatchObject({ level: 'nominal', choose: 'many' });
    expect(mood && [codeValue(mood, 'low'), codeValue(mood, 'high')]).toEqual([-1, 2.5]);
    expect(act && codeValue(act, 'a')).toBeUndefined();
    expect(act && codeTree(act).map(({ code, depth }) => [code.word, depth])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(findCode(codebook, 'act/a')?.code).toMatchObject({ name: 'A', version: 1, examples: [] });
    expect(findCode(codebook, 'act/c')).toBeUndefined();
  });

  it.each([
    ['codebook: {act: []}', 'is no list of facets'],
    ['codebook: [{word: a, codes: [{word: "b c"}]}]', 'is no single word: letters, digits and hyphens'],
    ['codebook: [{word: a, codes: [{word: b.c}]}]', 'is no word of letters, digits and hyphens'],
    ['codebook: [{word: a, codes: [{word: b}, {word: b}]}]', 'is the word of another code already'],
    ['codebook: [{word: a, codes: []}, {word: a, codes: []}]', 'is the word of another facet already'],
    ['codebook: [{word: a, codes: [{word: b, parent: c}]}]', 'is no code of this facet'],
    [
      'codebook: [{word: a, codes: [{word: b, parent: c}, {word: c, parent: b}]}]',
      'leads back to the code itself',
    ],
    ['codebook: [{word: a, codes: [{word: b, version: 0}]}]', 'is no whole number from 1 on'],
    ['codebook: [{word: a, level: ordered, codes: []}]', 'is none of nominal, ordinal, interval'],
    ['codebook: [{word: a}]', '“codebook.a.codes” is missing'],
  ])('refuses %j', (text, message) => {
    expect(faultIn(text)).toContain(message);
  });
});
