import type { ViewPosition } from '../../shared/wire/position.ts';
import type { LiveSource } from './live-source.ts';

/**
 * What a socket is greeted with: a tick when it has the newest board, the changes since its position when all of them
 * are at hand and below `atMostBytes`, else the whole board. Never a part of what it missed. A tick follows the changes:
 * they carry the time they were made at, not the time it is.
 */
export function firstFrames(source: LiveSource, query: unknown, atMostBytes: number): readonly Buffer[] {
  const held = parseHeld(query);
  const part = partOf(query);
  if (held?.epoch !== source.at().epoch) return [source.board(part)];
  const missed = source.since(held.position, part);
  if (missed?.length === 0) return [source.tick()];
  const bytes = missed?.reduce((sum, frame) => sum + frame.length, 0) ?? 0;
  return missed && bytes <= atMostBytes ? [...missed, source.tick()] : [source.board(part)];
}

const PART_AT_MOST = 80;

/** The part of the board that a client shows; undefined when it wants the whole. */
export function partOf(query: unknown): string | undefined {
  const { part } = (query ?? {}) as { readonly [name: string]: unknown };
  return typeof part === 'string' && part.length <= PART_AT_MOST ? part : undefined;
}

/** Epoch and position that a client says it holds; null when it says none, or anything that is no such thing. */
function parseHeld(query: unknown): { readonly epoch: string; readonly position: ViewPosition } | null {
  const { epoch, seq, edge } = (query ?? {}) as { readonly [name: string]: unknown };
  if (typeof epoch !== 'string' || typeof seq !== 'string' || typeof edge !== 'string') return null;
  const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(edge) ? Date.parse(edge) : Number.NaN;
  return /^\d{1,15}$/.test(seq) && !Number.isNaN(instant)
    ? { epoch, position: { seq: Number(seq), edge: instant } }
    : null;
}
