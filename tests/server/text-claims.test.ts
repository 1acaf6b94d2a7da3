import { describe, expect, test } from 'vitest';
import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import type { ContactState } from '../../shared/facts/fact.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { codeIn, openPractice, type Practice } from '../support/texting.ts';

const DOWN = { it: { internet: 'down' } } as const;

/** A practice where Clayton is down, by the word of the system. */
async function openDown(): Promise<Practice> {
  const practice = await openPractice();
  practice.server.clock.advance(MINUTE);
  await practice.server.say('clayton', DOWN);
  practice.server.clock.advance(MINUTE);
  return practice;
}

const signalOf = ({ server }: Practice, contact: ContactState) =>
  server.append({
    kind: 'signal',
    branch: 'clayton',
    contact,
    lastBeatAt: server.clock.now(),
    public: contact !== 'suspect' && contact !== 'late',
    at: server.clock.now(),
    actor: SYSTEM_ACTOR,
  });

async function settle(practice: Practice, how: 'confirm' | 'refuse', by = practice.office) {
  const id = (await practice.claims())[0]?.['id'];
  const answer = await by.send('POST', `/api/v1/texts/claims/${id}/${how}`, {});
  await practice.server.settle();
  await practice.server.texting.look();
  return answer;
}

describe('a text that says a branch works', () => {
  test('changes nothing until the code that was sent to its number comes back', async () => {
    const practice = await openDown();
    expect(await practice.text('CLAYTON UP')).toBe('waits');
    expect(practice.internet()).toBe('down');
    const asked = await practice.answered(1);
    expect(asked).toMatch(
      /^Reply \d{6} to confirm Clayton: internet working\. Until then the board says: internet down since 9:01am\.$/,
    );
    practice.server.clock.advance(5 * MINUTE);
    expect(await practice.text(`Code ${codeIn(asked)}`)).toBe('confirmed');
    expect(practice.internet()).toBe('working');
    expect(await practice.answered(2)).toBe('Confirmed. Clayton: internet working. 18 of 18 work.');
    expect(await practice.newest()).toBe('Internet working. By text, confirmed by a code.');
    expect(await practice.reports()).toMatchObject([{ name: 'Asha Lead', via: 'text-code', behalf: false }]);
    expect(await practice.claims()).toEqual([]);
    expect(await practice.text(codeIn(asked))).toBe('wrong-code');
  });

  test('does not undo what somebody else said while it waited', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const code = codeIn(await practice.answered(1));
    practice.server.clock.advance(MINUTE);
    await practice.server.say('clayton', DOWN);
    practice.server.clock.advance(MINUTE);
    expect(await practice.text(code)).toBe('confirmed');
    expect(practice.internet()).toBe('down');
    expect(await practice.answered(2)).toMatch(/^Somebody has reported later than your text\. Clayton: internet down/);
  });

  test('takes no code after three wrong ones, and can still be confirmed by operations', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const code = codeIn(await practice.answered(1));
    const wrong = code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 3; n += 1) expect(await practice.text(wrong)).toBe('wrong-code');
    expect(await practice.answered(4)).toBe('Too many wrong codes. Phone operations: they can confirm it for you.');
    expect(await practice.text(code)).toBe('wrong-code');
    expect(practice.internet()).toBe('down');
    expect((await settle(practice, 'confirm')).json()).toEqual({ outcome: 'on-board' });
    expect(practice.internet()).toBe('working');
  });

  test('takes three guesses however many come at once', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const code = Number(codeIn(await practice.answered(1)));
    const guesses = Array.from({ length: 12 }, (_none, n) => String((code + 1 + n) % 1_000_000).padStart(6, '0'));
    const answers = await Promise.all(guesses.map((guess) => practice.text(guess)));
    expect(new Set(answers)).toEqual(new Set(['wrong-code']));
    expect(await practice.text(String(code).padStart(6, '0'))).toBe('wrong-code');
  });

  test('ends after two hours', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const code = codeIn(await practice.answered(1));
    practice.server.clock.advance(2 * HOUR);
    expect(await practice.text(code)).toBe('wrong-code');
    expect(practice.internet()).toBe('down');
  });

  test('has one code at a time, and six in an hour', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const first = codeIn(await practice.answered(1));
    await practice.text('CLAYTON UP');
    const second = codeIn(await practice.answered(2));
    expect(await practice.claims()).toHaveLength(1);
    if (first !== second) expect(await practice.text(first)).toBe('wrong-code');
    for (let n = 3; n <= 6; n += 1) expect(await practice.text('CLAYTON UP')).toBe('waits');
    expect(await practice.text('CLAYTON UP')).toBe('too-many');
    practice.server.clock.advance(HOUR);
    expect(await practice.text('CLAYTON UP')).toBe('waits');
  });

  test('is nothing once its sender may not report for the branch any more', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const code = codeIn(await practice.answered(1));
    const moved = { role: 'lead', branches: ['yaxham'], leaving: null };
    await practice.office.send('PUT', `/api/v1/people/${practice.asha}`, moved);
    expect(await practice.text(code)).toBe('not-allowed');
    expect(practice.internet()).toBe('down');
    expect(await practice.reports()).toEqual([]);
  });
});

