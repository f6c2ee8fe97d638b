import { built } from '../built.mjs';
import { laps } from '../clock.mjs';

const { findFiles } = await built('sources/index.js');
const { csvRows } = await built('sources/csv.js');
const { decode, findEncoding } = await built('sources/encoding/encoding.js');
const { twcs } = await built('sources/twcs.js');

/** The parts of reading by themselves, nothing stored: the characters, the CSV's rows and fields, and the messages. */
export async function run({ csv }) {
  const [file] = await findFiles([csv]);
  const watch = laps();
  const encoding = await findEncoding(file);
  watch.lap('encoding');
  let characters = 0;
  for await (const text of decode(file.stream(), encoding)) characters += text.length;
  watch.lap('decoding');
  let records = 0;
  for await (const rows of csvRows(decode(file.stream(), encoding), ',', '\n')) records += rows.length;
  watch.lap('tokenizer');
  let messages = 0;
  for await (const rows of twcs.read(file, {}).rows) messages += rows.length;
  watch.lap('reader');
  const { encoding: finding, decoding, tokenizer, reader } = watch.seconds;
  return {
    steps: {
      encoding: finding,
      decoding,
      tokenizer: Math.max(0, tokenizer - decoding),
      messages: Math.max(0, reader - finding - tokenizer),
    },
    characters,
    records: records - 1,
    messages,
  };
}
