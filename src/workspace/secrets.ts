import { createCipheriv, createDecipheriv, randomBytes, randomUUID, scryptSync } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { SecretsKept } from '../model/connection.ts';
import { Problem } from '../model/problem.ts';

/** The environment's setting under which tokens in the file are encrypted. */
export const secretSetting = 'RAPPORT_SECRET';

type Environment = Readonly<Record<string, string | undefined>>;

/** Tokens by the names of connections: from the environment first, else from the workspace's file. */
export interface Secrets {
  token(name: string): Promise<string | undefined>;
  /** Where that token comes from. */
  kept(name: string): Promise<SecretsKept>;
  /** How tokens that are kept now would be, and how those in the file are. */
  way(): Promise<{ next: 'file' | 'encrypted'; file: SecretsKept; names: string[] }>;
  keep(name: string, token: string): Promise<void>;
  forget(name: string): Promise<void>;
}

const plain = z.object({ rapport: z.literal('secrets'), tokens: z.record(z.string(), z.string()) });
const sealed = z.object({
  rapport: z.literal('secrets'),
  cipher: z.literal('aes-256-gcm'),
  key: z.object({ by: z.literal('scrypt'), salt: z.string(), N: z.int(), r: z.int(), p: z.int() }),
  iv: z.string(),
  tag: z.string(),
  data: z.string(),
});
const content = z.union([sealed, plain]);
const tokensOnly = z.record(z.string(), z.string());

/** scrypt as OWASP's password storage cheat sheet asks for it: N = 2^17, r = 8, p = 1. */
const usualKey = { N: 2 ** 17, r: 8, p: 1 };
const largest = { N: 2 ** 20, r: 16, p: 4 };

/** The environment's setting that holds the token of a connection, such as `RAPPORT_TOKEN_BLUESKY`. */
export function tokenSetting(name: string): string {
  return `RAPPORT_TOKEN_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/**
 * The secrets of a workspace. The file is the owner's alone (mode 0600; on Windows it rests on the user's account),
 * and encrypted with AES-256-GCM where `RAPPORT_SECRET` is set.
 * @param file absolute path of secrets.json
 */
export function keepSecrets(
  file: string,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Secrets {
  const secret = env[secretSetting] || undefined;
  /** Opening takes a good part of a second, on purpose. */
  let opened: { text: string; tokens: Record<string, string> } | undefined;

  async function read(): Promise<{ tokens: Record<string, string>; file: SecretsKept }> {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new Problem(`${file} cannot be read (${error.code}).`, 'Let this user read it.', {
        cause: error,
      });
    });
    if (text === undefined) return { tokens: {}, file: 'none' };
    await refuseOpenFile(file, platform);
    const found = content.safeParse(parsed(text));
    if (!found.success)
      throw new Problem(
        `${file} holds no tokens that Rapport understands.`,
        'Delete it, and give the tokens again: rapport connect @NAME --token.',
      );
    if ('tokens' in found.data) return { tokens: found.data.tokens, file: 'file' };
    if (opened?.text !== text) opened = { text, tokens: open(found.data, secret, file) };
    return { tokens: opened.tokens, file: 'encrypted' };
  }

  async function write(tokens: Record<string, string>): Promise<void> {
    if (Object.keys(tokens).length === 0) {
      await rm(file, { force: true });
      return;
    }
    const whole = secret ? seal(tokens, secret) : { rapport: 'secrets', tokens };
    const beside = `${file}.${randomUUID()}`;
    try {
      await writeFile(beside, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      await rename(beside, file);
    } finally {
      await rm(beside, { force: true });
    }
    await leaveOutOfGit(file);
  }

  const fromEnvironment = (name: string): string | undefined => env[tokenSetting(name)] || undefined;
  return {
    token: async (name) => fromEnvironment(name) ?? (await read()).tokens[name],
    async kept(name) {
      if (fromEnvironment(name)) return 'environment';
      const { tokens, file: way } = await read();
      return Object.hasOwn(tokens, name) ? way : 'none';
    },
    async way() {
      const { tokens, file: way } = await read();
      return { next: secret ? 'encrypted' : 'file', file: way, names: Object.keys(tokens) };
    },
    async keep(name, token) {
      await write({ ...(await read()).tokens, [name]: token });
    },
    async forget(name) {
      const { tokens } = await read();
      if (!Object.hasOwn(tokens, name)) return;
      const { [name]: _, ...others } = tokens;
      await write(others);
    },
  };
}

async function refuseOpenFile(file: string, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') return;
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return;
  throw new Problem(
    `${file} holds tokens and can be read by others (mode ${(mode & 0o777).toString(8).padStart(4, '0')}).`,
    `Make it yours alone: chmod 600 ${basename(file)}. If others may have read it, take the tokens back at the source and give new ones.`,
  );
}

function seal(tokens: Record<string, string>, secret: string): z.infer<typeof sealed> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, salt, usualKey), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(tokens), 'utf8'), cipher.final()]);
  return {
    rapport: 'secrets',
    cipher: 'aes-256-gcm',
    key: { by: 'scrypt', salt: salt.toString('base64'), ...usualKey },
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

function open(
  { key, iv, tag, data }: z.infer<typeof sealed>,
  secret: string | undefined,
  file: string,
): Record<string, string> {
  if (!secret)
    throw new Problem(
      `${file} is encrypted, and ${secretSetting} is not set.`,
      `Set ${secretSetting} to the words it was encrypted with, in the environment in which Rapport runs.`,
    );
  const wrong = new Problem(
    `${file} does not open with this ${secretSetting}.`,
    `Set it to the words it was encrypted with. If they are lost, delete the file and give the tokens again: rapport connect @NAME --token.`,
  );
  if (key.N > largest.N || key.r > largest.r || key.p > largest.p) throw wrong;
  const raw = (text: string): Buffer => Buffer.from(text, 'base64');
  if (raw(tag).length !== 16) throw wrong;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, raw(key.salt), key), raw(iv));
    decipher.setAuthTag(raw(tag));
    const text = Buffer.concat([decipher.update(raw(data)), decipher.final()]).toString('utf8');
    return tokensOnly.parse(JSON.parse(text));
  } catch {
    throw wrong;
  }
}

function keyOf(secret: string, salt: Buffer, { N, r, p }: typeof usualKey): Buffer {
  return scryptSync(secret.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r });
}

/** Workspaces from before there were secrets have a .gitignore that does not name the file. */
async function leaveOutOfGit(file: string): Promise<void> {
  const ignore = join(dirname(file), '.gitignore');
  const text = await readFile(ignore, 'utf8').catch(() => undefined);
  if (text === undefined || text.split(/\r?\n/).includes(basename(file))) return;
  await writeFile(ignore, `${text.replace(/\n?$/, '\n')}${basename(file)}\n`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
