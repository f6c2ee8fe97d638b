import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/cli/commands.ts';
import { questions } from '../src/measures/index.ts';
import { connectors, readers } from '../src/sources/index.ts';
import { checkText } from '../src/workspace/plan.ts';
import { type JsonSchema, planJsonSchema } from '../src/workspace/plan-json-schema.ts';
import { root } from './repository.ts';

const folders = readdirSync(join(root, 'src', 'measures'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  // The brief chooses among what the questions answer, and decisions run through all of them: neither is one.
  .filter((name) => name !== 'brief' && name !== 'decisions');

/** The page of a word, or an empty text. */
function page(kind: string, word: string): string {
  const file = join(root, 'docs', kind, `${word}.md`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Every key that the schema names, at every level. */
function keysOf({ properties = {}, items, additionalProperties, anyOf = [] }: JsonSchema): string[] {
  const below = [...Object.values(properties), ...(items ? [items] : []), ...anyOf];
  if (typeof additionalProperties === 'object') below.push(additionalProperties);
  return [...Object.keys(properties), ...below.flatMap(keysOf)];
}

describe('the docs', () => {
  it('have a page for every question, and list every folder of measures', () => {
    expect(questions.map((question) => question.word).sort()).toEqual(folders.sort());
    for (const { word } of questions)
      expect(page('questions', word), `docs/questions/${word}.md`).toMatch(/^# /);
  });

  it('name every measure on the page of its question', () => {
    for (const { word, measures } of questions) {
      for (const measure of measures) expect(page('questions', word)).toContain(measure.word);
    }
  });

  it('have a page for every source', () => {
    expect(readers.length).toBeGreaterThan(0);
    expect(connectors.length).toBeGreaterThan(0);
    for (const { word } of [...readers, ...connectors])
      expect(page('sources', word), `docs/sources/${word}.md`).toMatch(/^# /);
  });

  it('have a page for every command, with its example', () => {
    for (const { word, example } of commands) {
      expect(page('commands', word), `docs/commands/${word}.md`).toMatch(/^# /);
      expect(page('commands', word)).toContain(example);
    }
  });

  it('have no page for what is gone', () => {
    const words = {
      questions: questions.map(({ word }) => word),
      sources: [...readers, ...connectors].map(({ word }) => word),
      commands: commands.map(({ word }) => word),
    };
    for (const [kind, present] of Object.entries(words)) {
      const pages = readdirSync(join(root, 'docs', kind)).map((file) => file.replace(/\.md$/, ''));
      expect(pages.filter((word) => word !== 'README' && !present.includes(word))).toEqual([]);
    }
  });

  it('show every key of the plan, in examples that are plans', () => {
    const text = readFileSync(join(root, 'docs', 'plan.md'), 'utf8');
    const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml as string);
    const plans = examples.map((yaml) => checkText(yaml));
    expect(plans.flatMap(({ faults }) => faults)).toEqual([]);
    expect(plans.flatMap(({ plan }) => plan?.unknown ?? [])).toEqual([]);
    const names = new Set(keysOf(planJsonSchema()));
    expect(names.size).toBeGreaterThan(50);
    for (const name of names) expect(examples.join('\n'), name).toMatch(new RegExp(`\\b${name}:`));
  });

  it('have no link to a file that is missing', () => {
    const missing: string[] = [];
    for (const entry of readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })) {
      if (!entry.name.endsWith('.md')) continue;
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      for (const [, target] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
        if (!existsSync(join(entry.parentPath, target as string))) missing.push(`${entry.name}: ${target}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
