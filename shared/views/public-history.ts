import type { Board } from '../board/board.ts';
import { settingsOf } from '../board/records.ts';
import { type BranchDay, markOfDay, type Minutes, type Spell } from '../history/branch-day.ts';
import { type DayKey, daysAfter, spanOf } from '../history/day-key.ts';
import { HISTORY_DAYS } from '../history/history-days.ts';
import { type PackedDay, unpackDay } from '../history/packed-day.ts';
import type { DaySpan } from '../history/stretches.ts';
import { isWithin, type ToldIncident, toldIncidents } from '../history/told-incidents.ts';
import { toIso } from '../practice/instant.ts';
import type { PublicDay, PublicHistory, PublicSpell } from '../wire/history.ts';
import { countDays, historySentence, NOT_KNOWN_YET, spellSentence } from '../words/history.ts';

/** Days that are over. */
export interface PastDays {
  /** The last of them. */
  readonly last: DayKey;
  readonly zone: string;
  /** By slug, a text for each day on which the branch was on the board. */
  readonly days: ReadonlyMap<DayKey, ReadonlyMap<string, PackedDay>>;
}

interface KnownDay {
  readonly key: DayKey;
  readonly span: DaySpan;
  readonly day: BranchDay;
}

function toMinutes(minutes: Minutes): PublicDay['open'] {
  return {
    normal: minutes.normal,
    limited: minutes.limited,
    degraded: minutes.degraded,
    notHeard: minutes['not-heard'],
    unknown: minutes.unknown,
    closed: minutes.closed,
  };
}

/** Whether the same trouble stood on both sides of a midnight. */
function meets(before: Spell | undefined, after: Spell | undefined): boolean {
  return before !== undefined && after !== undefined && before.to === after.from && before.state === after.state;
}

function toSpell(spell: Spell, before: KnownDay | undefined, after: KnownDay | undefined): PublicSpell {
  return {
    state: spell.state,
    from: toIso(spell.from),
    to: toIso(spell.to),
    wasOpen: spell.wasOpen,
    goesBack: meets(before?.day.spells.at(-1), spell),
    goesOn: meets(spell, after?.day.spells[0]),
    reasons: [...spell.reasons],
    services: [...spell.services],
    sentence: spellSentence(spell.reasons, spell.services),
  };
}

function incidentsOf(told: readonly ToldIncident[], { begin, end }: DaySpan): PublicDay['incidents'] {
  return told.filter(({ spans }) => isWithin(spans, begin, end)).map(({ id, title }) => ({ id, title }));
}

/** Work that was called off was not done; what was erased has no name any more. */
function plannedOf({ planned }: Pick<Board, 'planned'>, slug: string, { begin, end }: DaySpan): PublicDay['planned'] {
  return planned.flatMap(({ id, work, calledOff }) => {
    if (!work || calledOff || work.title === null || !work.branches.includes(slug)) return [];
    if (work.from >= end || work.to <= begin) return [];
    return [{ id, title: work.title, services: [...work.services], from: toIso(work.from), to: toIso(work.to) }];
  });
}

function knownDays({ last, zone, days }: PastDays, slug: string): readonly KnownDay[] {
  return Array.from({ length: HISTORY_DAYS }, (_, ago) => daysAfter(last, -ago)).flatMap((key) => {
    const packed = days.get(key)?.get(slug);
    if (packed === undefined) return [];
    const span = spanOf(key, zone);
    return [{ key, span, day: unpackDay(packed, span.begin) }];
  });
}

/**
 * How a branch was on the days that are over, as patients may know it: states by the words of the page, incidents and
 * planned work as they are shown now. Nothing that anybody typed of the branch is in it.
 */
export function toPublicHistory(board: Board, past: PastDays | null, slug: string): PublicHistory {
  if (!past) {
    return {
      slug,
      timeZone: settingsOf(board).timeZone,
      isKnown: false,
      sentence: NOT_KNOWN_YET,
      days: [],
    };
  }
  const known = knownDays(past, slug);
  const told = toldIncidents(board, slug);
  const days = known.map(({ key, span, day }, place): PublicDay => {
    const [after, before] = [known[place - 1], known[place + 1]];
    return {
      day: key,
      state: markOfDay(day),
      open: toMinutes(day.open),
      closed: toMinutes(day.closed),
      spells: day.spells.map((spell) => toSpell(spell, before, after)),
      incidents: incidentsOf(told, span),
      planned: plannedOf(board, slug, span),
    };
  });
  return { slug, timeZone: past.zone, isKnown: true, sentence: historySentence(countDays(days)), days };
}
