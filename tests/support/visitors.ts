import type { Access } from '../../server/access/access.ts';
import type { StaffRole } from '../../shared/people/roles.ts';
import type { TableRoute } from './route-table.ts';
import { startTestServer, type TestServer } from './running-server.ts';
import { createStaffClient, signInOffice, signInPerson, type StaffClient } from './staff-client.ts';

/** Whoever can come to a server, one of each kind. */
export const VISITORS = [
  'nobody',
  'lead',
  'other lead',
  'reader',
  'operations',
  'admin',
  'display',
  'waiting room',
  'script',
  'lead script',
  'sender',
  'notify',
] as const;
export type Visitor = (typeof VISITORS)[number];

/** Slugs of those who are there for some branches alone. */
export const BRANCHES_OF: { readonly [V in Visitor]?: readonly string[] } = {
  lead: ['clayton'],
  'other lead': ['yaxham'],
  'lead script': ['clayton'],
};

/** Who is let in by what a route declares. */
export const LETS_IN: { readonly [A in Access]: readonly Visitor[] } = {
  public: VISITORS,
  display: ['lead', 'other lead', 'reader', 'operations', 'admin', 'display', 'script', 'lead script'],
  'waiting-room': ['waiting room'],
  reader: ['lead', 'other lead', 'reader', 'operations', 'admin', 'script', 'lead script'],
  lead: ['lead', 'other lead', 'operations', 'admin', 'script', 'lead script'],
  operations: ['operations', 'admin', 'script'],
  admin: ['admin'],
  sender: ['sender'],
  notify: ['notify'],
};

const CALLBACK_TOKEN = 'of-notify-0123456789-0123456789-0123456789';
const SAFE = new Set(['GET', 'HEAD']);

export type Outcome = 'who are you?' | 'refused' | 'let in';

export interface Visited {
  readonly server: TestServer;
  /** Of an admin. */
  readonly admin: StaffClient;
  readonly idOf: { readonly [V in 'lead' | 'other lead' | 'reader' | 'operations']: string };
  /** What this visitor says of itself with every request. */
  headersOf(visitor: Visitor): Record<string, string>;
  /** The answer to this visitor; without a body of its own, one that is nothing is sent where there must be one. */
  ask(
    route: Pick<TableRoute, 'method'>,
    url: string,
    visitor: Visitor,
    own?: { readonly body?: object; readonly headers?: Record<string, string> },
  ): Promise<{ readonly status: number; readonly outcome: Outcome; readonly body: string }>;
}

async function displayOf(office: StaffClient, display: StaffClient, more: object = {}): Promise<StaffClient> {
  const { code, secret } = (await display.send('POST', '/api/v1/displays/pairings', {})).json();
  await office.send('POST', '/api/v1/displays', { code, name: 'Reception', ...more });
  await display.send('POST', '/api/v1/displays/pairings/claim', { secret });
  return display;
}

/** A server that all of them have come to. */
export async function startVisitedServer(): Promise<Visited> {
  // Each visitor writes to every route: whoever wrote too much would be sent away, and look as if they were let in.
  const server = await startTestServer({ config: { notifyCallbackToken: CALLBACK_TOKEN }, writesPerMinute: 1_000 });
  const admin = await signInOffice(server);
  const person = (name: string, role: StaffRole, branches: readonly string[] = []) =>
    signInPerson(server, admin, {
      name,
      email: `${name.toLowerCase()}@practice.example`,
      role,
      branches: [...branches],
    });
  const operations = await person('Kim', 'operations');
  const reader = await person('Rae', 'read-only');
  const lead = await person('Asha', 'lead', BRANCHES_OF.lead);
  const otherLead = await person('Bo', 'lead', BRANCHES_OF['other lead']);
  const display = await displayOf(operations.client, createStaffClient(server));
  const waitingRoom = await displayOf(operations.client, createStaffClient(server), { waitingRoomOf: 'clayton' });
  const issued = await operations.client.send('POST', '/api/v1/senders', { branch: 'clayton' });
  const bearer = {
    script: await server.token(),
    'lead script': await server.token({ role: 'lead', branches: BRANCHES_OF['lead script'] ?? [] }),
    sender: issued.json().token as string,
    notify: CALLBACK_TOKEN,
  };
  const browsers = {
    lead: lead.client,
    'other lead': otherLead.client,
    reader: reader.client,
    operations: operations.client,
    admin,
    display,
    'waiting room': waitingRoom,
  };
  const origin = `http://localhost:${new URL(server.origin).port}`;

  function headersOf(visitor: Visitor): Record<string, string> {
    const token = visitor in bearer ? bearer[visitor as keyof typeof bearer] : null;
    const browser = visitor in browsers ? browsers[visitor as keyof typeof browsers] : null;
    return {
      origin,
      'sec-fetch-site': 'same-origin',
      ...(browser && { cookie: browser.cookie() }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    };
  }

  return {
    server,
    admin,
    idOf: { lead: lead.id, 'other lead': otherLead.id, reader: reader.id, operations: operations.id },
    headersOf,
    async ask({ method }, url, visitor, { body, headers = {} } = {}) {
      // A body that is no report, no person and nothing else: whoever is let in is told so and changes nothing.
      const nothing = SAFE.has(method) || method === 'DELETE' ? undefined : { nonsense: true };
      const payload = body ?? nothing;
      const answer = await server.app.inject({
        method: method as 'GET',
        url,
        headers: { ...headersOf(visitor), ...headers },
        ...(payload && { payload }),
      });
      const { statusCode: status } = answer;
      const outcome = status === 401 ? 'who are you?' : status === 403 ? 'refused' : 'let in';
      return { status, outcome, body: answer.body };
    },
  };
}
