import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/platform/config.ts';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

function fileHolding(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'branchboard-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'value');
  writeFileSync(file, text);
  return file;
}

describe('the configuration', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: null,
      dataDir: resolve('data'),
      publicOrigin: null,
      trustedProxies: [],
      timeZone: 'Europe/London',
      logLevel: 'info',
    });
  });

  test('takes an empty value as none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  test.each([
    ['PORT', '0', { port: 0 }],
    ['DATABASE_URL', 'postgres://app@db.example.org/board', { databaseUrl: 'postgres://app@db.example.org/board' }],
    ['PUBLIC_ORIGIN', 'https://status.example.org/', { publicOrigin: 'https://status.example.org' }],
    ['TRUSTED_PROXIES', '10.0.0.1, fd00::/8', { trustedProxies: ['10.0.0.1', 'fd00::/8'] }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
  ])('reads %s=%s', (name, text, expected) => {
    expect(readConfig({ [name]: text })).toMatchObject(expected);
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['DATABASE_URL', 'mysql://db.example.org/board'],
    ['PUBLIC_ORIGIN', 'https://example.org/status'],
    ['PUBLIC_ORIGIN', 'status.example.org'],
    ['TRUSTED_PROXIES', '10.0.0.1/33'],
    ['TRUSTED_PROXIES', 'proxy.example.org'],
    ['TIME_ZONE', 'Europe/Peterborough'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s', (name, text) => {
    expect(faultsOf({ [name]: text })).toEqual([expect.stringMatching(`^${name} must be `)]);
  });

  test('names every fault at once, and repeats no value: it may be a secret', () => {
    const faults = faultsOf({ PORT: 'http', DATABASE_URL: 'app:hunter2@db', LOG_LEVEL: 'loud' });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('hunter2');
  });

  test('takes a value from a file, without the line end', () => {
    const file = fileHolding('postgres://app@db.example.org/board\n');
    expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://app@db.example.org/board');
  });

  test('refuses a value that comes twice, and a file that is not there', () => {
    expect(faultsOf({ PORT: '80', PORT_FILE: fileHolding('81') })).toHaveLength(1);
    expect(faultsOf({ PORT_FILE: join(tmpdir(), 'branchboard-config-none') })).toHaveLength(1);
  });

  test('is what the table of README.md says', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const table = /^\| Variable [^]*?\n\n/m.exec(readme)?.[0] ?? '';
    const named = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
    const read = new Set<string>();
    readConfig(new Proxy({}, { get: (_, name) => void read.add(String(name)) }));
    expect(named.toSorted()).toEqual([...read].filter((name) => !name.endsWith('_FILE')).toSorted());
  });
});
