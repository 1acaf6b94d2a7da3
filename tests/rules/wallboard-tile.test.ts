import { describe, expect, test } from 'vitest';
import { contactSight } from '../../shared/contact/contact-sight.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { contactAge, doorsAge, gpsAge, itAge } from '../../shared/wallboard/fact-age.ts';
import { orderBranches } from '../../shared/wallboard/tile-order.ts';
import { shortName, toTile } from '../../shared/wallboard/tile.ts';
import { contactLine } from '../../shared/words/staff-contact.ts';
import {
  ageWords,
  gpsLines,
  gpsSpoken,
  openingWords,
  tileAlert,
  tileAlertShort,
  tileSince,
  tileState,
} from '../../shared/words/staff-tile.ts';
import { ALL_WORKING, boardOf, london, report, setUp, signal, staffBoardAt, staffSee, ZONE } from '../support/facts.ts';

const SLUG = 'clayton';
const at = (time: string) => london(`2019-12-31 ${time}`);
const place = (time: string, seq: number) => ({ at: at(time), seq });
const wellAt8 = report(
  SLUG,
  { it: ALL_WORKING, gps: { expected: 8, offSick: 0, away: 0, locums: 0 } },
  place('08:10', 101),
);
const downAt9 = report(SLUG, { it: { internet: 'down', phones: 'working' } }, place('09:05', 102));
const sees = (time: string, facts: readonly Fact[]) => staffSee(SLUG, facts, at(time));
const tile = (time: string, facts: readonly Fact[]) => toTile(sees(time, facts), at(time), null);

const contactLevel = (facts: readonly Fact[]) => contactAge(contactSight(sees('12:00', facts).contact, null));

describe('the age of every fact', () => {
  test.each([
    ['GPs said this morning', 'fresh', gpsAge(sees('15:00', [wellAt8]), at('15:00'))],
    ['GPs said eight hours ago', 'amber', gpsAge(sees('16:10', [wellAt8]), at('16:10'))],
    ['GPs that nobody said', 'stale', gpsAge(sees('09:00', []), at('09:00'))],
    ['IT that works since this morning', 'fresh', itAge(sees('12:00', [wellAt8]), at('12:00'))],
    ['IT that worked four hours ago', 'amber', itAge(sees('12:10', [wellAt8]), at('12:10'))],
    ['IT that nobody spoke of', 'stale', itAge(sees('09:00', []), at('09:00'))],
    ['IT trouble that must be confirmed', 'amber', itAge(sees('13:05', [wellAt8, downAt9]), at('13:05'))],
    ['doors that follow the opening hours', 'fresh', doorsAge(sees('18:00', [wellAt8]), at('18:00'))],
    ['a branch without a sender', 'fresh', contactLevel([wellAt8])],
    ['a sender that went quiet', 'amber', contactLevel([signal(SLUG, 'suspect', place('11:58', 103))])],
    ['a sender that is lost', 'stale', contactLevel([signal(SLUG, 'lost', place('11:58', 103))])],
  ] as const)('%s: %s', (_, level, age) => {
    expect(age.level).toBe(level);
  });

  test('in trouble it is that of the trouble, else that of the oldest word that still has to hold', () => {
    const phones = report(SLUG, { it: { phones: 'working' } }, place('10:00', 103));
    expect(itAge(sees('10:30', [wellAt8, phones]), at('10:30')).at).toBe(at('08:10'));
    expect(itAge(sees('10:30', [wellAt8, downAt9, phones]), at('10:30')).at).toBe(at('09:05'));
  });

  test('a sender that is heard vouches for what a person said in the morning', () => {
    const heard = signal(SLUG, 'heard', place('08:00', 100));
    expect(itAge(sees('17:00', [heard, wellAt8]), at('17:00')).level).toBe('fresh');
  });
});

