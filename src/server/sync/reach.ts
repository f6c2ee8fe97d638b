import type { Connection, Connector, Given, Wire } from '../../model/connector.ts';
import { Problem } from '../../model/problem.ts';

/** What a way to a host can be stopped by, and tells before it waits. */
export interface Asking {
  stop?: AbortSignal;
  waits?(milliseconds: number, why: string): void;
}

/** Makes the way to one host, which is asked and no other. */
export type WireTo = (origin: string, asking: Asking) => Wire | Promise<Wire>;

/** The connectors there are, and the way to their hosts. */
export interface Reach {
  connectors: Connector[];
  /** The connector that knows what a person typed. */
  knowing(typed: string): Connector | undefined;
  /** The connector of a word. Throws a Problem where this program has none. */
  connectorOf(word: string): Connector;
  wireTo(origin: string, asking?: Asking): Promise<Wire>;
  /**
   * Finds the account that a person typed, at the host and with the secret that they gave. Throws a Problem where no
   * connector knows it, or the host has none.
   */
  find(
    typed: string,
    asking?: Asking,
    given?: Given,
  ): Promise<{ connector: Connector; found: Omit<Connection, 'name'> }>;
}

export function makeReach(connectors: Connector[], wire: WireTo): Reach {
  const wireTo = async (origin: string, asking: Asking = {}): Promise<Wire> => wire(origin, asking);
  const reach: Reach = {
    connectors,
    wireTo,
    knowing: (typed) => connectors.find((one) => one.knows(typed.trim())),
    connectorOf(word) {
      const found = connectors.find((one) => one.word === word);
      if (found) return found;
      throw new Problem(
        `This Rapport cannot read ${word}.`,
        'The workspace was made with a newer one: use that one.',
      );
    },
    async find(typed, asking, given) {
      const name = typed.trim();
      const connector = reach.knowing(name);
      if (!connector) {
        const titles = connectors.map(({ title }) => title).join(', ');
        throw new Problem(
          `“${name}” names no account that Rapport can read over the network.`,
          titles
            ? `It reads ${titles}: write @name.bsky.social, or @name@server. For other sources bring in their export: rapport import FILES.`
            : 'Bring in an export instead: rapport import FILES.',
        );
      }
      const wire = await wireTo(connector.originOf(name, given), asking);
      return { connector, found: await connector.find(name, wire, given) };
    },
  };
  return reach;
}
