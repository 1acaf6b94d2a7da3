import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { TEST_KEY } from '../support/journal.ts';
import { ask } from '../support/postgres-processes.ts';
import { runCommand as run } from '../support/run-command.ts';
import { startTestServer } from '../support/running-server.ts';
import { startServerProcess } from '../support/server-process.ts';
import { readBoard } from '../support/shown-board.ts';
import { until } from '../support/until.ts';

describe('branches in a file', () => {
  const SAMPLE = readFileSync(join(PROJECT_ROOT, 'server', 'practice', 'sample-branches.csv'), 'utf8');
  const [HEADER = '', CLAYTON = ''] = SAMPLE.split('\n');

  test('are imported beside a running server, whose pages show them within 3 s', async () => {
    const DATA_DIR = await createDataFolder();
    const server = await startServerProcess({ DATA_DIR });
    const file = join(DATA_DIR, 'branches.csv');
    await writeFile(file, `${HEADER}\n${CLAYTON.replaceAll('Clayton Surgery', 'Clayton Health Centre')}\n`);
    const dry = await run({ DATA_DIR }, 'import', file, '--replace', '--dry-run');
    expect(dry.output).toMatch(/^Changed 1:\n {2}Clayton Health Centre \(clayton\): name\nRetired 17:\n/);
    expect((await readBoard(server.origin)).board.branches).toHaveLength(18);

    const done = await run({ DATA_DIR }, 'import', file, '--replace', '--name', 'Fen Practice');
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('The sample practice has ended.') });
    const names = async () => (await readBoard(server.origin)).board.branches.map(({ name }) => name);
    await until('the new name is shown', async () => (await names()).join() === 'Clayton Health Centre', 3_000);
    const again = await run({ DATA_DIR }, 'import', file);
    expect(again.output).toBe('Left as they are: 1\n');
  }, 60_000);

  test('with a fault are named by their lines, and nothing is printed or saved', async () => {
    const { connectionString } = await startTestServer();
    const folder = await createDataFolder();
    const file = join(folder, 'branches.csv');
    await writeFile(file, `${HEADER}\n${CLAYTON.replace('PE2 5ZZ', 'here')}\n`);
    const key = { DATABASE_URL: connectionString, JOURNAL_KEY: TEST_KEY.secret };
    const { code, output, errors } = await run(key, 'import', file, '--replace');
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain('  line 2: postcode must be a postcode of the United Kingdom, as in PE2 5ZZ\n');
    expect(await ask(connectionString, 'select count(*)::int as facts from fact')).toEqual([{ facts: 19 }]);
    const noExport = await run(key, 'import', file, '--replace-sample');
    expect(noExport.errors).toBe('--replace-sample: only for an export; this is none.\n');
  });
});
