import type { Instant } from '../../shared/practice/instant.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { type BranchToAsk, branchesToAsk } from '../../shared/texts/decide-ask.ts';
import { toGsm7 } from '../../shared/texts/gsm7.ts';
import { ASK_AGAIN_AFTER } from '../../shared/texts/text-limits.ts';
import { askLine } from '../../shared/words/texts.ts';
import { offerCode } from './claim-text.ts';
import { insertText, lockQuestions, readLastAsked } from './outbox.queries.ts';
import type { TextDeps } from './text-deps.ts';
import { findAsked } from './texts.queries.ts';

async function ask({ db, board }: TextDeps, { slug, name, lastBeatAt }: BranchToAsk, now: Instant): Promise<boolean> {
  const zone = (board().practice?.value ?? DEFAULT_SETTINGS).timeZone;
  return db.transaction().execute(async (trx) => {
    // Of two instances that ask at once, the second sees what the first did.
    await lockQuestions(trx);
    const last = await readLastAsked(trx, slug);
    if (last !== null && now - last < ASK_AGAIN_AFTER) return false;
    const people = await findAsked(trx, slug, now);
    for (const person of people) {
      const claim = { branch: slug, content: { it: { internet: 'working' } }, at: now, actor: person } as const;
      const code = await offerCode(trx, claim, now);
      await insertText(trx, { person, body: toGsm7(askLine(name, lastBeatAt, code, zone)), branch: slug }, now);
    }
    return people.length > 0;
  });
}

/** Asks the leads of branches that fell silent, each branch once in an hour. Gives the branches that were asked about. */
export async function askLeads(deps: TextDeps, blind: boolean, now: Instant): Promise<readonly string[]> {
  const asked: string[] = [];
  for (const branch of branchesToAsk(deps.board(), blind, now)) {
    if (await ask(deps, branch, now)) asked.push(branch.slug);
  }
  return asked;
}
