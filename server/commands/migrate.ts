import { parseArgs } from 'node:util';
import { migrateToLatest } from '../platform/migrate.ts';
import { runCommand } from './run-command.ts';
import { openForCommand } from './with-database.ts';

const HELP = `npm run migrate

Brings the database up to date: that of DATABASE_URL, else the packaged one in DATA_DIR. A start of the server does the
same by itself. Safe while a server runs.
`;

await runCommand(async (stopping) => {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) return void process.stdout.write(HELP);
  const { db, place } = await openForCommand(stopping);
  const names = await migrateToLatest(db);
  const done = names.length === 0 ? 'was up to date already' : `was brought up to date: ${names.join(', ')}`;
  process.stdout.write(`The database (${place}) ${done}.\n`);
});
