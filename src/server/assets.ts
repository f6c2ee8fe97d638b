import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
} as const;

interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  tag: string;
  type: string;
  lasting: boolean;
}

const kept = new Map<string, Promise<Asset | undefined>>();

/** The style sheet, the browser script with its parts, or a listed font; undefined for every other path. Nothing else is read from disk. */
export async function assetResponse(path: string, ifNoneMatch?: string): Promise<Response | undefined> {
  let asset = kept.get(path);
  if (!asset) {
    const file = assetFile(path);
    if (!file) return undefined;
    asset = load(file);
    kept.set(path, asset);
  }
  const found = await asset;
  if (!found) {
    kept.delete(path);
    return undefined;
  }
  const headers = {
    etag: found.tag,
    'cache-control': found.lasting ? 'public, max-age=604800' : 'no-cache',
    'content-type': found.type,
  };
  if (ifNoneMatch?.split(/\s*,\s*/).includes(found.tag)) return new Response(null, { status: 304, headers });
  return new Response(found.bytes, { headers });
}

/** Where an address lies: beside the built pages, or in their sources and the fonts' packages. */
export function assetFile(path: string): string | undefined {
  if (path === '/style.css') return beside('../pages/style.css');
  const script = /^\/(browser(?:\/[a-z-]+)?\.js)$/.exec(path)?.[1];
  if (script) return [beside(`../pages/${script}`), beside(`../../dist/pages/${script}`)].find(existsSync);
  const name = /^\/fonts\/([a-z0-9-]+\.woff2)$/.exec(path)?.[1];
  if (!name) return undefined;
  const built = beside(`../pages/fonts/${name}`);
  if (existsSync(built)) return built;
  const font = fonts().find(({ to }) => to === name);
  return font && createRequire(import.meta.url).resolve(font.from);
}

function fonts(): { from: string; to: string }[] {
  const list = beside('../pages/fonts.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

function beside(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

async function load(file: string): Promise<Asset | undefined> {
  const extension = /\.[a-z0-9]+$/.exec(file)?.[0] ?? '';
  const type = types[extension as keyof typeof types];
  const bytes = type && (await readFile(file).catch(() => undefined));
  if (!bytes) return undefined;
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { bytes: new Uint8Array(bytes), tag, type, lasting: extension === '.woff2' };
}
