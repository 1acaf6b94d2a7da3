import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { MailSettings } from '../../server/platform/config-mail.ts';
import { createMailQueue } from '../../server/mail/queue-mail.ts';
import { unsealMail } from '../../server/mail/sealed-mail.ts';
import type { Mail } from '../../shared/words/mails.ts';
import { TEST_AUTH_SECRET, type TestServer } from './running-server.ts';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly from: string;
  /** With all its headers, as it came, long lines put together. */
  readonly raw: string;
}

/** What the next mail meets: an answer of that status to its recipient, or a server that falls silent. */
type Trouble = number | 'silence';

/** A mail server on this machine, which can be away. */
export async function startMailServer({ secure = false, host = '127.0.0.1' } = {}) {
  const received: ReceivedMail[] = [];
  const troubles: Trouble[] = [];
  let tries = 0;
  let port = 0;
  let server = createServer();

  function createServer(): SMTPServer {
    const made = new SMTPServer({
      authOptional: true,
      secure,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'board' && password === 'sec/ret'
          ? done(null, { user: username })
          : done(new Error('who is that?')),
      onRcptTo(_address, _session, done) {
        tries += 1;
        const trouble = troubles.shift();
        if (trouble === 'silence') return;
        done(trouble === undefined ? null : Object.assign(new Error('no'), { responseCode: trouble }));
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received.push(toReceived(session, Buffer.concat(chunks).toString()));
          done();
        });
      },
    });
    // Who is cut off by a stop of ours is no fault of the test.
    made.on('error', () => {});
    return made;
  }

  async function listen(): Promise<void> {
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    const address = server.server.address();
    if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
    port = address.port;
  }

  async function goAway(): Promise<void> {
    await new Promise<void>((resolve) => server.close(resolve));
  }

  await listen();
  onTestFinished(goAway);
  return {
    received,
    tries: () => tries,
    settings: (user = ''): MailSettings => ({
      kind: 'smtp',
      url: `${secure ? 'smtps' : 'smtp'}://${user}${host}:${port}`,
      from: { name: 'Branchboard', address: 'status@practice.example' },
    }),
    willMeet: (...next: readonly Trouble[]) => void troubles.push(...next),
    goAway,
    async comeBack() {
      server = createServer();
      await listen();
    },
  };
}

function toReceived({ envelope }: SMTPServerSession, raw: string): ReceivedMail {
  return {
    to: envelope.rcptTo.map(({ address }) => address),
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    raw: raw.replaceAll('=\r\n', '').replaceAll('=3D', '='),
  };
}

/** As the test server seals what waits. */
export const TEST_QUEUE = createMailQueue(TEST_AUTH_SECRET, true);

/** Mails that wait to be sent, the last one first, opened as the server opens them. */
export async function waitingMails({ database }: Pick<TestServer, 'database'>, to?: string) {
  const rows = await database.db
    .selectFrom('mail_outbox')
    .select(['id', 'recipient', 'mail'])
    .$if(to !== undefined, (query) => query.where('recipient', '=', to ?? ''))
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map(({ id, recipient, mail }) => {
    const opened = unsealMail(TEST_AUTH_SECRET, mail, id);
    if (!opened) throw new Error('a mail was sealed with another secret');
    return { recipient, mail: opened };
  });
}

export async function queue({ database, clock }: TestServer, to: string, mail: Mail): Promise<void> {
  await database.db.transaction().execute((trx) => TEST_QUEUE.queue(trx, { to, mail }, clock.now()));
}
