import { readFileSync } from 'node:fs';
import { makeBrief } from '../measures/brief/brief.ts';
import { findMeasures, questions } from '../measures/index.ts';
import type { Brief } from '../model/brief.ts';
import type { Filter } from '../model/filter.ts';
import { briefFile } from '../pages/index.tsx';
import { assetFile } from './assets.ts';
import { withoutNames } from './finding-files.ts';
import { foldedNow, foldedWords, unfolded } from './journal.ts';
import { askingFor, type Serving } from './serving.ts';

/** The brief of a filter, on the state of now. The work list in it names people. */
export async function briefOf(serving: Serving, filter: Filter): Promise<Brief> {
  const asking = await askingFor(serving, filter);
  const [waiting] = findMeasures('waiting-now');
  const folded = await foldedNow(serving);
  const brief = await makeBrief({
    asking,
    questions: unfolded(questions, folded),
    waiting,
    answer: (measure, other) => serving.findings.answer(measure, { ...asking, filter: other }),
    uploads: serving.pending.list().map(({ id, at, files }) => ({
      id,
      at,
      files: files.map(({ shown }) => shown),
    })),
    now: serving.world.now(),
  });
  const words = foldedWords(folded);
  return words ? { ...brief, caveats: [...brief.caveats, words] } : brief;
}

/** The brief as files and other programs may have it: nobody named. */
export async function namelessBrief(serving: Serving, filter: Filter): Promise<Brief> {
  const brief = await briefOf(serving, filter);
  return { ...brief, waiting: withoutNames(brief.waiting) };
}

/** The brief as one HTML file that needs nothing else. */
export async function briefAsFile(serving: Serving, filter: Filter): Promise<string> {
  const brief = await namelessBrief(serving, filter);
  const { company, locale, zone } = (await serving.plan()).plan;
  return briefFile({
    frame: { company, locale, zone, questions: questions.map(({ word, title }) => ({ word, title })) },
    brief,
    now: serving.world.now().toISOString(),
    styles: readFileSync(assetFile('/style.css') ?? '', 'utf8'),
    font: (name) => {
      const file = assetFile(`/fonts/${name}`);
      return file ? readFileSync(file) : undefined;
    },
  });
}

/** This week, where the query names neither a period nor days. */
export function briefQuery(query: [string, string][]): [string, string][] {
  const named = query.some(([name, value]) => ['period', 'from', 'to'].includes(name) && value !== '');
  return named ? query : [...query, ['period', 'week']];
}
