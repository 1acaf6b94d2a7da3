import type { Http } from '../../server/platform/http.ts';
import { issueSetUp } from '../../server/people/set-up-link.ts';
import type { Invitation, NewPersonBody } from '../../shared/wire/people.ts';
import type { TestServer } from './running-server.ts';

/** A password that nobody else has. */
export const PASSWORD = 'lantern kettle orbit';

export interface StaffClientOptions {
  /** Sent with every request; undefined takes one of the usual headers away. */
  readonly headers?: Record<string, string | undefined>;
  readonly address?: string;
}

type Answer = Awaited<ReturnType<Http['inject']>>;

/** A browser on a page of ours that keeps the cookies it is given. */
export interface StaffClient {
  readonly cookie: () => string;
  get(url: string): Promise<Answer>;
  send(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: object, options?: StaffClientOptions): Promise<Answer>;
}

export function createStaffClient({ app }: Pick<TestServer, 'app'>, { address = '192.0.2.1' } = {}): StaffClient {
  const jar = new Map<string, string>();

  async function ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    more: StaffClientOptions = {},
  ) {
    const usual = { cookie: cookie() || undefined, 'sec-fetch-site': 'same-origin', ...more.headers };
    const headers = Object.fromEntries(
      Object.entries(usual).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const remoteAddress = more.address ?? address;
    const answer = await app.inject({ method, url, headers, remoteAddress, ...(body && { payload: body }) });
    for (const { name, value } of answer.cookies) jar.set(name, value);
    return answer;
  }
  const cookie = () =>
    [...jar]
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');

  return { cookie, get: (url) => ask('GET', url), send: ask };
}

/** The first person of operations, set up by the link that the server printed, and signed in. */
export async function signInOffice(server: TestServer, email = 'office@practice.example'): Promise<StaffClient> {
  const client = createStaffClient(server);
  const token =
    server.setUpUrl?.split('#')[1] ?? (await issueSetUp(server.database.db, null, server.clock.now())).token;
  const answer = await client.send('POST', '/api/v1/set-up', { token, name: 'Office Mo', email, password: PASSWORD });
  if (answer.statusCode !== 201) throw new Error(`the office was not set up: ${answer.body}`);
  return client;
}

/** Somebody whom the office let in, signed in. */
export async function signInPerson(
  server: TestServer,
  office: StaffClient,
  person: Partial<NewPersonBody> = {},
): Promise<{ readonly client: StaffClient; readonly id: string }> {
  const lead = { name: 'Asha Lead', email: 'asha@practice.example', role: 'lead', branches: ['clayton'] } as const;
  const wanted = { ...lead, ...person };
  const invited = await office.send('POST', '/api/v1/people', wanted);
  if (invited.statusCode !== 201) throw new Error(`not invited: ${invited.body}`);
  const { person: kept, setUp } = invited.json<Invitation>();
  const client = createStaffClient(server);
  const body = { token: setUp?.url.split('#')[1], name: wanted.name, email: wanted.email, password: PASSWORD };
  const answer = await client.send('POST', '/api/v1/set-up', body);
  if (answer.statusCode !== 201) throw new Error(`not set up: ${answer.body}`);
  return { client, id: kept.id };
}
