import fc from 'fast-check';
import { type FuzzFile, fileOfSeed, type Seed } from './seed.ts';

/** One damage: what is done, and three numbers that say where and how. */
export interface Mutation {
  how: Damage;
  a: number;
  b: number;
  c: number;
}

/** What exports of every platform have brought sooner or later, and what an enemy would. */
export const hostile: string[] = [
  '',
  '\u0000',
  'a\u0000b',
  '\ufeff',
  '\uffff',
  '\ud800',
  '\u202eevil\u202c',
  'שלום عالم',
  '👩‍👩‍👧‍👦',
  'e\u0301'.repeat(50),
  '1e999',
  '-1e999',
  '9'.repeat(400),
  '-0',
  'NaN',
  'Infinity',
  '0x10',
  '00000000000000000000000000000000001',
  '18446744073709551616',
  '=HYPERLINK("x")',
  '"',
  '""',
  '"a"b',
  "'",
  ',,,,',
  ';;;;',
  '\t\t',
  '\r',
  '\r\n\r\n',
  '\u2028\u2029\u0085',
  '9999-99-99',
  '0000-00-00T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '+999999-01-01',
  '2026-02-30T25:61:61Z',
  '1970-01-01T00:00:00+99:99',
  '31.12.9999 23:59',
  '<![CDATA[',
  '<p><a href="x">',
  '&#0;&#xD800;&#x110000;&amp;amp;',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '\\',
  '\\u0000',
  '\\ud800',
  '%00',
  '../../x',
  'Ã¼ Ã¶ â‚¬',
];

const values: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  '\u0000',
  [],
  {},
  [[]],
  [null],
  { id: null },
  { __proto__x: 1 },
  'x'.repeat(3000),
  [1, 'a', null],
  ...hostile,
];

const damages = {
  flip: (text, { a, b }) => at(text, a, (head, tail) => head + String.fromCharCode(b % 256) + tail.slice(1)),
  insert: (text, { a, b }) => at(text, a, (head, tail) => head + pick(hostile, b) + tail),
  remove: (text, { a, b }) => at(text, a, (head, tail) => head + tail.slice((b % 40) + 1)),
  truncate: (text, { a }) => at(text, a, (head) => head),
  'double a line': (text, { a, b }) =>
    onLines(text, a, (line) => Array.from({ length: (b % 4) + 2 }, () => line)),
  'drop a line': (text, { a }) => onLines(text, a, () => []),
  'swap lines': (text, { a, b }) => swapLines(text, a, b),
  'replace a field': (text, { a, b, c }) => replaceField(text, a, pick(hostile, b), c),
  'replace a value': (text, { a, b }) => replaceValue(text, a, pick(values, b)),
  'remove a key': (text, { a }) => replaceValue(text, a, undefined),
  'wrong header': (text, { a, b }) =>
    onLines(text, 0, (line) => [replaceField(line, a, pick(hostile, b), 0)]),
  'no header': (text) => onLines(text, 0, () => []),
  'huge number': (text, { a, b }) =>
    replaceNth(text, /\d+/g, a, pick(['9'.repeat(310), '1e400', '-9e99', '0.1e-400'], b)),
  nest: (text, { a, b, c }) =>
    at(text, a, (head, tail) => head + pick(['[', '{"a":', '<a>', '('], b).repeat(c % 5000) + tail),
  repeat: (text, { a, b, c }) =>
    at(text, a, (head, tail) => head + tail.slice(0, (b % 60) + 1).repeat(c % 400) + tail),
  'carriage returns': (text) => text.replaceAll('\n', '\r'),
  windows: (text) => text.replaceAll('\n', '\r\n'),
  'other delimiter': (text, { a }) => text.replaceAll(/[,;]/g, pick([';', ',', '\t', '|', ' '], a)),
  'spoil quotes': (text, { a }) => replaceNth(text, /"/g, a, ''),
  'lines above': (text, { a, b }) => `${`${pick(hostile, b)}\n`.repeat(a % 30)}${text}`,
} satisfies Record<string, (text: string, mutation: Mutation) => string>;

const codings = {
  'utf-8 mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16 le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16 le bare': (text) => Buffer.from(text, 'utf16le'),
  'utf-16 be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'latin 1': (text) => Buffer.from(text, 'latin1'),
  'twice encoded': (text) => Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8'),
  'odd bytes': (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xc3, 0x28, 0x00])]),
  'cut character': (text) => Buffer.from(text).subarray(0, -1),
} satisfies Record<string, (text: string) => Uint8Array>;

