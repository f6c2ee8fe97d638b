import { facetChoices, facetLevels } from '../../model/codebook.ts';
import type { Plan } from '../../model/plan.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { Tree, TreeMap } from '../../workspace/plan-tree.ts';
import { at, options, type Part } from './part.ts';
import type { RowsPlan } from './rows.ts';

const codeRows: RowsPlan = {
  name: 'codes',
  label: 'code',
  blank: 2,
  columns: [
    { name: 'word', label: 'Word', as: 'line', hint: 'Such as: question. What was coded hangs on it.' },
    { name: 'name', label: 'Name', as: 'line', hint: 'As you speak of it.' },
    { name: 'definition', label: 'Meaning', as: 'text', hint: '' },
    { name: 'use', label: 'Use it for', as: 'text', hint: '' },
    { name: 'avoid', label: 'Not for', as: 'text', hint: '' },
    { name: 'examples', label: 'Examples, one a line', as: 'lines', hint: '' },
    { name: 'parent', label: 'A kind of', as: 'line', hint: 'The word of another code.' },
    { name: 'value', label: 'Value', as: 'line', hint: 'With equal steps only.' },
  ],
};

/** A facet of the plan's own codebook as a form; without a word, a new one. Undefined while the starter is in force. */
export function facetPart(plan: Plan, tree: TreeMap, word: string | undefined): Part | undefined {
  if (plan.codebook.starter) return undefined;
  const facets = Array.isArray(tree.codebook) ? tree.codebook : [];
  const found = facets.findIndex(
    (one) => typeof one === 'object' && !Array.isArray(one) && one.word === word,
  );
  if (word !== undefined && found < 0) return undefined;
  const base = ['codebook', String(word === undefined ? facets.length : found)];
  return {
    what: word === undefined ? 'new facet of the codebook' : `codebook ${word}`,
    title: word === undefined ? 'What else shall be asked of a message?' : 'What can be said of a message?',
    lead: 'A facet is one question that is asked of each message, its codes are the answers. A changed meaning starts the next version of a code; what was coded before keeps the one that it was coded by. To take a code out, empty its line.',
    base,
    sets: [
      {
        legend: 'The facet',
        fields: [
          { name: 'word', label: 'Word', as: 'line' },
          { name: 'name', label: 'What is asked', as: 'line', beside: true },
          {
            name: 'of',
            label: 'Of whose messages',
            as: 'choice',
            options: [
              { value: 'others', label: 'of others' },
              { value: 'own', label: 'of ours' },
            ],
          },
          { name: 'level', label: 'Order', as: 'choice', options: options(facetLevels), beside: true },
          {
            name: 'choose',
            label: 'Codes a message',
            as: 'choice',
            options: options(facetChoices),
            beside: true,
          },
        ],
      },
      { legend: 'Its codes', rows: codeRows },
    ],
    ...(word !== undefined && { remove: 'Remove this facet' }),
    also: (changes, shown) => versionChanges(changes, shown, base),
  };
}

/** The codes with the next version where the meaning was changed. */
function versionChanges(changes: PlanChange[], tree: TreeMap, base: string[]): PlanChange[] {
  const path = [...base, 'codes'];
  const changed = changes.find((change) => change.path.join('\0') === path.join('\0'));
  if (!changed || !Array.isArray(changed.value)) return [];
  const before = mapsIn(at(tree, path));
  return [{ path, value: changed.value.map((code) => (isMap(code) ? withVersion(code, before) : code)) }];
}

const meaning = ['definition', 'use', 'avoid'];

function withVersion(code: TreeMap, before: TreeMap[]): TreeMap {
  const old = before.find(({ word }) => word === code.word);
  if (!old || meaning.every((key) => textOf(old[key]) === textOf(code[key]))) return code;
  const version = Number(textOf(old.version) || 1);
  return { ...code, version: String(version + 1) };
}

const textOf = (tree: Tree | undefined) => (typeof tree === 'string' ? tree.trim() : '');
const mapsIn = (tree: Tree | undefined) => (Array.isArray(tree) ? tree.filter(isMap) : []);
const isMap = (tree: Tree | undefined): tree is TreeMap =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);
