import type { Transaction } from 'kysely';
import type { Board } from '../../shared/board/board.ts';
import type { ReportContent } from '../../shared/facts/check-report.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { mustWait } from '../../shared/texts/decide-text.ts';
import { fillCounts } from '../../shared/texts/fill-counts.ts';
import type { TextMeaning } from '../../shared/texts/parse-text.ts';
import type { TextOutcome } from '../../shared/wire/texts.ts';
import {
  boardLine,
  confirmedLine,
  confirmLine,
  helpLine,
  laterLine,
  misunderstoodLine,
  notAllowedLine,
  TEXT_LINES,
} from '../../shared/words/texts.ts';
import { answersFor } from '../access/access.ts';
import { lockJournal } from '../journal/append.ts';
import type { Database } from '../platform/database.types.ts';
import { readReported } from '../report/read-reported.ts';
import { boardShows } from '../../shared/texts/board-shows.ts';
import { claimText } from './claim-text.ts';
import { confirmByCode } from './confirm-by-code.ts';
import { storeText } from './store-text.ts';
import type { TextDeps } from './text-deps.ts';
import type { Texter } from './texts.queries.ts';

/** A text of somebody who is known, as it is understood. */
export interface KnownText {
  readonly texter: Texter;
  readonly meaning: TextMeaning;
  readonly saidAt: Instant;
  readonly nameOf: (slug: string) => string;
  /** Name of a branch to show by what to text. */
  readonly example: string;
}

/** What became of a text, and what is answered. */
export interface Acted {
  readonly outcome: TextOutcome;
  readonly answer: string;
}

/** What the text says, in the fields of a report; counts take over what is known of the day. */
function toContent(meaning: Extract<TextMeaning, { kind: 'it' | 'gps' }>, board: Board, now: Instant): ReportContent {
  if (meaning.kind === 'it') {
    return { it: Object.fromEntries(meaning.services.map((service) => [service, meaning.state])) };
  }
  const { said } = boardShows(board, meaning.branch, {}, now).situation.gps;
  return { gps: fillCounts(meaning.available, meaning.expected, said?.value ?? null) };
}

async function sayOfBranch(
  trx: Transaction<Database>,
  deps: TextDeps,
  { texter, saidAt, nameOf, example }: KnownText,
  meaning: Extract<TextMeaning, { kind: 'it' | 'gps' }>,
  now: Instant,
): Promise<Acted> {
  const { branch } = meaning;
  if (!answersFor(texter, branch)) {
    return { outcome: 'not-allowed', answer: notAllowedLine(nameOf(branch), texter.branches.map(nameOf)) };
  }
  await lockJournal(trx);
  const board = await readReported(trx, deps.board(), branch);
  if (!board) return { outcome: 'not-understood', answer: misunderstoodLine('no-branch', [], example) };
  const report = { branch, content: toContent(meaning, board, now), at: saidAt, actor: texter.id };
  if (!mustWait(board, report, now)) {
    const stored = await storeText(trx, deps.journal, { actor: texter, report, via: 'text', board }, now);
    const shows = boardShows(stored.board, branch, report.content, now);
    return { outcome: 'stored', answer: stored.isLate ? laterLine(shows) : boardLine(shows) };
  }
  const code = await claimText(trx, report, now);
  if (code === null) return { outcome: 'too-many', answer: TEXT_LINES.tooManyClaims };
  return {
    outcome: 'waits',
    answer: confirmLine(code, report.content, boardShows(board, branch, report.content, now)),
  };
}

async function takeCode(
  trx: Transaction<Database>,
  deps: TextDeps,
  { texter, saidAt, nameOf }: KnownText,
  given: { readonly code: string; readonly upOf: string | null },
  now: Instant,
): Promise<Acted> {
  const taken = await confirmByCode(trx, deps, texter, { ...given, saidAt }, now);
  switch (taken.kind) {
    case 'confirmed': {
      const shows = boardShows(taken.board, taken.claim.branch, taken.claim.content, now);
      return { outcome: 'confirmed', answer: taken.isLate ? laterLine(shows) : confirmedLine('code', shows) };
    }
    case 'only-asked':
      return { outcome: 'not-understood', answer: misunderstoodLine('no-verb', [nameOf(taken.branch)], '') };
    case 'wrong':
      return { outcome: 'wrong-code', answer: taken.locked ? TEXT_LINES.noMoreCodes : TEXT_LINES.wrongCode };
  }
}

/** Does what a text says, as far as its sender may and it needs no confirming. Throws `not-allowed` when a right ends meanwhile. */
export async function actOnText(
  trx: Transaction<Database>,
  deps: TextDeps,
  text: KnownText,
  now: Instant,
): Promise<Acted> {
  const { meaning, nameOf, example } = text;
  switch (meaning.kind) {
    case 'help':
      return { outcome: 'help', answer: helpLine(example) };
    case 'not-understood':
      return {
        outcome: 'not-understood',
        answer: misunderstoodLine(meaning.why, meaning.branches.map(nameOf), example),
      };
    case 'code':
      return takeCode(trx, deps, text, { code: meaning.code, upOf: null }, now);
    case 'gps':
      return sayOfBranch(trx, deps, text, meaning, now);
    case 'it':
      return meaning.code === null
        ? sayOfBranch(trx, deps, text, meaning, now)
        : takeCode(trx, deps, text, { code: meaning.code, upOf: meaning.branch }, now);
  }
}
