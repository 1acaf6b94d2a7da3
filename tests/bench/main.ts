import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../../server/platform/project-root.ts';
import { benchLive } from './live.ts';

const HELP = `npm run bench -- live [--sockets 200] [--reports 120]

live   from a report to the last of the open pages, on a server of its own with the packaged PostgreSQL
Results also go to tests/bench/results/.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sockets: { type: 'string', default: '200' },
    reports: { type: 'string', default: '120' },
    help: { type: 'boolean' },
  },
});

if (values.help || (positionals[0] ?? 'live') !== 'live') {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 1);
}

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
const result = await benchLive({ sockets: Number(values.sockets), reports: Number(values.reports) });
const folder = join(PROJECT_ROOT, 'tests/bench/results');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'live.json'), `${JSON.stringify({ machine, ...result }, null, 2)}\n`);
process.stdout.write(
  [
    `${result.sockets} open pages, ${result.reports} reports, ${machine}`,
    '                          p50      p95      max',
    ...Object.entries({ 'report to last page, ms': result.lastPageMs, 'report answered, ms': result.answerMs }).map(
      ([name, { p50, p95, max }]) => `${name.padEnd(24)}${[p50, p95, max].map((n) => String(n).padStart(9)).join('')}`,
    ),
    '',
  ].join('\n'),
);
