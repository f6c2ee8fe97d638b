import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../../src/model/problem.ts';
import { detect } from '../../src/sources/detect.ts';
import { zipEntries } from '../../src/sources/files/zip.ts';
import { readAll } from '../../src/sources/read-all.ts';
import { workbookRows } from '../../src/sources/table/workbook-rows.ts';
import { memoryFile } from '../memory-file.ts';
import { workbookParts } from '../workbook-fixture.ts';
import { zipOf } from '../zip-fixture.ts';
import { memoryWatch } from './memory.ts';
import { deflated, packedZeros, type TrapEntry, trapZip } from './traps.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 10_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);
const gigabyte = 2 ** 30;

/** Opens an archive and reads what is in it; gives the words of its refusal, or how many bytes were read. */
async function taken(bytes: Uint8Array, look: () => void = () => undefined): Promise<string | number> {
  try {
    let read = 0;
    for (const entry of await zipEntries(bytes, 'trap.zip', () => true)) {
      for await (const chunk of entry.stream()) {
        read += chunk.length;
        look();
      }
    }
    return read;
  } catch (error) {
    if (isProblem(error)) return error.message;
    throw error;
  }
}

describe('archives', () => {
  it('with a million files are refused', { timeout: 120_000 }, async () => {
    const many = function* (): Generator<TrapEntry> {
      for (let n = 0; n < 1_000_000; n++)
        yield { ...(n === 0 && packedZeros(10)), name: `${n}.csv`, bytes: 10 };
    };
    const bytes = trapZip(many());
    const memory = memoryWatch();
    expect(await taken(bytes, memory.look)).toContain('more than 500,000 files');
    memory.look();
    expect(memory.grown()).toBeLessThan(600);
  });

  it('that inflate a thousandfold stay within memory, and the total is bounded', {
    timeout: 300_000,
  }, async () => {
    const bomb = packedZeros(gigabyte);
    const memory = memoryWatch();
    expect(await taken(trapZip([{ ...bomb, name: 'x.csv', bytes: gigabyte }]), memory.look)).toBe(gigabyte);
    expect(memory.grown()).toBeLessThan(400);
    const shared = Array.from({ length: 20 }, (_, n) => ({
      ...(n === 0 && bomb),
      name: `${n}.csv`,
      bytes: gigabyte,
    }));
    expect(await taken(trapZip(shared))).toContain('more than 17,179,869,184 bytes');
  });

  it('that are workbooks of endless sheets or texts are refused', { timeout: 300_000 }, async () => {
    const memory = memoryWatch();
    for (const part of [
      'xl/sharedStrings.xml',
      'xl/worksheets/sheet1.xml',
      'xl/styles.xml',
      'xl/workbook.xml',
    ]) {
      const parts = workbookParts({
        Sheet: [
          ['id', 'text', 'date'],
          ['1', 'a', '2026-01-01'],
        ],
      });
      const entries = Object.entries(parts).map(([name, text]) => {
        const one = Buffer.from(text);
        if (name !== part) return { name, bytes: one.length, text };
        return { name, bytes: 900 * 2 ** 20, text };
      });
      const bytes = trapZip(entries.map(({ name, bytes, text }) => entryOf(name, bytes, text)));
      const file = memoryFile('trap.xlsx', bytes);
      const said = await refusalOf(async () => {
        const found = await detect(file, { zone: 'UTC' });
        if ('refused' in found) return found.refused;
        const read = await readAll(found.reader.read(file, { zone: 'UTC' }));
        return `${read.accepted} accepted`;
      });
      memory.look();
      expect(said, part).toMatch(/\w/);
      expect(
        await refusalOf(() => workbookRows(file, 'Sheet').then(({ length }) => `${length} rows`)),
      ).toMatch(/\w/);
      memory.look();
      console.log(`${part}: ${said.slice(0, 160)}`);
    }
    expect(memory.grown()).toBeLessThan(900);
  });

  it(`survive ${runs.toLocaleString('en')} times a few changed bytes`, { timeout: 0 }, async () => {
    const good = zipOf({
      'tweets.js': 'window.YTD.tweets.part0 = []',
      'a/b.csv': 'id,text\n1,x\n',
      'c/': '',
    });
    const change = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(change, fc.nat(good.length), async (changes, end) => {
        const bytes = Uint8Array.from(good);
        for (const [at, byte] of changes) bytes[at] = byte;
        await taken(end % 4 === 0 ? bytes.subarray(0, end) : bytes);
      }),
      { numRuns: runs, seed },
    );
  });
});

/** A part of a workbook: whole, or begun by its text and followed by spaces without end. */
function entryOf(name: string, bytes: number, text: string): TrapEntry {
  const own = Buffer.from(text);
  if (own.length === bytes) return { name, bytes, packed: deflated(own) };
  const { packed } = packedZeros(bytes - own.length, 32);
  return { name, bytes, packed: Buffer.concat([deflated(own, true), packed]) };
}

async function refusalOf(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (isProblem(error)) return error.message;
    throw error;
  }
}