export type Damage = keyof typeof damages | keyof typeof codings | 'flip a byte' | 'cut bytes';

const ways = [...Object.keys(damages), ...Object.keys(codings), 'flip a byte', 'cut bytes'] as Damage[];

/** Up to four damages, one after the other. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ how: fc.constantFrom(...ways), a: fc.nat(), b: fc.nat(), c: fc.nat() }),
  { minLength: 1, maxLength: 4 },
);

/** The file that damages make of a seed: those of its text first, then those of its bytes. */
export function mutate(seed: Seed, list: Mutation[]): FuzzFile {
  let content = seed.content;
  let bytes: Uint8Array | undefined;
  for (const mutation of list) {
    const damage = damages[mutation.how as keyof typeof damages];
    const coding = codings[mutation.how as keyof typeof codings];
    if (damage) content = inside(content, mutation, damage);
    else if (coding && typeof content === 'string') bytes = coding(content);
    else {
      bytes ??= fileOfSeed({ ...seed, content }).bytes;
      const place = mutation.a % Math.max(1, bytes.length);
      if (mutation.how === 'cut bytes') bytes = bytes.subarray(0, place);
      else bytes = Uint8Array.from(bytes, (byte, index) => (index === place ? mutation.b % 256 : byte));
    }
  }
  const { name, beside } = seed;
  return { name, bytes: bytes ?? fileOfSeed({ ...seed, content }).bytes, ...(beside && { beside }) };
}

function inside(
  content: Seed['content'],
  mutation: Mutation,
  damage: (text: string, mutation: Mutation) => string,
): Seed['content'] {
  if (typeof content === 'string') return damage(content, mutation);
  const name = pick(Object.keys(content), mutation.c);
  return { ...content, [name]: damage(content[name] ?? '', mutation) };
}

function at(text: string, place: number, make: (head: string, tail: string) => string): string {
  const index = place % (text.length + 1);
  return make(text.slice(0, index), text.slice(index));
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

function onLines(text: string, place: number, make: (line: string) => string[]): string {
  const lines = text.split('\n');
  const index = place % lines.length;
  return lines.flatMap((line, each) => (each === index ? make(line) : [line])).join('\n');
}

function swapLines(text: string, a: number, b: number): string {
  const lines = text.split('\n');
  const [i, j] = [a % lines.length, b % lines.length];
  [lines[i], lines[j]] = [lines[j] ?? '', lines[i] ?? ''];
  return lines.join('\n');
}

function replaceNth(text: string, pattern: RegExp, place: number, by: string): string {
  const found = [...text.matchAll(pattern)];
  const match = found[place % Math.max(1, found.length)];
  return match ? text.slice(0, match.index) + by + text.slice(match.index + match[0].length) : text;
}

function replaceField(text: string, place: number, by: string, quote: number): string {
  return replaceNth(text, /[^,;\t\n"]+/g, place, quote % 3 === 0 ? `"${by.replaceAll('"', '""')}"` : by);
}

/** Puts another value in the place of one within the JSON of the text, or of one of its lines. */
function replaceValue(text: string, place: number, by: unknown): string {
  const begin = text.search(/[[{]/);
  if (begin < 0) return text;
  const whole = parsed(text.slice(begin));
  if (whole === undefined) {
    return onLines(text, place, (line) => {
      const one = parsed(line);
      return [one === undefined ? line : JSON.stringify(withAnother(one, place, by))];
    });
  }
  return text.slice(0, begin) + JSON.stringify(withAnother(whole, place, by));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withAnother(value: unknown, place: number, by: unknown): unknown {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (each: unknown) => {
    if (each === null || typeof each !== 'object') return;
    for (const key of Object.keys(each)) {
      places.push([each as Record<string, unknown>, key]);
      walk((each as Record<string, unknown>)[key]);
    }
  };
  walk(value);
  const found = places[place % Math.max(1, places.length)];
  if (found) found[0][found[1]] = by;
  return value;
}
