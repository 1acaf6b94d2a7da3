import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCurrentBoard, type CurrentBoard } from '../../server/board/current-board.ts';
import { serialisePublic } from '../../server/board/serialise.ts';
import { createViewStream, type ViewStream } from '../../server/board/view-stream.ts';
import { createSteppedClock } from '../../server/platform/stepped-clock.ts';
import type { Board } from '../../shared/board/board.ts';
import { boardTime } from '../../shared/board/board-time.ts';
import { type Audience, lastBoundary } from '../../shared/board/boundaries.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { derivePicture } from '../../shared/board/picture.ts';
import type { LiveBoardBody } from '../../shared/live/frame.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { surgeryPart } from '../../shared/views/board-part.ts';
import { toPublicBoard } from '../../shared/views/public-board.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import {
  ALL_WORKING,
  boardOf,
  london,
  publicBoardAt,
  report,
  sampleBranches,
  setUp,
  staffBoardAt,
} from '../support/facts.ts';
import { storiesWithClock } from '../support/fact-arbitraries.ts';
import { createFollower, type Follower } from '../support/following-page.ts';

const NINE = london('2019-12-31 09:00');
const { epoch: EPOCH } = publicBoardAt(EMPTY_BOARD, NINE);

/** The text of one encoded frame (RFC 6455, 5.2). */
function textOf(frame: Buffer): string {
  const length = (frame[1] ?? 0) & 0x7f;
  return frame.subarray(length === 127 ? 10 : length === 126 ? 4 : 2).toString();
}

function followed<B extends LiveBoardBody>(stream: ViewStream<B>): Follower<B> {
  const follower = createFollower<B>();
  follower.take(textOf(stream.board()));
  stream.subscribe((frame) => follower.take(textOf(frame)));
  return follower;
}

/** The page of one surgery, which holds no more of the board than it shows. */
function followedPart(stream: ViewStream<PublicBoard>, part: string): Follower<PublicBoard> {
  const follower = createFollower<PublicBoard>();
  follower.take(textOf(stream.board(part)));
  stream.subscribe((frame, lacks) => follower.take(textOf(lacks?.(part) ? stream.board(part) : frame)));
  return follower;
}

/** What a surgery's page shows of surgeries: its own, and those that can help it. */
function shownOn(board: PublicBoard | null, slug: string) {
  const find = (wanted: string) => board?.branches.find((branch) => branch.slug === wanted);
  const own = find(slug);
  return [own, ...(own?.alternatives.map(find) ?? [])];
}

function jsonOf<B>(stream: ViewStream<B>): B {
  return JSON.parse(stream.published().json());
}

/** A board that has folded everything at once, as after a restart. */
function afterRestart(current: CurrentBoard, now: number) {
  const restarted = createCurrentBoard(createSteppedClock(now), current.board(), EPOCH, 0);
  return { patients: jsonOf(restarted.publicStream), staff: jsonOf(restarted.staffStream) };
}

describe('whoever follows the frames from the first on', () => {
  test('holds what the server would answer, after every fact and every moment, as does a restarted server', () => {
    // Some gaps are within the window in which changes are held together, some reach over a closing time.
    const gaps = fc.array(fc.constantFrom(0, 10, 79, 80, 500, 61 * SECOND, 25 * MINUTE, 3 * HOUR), { minLength: 50 });
    fc.assert(
      fc.property(storiesWithClock, gaps, ({ facts, now }, waits) => {
        const clock = createSteppedClock(now - 36 * HOUR);
        const current = createCurrentBoard(clock, boardOf(facts.slice(0, 2)), EPOCH, clock.monotonic());
        const patients: Follower<PublicBoard> = followed(current.publicStream);
        const staff: Follower<StaffBoard> = followed(current.staffStream);

        for (const [n, fact] of facts.slice(2).entries()) {
          // No report is stamped further ahead of a server's clock.
          const wait = waits[n % waits.length] ?? 0;
          clock.advance(Math.max(wait, fact.at - MINUTE - clock.now()));
          current.take([fact]);
          expect(patients.board()).toEqual(jsonOf(current.publicStream));
          current.checked(clock.monotonic());
          expect(patients.board()).toEqual(jsonOf(current.publicStream));
          expect(staff.board()).toEqual(jsonOf(current.staffStream));
        }
        clock.advance(SECOND);
        expect([patients.faults, staff.faults]).toEqual([[], []]);
        const timeOf = (audience: Audience) => boardTime(current.board(), clock.now(), audience);
        expect(patients.board()).toEqual(publicBoardAt(boardOf(facts), timeOf('public')));
        expect(staff.board()).toEqual(staffBoardAt(boardOf(facts), timeOf('staff')));
        expect({ patients: patients.board(), staff: staff.board() }).toEqual(afterRestart(current, clock.now()));
        current.stop();
      }),
      { numRuns: 100 },
    );
  });
});

