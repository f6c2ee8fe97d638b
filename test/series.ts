import { createHash } from 'node:crypto';
import type { InputFile, ReadOptions } from '../src/model/reader.ts';
import { detect } from '../src/sources/index.ts';
import type { Incoming } from '../src/store/ingest.ts';

/** A file as the import desk would hand it on, read with these answers. Throws where a question is open. */
export async function incomingOf(file: InputFile, options: ReadOptions = {}): Promise<Incoming> {
  const found = await detect(file, options);
  if ('refused' in found) throw new Error(found.refused);
  const { reader, detection } = found;
  if (detection.questions.length > 0)
    throw new Error(detection.questions.map(({ word, ask }) => `${word}: ${ask}`).join('\n'));
  const hash = createHash('sha256');
  for await (const chunk of file.stream()) hash.update(chunk);
  const mapping = detection.mapping;
  return {
    file,
    sha256: hash.digest('hex'),
    reader: reader.word,
    readerVersion: reader.version,
    reading: reader.read(file, mapping ? { ...options, mapping } : options),
    ...(mapping && { mapping }),
  };
}
