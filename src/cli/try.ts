import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import { makeWorkspace } from '../workspace/make.ts';
import { isWorkspace } from '../workspace/paths.ts';
import { send, whoAmI } from './app.ts';
import type { Call, Work } from './command.ts';
import { inert, wrap } from './plain-text.ts';
import { planSaid } from './plan-said.ts';
import { printBrief } from './print-brief.ts';
import { syncText } from './print-sync.ts';
import { quoted } from './quoted.ts';

const usualPosts = 300;

/** `rapport try @NAME`: from nothing to a first brief of a public account, in a folder of its own. */
export const tryAccount: Work = async (call) => {
  const { terminal } = call;
  const [typed, more] = call.positionals;
  if (!typed || more) throw new Problem('try needs one account.', 'Such as: rapport try @acme.bsky.social');
  const posts = postsOf(call.value('posts'));
  const named = call.value('dir') ?? call.value('workspace');
  const dir = resolve(terminal.cwd, named ?? `rapport-try-${folderWord(typed)}`);
  const there = existsSync(dir);
  if (there && !isWorkspace(dir))
    throw new Problem(`${dir} is there and is no workspace.`, 'Name another folder with --dir DIR.');
  const host = call.value('host');
  const inside: Call = { ...call, dir };
  await makeWorkspace(dir, there ? undefined : planFor(typed));
  const { connection, title, reads, known } = await send(
    'connect',
    { typed, ...(host ? { host } : {}) },
    inside,
  ).catch(async (error) => {
    if (!there) await rm(dir, { recursive: true, force: true });
    throw error;
  });
  const asked = new URL(connection.origin).host;
  terminal.err(
    `${wrap(inert(`${known ? 'Going on with' : 'Found'} ${title} @${connection.handle}. ${reads} Asking ${asked}, ${known ? 'for what is new' : `for the newest ${posts.toLocaleString('en')} posts at most`} ...`))}\n`,
  );
  const { reports, failed } = await send('sync', { names: [connection.name], posts, who: whoAmI() }, inside);
  const shown = shownDir(dir, terminal.cwd);
  const [failure] = failed;
  if (failure)
    throw new Problem(
      failure.message,
      [failure.help, `What was read whole is kept in ${shown}: the same command goes on behind it.`]
        .filter(Boolean)
        .join('\n'),
    );
  const answer = await send('brief', { query: [['period', 'all']], format: 'json' }, inside);
  if (!('brief' in answer)) throw new Error('The brief was asked for as it is and came as something else.');
  const { company, locale, zone } = await planSaid(inside, false);
  const now = terminal.now().toISOString();
  terminal.out(`${printBrief(answer.brief, { company, locale, zone, now })}\n\n`);
  terminal.out(`${reports.map(syncText).join('\n\n')}\n`);
  terminal.out(
    [
      '',
      'Next:',
      `  rapport serve --workspace ${quoted(shown)}`,
      `  rapport ask ignoring --workspace ${quoted(shown)}`,
      `  rapport sync --workspace ${quoted(shown)}`,
      `Delete the folder ${shown} to be rid of all of it.`,
      '',
    ].join('\n'),
  );
  return 0;
};

function postsOf(typed: string | undefined): number {
  if (typed === undefined) return usualPosts;
  if (/^[1-9]\d{0,5}$/.test(typed)) return Number(typed);
  throw new Problem(`“${typed}” is no number of posts.`, 'Write it as --posts 300.');
}

/** An account as a name for a folder, on every system. */
function folderWord(typed: string): string {
  const word = typed
    .replace(/^https?:\/\//, '')
    .replace(/^@/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return word.slice(0, 60) || 'account';
}

/** A plan that states nothing but whose account this is, for the headings. */
function planFor(typed: string): string {
  return `# Made by rapport try. rapport init asks its way through the rest.\ncompany: ${JSON.stringify(typed)}\n`;
}

function shownDir(dir: string, cwd: string): string {
  const near = relative(cwd, dir) || '.';
  return near.startsWith('..') ? dir : near;
}
