import { createHash } from 'node:crypto';
import type { FileReport, Progress } from '../model/import.ts';
import type { Message, Removed } from '../model/message.ts';
import type { InputFile, Mapping, Reading, ReadSummary } from '../model/reader.ts';
import type { Told } from '../model/series.ts';
import type { WritingStore } from '../model/store.ts';
import { type Hiding, type Identified, readHiding } from './hide.ts';
import { type Columns, createSql, Pending } from './pending-rows.ts';
import { type RespondentKey, respondentKey } from './respondent-key.ts';
import {
  aliasColumns,
  messageColumns,
  messageRow,
  metricColumns,
  metricRow,
  rejectedColumns,
} from './stage-columns.ts';
import { refuseDoubles } from './told-doubles.ts';
import { families, familyRow } from './told-family.ts';

/** A file that a reader has taken, ready to be read once. */
export interface Incoming {
  file: InputFile;
  sha256: string;
  reader: string;
  readerVersion: number;
  mapping?: Mapping;
  reading: Reading;
}

/** A staged file: its number, its counts and what its reader said at the end. */
export interface StagedFile {
  fileId: number;
  incoming: Incoming;
  report: FileReport;
  summary: ReadSummary;
}

/** What was staged and what is said to be gone, the key under which respondents are hidden, and what hides people who were erased. */
export interface Staged {
  files: StagedFile[];
  gone: Removed[];
  key: RespondentKey;
  hiding: Hiding;
}

/** More files than this are one step of the progress, not a step each. */
const eachByName = 20;

/**
 * Reads files into the temporary tables `stage`, `stage_rejected`, `stage_metric`, `stage_alias` and one for each family of told
 * values. Nothing that lasts is written, so that a process killed here leaves the workspace as it was.
 */
export async function stageFiles(
  store: WritingStore,
  files: Incoming[],
  firstFileId: number,
  world: { now: string; progress: (progress: Progress) => void; signal?: AbortSignal },
): Promise<Staged> {
  const { now, progress, signal } = world;
  const latest = Date.parse(now) + slackMilliseconds;
  await store.run(createSql('stage', messageColumns));
  await store.run(createSql('stage_rejected', rejectedColumns));
  await store.run(createSql('stage_metric', metricColumns));
  await store.run(createSql('stage_alias', aliasColumns));
  const told = await stageTold(store, await respondentKey(store));
  const hiding = await readHiding(store);
  const messages = new Pending(store, 'temp.stage', messageColumns);
  const rejected = new Pending(store, 'temp.stage_rejected', rejectedColumns);
  const metrics = new Pending(store, 'temp.stage_metric', metricColumns);
  const aliases = new Pending(store, 'temp.stage_alias', aliasColumns);
  const staged: StagedFile[] = [];
  const gone: Removed[] = [];
  let ordinal = 0;
  for (const [index, incoming] of files.entries()) {
    const fileId = firstFileId + index;
    const counts = { rows: 0, accepted: 0, rejected: 0, empty: 0, messages: 0 };
    for await (const batch of incoming.reading.rows) {
      signal?.throwIfAborted();
      for (const row of batch) {
        counts.rows++;
        if ('empty' in row) counts.empty++;
        else if ('rejected' in row) {
          counts.rejected++;
          rejected.add([fileId, row.line, row.rejected, hiding.excerpt(row.excerpt)]);
        } else if ('gone' in row) {
          counts.accepted++;
          for (const one of row.gone) gone.push(one);
        } else if ('told' in row) {
          const late = row.told.find(({ from }) => Date.parse(from) > latest);
          if (late) {
            counts.rejected++;
            rejected.add([fileId, row.line, afterTheImport(late.from), '']);
          } else {
            counts.accepted++;
            for (const value of row.told) told.add(fileId, row.line, value);
          }
        } else if (row.messages.some(({ createdAt }) => Date.parse(createdAt) > latest)) {
          counts.rejected++;
          const known = row.messages.map((message) => hiding.hide(identified(message), fileId));
          rejected.add([fileId, row.line, ...fromTheFuture(known, latest)]);
        } else {
          counts.accepted++;
          for (const said of row.messages) {
            counts.messages++;
            const message = hiding.hide(identified(said), fileId);
            const { nativeId } = message;
            messages.add(messageRow(ordinal++, fileId, nativeId, message));
            for (const metric of message.metrics ?? [])
              metrics.add(metricRow(fileId, message.source, nativeId, metric));
            for (const alias of message.aliases ?? [])
              if (alias !== nativeId) aliases.add([fileId, message.source, nativeId, alias]);
          }
        }
      }
      await messages.flush(20_000);
      await told.flush(20_000);
      await metrics.flush(20_000);
      await aliases.flush(20_000);
      await rejected.flush(20_000);
      progress(
        files.length > eachByName
          ? { step: `reading ${files.length.toLocaleString('en')} files`, done: index, total: files.length }
          : { step: `reading ${incoming.file.shown}`, done: counts.rows },
      );
    }
    const summary = incoming.reading.summary();
    staged.push({
      fileId,
      incoming,
      summary,
      report: {
        shown: incoming.file.shown,
        reader: incoming.reader,
        encoding: summary.encoding,
        ...counts,
        repaired: summary.repaired,
        sides: summary.sides,
        observedUntil: summary.observedUntil && earlier(summary.observedUntil, now),
        notes: [...summary.notes, ...forgottenNote(hiding.hidden.get(fileId))],
        known: false,
      },
    });
  }
  await messages.flush(0);
  await metrics.flush(0);
  await aliases.flush(0);
  await rejected.flush(0);
  await told.flush(0);
  if (told.any()) await settleDoubles(store, staged);
  return { files: staged, gone, key: told.key, hiding };
}

