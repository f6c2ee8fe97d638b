import type { Preview } from '../model/import.ts';
import type { Message } from '../model/message.ts';
import { isProblem } from '../model/problem.ts';
import type { Detection, InputFile, ReadOptions } from '../model/reader.ts';
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

function standIns(detection: Detection, options: ReadOptions): ReadOptions {
  const open = new Set(detection.questions.map((question) => question.word));
  const filled: ReadOptions = { ...options };
  if (detection.mapping) {
    const { mapping } = detection;
    filled.mapping = { ...mapping, time: { ...mapping.time, zone: mapping.time.zone ?? 'UTC' } };
    if (open.has('withoutIds')) filled.mapping.withoutIds = true;
    if (mapping.columns.author === undefined) filled.mapping.author ??= '?';
  } else if (open.has('us')) filled.us = ['?'];
  return filled;
}
