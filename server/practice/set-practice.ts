import { faultsOfSettings, toPracticeBody, toSettings } from '../../shared/practice/check-settings.ts';
import { toIso } from '../../shared/practice/instant.ts';
import type { PracticeSettings } from '../../shared/practice/settings.ts';
import type { PracticeBody, SettingAnswer } from '../../shared/wire/practice.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { Actor } from '../access/access.ts';
import { noteFacts } from '../audit/note-facts.ts';
import { readSettingsFrom } from '../journal/settings.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import { requireSeen } from '../platform/if-match.ts';
import { soundPart } from '../platform/request-parts.ts';
import { readKnownSettings } from './known-settings.ts';
import { settingChanged } from './settings-conflict.ts';
import { writeSettings } from './settings-write.ts';

export interface PracticeChange {
  readonly actor: Actor;
  /** The seq of the fact that set the practice as the client saw it, in quotes. */
  readonly ifMatch: string | undefined;
  readonly body: PracticeBody;
  readonly shapeFaults?: readonly Fault[];
}

function isSame(a: PracticeSettings, b: PracticeSettings): boolean {
  return JSON.stringify(toPracticeBody(a)) === JSON.stringify(toPracticeBody(b));
}

/** Sets the practice. Throws `bad-request` with every fault, `if-match-missing` or `branch-changed`. */
export async function setPractice(deps: WriteDeps, input: PracticeChange): Promise<SettingAnswer> {
  const { actor, body, shapeFaults = [] } = input;
  const faults = [...shapeFaults, ...faultsOfSettings(soundPart(body, shapeFaults))];
  const seen = requireSeen(input.ifMatch, { body: faults });
  return writeSettings(deps, actor, async (trx, now) => {
    const { practice: known, settings } = await readKnownSettings(trx);
    const practice = toSettings(body, settings.sample);
    if (known && isSame(known.value, practice)) return { seq: known.seq, at: toIso(known.at) };
    if ((known?.seq ?? 0) !== seen) throw settingChanged(await readSettingsFrom(trx, null, seen));
    const [fact] = await deps.journal.append(trx, [{ kind: 'practice', practice, at: now, actor: actor.id }], now);
    if (!fact) throw new Error('the journal took no fact');
    await noteFacts(trx, actor, [fact], now);
    return { seq: fact.seq, at: toIso(fact.at) };
  });
}
