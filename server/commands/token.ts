import { parseArgs } from 'node:util';
import { issueToken, type TokenRequest } from '../access/issue-token.ts';
import { systemClock } from '../platform/clock.ts';
import { isMissingTable } from '../platform/database-errors.ts';
import { runCommand } from './run-command.ts';
import { openForCommand } from './with-database.ts';

const HELP = `npm run token -- --role operations|lead [--branch SLUG ...] [--days N] [--name TEXT]

Makes an API token for scripts and integrations and prints it once, alone on standard output: send it as
"Authorization: Bearer TOKEN". It cannot be read again, only its digest is kept.

  --role operations   may report for every branch
  --role lead         may report for the branches named with --branch, one or more times
  --days N            days it is valid (default: until it is revoked)
  --name TEXT         what staff see as the author of its reports
`;

const ROLES = ['operations', 'lead'] as const;

function readRequest(): TokenRequest | null {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      branch: { type: 'string', multiple: true, default: [] },
      days: { type: 'string' },
      name: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const role = ROLES.find((known) => known === values.role);
  if (!role) throw new Error(`--role must be ${ROLES.join(' or ')}`);
  const branches = [...new Set(values.branch)];
  const name = values.name ?? (role === 'lead' ? `Lead of ${branches.join(', ')}` : 'Operations office');
  return { role, branches, days: values.days === undefined ? null : Number(values.days), name };
}

await runCommand(async (stopping) => {
  const request = readRequest();
  if (!request) return void process.stdout.write(HELP);
  const { db, log } = await openForCommand(stopping);
  const { token, id } = await issueToken(db, request, systemClock.now()).catch((error) => {
    if (isMissingTable(error)) throw new Error('The database is still empty: run npm start or npm run migrate first.');
    throw error;
  });
  const { role, branches, days, name } = request;
  log.info({ id, role, branches, name, days }, 'a token was issued');
  const forWhom = role === 'lead' ? `for ${branches.join(', ')}` : 'for every branch';
  const until = days === null ? 'until it is revoked' : `for ${days} ${days === 1 ? 'day' : 'days'}`;
  process.stderr.write(`A token to report ${forWhom} as "${name}", valid ${until}. It is shown this once:\n`);
  process.stdout.write(`${token}\n`);
});
