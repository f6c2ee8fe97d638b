import type { Span } from '../model/filter.ts';
import type { Definition, Finding, Made, SourceNote } from '../model/finding.ts';
import type { Asking } from '../model/measure.ts';
import type { Store } from '../model/store.ts';
import { dataVersion } from '../store/imports.ts';
import type { ChannelFact } from './channels.ts';

/** The fields of a Finding that say what it is about. */
export type About = Pick<
  Finding,
  'measure' | 'question' | 'title' | 'filter' | 'period' | 'definition' | 'sources' | 'made'
>;

/** What every Finding of a question says of itself; `version` is that of the definitions it rests on. */
export function about(
  question: { word: string; version: string },
  asking: Asking,
  measure: string,
  title: string,
  definition: Pick<Definition, 'text' | 'decision'>,
  span: Span | undefined,
  sources: SourceNote[],
): About {
  return {
    measure,
    question: question.word,
    title,
    filter: asking.filter,
    // Without a channel there are no days to name.
    period: sources.length > 0 ? span : undefined,
    definition: {
      ...definition,
      version: question.version,
      docs: `questions/${question.word}`,
    },
    sources,
    made: madeOf(asking),
  };
}

/** On what state, by what, and of whom something was made. */
export function madeOf({ dataVersion, plan, seed, program, simulated }: Asking): Made {
  return {
    dataVersion,
    planVersion: plan.version,
    seed,
    program,
    ...(simulated ? { simulated: true as const } : {}),
  };
}

interface ChannelFile {
  channelId: number;
  shown: string;
  at: string;
  simulated: boolean;
}

const files = new WeakMap<Store, { version: number; files: Promise<ChannelFile[]> }>();

/** The files behind each channel: looked up once for each state of the data, because it reads every message. */
async function channelFiles(store: Store): Promise<ChannelFile[]> {
  const version = await dataVersion(store);
  const known = files.get(store);
  if (known?.version === version) return known.files;
  const found = readFiles(store);
  files.set(store, { version, files: found });
  found.catch(() => files.delete(store));
  return found;
}

function readFiles(store: Store): Promise<ChannelFile[]> {
  return store.query<ChannelFile>(
    `SELECT t.channel_id AS "channelId", f.shown, strftime(i.made_at, '%Y-%m-%dT%H:%M:%SZ') AS "at",
      f.reader = 'simulated' AS simulated
    FROM channel_file t
    JOIN import_file f ON f.file_id = t.file_id JOIN import i ON i.import_id = f.import_id
    ORDER BY i.import_id, f.file_id`,
  );
}

/** Files and freshness of the channels behind an answer. */
export async function sourceNotes(store: Store, channels: ChannelFact[]): Promise<SourceNote[]> {
  if (channels.length === 0) return [];
  const rows = await channelFiles(store);
  return channels.map((channel) => {
    const files = rows.filter(({ channelId }) => channelId === channel.channelId);
    return {
      channel: channel.word,
      files: [...new Set(files.map(({ shown }) => shown))],
      importedAt: files.at(-1)?.at ?? '',
      observedUntil: channel.observedUntil,
      sides: channel.sides,
      ...(files.some(({ simulated }) => simulated) ? { simulated: true as const } : {}),
    };
  });
}
