import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../../test/repository.ts';
import { checkText, parsePlan } from './plan.ts';
import { exampleAt, type JsonSchema, planJsonSchema, planJsonSchemaText } from './plan-json-schema.ts';
import { planTemplate } from './template.ts';

const published = join(root, 'schema', 'plan.schema.json');

/** What an editor says of a plan: it reads numbers as numbers, and knows the published file alone. */
const editor = z.fromJSONSchema(JSON.parse(planJsonSchemaText()));
const editorTakes = (text: string) => editor.safeParse(parse(text) ?? {}).success;

const everything = planTemplate
  .split('\n')
  .map((line) => line.replace(/^# (?=[a-z_]+:( |$)| {2})/, ''))
  .join('\n');

describe('the published schema', () => {
  it('is the one that the parser has', () => {
    if (process.env.UPDATE) writeFileSync(published, planJsonSchemaText());
    expect(readFileSync(published, 'utf8')).toBe(planJsonSchemaText());
  });

  it('describes every key', () => {
    const silent: string[] = [];
    const walk = (schema: JsonSchema, path: string): void => {
      for (const [key, one] of Object.entries(schema.properties ?? {})) {
        if (!one.description) silent.push(`${path}${key}`);
        walk(one, `${path}${key}.`);
      }
      if (schema.items) walk(schema.items, path);
      if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, path);
    };
    walk(planJsonSchema(), '');
    expect(silent).toEqual([]);
  });

  it('gives an example at every key, which both take', () => {
    for (const key of Object.keys(planJsonSchema().properties ?? {})) {
      const found = exampleAt([key]);
      expect(found?.example, key).toBeDefined();
      const text = JSON.stringify({ [key]: found?.example });
      expect(checkText(text).faults, text).toEqual([]);
      expect(editorTakes(text), text).toBe(true);
    }
  });
});

describe('schema and parser agree', () => {
  it.each([
    ['', true],
    [everything, true],
    ['company: 4711', true],
    ['own: {x: [0123, "@a"], "*": Ours}', true],
    ['goals: [{word: a, result: 0.3, baseline: {value: 4 %}}]', true],
    ['goals: [{word: a, result: 1200}, {word: b, result: 2 h}]', true],
    ['tags: {product: [pumps, {seals: [blue]}], tone: praise}', true],
    ['brand_colour: red\nbusiness: {lunch: 12}', true],
    ['goals: [{title: no word}]', false],
    ['goals: {word: a}', false],
    ['goals: [{word: a, result: many}]', false],
    ['goals: [{word: a, by: soon}]', false],
    ['goals: [{word: a, purpose: {kind: fun}}]', false],
    ['events: [{title: no day}]', false],
    ['events: [{on: 2026-01-01, kind: party}]', false],
    ['why: [a]', false],
    ['why: {drawing_table: January}', false],
    ['groups: {a: {size: {low: many}}}', false],
    ['channels: [linkedin]', false],
    ['agreement: 0.8', true],
    ['agreement: 0', false],
    ['agreement: 0.0', false],
    ['agreement: 1', false],
    ['agreement: 80 %', false],
    ['agreement: 0,8', false],
    ['closed_after_days: 0', false],
    ['business: {hours: nine to five}', false],
    ['company: [a, b]', false],
  ])('on %j', (text, good) => {
    expect(checkText(text).faults.length === 0).toBe(good);
    expect(editorTakes(text)).toBe(good);
  });

  it('but for what only the calendar and the zones know', () => {
    for (const text of ['zone: Europe/Nowhere', 'goals: [{word: a}, {word: a}]']) {
      expect(() => parsePlan(text)).toThrow();
      expect(editorTakes(text)).toBe(true);
    }
  });
});
