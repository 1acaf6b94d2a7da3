import type { Transaction } from 'kysely';
import { toMobileNumber } from '../../shared/people/phone-number.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { toGsm7 } from '../../shared/texts/gsm7.ts';
import { parseText } from '../../shared/texts/parse-text.ts';
import { ANSWERS_PER_HOUR, TEXT_AGE_MOST } from '../../shared/texts/text-limits.ts';
import type { InboundTextBody, TextOutcome } from '../../shared/wire/texts.ts';
import { notAllowedLine, TEXT_LINES } from '../../shared/words/texts.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { type Acted, actOnText } from './act-on-text.ts';
import { namedBranches } from '../../shared/texts/board-shows.ts';
import { countAnswers, insertText } from './outbox.queries.ts';
import type { TextDeps } from './text-deps.ts';
import { noteAccess, noteRefusal } from '../audit/note-access.ts';
import { findTexter, insertInbound, readOutcome, setOutcome, type Texter } from './texts.queries.ts';

export interface TakeTextDeps extends TextDeps {
  /** Ends what a patient is told by text, when they ask for that by text; whether it did. */
  readonly stopFollowing?: (
    trx: Transaction<Database>,
    text: { readonly number: string; readonly message: string },
  ) => Promise<boolean>;
}

export interface TakenText {
  readonly outcome: TextOutcome;
  /** It was taken before, and is answered as it was then. */
  readonly repeated: boolean;
  /** Whose number it came from; null: nobody's. */
  readonly person: string | null;
}

/** When a text was sent, never later than it arrived. What is no time says nothing about the text. */
function sentAt({ date_received: date = '' }: InboundTextBody, now: Instant): Instant {
  const at = Date.parse(date);
  return Number.isNaN(at) ? now : Math.min(at, now);
}

async function act(
  trx: Transaction<Database>,
  deps: TextDeps,
  texter: Texter,
  text: InboundTextBody,
  now: Instant,
): Promise<Acted> {
  const saidAt = sentAt(text, now);
  if (now - saidAt > TEXT_AGE_MOST) return { outcome: 'too-old', answer: TEXT_LINES.tooOld };
  const branches = namedBranches(deps.board());
  const nameOf = (slug: string) => branches.find((branch) => branch.slug === slug)?.name ?? slug;
  const own = texter.role === 'lead' ? texter.branches : [];
  const known = branches.filter(({ slug }) => own.includes(slug));
  const meaning = parseText(text.message, { branches, own: known.map(({ slug }) => slug) });
  const example = (known[0] ?? branches[0])?.name ?? '';
  return actOnText(trx, deps, { texter, meaning, saidAt, nameOf, example }, now);
}

/**
 * Takes a text message: what it says, its outcome and its answer are stored together, once, however often it is
 * delivered. A number that is nobody's changes nothing and gets no answer: numbers can be forged, and whoever asks
 * strangers' numbers of us must neither learn anything nor have us send texts to them.
 */
export async function takeText(deps: TakeTextDeps, text: InboundTextBody): Promise<TakenText> {
  try {
    return await deps.db.transaction().execute((trx) => take(trx, deps, text));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-allowed') throw error;
    // A right that ended while the text was on its way: the transaction is undone, the text stays refused.
    return deps.db.transaction().execute((trx) => take(trx, deps, text, refused));
  }
}

async function refused(): Promise<Acted> {
  return { outcome: 'not-allowed', answer: notAllowedLine('this branch', []) };
}

async function take(
  trx: Transaction<Database>,
  deps: TakeTextDeps,
  text: InboundTextBody,
  decide: typeof act = act,
): Promise<TakenText> {
  const { id, source_number: number } = text;
  const now = await deps.journal.stampOf(trx);
  if (!(await insertInbound(trx, id, now))) {
    return { outcome: await readOutcome(trx, id), repeated: true, person: null };
  }
  const phone = toMobileNumber(number);
  if (phone !== null && (await deps.stopFollowing?.(trx, { number: phone, message: text.message }))) {
    await setOutcome(trx, id, 'stopped');
    return { outcome: 'stopped', repeated: false, person: null };
  }
  const texter = phone === null ? null : await findTexter(trx, phone, now);
  if (!texter) {
    await setOutcome(trx, id, 'unknown-number');
    return { outcome: 'unknown-number', repeated: false, person: null };
  }
  const { outcome, answer } = await decide(trx, deps, texter, text, now);
  await setOutcome(trx, id, outcome);
  await noteText(trx, texter, outcome, now);
  if (deps.sends && (await countAnswers(trx, texter.id, now)) < ANSWERS_PER_HOUR) {
    await insertText(trx, { person: texter.id, body: toGsm7(answer), branch: null }, now);
  }
  return { outcome, repeated: false, person: texter.id };
}

/** Of what went on the board the report itself is noted. */
async function noteText(trx: Transaction<Database>, { id }: Texter, outcome: TextOutcome, now: Instant): Promise<void> {
  if (outcome === 'stored' || outcome === 'confirmed') return;
  const note = { event: 'text', outcome, actor: id, address: null, detail: { via: 'text' } } as const;
  // Claims are few in an hour; of everything else there may be any number.
  await (outcome === 'waits' ? noteAccess(trx, note, now) : noteRefusal(trx, note, now));
}
