import { expect, test } from 'vitest';
import { type TableRoute, routeTable } from '../support/route-table.ts';
import { startTestServer } from '../support/running-server.ts';
import { LETS_IN, startVisitedServer, type Visitor, VISITORS } from '../support/visitors.ts';

/** Everybody may ask these to do something. Whoever adds one says here why that is safe. */
const OPEN_WRITES = [
  // Each is limited, and tells nobody anything.
  'POST /api/v1/session',
  'POST /api/v1/session/code',
  'POST /api/v1/session/mail-code',
  'POST /api/v1/set-up',
  'POST /api/v1/set-up/question',
  'POST /api/v1/set-up/code',
  'POST /api/v1/set-up/passkey',
  'POST /api/v1/session/passkey',
  'POST /api/v1/session/passkey/question',
  'POST /api/v1/displays/pairings',
  'POST /api/v1/displays/pairings/claim',
  // Nothing comes of it before somebody reads a mail, and few are sent.
  'POST /follow',
  // Whoever has the link of a follower; none can be guessed.
  'POST /follow/confirm',
  // Five tries.
  'POST /follow/code',
  'POST /follow/choices',
  'POST /unfollow',
  // Of a browser that shows it to its user alone, and few of a network.
  'POST /api/v1/follow/push',
  'POST /api/v1/follow/push/own',
  'POST /api/v1/follow/push/renewed',
];
/** What wallboards read. They write nothing; signing out is refused to them by the verb. */
const OPEN_TO_DISPLAYS = ['/live/staff', '/api/v1/session', '/api/v1/staff/board', '/api/v1/staff/watch'];

const SAFE = new Set(['GET', 'HEAD']);
const SCRIPTS: readonly Visitor[] = ['script', 'lead script'];
const ENDS_THE_SESSION = 'DELETE /api/v1/session';
/** Whom the verb refuses, of those that the route lets in, before it looks at anything else. */
const REFUSED_BY_THE_VERB: Readonly<Record<string, readonly Visitor[]>> = {
  [ENDS_THE_SESSION]: ['display', ...SCRIPTS],
  // An account is a person's.
  'GET /api/v1/account': SCRIPTS,
  'HEAD /api/v1/account': SCRIPTS,
  'GET /api/v1/account/passkeys': SCRIPTS,
  'HEAD /api/v1/account/passkeys': SCRIPTS,
  'DELETE /api/v1/account/passkeys/:id': SCRIPTS,
  'DELETE /api/v1/account/sessions': SCRIPTS,
  'DELETE /api/v1/account/app': SCRIPTS,
  'DELETE /api/v1/account/sessions/:id': SCRIPTS,
};

const addressOf = ({ url }: TableRoute) =>
  url
    .replace(':slug', 'clayton')
    .replace(/(incidents|planned)\/:id/, '$1/1')
    .replace(':id', '00000000-0000-4000-8000-0000000000aa')
    .replace(/:\w+|\*/, 'nothing');

test('every route lets in whom it declared, and nobody else', async () => {
  const { server, ask } = await startVisitedServer();
  // What is about a lead's own branches is tried branch by branch, by another test.
  const table = (await routeTable(server)).filter(({ branch }) => branch !== 'own');

  function expected({ method, url, access }: TableRoute, visitor: Visitor): string {
    if (REFUSED_BY_THE_VERB[`${method} ${url}`]?.includes(visitor)) return 'refused';
    if (LETS_IN[access].includes(visitor)) return 'let in';
    return visitor === 'nobody' ? 'who are you?' : 'refused';
  }

  const wrong: string[] = [];
  const last = table.filter(({ method, url }) => `${method} ${url}` === ENDS_THE_SESSION);
  for (const route of [...table.filter((route) => !last.includes(route)), ...last]) {
    for (const visitor of VISITORS) {
      const [{ outcome: is }, ought] = [await ask(route, addressOf(route), visitor), expected(route, visitor)];
      if (is !== ought) wrong.push(`${route.method} ${route.url} (${route.access}), ${visitor}: ${is}, not ${ought}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(table.length * VISITORS.length).toBeGreaterThan(150);
});

test('what everybody may do and what wallboards may see is what is listed here', async () => {
  const table = await routeTable(await startTestServer());
  const open = table.filter(({ method, access }) => access === 'public' && !SAFE.has(method));
  expect(open.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(OPEN_WRITES.toSorted());
  const shown = new Set(table.filter(({ access }) => access === 'display').map(({ url }) => url));
  expect([...shown].toSorted()).toEqual(OPEN_TO_DISPLAYS.toSorted());
});
