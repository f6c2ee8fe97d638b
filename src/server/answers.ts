import { isOfMessages } from '../model/mapping.ts';
import { Problem } from '../model/problem.ts';
import type { Mapping, OpenQuestion, ReadOptions, RowsWord } from '../model/reader.ts';
import { checkMapping, understandAnswer } from '../sources/index.ts';
import type { Look } from './imports.ts';

/** Fields of the form that are no parts of a mapping. */
const apart = new Set(['us', 'zone', 'leave', 'withoutIds', 'rows', 'sheet']);

/**
 * The answers after a form was sent: those before, which are no longer asked for, and those of the form. Ticks are
 * always asked for, so one that the form does not send was taken away.
 */
export function answersAfter(before: Record<string, string>, form: URLSearchParams): Record<string, string> {
  const kept = Object.entries(before).filter(([name]) => !/^\d+\.(leave|withoutIds)$/.test(name));
  const sent = [...form].filter(([name]) => /^\d+\./.test(name));
  const ticked = sent.map(([name, value]) => [
    name,
    name.endsWith('.withoutIds') && value === 'true' ? '1' : value,
  ]);
  return Object.fromEntries([...kept, ...ticked]);
}

/** Which sheet is meant and what its rows are, as far as it was said: a file is looked into anew when that changes. */
export function kindOf(given: Record<string, string>, index: number): Pick<ReadOptions, 'rows' | 'sheet'> {
  const rows = rowsWords.find((word) => word === given[`${index}.rows`]);
  const sheet = given[`${index}.sheet`];
  return { ...(rows && { rows }), ...(sheet && { sheet }) };
}

const rowsWords: RowsWord[] = ['messages', 'points', 'totals', 'respondents'];

/** The answers without those to a file that is now read as another kind of table: they were to other questions. */
export function withoutAnswersTo(given: Record<string, string>, index: number): Record<string, string> {
  const kept = new Set(['rows', 'sheet', 'leave'].map((word) => `${index}.${word}`));
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => !name.startsWith(`${index}.`) || kept.has(name)),
  );
}

/** True where the person leaves the file with this index out. */
export function isLeftOut(given: Record<string, string>, index: number): boolean {
  return given[`${index}.leave`] === '1';
}

/**
 * How the file with this index is to be read, by the answers given in the preview's form and what was guessed before.
 * @param asked all that was asked of the file.
 * @throws Problem for an answer that cannot be understood.
 */
export function optionsFor(
  given: Record<string, string>,
  index: number,
  first: Look | undefined,
  asked: OpenQuestion[] = first?.detection?.questions ?? [],
): ReadOptions {
  const answer = (word: string): string => understood(word, given[`${index}.${word}`] ?? '', asked);
  const us = answer('us')
    .split(',')
    .map((name) => name.trim().replace(/^@/, ''))
    .filter(Boolean);
  const zone = answer('zone') || undefined;
  const guess = first?.detection?.mapping;
  return {
    ...kindOf(given, index),
    us: us.length > 0 ? us : undefined,
    zone,
    withoutIds: answer('withoutIds') === '1' || undefined,
    mapping: guess && mappingWith(guess, answersOf(given, index, asked), { us, zone }),
  };
}

/** The answers that name a place in the mapping, such as `columns.text`. */
function answersOf(given: Record<string, string>, index: number, asked: OpenQuestion[]): [string, string][] {
  const prefix = `${index}.`;
  return Object.entries(given)
    .filter(([name]) => name.startsWith(prefix) && !apart.has(name.slice(prefix.length)))
    .map(([name, value]) => [name.slice(prefix.length), understood(name.slice(prefix.length), value, asked)]);
}

/** @throws Problem with the question where the answer cannot be understood. */
function understood(word: string, typed: string, asked: OpenQuestion[]): string {
  const question = asked.find((one) => one.word === word);
  const text = typed.trim();
  if (!question || text === '' || word === 'withoutIds') return text;
  const answer = understandAnswer(question, text);
  if ('value' in answer) return answer.value;
  throw new Problem(`${question.ask} ${answer.wrong}`, 'Answer it in another way.');
}

/** The guess with the answers put in their places; undefined when nothing of it was answered. */
function mappingWith(
  guess: Mapping,
  answers: [string, string][],
  { us, zone }: { us: string[]; zone: string | undefined },
): Mapping | undefined {
  if (answers.length === 0) return undefined;
  const mapping = structuredClone(guess) as Mapping & Record<string, unknown>;
  for (const [word, value] of answers) place(mapping, word, value);
  if (us.length > 0 && isOfMessages(guess)) Object.assign(mapping, { us });
  if (zone) mapping.time.zone = zone;
  return checkMapping(mapping);
}

function place(mapping: Record<string, unknown>, word: string, value: string): void {
  const path = word.split('.');
  const key = path.pop() ?? '';
  let node = mapping;
  for (const step of path) {
    const next = Object.hasOwn(node, step) ? node[step] : undefined;
    if (typeof next !== 'object' || next === null) throw new Problem(`There is no question “${word}”.`);
    node = next as Record<string, unknown>;
  }
  if (key === '__proto__' || key === '') throw new Problem(`There is no question “${word}”.`);
  if (value === '') delete node[key];
  else node[key] = value;
}
