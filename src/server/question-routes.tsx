import type { Hono } from 'hono';
import { drawFigure, isDrawn } from '../charts/index.ts';
import { readGate } from '../facts/index.ts';
import { parseFilter } from '../measures/filter.ts';
import { questions } from '../measures/index.ts';
import type { Filter } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { Asking, Measure, Question } from '../model/measure.ts';
import { ComputingPage, QuestionPage } from '../pages/index.tsx';
import type { FoldedMeasure, RuleShown } from '../pages/props.ts';
import { writeRecords } from './csv.ts';
import type { Ask, Env } from './env.ts';
import { estimatesCsv, forFiles, isWords } from './finding-files.ts';
import { channelChoices, frameFor } from './frame.ts';
import { gatedFinding, gatedRows } from './gate.ts';
import { foldedNow } from './journal.ts';
import { findingKey } from './kept-findings.ts';
import { csv, html, json, notFound, picture, written } from './respond.tsx';
import { ruleShown } from './rule-shown.ts';
import { answerAll, answersUnderWay, askingFor, type Serving } from './serving.ts';

/** What an address such as `/ignoring/waiting-curve.csv` names. */
export interface Place {
  question: Question;
  measures: Measure[];
  /** Set where one measure is named. */
  measure?: Measure;
  suffix?: 'json' | 'csv' | 'svg';
  /** The messages behind the first measure. */
  messages: boolean;
}

/** `/QUESTION` and `/QUESTION/MEASURE` with `.json`, `.csv` and `.svg`, and `/QUESTION/messages.csv`. */
export function addQuestionRoutes(app: Hono<Env>, serving: Serving): void {
  app.get('/:question', (c) => answerAt(serving, c));
  app.get('/:question/:measure', (c) => answerAt(serving, c));
}

/** The place that a path names; undefined where there is none. */
export function placeOf(path: string): Place | undefined {
  const match = /^\/([a-z-]+)(?:\/([a-z0-9-]+))?(?:\.(json|csv|svg))?$/.exec(path);
  if (!match) return undefined;
  const [, word, second, suffix] = match;
  const question = questions.find((one) => one.word === word);
  if (!question) return undefined;
  const place = { question, measures: question.measures, suffix: suffix as Place['suffix'] };
  if (second === undefined) return { ...place, messages: false };
  if (second === 'messages') return suffix === 'csv' ? { ...place, messages: true } : undefined;
  const measure = question.measures.find((one) => one.word === second);
  return measure && { ...place, measures: [measure], measure, messages: false };
}

/** The filter of an address: its query without the parameters that are not the filter's. */
export function filterOf(c: Ask, ...others: string[]): Filter {
  const query = [...new URL(c.req.url).searchParams];
  return parseFilter(query.filter(([name]) => !others.includes(name)));
}

async function answerAt(serving: Serving, c: Ask): Promise<Response> {
  const place = placeOf(c.req.path);
  if (!place) return notFound(serving, c);
  const filter = filterOf(c, 'rows', 'measure');
  const name = [place.question.word, place.measure?.word].filter(Boolean).join('-');
  if (place.suffix === 'csv' && (place.messages || c.req.query('rows') !== undefined)) {
    const asked = c.req.query('measure');
    const measure = asked ? place.measures.find(({ word }) => word === asked) : place.measures[0];
    if (!measure) return notFound(serving, c, 'measure');
    return csv(await rowsCsv(serving, measure, filter), `${name}-messages.csv`);
  }
  if (place.suffix === undefined) return pageAt(serving, c, place, filter);
  const findings = await answerAll(serving, place.measures, filter);
  const { plan } = await serving.plan();
  switch (place.suffix) {
    case 'json': {
      const gate = await readGate(serving.db.store);
      return json(findings.map((finding) => gatedFinding(forFiles(finding, plan), gate)));
    }
    case 'csv':
      return csv(estimatesCsv(findings), `${name}.csv`);
    case 'svg':
      return (await firstPicture(serving, findings)) ?? notFound(serving, c, 'picture');
  }
}

