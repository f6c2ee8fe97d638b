import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asked, legOf, noWire, parley, told } from '../../../test/connector.ts';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { refreshFacts } from '../../facts/index.ts';
import type { Connector, Leg } from '../../model/connector.ts';
import { Problem } from '../../model/problem.ts';
import { keepConnection, listConnections, removeConnection } from '../../store/connections.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { listImports } from '../../store/imports.ts';
import { undoImport } from '../../store/undo-import.ts';
import { type SyncDesk, type SyncWorld, syncDesk } from './desk.ts';
import { makeReach } from './reach.ts';

let db: Database;
let clock: Date;

beforeEach(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '300MB' });
  clock = new Date('2026-11-20T12:00:00Z');
});
afterEach(() => db.close());

const acme = {
  name: 'acme',
  connector: 'parley',
  origin: 'https://parley.example',
  account: 'did:acme',
  handle: 'acme.parley',
};

function deskOf(connector: Connector, world: Partial<SyncWorld> = {}): SyncDesk {
  return syncDesk({
    db,
    now: () => clock,
    reach: makeReach([connector], () => noWire),
    token: async () => undefined,
    before: async () => undefined,
    ...world,
  });
}

const request = { name: 'acme', who: 'Ada', plan: testPlan };

/** Three legs: a question, our answer, and one more question; taken up after the cursor. */
const three: Leg[] = [
  legOf('one', [told('1', 'ann', '2026-11-01T09:00:00Z', { channel: 'did:acme' })]),
  legOf('two', [told('2', 'acme', '2026-11-01T10:00:00Z', { parentId: '1' })]),
  legOf('three', [told('3', 'ben', '2026-11-02T09:00:00Z', { channel: 'did:acme' })], {
    done: true,
    observedUntil: '2026-11-20T11:00:00Z',
    missing: ['Parley shows strangers no likes.'],
  }),
];

function after(cursor: string | undefined): Leg[] {
  const place = three.findIndex((leg) => leg.cursor === cursor);
  return three.slice(place + 1);
}

async function contents(): Promise<unknown> {
  return db.store.query(`SELECT m.native_id AS id, m.text, f.state, m.deleted_at IS NOT NULL AS gone
    FROM message m LEFT JOIN first_answer f USING (message_id) ORDER BY 1`);
}

const away = { now: '2026-06-01T00:00:00Z', who: 'test' };

describe('a sync at a host that is signed in to', () => {
  const visited = (legs: Iterable<Leg>) => {
    const log: string[] = [];
    const signed = { ...noWire };
    const connector: Connector = {
      ...parley((_, { wire }) => {
        log.push(wire === signed ? 'read, signed in' : 'read');
        return legs;
      }),
      async gone(_, wire) {
        log.push(wire === signed ? 'asked what is gone, signed in' : 'asked what is gone');
        return [];
      },
      async signIn({ account }, wire, token) {
        log.push(`${account} ${token} ${wire === noWire}`);
        return {
          wire: signed,
          leave: async () => {
            log.push('left');
          },
        };
      },
    };
    return { log, connector };
  };

  it('signs in once, asks all as the account, and leaves', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const { log, connector } = visited(three);
    await deskOf(connector, { token: async () => 'secret' }).run(request);
    clock = new Date('2026-11-25T12:00:00Z');
    await deskOf(connector, { token: async () => 'secret' }).run(request);
    const once = ['did:acme secret true', 'read, signed in'];
    expect(log).toEqual([...once, 'left', ...once, 'asked what is gone, signed in', 'left']);
  });

  it('leaves after a sync that broke off, and is not signed in to without a token', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const { log, connector } = visited(
      (function* () {
        yield* three.slice(0, 1);
        throw new Problem('parley.example is away.');
      })(),
    );
    await expect(deskOf(connector, { token: async () => 'secret' }).run(request)).rejects.toThrow('away');
    expect(log.at(-1)).toBe('left');
    const stranger = visited(three);
    await deskOf(stranger.connector).run(request);
    expect(stranger.log).toEqual(['read']);
  });

  it('that does not let the account in breaks off in words, which are kept', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const { connector } = visited(three);
    connector.signIn = async () => {
      throw new Problem('parley.example does not accept this app password.', 'Make a new one.');
    };
    const desk = deskOf(connector, { token: async () => 'secret' });
    await expect(desk.run(request)).rejects.toThrow('does not accept');
    const [kept] = await listConnections(db.store);
    expect(kept?.problem).toMatchObject({ help: 'Make a new one.' });
  });
});