describe('the sender of a branch', () => {
  test.each<[string, ContactState, string]>([
    ['is heard again', 'heard', 'Contact is back. Clayton: internet working. 18 of 18 work.'],
    ['is on its way back', 'recovering', 'Contact is back. Clayton: heard again, not trusted yet. 17 of 18 work.'],
  ])('that %s after the text confirms it', async (_case, contact, answer) => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    practice.server.clock.advance(10 * SECOND);
    await signalOf(practice, contact);
    practice.server.clock.advance(2 * SECOND);
    expect(await practice.answered(2)).toBe(answer);
    await practice.server.settle();
    expect(await practice.reports()).toMatchObject([
      { name: 'Asha Lead', via: 'text-signal', it: { internet: 'working' } },
    ]);
    expect(await practice.newest()).toBe('Internet working. By text, confirmed by its sender.');
    expect(await practice.claims()).toEqual([]);
  });

  test.each<[string, ContactState, number]>([
    ['that was heard before the text', 'heard', -10],
    ['that fell silent after it', 'suspect', 10],
  ])('%s confirms nothing', async (_case, contact, seconds) => {
    const practice = await openDown();
    if (seconds < 0) await signalOf(practice, contact);
    practice.server.clock.advance(10 * SECOND);
    await practice.text('CLAYTON UP');
    practice.server.clock.advance(10 * SECOND);
    if (seconds > 0) await signalOf(practice, contact);
    practice.server.clock.advance(10 * SECOND);
    await practice.text('help');
    await practice.answered(2);
    expect(await practice.claims()).toHaveLength(1);
    expect(practice.internet()).toBe('down');
  });
});

describe('operations', () => {
  test('read what waits, and answer for what they confirm', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    expect(await practice.claims()).toMatchObject([
      {
        branch: 'clayton',
        by: 'Asha Lead',
        says: 'internet working',
        saidAt: expect.stringMatching(/^2019-12-31T09:02:00/),
      },
    ]);
    expect((await settle(practice, 'confirm')).json()).toEqual({ outcome: 'on-board' });
    expect(practice.internet()).toBe('working');
    expect(await practice.reports()).toMatchObject([{ name: 'Office Mo', via: 'text-office', behalf: true }]);
    expect(await practice.newest()).toBe('Internet working. By text, confirmed by operations.');
    expect(await practice.answered(2)).toBe('Operations confirmed it. Clayton: internet working. 18 of 18 work.');
  });

  test('are told when others have reported later', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    practice.server.clock.advance(MINUTE);
    await practice.server.say('clayton', DOWN);
    expect((await settle(practice, 'confirm')).json()).toEqual({ outcome: 'too-late' });
    expect(practice.internet()).toBe('down');
  });

  test('refuse a text, and its sender is told', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const code = codeIn(await practice.answered(1));
    expect((await settle(practice, 'refuse')).json()).toEqual({ outcome: 'refused' });
    expect(await practice.answered(2)).toMatch(/^Operations did not confirm your text on Clayton/);
    expect(await practice.text(code)).toBe('wrong-code');
    expect(practice.internet()).toBe('down');
    expect(await practice.reports()).toEqual([]);
  });

  test('settle a text once, and leads not at all', async () => {
    const practice = await openDown();
    await practice.text('CLAYTON UP');
    const path = `/api/v1/texts/claims/${(await practice.claims())[0]?.['id']}/confirm`;
    expect((await practice.lead.send('POST', path, {})).statusCode).toBe(403);
    expect((await practice.lead.get('/api/v1/texts/claims')).statusCode).toBe(403);
    const both = await Promise.all([1, 2].map(() => practice.office.send('POST', path, {})));
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    expect(await practice.reports()).toHaveLength(1);
    const unknown = path.replace(/claims\/[^/]+/, 'claims/00000000-0000-4000-8000-0000000000aa');
    expect((await practice.office.send('POST', unknown, {})).statusCode).toBe(404);
  });
});

