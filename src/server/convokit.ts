import { type FileHandle, mkdir, open, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leftOut, readSpeakers, readUtterances, type UtteranceChoice } from '../facts/utterances.ts';
import { channelsOf } from '../measures/channels.ts';
import { type Joined, withAccounts } from '../measures/joined.ts';
import type { CommandRequests, CommandResults } from '../model/command.ts';
import { defaultFilter } from '../model/filter.ts';
import type { Progress } from '../model/import.ts';
import { isProblem, Problem } from '../model/problem.ts';
import type { Store } from '../model/store.ts';
import { dataVersion, holdsSimulated } from '../store/imports.ts';

/** The files of a corpus; `index.json` is written last, and ConvoKit loads no folder without it. */
const names = ['utterances.jsonl', 'conversations.json', 'speakers.json', 'corpus.json', 'index.json'];

const text = ["<class 'str'>"];
const truth = ["<class 'bool'>"];
const whole = ["<class 'int'>"];

/** Which metadata there are and of which Python type; ConvoKit would drop on saving what its index does not name. */
function indexOf(choice: UtteranceChoice) {
  const named = choice.names ? { handle: text, name: text } : {};
  return {
    'utterances-index': { channel: text, own: truth, kind: text, precision: text, missing_reply_to: text },
    'speakers-index': { own: truth, ...named },
    'conversations-index': { channel: text, completeness: text },
    'overall-index': {
      made_by: text,
      made_at: text,
      data_version: whole,
      names: truth,
      simulated: truth,
      channels: ["<class 'list'>"],
      missing_messages: whole,
      reposts_left_out: whole,
    },
    vectors: [],
    version: 1,
  };
}

/** What the export needs from outside. */
export interface ExportWorld {
  store: Store;
  /** Names of the plan that join accounts. */
  roles: Joined[];
  now(): Date;
  program: string;
  progress(progress: Progress): void;
  signal: AbortSignal;
}

/**
 * Writes the messages as a corpus of ConvoKit into a folder that is empty or not there. What fails leaves nothing
 * behind; so does an import that changes the data meanwhile, because half of each would fit nothing.
 */
export async function exportConvokit(
  { target, names: withNames, channels }: CommandRequests['export'],
  world: ExportWorld,
): Promise<CommandResults['export']> {
  const { store } = world;
  const wanted =
    channels.length > 0
      ? await channelsOf(store, await withAccounts(store, { ...defaultFilter, channels }, world.roles))
      : [];
  const choice = { names: withNames, channels: wanted.map(({ channelId }) => channelId) };
  const made = await emptyFolder(target);
  try {
    const before = await dataVersion(store);
    const counts = await writeUtterances(target, choice, world);
    const speakers = await writeSpeakers(target, choice, world);
    const { missing, reposts, closed } = await leftOut(store, choice);
    const simulated = await holdsSimulated(store);
    await writeFile(
      join(target, 'corpus.json'),
      ascii({
        made_by: world.program,
        made_at: world.now().toISOString(),
        data_version: before,
        names: withNames,
        simulated,
        channels: wanted.map(({ word }) => word),
        missing_messages: missing,
        reposts_left_out: reposts,
      }),
    );
    if ((await dataVersion(store)) !== before)
      throw new Problem('The data changed while they were written.', 'Try again when no import runs.');
    await writeFile(join(target, 'index.json'), ascii(indexOf(choice)));
    const files = await Promise.all(
      names.map(async (name) => ({ name, bytes: (await stat(join(target, name))).size })),
    );
    return {
      target,
      files,
      ...counts,
      speakers,
      simulated,
      leftOut: { missing, reposts, ...(closed ? { closed } : {}) },
    };
  } catch (error) {
    for (const name of names) await rm(join(target, name), { force: true });
    if (made) await rmdir(target).catch(() => undefined);
    throw mendable(error, target);
  }
}

