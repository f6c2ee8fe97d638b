import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookInto } from '../../src/server/imports.ts';
import { findFiles } from '../../src/sources/index.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { importAll, testPlan } from '../reading.ts';
import { dataFile, noSharedData } from '../shared-data.ts';

/**
 * The conversations of RumourEval 2017 (SemEval task 8, train and dev), as its authors published them: a folder for
 * each, a file for each tweet, and `structure.json` with who answers whom. That tree is the outside authority.
 *
 * The rule of the comparison: 341 tweets stand in the trees of 113 threads but have no file; six of these trees have
 * more than one beginning, and all but the first of each are among them. They are taken out of the published tree;
 * nothing else is. No tweet that has a file stands below one of them or answers one, so that taking them out moves
 * nobody. The other 184 trees are compared as they are.
 */
const folder = dataFile('rumoureval2017');
const threads = noSharedData ? [] : listThreads();

/** Parent of every tweet of a published tree by id; undefined for one that begins it. */
type Tree = Map<string, string | undefined>;

interface Thread {
  root: string;
  published: Tree;
  files: Set<string>;
}

function listThreads(): Thread[] {
  const names = fs.readdirSync(folder, { recursive: true }) as string[];
  return names
    .filter((name) => path.basename(name) === 'structure.json')
    .map((name) => {
      const dir = path.join(folder, path.dirname(name));
      const published: Tree = new Map();
      const walk = (below: object, parent: string | undefined) => {
        for (const [id, children] of Object.entries(below)) {
          expect(published.has(id)).toBe(false);
          published.set(id, parent);
          walk(children, id);
        }
      };
      walk(JSON.parse(fs.readFileSync(path.join(dir, 'structure.json'), 'utf8')), undefined);
      const files = ['source-tweet', 'replies'].flatMap((part) =>
        fs.existsSync(path.join(dir, part)) ? fs.readdirSync(path.join(dir, part)) : [],
      );
      return {
        root: path.basename(dir),
        published,
        files: new Set(files.map((file) => path.basename(file, '.json'))),
      };
    });
}

function withFiles({ published, files }: Thread): Tree {
  return new Map([...published].filter(([id]) => files.has(id)));
}

/** A tree as sorted lines, for comparing. */
function lines(tree: Tree): string[] {
  return [...tree].map(([id, parent]) => `${id} answers ${parent ?? 'nothing'}`).sort();
}

let db: Database;
const trees = new Map<string, Tree>();
const totals = { read: 0, refused: new Set<string>(), cycles: -1, placeholders: -1, conversations: -1 };

describe.skipIf(noSharedData)(`conversations of RumourEval${noSharedData ? `: ${noSharedData}` : ''}`, () => {
  beforeAll(async () => {
    const looks = await lookInto(await findFiles([folder]), () => ({ us: ['BBCBreaking'] }), testPlan);
    for (const { file, refused } of looks) if (refused) totals.refused.add(path.posix.basename(file.name));
    const incoming = looks.flatMap(({ file, options, reader }) =>
      reader
        ? [
            {
              file,
              sha256: file.shown,
              reader: reader.word,
              readerVersion: reader.version,
              reading: reader.read(file, options),
            },
          ]
        : [],
    );
    db = await openDatabase(':memory:');
    const report = await importAll(db, incoming, { us: ['BBCBreaking'] });
    totals.read = report.added;
    totals.cycles = report.cycles;
    totals.placeholders = report.totals.placeholders;
    totals.conversations = report.totals.conversations;
    const turns = await db.store.query<{ root: string; id: string; parent: string | null }>(
      `SELECT r.native_id AS root, m.native_id AS id, p.native_id AS parent FROM turn t
      JOIN message m ON m.message_id = t.message_id JOIN message r ON r.message_id = t.conversation_id
      LEFT JOIN message p ON p.message_id = t.parent_id`,
    );
    for (const { root, id, parent } of turns) {
      const tree = trees.get(root) ?? new Map();
      trees.set(root, tree.set(id, parent ?? undefined));
    }
  }, 120_000);
  afterAll(() => db?.close());

  it('are read whole in one import; files that hold no tweet are refused by name', () => {
    expect(totals).toEqual({
      read: 4519,
      refused: new Set(['structure.json', 'subtaskA.json', 'subtaskB.json']),
      cycles: 0,
      placeholders: 0,
      conversations: 297,
    });
  });

  it('have published trees that lose no tweet with a file by the rule above', () => {
    const missing = threads.map(({ published, files }) =>
      [...published.keys()].filter((id) => !files.has(id)),
    );
    expect(missing.flat()).toHaveLength(341);
    expect(missing.filter(({ length }) => length > 0)).toHaveLength(113);
    for (const thread of threads) {
      expect([...thread.files].filter((id) => !thread.published.has(id))).toEqual([]);
      for (const [id, parent] of withFiles(thread)) {
        if (parent === undefined) expect(id).toBe(thread.root);
        else expect(thread.files.has(parent), `${id} stands below ${parent}`).toBe(true);
      }
    }
  });

  it('have the root, the members and the parents of structure.json in all 297', () => {
    expect(threads).toHaveLength(297);
    const equal = threads.filter((thread) => {
      const found = trees.get(thread.root);
      expect(lines(found ?? new Map()), `thread ${thread.root}`).toEqual(lines(withFiles(thread)));
      return true;
    });
    expect(equal).toHaveLength(297);
    expect([...trees.keys()].sort()).toEqual(threads.map(({ root }) => root).sort());
  });

  it('equal structure.json without any rule in the 184 whose tweets all have a file', () => {
    const whole = threads.filter(({ published, files }) => published.size === files.size);
    expect(whole).toHaveLength(184);
    for (const { root, published } of whole)
      expect(lines(trees.get(root) ?? new Map())).toEqual(lines(published));
  });
});
