import { expect, test } from 'vitest';
import type { Doer } from '../../server/access/doer.ts';
import { issueSender, revokeSender } from '../../server/contact/issue-sender.ts';
import { pairDisplay, revokeDisplay } from '../../server/displays/pair-display.ts';
import { changePerson, inviteAgain, invitePerson, removePerson } from '../../server/people/change-people.ts';
import type { Db } from '../../server/platform/database.types.ts';
import type { NewPersonBody, PersonBody } from '../../shared/wire/people.ts';
import { startTestServer } from '../support/running-server.ts';
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