/** Values of series and surveys on their way into a table for each family. */
async function stageTold(store: WritingStore, key: RespondentKey) {
  const pending = new Map<Told['is'], Pending>();
  let any = false;
  for (const { is, table, identity, state } of families) {
    const shape: Columns = [
      ['file_id', 'integer'],
      ['line', 'integer'],
      ...[...identity, ...state].map(({ name, type }) => [name, type] as const),
    ];
    await store.run(createSql(`stage_${table}`, shape));
    pending.set(is, new Pending(store, `temp.stage_${table}`, shape));
  }
  return {
    key,
    any: () => any,
    add: (fileId: number, line: number, value: Told) => {
      any = true;
      pending.get(value.is)?.add([fileId, line, ...familyRow(value, key)]);
    },
    flush: async (atLeast: number) => {
      for (const each of pending.values()) await each.flush(atLeast);
    },
  };
}

/** Rows that contradict each other count as refused. */
async function settleDoubles(store: WritingStore, staged: StagedFile[]): Promise<void> {
  for (const { fileId, refused, left } of await refuseDoubles(store)) {
    const file = staged.find((each) => each.fileId === fileId);
    if (!file) continue;
    file.report.accepted -= refused;
    file.report.rejected += refused;
    file.report.values = left;
  }
}

/** A platform's clock or a time zone may be ahead of ours by as much; anything later is a damaged date. */
const slackMilliseconds = 24 * 3600 * 1000;

/** Reason and excerpt: one such row would otherwise say that the data end in its year. */
function fromTheFuture(messages: Message[], latest: number): [string, string] {
  const [late] = messages.filter(({ createdAt }) => Date.parse(createdAt) > latest);
  return [afterTheImport(late.createdAt), late.text.slice(0, 160)];
}

function afterTheImport(at: string): string {
  return `is dated ${at.slice(0, 10)}, after the day of the import`;
}

/** No export covers a time after it was imported. */
function earlier(one: string, other: string): string {
  return Date.parse(one) < Date.parse(other) ? one : other;
}

function forgottenNote(hidden: number | undefined): string[] {
  if (!hidden) return [];
  const are = hidden === 1 ? '1 message is' : `${hidden.toLocaleString('en')} messages are`;
  return [`${are} of people who asked to be forgotten: kept without text and name.`];
}

function identified(message: Message): Identified {
  const { nativeId } = message;
  return nativeId === undefined ? { ...message, nativeId: syntheticId(message) } : { ...message, nativeId };
}

/** Stands in for an id that the platform gave but the file has lost: source, author, second, text and channel. */
export function syntheticId(message: Message): string {
  const identity = [
    message.source,
    message.author.id.toLowerCase(),
    message.createdAt.slice(0, 19),
    message.text.normalize('NFKC'),
    message.channel ?? '',
  ];
  return `synthetic:${createHash('sha256').update(identity.join('\u001f')).digest('hex').slice(0, 32)}`;
}
