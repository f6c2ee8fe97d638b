import { describe, expect, it } from 'vitest';
import { jsonPaths } from './json-paths.ts';

async function at(text: string, wanted: RegExp, chunk = 3) {
  async function* chunks() {
    for (let from = 0; from < text.length; from += chunk) yield text.slice(from, from + chunk);
  }
  const found = [];
  for await (const items of jsonPaths(chunks(), (path) => wanted.test(path))) found.push(...items);
  return found;
}
const values = (items: object[]) => items.map((item) => ('value' in item ? item.value : item));

const text = JSON.stringify(
  {
    Secret: { 'a"]}': ['x', { List: [1] }], List: [9] },
    Post: { Posts: { LIST: [{ a: '}\\"[' }, 2, null, 'x', [[3]]], n: -1.5e3 } },
    list: [],
  },
  null,
  1,
);

describe('values at paths', () => {
  it.each([1, 2, 7, 1000])('are found whatever stands beside them, in chunks of %i', async (chunk) => {
    expect(values(await at(text, /^post\/posts\/list\/\[\]$/, chunk))).toEqual([
      { a: '}\\"[' },
      2,
      null,
      'x',
      [[3]],
    ]);
    expect(await at(text, /^post\/posts\/n$/, chunk)).toMatchObject([{ value: -1500, path: 'post/posts/n' }]);
    expect(values(await at(text, /^list\/\[\]$/, chunk))).toEqual([]);
  });

  it('that are nested beyond all sense are told alike, whatever the chunks', async () => {
    const nested = `{"post": {"n": ${'['.repeat(400)} 1, "and so on"`;
    const [item] = await at(nested, /^post\/n$/, 1000);
    expect(item).toMatchObject({ damaged: expect.stringContaining('cannot be followed') });
    for (const chunk of [1, 7, 13]) expect(await at(nested, /^post\/n$/, chunk)).toEqual([item]);
  });

  it('say on which line they begin', async () => {
    const [item] = await at(text, /^post\/posts\/n$/);
    const line = text.slice(0, text.indexOf('"n"')).split('\n').length;
    expect(item?.line).toBe(line);
  });

  it('of the whole text are what JSON.parse makes of it', async () => {
    expect(values(await at(text, /^$/))).toEqual([JSON.parse(text)]);
  });

  it('end with the damage where the text breaks off or is nested too deep', async () => {
    for (let end = 1; end < text.length - 1; end += 5) {
      const cut = await at(text.slice(0, end), /^post\/posts\/list\/\[\]$/);
      expect(cut.at(-1)).toMatchObject({ damaged: expect.stringContaining('the file ends') });
    }
    expect(await at('['.repeat(5000), /x/)).toMatchObject([{ damaged: expect.any(String) }]);
  });

  it('that are no JSON are said so, one by one', async () => {
    expect(await at('{"a":[{"b":1},{b},3]}', /^a\/\[\]$/)).toMatchObject([
      { value: { b: 1 } },
      { damaged: 'is no well-formed JSON' },
      { value: 3 },
    ]);
  });
});
