import { parseArgs } from 'node:util';
import { HOUR } from '../../shared/practice/instant.ts';
import { STAFF_ROLES } from '../../shared/people/roles.ts';
import { letIn, type StaffRequest } from '../people/let-in.ts';
import { toSetUpUrl } from '../people/set-up-link.ts';
import { systemClock } from '../platform/clock.ts';
import { readProcessConfig } from '../platform/config.ts';
import { isMissingTable } from '../platform/database-errors.ts';
import { runCommand } from './run-command.ts';
import { openForCommand } from './with-database.ts';

const HELP = `npm run staff -- --email ADDRESS --role admin|operations|lead|read-only [--branch SLUG ...] [--name TEXT]

For when no admin can sign in. Gives the person of this address the role, adds them when there is nobody of
it, and prints a link once, alone on standard output. It works for 24 hours: they open it and choose how to sign in.
Whatever they signed in by before ends then.

  --email ADDRESS     who they are
  --role admin        may do everything, and let operations in
  --role operations   may do everything for every branch, and let leads in
  --role lead         may report for the branches named with --branch, one or more times
  --role read-only    sees what staff see, and changes nothing
  --name TEXT         what staff see as the author of their reports, for somebody new (default: from the address)
`;

function readRequest(): StaffRequest | null {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      role: { type: 'string' },
      branch: { type: 'string', multiple: true, default: [] },
      name: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const role = STAFF_ROLES.find((known) => known === values.role);
  if (!role) throw new Error(`--role must be ${STAFF_ROLES.slice(0, -1).join(', ')} or ${STAFF_ROLES.at(-1)}`);
  if (!values.email) throw new Error('--email is missing');
  return { email: values.email, role, branches: values.branch, name: values.name ?? nameIn(values.email) };
}

/** `asha.lead@practice.example` as `Asha Lead`. */
function nameIn(email: string): string {
  const words = email.split('@', 1)[0]?.split(/[._-]+/) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

await runCommand(async (stopping) => {
  const request = readRequest();
  if (!request) return void process.stdout.write(HELP);
  const { publicOrigin, port } = readProcessConfig();
  const { db, log } = await openForCommand(stopping);
  const now = systemClock.now();
  const { person, setUp } = await letIn(db, request, now).catch((error) => {
    if (isMissingTable(error)) throw new Error('The database is still empty: run npm start or npm run migrate first.');
    throw error;
  });
  const { id, role, branches } = person;
  log.info({ event: 'person', outcome: 'let-in', person: id, role, branches }, 'a person was let in by command');
  const hours = Math.round((setUp.expiresAt - now) / HOUR);
  process.stderr.write(`A link for ${person.email} (${role}). It works once, for ${hours} hours:\n`);
  process.stdout.write(`${toSetUpUrl(publicOrigin ?? `http://localhost:${port}`, setUp.token)}\n`);
});
