import { refKey } from '../../facts/queue.ts';
import { codeAddress, codeTree, codeValue, type Facet } from '../../model/codebook.ts';
import type { Coding } from '../../model/coding.ts';
import { type Units, unitsOf } from '../../stats/agreement/units.ts';

/** What one coder says of one message in a facet; undefined where it was not judged, or could not be told. */
type Answer = Set<string> | undefined;

/** What was judged, message by message: a facet that takes one code as a whole, or one code, given or not given. */
export interface Judged {
  facet: Facet;
  /** `facet/code`; absent for the facet as a whole. */
  code?: string;
  name: string;
  units: Units;
  /** The message of each unit, as `refKey` has it. */
  messages: string[];
}

/** What coders judged in these facets. *Cannot tell* counts as no code. */
export function judgedUnits(facets: Facet[], codings: Coding[]): Judged[] {
  return facets.flatMap((facet) => {
    const { rows, messages } = answersOf(facet, codings);
    const whole: Judged[] =
      facet.choose === 'one' ? [{ facet, name: facet.name, units: wholeUnits(facet, rows), messages }] : [];
    const each = codeTree(facet).map(({ code }): Judged => {
      const address = codeAddress(facet.word, code.word);
      const given = rows.map((row) => row.map((answer) => answer?.has(address)));
      return { facet, code: address, name: code.name, units: unitsOf(given, [false, true]), messages };
    });
    return [...whole, ...each];
  });
}

/** A row for each coder, a place for each message that was coded. */
function answersOf({ word }: Facet, codings: Coding[]): { rows: Answer[][]; messages: string[] } {
  const judged = codings.filter(({ facets }) => facets.includes(word));
  const messages = [...new Set(judged.map(({ ref }) => refKey(ref)))];
  const rows = [...new Set(judged.map(({ who }) => who))].map((who) => {
    const own = new Map(judged.filter((one) => one.who === who).map((one) => [refKey(one.ref), one]));
    return messages.map((key) => {
      const one = own.get(key);
      if (!one || one.cannot.includes(word)) return undefined;
      return new Set(one.codes.filter((code) => code.startsWith(`${word}/`)));
    });
  });
  return { rows, messages };
}

function wholeUnits(facet: Facet, rows: Answer[][]): Units {
  const code = (answer: Answer) => [...(answer ?? [])][0]?.slice(facet.word.length + 1);
  const interval = facet.level === 'interval';
  const value = (answer: Answer) => {
    const word = code(answer);
    return word === undefined ? undefined : interval ? codeValue(facet, word) : word;
  };
  const known = interval ? undefined : facet.codes.map(({ word }) => word);
  const there = rows.map((row) =>
    row.map((answer) => {
      const found = value(answer);
      return known === undefined || known.includes(found as string) ? found : undefined;
    }),
  );
  return unitsOf(there, known);
}
