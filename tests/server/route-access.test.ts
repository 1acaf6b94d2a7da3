import { expect, test } from 'vitest';
import type { Access } from '../../server/access/access.ts';
import { type TableRoute, routeTable } from '../support/route-table.ts';
import { startTestServer } from '../support/running-server.ts';
import { createStaffClient, signInOffice, signInPerson, type StaffClient } from '../support/staff-client.ts';

/** Who is let in by what a route declares. */
const LETS_IN: { readonly [A in Access]: readonly Visitor[] } = {
  public: ['nobody', 'lead', 'other lead', 'reader', 'operations', 'admin', 'display', 'script', 'sender', 'notify'],
  display: ['lead', 'other lead', 'reader', 'operations', 'admin', 'display', 'script'],
  reader: ['lead', 'other lead', 'reader', 'operations', 'admin', 'script'],
  lead: ['lead', 'other lead', 'operations', 'admin', 'script'],
  operations: ['operations', 'admin', 'script'],
  admin: ['admin'],
  sender: ['sender'],
  notify: ['notify'],
};
type Visitor =
  | 'nobody'
  | 'lead'
  | 'other lead'
  | 'reader'
  | 'operations'
  | 'admin'
  | 'display'
  | 'script'
  | 'sender'
  | 'notify';

const CALLBACK_TOKEN = 'of-notify-0123456789-0123456789-0123456789';

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
];
/** What wallboards read. They write nothing; signing out is refused to them by the verb. */
const OPEN_TO_DISPLAYS = ['/live/staff', '/api/v1/session', '/api/v1/staff/board', '/api/v1/staff/watch'];

const SAFE = new Set(['GET', 'HEAD']);
const ENDS_THE_SESSION = 'DELETE /api/v1/session';
/** Whom the verb refuses, of those that the route lets in, before it looks at anything else. */
const REFUSED_BY_THE_VERB: Readonly<Record<string, readonly Visitor[]>> = {
  [ENDS_THE_SESSION]: ['display', 'script'],
  // An account is a person's.
  'GET /api/v1/account': ['script'],
  'HEAD /api/v1/account': ['script'],
  'DELETE /api/v1/account/sessions': ['script'],
  'DELETE /api/v1/account/app': ['script'],
  'DELETE /api/v1/account/sessions/:id': ['script'],
  'GET /api/v1/branches/:slug/timeline': ['other lead'],
  'HEAD /api/v1/branches/:slug/timeline': ['other lead'],
};

const addressOf = ({ url }: TableRoute) =>
  url
    .replace(':slug', 'clayton')
    .replace(/incidents\/:id/, 'incidents/1')
    .replace(':id', '00000000-0000-4000-8000-0000000000aa')
    .replace(/:\w+|\*/, 'nothing');

async function wallboardOf(office: StaffClient, display: StaffClient): Promise<StaffClient> {
  const { code, secret } = (await display.send('POST', '/api/v1/displays/pairings', {})).json();
  await office.send('POST', '/api/v1/displays', { code, name: 'Reception' });
  await display.send('POST', '/api/v1/displays/pairings/claim', { secret });
  return display;
}

test('every route lets in whom it declared, and nobody else', async () => {
  // Each visitor writes to every route: whoever wrote too much would be sent away, and look as if they were let in.
  const server = await startTestServer({ config: { notifyCallbackToken: CALLBACK_TOKEN }, writesPerMinute: 1_000 });
  const admin = await signInOffice(server);
  const { client: lead } = await signInPerson(server, admin);
  const deputy = { name: 'Kim Desk', email: 'kim@practice.example', role: 'operations' as const, branches: [] };
  const { client: operations } = await signInPerson(server, admin, deputy);
  const looker = { name: 'Rae Reads', email: 'rae@practice.example', role: 'read-only' as const, branches: [] };
  const { client: reader } = await signInPerson(server, operations, looker);
  const other = { name: 'Bo Lead', email: 'bo@practice.example', branches: ['yaxham'] };
  const { client: otherLead } = await signInPerson(server, operations, other);
  const display = await wallboardOf(operations, createStaffClient(server));
  const script = `Bearer ${await server.token()}`;
  const issued = await operations.send('POST', '/api/v1/senders', { branch: 'clayton' });
  const tokens: { readonly [V in Visitor]?: string } = {
    script,
    sender: `Bearer ${issued.json().token}`,
    notify: `Bearer ${CALLBACK_TOKEN}`,
  };
  const origin = `http://localhost:${new URL(server.origin).port}`;
  const cookies = {
    nobody: '',
    lead: lead.cookie(),
    'other lead': otherLead.cookie(),
    reader: reader.cookie(),
    operations: operations.cookie(),
    admin: admin.cookie(),
    display: display.cookie(),
    script: '',
    sender: '',
    notify: '',
  };
  const visitors = Object.keys(cookies) as Visitor[];
  const table = await routeTable(server);

  async function outcome(route: TableRoute, visitor: Visitor): Promise<string> {
    const { statusCode } = await server.app.inject({
      method: route.method as 'GET',
      url: addressOf(route),
      headers: {
        origin,
        'sec-fetch-site': 'same-origin',
        ...(cookies[visitor] && { cookie: cookies[visitor] }),
        ...(tokens[visitor] && { authorization: tokens[visitor] }),
      },
      // A body that is no report, no person and nothing else: whoever is let in is told so and changes nothing.
      ...(!SAFE.has(route.method) && route.method !== 'DELETE' && { payload: { nonsense: true } }),
    });
    if (statusCode === 401) return 'who are you?';
    return statusCode === 403 ? 'refused' : 'let in';
  }

  function expected({ method, url, access }: TableRoute, visitor: Visitor): string {
    if (REFUSED_BY_THE_VERB[`${method} ${url}`]?.includes(visitor)) return 'refused';
    if (LETS_IN[access].includes(visitor)) return 'let in';
    return visitor === 'nobody' ? 'who are you?' : 'refused';
  }

  const wrong: string[] = [];
  const last = table.filter(({ method, url }) => `${method} ${url}` === ENDS_THE_SESSION);
  for (const route of [...table.filter((route) => !last.includes(route)), ...last]) {
    for (const visitor of visitors) {
      const [is, ought] = [await outcome(route, visitor), expected(route, visitor)];
      if (is !== ought) wrong.push(`${route.method} ${route.url} (${route.access}), ${visitor}: ${is}, not ${ought}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(table.length * visitors.length).toBeGreaterThan(150);
});

test('what everybody may do and what wallboards may see is what is listed here', async () => {
  const table = await routeTable(await startTestServer());
  const open = table.filter(({ method, access }) => access === 'public' && !SAFE.has(method));
  expect(open.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(OPEN_WRITES.toSorted());
  const shown = new Set(table.filter(({ access }) => access === 'display').map(({ url }) => url));
  expect([...shown].toSorted()).toEqual(OPEN_TO_DISPLAYS.toSorted());
});
