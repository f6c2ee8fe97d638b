import type { Message, Row } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../model/reader.ts';
import { isOneOf } from './accounts.ts';
import { batches } from './batches.ts';
import { excerptOf } from './csv.ts';
import { fieldsRow } from './fields-row.ts';
import { mentionsIn } from './mentions.ts';
import { findLayout, openSeparated } from './separated.ts';
import { isScientific, spoiltExample, spoiltHelp, spoiltSentence } from './spoilt-ids.ts';
import { tally, withoutIdsNote } from './tally.ts';
import { tidyText } from './tidy.ts';
import { timeReader } from './time/time.ts';

const columns = [
  'tweet_id',
  'author_id',
  'inbound',
  'created_at',
  'text',
  'response_tweet_id',
  'in_response_to_tweet_id',
] as const;

/** The corpus "Customer Support on Twitter" and files cut from it: both sides of support conversations on X. */
export const twcs: Reader = {
  word: 'support-corpus',
  title: 'Customer-support corpus (CSV)',
  version: 1,
  detect,
  read,
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const layout = await findLayout(file);
  if (layout === undefined || columns.some((column) => !layout.header.includes(column))) return undefined;
  const at = layout.header.indexOf('tweet_id');
  const spoilt = spoiltExample(layout.sample.map((row) => row[at] ?? ''));
  if (spoilt !== undefined && !options.withoutIds) {
    throw new Problem(spoiltSentence(file.shown, 'tweet_id', spoilt), spoiltHelp);
  }
  const inbound = layout.header.indexOf('inbound');
  const author = layout.header.indexOf('author_id');
  const ours = new Set(
    layout.sample.filter((row) => /^false$/i.test(row[inbound] ?? '')).map((row) => row[author]),
  );
  const named = [...ours].slice(0, 3).join(', ');
  const summary = `Customer-support corpus, conversations of ${named || 'brands'}${ours.size > 3 ? ' and others' : ''}`;
  return { reader: twcs.word, confidence: 0.98, summary, questions: [] };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  let customers = 0;
  const time = timeReader('x');

  async function* rows(): AsyncGenerator<Row[]> {
    const layout = await findLayout(file);
    if (layout === undefined) throw new Problem(`${file.shown} is no customer-support corpus.`);
    const places = columns.map((column) => layout.header.indexOf(column));
    const opened = await openSeparated(file, layout);
    count.encoding(opened.encoding);
    const ofRow = (all: string[], line: number): Row | string => {
      const fields = places.map((place) => (all[place] ?? '').trim());
      const message = understand(fields, all[places[4] ?? 0] ?? '');
      return typeof message === 'string' ? message : { line, messages: [count.add(message)] };
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
  }

  function understand(fields: string[], raw: string): Message | string {
    const [id = '', author = '', inbound = '', created = '', , replies = '', parent = ''] = fields;
    if (!options.withoutIds) {
      if (id === '') return 'has no tweet_id';
      if (isScientific(id)) return `its tweet_id "${id}" was spoilt by a spreadsheet`;
    }
    if (author === '') return 'has no author_id';
    if (!/^(true|false)$/i.test(inbound))
      return `says "${excerptOf(inbound)}" for inbound, which is neither True nor False`;
    const at = time(created);
    if ('wrong' in at) return at.wrong;
    const customer = /^true$/i.test(inbound);
    if (customer) customers += 1;
    const { text, repaired } = tidyText(raw, 'decode');
    const message: Message = {
      source: 'x',
      kind: parent === '' ? 'post' : 'reply',
      author: { id: author },
      own: options.us === undefined ? !customer : isOneOf({ id: author }, options.us),
      text,
      createdAt: at.at,
      precision: at.precision,
      mentions: mentionsIn(text),
    };
    if (repaired) message.repaired = true;
    if (options.withoutIds) return message;
    message.nativeId = wholeId(id);
    if (parent !== '') message.parentId = wholeId(parent);
    const ids = replies.split(/[,\s]+/).filter((each) => each !== '');
    if (ids.length > 0) message.replyIds = ids.map(wholeId);
    return message;
  }

  return {
    rows: rows(),
    summary: () => count.summary(count.messages() > 0 && customers === 0 ? 'own' : 'both'),
  };
}

/** `3.0`, as pandas writes a column of ids with gaps, is the id 3. */
function wholeId(id: string): string {
  return id.replace(/\.0+$/, '');
}
