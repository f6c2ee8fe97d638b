import { z } from 'zod';
import { nearest } from '../model/nearest.ts';
import { planSchema } from './plan-schema.ts';

/** As much of JSON Schema as is read here. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  examples?: unknown[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  [key: string]: unknown;
}

type Overriding = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

let made: JsonSchema | undefined;

/**
 * plan.yaml as JSON Schema (draft 2020-12), generated from what reads it, for editors. It knows the form of each
 * value; what depends on the calendar or on another value, such as a zone's name, only reading the plan tells.
 */
export function planJsonSchema(): JsonSchema {
  made ??= {
    ...(z.toJSONSchema(planSchema, { io: 'input', unrepresentable: 'any', override }) as JsonSchema),
    title: 'plan.yaml of Rapport',
  };
  return made;
}

/**
 * A bare text may look like a number to an editor, such as an account `0123` or the company 4711. Examples of what
 * is turned into something else are shown as they are written.
 */
function override({ zodSchema, jsonSchema }: Parameters<Overriding>[0]): void {
  const { type, format, pattern } = jsonSchema;
  if (type === 'string' && !jsonSchema.enum && !format && !pattern)
    jsonSchema.type = ['string', 'number'] as unknown as 'string';
  const meta = z.globalRegistry.get(zodSchema as unknown as z.ZodType);
  if (meta?.examples) jsonSchema.examples = meta.examples as unknown[];
  delete jsonSchema.propertyNames;
}

/** The text of the file that is published. */
export function planJsonSchemaText(): string {
  return `${JSON.stringify(planJsonSchema(), null, 2)}\n`;
}

/** A key that the schema does not name, such as `business.lunch` or `goals.awareness.colour`. */
export interface UnknownKey {
  name: string;
  /** What was probably meant, as a sentence; absent where nothing comes near. */
  meant?: string;
}

/** Keys in `tree` that the schema does not name. */
export function unknownKeys(
  tree: unknown,
  schema: JsonSchema = planJsonSchema(),
  above: string[] = [],
): UnknownKey[] {
  if (Array.isArray(tree)) {
    const inside = branches(schema).find(({ items }) => items)?.items;
    if (!inside) return [];
    return tree.flatMap((item, index) => unknownKeys(item, inside, [...above, nameOf(item, index)]));
  }
  if (typeof tree !== 'object' || tree === null) return [];
  const named = branches(schema).find(({ properties }) => properties);
  const any = branches(schema).find(
    ({ additionalProperties }) =>
      typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0,
  );
  return Object.entries(tree).flatMap(([key, value], index, all) => {
    const path = [...above, key];
    const known =
      named?.properties && Object.hasOwn(named.properties, key) ? named.properties[key] : undefined;
    if (known) return unknownKeys(value, known, path);
    if (named) {
      const meant =
        value === null
          ? afterComma(key, all[index - 1])
          : didYouMean(key, Object.keys(named.properties ?? {}));
      return [{ name: path.join('.'), ...(meant !== undefined && { meant }) }];
    }
    return any ? unknownKeys(value, any.additionalProperties as JsonSchema, path) : [];
  });
}

/** In `{ }` a comma begins a new key: what stands after it belonged to the value before. */
function afterComma(key: string, before: [string, unknown] | undefined): string | undefined {
  if (typeof before?.[1] !== 'string') return undefined;
  const [name, value] = before;
  return /^-?\d+$/.test(value) && /^\d+/.test(key)
    ? `A comma ends a value in { }. Did you mean ${name}: ${value}.${key}?`
    : `A comma ends a value in { }: put the text in quotes, ${name}: '${value}, ${key}'.`;
}

function didYouMean(key: string, keys: string[]): string | undefined {
  const near = nearest(key, keys);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}

/** A path as a reader names it: an item of a list by its word, or counted from 1, such as `goals.awareness.by`. */
export function shownPath(path: string[], tree: unknown): string {
  let node = tree;
  const names = path.map((key) => {
    const list = Array.isArray(node);
    node = (node as Record<string, unknown> | null | undefined)?.[key];
    return list ? nameOf(node, Number(key)) : key;
  });
  return names.join('.');
}

/** The schema of the value at `path`, else of the nearest thing above it that carries an example. */
export function exampleAt(path: string[]): { key: string; example: unknown } | undefined {
  let schema: JsonSchema | undefined = planJsonSchema();
  let found: { key: string; example: unknown } | undefined;
  for (const key of path) {
    const next: JsonSchema | undefined = schema && below(schema, key);
    if (!next) break;
    if (next.examples?.[0] !== undefined) found = { key, example: next.examples[0] };
    schema = next;
  }
  return found;
}

/** The schema of the value at `path`; undefined where it knows none. */
export function schemaAt(schema: JsonSchema, path: string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((inside, key) => inside && below(inside, key), schema);
}

function below(schema: JsonSchema, key: string): JsonSchema | undefined {
  for (const one of branches(schema)) {
    if (one.properties && Object.hasOwn(one.properties, key)) return one.properties[key];
    if (one.items && /^\d+$/.test(key)) return one.items;
    if (typeof one.additionalProperties === 'object' && !one.properties) return one.additionalProperties;
  }
  return undefined;
}

function branches(schema: JsonSchema): JsonSchema[] {
  if (typeof schema.$ref === 'string') return [];
  return [schema, ...(schema.anyOf ?? []).flatMap(branches)];
}

function nameOf(item: unknown, index: number): string {
  const word = (item as { word?: unknown } | null)?.word;
  return typeof word === 'string' ? word : String(index + 1);
}
