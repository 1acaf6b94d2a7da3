import { describe, expect, test } from 'vitest';
import { contactSight } from '../../shared/contact/contact-sight.ts';
import { isLineAsked } from '../../shared/contact/is-line-asked.ts';
import type { ServiceState } from '../../shared/facts/fact.ts';
import { toIso } from '../../shared/practice/instant.ts';
import { contactAge } from '../../shared/wallboard/fact-age.ts';
import { contactLine } from '../../shared/words/staff-contact.ts';
import { watchWords } from '../../shared/words/staff-watch.ts';
import { london, ZONE } from '../support/facts.ts';
import { calmWatch, watched } from '../support/staff-watches.ts';

const NOW = london('2019-12-31 10:42');
const iso = (time: string) => toIso(london(`2019-12-31 ${time}`));
const contact = (state: 'heard' | 'suspect' | 'lost' | null) => ({ state, lastBeatAt: state && iso('08:00') });

describe('how a contact reads', () => {
  test.each([
    ['heard lately', 'heard 12 s ago', 'fresh', contactSight(contact('heard'), watched(NOW, 12))],
    ['heard, as the board alone tells', 'heard 2 h ago', 'fresh', contactSight(contact('heard'), null)],
    ['heard before anything was said of it', 'heard 5 s ago', 'fresh', contactSight(contact(null), watched(NOW, 5))],
    ['quiet', 'quiet 1 min', 'amber', contactSight(contact('suspect'), watched(NOW, 97))],
    ['lost', 'LOST 10 min', 'stale', contactSight(contact('lost'), watched(NOW, 600))],
    [
      'comes and goes',
      'on and off, heard 12 s ago',
      'amber',
      contactSight(contact('heard'), watched(NOW, 12, { flapping: true })),
    ],
    [
      'lost for good after it came and went',
      'LOST 10 min',
      'stale',
      contactSight(contact('lost'), watched(NOW, 600, { flapping: true })),
    ],
    [
      'a token that never beat',
      'not heard yet',
      'fresh',
      contactSight(contact(null), watched(NOW, 0, { heardAt: null })),
    ],
    [
      'nothing set up',
      'no sender',
      'fresh',
      contactSight(contact(null), watched(NOW, 0, { heardAt: null, senders: false })),
    ],
    ['an older server', 'no sender', 'fresh', contactSight(contact(null), null)],
  ] as const)('%s: %s', (_, line, level, sight) => {
    expect([contactLine(sight, NOW), contactAge(sight).level]).toEqual([line, level]);
  });
});

describe('people are asked whether the internet is down', () => {
  const said = (state: ServiceState, time: string) => ({ internet: { state, said: { at: iso(time) } } });
  const silent = { state: 'suspect', lastBeatAt: iso('10:40') } as const;
  test.each([
    ['once its sender is silent', true, silent, { internet: { state: 'unknown', said: null } }],
    ['though somebody said in the morning that it works', true, silent, said('working', '08:10')],
    ['not when somebody said since that it works', false, silent, said('working', '10:41')],
    ['not when somebody said since that it is down', false, silent, said('down', '10:41')],
    ['not when it was called down before', false, silent, said('down', '10:30')],
    ['not while it is only late', false, { ...silent, state: 'late' }, said('working', '08:10')],
    ['not once it is lost', false, { ...silent, state: 'lost' }, said('working', '08:10')],
  ] as const)('%s: %s', (_, asked, told, services) => {
    expect(isLineAsked({ contact: told, services })).toBe(asked);
  });
});

describe('the automatic checks', () => {
  const board = { branches: [{ slug: 'clayton' }] } as unknown as Parameters<typeof calmWatch>[0];
  const calm = calmWatch(board, NOW);
  test.each([
    ['run', 'fine', 'Automatic checks: last pass 10:41:59', calm],
    ['have not run yet', 'fine', 'Automatic checks: no pass yet', { ...calm, lastPassAt: null }],
    ['are overdue', 'bad', 'Automatic checks do not run: last pass 10:41:59', { ...calm, overdue: true }],
    [
      'see nothing',
      'bad',
      'Automatic checks unavailable since 10:40: the canary is not heard either',
      { ...calm, blind: { since: iso('10:40'), reasons: ['canary'] } },
    ],
    ['fail for a branch', 'bad', 'Automatic checks do not see Clayton', { ...calm, failed: ['clayton'] }],
  ] as const)('that %s say so', (_, level, text, watch) => {
    expect(watchWords({ watch: structuredClone(watch) as typeof calm, now: NOW }, () => 'Clayton', ZONE)).toMatchObject(
      { level, text },
    );
  });

  test('that the server tells no more of are not called running', () => {
    const { level, text } = watchWords({ watch: calm, now: NOW + 46_000 }, () => '', ZONE);
    expect([level, text]).toEqual(['bad', 'Automatic checks not heard of since 10:42:00']);
  });
});