describe('a tile', () => {
  test('names what is wrong and since when', () => {
    const shown = tile('10:42', [wellAt8, downAt9]);
    expect(shown.look).toBe('degraded');
    expect([tileState(shown), tileSince(shown, at('10:42'), ZONE)]).toEqual(['Internet down', 'since 09:05']);
    expect(shown.services.map(({ state }) => state)).toEqual(['down', 'down', 'working', 'down', 'down']);
    expect(tileAlert(shown)).toBe('Alert BLACK (4)');
    expect(ageWords('IT', shown.ages.it, at('10:42'))).toBe('IT 1 h');
  });

  test('is calm when all is well', () => {
    const shown = tile('10:42', [wellAt8]);
    expect([shown.look, tileState(shown), tileSince(shown, at('10:42'), ZONE)]).toEqual([
      'normal',
      'Working normally',
      null,
    ]);
    expect(gpsLines(shown)).toEqual(['0 off sick', '0 away']);
  });

  test('that nobody told anything of shows no number: not known is not 0', () => {
    const shown = tile('10:42', []);
    expect(shown.look).toBe('unknown');
    expect(shown.gps).toBeNull();
    expect(gpsSpoken(shown)).toBe('GPs not known');
    expect(gpsLines(shown)).toEqual(['GPs not known', 'usually 8']);
    expect(tileAlert(shown)).toBe('Alert not known');
    expect(tileAlertShort(shown)).toBe('alert ?');
    expect(ageWords('GPs', shown.ages.gps, at('10:42'))).toBe('GPs not said');
    expect(shown.services.every(({ state }) => state === 'unknown')).toBe(true);
  });

  test('of a branch that is only silent breaks nothing that nobody called broken', () => {
    const lost = signal(SLUG, 'lost', { ...place('10:35', 103), lastBeatAt: at('10:32') });
    const shown = tile('10:42', [wellAt8, lost]);
    expect([shown.look, tileState(shown), tileSince(shown, at('10:42'), ZONE)]).toEqual([
      'silent',
      'Not heard',
      'since 10:32',
    ]);
    expect(shown.services.map(({ state }) => state)).not.toContain('down');
    expect(contactLine(shown.contact, at('10:42'))).toBe('LOST 10 min');
  });

  test('that is silent and was called down shows what is down', () => {
    const lost = signal(SLUG, 'lost', { ...place('10:35', 103), lastBeatAt: at('10:32') });
    const shown = tile('10:42', [wellAt8, downAt9, lost]);
    expect(shown.look).toBe('degraded');
    expect(shown.services[0]?.state).toBe('down');
  });

  test.each([
    ['10:42', [wellAt8], 'open to 18:30'],
    ['10:42', [wellAt8, report(SLUG, { access: 'phone-only' }, place('09:00', 103))], 'phone only to 18:30'],
    ['10:42', [wellAt8, report(SLUG, { access: 'closed' }, place('09:00', 103))], 'doors closed'],
    ['22:15', [wellAt8], 'closed to Thu 08:00'],
  ] as const)('at %s with %# says whether it is open and until when', (time, facts, words) => {
    expect(openingWords(tile(time, facts).opening, at(time), ZONE)).toBe(words);
  });

  test('of a branch that is closed asks for nothing, unless it is in trouble', () => {
    const levels = (facts: readonly Fact[]) => Object.values(tile('22:15', facts).ages).map(({ level }) => level);
    expect(new Set(levels([wellAt8]))).toEqual(new Set(['fresh']));
    expect(levels([wellAt8, downAt9])).toContain('amber');
  });

  test.each([
    ['Clayton Surgery', 'Clayton'],
    ['Orton Mere surgery', 'Orton Mere'],
    ['The Surgery on the Hill', 'The Surgery on the Hill'],
    ['Surgery', 'Surgery'],
  ])('%s is read from afar as %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });
});

describe('the order of tiles', () => {
  const facts = [
    ...setUp(),
    report('yaxham', { it: { records: 'down' } }, place('09:00', 101)),
    report('stanway', { it: ALL_WORKING }, place('09:00', 102)),
    report('clayton', { it: { ...ALL_WORKING, online: 'degraded' } }, place('09:00', 103)),
    signal('thorney-dyke', 'lost', place('09:00', 104)),
  ];
  const { branches } = staffBoardAt(boardOf(facts), at('10:42'));

  test('is the practice’s own, whatever happens', () => {
    expect(orderBranches(branches, 'fixed')).toBe(branches);
  });

  test('has trouble first when somebody asked for it, and each trouble in the practice’s own order', () => {
    const slugs = orderBranches(branches, 'trouble').map(({ slug }) => slug);
    expect(slugs.slice(0, 3)).toEqual(['yaxham', 'thorney-dyke', 'clayton']);
    expect(slugs.at(-1)).toBe('stanway');
    const unknown = slugs.slice(3, -1);
    expect(unknown).toEqual(branches.map(({ slug }) => slug).filter((slug) => unknown.includes(slug)));
  });
});
