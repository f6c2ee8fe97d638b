import { expect, it } from 'vitest';
import { testPlan } from '../../../test/reading.ts';
import type { ConnectionState } from '../../model/connection.ts';
import { Problem } from '../../model/problem.ts';
import type { SyncDesk } from './desk.ts';
import { keepSchedule, type ScheduleWorld } from './schedule.ts';

const minute = 60_000;
const start = Date.parse('2026-11-20T12:00:00Z');

function connection(name: string, rest: Partial<ConnectionState> = {}): ConnectionState {
  return {
    name,
    connector: 'parley',
    origin: 'https://parley.example',
    account: `did:${name}`,
    handle: name,
    since: '2026-11-01T00:00:00Z',
    missing: [],
    messages: 0,
    ...rest,
  };
}

/** A schedule of every 15 minutes under a clock of its own, with the minutes at which each account was asked. */
function scheduled(connections: ConnectionState[], sync: (name: string) => Promise<void>) {
  let at = 0;
  const asked: string[] = [];
  const desk = {
    running: () => undefined,
    run: async ({ name }: { name: string }) => {
      asked.push(`${name} ${at}`);
      await sync(name);
    },
  } as unknown as SyncDesk;
  const world: ScheduleWorld = {
    desk,
    connections: async () => connections,
    plan: async () => ({ plan: testPlan }),
    now: () => new Date(start + at * minute),
    every: 15 * minute,
    repeat: () => () => undefined,
    report: (error) => {
      throw error;
    },
  };
  const schedule = keepSchedule(world);
  return {
    asked,
    schedule,
    async until(end: number) {
      for (; at <= end; at++) await schedule.tick();
    },
  };
}

it('reads each account when its time has come, and at first what was not read lately', async () => {
  const lately = connection('lately', { startedAt: '2026-11-20T11:50:00Z' });
  const { asked, until } = scheduled([connection('new'), lately], async () => undefined);
  await until(31);
  expect(asked).toEqual(['new 0', 'lately 5', 'new 15', 'lately 20', 'new 30']);
});

it('leaves a server that fails alone for twice as long each time, until it answers', async () => {
  let failing = 3;
  const { asked, until } = scheduled([connection('acme')], async () => {
    if (failing-- > 0) throw new Problem('parley.example does not answer.');
  });
  await until(15 + 240);
  expect(asked).toEqual(['acme 0', 'acme 30', 'acme 90', 'acme 210', 'acme 225', 'acme 240', 'acme 255']);
});

it('never runs two at once, nor any after it was stopped', async () => {
  let go = (): void => undefined;
  let begin = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const { asked, schedule } = scheduled([connection('one'), connection('two')], () => {
    begin();
    return gate;
  });
  const first = schedule.tick();
  await begun;
  await schedule.tick();
  expect(asked).toEqual(['one 0']);
  schedule.stop();
  go();
  await first;
  await schedule.tick();
  expect(asked).toEqual(['one 0']);
});
