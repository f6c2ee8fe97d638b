import type { SourceNote } from '../../model/finding.ts';
import type { Asking } from '../../model/measure.ts';
import { about, sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { dayIn } from '../decisions/look-back.ts';
import { periodOf } from '../period.ts';
import type { Course } from './course.ts';

/** The question and the version of its definitions. */
export const question = { word: 'why', version: 'goals and milestones, definitions 1' };

/** What every answer of this question says of itself. */
export const aboutWhy = about.bind(undefined, question);

/** The day up to which goals are looked at: the end of the period that is asked for where one is, else the newest data. */
export async function lookedAt(asking: Asking): Promise<string> {
  const { store, filter, plan } = asking;
  if (filter.to !== undefined) return filter.to;
  const { span, range } = await periodOf(asking);
  if (range && filter.period.startsWith('last-'))
    return new Date(Date.parse(span.to) - 1000).toISOString().slice(0, 10);
  const [row] = await store.query<{ at: string | null }>(
    `SELECT strftime(max(made_at), '%Y-%m-%dT%H:%M:%SZ') AS "at" FROM import`,
  );
  return row?.at ? dayIn(row.at, plan.zone) : '1970-01-01';
}

/** Where the numbers of goals come from: channels, series and surveys, with their files. */
export async function sourcesOf(
  asking: Asking,
  courses: Course[],
  channels: string[],
): Promise<SourceNote[]> {
  const all = await channelsOf(asking.store, { ...asking.filter, channels: [] });
  const read = all.filter(({ word }) => channels.includes(word.toLowerCase()));
  const told = courses.flatMap(({ sources }) => sources);
  const imports = await asking.store.query<{ shown: string; at: string }>(
    `SELECT f.shown, strftime(max(i.made_at), '%Y-%m-%dT%H:%M:%SZ') AS "at"
    FROM import_file f JOIN import i ON i.import_id = f.import_id GROUP BY f.shown`,
  );
  const notes = await sourceNotes(asking.store, read);
  const seen = new Set<string>();
  return [
    ...notes,
    ...told.flatMap(({ name, files, to }): SourceNote[] => {
      if (seen.has(name)) return [];
      seen.add(name);
      const at = imports.filter(({ shown }) => files.includes(shown)).map((one) => one.at);
      return [
        {
          channel: name,
          files,
          importedAt: at.sort().at(-1) ?? '',
          observedUntil: `${to}T12:00:00Z`,
          sides: 'both',
        },
      ];
    }),
  ];
}
