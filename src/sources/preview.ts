import type { Preview } from '../model/import.ts';
import {
  isOfMessages,
  type MessageMapping,
  type SeriesMapping,
  type SurveyMapping,
} from '../model/mapping.ts';
import type { Message } from '../model/message.ts';
import { isProblem } from '../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, ReadOptions } from '../model/reader.ts';
import { detect } from './detect.ts';

/**
 * How a file would be read: the first `rows` rows as understood, and what is still open. While the zone is open
 * the times are shown as if they were UTC, and an unknown author is shown as `?`.
 */
export async function preview(file: InputFile, options: ReadOptions, rows = 10): Promise<Preview> {
  const shown: Preview = {
    shown: file.shown,
    bytes: file.bytes,
    sample: [],
    rejectedSample: [],
    questions: [],
  };
  const found = await detect(file, options);
  if ('refused' in found) return { ...shown, refused: found.refused };
  const { reader, detection } = found;
  shown.detection = detection;
  shown.questions = detection.questions;
  let seen = 0;
  try {
    for await (const batch of reader.read(file, standIns(detection, options)).rows) {
      for (const row of batch) {
        if (seen >= rows) return shown;
        seen += 1;
        if ('messages' in row) shown.sample.push(...row.messages.map((message) => ({ ...message })));
        else if ('told' in row) shown.told = [...(shown.told ?? []), ...row.told.slice(0, fewTold)];
        else if ('rejected' in row) {
          shown.rejectedSample.push({ line: row.line, reason: row.rejected, excerpt: row.excerpt });
        }
      }
    }
  } catch (error) {
    if (!isProblem(error)) throw error;
    return {
      ...shown,
      sample: [] as Message[],
      refused: [error.message, error.help].filter(Boolean).join(' '),
    };
  }
  return shown;
}

/** Of a row that holds dozens of series. */
const fewTold = 12;

function standIns(detection: Detection, options: ReadOptions): ReadOptions {
  const open = new Set(detection.questions.map((question) => question.word));
  const filled: ReadOptions = { ...options };
  const { mapping } = detection;
  if (mapping && !isOfMessages(mapping)) filled.mapping = standInValues(mapping, detection.questions);
  else if (mapping) {
    const stand: MessageMapping = { ...mapping, time: { ...mapping.time, zone: mapping.time.zone ?? 'UTC' } };
    if (open.has('withoutIds')) stand.withoutIds = true;
    if (mapping.columns.author === undefined) stand.author ??= '?';
    filled.mapping = stand;
  } else {
    if (open.has('us')) filled.us = ['?'];
    if (open.has('zone')) filled.zone = 'UTC';
  }
  return filled;
}

/** While a unit, a percentage or a wave's days are open, values are shown by the best guess. */
function standInValues(
  mapping: SeriesMapping | SurveyMapping,
  questions: OpenQuestion[],
): SeriesMapping | SurveyMapping {
  const guessed = (word: string) => questions.find((question) => question.word === word)?.guess;
  const percent = mapping.percent ?? guessed('percent') === 'yes';
  if (mapping.rows === 'points') {
    return {
      ...mapping,
      ...(mapping.series && {
        series: mapping.series.map((series, index) => ({
          ...series,
          percent:
            series.percent ?? (guessed(`series.${index}.percent`) ?? (percent ? 'yes' : 'no')) === 'yes',
        })),
      }),
      unit: mapping.unit ?? 'count',
      currency: mapping.currency ?? '???',
      percent,
      time: { ...mapping.time, zone: mapping.time.zone ?? 'UTC' },
    };
  }
  const { from = '1970-01-01', to = from, word = mapping.wave?.from ?? 'still open' } = mapping.wave ?? {};
  return {
    ...mapping,
    question: mapping.question ?? '?',
    percent,
    selfSelected: mapping.selfSelected ?? false,
    wave: { word, from, to },
  };
}
