import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveWorkspace, workspacePaths } from './paths.ts';

const nothing = () => false;

describe('resolveWorkspace', () => {
  it('takes the flag before the environment before the current folder', () => {
    const all = { flag: 'a', env: 'b', cwd: '/home/me', exists: () => true, path: posix };
    expect(resolveWorkspace(all)).toBe('/home/me/a');
    expect(resolveWorkspace({ ...all, flag: undefined })).toBe('/home/me/b');
    expect(resolveWorkspace({ ...all, flag: undefined, env: undefined })).toBe('/home/me');
    expect(resolveWorkspace({ ...all, flag: '', env: '' })).toBe('/home/me');
  });

  it('takes the current folder only when it holds a plan or a database', () => {
    const holding = (name: string) => (file: string) => file === `/w/${name}`;
    for (const name of ['plan.yaml', 'rapport.duckdb']) {
      expect(resolveWorkspace({ cwd: '/w', exists: holding(name), path: posix })).toBe('/w');
    }
    expect(resolveWorkspace({ cwd: '/w', exists: holding('server.json'), path: posix })).toBe('/w/rapport');
    expect(resolveWorkspace({ cwd: '/w', exists: nothing, path: posix })).toBe('/w/rapport');
  });

  it('keeps absolute paths as they are, on Windows too', () => {
    const base = { cwd: 'C:\\Users\\me', exists: nothing, path: win32 };
    expect(resolveWorkspace({ ...base, flag: 'D:\\social' })).toBe('D:\\social');
    expect(resolveWorkspace({ ...base, flag: '..\\ours' })).toBe('C:\\Users\\ours');
    expect(resolveWorkspace(base)).toBe('C:\\Users\\me\\rapport');
  });
});

describe('workspacePaths', () => {
  it('puts everything into the one folder', () => {
    const paths = workspacePaths('C:\\w', win32);
    expect(paths.database).toBe('C:\\w\\rapport.duckdb');
    expect(paths.plan).toBe('C:\\w\\plan.yaml');
    expect(new Set(Object.values(paths)).size).toBe(Object.keys(paths).length);
  });
});
