import type { Connection, Connector, Leg, SyncOptions, Wire } from '../src/model/connector.ts';
import type { Message } from '../src/model/message.ts';
import { Problem } from '../src/model/problem.ts';

const nothing = async (address: string): Promise<never> => {
  throw new Problem(`${address} was asked, and there is no network in this test.`);
};

/** A wire that nothing can be had over; made-up connectors need none. */
export const noWire: Wire = { get: nothing, post: nothing };

/** A message of the made-up source, short to write down. */
export function told(id: string, author: string, createdAt: string, rest: Partial<Message> = {}): Message {
  return {
    source: 'parley',
    nativeId: id,
    kind: rest.parentId ? 'reply' : 'post',
    author: { id: `did:${author}`, handle: author },
    text: `${author} says ${id}`,
    createdAt,
    precision: 'instant',
    ...rest,
  };
}

/** A leg of the made-up source. */
export function legOf(cursor: string, messages: Message[], rest: Partial<Leg> = {}): Leg {
  return { messages, gone: [], ownAccounts: ['did:acme'], cursor, done: false, missing: [], ...rest };
}

/** What the made-up source was asked with. */
export interface Asked extends Omit<SyncOptions, 'wire' | 'progress'> {
  connection: Connection;
}

/**
 * A connector of a made-up source, `Parley`, where every handle of `*.parley` exists but `nobody.parley`, and
 * `closed.parley` is found with a secret alone. `script` gives the legs of each sync; `secrets` are those with which accounts were looked for.
 */
export function parley(
  script: (asked: Asked, options: SyncOptions) => Iterable<Leg> | AsyncIterable<Leg>,
): Connector & { asked: Asked[]; secrets: string[] } {
  const asked: Asked[] = [];
  const secrets: string[] = [];
  return {
    asked,
    secrets,
    word: 'parley',
    title: 'Parley',
    version: 1,
    knows: (typed) => /^@?[\w-]+\.parley$/.test(typed),
    originOf: (_, { host } = {}) => host ?? 'https://parley.example',
    named: (typed) => typed.replace(/^@/, ''),
    async find(typed, _, { token, host } = {}) {
      if (token !== undefined) secrets.push(token);
      const handle = typed.replace(/^@/, '');
      if (handle === 'nobody.parley')
        throw new Problem('There is no account @nobody.parley on Parley.', 'Look at how it is written.');
      if (handle === 'closed.parley' && token === undefined)
        throw new Problem('parley.example is closed to strangers.', 'Give a token.');
      const account = `did:${handle.replace('.parley', '')}`;
      return { connector: 'parley', origin: host ?? 'https://parley.example', account, handle };
    },
    async *sync(connection, options) {
      const { wire: _, progress: __, ...given } = options;
      asked.push({ connection, ...given });
      yield* script({ connection, ...given }, options);
    },
  };
}
