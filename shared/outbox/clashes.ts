import type { ReportContent } from '../facts/check-report.ts';
import { saidOf } from '../facts/decide-report.ts';
import { SERVICES } from '../facts/fact.ts';
import type { Clash } from '../wire/report.ts';

/** Per field that somebody else said otherwise of: whose word shall stand. */
export type Choices = { readonly [field: string]: 'theirs' | 'mine' };

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

/**
 * What others said otherwise of the very things that a report speaks of. Of other things they may say what they like;
 * but whoever says "still so" must know of every change.
 */
export function questionsOf(content: ReportContent, changed: readonly Clash[]): readonly Clash[] {
  if (content.confirm) return changed.filter(({ field }) => field !== 'confirm');
  return changed.filter(({ field, was }) => {
    const mine = saidOf(content, field);
    return mine !== undefined && !isSame(mine, was);
  });
}

/** The report without the fields whose others' word is kept; null when nothing is left to say. */
export function withoutTheirs(content: ReportContent, choices: Choices): ReportContent | null {
  const isKept = (field: string) => choices[field] === 'theirs';
  const it = SERVICES.filter((service) => content.it?.[service] !== undefined && !isKept(`it.${service}`));
  const { gps, access, message, note } = content;
  const rest: ReportContent = {
    ...(it.length > 0 && { it: Object.fromEntries(it.map((service) => [service, content.it?.[service]])) }),
    ...(gps && !isKept('gps') && { gps }),
    ...(access !== undefined && !isKept('access') && { access }),
    ...(message !== undefined && !isKept('message') && { message }),
    ...(note !== undefined && !isKept('note') && { note }),
  };
  return Object.keys(rest).length > 0 ? rest : null;
}

/** The report with nothing but the fields that are asked about. */
export function onlyAsked(content: ReportContent, clashes: readonly Clash[]): ReportContent {
  const fields = [...SERVICES.map((service) => `it.${service}`), 'gps', 'access', 'message', 'note'];
  const rest = fields.filter((field) => clashes.every((clash) => clash.field !== field));
  return withoutTheirs(content, Object.fromEntries(rest.map((field) => [field, 'theirs']))) ?? {};
}

/** The answer to a report that came too late: 412 with what changed. */
export interface Overtaken {
  readonly seq: number;
  readonly changed: readonly Clash[];
}

export function toOvertaken(problem: Readonly<Record<string, unknown>>): Overtaken | null {
  const { code, seq, changed } = problem;
  if (code !== 'branch-changed' || typeof seq !== 'number' || !Array.isArray(changed)) return null;
  return { seq, changed: changed as readonly Clash[] };
}