describe('the leads of a branch that fell silent', () => {
  async function openSilent(before: (practice: Practice) => Promise<void> = async () => {}): Promise<Practice> {
    const practice = await openPractice();
    await before(practice);
    practice.server.clock.advance(MINUTE);
    await signalOf(practice, 'suspect');
    return practice;
  }
  /** Lets the looks of so many seconds pass, and shows what went out in them. */
  async function wait(practice: Practice, seconds: number): Promise<readonly string[]> {
    for (let n = 0; n < seconds; n += 2) {
      practice.server.clock.advance(2 * SECOND);
      await practice.server.evaluator.settled();
      await practice.server.texting.look();
    }
    return practice.notify.sent.map(({ body }) => body);
  }

  test('are asked once, and their answer with its code is on the board at once', async () => {
    const practice = await openSilent();
    expect(await wait(practice, 58)).toEqual([]);
    const [question = '', ...more] = await wait(practice, 30);
    expect(more).toEqual([]);
    expect(question).toMatch(
      /^We have not heard from Clayton since 9:01am\. Is its internet down\? Reply CLAYTON DOWN\. If it works, reply CLAYTON UP \d{6}\.$/,
    );
    expect(await practice.claims()).toEqual([]);
    const code = codeIn(question);
    // The code alone does not say what it is about.
    expect(await practice.text(code)).toBe('not-understood');
    expect(await practice.text(`clayton up ${code}`)).toBe('confirmed');
    expect(await practice.reports()).toMatchObject([{ via: 'text-code', it: { internet: 'working' } }]);
  });

  test('may answer that it is down', async () => {
    const practice = await openSilent();
    await wait(practice, 64);
    expect(await practice.text('clayton down')).toBe('stored');
    expect(practice.internet()).toBe('down');
  });

  test('are asked again after an hour, and by one instance', async () => {
    const practice = await openSilent();
    await wait(practice, 64);
    await Promise.all([1, 2, 3].map(() => practice.server.texting.look()));
    expect(practice.notify.sent).toHaveLength(1);
    practice.server.clock.advance(HOUR - 2 * MINUTE);
    await signalOf(practice, 'heard');
    await signalOf(practice, 'suspect');
    expect(await wait(practice, 40)).toHaveLength(1);
    expect(await wait(practice, 80)).toHaveLength(2);
  });

  test('without a number are not asked; operations are, when they have one', async () => {
    const practice = await openSilent(async ({ office, asha }) => {
      await office.send('PUT', `/api/v1/people/${asha}`, {
        role: 'lead',
        branches: ['clayton'],
        leaving: null,
        phone: null,
      });
      const { you } = (await office.get('/api/v1/people')).json();
      await office.send('PUT', `/api/v1/people/${you}`, {
        role: 'admin',
        branches: [],
        leaving: null,
        phone: '07700 900999',
      });
    });
    await wait(practice, 64);
    expect(practice.notify.sent.map(({ to }) => to)).toEqual(['+447700900999']);
  });
});