describe('a sync', () => {
  it('keeps its legs as one import of one file, whose account is ours', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const connector = parley(() => three);
    const report = await deskOf(connector).run(request);
    expect(report).toMatchObject({ importId: 1, added: 3, changed: 0, gone: 0, read: 3 });
    expect(report.missing).toEqual(['Parley shows strangers no likes.']);
    expect(await contents()).toEqual([
      { id: '1', text: 'ann says 1', state: 'answered', gone: false },
      { id: '2', text: 'acme says 2', state: null, gone: false },
      { id: '3', text: 'ben says 3', state: 'waiting', gone: false },
    ]);
    const [record, ...others] = await listImports(db.store);
    expect(others).toEqual([]);
    expect(record).toMatchObject({ who: 'Ada', added: 3, changed: 0, same: 0 });
    expect(record?.files).toHaveLength(1);
    expect(record?.files[0]).toMatchObject({
      shown: 'Parley @acme.parley',
      reader: 'parley',
      rows: 3,
      accepted: 3,
      messages: 3,
      sides: 'both',
      observedUntil: '2026-11-20T11:00:00Z',
      notes: ['Parley shows strangers no likes.'],
    });
    expect(await db.store.query('SELECT DISTINCT acquisition, connection FROM import_file')).toEqual([
      { acquisition: 'api', connection: 'acme' },
    ]);
    expect(await db.store.query('SELECT word, sides, observed_until::VARCHAR AS until FROM channel')).toEqual(
      [{ word: 'acme', sides: 'both', until: '2026-11-20 11:00:00' }],
    );
    expect(await listConnections(db.store)).toEqual([
      {
        ...acme,
        since: '2026-11-20T12:00:00Z',
        cursor: 'three',
        observedUntil: '2026-11-20T11:00:00Z',
        startedAt: '2026-11-20T12:00:00Z',
        endedAt: '2026-11-20T12:00:00Z',
        missing: ['Parley shows strangers no likes.'],
        messages: 3,
      },
    ]);
  });

  it('that finds nothing new leaves the time and the end of the data behind, and no import', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const again: Leg[] = [
      legOf(
        'four',
        three.flatMap(({ messages }) => messages),
      ),
      legOf('five', [], { done: true, observedUntil: '2026-11-21T11:00:00Z' }),
    ];
    const desk = deskOf(parley(({ cursor }) => (cursor === undefined ? three : again)));
    await desk.run(request);
    clock = new Date('2026-11-21T12:00:00Z');
    const report = await desk.run(request);
    expect(report.importId).toBeUndefined();
    expect(report).toMatchObject({ added: 0, changed: 0, read: 3 });
    expect(await listImports(db.store)).toHaveLength(1);
    const [state] = await listConnections(db.store);
    expect(state).toMatchObject({
      cursor: 'five',
      endedAt: '2026-11-21T12:00:00Z',
      observedUntil: '2026-11-21T11:00:00Z',
    });
    expect(state?.missing).toEqual(['Parley shows strangers no likes.']);
    expect(await db.store.query('SELECT observed_until::VARCHAR AS until FROM channel')).toEqual([
      { until: '2026-11-21 11:00:00' },
    ]);
  });

  it('keeps a later state over an earlier one, and counts only when they change', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const likes = (value: number) => ({
      metrics: [{ metric: 'likes', value, definition: 'parley:likes:1' }],
    });
    const post = (text: string, value: number) => [
      told('9', 'acme', '2026-11-01T09:00:00Z', { text, ...likes(value) }),
    ];
    const states = [
      post('first words', 3),
      post('other words', 3),
      post('other words', 3),
      post('other words', 5),
    ];
    const desk = deskOf(parley(() => [legOf('x', states[0] ?? [], { done: true })]));
    const imports: (number | undefined)[] = [];
    for (const _ of [1, 2, 3, 4]) {
      imports.push((await desk.run(request)).importId);
      states.shift();
      clock = new Date(clock.getTime() + 3_600_000);
    }
    expect(imports).toEqual([1, 2, undefined, 3]);
    expect(await db.store.query('SELECT text FROM message')).toEqual([{ text: 'other words' }]);
    expect(
      await db.store.query('SELECT value, observed_at::VARCHAR AS at FROM metric_snapshot ORDER BY 2'),
    ).toEqual([
      { value: 3, at: '2026-11-20 12:00:00' },
      { value: 5, at: '2026-11-20 15:00:00' },
    ]);
  });

  it('marks what is gone at the source, and a later reading does not bring it back', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const second = [legOf('four', [], { gone: [{ source: 'parley', nativeId: '3' }], done: true })];
    const third = [legOf('five', [told('3', 'ben', '2026-11-02T09:00:00Z', { text: 'longer words' })])];
    const legs = [three, second, third];
    const desk = deskOf(parley(() => legs.shift() ?? []));
    await desk.run(request);
    expect(await desk.run(request)).toMatchObject({ gone: 1 });
    expect(
      await db.store.query("SELECT deleted_at::VARCHAR AS at FROM first_answer WHERE state = 'waiting'"),
    ).toEqual([{ at: '2026-11-20 12:00:00' }]);
    await desk.run(request);
    expect(((await contents()) as { id: string; gone: boolean }[]).find(({ id }) => id === '3')?.gone).toBe(
      true,
    );
  });

  it('asks after messages of before, and a host that cannot tell breaks nothing off', async () => {
    await keepConnection(db, acme, clock.toISOString());
    let answer: () => Promise<string[]> = async () => {
      throw new Problem('Parley does not say.');
    };
    const connector: Connector = {
      ...parley(({ cursor }: Asked) => after(cursor)),
      gone: async (ids) => (await answer()).filter((id) => ids.includes(id)),
    };
    const desk = deskOf(connector);
    await desk.run(request);
    clock = new Date('2026-11-21T12:00:00Z');
    const { missing } = await desk.run(request);
    expect(missing).toEqual(['Which messages were deleted there could not be asked: Parley does not say.']);
    answer = async () => ['3'];
    expect(await desk.run(request)).toMatchObject({ gone: 1, missing: [] });
    expect(await contents()).toContainEqual({ id: '3', text: '', state: 'waiting', gone: true });
    const [{ endedAt, sweptAt }] = await listConnections(db.store);
    expect([endedAt, sweptAt]).toEqual(['2026-11-21T12:00:00Z', '2026-11-21T12:00:00Z']);
  });

  it('that is broken off is taken up after its last whole leg, and doubles nothing', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const whole = parley(({ cursor }) => after(cursor));
    await deskOf(whole).run(request);
    const expected = await contents();
    await removeConnection(db, 'acme', { ...away, plan: testPlan, refresh: refreshFacts });
    expect(await contents()).toEqual([]);

    await keepConnection(db, acme, clock.toISOString());
    const asked: Asked[] = [];
    const breaking = parley(function* (one) {
      asked.push(one);
      for (const leg of after(one.cursor)) {
        if (leg.cursor === 'three' && asked.length === 1)
          throw new Problem('Parley answers no more.', 'Try again later.');
        yield leg;
      }
    });
    const desk = deskOf(breaking);
    await expect(desk.run(request)).rejects.toThrow('Parley answers no more.');
    expect(await listConnections(db.store)).toMatchObject([
      {
        cursor: 'two',
        problem: {
          message: 'Parley answers no more.',
          help: 'Try again later.',
          at: '2026-11-20T12:00:00.000Z',
        },
      },
    ]);
    await desk.run(request);
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'two']);
    expect(await contents()).toEqual(expected);
    expect((await listConnections(db.store))[0]?.problem).toBeUndefined();
  });

  it('whose import is undone while it goes on begins another', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const desk = deskOf(
      parley(async function* () {
        yield three[0] as Leg;
        await undoImport(db, 1, {
          now: clock.toISOString(),
          who: 'Ben',
          plan: testPlan,
          refresh: refreshFacts,
        });
        yield { ...(three[2] as Leg) };
      }),
    );
    expect(await desk.run(request)).toMatchObject({ importId: 2 });
    expect(await db.store.query('SELECT native_id AS id FROM message')).toEqual([{ id: '3' }]);
    expect((await listImports(db.store)).map(({ state }) => state)).toEqual(['done', 'undone']);
  });

  it('that is stopped keeps whole legs and says so', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const stop = new AbortController();
    let reached = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const desk = deskOf(
      parley(async function* () {
        yield* three.slice(0, 2);
        reached();
        await new Promise(() => undefined);
      }),
    );
    const running = desk.run({ ...request, signal: stop.signal });
    await waiting;
    stop.abort();
    expect(await running).toMatchObject({ stopped: true, added: 2 });
    expect(await listConnections(db.store)).toMatchObject([{ cursor: 'two', messages: 2 }]);
  });

  it('is one at a time: who asks meanwhile is told of the same', async () => {
    await keepConnection(db, acme, clock.toISOString());
    const connector = parley(() => three);
    const desk = deskOf(connector);
    const told: string[] = [];
    const [one, two] = await Promise.all([
      desk.run(request),
      desk.run({ ...request, who: 'Ben', progress: ({ step }) => told.push(step) }),
    ]);
    expect(two).toBe(one);
    expect(connector.asked).toHaveLength(1);
    expect(told[0]).toBe('waiting for the sync that Ada began');
  });
});

