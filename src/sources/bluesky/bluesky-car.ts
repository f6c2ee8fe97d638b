import { z } from 'zod';
import type { Message, Row } from '../../model/message.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { bareName } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { leftOutWords } from './bluesky-left-out.ts';
import { type BlueskyWriter, postMessage, postRecord, repostMessage } from './bluesky-record.ts';
import { commitInHead, type RepoEntry, readRepo, typeOf } from './bluesky-repo.ts';
import { tidTime } from './bluesky-tid.ts';
import { carRoots, openCar } from './car.ts';

/** The repository of one account as Bluesky exports it: posts, replies and reposts; nothing else of it is kept. */
export const blueskyCar: Reader = {
  word: 'bluesky-car',
  title: 'Bluesky repository (.car)',
  version: 1,
  detect,
  read,
};

const post = 'app.bsky.feed.post';
const repost = 'app.bsky.feed.repost';
const profile = 'app.bsky.actor.profile';
const wanted = new Set([post, repost, profile]);

async function detect(file: InputFile): Promise<Detection | undefined> {
  const head = await file.head(65_536);
  const roots = carRoots(head);
  if (roots === undefined || roots.length === 0) return undefined;
  const commit = await commitInHead(head, file.shown);
  const summary = `Bluesky repository, posts of ${commit?.did ?? 'one account'}`;
  return { reader: blueskyCar.word, confidence: 0.98, summary, questions: [] };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const leftOut = new Map<string, number>();
  let until: string | undefined;

  async function* rows(): AsyncGenerator<Row[]> {
    const car = await openCar(file.stream(), file.shown);
    const repo = await readRepo(car, file.shown, (type) => wanted.has(type));
    const { did, rev } = repo.commit;
    const changed = tidTime(rev);
    const { own, handle } = whose(did, options.us);
    if (!own) count.note(notNamed(did));
    let name: string | undefined;
    let line = 0;
    let lost = false;

    function understand(entry: RepoEntry): Row {
      line += 1;
      const key = 'key' in entry ? entry.key : '';
      const collection = key.slice(0, key.indexOf('/'));
      if (collection === profile && 'value' in entry)
        name = z.object({ displayName: z.string() }).safeParse(entry.value).data?.displayName;
      if (key !== '' && collection !== post && collection !== repost) {
        leftOut.set(collection, (leftOut.get(collection) ?? 0) + 1);
        return { line, empty: true };
      }
      if ('wrong' in entry) {
        lost = true;
        return { line, rejected: entry.wrong, excerpt: excerptOf(key) };
      }
      const writer = { uri: `at://${did}/${key}`, did, handle, name, own, seen: changed };
      const message = messageOf(collection, entry.value, writer);
      if (typeof message === 'string') return { line, rejected: message, excerpt: excerptOf(key) };
      const { nativeId, parentId, ...bare } = message;
      return { line, messages: [count.add(options.withoutIds ? bare : message)] };
    }

    yield* batches(inLists(repo.entries()), understand);
    const damage = car.damage();
    if (damage !== undefined)
      count.note(`${damage} What could be read is kept; export the repository again.`);
    if (leftOut.size > 0) count.note(leftOutWords(leftOut));
    if (!lost && damage === undefined) until = changed;
  }

  return { rows: rows(), summary: () => count.summary('own', until) };
}

function messageOf(collection: string, value: unknown, writer: BlueskyWriter): Message | string {
  const typed = typeOf(value) === collection;
  if (collection === repost)
    return typed ? repostMessage(value, writer) : 'is not as Bluesky writes a repost';
  const record = typed ? postRecord.safeParse(value).data : undefined;
  return record ? postMessage(record, writer) : 'is not as Bluesky writes a post';
}

/**
 * Whether the account is ours, and its handle. The file names it by its DID alone, so a person is believed who says who
 * we are by one other name, or by one among several that can be a handle, which has a dot.
 */
function whose(did: string, us: string[] | undefined): { own: boolean; handle?: string } {
  if (us === undefined || us.includes(did)) return { own: true };
  const names = us.map(bareName).filter((name) => !name.startsWith('did:'));
  const [handle, ...more] = names.length > 1 ? names.filter((name) => name.includes('.')) : names;
  return handle === undefined || more.length > 0 ? { own: false } : { own: true, handle };
}

function notNamed(did: string): string {
  return `The repository is of ${did}, and --us names others: name it by that id if it is yours.`;
}

async function* inLists<T>(items: Iterable<T>): AsyncGenerator<T[]> {
  for (const item of items) yield [item];
}
