import { readFileSync } from 'node:fs';
import { readGate } from '../facts/index.ts';
import { makeBrief } from '../measures/brief/brief.ts';
import { dueOf, type OpenUpload } from '../measures/brief/due.ts';
import type { Answering } from '../measures/brief/told.ts';
import { channelsOf } from '../measures/channels.ts';
import { dayIn, openLooks } from '../measures/decisions/look-back.ts';
import { findMeasures, questions } from '../measures/index.ts';
import type { Brief, BriefItem } from '../model/brief.ts';
import type { CommandResults } from '../model/command.ts';
import { defaultFilter, type Filter } from '../model/filter.ts';
import type { Asking } from '../model/measure.ts';
import { briefFile } from '../pages/index.tsx';
import { assetFile } from './assets.ts';
import { forFiles } from './finding-files.ts';
import { gatedFinding, gatedVoices } from './gate.ts';
import { foldedNow, foldedWords, journalNow, unfolded } from './journal.ts';
import type { UnderWay } from './patience.ts';
import { askingFor, type Serving } from './serving.ts';

/** What is due, and what is looked back on next. */
export async function dueNow(serving: Serving): Promise<CommandResults['due']> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  const { zone } = plan;
  const now = serving.world.now();
  const channels = await channelsOf(store, defaultFilter);
  const due = await dueOf({ store, channels, uploads: openUploads(serving), now, plan });
  const today = dayIn(now, zone);
  const next = openLooks((await journalNow(serving)).entries).find(({ by }) => by > today);
  if (!next) return { due };
  const what = next.decision?.what ?? next.expectation?.what ?? '';
  return { due, next: { by: next.by, what, href: `/decisions/${next.id}` } };
}

function openUploads(serving: Serving): OpenUpload[] {
  return serving.pending
    .list()
    .map(({ id, at, files }) => ({ id, at, files: files.map(({ shown }) => shown) }));
}

/** The brief of a filter, on the state of now. The work list in it names people. */
export async function briefOf(serving: Serving, filter: Filter): Promise<Brief> {
  return briefUnderWay(serving, await askingFor(serving, filter)).whole;
}

/** The same, begun and not waited for. A part is all that was asked of one measure so far. */
export function briefUnderWay(serving: Serving, asking: Asking): UnderWay<Brief> {
  const parts: UnderWay<Brief>['parts'] = [];
  const answer: Answering = async (measure, other) => {
    const part = parts.find(({ title }) => title === measure.title) ?? { title: measure.title, done: false };
    if (!parts.includes(part)) parts.push(part);
    part.done = false;
    const finding = await serving.findings.answer(measure, { ...asking, filter: other });
    part.done = true;
    return finding;
  };
  return { whole: unfoldedBrief(serving, asking, answer), parts };
}

/** The brief without what is folded away, which its caveats count. */
async function unfoldedBrief(serving: Serving, asking: Asking, answer: Answering): Promise<Brief> {
  const [waiting] = findMeasures('waiting-now');
  const folded = await foldedNow(serving);
  const brief = await makeBrief({
    asking,
    questions: unfolded(questions, folded),
    waiting,
    answer,
    uploads: openUploads(serving),
    now: serving.world.now(),
  });
  const words = foldedWords(folded);
  return words ? { ...brief, caveats: [...brief.caveats, words] } : brief;
}

/** The brief as files and other programs may have it: nobody named, and nobody quoted where quotes stay inside. */
export async function namelessBrief(serving: Serving, filter: Filter): Promise<Brief> {
  const brief = await briefOf(serving, filter);
  const { plan } = await serving.plan();
  const gate = await readGate(serving.db.store);
  const waiting = gatedFinding(forFiles(brief.waiting, plan), gate);
  const voicesOf = ({ voices }: BriefItem) => (plan.quotes === 'inside' ? [] : gatedVoices(voices, gate));
  return { ...brief, waiting, items: brief.items.map((item) => ({ ...item, voices: voicesOf(item) })) };
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
