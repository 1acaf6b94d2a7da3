import type { Tally } from '../board/tally.ts';
import { localDay, sameDay } from '../practice/local-time.ts';
import type { Notice, PublicBoard, PublicBranch } from '../wire/public-board.ts';
import { branchSentence } from './branch-sentence.ts';
import { ENGLISH } from './english.ts';
import { capitalise } from './lists.ts';
import { type NoticeBranch, noticeText } from './notice.ts';
import { asHeading, isSilent } from './page.ts';
import { summarySentence } from './summary.ts';
import { ENGLISH_TOLD, isToldOf, type Told, type ToldAt } from './told.ts';
import { pick, tell, type Words } from './words.ts';

function instantOf(stamp: string | null) {
  return stamp === null ? null : Date.parse(stamp);
}

function sentenceParts(branch: PublicBranch, { board, now }: ToldAt, name = branch.name) {
  const zone = board.practice.timeZone;
  const heardAt = instantOf(branch.heardAt);
  const heardToday = heardAt !== null && sameDay(localDay(heardAt, zone), localDay(now, zone));
  return { name, situation: branch, isRecovering: branch.contact === 'recovering', heardToday, heardAt, now, zone };
}

type Counted = Exclude<keyof Tally, 'branches' | 'open' | 'nextOpening'>;

function countsAs(branch: PublicBranch, isOpen: boolean): Counted {
  switch (branch.state) {
    case 'normal':
      return 'working';
    case 'limited':
    case 'closed':
      return branch.state;
    case 'unknown':
      return branch.reasons.includes('not-told') ? 'notTold' : 'notSure';
    case 'degraded':
      if (isSilent(branch)) return isOpen ? 'notHeard' : 'notHeardClosed';
      return isOpen ? 'trouble' : 'troubleClosed';
  }
}

function tallyOf({ board, now }: ToldAt): Tally {
  const counts = { working: 0, limited: 0, trouble: 0, notHeard: 0, notTold: 0, notSure: 0 };
  const tally = { ...counts, troubleClosed: 0, notHeardClosed: 0, closed: 0, open: 0 };
  let next = Infinity;
  for (const branch of board.branches) {
    const isOpen = branch.open.today.some(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
    tally[countsAs(branch, isOpen)] += 1;
    if (isOpen) tally.open += 1;
    next = Math.min(next, instantOf(branch.open.next) ?? Infinity);
  }
  return { ...tally, branches: board.branches.length, nextOpening: next === Infinity ? null : next };
}

function toNoticeBranch(branch: PublicBranch): NoticeBranch {
  return { ...branch, heardAtInstant: instantOf(branch.heardAt) };
}

/** A page that shows no advice of the notice does not carry it. */
function saysSame(derived: Notice['text'], { heading, body, advice }: Notice['text']): boolean {
  const known = advice.length === 0 ? advice : derived.advice;
  return JSON.stringify([derived.heading, derived.body, known]) === JSON.stringify([heading, body, advice]);
}

/** The text of the notice as it follows from the board; null when the board does not hold all that it is about. */
function noticeOf({ branches, text }: Notice, { board, now }: ToldAt, words: Words): Notice['text'] | null {
  const listed = board.branches.filter(({ slug }) => branches.includes(slug));
  if (listed.length !== branches.length) return null;
  const [first] = listed;
  const helper = listed.length === 1 ? board.branches.find(({ slug }) => slug === first?.alternatives[0]) : undefined;
  const derive = (line: string, of: Words) =>
    noticeText(listed.map(toNoticeBranch), helper ?? null, now, board.practice.timeZone, line, of);
  const plain = derive('', ENGLISH);
  // A practice's own line stands last.
  const line = text.body.length > plain.body.length ? (text.body.at(-1) ?? '') : '';
  return saysSame(derive(line, ENGLISH), text) ? derive(line, words) : null;
}

/**
 * What the board says in English, said anew from what it knows. Only what gives the very same English is said in another
 * language; where it does not, the English itself stands: no page says something else than the others.
 */
export function toldIn(words: Words): Told {
  const anew = (english: string, say: (of: Words) => string) => (say(ENGLISH) === english ? say(words) : english);
  return {
    branch: (branch, at) => anew(branch.sentence, (of) => branchSentence(sentenceParts(branch, at), of)),
    state(branch, at) {
      if (isToldOf(branch)) return pick(words, 'degraded');
      return anew(ENGLISH_TOLD.state(branch), (of) =>
        capitalise(asHeading(branchSentence(sentenceParts(branch, at, tell(of, 'thisSurgery')), of))),
      );
    },
    summary: (at) =>
      anew(at.board.summary.sentence, (of) => summarySentence(tallyOf(at), at.now, zoneOf(at.board), of)),
    notice: (notice, at) => noticeOf(notice, at, words) ?? notice.text,
  };
}

function zoneOf({ practice }: PublicBoard): string {
  return practice.timeZone;
}
