import type { DrawnSample } from '../../model/coding.ts';
import { Problem } from '../../model/problem.ts';
import type { Ask } from '../env.ts';
import { partText } from '../multipart.ts';
import type { Serving } from '../serving.ts';
import { coderName } from './code-form.ts';
import { type Taken, takeFrom } from './take-sheet.ts';
import { sheetOf } from './write-sheet.ts';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `GET /code/SAMPLE/sheet?who=`: the workbook with what that coder said; @names that are not ours are covered. */
export async function sheetFile(serving: Serving, c: Ask, sample: DrawnSample): Promise<Response> {
  const who = coderName(c.req.query('who'));
  const { bytes } = await sheetOf(sample, { who, names: false }, serving);
  const name = `${sample.word}-${who}`.replace(/[^a-z0-9-]/gi, '-');
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': workbook, 'content-disposition': `attachment; filename="${name}.xlsx"` },
  });
}

/** Takes the workbook that a form sends: the field `who`, then the file. What came is not kept. */
export async function takeUpload(serving: Serving, c: Ask, sample: DrawnSample): Promise<Taken> {
  const parts = c.get('parts');
  const first = (await parts?.next())?.value;
  if (!parts || first?.name !== 'who' || first.filename !== undefined)
    throw new Problem('No workbook was sent.', 'Say who filled it in, and choose the file.');
  const who = coderName(await partText(first));
  const upload = await serving.pending.receive(parts);
  try {
    const [file] = upload.files;
    if (!file) throw new Problem('No workbook was sent.', 'Choose the file.');
    return await takeFrom(sample, { who, file }, serving);
  } finally {
    await serving.pending.drop(upload.id);
  }
}
