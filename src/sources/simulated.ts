import { z } from 'zod';
import type { Message, Row } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../model/reader.ts';
import { isOurs } from './accounts.ts';
import { batches } from './batches.ts';
import { excerptOf } from './csv.ts';
import { decode, invalidByte } from './encoding/encoding.ts';
import { lineBatches } from './lines.ts';
import { mentionsIn } from './mentions.ts';
import { textOf } from './separated.ts';
import { tally } from './tally.ts';
import { tidyText } from './tidy.ts';
import { timeReader } from './time/time.ts';

/** One platform of a simulated company: JSON lines of which the first says that they are simulated. */
export const simulated: Reader = {
  word: 'simulated',
  title: 'Simulated company (from rapport demo)',
  version: 1,
  detect,
  read,
};

const header = z.object({
  rapport: z.literal('simulated'),
  version: z.number(),
  company: z.string(),
  source: z.string(),
  accounts: z.array(z.string()).min(1),
  sides: z.enum(['both', 'own']),
  observedUntil: z.iso.datetime(),
});
const line = z.object({
  id: z.string(),
  at: z.string(),
  author: z.string(),
  name: z.string().optional(),
  text: z.string(),
  parent: z.string().optional(),
  channel: z.string().optional(),
  lang: z.string().optional(),
});

async function detect(file: InputFile): Promise<Detection | undefined> {
  const found = await headerOf(file);
  if (!found) return undefined;
  return {
    reader: simulated.word,
    confidence: 1,
    summary: `Simulated messages of ${found.company} on ${found.source}: nothing in it is real`,
    questions: [],
  };
}

/** What the first line says; undefined where it is not that of a simulated file. Throws a Problem for a newer one. */
async function headerOf(file: InputFile): Promise<z.infer<typeof header> | undefined> {
  const [first = ''] = (await textOf(await file.head(16_384), 'utf-8')).split('\n', 1);
  if (!/^\s*\{\s*"rapport"\s*:\s*"simulated"/.test(first)) return undefined;
  const parsed = header.safeParse(json(first));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    throw new Problem(
      `${file.shown}, line 1: “${path.join('.')}” ${message}.`,
      'A simulated file begins with a line that describes it; make it anew with rapport demo.',
    );
  }
  if (parsed.data.version > simulated.version)
    throw new Problem(
      `${file.shown} was made by a newer Rapport (form ${parsed.data.version}).`,
      'Update Rapport, or make the demo anew in another folder.',
    );
  return parsed.data;
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  const time = timeReader('iso');
  let about: z.infer<typeof header> | undefined;

  async function* rows(): AsyncGenerator<Row[]> {
    about = await headerOf(file);
    count.note('Simulated: no person and no message in it is real.');
    for (const account of about?.accounts ?? []) if (ours(account)) count.own(account);
    let number = 0;
    const numbered = (async function* () {
      for await (const lines of lineBatches(decode(file.stream(), 'utf-8'), '\n'))
        yield lines.map((text) => ({ text, number: ++number }));
    })();
    yield* batches(numbered, ({ text, number: at }): Row => {
      if (at === 1 || text.trim() === '') return { line: at, empty: true };
      const message = understand(text);
      if (typeof message === 'string') return { line: at, rejected: message, excerpt: excerptOf(text) };
      return { line: at, messages: [count.add(message)] };
    });
  }

  function ours(account: string): boolean {
    return isOurs({ id: account }, options.us);
  }

  function understand(text: string): Message | string {
    if (invalidByte.test(text)) return 'holds bytes that are no UTF-8';
    const parsed = line.safeParse(json(text));
    if (!parsed.success) return 'is no message of a simulated file';
    const { id, at, author, name, parent, channel, lang } = parsed.data;
    const { text: said } = tidyText(parsed.data.text, 'keep');
    const stated = time(at);
    if ('wrong' in stated) return stated.wrong;
    const own = about?.accounts.some((account) => account.toLowerCase() === author.toLowerCase()) ?? false;
    return {
      source: about?.source ?? simulated.word,
      nativeId: id,
      kind: parent ? 'reply' : 'post',
      author: { id: author, ...(name ? { name } : {}) },
      own: own && ours(author),
      text: said,
      createdAt: stated.at,
      precision: stated.precision,
      mentions: mentionsIn(said),
      ...(parent ? { parentId: parent } : {}),
      ...(channel ? { channel } : {}),
      ...(lang ? { lang } : {}),
    };
  }

  return { rows: rows(), summary: () => count.summary(about?.sides ?? 'both', about?.observedUntil) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