test('an open page of one surgery is told who can help once it is in trouble, though nothing changed there', () => {
  const clock = createSteppedClock(NINE);
  const well = { it: ALL_WORKING, gps: { expected: 6, offSick: 0, away: 0, locums: 0 } };
  const morning = sampleBranches().map(({ slug }, n) => report(slug, well, { at: NINE, seq: 101 + n }));
  const current = createCurrentBoard(clock, boardOf([...setUp(), ...morning]), EPOCH, 0);
  const page = followedPart(current.publicStream, surgeryPart('clayton'));
  expect(page.board()?.branches).toHaveLength(1);
  current.take([report('clayton', { it: { internet: 'down' } }, { at: NINE, seq: 201 })]);
  clock.advance(SECOND);
  current.checked(clock.monotonic());
  const shown = shownOn(page.board(), 'clayton');
  expect(shown.length).toBeGreaterThan(1);
  expect(shown).toEqual(shownOn(jsonOf(current.publicStream), 'clayton'));
});

describe('what was read of the journal', () => {
  const down = (seq: number) => report('clayton', { it: { internet: 'down' } }, { at: NINE, seq });

  test('is shown when the journal was read to its end, also when the clock was looked at meanwhile', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    const state = () => current.publicStream.published().view.branches.find(({ slug }) => slug === 'clayton')?.state;
    current.take([down(101)]);
    clock.advanceTo(london('2019-12-31 13:00'));
    expect(current.publicStream.at().position.seq).toBe(18);
    expect(state()).toBe('unknown');
    current.checked(clock.monotonic());
    clock.advance(80);
    expect(current.publicStream.at().position.seq).toBe(101);
    expect(state()).toBe('degraded');
  });

  test('of another journal replaces what is shown once it was read, not before', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, foldFacts(boardOf(setUp()), [down(101)]), EPOCH, 0);
    const other = '00000000-0000-4000-8000-00000000beef';
    current.restart(other);
    clock.advance(MINUTE);
    current.look();
    expect(current.publicStream.at().epoch).toBe(EPOCH);
    expect(current.publicStream.published().view.notice?.branches).toEqual(['clayton']);
    current.take(setUp());
    current.checked(clock.monotonic());
    expect(current.publicStream.at()).toMatchObject({ epoch: other, position: { seq: 18 } });
    expect(current.publicStream.published().view.notice).toBeNull();
  });

  test('goes out at once after a quiet time, and in a burst at most once in 80 ms', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    clock.advance(MINUTE);
    const frames: number[] = [];
    current.publicStream.subscribe(() => frames.push(clock.now() - NINE - MINUTE));
    for (let n = 0; n < 20; n += 1) {
      current.take([report('clayton', { message: `Message ${n}` }, { at: NINE, seq: 101 + n })]);
      current.checked(clock.monotonic());
      clock.advance(10);
    }
    clock.advance(SECOND);
    expect(frames).toEqual([0, 80, 160, 240]);
  });
});

test('the age of what is shown goes on when somebody sets the time of day', () => {
  const clock = createSteppedClock(NINE);
  const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
  const ages = () => {
    const { now, checkedAt } = JSON.parse(textOf(current.publicStream.tick()));
    return [clock.now() - current.checkedAt(), Date.parse(now) - Date.parse(checkedAt)];
  };
  clock.advance(5 * MINUTE);
  clock.leapTo(NINE - 12 * HOUR);
  expect(ages()).toEqual([5 * MINUTE, 5 * MINUTE]);
  clock.advance(MINUTE);
  expect(ages()).toEqual([6 * MINUTE, 6 * MINUTE]);
  current.checked(clock.monotonic());
  expect(ages()).toEqual([0, 0]);
});

test('surgeries open by the time that a report is ahead, and never before a minute of it', () => {
  const clock = createSteppedClock(london('2019-12-31 07:00'));
  const wrong = report('clayton', { access: 'open' }, { at: NINE, seq: 101 });
  const current = createCurrentBoard(clock, boardOf([...setUp(), wrong]), EPOCH, 0);
  const isOpen = () => current.publicStream.published().view.branches.find(({ slug }) => slug === 'clayton')?.open.now;
  clock.advanceTo(london('2019-12-31 07:59') - 1);
  expect(isOpen()).toBe(false);
  clock.advance(SECOND);
  expect(isOpen()).toBe(true);
  expect(jsonOf(current.publicStream)).toEqual(afterRestart(current, clock.now()).patients);
});

