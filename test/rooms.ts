/** Who may import whom: the plan of the house. A room may always import itself. */
export const rooms: Record<string, string[]> = {
  model: [],
  stats: [],
  text: [],
  workspace: ['model'],
  sources: ['model'],
  coders: ['model', 'text', 'stats'],
  store: ['model'],
  facts: ['model', 'text', 'store'],
  measures: ['model', 'stats', 'text', 'store', 'facts'],
  charts: ['model'],
  pages: ['model', 'charts'],
  server: [
    'model',
    'stats',
    'text',
    'workspace',
    'sources',
    'coders',
    'store',
    'facts',
    'measures',
    'charts',
    'pages',
  ],
  cli: [
    'model',
    'stats',
    'text',
    'workspace',
    'sources',
    'coders',
    'store',
    'facts',
    'measures',
    'charts',
    'pages',
    'server',
    'demo',
  ],
  demo: ['model', 'stats'],
};

/** Rooms without a world of their own: no file, no clock, no process; charts also run in a browser. */
export const pureRooms = ['model', 'stats', 'text', 'charts'];

/** Packages that only the named rooms may know. */
export const keepers: Record<string, string[]> = {
  '@duckdb/node-api': ['store'],
  'hono/jsx': ['pages', 'server'],
  '@hono/node-server': ['cli'],
  zod: ['workspace', 'sources', 'coders', 'server', 'measures', 'store', 'cli'],
};

/** What a file imports, in its order: static, re-exported, for types and lazy. */
export function importsOf(code: string): string[] {
  const pattern =
    /(?:^|[\s;}])(?:import|export)\s(?:[^'"`;()]*?\sfrom\s)?\s*(['"])([^'"\n]+)\1|\bimport\s*\(\s*(['"])([^'"\n]+)\3/g;
  return [...withoutComments(code).matchAll(pattern)].map((match) => (match[2] ?? match[4]) as string);
}

function withoutComments(code: string): string {
  return code.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
}

/** What is wrong with the imports of the file at `path` (from src/, with `/`), a sentence each. */
export function trespasses(path: string, code: string): string[] {
  const room = path.split('/')[0] ?? '';
  const allowed = rooms[room];
  if (!allowed || !path.includes('/')) return [`${path} is in no room of the table.`];
  const test = /\.test\.tsx?$/.test(path);
  return importsOf(code).flatMap((target) => {
    if (!target.startsWith('.')) return test ? [] : packageTrespass(path, room, target);
    const found = resolve(path, target);
    if (test && found.startsWith('../test/')) return [];
    if (found.startsWith('..')) return [`${path} imports ${target}, which is outside src.`];
    if (!/\.(tsx?|json)$/.test(target)) return [`${path} imports ${target} without its ending.`];
    const other = found.split('/')[0] ?? '';
    return other === room || allowed.includes(other)
      ? []
      : [`${path} imports ${found}, but ${room} may not import ${other}.`];
  });
}

function packageTrespass(path: string, room: string, target: string): string[] {
  if (target.startsWith('node:')) {
    return pureRooms.includes(room) ? [`${path} imports ${target}, but ${room} knows no machine.`] : [];
  }
  const keeper = Object.keys(keepers).find((name) => target === name || target.startsWith(`${name}/`));
  return keeper && !keepers[keeper]?.includes(room)
    ? [`${path} imports ${target}, which belongs to ${keepers[keeper]?.join(', ')}.`]
    : [];
}

/** `../model/plan.ts` seen from `store/ingest.ts` is `model/plan.ts`; what leaves src begins with `../`. */
function resolve(path: string, target: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '.') continue;
    if (part !== '..' || parts.length === 0 || parts.at(-1) === '..') parts.push(part);
    else parts.pop();
  }
  return parts.join('/');
}

/** What is wrong with an index file: it is a contents page, so it lists and looks up, and holds no SQL. */
export function indexFaults(path: string, code: string): string[] {
  if (!/(^|\/)index\.tsx?$/.test(path)) return [];
  const lines = code.split('\n').length;
  return [
    ...(lines > 60 ? [`${path} has ${lines} lines; an index only lists.`] : []),
    ...(/\b(SELECT|INSERT|DELETE|CREATE)\b[^'"]*\b(FROM|INTO|TABLE)\b/.test(code)
      ? [`${path} holds SQL; an index only lists.`]
      : []),
  ];
}
