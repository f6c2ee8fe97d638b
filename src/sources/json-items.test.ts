import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonItem, jsonItems } from './json-items.ts';

async function itemsOf(text: string, chunk: number): Promise<JsonItem[]> {
  async function* chunks() {
    for (let at = 0; at < text.length; at += chunk) yield text.slice(at, at + chunk);
  }
  const items: JsonItem[] = [];
  for await (const batch of jsonItems(chunks(), /"list"\s*:\s*\[/)) items.push(...batch);
  return items;
}

describe('jsonItems', () => {
  it('gives what JSON.parse gives, however the chunks fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        async (values, chunk, pretty) => {
          const text = JSON.stringify({ before: 1, list: values, after: [1, 2] }, null, pretty ? 1 : 0);
          const items = await itemsOf(text, chunk);
          expect(items.map((item) => ('value' in item ? item.value : item))).toEqual(JSON.parse(text).list);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('names the line and rejects only the damaged element', async () => {
    const items = await itemsOf('{"list": [\n{"a": 1},\n{"a": oops},\n{"a": 3}]}', 5);
    expect(items).toEqual([
      { line: 2, value: { a: 1 } },
      { line: 3, damaged: 'is no well-formed JSON', excerpt: '{"a": oops}' },
      { line: 4, value: { a: 3 } },
    ]);
  });

  it('says where a file was cut off', async () => {
    expect((await itemsOf('{"list": [{"a": 1},\n{"a": "x', 4)).at(-1)).toMatchObject({
      line: 2,
      damaged: expect.stringContaining('in the middle'),
    });
    expect((await itemsOf('{"list": [{"a": 1},', 4)).at(-1)).toMatchObject({
      damaged: expect.stringContaining('ends before'),
    });
  });
});