describe('a change', () => {
  const identityAt = (board: Board, now: number) => ({
    epoch: EPOCH,
    position: { seq: board.publicSeq, edge: lastBoundary(board, now, 'public') },
  });

  test('is serialised once and handed to everybody as the very same bytes', () => {
    let derived = 0;
    let serialised = 0;
    const kind = {
      audience: 'public' as const,
      derive(...args: Parameters<typeof toPublicBoard>) {
        derived += 1;
        return toPublicBoard(...args);
      },
      serialise(view: PublicBoard) {
        serialised += 1;
        return serialisePublic(view);
      },
    };
    const times = () => ({ now: NINE, checkedAt: NINE });
    const before = boardOf(setUp());
    const stream = createViewStream(kind, times, derivePicture(before, NINE), identityAt(before, NINE));
    const got: Buffer[][] = [];
    for (let n = 0; n < 500; n += 1) stream.subscribe((frame) => got.push([frame]));
    expect([derived, serialised]).toEqual([1, 1]);

    const after = foldFacts(before, [report('clayton', { it: { internet: 'down' } }, { at: NINE, seq: 101 })]);
    const position = stream.at().position;
    stream.publish(derivePicture(after, NINE), identityAt(after, NINE), ['clayton'], times());
    for (let n = 0; n < 500; n += 1) {
      stream.published().json();
      stream.published().branchJson('clayton');
      stream.since(position);
    }
    expect([derived, serialised]).toEqual([2, 2]);
    expect(got).toHaveLength(500);
    expect(got.every(([frame]) => frame === got[0]?.[0])).toBe(true);
    expect(stream.since(position)?.[0]).toBe(got[0]?.[0]);
    expect(stream.published().json()).toBe(stream.published().json());
    // A rush of new pages shares one frame as well.
    expect(stream.board()).toBe(stream.board());
    expect([derived, serialised]).toEqual([2, 2]);
  });

  test('is about the branch that was spoken of last', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    const about: unknown[] = [];
    current.publicStream.subscribe((frame) => about.push(JSON.parse(textOf(frame)).branch.slug));
    clock.advance(SECOND);
    for (const [n, slug] of ['clayton', 'orton-mere', 'clayton'].entries()) {
      current.take([report(slug, { message: `Message ${n}` }, { at: NINE, seq: 101 + n })]);
    }
    current.checked(clock.monotonic());
    expect(about).toEqual(['clayton']);
  });

  test('is none where nothing moved', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, boardOf(setUp()), EPOCH, 0);
    let frames = 0;
    current.publicStream.subscribe(() => {
      frames += 1;
    });
    current.checked(1);
    clock.advance(2 * HOUR);
    expect(frames).toBe(0);
  });
});

test('the frame for a new page says how old the truth is, a second at most behind the clock', () => {
  const clock = createSteppedClock(NINE);
  const current = createCurrentBoard(clock, EMPTY_BOARD, EPOCH, 0);
  const nowOf = () => Date.parse(JSON.parse(textOf(current.publicStream.board())).now) - NINE;
  expect(nowOf()).toBe(0);
  clock.advance(999);
  expect(nowOf()).toBe(0);
  clock.advance(1);
  expect(nowOf()).toBe(1_000);
  clock.advance(10 * MINUTE);
  expect(nowOf()).toBe(10 * MINUTE + 1_000);
});

describe('the frame for a new page is made anew', () => {
  test('when the journal was read meanwhile', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, EMPTY_BOARD, EPOCH, 0);
    const checkedAtOf = () => Date.parse(JSON.parse(textOf(current.publicStream.board())).checkedAt) - NINE;
    expect(checkedAtOf()).toBe(0);
    clock.advance(300);
    current.checked(clock.monotonic());
    expect(checkedAtOf()).toBe(300);
  });

  test('when the clock was set back, by however little', () => {
    const clock = createSteppedClock(NINE);
    const current = createCurrentBoard(clock, EMPTY_BOARD, EPOCH, 0);
    const nowOf = () => Date.parse(JSON.parse(textOf(current.publicStream.board())).now) - NINE;
    expect(nowOf()).toBe(0);
    clock.leapTo(NINE - 300);
    expect(nowOf()).toBe(-300);
  });
});
