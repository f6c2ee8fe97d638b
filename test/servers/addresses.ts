import { readFileSync } from 'node:fs';

/** Where the servers that `npm run test:servers` started are. */
export interface Addresses {
  atproto?: { plc: string; pds: string; appview: string };
  snac?: { origin: string; passwords: Record<string, string> };
}

/** The addresses of the servers that run; throws where these tests were started without them. */
export function addresses(): Addresses {
  const file = process.env.RAPPORT_SERVERS;
  if (!file) throw new Error('These tests need running servers: npm run test:servers starts them.');
  return JSON.parse(readFileSync(file, 'utf8'));
}
