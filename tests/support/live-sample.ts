import { toIso } from '../../shared/practice/instant.ts';
import type { BoardFrame, ChangeFrame, TickFrame } from '../../shared/wire/live-frames.ts';
import type { ViewPosition } from '../../shared/wire/position.ts';
import type { PublicBoard, PublicBranch, PublicIncident } from '../../shared/wire/public-board.ts';

export const EPOCH = '6f1c1f0a-8a59-4c8e-9d4b-0d1f6a1c2b3d';
/** 31 December 2019, 09:05 in London. */
export const MORNING = Date.parse('2019-12-31T09:05:00.000Z');

export function sampleBranch(slug: string, sentence = `${slug} is working normally.`): PublicBranch {
  return {
    slug,
    name: slug,
    address: '1 High Street',
    postcode: 'EX1 1AA',
    phone: '01632 960001',
    position: null,
    state: 'normal',
    reasons: [],
    sentence,
    open: { now: true, today: [], next: null, why: null },
    access: 'open',
    it: 'up',
    services: {
      internet: 'working',
      records: 'working',
      phones: 'working',
      online: 'working',
      prescriptions: 'working',
    },
    gps: { level: 'usual' },
    contact: 'heard',
    message: null,
    redirect111: false,
    alternatives: [],
    changedAt: null,
    heardAt: null,
    timeline: [],
  };
}

/** A board of these branches at a position; everything works. */
export function sampleBoard(position: ViewPosition, branches: PublicBranch[], epoch = EPOCH): PublicBoard {
  return {
    epoch,
    seq: position.seq,
    edge: toIso(position.edge),
    practice: { name: 'Example Fen', phone: '', website: '', timeZone: 'Europe/London', bslUrl: '' },
    summary: { level: 'normal', sentence: 'All working.', working: branches.length, total: branches.length },
    notice: null,
    branches,
    incidents: [],
    planned: [],
  };
}

export function sampleBoardFrame(board: PublicBoard, now: number, checkedAt = now): BoardFrame<PublicBoard> {
  return { t: 'board', v: 1, ...headOf(board), now: toIso(now), checkedAt: toIso(checkedAt), board };
}

export function sampleTick(board: PublicBoard, now: number, checkedAt = now): TickFrame {
  return { t: 'tick', ...headOf(board), now: toIso(now), checkedAt: toIso(checkedAt) };
}

/** The change that leads from one board to the next, of the first branch that differs. */
export function sampleChange(
  from: PublicBoard,
  to: PublicBoard,
  now: number,
): ChangeFrame<PublicBranch, PublicIncident, never> {
  const changed = to.branches.filter((branch, index) => branch !== from.branches[index]);
  return {
    t: 'change',
    ...headOf(to),
    prev: { seq: from.seq, edge: from.edge },
    now: toIso(now),
    checkedAt: toIso(now),
    branch: changed[0] ?? null,
    ...(changed.length > 1 && { also: changed.slice(1) }),
    ...(to.summary !== from.summary && { summary: to.summary }),
    ...(to.notice !== from.notice && { notice: to.notice }),
  };
}

function headOf({ epoch, seq, edge }: PublicBoard) {
  return { epoch, seq, edge };
}
