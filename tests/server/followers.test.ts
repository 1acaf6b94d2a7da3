import { expect, test } from 'vitest';
import { addFollower, type NewFollower } from '../../server/follow/add-follower.ts';
import { createFollowKeys, readLinkToken, toLinkToken, unsealAddress } from '../../server/follow/follow-keys.ts';
import { countFollowers } from '../../server/follow/follow.queries.ts';
import { openJournal } from '../support/journal.ts';

const KEYS = createFollowKeys('a secret of this server that nobody else knows');
const AT = Date.parse('2026-03-04T10:00:00Z');
const ANN: NewFollower = {
  channel: 'email',
  address: 'ann@example.org',
  branches: ['clayton'],
  kinds: ['trouble'],
  language: 'en',
};

test('an address lies sealed: who reads the database, or a copy of it, finds nobody', async () => {
  const { db } = (await openJournal()).database;
  await addFollower(db, KEYS, ANN, AT);
  const row = await db.selectFrom('follower').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    channel: 'email',
    branches: ['clayton'],
    kinds: ['trouble'],
  });
  expect(JSON.stringify(row)).not.toContain('@');
  expect(row.address_sealed.includes(Buffer.from(ANN.address))).toBe(false);
  expect(unsealAddress(KEYS, row.address_sealed, row.address_digest)).toBe(ANN.address);
  expect(unsealAddress(KEYS, row.address_sealed, 'the digest of another')).toBeNull();
  const other = createFollowKeys('another secret, of another server, as long');
  expect(unsealAddress(other, row.address_sealed, row.address_digest)).toBeNull();
});

test('who follows again changes what they follow, and the links they were sent still work', async () => {
  const { db } = (await openJournal()).database;
  await addFollower(db, KEYS, ANN, AT);
  const { id } = await db.selectFrom('follower').selectAll().executeTakeFirstOrThrow();
  await addFollower(db, KEYS, { ...ANN, branches: null, kinds: ['planned', 'trouble'] }, AT + 1);
  await addFollower(db, KEYS, { ...ANN, channel: 'push', address: '{"endpoint":"x"}', identity: 'x' }, AT);
  const rows = await db.selectFrom('follower').selectAll().orderBy('channel').execute();
  expect(rows).toMatchObject([
    { id, branches: null, kinds: ['trouble', 'planned'], created_at: new Date(AT) },
    { channel: 'push' },
  ]);
  expect(await countFollowers(db)).toEqual([
    { branch: null, channel: 'email', followers: 1 },
    { branch: 'clayton', channel: 'push', followers: 1 },
  ]);
});

test('a link is of one follower and for one thing', () => {
  const id = 'f3f1d0a2-54a4-4cf0-9c58-3c2a1b0d9e8f';
  const token = toLinkToken(KEYS, 'stop', id);
  expect(readLinkToken(KEYS, 'stop', token)).toBe(id);
  expect(readLinkToken(KEYS, 'confirm', token)).toBeNull();
  expect(readLinkToken(createFollowKeys('another secret, of another server, as long'), 'stop', token)).toBeNull();
  for (const forged of ['', 'x', `${token}A`, `A${token.slice(1)}`, token.replace(/.$/, '!')]) {
    expect(readLinkToken(KEYS, 'stop', forged)).toBeNull();
  }
});
