import { describe, expect, test } from 'vitest';
import { beginStep, takeStep } from '../../server/sign-in/steps.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { openJournal } from '../support/journal.ts';

const NOW = Date.parse('2019-12-31T09:00:00Z');

async function begun() {
  const { db } = (await openJournal()).database;
  const secret = await beginStep(db, { kind: 'code', person: null, detail: { right: 'seven' }, lasts: MINUTE }, NOW);
  const answer = (word: string, { now = NOW, kind = 'code', of = secret } = {}) =>
    takeStep(db, { secret: of, kind, now }, async ({ detail }) =>
      (detail as { readonly right: string }).right === word ? 'in' : null,
    );
  return { db, secret, answer };
}

describe('a step of a sign-in', () => {
  test('is taken once by the right answer', async () => {
    const { answer } = await begun();
    expect(await answer('seven')).toBe('in');
    expect(await answer('seven')).toBeNull();
  });

  test('is taken by one of two who answer at the same moment', async () => {
    const { answer } = await begun();
    expect((await Promise.all([answer('seven'), answer('seven')])).filter(Boolean)).toEqual(['in']);
  });

  test('is void after five wrong answers, for the right one too', async () => {
    const { answer } = await begun();
    for (let tries = 0; tries < 4; tries += 1) expect(await answer('six')).toBeNull();
    expect(await answer('six')).toBeNull();
    expect(await answer('seven')).toBeNull();
  });

  test.each([
    ['too old', { now: NOW + MINUTE }],
    ['of another kind', { kind: 'passkey' }],
    ['of a secret that nobody was given', { of: 'bb_guess' }],
  ])('that is %s takes no answer', async (_case, request) => {
    const { answer } = await begun();
    expect(await answer('seven', request)).toBeNull();
  });

  test('leaves nothing in the database by which it could be taken, and goes when it is too old', async () => {
    const { db, secret } = await begun();
    expect(JSON.stringify(await db.selectFrom('sign_in_step').selectAll().execute())).not.toContain(secret);
    await beginStep(db, { kind: 'code', person: null, detail: {}, lasts: MINUTE }, NOW + MINUTE);
    expect(await db.selectFrom('sign_in_step').selectAll().execute()).toHaveLength(1);
  });
});
