import type { Connector } from '../model/connector.ts';

/** Every source that is asked over the network. */
export const connectors: Connector[] = [];
