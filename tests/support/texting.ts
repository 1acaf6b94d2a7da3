import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { onTestFinished } from 'vitest';
import type { Config } from '../../server/platform/config.ts';
import type { Timeline } from '../../shared/wire/timeline.ts';
import type { InboundTextBody } from '../../shared/wire/texts.ts';
import { ask } from './postgres-processes.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './running-server.ts';
import { signInOffice, signInPerson, type StaffClient } from './staff-client.ts';
import { until } from './until.ts';

export const CALLBACK_TOKEN = 'notify-callback-0123456789-0123456789';
const SERVICE = '11111111-2222-4333-8444-555555555555';
const SECRET = '66666666-7777-4888-9999-000000000000';
const TEMPLATE = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const API_KEY = `practice-${SERVICE}-${SECRET}`;

export const ASHA_PHONE = '07700 900123';
/** As networks write it. */
export const ASHA_NUMBER = '447700900123';
export const OFFICE_NUMBER = '447700900999';

/** A text that was sent to a person. */
export interface SentText {
  readonly to: string;
  readonly body: string;
}

/** A mail that was sent to a person. */
export interface SentMail extends SentText {
  readonly subject: string;
}

/** What Notify answers, by default that it took the text; with 0 it never answers. */
type Reply = { readonly status: number; readonly body?: object };

/** A server in the place of GOV.UK Notify, which checks who sends. */
export async function startNotify() {
  const sent: SentText[] = [];
  const mails: SentMail[] = [];
  const replies: Reply[] = [];
  const wrong: string[] = [];
  let tries = 0;

  async function take(request: IncomingMessage): Promise<Reply> {
    tries += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { headers, method, url } = request;
    const isMail = url === '/v2/notifications/email';
    if (method !== 'POST' || !(isMail || url === '/v2/notifications/sms')) wrong.push(`${method} ${url}`);
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(SECRET));
    if (payload.iss !== SERVICE || protectedHeader.typ !== 'JWT' || !payload.iat) wrong.push('the token');
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (body.template_id !== TEMPLATE) wrong.push('the template');
    const reply = replies.shift() ?? { status: 201, body: { id: 'sent' } };
    if (reply.status === 0) await new Promise(() => {});
    if (reply.status !== 201) return reply;
    const { message, subject } = body.personalisation;
    if (isMail) mails.push({ to: body.email_address, subject, body: message });
    else sent.push({ to: body.phone_number, body: message });
    return reply;
  }

  const server = createServer((request, response) => {
    take(request).then(
      ({ status, body = {} }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      (error: unknown) => {
        wrong.push(String(error));
        response.writeHead(403).end();
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    sent,
    mails,
    mailSettings: { kind: 'notify', apiKey: API_KEY, templateId: TEMPLATE, baseUrl: origin } as const,
    wrong,
    tries: () => tries,
    /** The next answers, instead of taking the text. */
    willAnswer: (...next: readonly Reply[]) => void replies.push(...next),
  };
}

export type Notify = Awaited<ReturnType<typeof startNotify>>;

type Answer = Awaited<ReturnType<StaffClient['get']>>;

/** A practice that texts both ways, with a lead of Clayton who has a phone. */
export interface Practice {
  readonly server: TestServer;
  readonly notify: Notify;
  /** Of its server, as far as it says anything. */
  readonly config: Partial<Config>;
  readonly office: StaffClient;
  readonly lead: StaffClient;
  readonly asha: string;
  /** What became of a text, by the answer to its delivery. */
  text(message: string, more?: Partial<InboundTextBody>): Promise<string>;
  deliver(body: object, token?: string): Promise<Answer>;
  /** The text that was sent last, once there are so many. */
  answered(count: number): Promise<string>;
  /** Reports of a branch, oldest first: who, how, what. */
  reports(branch?: string): Promise<readonly Record<string, unknown>[]>;
  /** What staff read of the newest fact about Clayton. */
  newest(): Promise<string>;
  internet(branch?: string): string;
  claims(): Promise<readonly Record<string, unknown>[]>;
}

let texts = 0;

export async function openPractice(options: TestServerOptions = {}): Promise<Practice> {
  const notify = await startNotify();
  const config: Partial<Config> = {
    notifyCallbackToken: CALLBACK_TOKEN,
    notifyApiKey: API_KEY,
    notifyTemplateId: TEMPLATE,
    notifyBaseUrl: notify.origin,
    ...options.config,
  };
  const server = await startTestServer({ ...options, config });
  const office = await signInOffice(server);
  const { client: lead, id: asha } = await signInPerson(server, office, { phone: ASHA_PHONE });
  await server.ordinaryMorning();

  const deliver: Practice['deliver'] = (body, token = CALLBACK_TOKEN) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/texts/inbound',
      headers: { authorization: `Bearer ${token}` },
      payload: body,
    });

  return {
    server,
    notify,
    config,
    office,
    lead,
    asha,
    deliver,
    async text(message, more = {}) {
      texts += 1;
      const answer = await deliver({
        id: `text-${texts}`,
        source_number: ASHA_NUMBER,
        destination_number: '447700900000',
        message,
        date_received: new Date(server.clock.now()).toISOString(),
        ...more,
      });
      if (answer.statusCode !== 200) throw new Error(`the text was not taken: ${answer.body}`);
      await server.settle();
      return answer.json<{ outcome: string }>().outcome;
    },
    async answered(count) {
      await until(`${count} texts were sent`, () => notify.sent.length >= count);
      // What was sent is noted as sent.
      await server.texting.look();
      return notify.sent[count - 1]?.body ?? '';
    },
    reports: (branch = 'clayton') =>
      ask(
        server.connectionString,
        `select actor.name, fact.payload->>'via' as via, fact.payload->'onBehalf' as behalf,
           fact.payload->'it' as it, fact.payload->'gps' as gps, fact.at
         from fact join actor on actor.id = fact.actor
         where fact.kind = 'report' and fact.branch = '${branch}' and actor.kind <> 'system' order by fact.seq`,
      ),
    async newest() {
      const authorization = `Bearer ${await server.token()}`;
      const answer = await server.fetch('/api/v1/branches/clayton/timeline?limit=1', { authorization });
      const { facts } = (await answer.json()) as Timeline;
      return facts[0]?.sentence ?? 'nothing';
    },
    internet(branch = 'clayton') {
      const { view } = server.board.staffStream.published();
      return view.branches.find(({ slug }) => slug === branch)?.services.internet.state ?? 'no branch';
    },
    claims: async () => (await office.get('/api/v1/texts/claims')).json().claims,
  };
}

/** The six digits in a text. */
export function codeIn(text: string): string {
  return /\b\d{6}\b/.exec(text)?.[0] ?? 'no code';
}
