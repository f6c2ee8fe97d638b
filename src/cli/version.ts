import { readFileSync } from 'node:fs';

/** The program's version, from its package. */
export function programVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(manifest.version);
}

/** Program, schema and engine, a line each. */
export async function versions(): Promise<string> {
  const [{ schemaVersion }, { engineVersion }] = await Promise.all([
    import('../store/migrate.ts'),
    import('../store/database.ts'),
  ]);
  return `rapport ${programVersion()}\nschema ${schemaVersion}\nengine ${await engineVersion()}\n`;
}
