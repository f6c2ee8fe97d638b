import { describe, expect, it } from 'vitest';
import { answering, memoryCache, stubbed } from '../../test/coders/model.ts';
import type { Codable } from './coder.ts';
import { sendable } from './coding-prompt.ts';
import { retryAfter } from './model-call.ts';

const message = (id: number, text: string, own = false): Codable => ({
  id,
  text,
  conversation: id,
  own,
  source: 'x',
  route: 'file',
});
const leak = message(1, '@Acme_Pumps the pump leaks, call Ann at +49 30 1234567 or ann@acme.example');

/** Scores by code, without those that say nothing. */
const told = ({ codes }: { codes: readonly string[] }, scores: ArrayLike<number>) =>
  Object.fromEntries(codes.flatMap((code, k) => (Number.isNaN(scores[k]) ? [] : [[code, scores[k]]])));

describe('the coder that asks a language model', () => {
  it('sends one message a request as data, without names and numbers, and takes its codes', async () => {
    const { coder, asked } = stubbed(() => answering({ codes: ['act/complaint'] }), { key: 'secret' });
    const [labelled] = await coder.label([leak, message(2, 'We are sorry', true)]);
    expect(told(coder, labelled.scores)).toEqual({ 'act/complaint': 1, 'act/thanks': 0, 'act/rare': 0 });
    expect(labelled.fold).toBeUndefined();
    const [{ url, headers, redirect, text, system }] = asked;
    expect(url).toBe('http://localhost:9/v1/chat/completions');
    expect(headers.get('authorization')).toBe('Bearer secret');
    expect(redirect).toBe('manual');
    expect(text).toBe('@person the pump leaks, call Ann at @number or @person');
    expect(system).toContain('act/complaint');
    expect(system).not.toContain('voice/human');
    expect(system).not.toContain('leaks');
    expect(asked[1].system).toContain('voice/human');
  });

  it('discards and counts codes that are not in the codebook, or of the other side', async () => {
    const { coder } = stubbed(() =>
      answering({
        codes: ['act/thanks', 'act/praise', '__proto__', 'voice/pitch', 'act/thanks'],
        setting: 1,
      }),
    );
    const [{ scores }] = await coder.label([leak]);
    expect(told(coder, scores)).toEqual({ 'act/complaint': 0, 'act/thanks': 1, 'act/rare': 0 });
    expect(coder.notes()).toMatchObject({ asked: 1, unknownCodes: 3 });
  });

  it('takes nothing of a facet of one code where it gets two', async () => {
    const { coder } = stubbed(() => answering({ codes: ['voice/human', 'voice/pitch'] }));
    const [{ scores }] = await coder.label([message(3, 'our pump', true)]);
    expect(told(coder, scores)).toEqual({});
    expect(coder.notes()).toMatchObject({ contradicting: 1 });
  });

  it('reads JSON in a fence, and no other answer', async () => {
    const answers = [
      '```json\n{"codes": ["act/thanks"]}\n```',
      'act/thanks',
      '{"codes": "act/thanks"}',
      '["act/thanks"]',
      'Sure! {"codes": ["act/thanks"]}',
      '',
    ];
    const { coder } = stubbed(({ text }) => answering(answers[Number(text)]));
    const labels = await coder.label(answers.map((_, id) => message(id, String(id))));
    expect(labels.map(({ scores }) => Object.keys(told(coder, scores)).length)).toEqual([3, 0, 0, 0, 0, 0]);
    expect(coder.notes()).toMatchObject({ asked: 6, unusable: 5 });
    const { coder: other } = stubbed(() => new Response('<html>'));
    expect(told(other, (await other.label([leak]))[0].scores)).toEqual({});
  });

  it('asks once for the same text, and never again while model and codebook are the same', async () => {
    const cache = memoryCache();
    const once = stubbed(() => answering({ codes: ['act/complaint'] }), {}, cache);
    const labels = await once.coder.label([leak, { ...leak, id: 7 }]);
    expect(once.asked).toHaveLength(1);
    expect(labels.map(({ scores }) => scores[0])).toEqual([1, 1]);
    expect([...cache.kept.entries()].flat().join()).not.toContain('leaks');
    const again = stubbed(() => answering({ codes: [] }), {}, cache);
    expect((await again.coder.label([leak]))[0].scores[0]).toBe(1);
    expect(again.asked).toHaveLength(0);
    expect(again.coder.notes()).toMatchObject({ asked: 0, fromBefore: 1 });
    for (const over of [{ model: 'other' }, { codebook: 'v2' }, { base: 'http://localhost:8/v1' }]) {
      const changed = stubbed(() => answering({ codes: [] }), over, cache);
      expect((await changed.coder.label([leak]))[0].scores[0], JSON.stringify(over)).toBe(0);
      expect(changed.coder.version).not.toBe(once.coder.version);
    }
  });

  it('holds back what may not be sent', async () => {
    const { coder, asked } = stubbed(() => answering({ codes: [] }), {
      mayLeave: ({ source }) => source !== 'x',
    });
    const labels = await coder.label([leak, { ...message(2, 'thanks'), source: 'crm' }]);
    expect(asked.map(({ text }) => text)).toEqual(['thanks']);
    expect(labels.map(({ scores }) => Number.isNaN(scores[0]))).toEqual([true, false]);
    expect(coder.notes()).toMatchObject({ held: 1 });
    expect(coder.cost([leak])).toMatchObject({
      messages: 0,
      held: 1,
      heldOf: { x: 1 },
      tokens: { sent: 0, received: 0 },
    });
  });

  it('says before what it would cost, and where the text goes', () => {
    const { coder, asked } = stubbed(() => answering({}), { prices: { sent: 2, received: 10 } });
    const cost = coder.cost([leak, leak]);
    expect(cost).toMatchObject({ messages: 2, held: 0, address: 'http://localhost:9/v1/chat/completions' });
    const { sent, received } = cost.tokens ?? { sent: 0, received: 0 };
    expect(sent).toBeGreaterThan(200);
    expect(cost.price).toBeCloseTo((2 * sent + 10 * received) / 1e6, 12);
    expect(asked).toHaveLength(0);
  });

  it('asks again when a server is busy, as long after as it says', async () => {
    const busy = [
      () => new Response('', { status: 429, headers: { 'retry-after': '7' } }),
      () => new Response('', { status: 503 }),
      () => {
        throw new TypeError('fetch failed');
      },
      () => answering({ codes: ['act/thanks'] }),
    ];
    const { coder, waits } = stubbed((_, count) => busy[count - 1]());
    expect((await coder.label([leak]))[0].scores[1]).toBe(1);
    expect(waits).toEqual([7000, 2000, 4000]);
    expect(retryAfter('Sun, 22 Nov 2026 10:00:30 GMT', Date.parse('2026-11-22T10:00:00Z'))).toBe(30_000);
    expect(retryAfter('soon', 0)).toBeUndefined();
    const never = stubbed(() => new Response('', { status: 429, headers: { 'retry-after': '86400' } }));
    expect(told(never.coder, (await never.coder.label([leak]))[0].scores)).toEqual({});
    expect(never.waits).toEqual([60_000, 60_000, 60_000]);
    expect(never.coder.notes()).toMatchObject({ refused: 1 });
  });

  it('never has more than so many questions open', async () => {
    let open = 0;
    let most = 0;
    const { coder } = stubbed(
      async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setImmediate(resolve));
        open--;
        return answering({ codes: [] });
      },
      { atOnce: 3 },
    );
    await coder.label(
      Array.from({ length: 20 }, (_, id) => message(id, `text ${'abcdefghijklmnopqrst'[id]}`)),
    );
    expect(most).toBe(3);
  });

  it('gives up where the key is wrong, and where nothing answers, and keeps what it had', async () => {
    const cache = memoryCache();
    const wrong = stubbed(() => new Response('', { status: 401 }), { key: 'secret' });
    await expect(wrong.coder.label([leak])).rejects.toThrow('answered with status 401');
    const dead = stubbed(
      ({ text }) => (text === 'a' ? answering({ codes: [] }) : new Response('', { status: 400 })),
      { atOnce: 1 },
      cache,
    );
    const many = ['a', ...Array.from({ length: 40 }, (_, k) => 'b'.repeat(k + 1))].map((text, id) =>
      message(id, text),
    );
    await expect(dead.coder.label(many)).rejects.toThrow('no answer to 20 messages in a row');
    expect(dead.asked).toHaveLength(21);
    expect(cache.kept.size).toBe(1);
  });

  it('refuses an address that is none or would tell the key', () => {
    const at = (base: string, key?: string) => () => stubbed(() => answering({}), { base, key });
    expect(at('models')).toThrow('is no address');
    expect(at('file:///etc/passwd')).toThrow('cannot be the address');
    expect(at('https://ann:pw@models.example/v1')).toThrow('https://models.example cannot be the address');
    expect(at('http://models.example/v1', 'secret')).toThrow('for all to read');
    expect(at('http://models.example/v1')).not.toThrow();
    expect(at('https://models.example/v1/', 'secret')).not.toThrow();
  });
});

describe('what is sent of a text', () => {
  it('names nobody by handle, mail or number, and is bounded', () => {
    expect(sendable('.@Ann_B: see ann.b@acme.example (order 0049 123 456 789)')).toBe(
      '.@person: see @person (order @number)',
    );
    expect(sendable('it costs 1200 euros in 2026')).toBe('it costs 1200 euros in 2026');
    expect(sendable('x'.repeat(1e6))).toHaveLength(4000);
  });
});
