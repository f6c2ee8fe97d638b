import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { decode, findEncoding, invalidByte, sniffEncoding } from '../encoding/encoding.ts';
import { findNewline, lineBatches } from '../lines.ts';
import { textOf } from '../separated.ts';
import { tally } from '../tally.ts';
import { toldRow } from '../told-row.ts';
import { ga4Points } from './ga4-row.ts';
import { type Ga4Section, ga4Lines } from './ga4-sections.ts';

/** A report or an exploration of Google Analytics 4: tables below a block of comments with their dates. */
export const ga4: Reader = {
  word: 'ga4',
  title: 'Google Analytics 4, reports and explorations (CSV)',
  version: 1,
  detect,
  read,
};

const looked = 262_144;

/** The block of comments that every such file begins with, in any language: a rule, and dates as 20260131. */
function isGa4(text: string): boolean {
  const [block = ''] = /^\ufeff?(?:"?#[^\n]*\n)+/.exec(text.replaceAll('\r\n', '\n')) ?? [];
  return /^\ufeff?"?# -{8,}/.test(block) && /(\d{8}\s?[-–]\s?\d{8}|:\s*\d{8})"?,*\n/.test(block);
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping !== undefined || options.rows === 'messages') return undefined;
  const head = await file.head(looked);
  const text = await textOf(head, sniffEncoding(head));
  if (!isGa4(text)) return undefined;
  const sections: Ga4Section[] = [];
  const lines = ga4Lines((section) => sections.push(section))(text.split(findNewline(text)));
  const good = sections.filter(({ unread }) => unread === undefined);
  if (good.length === 0) throw nothingToRead(file, sections);
  const words = new Set(
    lines.flatMap((piece) => {
      if ('damaged' in piece || piece.section.unread !== undefined) return [];
      const points = ga4Points(piece.section, piece.fields, () => undefined);
      return Array.isArray(points) ? points.map(({ series }) => series) : [];
    }),
  );
  const parts = new Set(
    good.flatMap(({ columns }) => columns.flatMap((one) => (one.is === 'part' ? one.words : []))),
  );
  const [{ start, end } = {}] = good;
  const span = start && end ? `, ${start} to ${end}` : '';
  const by = parts.size > 0 ? `, by ${[...parts].join(', ')}` : '';
  const left = sections.length - good.length;
  const out = left > 0 ? `. Not read: ${left} of its ${sections.length} tables` : '';
  return {
    reader: ga4.word,
    confidence: 0.98,
    summary: `Google Analytics 4${span}: ${[...words].join(', ')}${by}${out}`,
    questions: [],
    words: [...words].map((word) => `series/${word}`),
  };
}

function nothingToRead(file: InputFile, sections: Ga4Section[]): Problem {
  const [first] = sections;
  if (first === undefined) return new Problem(`${file.shown} is of Google Analytics, but holds no table.`);
  if (sections.every(({ columns }) => !columns.some(({ is }) => is === 'metric' || is === 'number')))
    return new Problem(
      `${file.shown} is of Google Analytics, but its headings (${first.header.join(', ')}) are in another language or name nothing that Rapport reads.`,
      'Set the language of Google Analytics to English and export again, or give a mapping of series (docs/sources/series.md).',
    );
  return new Problem(
    `${file.shown} is of Google Analytics, but none of its tables can be read: ${[...new Set(sections.flatMap(({ unread }) => unread ?? []))].join('; ')}.`,
    'Export it with the dimension Date, or for a whole month.',
  );
}

function read(file: InputFile, _options: ReadOptions): Reading {
  const count = tally();

  async function* rows(): AsyncGenerator<Row[]> {
    const encoding = await findEncoding(file);
    count.encoding(encoding);
    const head = await file.head(looked);
    const newline = findNewline(await textOf(head, encoding));
    const lines = ga4Lines();
    const pieces = (async function* () {
      for await (const texts of lineBatches(decode(file.stream(), encoding), newline)) yield lines(texts);
    })();
    yield* batches(pieces, (piece): Row => {
      const { line } = piece;
      if ('damaged' in piece) return { line, rejected: piece.damaged, excerpt: excerptOf(piece.text) };
      const { section, fields } = piece;
      if (section.unread !== undefined) {
        count.note(`The table with “${section.header[0]}” is not read: ${section.unread}.`);
        return { line, empty: true };
      }
      const excerpt = excerptOf(fields.join(','));
      if (fields.some((field) => invalidByte.test(field) || field.includes('\0')))
        return { line, rejected: 'holds bytes that are no text', excerpt };
      const points = ga4Points(section, fields, count.note);
      if (points === 'total') {
        count.note('Rows of totals are not read.');
        return { line, empty: true };
      }
      if ('wrong' in points) return { line, rejected: points.wrong, excerpt };
      return toldRow(line, points);
    });
  }

  return { rows: rows(), summary: () => count.summary('own') };
}
