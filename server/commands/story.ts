import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { toMailsUrl } from '../mail/mails-page.ts';
import { type Config, readProcessConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/open-database.ts';
import { playStory } from './story/play-story.ts';
import { setStage, type Stage } from './story/stage.ts';
import { runCommand } from './run-command.ts';

const HELP = `npm run story [-- --check] [-- --port N]

Plays 31 December 2019 at Clayton Surgery, and a day on which nobody reports and the board alone notices, in about two
minutes, on a fresh database that is thrown away afterwards.
Open the pages that it prints, sign in with the accounts that it makes, and watch them move by themselves.

  --check    play it at full speed, assert every step, exit 1 when something is not so
  --port N   listen on this port (PORT, or 8080; with --check any free one)
`;

/** Real time between two steps: the sixteen of the first day make a minute. */
const PAUSE_MS = 4_000;
/** Time to open the page before the day begins, where nobody can say when they are ready. */
const CURTAIN_MS = 6_000;
const LINGER_MS = 1_000;

function configFor(check: boolean, port: string | undefined, dataDir: string): Config {
  const config = readProcessConfig();
  const chosen = port === undefined ? (check ? 0 : config.port) : Number(port);
  return {
    ...config,
    port: chosen,
    dataDir,
    databaseUrl: null,
    publicOrigin: null,
    adminPort: null,
    staticCopyDir: null,
    backupsKept: 0,
    accessLogDays: 730,
    // Whoever watches reads the code that signs them in on a page; no mail of the story leaves the machine.
    mail: { kind: 'folder', folder: join(dataDir, 'mails') },
    logLevel: 'error',
  };
}

/** Where to look, and with whose account. */
function programme({ server, cast }: Stage): string {
  const { publicOrigin: origin, mailing } = server;
  return [
    '',
    `  Patients     ${origin}/  and  ${origin}/surgeries/clayton`,
    `  Wallboard    ${origin}/wallboard`,
    `  Operations   ${origin}/operations    ${cast.office.email}   ${cast.office.password}`,
    `  Lead         ${origin}/lead          ${cast.lead.email}     ${cast.lead.password}`,
    ...(mailing.page ? [`  Mails        ${toMailsUrl(origin, mailing.page)}`] : []),
    '',
    '  Signing in asks for a code, which comes by mail: read it on the page of mails.',
    '  The accounts are of this story alone. One browser has one account at a time: the lead in a private window, say.',
    '',
  ].join('\n');
}

/** Pages that are open before the day begins see a living server all the while. */
async function waitForCurtain(stage: Stage): Promise<void> {
  if (!process.stdin.isTTY) return stage.linger(CURTAIN_MS);
  const begin = new AbortController();
  // No terminal of its own: it would keep Ctrl-C to itself.
  const lines = createInterface({ input: process.stdin, terminal: false });
  lines.once('line', () => lines.close());
  lines.once('close', () => begin.abort());
  process.stdout.write('  Press Enter when the pages are open. ');
  while (!begin.signal.aborted) await stage.linger(LINGER_MS);
}

await runCommand(async (stopping) => {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, port: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return void process.stdout.write(HELP);
  if (values.port !== undefined && !(/^\d{1,5}$/.test(values.port) && Number(values.port) <= 65_535))
    throw new Error('--port must be a port number');
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'branchboard-story-'));
  stopping(() => rm(folder, { recursive: true, force: true }));
  const config = configFor(values.check, values.port, folder);
  const database = await openDatabase(config);
  stopping(() => database.stop());
  const stage = await setStage(config, database.connectionString);
  stopping(() => stage.close());
  if (!values.check) {
    say(programme(stage));
    await waitForCurtain(stage);
  }
  const { checks, failures } = await playStory(stage, { pauseMs: values.check ? 0 : PAUSE_MS, say });
  say(`\n${checks - failures.length} passed, ${failures.length} failed`);
  for (const failure of failures) say(`  ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
});
