import type { Connector } from '../model/connector.ts';
import { bluesky } from './bluesky/bluesky.ts';
import { mastodon } from './mastodon/mastodon.ts';

/** Every kind of source that is asked over the network. */
export const connectors: Connector[] = [bluesky, mastodon];
