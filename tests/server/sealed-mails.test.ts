import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createMailQueue } from '../../server/mail/queue-mail.ts';
import { queue, startMailServer } from '../support/mailing.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';

const ASHA = 'asha@practice.example';
const CODE = { kind: 'code', code: '482913' } as const;
const CHANGED = { kind: 'changed', what: 'passkey-added' } as const;

async function openMailing() {
  const mails = await startMailServer();
  return { mails, server: await startTestServer({ config: { mail: mails.settings() } }) };
}

const waiting = ({ database }: TestServer) => database.db.selectFrom('mail_outbox').selectAll().execute();

describe('a mail', () => {
  test('waits sealed: who reads the database, or a copy of it, finds no code that opens an account', async () => {
    const { mails, server } = await openMailing();
    await queue(server, ASHA, CODE);
    const [row] = await waiting(server);
    expect(row?.mail).toEqual({ sealed: expect.any(String) });
    const sealed = (row?.mail ?? {}) as { readonly sealed?: string };
    expect(Buffer.from(sealed.sealed ?? '', 'base64').includes(CODE.code)).toBe(false);
    await server.mailing.look();
    expect(mails.received[0]?.raw).toContain(CODE.code);
  });

  test('that waited unsealed, as earlier versions left it, still goes out', async () => {
    const { mails, server } = await openMailing();
    await queue(server, ASHA, CODE);
    await server.database.db
      .updateTable('mail_outbox')
      .set({ mail: JSON.stringify(CODE) } as object)
      .execute();
    await server.mailing.look();
    expect(mails.received[0]?.raw).toContain(CODE.code);
  });

  test('that another secret sealed, or that waits in the row of another, is given up', async () => {
    const { mails, server } = await openMailing();
    const other = createMailQueue('another secret, long enough 0123456789', true);
    await server.database.db
      .transaction()
      .execute((trx) => other.queue(trx, { to: ASHA, mail: CODE }, server.clock.now()));
    await queue(server, ASHA, CODE);
    await queue(server, 'sam@practice.example', CHANGED);
    await sql`
      update mail_outbox as there set mail = here.mail from mail_outbox as here
      where there.recipient = 'sam@practice.example' and here.recipient = ${ASHA}`.execute(server.database.db);
    await server.mailing.look();
    expect(mails.received.map(({ to }) => to)).toEqual([[ASHA]]);
    expect(await waiting(server)).toEqual([]);
  });
});
