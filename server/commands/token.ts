import { parseArgs } from 'node:util';
import { ON_THE_MACHINE } from '../access/doer.ts';
import { issueToken, type TokenRequest } from '../access/issue-token.ts';
import { issueSender } from '../contact/issue-sender.ts';
import { systemClock } from '../platform/clock.ts';
import { isMissingTable } from '../platform/database-errors.ts';
import { runCommand } from './run-command.ts';
import { type CommandDatabase, openForCommand } from './with-database.ts';

const HELP = `npm run token -- --role operations|lead [--branch SLUG ...] [--days N] [--name TEXT]
npm run token -- --sender SLUG|canary

Makes a token and prints it once, alone on standard output: send it as "Authorization: Bearer TOKEN". It cannot be
read again, only its digest is kept.

For scripts and integrations:
  --role operations   may report for every branch
  --role lead         may report for the branches named with --branch, one or more times
  --days N            days it is valid (default: until it is revoked)
  --name TEXT         what staff see as the author of its reports

For senders (npm run sender), valid until it is revoked, two at a time for each:
  --sender SLUG       beats for that branch, and can do nothing else
  --sender canary     beats from outside the practice's network, for no branch
`;

const ROLES = ['operations', 'lead'] as const;
const CANARY_WORD = 'canary';

type Request = TokenRequest | { readonly sender: string };

function readRequest(): Request | null {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      sender: { type: 'string' },
      branch: { type: 'string', multiple: true, default: [] },
      days: { type: 'string' },
      name: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  if (values.sender !== undefined) {
    const more = values.role ?? values.days ?? values.name ?? values.branch[0];
    if (more !== undefined) throw new Error('--sender goes alone');
    return { sender: values.sender };
  }
  const role = ROLES.find((known) => known === values.role);
  if (!role) throw new Error(`--role must be ${ROLES.join(' or ')}`);
  const branches = [...new Set(values.branch)];
  const name = values.name ?? (role === 'lead' ? `Lead of ${branches.join(', ')}` : 'Operations office');
  return { role, branches, days: values.days === undefined ? null : Number(values.days), name };
}

/** What was made, with the sentence that says what for. */
interface Made {
  readonly token: string;
  readonly words: string;
}

async function makeForSender({ db, log }: CommandDatabase, name: string): Promise<Made> {
  const branch = name === CANARY_WORD ? null : name;
  const { token, sender } = await issueSender(db, ON_THE_MACHINE, branch, systemClock.now());
  log.info({ id: sender.id, branch }, 'a token of a sender was issued');
  const forWhom = branch === null ? 'the canary' : `the sender of ${branch}`;
  return { token, words: `A token for ${forWhom}, valid until it is revoked.` };
}

async function makeForScript({ db, log }: CommandDatabase, request: TokenRequest): Promise<Made> {
  const { token, id } = await issueToken(db, request, systemClock.now());
  const { role, branches, days, name } = request;
  log.info({ id, role, branches, name, days }, 'a token was issued');
  const forWhom = role === 'lead' ? `for ${branches.join(', ')}` : 'for every branch';
  const until = days === null ? 'until it is revoked' : `for ${days} ${days === 1 ? 'day' : 'days'}`;
  return { token, words: `A token to report ${forWhom} as "${name}", valid ${until}.` };
}

await runCommand(async (stopping) => {
  const request = readRequest();
  if (!request) return void process.stdout.write(HELP);
  const database = await openForCommand(stopping);
  const making = 'sender' in request ? makeForSender(database, request.sender) : makeForScript(database, request);
  const { token, words } = await making.catch((error) => {
    if (isMissingTable(error)) throw new Error('The database is still empty: run npm start or npm run migrate first.');
    throw error;
  });
  process.stderr.write(`${words} It is shown this once:\n`);
  process.stdout.write(`${token}\n`);
});
