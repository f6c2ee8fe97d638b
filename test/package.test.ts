import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { filesUnder, root } from './repository.ts';
import { importsOf } from './rooms.ts';

const { summary } = await import(pathToFileURL(join(root, 'scripts', 'pack.mjs')).href);
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(text('package.json'));

/** The package that an import comes from; undefined for Node's own and for our files. */
function packageOf(target: string): string | undefined {
  if (/^(?:\.|node:)/.test(target)) return undefined;
  const [scope, name] = target.split('/');
  return scope?.startsWith('@') ? `${scope}/${name}` : scope;
}

describe('the package', () => {
  it('depends on what the program imports, and on nothing else', () => {
    const product = filesUnder('src').filter((file) => /(?<!\.test)\.tsx?$/.test(file));
    const imported = product.flatMap((file) => importsOf(text(`src/${file}`)).map(packageOf));
    const needed = new Set(imported.filter((name) => name !== undefined));
    expect(Object.keys(manifest.dependencies)).toEqual([...needed].sort());
  });

  it('has a lock that says the same', () => {
    const lock = JSON.parse(text('package-lock.json'));
    const { dependencies, devDependencies } = lock.packages[''];
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
    for (const name of Object.keys(dependencies))
      expect(lock.packages[`node_modules/${name}`].dev).toBeUndefined();
    for (const name of Object.keys(devDependencies))
      expect(lock.packages[`node_modules/${name}`].dev).toBe(true);
  });

  it('has nothing for npm to run when it is installed, so that npm warns of nothing', () => {
    const run = [
      'preinstall',
      'install',
      'postinstall',
      'preprepare',
      'prepare',
      'postprepare',
      'prepublish',
    ];
    expect(Object.keys(manifest.scripts).filter((name) => run.includes(name))).toEqual([]);
  });

  it('names the owners of every font that it brings', () => {
    const fonts: { from: string }[] = JSON.parse(text('src/pages/fonts.json'));
    const families = new Set(fonts.map(({ from }) => from.split('/')[1]));
    const notice = text('NOTICE').toLowerCase().replaceAll(' ', '-');
    expect(families.size).toBe(2);
    for (const family of families) expect(notice).toContain(`${family}:-©`);
  });

  it('is told with its sizes and the way to install it, a path with spaces in quotes', () => {
    const packed = { path: join('a b', 'x.tgz'), size: 450_000, unpackedSize: 1_200_000, entryCount: 7 };
    const packages = [
      { name: '@duckdb/node-api', bytes: 2_000_000 },
      { name: 'hono', bytes: 500_000 },
    ];
    const told = summary(packed, packages);
    expect(told).toContain('0.5 MB packed, 1.2 MB unpacked, 7 files');
    expect(told).toContain('3.7 MB with 2 packages, of which the database engine has 2.0 MB');
    expect(told).toMatch(/npm install --global "a b.+x\.tgz"/);
  });
});

describe("somebody else's package", () => {
  /** A command that would fetch the npm package called `rapport`. */
  const fetches =
    /\b(?:(?:npm|pnpm|yarn|bun)\s+(?:global\s+)?(?:i|in|install|add|exec|x|dlx|create|init|view|link)|npx|bunx|pnpx)\b[^\n`|;&]*?\s["']?rapport(?:@[^\s"'`]*)?["']?(?=$|[\s`.,;:)&|])/m;

  it('is fetched by nothing that we tell people', () => {
    const told = [
      ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'NOTICE'],
      ...filesUnder('docs')
        .filter((file) => file.endsWith('.md'))
        .map((file) => `docs/${file}`),
      ...filesUnder('src')
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => `src/${file}`),
      ...filesUnder('scripts').map((file) => `scripts/${file}`),
    ];
    expect(told.filter((file) => fetches.test(text(file)))).toEqual([]);
  });

  it.each([
    'npm install rapport',
    'npm i -g rapport',
    'npm install --global rapport@latest',
    'Type `npm i rapport`, then',
    'npx rapport demo',
    'npx --yes rapport',
    'npm exec -- rapport serve',
    'pnpm dlx rapport',
    'yarn global add rapport',
  ])('would be seen in %j', (line) => expect(line).toMatch(fetches));

  it.each([
    'npm install --global ./packed/rapport-social-0.1.0.tgz',
    'npm uninstall --global rapport-social',
    'npm start, and rapport is a command',
    'node_modules/.bin/rapport --version',
    'npm run pack # for rapport',
  ])('is not meant by %j', (line) => expect(line).not.toMatch(fetches));
});
