import type { InputFile } from '../../model/reader.ts';
import { decode } from '../encoding/encoding.ts';
import { type JsonItem, jsonItems } from '../json-items.ts';
import { type JsonHead, jsonValues } from '../json-values.ts';

/** One answer of the API over many lines. */
const page = /^\s*\{[\s\S]*?"items"\s*:\s*\[/;

/** What the file holds, element by element; those of a lone answer one by one. */
export function youtubeItems(file: InputFile, head: JsonHead): AsyncGenerator<JsonItem[]> {
  return head.form === 'single' && page.test(head.text)
    ? jsonItems(decode(file.stream(), head.encoding), page)
    : jsonValues(file, head);
}
