import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig } from '../../server/platform/config.ts';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';

const readText = (name: string) => readFileSync(join(PROJECT_ROOT, name), 'utf8');

/** Every variable that the configuration looks at, in its order. */
function variables(): readonly string[] {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string>>({}, { get: (_none, name) => void asked.add(String(name)) });
  readConfig(environment);
  return [...asked].filter((name) => !name.endsWith('_FILE'));
}

test('.env.example holds every variable, with the value it has by default', () => {
  const set = parseEnv(readText('.env.example').replaceAll(/^#(?=[A-Z])/gm, ''));
  expect(Object.keys(set).toSorted()).toEqual(variables().toSorted());
  expect(readConfig(set as Record<string, string>)).toEqual(readConfig({}));
});

test('.env.example changes nothing as it stands', () => {
  expect(parseEnv(readText('.env.example'))).toEqual({});
});

test("README's table names every variable once, with its default where that is a value", () => {
  const section = readText('README.md').split('\n## Configuration\n')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^((?:\| `[A-Z_]+`(?:, `[A-Z_]+`)*) \|.*)$/gm)].map(([line]) => line.split(' | '));
  const named = rows.flatMap(([first = '']) => [...first.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
  expect(named.toSorted()).toEqual(variables().toSorted());
  const defaults = rows.map((cells) => [
    /`([A-Z_]+)`/.exec(cells[0] ?? '')?.[1] ?? '',
    /^`([^`]+)` \|$/.exec(cells.at(-1) ?? '')?.[1] ?? '',
  ]);
  expect(defaults).toContainEqual(['PORT', '8080']);
  expect(readConfig(Object.fromEntries(defaults))).toEqual(readConfig({}));
});
