import { describe, expect, test } from 'vitest';
import type { Doer } from '../../server/access/doer.ts';
import { issueSender, revokeSender } from '../../server/contact/issue-sender.ts';
import { pairDisplay, revokeDisplay } from '../../server/displays/pair-display.ts';
import { changePerson, inviteAgain, invitePerson, removePerson } from '../../server/people/change-people.ts';
import type { NewFact } from '../../server/journal/fact-row.ts';
import type { Db } from '../../server/platform/database.types.ts';
import type { NewPersonBody, PersonBody } from '../../shared/wire/people.ts';
import { append } from '../support/journal.ts';
import { startTestServer, type TestServer } from '../support/running-server.ts';
import { signInOffice, signInPerson } from '../support/staff-client.ts';

type Write = (db: Db, by: Doer, now: number) => Promise<unknown>;

const NOBODY = '00000000-0000-4000-8000-0000000000ff';
const ZOE: NewPersonBody = { name: 'Zoe', email: 'zoe@practice.example', role: 'operations', branches: [] };
const RIGHTS: PersonBody = { role: 'operations', branches: [], leaving: null };

/** What only operations may write, as it would go on for one whose rights were taken after the guard let the request in. */
const WRITES: readonly (readonly [string, Write])[] = [
  ['invites nobody', (db, by, now) => invitePerson(db, by, ZOE, now)],
  ['gives nobody another link', (db, by, now) => inviteAgain(db, by, by.id, now)],
  ['gives themselves no other role', (db, by, now) => changePerson(db, by, by.id, RIGHTS, now)],
  ['removes nobody', (db, by, now) => removePerson(db, by, by.id, now)],
  ['makes no token for a sender', (db, by, now) => issueSender(db, by, 'clayton', now)],
  ['ends no token of a sender', (db, by, now) => revokeSender(db, by, NOBODY, now)],
  ['ends no wallboard', (db, by, now) => revokeDisplay(db, by, NOBODY, now)],
  ['lets no wallboard in', (db, by, now) => pairDisplay(db, by, { code: 'ABCD-EFGH', name: 'Wall' }, now)],
];

test.each(WRITES)(
  'somebody who is not of operations any more %s, whatever the caller says of them',
  async (_what, write) => {
    const server = await startTestServer();
    const { id } = await signInPerson(server, await signInOffice(server));
    await expect(write(server.database.db, { id, address: '192.0.2.1' }, server.clock.now())).rejects.toMatchObject({
      code: 'not-allowed',
    });
  },
);

describe('the journal itself, past every verb, takes of a lead', () => {
  const HOW = [
    ['who signed in', async (server) => (await signInPerson(server, await signInOffice(server))).id],
    [
      'who comes by a token',
      (server) => server.token({ role: 'lead', branches: ['clayton'] }).then(() => tokenActor(server)),
    ],
  ] as const satisfies readonly (readonly [string, (server: TestServer) => Promise<string>])[];

  async function tokenActor({ database: { db } }: TestServer): Promise<string> {
    return (await db.selectFrom('api_token').select('actor').executeTakeFirstOrThrow()).actor;
  }
  async function lead(make: (server: TestServer) => Promise<string>) {
    const server = await startTestServer();
    const at = server.clock.now();
    const actor = await make(server);
    const reportOf = (branch: string): NewFact => ({
      kind: 'report',
      branch,
      at,
      actor,
      onBehalf: false,
      confirm: true,
    });
    const kept = async () => {
      const rows = await server.database.db.selectFrom('fact').select('branch').where('actor', '=', actor).execute();
      return rows.map(({ branch }) => branch);
    };
    return { server, at, actor, reportOf, kept, db: server.database };
  }
  const REFUSED = { code: '42501' };

  test.each(HOW)('%s: a report of their own branch, and of no other', async (_who, make) => {
    const { db, reportOf, kept } = await lead(make);
    await expect(append(db, reportOf('yaxham'))).rejects.toMatchObject(REFUSED);
    await expect(append(db, reportOf('clayton'), reportOf('yaxham'))).rejects.toMatchObject(REFUSED);
    expect(await kept()).toEqual([]);
    await append(db, reportOf('clayton'));
    expect(await kept()).toEqual(['clayton']);
  });

  test.each(HOW)('%s: nothing but reports', async (_who, make) => {
    const { db, at, actor, kept } = await lead(make);
    const alert = { kind: 'alert', at, actor, branch: 'clayton', state: 'RED', reason: 'few GPs' } as const;
    await expect(append(db, alert)).rejects.toMatchObject(REFUSED);
    expect(await kept()).toEqual([]);
  });

  test.each(HOW)('%s: nothing once the branch was taken away', async (_who, make) => {
    const { db, reportOf, kept } = await lead(make);
    await db.db
      .updateTable('person')
      .set({ branches: ['yaxham'] })
      .where('role', '=', 'lead')
      .execute();
    await db.db.updateTable('api_token').set({ revoked_at: new Date() }).execute();
    await expect(append(db, reportOf('clayton'))).rejects.toMatchObject(REFUSED);
    expect(await kept()).toEqual([]);
  });
});
