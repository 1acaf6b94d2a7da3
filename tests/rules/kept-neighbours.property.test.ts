import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SerialisedView, serialisePublic, serialiseStaff } from '../../server/board/serialise.ts';
import { boardTime } from '../../shared/board/board-time.ts';
import { lastBoundary, nextBoundary } from '../../shared/board/boundaries.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import { derivePicture, type Picture } from '../../shared/board/picture.ts';
import { type Fact, SERVICE_STATES } from '../../shared/facts/fact.ts';
import { isTroubled, partOfBoard, SUMMARY_PART, surgeryPart, TOLD_IN_FULL } from '../../shared/views/board-part.ts';
import { partsLacking } from '../../shared/views/parts-lacking.ts';
import { distanceKm } from '../../shared/practice/distance.ts';
import { HOUR, MINUTE } from '../../shared/practice/instant.ts';
import { branchSet, practiceSet, publicBoardAt, report, signal, staffBoardAt } from '../support/facts.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { LARGE_DAY, largePractice, nthSlug } from '../support/large-practice.ts';

/** More than a page shows whole. */
const COUNT = 42;
const FACTS = largePractice(COUNT);
const START = LARGE_DAY + 10 * HOUR;

const anySlug = fc.nat(COUNT - 1).map(nthSlug);
const gps = fc.constantFrom(0, 2, 4).map((offSick) => ({ expected: 6, offSick, away: 0, locums: 0 }));
const says = fc.oneof(
  fc.constantFrom(...SERVICE_STATES).map((phones) => ({ it: { phones } })),
  fc.constantFrom(...SERVICE_STATES).map((internet) => ({ it: { internet } })),
  gps.map((counts) => ({ gps: counts })),
  fc.constantFrom('open' as const, 'closed' as const).map((access) => ({ access })),
);

/** What happens to a practice in turn, most of it to one branch; the clock goes on by minutes or hours, and once back. */
const turns = fc.array(
  fc.record({
    slug: anySlug,
    what: fc.oneof(
      { weight: 8, arbitrary: says.map((said) => ({ said })) },
      { weight: 2, arbitrary: fc.constantFrom('heard' as const, 'lost' as const).map((contact) => ({ contact })) },
      { weight: 1, arbitrary: fc.boolean().map((takesOthers) => ({ set: { takesOthers } })) },
      { weight: 1, arbitrary: fc.boolean().map((retired) => ({ set: { retired } })) },
      { weight: 1, arbitrary: fc.constantFrom(0, 1, 3).map((helpAtMost) => ({ practice: { helpAtMost } })) },
    ),
    minutes: fc.oneof({ weight: 6, arbitrary: fc.nat(9) }, { weight: 2, arbitrary: fc.constantFrom(-5, 240, 450) }),
  }),
  { minLength: 1, maxLength: 14 },
);

/** The nearest that can help, by the rule itself: from all that can, in order of distance. */
function nearestByRule({ branches, settings, now }: Picture, slug: string): readonly string[] {
  const from = branches.find(({ branch }) => branch.slug === slug);
  const place = from?.branch.position;
  if (!from || !place || !['degraded', 'limited'].includes(from.situation.state)) return [];
  return branches
    .filter(({ branch, situation: { state, opening, it, gps: level } }) => {
      const isOpenLong = opening !== null && opening.to - now >= settings.helpOpenMinutes * MINUTE;
      const isWell = state === 'normal' && it.overall === 'up' && it.services.phones.state === 'working';
      return branch.slug !== slug && branch.takesOthers && isOpenLong && isWell && level.level === 'usual';
    })
    .flatMap(({ branch }) => (branch.position ? [{ slug: branch.slug, km: distanceKm(place, branch.position) }] : []))
    .toSorted((a, b) => a.km - b.km || (a.slug < b.slug ? -1 : 1))
    .slice(0, settings.helpAtMost)
    .map((near) => near.slug);
}

/** The parts that hold what did not change and they did not hold before, by looking at all of them. */
function lackingByRule(before: PublicBoard, after: PublicBoard): readonly string[] {
  const unchanged = new Set(before.branches.filter((branch, place) => after.branches[place] === branch));
  const lacks = (part: string) => {
    const had = new Set(partOfBoard(before, part)?.branches.map(({ slug }) => slug));
    return partOfBoard(after, part)?.branches.some((branch) => unchanged.has(branch) && !had.has(branch.slug));
  };
  const ofTrouble = (board: PublicBoard) => board.branches.filter((one) => isTroubled(one) && !unchanged.has(one));
  const isOfTrouble = ofTrouble(before).length + ofTrouble(after).length > 0;
  const isTold = isOfTrouble && after.branches.filter(isTroubled).length <= TOLD_IN_FULL;
  const parts = [...ofTrouble(after).map(({ slug }) => surgeryPart(slug)), ...(isTold ? [SUMMARY_PART] : [])];
  return parts.filter(lacks).toSorted();
}

test('what a practice shows after one change upon another is what it would show if nothing had been kept', () => {
  fc.assert(
    fc.property(turns, (story) => {
      let board = foldFacts(EMPTY_BOARD, FACTS);
      const setBy = new Map(FACTS.flatMap((fact) => (fact.kind === 'branch' ? [[fact.branch.slug, fact.branch]] : [])));
      let [now, seq] = [START, FACTS.length];
      let before = publicBoardAt(board, now);
      let [texts, staffTexts]: (SerialisedView | undefined)[] = [];
      // As the server folds: with it goes on what is known of where two boards differ.
      const tell = (fact: Fact) => {
        board = foldFacts(board, [fact]);
      };
      for (const { slug, what, minutes } of story) {
        now += minutes * MINUTE;
        seq += 1;
        const place = { at: now, seq };
        const branch = setBy.get(slug);
        if ('said' in what) tell(report(slug, what.said, place));
        else if ('contact' in what) tell(signal(slug, what.contact, { ...place, lastBeatAt: now }));
        else if ('practice' in what) tell(practiceSet(what.practice, place));
        else if (branch) tell(branchSet({ ...branch, ...what.set }, place));
        const anew = structuredClone(board);
        const [patients, staff] = [publicBoardAt(board, now), staffBoardAt(board, now)];
        expect(patients).toEqual(publicBoardAt(anew, now));
        expect(staff).toEqual(staffBoardAt(anew, now));
        [texts, staffTexts] = [serialisePublic(patients, texts), serialiseStaff(staff, staffTexts)];
        expect(texts).toEqual(serialisePublic(patients));
        expect(staffTexts).toEqual(serialiseStaff(staff));
        for (const audience of ['public', 'staff'] as const) {
          expect(lastBoundary(board, now, audience)).toBe(lastBoundary(anew, now, audience));
          expect(nextBoundary(board, now, audience)).toBe(nextBoundary(anew, now, audience));
          expect(boardTime(board, now, audience)).toBe(boardTime(anew, now, audience));
        }
        if (before.branches.length === patients.branches.length) {
          expect([...partsLacking(before, patients)].toSorted()).toEqual(lackingByRule(before, patients));
        }
        before = patients;
        const picture = derivePicture(anew, now);
        for (const one of patients.branches) expect(one.alternatives).toEqual(nearestByRule(picture, one.slug));
      }
    }),
    { numRuns: 10 },
  );
});
