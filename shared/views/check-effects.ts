import { deriveIt } from '../board/it.ts';
import type { BranchPicture } from '../board/picture.ts';
import { isTrouble } from '../board/sender-evidence.ts';
import { SERVICES, type Service } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { openingRules } from '../practice/opening-rules.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { FoundService } from '../words/timeline.ts';

/**
 * What the checks of a branch's sender changed for patients from `from` to `to`. That a check found what somebody had
 * said before, or finds well what was never in trouble, is for staff. Nor does it end what an incident is about.
 */
export function checkEffects(
  { record, branch }: BranchPicture,
  settings: PracticeSettings,
  doubted: ReadonlyMap<Service, Instant>,
  from: Instant,
  to: Instant,
): readonly FoundService[] {
  const rules = openingRules(branch, settings);
  const stateAt = (service: Service, at: Instant) =>
    deriveIt(record, { rules, zone: settings.timeZone, at }).services[service].state;
  return SERVICES.flatMap((service) =>
    record.probes[service].flatMap(({ seq, at }) => {
      if (at < from || at > to) return [];
      const [before, state] = [stateAt(service, at - 1), stateAt(service, at)];
      const isOver = state === 'working' && isTrouble(before) && !doubted.has(service);
      return state !== before && (isTrouble(state) || isOver) ? [{ seq, at, service, state }] : [];
    }),
  );
}
