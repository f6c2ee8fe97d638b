import { withAccounts } from '../measures/joined.ts';
import type { Connector } from '../model/connector.ts';
import type { Filter } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { Asking, Measure } from '../model/measure.ts';
import { connectors } from '../sources/index.ts';
import { actsVersion, codingVersion } from '../store/acts.ts';
import type { Database } from '../store/database.ts';
import { dataVersion, holdsSimulated } from '../store/imports.ts';
import type { Log } from '../workspace/log.ts';
import { type WorkspacePaths, workspacePaths } from '../workspace/paths.ts';
import { keepSecrets, type Secrets } from '../workspace/secrets.ts';
import { askedOnce } from './asked-once.ts';
import { keepFactsByPlan } from './facts-by-plan.ts';
import { makeTokens, type Tokens } from './guard.ts';
import { type ImportDesk, importDesk } from './imports.ts';
import { type KeptFindings, keepFindings } from './kept-findings.ts';
import { type KeptPages, keepPages } from './kept-pages.ts';
import { keepLooks, type Looks } from './looks.ts';
import { type MachineDesk, machineDesk } from './machine/desk.ts';
import { keepPatience, type Patience, type UnderWay } from './patience.ts';
import { keepPending, type Pending } from './pending.ts';
import { keepPlan, type PlanInForce } from './plan-in-force.ts';
import { type SyncDesk, syncDesk } from './sync/desk.ts';
import { type FoundAccounts, holdFound } from './sync/found.ts';
import { makeReach, type Reach, type WireTo } from './sync/reach.ts';
import { realWire } from './sync/real-wire.ts';

/** What the app needs from outside. */
export interface AppWorld {
  /** The workspace. */
  dir: string;
  now(): Date;
  /** Who acts and imports through the pages. */
  who: string;
  /** Name and version of the program. */
  program: string;
  /** The port that is listened on; where it is not given, any port of this machine's own names passes. */
  port?: number;
  log: Log;
  /** The engine's, such as `1500MB`. */
  memoryLimit?: string;
  /** Names the language model that may be asked; none where it is not given. */
  env?: Readonly<Record<string, string | undefined>>;
  /** The sources that can be asked over the network, and the way to their hosts; the real ones when not given. */
  connectors?: Connector[];
  wire?: WireTo;
  /** Milliseconds after which connected accounts are read again by themselves; never where not given. */
  syncEvery?: number;
  /** True where texts whose time is up are removed by night. */
  nights?: boolean;
  /** Bytes of one upload through the page; 4 GB when not given. */
  uploadLimit?: number;
  /** Milliseconds after which a page that is not there yet says how far it is; where not given it is waited for. */
  patience?: number;
}

/** Everything that the routes share. */
export interface Serving {
  world: AppWorld;
  paths: WorkspacePaths;
  db: Database;
  tokens: Tokens;
  uploadLimit: number;
  plan(): Promise<PlanInForce>;
  imports: ImportDesk;
  reach: Reach;
  secrets: Secrets;
  syncs: SyncDesk;
  found: FoundAccounts;
  machine: MachineDesk;
  pending: Pending;
  findings: KeptFindings;
  patience: Patience;
  looks: Looks;
  pages: KeptPages;
  /** Draws the facts anew if the plan has changed since. */
  factsBy: ReturnType<typeof keepFactsByPlan>;
  /** Writes a bug to the log and gives the id under which it is found there. */
  report(error: unknown): string;
}

const seed = 1;

export function makeServing(world: AppWorld, db: Database): Serving {
  const paths = workspacePaths(world.dir);
  const factsBy = keepFactsByPlan(db);
  const imports = importDesk(db, world.now, factsBy);
  const env = world.env ?? {};
  const reach = makeReach(world.connectors ?? connectors, world.wire ?? realWire(env));
  const secrets = keepSecrets(paths.secrets, env);
  const syncs = syncDesk({ db, now: world.now, reach, token: secrets.token, before: factsBy });
  const report = (error: unknown): string => {
    const id = Buffer.from(crypto.getRandomValues(new Uint8Array(5))).toString('hex');
    world.log.error(id, error instanceof Error ? error : String(error));
    return id;
  };
  return {
    world,
    paths,
    db,
    tokens: makeTokens(),
    uploadLimit: world.uploadLimit ?? 4 * 2 ** 30,
    plan: keepPlan(world.dir, report),
    imports,
    reach,
    secrets,
    syncs,
    found: holdFound(world.now),
    machine: machineDesk(db, world.now),
    pending: keepPending(paths.incoming, world.now),
    findings: keepFindings(db, () => imports.running() !== undefined || syncs.writing(), report),
    looks: keepLooks(db, world.now, report),
    patience: keepPatience(world.patience ?? Number.POSITIVE_INFINITY),
    pages: keepPages(),
    factsBy,
    report,
  };
}

/** What a measure is asked with, on the state of now. While an import runs, that is the state before it. */
export async function askingFor(serving: Serving, filter: Filter): Promise<Asking> {
  const { plan } = await serving.plan();
  const drawn = serving.factsBy(plan);
  // The facts wait for the database's one writer; a page does not wait for an import.
  if (serving.imports.running()) drawn.catch(serving.report);
  else await drawn;
  return {
    store: askedOnce(serving.db.store),
    filter: await withAccounts(serving.db.store, filter, plan.channels),
    plan,
    seed,
    dataVersion: await dataVersion(serving.db.store),
    codingVersion: await codingVersion(serving.db.store),
    actsVersion: await actsVersion(serving.db.store),
    program: serving.world.program,
    simulated: await holdsSimulated(serving.db.store),
  };
}

/** The Findings of several measures, in their order. */
export async function answerAll(serving: Serving, measures: Measure[], filter: Filter): Promise<Finding[]> {
  return answersUnderWay(serving, measures, await askingFor(serving, filter)).whole;
}

/** The same, begun and not waited for, with which of them are there. */
export function answersUnderWay(serving: Serving, measures: Measure[], asking: Asking): UnderWay<Finding[]> {
  const parts = measures.map(({ title }) => ({ title, done: false }));
  const whole = Promise.all(
    measures.map(async (measure, index) => {
      const finding = await serving.findings.answer(measure, asking);
      parts[index].done = true;
      return finding;
    }),
  );
  return { whole, parts };
}
