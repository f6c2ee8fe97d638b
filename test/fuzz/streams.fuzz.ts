import { describe, expect, it } from 'vitest';
import { isProblem } from '../../src/model/problem.ts';
import type { InputFile } from '../../src/model/reader.ts';
import { detect } from '../../src/sources/detect.ts';
import { memoryWatch } from './memory.ts';
import { seeds } from './seeds.ts';

const gigabytes = Number(process.env.FUZZ_GIGABYTES ?? 1);
const textOf = (name: string) => seeds.find((seed) => seed.name === name)?.content as string;
const piece = 2 ** 20;
const filled = (text: string) => text.repeat(Math.ceil(piece / text.length));
const [head = '', ...rows] = textOf('google_play_reviews.csv').split(/(?<=\n)(?=r\d)/);
const good = head + rows.join('');
const [opening = '', tweet = ''] = /^([^{]*)(\{.*?\}\s*\}),/s.exec(textOf('tweets.js'))?.slice(1) ?? [];
const [simulated = '', line = ''] = textOf('linkedin.jsonl').split(/(?<=\n)/);

/** Files without end: how they begin, and what they go on with. */
const endless: [what: string, name: string, begin: string, then: string][] = [
  ['reviews', 'google_play_reviews.csv', head, filled(rows.join(''))],
  ['tweets', 'tweets.js', `${opening}${tweet}`, filled(`,${tweet}`)],
  ['simulated messages', 'linkedin.jsonl', simulated, filled(line)],
  ['one line', 'google_play_reviews.csv', `${good}r1,Ann,`, filled('word ')],
  ['one quoted field', 'google_play_reviews.csv', `${good}r1,Ann,"`, filled(`${'word '.repeat(200)}\n`)],
  ['one text', 'tweets.js', `${opening}{"tweet":{"full_text":"`, filled('word ')],
  ['one list in another', 'tweets.js', `${opening}{"tweet":`, filled('[')],
  ['spaces', 'tweets.js', opening, filled(' ')],
  ['empty lines', 'google_play_reviews.csv', good, filled(`${' '.repeat(1000)}\n`)],
  ['nothing but a letter', 'posts.csv', '', filled('a')],
  ['zero bytes', 'posts.csv', good, filled('\u0000')],
];

describe('streams', () => {
  it.each(endless)(
    `of ${gigabytes} GB of %s end within memory`,
    { timeout: 0 },
    async (what, name, begin, then) => {
      const memory = memoryWatch();
      const file = endlessFile(name, begin, then, memory.look);
      const began = Date.now();
      const said = await outcome(file);
      console.log(
        `${what}: ${said}; ${memory.grown()} MB more, ${Math.round((Date.now() - began) / 1000)} s`,
      );
      expect(memory.grown()).toBeLessThan(500);
    },
  );
});

function endlessFile(name: string, begin: string, then: string, look: () => void): InputFile {
  const first = Buffer.from(begin);
  const next = Buffer.from(then);
  const bytes = gigabytes * 2 ** 30;
  const file = {
    name,
    shown: name,
    bytes,
    head: async (length: number) => Buffer.concat([first, next]).subarray(0, length),
    stream: async function* () {
      if (first.length > 0) yield first;
      for (let given = first.length; given < bytes; given += next.length) {
        look();
        yield next;
      }
    },
    beside: async () => Buffer.from('window.YTD.account.part0 = [{"account": {"username": "acme"}}]'),
  };
  return file;
}

async function outcome(file: InputFile): Promise<string> {
  const options = { zone: 'UTC', us: ['acme'] };
  try {
    const found = await detect(file, options);
    if ('refused' in found) return `refused: ${found.refused.slice(0, 120)}`;
    const counts = { accepted: 0, rejected: 0, empty: 0 };
    let why = '';
    for await (const batch of found.reader.read(file, options).rows) {
      for (const row of batch) {
        if ('rejected' in row) {
          counts.rejected += 1;
          why ||= `, such as: ${row.rejected}`;
        } else if ('empty' in row) counts.empty += 1;
        else counts.accepted += 1;
      }
    }
    return `${JSON.stringify(counts)}${why}`;
  } catch (error) {
    if (isProblem(error)) return `refused: ${error.message.slice(0, 120)}`;
    throw error;
  }
}
