import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { expectsAnswerRule } from '../../src/facts/expects-answer.ts';
import { ruleError, signError } from '../../src/measures/ignoring/rule-error.ts';
import type { ReadOptions } from '../../src/model/reader.ts';
import { detect, findFiles } from '../../src/sources/index.ts';
import { type Agreement, agreement } from '../../src/stats/agreement/kappa.ts';
import { type PrecisionRecall, precisionRecall } from '../../src/stats/quality/precision-recall.ts';
import { isRefusal } from '../../src/stats/refusal.ts';
import { openDatabase } from '../../src/store/database.ts';
import { readSigns } from '../../src/text/signs.ts';
import { fileOf, importAll } from '../reading.ts';
import { dataFile, noSharedData } from '../shared-data.ts';

interface Judged {
  set: string;
  id: string;
  reader_a: string;
  reader_b: string;
  used: string;
}
const judged = parse(fs.readFileSync(path.join(import.meta.dirname, 'judged.csv')), {
  columns: true,
}) as Judged[];
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** What the rule says of each message of a file, by native id. */
async function verdicts(file: string, options: ReadOptions): Promise<Map<string, boolean>> {
  const [input] = await findFiles([file]);
  const found = await detect(input, options);
  if ('refused' in found) throw new Error(found.refused);
  const { reader, detection } = found;
  const db = await openDatabase(':memory:');
  try {
    const incoming = {
      ...fileOf(file, []),
      file: input,
      reading: reader.read(input, { ...options, mapping: detection.mapping }),
    };
    await importAll(db, [incoming]);
    const rows = await db.store.query<{ id: string; expects: boolean }>(
      'SELECT m.native_id AS id, e.expects FROM expectation e JOIN message m ON m.message_id = e.message_id',
    );
    return new Map(rows.map(({ id, expects }) => [id, expects]));
  } finally {
    await db.close();
  }
}

function told({ precision, recall }: PrecisionRecall, n: number) {
  if (isRefusal(precision) || isRefusal(recall)) throw new Error('nothing was found');
  return { n, precision: rounded(precision.value), recall: rounded(recall.value) };
}

describe('the judged messages', () => {
  it('are 300, half corpus and half reviews, judged by both readers', () => {
    expect(judged.length).toBe(300);
    for (const set of ['corpus', 'reviews']) expect(judged.filter((row) => row.set === set).length).toBe(150);
    expect(judged.every(({ reader_a, reader_b }) => /^[01]$/.test(reader_a) && /^[01]$/.test(reader_b))).toBe(
      true,
    );
  });

  it('show how far the two readers agree', () => {
    const found = agreement(
      judged.map(({ reader_a }) => Number(reader_a)),
      judged.map(({ reader_b }) => Number(reader_b)),
    ) as Agreement;
    expect(rounded(found.observed)).toBe(0.9967);
    expect(rounded(found.kappa.value)).toBe(0.992);
  });
});

describe.skipIf(noSharedData)(
  `the error of the rule${noSharedData ? ` (skipped: ${noSharedData})` : ''}`,
  () => {
    it('is what the product says, on the messages not looked at while the rule was made', async () => {
      const all = new Map([
        ...(await verdicts(dataFile('twcs-head', 'twcs_first5k.csv'), {})),
        ...(await verdicts(dataFile('app-reviews-replies', 'kr-banks_google_play_reviews.csv'), {
          zone: 'Asia/Seoul',
        })),
      ]);
      const measured = judged.filter(
        ({ used, reader_a, reader_b }) => used === 'measuring' && reader_a === reader_b,
      );
      expect(measured.every(({ id }) => all.has(id))).toBe(true);
      const found = precisionRecall(
        measured.map(({ id }) => all.get(id) === true),
        measured.map(({ reader_a }) => reader_a === '1'),
      );
      expect(ruleError.rule).toBe(expectsAnswerRule);
      expect(ruleError.n).toBe(measured.length);
      for (const which of ['precision', 'recall'] as const)
        for (const part of ['value', 'low', 'high'] as const)
          expect(rounded((found[which] as { value: number; low: number; high: number })[part])).toBe(
            ruleError[which][part],
          );
    });

    it('in its part for complaints is what the docs say, on labelled tweets at airlines and telecoms', () => {
      const rows = ['airlines', 'telecom'].flatMap(
        (name) =>
          parse(fs.readFileSync(dataFile('brand-complaints-multicoder', `${name}_set1_finalLabels.csv`)), {
            columns: true,
            bom: true,
            relax_quotes: true,
          }) as { text: string; finalLabel: string }[],
      );
      const found = precisionRecall(
        rows.map(({ text }) => readSigns(text).complaint),
        rows.map(({ finalLabel }) => Number(finalLabel) === 1),
      );
      expect(told(found, rows.length)).toEqual(signError.complaint);
    });

    it('in its part for questions is what the docs say, on replies labelled query', () => {
      const labels = new Map<string, string>();
      for (const part of ['train', 'dev'])
        for (const [id, label] of Object.entries(
          JSON.parse(
            fs.readFileSync(dataFile('rumoureval2017', `${part}-annotations`, 'subtaskA.json'), 'utf8'),
          ) as Record<string, string>,
        ))
          labels.set(id, label);
      const texts = new Map<string, string>();
      for (const file of fs.readdirSync(dataFile('rumoureval2017'), { recursive: true, encoding: 'utf8' })) {
        const id = path.basename(file, '.json');
        if (file.endsWith('.json') && labels.has(id))
          texts.set(
            id,
            (JSON.parse(fs.readFileSync(dataFile('rumoureval2017', file), 'utf8')) as { text: string }).text,
          );
      }
      const ids = [...labels.keys()].filter((id) => texts.has(id));
      const found = precisionRecall(
        ids.map((id) => readSigns(texts.get(id) ?? '').question),
        ids.map((id) => labels.get(id) === 'query'),
      );
      expect(told(found, ids.length)).toEqual(signError.question);
    });
  },
);
