import { Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, stringify } from 'yaml';
import { Problem } from '../model/problem.ts';
import type { Mapping, OpenQuestion } from '../model/reader.ts';
import { mappingShape } from './mapping-shape.ts';
import { stretchReader } from './stretch.ts';
import { checkZone, timeReader } from './time/time.ts';

const help = 'Correct the mapping file and import again.';

/**
 * Reads a mapping file. A key without a value counts as absent, that is, as still open.
 * @throws Problem naming the line.
 */
export function parseMapping(yamlText: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const [sentence = ''] = broken.message.split(/ at line |\n/);
    throw new Problem(
      `Mapping, line ${lines.linePos(broken.pos[0]).line}: ${sentence}.`,
      `Text with signs such as , : # or % stands in quotes, such as decimal: ",". ${help}`,
    );
  }
  const value = withoutNulls(document.toJS());
  return shaped(value, (path, what) =>
    what instanceof Problem
      ? new Problem(`Mapping, line ${lineAt(document, lines, path)}: ${what.message}`, what.help, {
          cause: what,
        })
      : new Problem(`Mapping, line ${lineAt(document, lines, path)}: ${what}`, help),
  );
}

/**
 * Checks a mapping that was drawn from a file and completed by answers: nobody wrote a file, so no line is named.
 * @throws Problem naming the question's word.
 */
export function checkMapping(mapping: Mapping): Mapping {
  return shaped(withoutNulls(mapping), (_, what) =>
    what instanceof Problem
      ? what
      : new Problem(`An answer does not fit: ${what}`, 'Answer it in another way.'),
  );
}

/** The mapping that a value is; `refuse` makes the Problem of what is wrong and at which path. */
function shaped(value: unknown, refuse: (path: PropertyKey[], what: string | Problem) => Problem): Mapping {
  const parsed = mappingShape(rowsOf(value)).safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const where = [...path, ...(unknown === undefined ? [] : [unknown])];
    const what =
      unknown !== undefined
        ? `there is no such key as "${where.join('.')}"`
        : `"${where.join('.') || 'mapping'}" ${missing(value, path) ? 'is missing' : `is wrong: ${issue?.message}`}`;
    throw refuse(where, `${what}.`);
  }
  const mapping = parsed.data as Mapping;
  checked(
    () => (mapping.rows === 'points' ? stretchReader(mapping.time) : timeReader(mapping.time.format)),
    (problem) => refuse(['time', 'format'], problem),
  );
  const { zone } = mapping.time;
  if (zone !== undefined)
    checked(
      () => checkZone(zone),
      (problem) => refuse(['time', 'zone'], problem),
    );
  return mapping;
}

/** Writes a mapping as YAML; each open question stands as a comment above the key that answers it. */
export function writeMapping(m: Mapping, questions: OpenQuestion[]): string {
  const document = new Document(m);
  const begin = [' How Rapport reads this table: which column holds what, and how times are written.'];
  if (questions.length > 0) {
    begin.push(
      ' What is still open is marked OPEN. Answer it, save this file, and import again with this mapping.',
    );
  }
  document.commentBefore = begin.join('\n');
  for (const question of questions) {
    const path = question.word === 'zone' ? ['time', 'zone'] : question.word.split('.');
    if (!document.hasIn(path)) document.setIn(path, document.createNode(question.guess ?? null));
    const lines = [` OPEN: ${question.ask}`, ` ${question.why}`];
    if (question.choices !== undefined) lines.push(` Possible: ${asWritten(question).join(', ')}`);
    if (question.word === 'zone') lines.push(' For example Europe/Amsterdam or UTC.');
    comment(document, path, lines.map((line) => line.replace(/\s*\n\s*/g, ' ')).join('\n'));
  }
  return document.toString({ nullStr: '', lineWidth: 0 });
}

/** The choices as they can be copied into the file: quoted where YAML would read them otherwise. */
function asWritten({ word, choices = [] }: OpenQuestion): string[] {
  return word === 'withoutIds' ? choices : choices.map((one) => stringify(one, { lineWidth: 0 }).trim());
}

function comment(document: Document, path: string[], text: string): void {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return;
  const last = path.at(-1);
  const pair = parent.items.find(
    (item) => isPair(item) && (isScalar(item.key) ? item.key.value : item.key) === last,
  );
  if (pair === undefined) return;
  const key = isNode(pair.key) ? pair.key : document.createNode(pair.key);
  key.commentBefore = text;
  pair.key = key;
}

function lineAt(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function missing(value: unknown, path: PropertyKey[]): boolean {
  let at: unknown = value;
  for (const key of path)
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
  return at === undefined || at === null;
}

function rowsOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'rows' in value ? value.rows : undefined;
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutNulls(each)]));
}

function checked(check: () => unknown, refuse: (problem: Problem) => Problem): void {
  try {
    check();
  } catch (cause) {
    throw cause instanceof Problem ? refuse(cause) : cause;
  }
}
