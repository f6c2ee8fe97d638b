import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleCorpus } from './example.ts';

const root = path.resolve(import.meta.dirname, '..');
const example = path.join(root, 'examples', 'tarnwell.csv');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-readme-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const readme = fs.existsSync(path.join(root, 'README.md'))
  ? fs.readFileSync(path.join(root, 'README.md'), 'utf8')
  : '';

/** The shell sessions of the README: each command with the output shown below it. */
function sessions(): { command: string; shown: string }[] {
  return [...readme.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command, ...shown] = part.split('\n');
        return { command, shown: shown.join('\n').trim() };
      }),
  );
}

describe('the example file', () => {
  it('is what its recipe makes', () => {
    if (process.env.UPDATE) fs.writeFileSync(example, exampleCorpus());
    expect(fs.readFileSync(example, 'utf8')).toBe(exampleCorpus());
  });
});

describe('the README', () => {
  it.each(sessions().filter(({ command }) => command.startsWith('rapport ')))(
    'shows what $command prints',
    ({ command, shown }) => {
      const args = command.split(' ').slice(1);
      const { stdout } = spawnSync(process.execPath, [path.join(root, 'dist', 'cli', 'main.js'), ...args], {
        cwd: root,
        env: { ...process.env, RAPPORT_WORKSPACE: path.join(folder, 'rapport') },
        encoding: 'utf8',
      });
      const settled = (text: string) =>
        text.replace(/\d+\.\d seconds/g, 'N seconds').replace(/imported \d{4}-\d\d-\d\d/g, 'imported DAY');
      for (const part of shown.split(/^\.\.\.$/m)) expect(settled(stdout)).toContain(settled(part).trim());
    },
  );

  it('shows at least an import and an answer', () => {
    const commands = sessions().map(({ command }) => command.split(' ').slice(0, 2).join(' '));
    expect(commands).toContain('rapport import');
    expect(commands).toContain('rapport ask');
  });
});
