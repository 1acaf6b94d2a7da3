import { describe, expect, test } from 'vitest';
import { CODE_RULES } from './support/architecture/code-rule-table.ts';
import { filesAreShort, filesNameNoMachine } from './support/architecture/code-rules.ts';
import { documentIsTrue, documentNamesEveryRoom } from './support/architecture/document-rules.ts';
import { IMPORT_RULES } from './support/architecture/import-rule-table.ts';
import { listProject, parseSources, readTexts } from './support/architecture/project.ts';
import type { Sample } from './support/architecture/rule.ts';
import type { Source } from './support/architecture/source.ts';

const paths = listProject();
const texts = readTexts(paths);
const sources = parseSources(texts);

function sourcesOf(sample: Sample): readonly Source[] {
  return parseSources(Object.entries(sample).map(([path, text]) => ({ path, text })));
}

describe.each([...IMPORT_RULES, ...CODE_RULES])('$says', ({ check, refuses, allows }) => {
  test('in this project', () => {
    expect(check(sources)).toEqual([]);
  });

  test.each(refuses)('not so in %j', (sample) => {
    expect(check(sourcesOf(sample))).not.toEqual([]);
  });

  test.each(allows)('so in %j', (sample) => {
    expect(check(sourcesOf(sample))).toEqual([]);
  });
});

describe('files', () => {
  test('hold at most 300 lines', () => {
    expect(filesAreShort([{ path: 'server/app.ts', text: 'line\n'.repeat(300) }])).toEqual([]);
    expect(filesAreShort([{ path: 'server/app.ts', text: 'line\n'.repeat(301) }])).toHaveLength(1);
    expect(filesAreShort([{ path: 'shared/words/languages/pl.ts', text: 'line\n'.repeat(301) }])).toEqual([]);
    expect(filesAreShort([{ path: 'shared/words/languages/list.ts', text: 'line\n'.repeat(301) }])).toHaveLength(1);
    expect(filesAreShort(texts)).toEqual([]);
  });

  test.each(['work', 'tmp', 'root', 'Users'])('name no path of one machine, as in /%s/…', (folder) => {
    const path = ['', folder, 'branchboard'].join('/');
    expect(filesNameNoMachine([{ path: 'README.md', text: `Open\n${path}.` }])).toEqual([
      'README.md:2 names a path of a machine',
    ]);
    expect(filesNameNoMachine([{ path: 'README.md', text: `https://example.org${path}` }])).toEqual([]);
    expect(filesNameNoMachine(texts)).toEqual([]);
  });

  test('are looked at, all of them', () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(800);
    const known = new Set(paths);
    const lost = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, target }) => specifier.startsWith('.') && !known.has(target))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
    expect(lost).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  const document = texts.find(({ path }) => path === 'ARCHITECTURE.md')?.text ?? '';

  test('names only what exists, and as planned only what does not', () => {
    const there = ['server/app.ts', 'server/live/hub.ts', 'web/lead/main.ts'];
    const sample = 'See `server/live/`, `server/li*`, `nothing here`.\n## Planned\n`server/incident`\n## Rules\n';
    expect(documentIsTrue(sample, there)).toEqual([]);
    expect(documentIsTrue(`${sample}\`server/gone.ts\``, there)).toEqual(['server/gone.ts is not there']);
    expect(documentIsTrue('## Planned\n`web/lead`', there)).toEqual(['web/lead is there, and called planned']);
    expect(documentIsTrue(document, paths)).toEqual([]);
  });

  test('has a line for every room', () => {
    expect(documentNamesEveryRoom('`server/live`', ['server/live/hub.ts', 'server/app.ts'])).toEqual([]);
    expect(documentNamesEveryRoom('`server/live`', ['web/lead/main.ts'])).toEqual(['web/lead has no line']);
    expect(documentNamesEveryRoom(document, paths)).toEqual([]);
  });

  test('fits on two pages', () => {
    expect(document.split('\n').length).toBeLessThanOrEqual(151);
  });
});
