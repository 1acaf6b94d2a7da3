import { type Instant, MINUTE } from '../practice/instant.ts';
import type { StaffExtra } from '../wire/live-frames.ts';
import type { ViewPosition } from '../wire/position.ts';
import type { Notice, Summary } from '../wire/public-board.ts';
import type { BoardChange, BranchOf, IncidentOf, LiveBoardBody, LiveFrame } from './frame.ts';

/** What came over the socket. A frame of an unknown kind is from a newer server and can be passed over. */
export type ParsedFrame<B extends LiveBoardBody> =
  | { readonly kind: 'frame'; readonly frame: LiveFrame<B> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' };

type Fields = { readonly [name: string]: unknown };

const MALFORMED = { kind: 'malformed' } as const;

/** No restart spreads its clients over more than this, whatever a frame says. */
const SPREAD_MAX_MS = 5 * MINUTE;

/**
 * Reads one frame. Never throws: what is not understood is `malformed`. Only what the follow rule and a page's
 * structure rest on is looked at; unknown fields are additions of a newer server.
 */
export function parseFrame<B extends LiveBoardBody>(text: unknown): ParsedFrame<B> {
  const fields = parseObject(text);
  if (!fields || typeof fields.t !== 'string') return MALFORMED;
  if (fields.t === 'bye') return parseBye(fields);
  if (fields.t !== 'board' && fields.t !== 'change' && fields.t !== 'tick') return { kind: 'unknown' };

  const stamps = parseStamps(fields);
  if (!stamps) return MALFORMED;
  if (fields.t === 'tick') return { kind: 'frame', frame: { t: 'tick', ...stamps } };
  if (fields.t === 'board') {
    const board = fields.v === 1 ? parseBoard<B>(fields.board) : null;
    return board ? { kind: 'frame', frame: { t: 'board', ...stamps, board } } : MALFORMED;
  }
  const prev = parsePosition(fields.prev);
  const change = parseChange<B>(fields);
  return prev && change ? { kind: 'frame', frame: { t: 'change', ...stamps, prev, change } } : MALFORMED;
}

/** A board's body as it also comes by HTTP; null when it is none. */
export function parseBoard<B extends LiveBoardBody>(value: unknown): B | null {
  if (!isObject(value) || typeof value.epoch !== 'string' || !parsePosition(value)) return null;
  if (!isObject(value.practice) || !isObject(value.summary) || !isObjectOrNull(value.notice)) return null;
  return areBranches(value.branches) ? (value as unknown as B) : null;
}

/** The position that a board carries in itself. */
export function positionOf(board: LiveBoardBody): ViewPosition {
  return { seq: board.seq, edge: Date.parse(board.edge) };
}

/** The instant of an ISO 8601 text, null for anything else. */
export function parseInstant(value: unknown): Instant | null {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? null : instant;
}

function parseBye(fields: Fields): ParsedFrame<never> {
  const spreadMs = fields.spreadMs;
  if (typeof spreadMs !== 'number' || !(spreadMs >= 0)) return MALFORMED;
  return { kind: 'frame', frame: { t: 'bye', spreadMs: Math.min(spreadMs, SPREAD_MAX_MS) } };
}

function parseStamps(fields: Fields) {
  const position = parsePosition(fields);
  const now = parseInstant(fields.now);
  const checkedAt = parseInstant(fields.checkedAt);
  if (typeof fields.epoch !== 'string' || !position || now === null || checkedAt === null) return null;
  return { epoch: fields.epoch, position, now, checkedAt };
}

function parsePosition(value: unknown): ViewPosition | null {
  if (!isObject(value)) return null;
  const edge = parseInstant(value.edge);
  return Number.isSafeInteger(value.seq) && edge !== null ? { seq: value.seq as number, edge } : null;
}

function parseChange<B extends LiveBoardBody>(fields: Fields): BoardChange<B> | null {
  const spoken = fields.branch === null ? [] : [fields.branch];
  const also = fields.also === undefined ? [] : fields.also;
  if (!areBranches(spoken) || !areBranches(also)) return null;
  if (fields.notice !== undefined && !isObjectOrNull(fields.notice)) return null;
  if (fields.summary !== undefined && !isObject(fields.summary)) return null;
  if (fields.incidents !== undefined && !Array.isArray(fields.incidents)) return null;
  if (fields.extra !== undefined && !isObject(fields.extra)) return null;
  return {
    branches: [...spoken, ...also] as unknown as readonly BranchOf<B>[],
    ...(fields.notice === undefined ? {} : { notice: fields.notice as Notice | null }),
    ...(fields.summary === undefined ? {} : { summary: fields.summary as unknown as Summary }),
    ...(fields.incidents === undefined ? {} : { incidents: fields.incidents as readonly IncidentOf<B>[] }),
    ...(fields.extra === undefined ? {} : { extra: fields.extra as unknown as StaffExtra }),
  };
}

function parseObject(text: unknown): Fields | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function areBranches(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.every((branch) => isObject(branch) && typeof branch.slug === 'string');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isObjectOrNull(value: unknown): boolean {
  return value === null || isObject(value);
}
