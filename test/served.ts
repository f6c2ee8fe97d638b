import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandLine, CommandRequests, CommandWord } from '../src/model/command.ts';
import { type App, createApp } from '../src/server/app.ts';
import type { AppWorld } from '../src/server/serving.ts';
import { openLog } from '../src/workspace/log.ts';

export const home = 'http://127.0.0.1:4747';

/** What a command answered: every line, and the last, which holds the result or what was wrong. */
export interface Commanded<W extends CommandWord> {
  status: number;
  lines: CommandLine<W>[];
  last: CommandLine<W> | undefined;
}

/** A workspace as a browser and the command line meet it, without a port. */
export interface Served {
  dir: string;
  app: App;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The text of a page, each space an ordinary one. */
  page(path: string): Promise<string>;
  /** The token that every form carries. */
  formToken(): Promise<string>;
  /** Sends a form; the token of the page goes along unless one is among the fields. */
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers?: Record<string, string>,
  ): Promise<Response>;
  upload(
    files: [name: string, content: string | Uint8Array][],
    token?: string,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Where the report of the import under way is, once it is done. */
  untilImported(): Promise<string>;
  command<W extends CommandWord>(word: W, request: CommandRequests[W], token?: string): Promise<Commanded<W>>;
  /** Writes files into the workspace and imports them as one. Throws where that was not done. */
  bringIn(files: Record<string, string>): Promise<void>;
  /** Ends the app and removes the folder. */
  close(): Promise<void>;
}

/** Serves a new folder with these files in it, or one that is there; a Friday in November 2026 unless told otherwise. */
export async function serve({
  files = {},
  dir,
  ...world
}: Partial<AppWorld> & { files?: Record<string, string> } = {}): Promise<Served> {
  const where = dir ?? (await mkdtemp(join(tmpdir(), 'rapport-served-')));
  await write(files);
  const app = await createApp({
    dir: where,
    now: () => new Date('2026-11-20T12:00:00Z'),
    who: 'tester',
    program: 'rapport 0.0.0',
    port: 4747,
    log: openLog(where),
    memoryLimit: '500MB',
    ...world,
  });

  async function write(texts: Record<string, string>): Promise<void> {
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(dirname(join(where, name)), { recursive: true });
      await writeFile(join(where, name), text);
    }
  }

  const get: Served['get'] = async (path, headers = {}) => app.fetch(new Request(home + path, { headers }));
  const page: Served['page'] = async (path) =>
    (await (await get(path)).text()).replace(/[\u00a0\u202f]/g, ' ');
  const formToken = async () => /name="token" value="([^"]+)"/.exec(await page('/import'))?.[1] ?? '';

  const post: Served['post'] = async (path, fields, headers = {}) => {
    const typed = Array.isArray(fields) ? fields : Object.entries(fields);
    const own = typed.some(([name]) => name === 'token');
    const body = new URLSearchParams(own ? typed : [['token', await formToken()], ...typed]);
    return app.fetch(new Request(home + path, { method: 'POST', body, headers }));
  };

  const upload: Served['upload'] = async (sent, token, headers = {}) => {
    const body = new FormData();
    body.append('token', token ?? (await formToken()));
    for (const [name, content] of sent) body.append('files', new Blob([content as BlobPart]), name);
    return app.fetch(new Request(`${home}/import`, { method: 'POST', body, headers }));
  };

  const command: Served['command'] = async <W extends CommandWord>(
    word: W,
    request: CommandRequests[W],
    token = app.token,
  ) => {
    const headers = { 'x-rapport-token': token, 'content-type': 'application/json' };
    const asked = { method: 'POST', headers, body: JSON.stringify(request) };
    const response = await app.fetch(new Request(`${home}/command/${word}`, asked));
    const text = await response.text();
    if (!response.ok) return { status: response.status, lines: [], last: undefined };
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CommandLine<W>);
    return { status: response.status, lines, last: lines.at(-1) };
  };

  return {
    dir: where,
    app,
    get,
    page,
    formToken,
    post,
    upload,
    command,
    async untilImported() {
      for (;;) {
        const { running, location } = await (await get('/import/running.json')).json();
        if (!running) return location;
        await new Promise((next) => setImmediate(next));
      }
    },
    async bringIn(data) {
      await write(data);
      const paths = Object.keys(data).map((name) => join(where, name));
      const { last } = await command('import', { paths, who: 'tester' });
      if (!last || !('result' in last) || last.result.kind !== 'done') throw new Error(JSON.stringify(last));
    },
    async close() {
      await app.close();
      await rm(where, { recursive: true, force: true });
    },
  };
}
