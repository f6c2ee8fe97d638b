import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, root } from './repository.ts';

/** What does not run on every system, with why; matched line by line outside comments. */
const bans: [string, RegExp][] = [
  ['starts a shell', /\bshell:\s*true|['"`]sh['"`],\s*\[?\s*['"`]-c|\bsh -c\b|\bexecSync\(|\bexec\(\s*['"`]/],
  ['names a folder that only some systems have', /['"`]\/(?:tmp|dev|proc|etc|usr|var|home)\b/],
  ['asks for a POSIX user', /process\.(?:getuid|geteuid|getgid|setuid)\(/],
  ['opens an address of a POSIX socket', /['"`][^'"`\n]*\.sock['"`]/],
  ['cuts a path at /', /\bimport\.meta\.url\)?\.pathname|new URL\([^)]*import\.meta\.url\)\.pathname/],
];

/** Places where that is the point: finding a browser and installing Debian's, when there is a Debian. */
const excused: Record<string, string[]> = {
  'scripts/e2e.mjs': ['names a folder that only some systems have'],
};

function faults(file: string, code: string): string[] {
  const lines = code.split('\n').filter((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line));
  return bans
    .filter(([why]) => !excused[file]?.includes(why))
    .filter(([, pattern]) => lines.some((line) => pattern.test(line)))
    .map(([why]) => `${file} ${why}`);
}

const files = ['src', 'scripts']
  .flatMap((folder) => filesUnder(folder).map((file) => `${folder}/${file}`))
  .filter((file) => /\.(?:tsx?|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file));

describe('what must run on every system', () => {
  it('has npm scripts that are a Node program each', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const [name, line] of Object.entries<string>(scripts)) {
      const script = /^node (scripts\/[a-z0-9-]+\.mjs)$/.exec(line)?.[1];
      expect(script, `npm run ${name} is "${line}"`).toBeDefined();
      expect(existsSync(join(root, script as string)), `${script} is missing`).toBe(true);
    }
  });

  it('calls nothing that only POSIX has', () => {
    expect(files.flatMap((file) => faults(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('uses no built-in newer than the oldest Node that it promises', () => {
    const newer =
      /\b(?:Map|Object)\.groupBy\(|Promise\.(?:withResolvers|try)\(|\bglobSync\b|\.isSubsetOf\(|\bRegExp\.escape\(/;
    const found = files.filter((file) => newer.test(readFileSync(join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it.each([
    ["spawn('npm', { shell: true })", 'starts a shell'],
    ["spawn('sh', ['-c', 'ls'])", 'starts a shell'],
    ["execSync('ls')", 'starts a shell'],
    ["const dir = '/tmp/rapport'", 'names a folder'],
    ['process.getuid()', 'asks for a POSIX user'],
    ["new URL('.', import.meta.url).pathname", 'cuts a path'],
  ])('would find %j', (code, why) => {
    expect(faults('src/x.ts', code).join()).toContain(why);
  });
});
