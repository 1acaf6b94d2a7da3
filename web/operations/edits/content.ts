import { availableGps } from '../../../shared/board/gps.ts';
import type { ReportContent } from '../../../shared/facts/check-report.ts';
import { SERVICES } from '../../../shared/facts/fact.ts';
import type { Clash } from '../../../shared/wire/report.ts';
import type { StaffBranch } from '../../../shared/wire/staff-board.ts';

/**
 * The report that brings back what was so of a branch before `content` was said of it. Null when there is none: a
 * confirmation changes nothing, and no report says that counts are not known.
 */
export function contentBefore(content: ReportContent, branch: StaffBranch): ReportContent | null {
  if (content.confirm || (content.gps && !branch.gps.counts)) return null;
  const before: ReportContent = {};
  if (content.it) {
    before.it = {};
    for (const service of SERVICES) {
      if (content.it[service] !== undefined) before.it[service] = branch.services[service].state;
    }
  }
  if (content.gps && branch.gps.counts) {
    const { expected, offSick, away, locums } = branch.gps.counts;
    before.gps = { expected, offSick, away, locums };
  }
  if (content.access !== undefined) before.access = branch.access.state;
  if (content.message !== undefined) before.message = branch.message?.text ?? null;
  if (content.note !== undefined) before.note = branch.note?.text ?? null;
  return before;
}

/**
 * The branch with what was just said of it, for as long as the board does not show it. Its own state, its alert state
 * and its mark are not touched: a green that nobody has confirmed is never drawn.
 */
export function withContent(branch: StaffBranch, { it, gps, access }: ReportContent): StaffBranch {
  const services = { ...branch.services };
  for (const service of SERVICES) {
    const state = it?.[service];
    if (state !== undefined) services[service] = { ...services[service], state, implied: false };
  }
  const counts = gps ? { ...gps, available: availableGps(gps) } : branch.gps.counts;
  return {
    ...branch,
    services,
    gps: { ...branch.gps, counts },
    access: { ...branch.access, state: access ?? branch.access.state },
  };
}

/** What a report says of the field that a clash names: `it.internet`, `gps`, `access`, `message`, `note`. */
function valueOf(content: ReportContent, field: string): unknown {
  const service = SERVICES.find((one) => field === `it.${one}`);
  if (service) return content.it?.[service];
  if (field === 'gps' || field === 'access' || field === 'message' || field === 'note') return content[field];
  return undefined;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

/**
 * The changes of others that stand against a report. What they said of other things does not, nor the same as it says;
 * but "still so" stands against every change, and what one service does bears on the others.
 */
export function against(content: ReportContent, changed: readonly Clash[]): readonly Clash[] {
  if (content.confirm) return changed.filter(({ field }) => field !== 'confirm');
  return changed.filter(({ field, was }) => {
    const mine = valueOf(content, field);
    if (mine === undefined) return field.startsWith('it.') && content.it !== undefined;
    return !sameValue(mine, was);
  });
}

/** Do two reports speak of the same thing. */
export function overlaps(a: ReportContent, b: ReportContent): boolean {
  const services = SERVICES.some((service) => a.it?.[service] !== undefined && b.it?.[service] !== undefined);
  const fields = (['gps', 'access', 'message', 'note', 'confirm'] as const).some(
    (field) => a[field] !== undefined && b[field] !== undefined,
  );
  return services || fields;
}
