import { isProblem, type Problem } from '../model/problem.ts';
import type { Detection, InputFile, Reader, ReadOptions } from '../model/reader.ts';
import { setAside } from './files/set-aside.ts';
import { isPrivate } from './files/wanted.ts';
import { readers } from './readers.ts';
import { isWorkbook } from './table/workbook.ts';

/** A reader as sure as this has seen the file's own marks; only a given mapping may overrule it. */
const certain = 0.95;

/**
 * Which reader takes the file, or in a sentence why none does and what to do. A reader that knows the file but
 * cannot read it (spoilt ids, a missing column) speaks by its Problem, unless another reader takes the file.
 */
export async function detect(
  file: InputFile,
  options: ReadOptions,
): Promise<{ reader: Reader; detection: Detection } | { refused: string }> {
  if (isPrivate(file.name)) {
    return { refused: `${file.shown} holds private messages or contacts, which Rapport does not read.` };
  }
  if (file.bytes === 0) return { refused: `${file.shown} is empty.` };
  const head = await file.head(4096);
  const packed = (await isWorkbook(file)) ? undefined : packedAs(head);
  if (packed !== undefined) return { refused: `${file.shown} is ${packed}` };
  let best: { reader: Reader; detection: Detection } | undefined;
  let problem: Problem | undefined;
  for (const reader of readers) {
    if (best !== undefined && best.detection.confidence >= certain && options.mapping === undefined) break;
    try {
      const detection = await reader.detect(file, options);
      if (detection && (best === undefined || detection.confidence > best.detection.confidence)) {
        best = { reader, detection };
      }
    } catch (error) {
      if (!isProblem(error)) throw error;
      problem ??= error;
    }
  }
  if (best !== undefined) return best;
  const aside = setAside(file.name);
  if (aside !== undefined) return { refused: `${file.shown} ${aside}` };
  if (problem !== undefined) return { refused: [problem.message, problem.help].filter(Boolean).join(' ') };
  return { refused: unknown(file, head) };
}

function packedAs(head: Uint8Array): string | undefined {
  const [a, b, c, d] = head;
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) {
    return 'a packed file (a .zip in a .zip, or a document). Unpack it and import what is in it.';
  }
  if (a === 0x1f && b === 0x8b) return 'a packed file (.gz). Unpack it and import what is in it.';
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46)
    return 'a PDF, which holds no rows. Export a CSV instead.';
  return undefined;
}

function unknown(file: InputFile, head: Uint8Array): string {
  const json = /^(\uFEFF)?\s*[[{]/.test(Buffer.from(head).toString('utf8'));
  if (!json)
    return `${file.shown} is nothing that Rapport knows. It reads the exports that platforms give (the import page lists them) and tables: a text and a time in each row, numbers by day, or a survey.`;
  const kinds = readers.filter(({ title }) => /json|\.js\b/i.test(title)).map(({ title }) => title);
  return `${file.shown} is JSON of a kind that Rapport does not know. Of JSON it reads: ${kinds.join('; ')}.`;
}
