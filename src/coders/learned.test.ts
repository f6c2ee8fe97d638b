import { describe, expect, it } from 'vitest';
import { codings, facets, madeUp } from '../../test/coders/made-up.ts';
import type { HumanCoding } from './codes.ts';
import { foldOf, usualFolds } from './fold.ts';
import { learnedCoder } from './learned.ts';

const messages = madeUp(900);
const coded = codings(messages.slice(0, 300));
const texts = messages.map(({ text }) => text);
const folds = 5;
const made = (over: Partial<Parameters<typeof learnedCoder>[0]> = {}) =>
  learnedCoder({ facets, codebook: 'v1', coded, texts, seed: 1, folds, ...over });

describe('the learned coder', () => {
  it('finds what it was shown, in messages that nobody coded', async () => {
    const coder = await made();
    expect(coder.codes).toEqual(['act/complaint', 'act/thanks', 'act/rare', 'voice/human', 'voice/pitch']);
    expect(coder.trainedOn.act + coder.trainedOn.voice).toBe(300);
    const unseen = messages.slice(300);
    const labels = await coder.label(unseen);
    for (const code of ['act/complaint', 'act/thanks', 'voice/human', 'voice/pitch']) {
      const at = coder.codes.indexOf(code);
      const judged = unseen.flatMap((message, k) =>
        message.own === code.startsWith('voice')
          ? [{ score: labels[k].scores[at], has: message.codes.has(code) }]
          : [],
      );
      const right = judged.filter(({ score, has }) => score >= 0.5 === has).length;
      expect(right / judged.length, code).toBeGreaterThan(0.95);
      // calibrated: the scores add up to about as many as there are
      const sum = judged.reduce((total, { score }) => total + score, 0) / judged.length;
      const share = judged.filter(({ has }) => has).length / judged.length;
      expect(Math.abs(sum - share), code).toBeLessThan(0.05);
    }
  });

  it('scores no message by a model that saw a code of its fold: changing all those codes and texts changes no label there', async () => {
    const before = await made();
    const after = await made({
      coded: coded.map((one) =>
        foldOf(1, one.conversation, folds) === 2
          ? {
              ...one,
              text: 'quite another text, in the plant on Monday',
              codes: new Set([one.facets.has('act') ? 'act/thanks' : 'voice/pitch']),
            }
          : one,
      ),
    });
    const [a, b] = await Promise.all([before.label(messages), after.label(messages)]);
    const ofFold = messages.map((_, k) => k).filter((k) => a[k].fold === 2);
    expect(ofFold.length).toBeGreaterThan(100);
    expect(ofFold.some((k) => k < 300)).toBe(true);
    for (const k of ofFold) expect(b[k]).toEqual(a[k]);
    const elsewhere = messages.map((_, k) => k).filter((k) => a[k].fold !== 2);
    expect(elsewhere.some((k) => a[k].scores.some((score, at) => score !== b[k].scores[at]))).toBe(true);
    expect(after.version).not.toBe(before.version);
  });

  it('parts the codings into ten where they are few, and into five where they are many', () => {
    expect([usualFolds(200), usualFolds(1001)]).toEqual([10, 5]);
  });

  it('puts messages of one conversation into one fold', async () => {
    const labels = await (await made()).label(messages);
    for (let k = 0; k < messages.length; k += 2) expect(labels[k].fold).toBe(labels[k + 1].fold);
    const sizes = [0, 1, 2, 3, 4].map((fold) => labels.filter((label) => label.fold === fold).length);
    expect(Math.min(...sizes)).toBeGreaterThan(120);
  });

  it('gives the same labels for the same seed, in whatever order the codings come and messages are asked for', async () => {
    const one = await made();
    const other = await made({ coded: [...coded].reverse() });
    expect(other.version).toBe(one.version);
    const all = await one.label(messages);
    const [last] = await other.label([messages[850]]);
    expect(last).toEqual(all[850]);
    const another = await made({ seed: 2 });
    expect(another.version).not.toBe(one.version);
    expect((await another.label(messages)).map(({ fold }) => fold)).not.toEqual(all.map(({ fold }) => fold));
  });

  it('says nothing of the other side, and nothing of a facet with too few codings', async () => {
    const few = coded.filter((one) => one.facets.has('act')).slice(0, 120);
    const coder = await made({ coded: few });
    expect(coder.notes()).toEqual({ untaught: ['act/rare'], facetsLeftOut: ['voice'] });
    const labels = await coder.label(messages);
    messages.forEach(({ own }, k) => {
      expect([...labels[k].scores.slice(0, 2)].every(Number.isNaN)).toBe(own);
      expect([...labels[k].scores.slice(3)].every(Number.isNaN)).toBe(true);
    });
  });

  it('gives a code that is too rare to learn its share in the codings of the other folds', async () => {
    const coder = await made();
    const at = coder.codes.indexOf('act/rare');
    const labels = await coder.label(messages.slice(0, 300));
    const fold = 3;
    const from = coded.filter(
      ({ facets, conversation }) => facets.has('act') && foldOf(1, conversation, folds) !== fold,
    );
    const has = from.filter(({ codes }) => codes.has('act/rare')).length;
    const found = labels.find((label, k) => label.fold === fold && !messages[k].own);
    expect(found?.scores[at]).toBeCloseTo((has + 0.5) / (from.length + 1), 4);
  });

  it('refuses to learn from fewer than 30 codings, and two codings of one message', async () => {
    const act = coded.filter((one) => one.facets.has('act'));
    await expect(made({ coded: act.slice(0, 29) })).rejects.toThrow(
      'No facet of the codebook has 30 messages that a person coded (act has 29).',
    );
    await expect(made({ coded: act.slice(0, 30) })).resolves.toBeDefined();
    await expect(made({ coded: [...coded, coded[0]] })).rejects.toThrow('more than one coding');
  });

  it('stops when it is told to', async () => {
    const coder = await made();
    await expect(coder.label(messages, AbortSignal.abort())).rejects.toThrow();
  });

  it('answers others while it learns and labels', async () => {
    const longer: HumanCoding[] = coded.map((one) => ({ ...one, text: `${one.text} `.repeat(20) }));
    let turns = 0;
    const beat = setInterval(() => turns++, 0);
    const coder = await made({ coded: longer });
    const learning = turns;
    await coder.label(
      Array.from({ length: 5 }, () => messages)
        .flat()
        .map((one) => ({ ...one, text: one.text.repeat(5) })),
    );
    clearInterval(beat);
    expect(learning).toBeGreaterThan(0);
    expect(turns).toBeGreaterThan(learning);
  });
});