/** Makes the folder, or makes sure that it is empty. Returns whether it was made. */
async function emptyFolder(target: string): Promise<boolean> {
  try {
    const made = await mkdir(target, { recursive: true });
    if ((await readdir(target)).length === 0) return made !== undefined;
  } catch (error) {
    throw mendable(error, target);
  }
  throw new Problem(`${target} is not empty.`, 'Name a folder that is empty or does not exist yet.');
}

/** A full disk or a folder that is closed to us can be mended by the person; the rest is a bug. */
function mendable(error: unknown, target: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (
    isProblem(error) ||
    !/^(EEXIST|ENOTDIR|EACCES|EPERM|EROFS|ENOSPC|EDQUOT|ENAMETOOLONG)$/.test(code ?? '')
  )
    return error;
  return new Problem(`${target} cannot be written: ${message}`, 'Name another folder.', { cause: error });
}

async function writeUtterances(
  target: string,
  choice: UtteranceChoice,
  { store, progress, signal }: ExportWorld,
): Promise<{ utterances: number; conversations: number }> {
  const lines = await open(join(target, 'utterances.jsonl'), 'wx');
  const roots = await objectFile(join(target, 'conversations.json'));
  let utterances = 0;
  try {
    for await (const batch of readUtterances(store, choice)) {
      signal.throwIfAborted();
      await lines.write(batch.map((one) => `${ascii(utteranceLine(one))}\n`).join(''));
      const begun = batch.filter(({ id, conversationId }) => id === conversationId);
      await roots.add(
        begun.map(({ id, conversationChannel, completeness }) => [
          id,
          { meta: { channel: conversationChannel, completeness }, vectors: [] },
        ]),
      );
      utterances += batch.length;
      progress({ step: `writing ${join(target, 'utterances.jsonl')}`, done: utterances });
    }
    if (utterances === 0)
      throw new Problem('There is no message to export.', 'Read some in first: rapport import FILES');
    return { utterances, conversations: await roots.end() };
  } finally {
    await lines.close();
    await roots.close();
  }
}

type Written = typeof readUtterances extends (...args: never[]) => AsyncGenerator<(infer U)[]> ? U : never;

/** An utterance under the keys that ConvoKit reads. */
function utteranceLine(one: Written) {
  const { id, speaker, conversationId, replyTo, timestamp, text, channel, own, kind, precision } = one;
  return {
    id,
    conversation_id: conversationId,
    text,
    speaker,
    meta: { channel, own, kind, precision, missing_reply_to: one.missingReplyTo },
    reply_to: replyTo,
    timestamp,
    vectors: [],
  };
}

async function writeSpeakers(
  target: string,
  choice: UtteranceChoice,
  { store, signal }: ExportWorld,
): Promise<number> {
  const file = await objectFile(join(target, 'speakers.json'));
  try {
    for await (const batch of readSpeakers(store, choice)) {
      signal.throwIfAborted();
      await file.add(
        batch.map(({ id, own, handle, name }) => [
          id,
          { meta: choice.names ? { own, handle, name } : { own }, vectors: [] },
        ]),
      );
    }
    return await file.end();
  } finally {
    await file.close();
  }
}

/** A file with one JSON object, written key by key. */
async function objectFile(path: string) {
  const file: FileHandle = await open(path, 'wx');
  let written = 0;
  return {
    async add(entries: [string, unknown][]): Promise<void> {
      let chunk = '';
      for (const [key, value] of entries)
        chunk += `${written++ === 0 ? '{' : ','}\n${ascii(key)}: ${ascii(value)}`;
      if (chunk) await file.write(chunk);
    },
    /** Ends the object; returns how many keys it has. */
    async end(): Promise<number> {
      await file.write(written === 0 ? '{}\n' : '\n}\n');
      return written;
    },
    close: () => file.close(),
  };
}

/** JSON in plain ASCII: Python reads a file in the machine's own encoding, which is not UTF-8 everywhere. */
function ascii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
