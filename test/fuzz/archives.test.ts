import { describe, expect, it } from 'vitest';
import { isProblem } from '../../src/model/problem.ts';
import { type ZipLimits, zipEntries, zipLimits } from '../../src/sources/files/zip.ts';
import { packedZeros, trapZip } from './traps.ts';

const opened = async (bytes: Uint8Array, limits: ZipLimits = zipLimits): Promise<number> => {
  let read = 0;
  for (const entry of await zipEntries(bytes, 'trap.zip', () => true, limits)) {
    for await (const chunk of entry.stream()) read += chunk.length;
  }
  return read;
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'it was opened',
    (error) => (isProblem(error) ? error.message : error),
  );
const small = packedZeros(3000);

describe('an archive', () => {
  it('whose files are one and the same counts each of them', async () => {
    // Fifield, "A better zip bomb" (2019): entries that share their bytes
    const entries = Array.from({ length: 60 }, (_, n) => ({
      ...(n === 0 && small),
      name: `${n}.csv`,
      bytes: 3000,
    }));
    expect(await refusal(opened(trapZip(entries), { ...zipLimits, totalBytes: 100_000 }))).toContain(
      'it holds more than 100,000 bytes',
    );
  });

  it.each(['../x.csv', 'a/../../x.csv', '/etc/x.csv', 'C:/x.csv', 'C:\\x.csv', '..\\x.csv'])(
    'that leads out of its folder is refused: %s',
    async (name) => {
      expect(await refusal(opened(trapZip([{ ...small, name, bytes: 3000 }])))).toMatch(
        /cannot be read as a .zip/,
      );
    },
  );

  it('with more files than it may have is refused', async () => {
    const many = function* () {
      for (let n = 0; n < 70_000; n++) yield { ...(n === 0 && small), name: `${n}.csv`, bytes: 3000 };
    };
    expect(await refusal(opened(trapZip(many()), { ...zipLimits, entries: 50_000 }))).toContain(
      'more than 50,000 files',
    );
  });

  it('that inflates to more or less than it says is refused', async () => {
    for (const bytes of [10, 100_000]) {
      const said = await refusal(opened(trapZip([{ ...small, name: 'x.csv', bytes }])));
      expect(said).toMatch(/more bytes than the archive says|cannot be read as a .zip/);
    }
  });
});