describe('a connection', () => {
  it('taken away leaves what an import told too, and nothing that only it brought', async () => {
    await importAll(db, [
      fileOf('archive', [said('1', 'did:ann', '2026-11-01T09:00:00Z', 'ann says 1', { source: 'parley' })]),
    ]);
    await keepConnection(db, acme, clock.toISOString());
    await deskOf(parley(() => three)).run(request);
    const result = await removeConnection(db, 'acme', { ...away, plan: testPlan, refresh: refreshFacts });
    expect(result).toEqual({ imports: 1, removed: 2, restored: 1 });
    expect(await db.store.query('SELECT native_id AS id FROM message')).toEqual([{ id: '1' }]);
    expect(await db.store.query("SELECT key FROM account WHERE key = 'did:ben'")).toEqual([]);
    expect(await listConnections(db.store)).toEqual([]);
  });

  it('keeps its messages when an import of the same is undone', async () => {
    await importAll(db, [
      fileOf('archive', [told('1', 'ann', '2026-11-01T09:00:00Z', { channel: 'did:acme' })], {
        ownAccounts: ['did:acme'],
      }),
    ]);
    await keepConnection(db, acme, clock.toISOString());
    const report = await deskOf(parley(() => three.slice(0, 1))).run(request);
    expect(report).toMatchObject({ importId: 2, added: 0 });
    await undoImport(db, 1, { now: clock.toISOString(), who: 'Ada', plan: testPlan, refresh: refreshFacts });
    expect(await db.store.query('SELECT native_id AS id FROM message')).toEqual([{ id: '1' }]);
  });

  it('has a name of its own, and an account one connection', async () => {
    await keepConnection(db, acme, clock.toISOString());
    await keepConnection(db, { ...acme, handle: 'acme.example' }, clock.toISOString());
    expect(await listConnections(db.store)).toMatchObject([{ name: 'acme', handle: 'acme.example' }]);
    await expect(keepConnection(db, { ...acme, account: 'did:ben' }, clock.toISOString())).rejects.toThrow(
      'The name acme belongs to @acme.example.',
    );
    await expect(keepConnection(db, { ...acme, name: 'other' }, clock.toISOString())).rejects.toThrow(
      'connected already, under the name acme',
    );
  });
});
