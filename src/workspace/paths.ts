import { existsSync } from 'node:fs';
import nodePath from 'node:path';

/** The pieces of `node:path` that paths are made of, so that Windows paths can be tested anywhere. */
export type PathStyle = Pick<typeof nodePath, 'join' | 'resolve'>;

/** Every file that Rapport keeps in a workspace, by absolute path. */
export interface WorkspacePaths {
  dir: string;
  plan: string;
  /** The plan's form, for editors. */
  planSchema: string;
  /** Every version of the plan that was in force. */
  planHistory: string;
  database: string;
  log: string;
  /** Address and token of the server that has the workspace. */
  server: string;
  /** Tokens of connected accounts. */
  secrets: string;
  /** Uploads on their way in. */
  incoming: string;
  /** Who has the database open. */
  lock: string;
}

/** Where the pieces of the workspace in `dir` are. */
export function workspacePaths(dir: string, path: PathStyle = nodePath): WorkspacePaths {
  const root = path.resolve(dir);
  return {
    dir: root,
    plan: path.join(root, 'plan.yaml'),
    planSchema: path.join(root, 'plan.schema.json'),
    planHistory: path.join(root, 'plan-history'),
    database: path.join(root, 'rapport.duckdb'),
    log: path.join(root, 'rapport.log'),
    server: path.join(root, 'server.json'),
    secrets: path.join(root, 'secrets.json'),
    incoming: path.join(root, 'incoming'),
    lock: path.join(root, 'rapport.lock'),
  };
}

/** What decides which workspace a command works on. */
export interface Whereabouts {
  /** `--workspace`. */
  flag?: string | undefined;
  /** `RAPPORT_WORKSPACE`. */
  env?: string | undefined;
  cwd: string;
  exists?: (file: string) => boolean;
  path?: PathStyle;
}

/**
 * The folder a command works on: `--workspace`, else `RAPPORT_WORKSPACE`, else the current folder if it is
 * a workspace, else `rapport` in the current folder. Absolute; it need not exist yet.
 */
export function resolveWorkspace({
  flag,
  env,
  cwd,
  exists = existsSync,
  path = nodePath,
}: Whereabouts): string {
  if (flag) return path.resolve(cwd, flag);
  if (env) return path.resolve(cwd, env);
  return isWorkspace(cwd, exists, path) ? path.resolve(cwd) : path.join(path.resolve(cwd), 'rapport');
}

/** A folder is a workspace when it holds a plan or a database. */
export function isWorkspace(
  dir: string,
  exists: (file: string) => boolean = existsSync,
  path: PathStyle = nodePath,
): boolean {
  const { plan, database } = workspacePaths(dir, path);
  return exists(plan) || exists(database);
}
