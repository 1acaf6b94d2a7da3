import type { ContactState, Fact, Service, ServiceState } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { ALL_WORKING, flapping, london, probe, report, signal } from './facts.ts';

/** An instant of New Year's Eve, or of another day when it is named: `10:35`, `2020-01-02 08:01`. */
export function eve(time: string): Instant {
  return london(time.includes('-') ? time : `2019-12-31 ${time}`);
}

/**
 * Facts of one branch in a line each, in the order of their seq. Of its sender: `10:35 lost (10:32)`, `10:35 records=down`,
 * `10:35 flapping`, `11:05 steady`. Of a person: `10:40 says records=down`, `08:05 says all-well`, `12:00 says still-so`.
 */
export function senderStory(lines: readonly string[], slug = 'clayton'): Fact[] {
  return lines.map((line, n) => {
    const [, time = '', what = ''] = /^((?:\d{4}-\d\d-\d\d )?\d\d:\d\d(?::\d\d)?) (.+)$/.exec(line) ?? [];
    const place = { at: eve(time), seq: 101 + n };
    const [service, state] = what.replace('says ', '').split('=') as [Service, ServiceState];
    if (what === 'says all-well') return report(slug, { it: ALL_WORKING }, place);
    if (what === 'says still-so') return report(slug, { confirm: true }, place);
    if (what.startsWith('says ')) return report(slug, { it: { [service]: state } }, place);
    if (what === 'flapping' || what === 'steady') return flapping(slug, what === 'flapping', place);
    if (state) return probe(slug, service, state, place);
    const [contact = '', beat] = what.split(' ');
    return signal(slug, contact as ContactState, {
      ...place,
      lastBeatAt: beat ? eve(beat.slice(1, -1)) : place.at,
    });
  });
}