/** The page, or while its answers are made for the first time one that says how far they are. */
async function pageAt(serving: Serving, c: Ask, place: Place, filter: Filter): Promise<Response> {
  const { word, title } = place.question;
  const folded = place.measure ? [] : await foldedOf(serving, place.question);
  const away = new Set(folded.map((one) => one.word));
  const measures = place.measures.filter((one) => !away.has(one.word));
  const asking = await askingFor(serving, filter);
  const key = measures.map((measure) => findingKey(measure, asking)).join('\n');
  const answered = await serving.patience.wait(key, () => {
    const { whole, parts } = answersUnderWay(serving, measures, asking);
    return { parts, whole: withRule(serving, whole) };
  });
  const around = {
    frame: await frameFor(serving, c, word),
    filter: asking.filter,
    channels: await channelChoices(serving.db.store),
  };
  if ('parts' in answered) return html(<ComputingPage {...around} title={title} parts={answered.parts} />);
  const { findings, rule } = answered.whole;
  lookedAt(serving, findings, asking);
  const page = { ...around, question: { word, title }, findings: withoutEchoes(findings), rule, folded };
  return written(
    await serving.pages.page([key, asking.plan.version, around, rule, folded], () => (
      <QuestionPage {...page} />
    )),
  );
}

/** One for all where none can be told, and all for the very same reason. */
function withoutEchoes(findings: Finding[]): Finding[] {
  const reasons = findings.map((one) => (one.kind === 'no-answer' ? JSON.stringify(one.reason) : undefined));
  const alike = reasons[0] !== undefined && reasons.every((reason) => reason === reasons[0]);
  return alike ? findings.slice(0, 1) : findings;
}

/** Counts the answers that somebody sees; what cannot be told is no number. */
export function lookedAt(serving: Serving, findings: Finding[], { plan }: Pick<Asking, 'plan'>): void {
  const answers = findings.filter(({ kind }) => kind === 'answer');
  serving.looks.count(
    answers.map(({ measure }) => measure),
    plan.zone,
  );
}

/** The rule's examples are looked for in all messages, so they count to what may take long. */
async function withRule(
  serving: Serving,
  answers: Promise<Finding[]>,
): Promise<{ findings: Finding[]; rule: RuleShown | undefined }> {
  const findings = await answers;
  return { findings, rule: await ruleShown(serving, findings) };
}

/** The measures of a question that its page folds away; files and the address of one measure have them all. */
async function foldedOf(serving: Serving, { measures }: Question): Promise<FoldedMeasure[]> {
  const { retired, idle } = await foldedNow(serving);
  return measures.flatMap(({ word, title }): FoldedMeasure[] => {
    if (retired.includes(word)) return [{ word, title, because: 'retired' }];
    return idle.includes(word) ? [{ word, title, because: 'idle' }] : [];
  });
}

/** The rows behind a measure's number as CSV. */
export async function rowsCsv(serving: Serving, measure: Measure, filter: Filter): Promise<string> {
  const asking = await askingFor(serving, filter);
  const { sql, params } = await measure.rows(asking);
  const told = await serving.db.store.query<Record<string, unknown>>(sql, params);
  const found = gatedRows(told, await readGate(serving.db.store));
  const rows =
    asking.plan.quotes === 'inside'
      ? found.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !isWords(column))))
      : found;
  return writeRecords(asking.simulated ? rows.map((row) => ({ ...row, simulated: true })) : rows);
}

/** The first figure that is a picture, to stand alone. */
async function firstPicture(serving: Serving, findings: Finding[]): Promise<Response | undefined> {
  const { plan } = await serving.plan();
  const figure = findings
    .flatMap((finding) => (finding.kind === 'answer' ? finding.figures : []))
    .find(isDrawn);
  if (!figure) return undefined;
  const ends = findings.flatMap(({ sources }) => sources.map(({ observedUntil }) => observedUntil)).sort();
  const svg = drawFigure(figure, {
    variant: 'standalone',
    locale: plan.locale,
    clock: findings[0]?.filter.clock,
    source: [
      plan.company,
      findings.some(({ made }) => made.simulated) && 'simulated company',
      ends.length > 0 && `data end on ${ends.at(-1)?.slice(0, 10)}`,
      'Rapport',
    ]
      .filter(Boolean)
      .join(' · '),
  });
  return picture(svg);
}
