import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import { factSentence } from '../../shared/words/staff-timeline.ts';
import {
  ALL_WORKING,
  alertSaid,
  branchSet,
  incident,
  london,
  noticeSet,
  practiceSet,
  report,
  sampleBranch,
  signal,
  tick,
  ZONE,
} from '../support/facts.ts';

const NINE = london('2019-12-31 09:00');
const PLACE = { at: NINE, seq: 101 };
const says = (content: Parameters<typeof report>[1]) => report('clayton', content, PLACE);
const GPS = { expected: 8, offSick: 0, away: 0, locums: 0 };
const nameOf = (slug: string) => `${slug.charAt(0).toUpperCase()}${slug.slice(1)} Surgery`;
const OPENS = { title: 'Records are away', severity: 'serious', branches: ['clayton'], shown: true } as const;
const CLAYTON = sampleBranch('clayton');
const changed = (changes: Partial<Branch>) => branchSet({ ...CLAYTON, ...changes }, PLACE);

function sentenceOf(fact: Fact, before: Branch | null = CLAYTON): string {
  return factSentence(fact, { nameOf, zone: ZONE, before });
}

describe('in a timeline staff read', () => {
  test.each<[string, Fact, string]>([
    ['all working', says({ it: ALL_WORKING }), 'All IT working.'],
    ['a lost line', says({ it: { internet: 'down' } }), 'Internet down.'],
    [
      'services in one sentence',
      says({ it: { records: 'degraded', phones: 'working', online: 'unknown' } }),
      'Medical records working partly, phones working, online booking and requests not known.',
    ],
    ['all GPs in', says({ gps: GPS }), 'GPs 8 of 8 in.'],
    [
      'why they are not',
      says({ gps: { expected: 8, offSick: 3, away: 1, locums: 1 } }),
      'GPs 5 of 8 in, 3 off sick, 1 away, 1 locum.',
    ],
    ['doors', says({ access: 'phone-only' }), 'Phone only.'],
    ['open doors', says({ access: 'open' }), 'Doors open.'],
    [
      'what was typed',
      says({ message: 'Please phone first', note: 'Fault logged.' }),
      'Message to patients: Please phone first. Note: Fault logged.',
    ],
    ['what was taken away', says({ message: null, note: null }), 'Message to patients taken away. Note taken away.'],
    ['that nothing changed', says({ confirm: true }), 'Still so.'],
    ['silence', signal('clayton', 'lost', PLACE), 'Contact lost.'],
    [
      'an incident',
      incident(101, { ...OPENS, public: 'Engineers look' }, PLACE),
      'Serious incident declared: Records are away. Engineers look.',
    ],
    [
      'an update',
      incident(9, { affected: ['yaxham'], staff: 'A cut fibre', nextUpdateAt: london('2019-12-31 11:15') }, PLACE),
      'Affected now: Yaxham Surgery. A cut fibre. Next update at 11:15am.',
    ],
    [
      'an escalation',
      incident(9, { escalation: { to: 'service-desk', reference: 'INC1' } }, PLACE),
      'Escalated to: National service desk, reference INC1.',
    ],
    ['the end', incident(9, { resolved: true }, PLACE), 'Resolved.'],
    ['a tick', tick(9, 'icb', PLACE), 'Incident: ICB told.'],
    ['a tick taken back', tick(9, 'icb', PLACE, false), 'Incident: Not yet: ICB told.'],
    ['a tick of the notice', tick(null, 'dos-lead', PLACE), 'NHS 111 notice: ICB’s Directory of Services lead told.'],
    [
      'a notice held back',
      noticeSet({ control: 'hold', until: london('2019-12-31 10:30'), reason: 'A drill' }, PLACE),
      'NHS 111 notice held back until 10:30am: A drill.',
    ],
    [
      'a notice kept up',
      noticeSet(
        { control: 'keep', until: london('2019-12-31 10:30'), branches: ['clayton', 'yaxham'], reason: 'Not sure.' },
        PLACE,
      ),
      'NHS 111 notice kept up for Clayton Surgery and Yaxham Surgery until 10:30am: Not sure.',
    ],
    ['a notice by its rule', noticeSet({ control: 'auto' }, PLACE), 'NHS 111 notice follows its rule again.'],
    ['an alert state', alertSaid('clayton', 'RED', PLACE), 'Alert state declared RED: Winter.'],
    ['that of the practice', alertSaid(null, null, PLACE), 'Alert state of the practice: declaration taken back.'],
    ['settings of the practice', practiceSet({}, PLACE), 'Settings of the practice changed.'],
    ['changed hours', changed({ hours: sampleBranch('glinton-cross').hours }), 'Opening hours changed.'],
    ['several changes', changed({ phone: '1', listSize: 1, town: 'X' }), 'Town, phone number and list size changed.'],
    ['no change', changed({}), 'Settings saved, nothing changed.'],
    ['a branch that left', changed({ retired: true, phone: '1' }), 'Left the practice.'],
  ])('%s', (_what, fact, sentence) => {
    expect(sentenceOf(fact)).toBe(sentence);
  });

  test('that a branch was set up', () => {
    expect(sentenceOf(changed({}), null)).toBe('Branch set up.');
  });
});
