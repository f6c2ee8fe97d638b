import type { CommandResults } from '../model/command.ts';
import type {
  ConnectionShown,
  FoundAccount,
  SecretsKept,
  SecretsWay,
  SyncReport,
} from '../model/connection.ts';
import type { Progress } from '../model/import.ts';
import type { Frame } from './props.ts';

/** A connected account, with what its sync under way has done so far or its last one did, where that is known. */
export type Account = ConnectionShown & { report?: SyncReport };

/** The accounts that are read over the network, as the import page and the first page show them. */
export interface ConnectionsProps {
  connections: Account[];
  secrets: SecretsWay;
  /** Milliseconds after which they are read again by themselves. */
  every?: number;
}

/**
 * The form that names an account, on `/import`, `/` and `/import/connect`: a POST to `/import/connect` with `token`,
 * `typed`, `secret` and `host`. It is answered by 303 to `/import/connect/ID`, or by the form with what is wrong; the secret
 * never comes back.
 */
export interface ConnectFormProps {
  frame: Frame;
  secrets: SecretsWay;
  typed?: string;
  /** The server that was named with it. */
  host?: string;
  problem?: { message: string; help?: string };
  /** True where a secret was given, which has to be given again. */
  hadSecret?: boolean;
}

/** `GET /import/connect/ID`: what was found. The form is a POST there with `go`: `read`, `keep` or `drop`. */
export interface FoundPageProps {
  frame: Frame;
  action: string;
  found: FoundAccount;
  /** From where the token under its name comes, with which it is read unless another one was given. */
  kept: SecretsKept;
  secrets: SecretsWay;
}

/** `GET /import/connections/NAME` while it is read; `.json` beside it gives `{ running?, location? }`. */
export interface SyncingPageProps {
  frame: Frame;
  account: Account;
  running: { startedAt: string; progress: Progress };
  path: string;
}

/** `GET /import/connections/NAME`. */
export interface AccountPageProps {
  frame: Frame;
  account: Account;
  secrets: SecretsWay;
}

/** `GET /import/connections/NAME/disconnect`: what would go; a POST there takes it away. */
export interface DisconnectPageProps {
  frame: Frame;
  account: ConnectionShown;
  would: CommandResults['disconnect'];
}

/** The answer to that POST. */
export interface DisconnectedPageProps {
  frame: Frame;
  done: CommandResults['disconnect'];
}
