import type { Transaction } from 'kysely';
import type { Branch } from '../../shared/practice/branch.ts';
import { changedFields } from '../../shared/practice/changed-fields.ts';
import { checkBranch, faultsOfBranch, faultsOfSlug } from '../../shared/practice/check-branch.ts';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { BranchBody, NewBranchBody, SettingAnswer } from '../../shared/wire/practice.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { Actor } from '../access/access.ts';
import { noteFacts } from '../audit/note-facts.ts';
import { readSettingsFrom } from '../journal/settings.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import type { Database } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import { requireSeen } from '../platform/if-match.ts';
import { soundPart } from '../platform/request-parts.ts';
import { readKnownSettings } from './known-settings.ts';
import { settingChanged } from './settings-conflict.ts';
import { writeSettings } from './settings-write.ts';

interface Asked {
  readonly actor: Actor;
  /** What the schema found wrong with the body; such a body has no sure shape. */
  readonly shapeFaults?: readonly Fault[];
}

export interface BranchChange extends Asked {
  readonly slug: string;
  /** The seq of the fact that set the branch up as the client saw it, in quotes. */
  readonly ifMatch: string | undefined;
}

/** 201: set up by this call; 200: it stood just so already. */
export interface SetUp {
  readonly status: 201 | 200;
  readonly answer: SettingAnswer;
}

/**
 * Sets up a branch, also one that was retired. Throws `bad-request` with every fault: also when the practice has a
 * branch of this slug that is another one.
 */
export async function setUpBranch(deps: WriteDeps, input: Asked & { readonly body: NewBranchBody }): Promise<SetUp> {
  const { shapeFaults = [] } = input;
  const sound = soundPart(input.body, shapeFaults);
  const faults = [
    ...shapeFaults,
    ...(sound.slug === undefined ? [] : faultsOfSlug(sound.slug)),
    ...faultsOfBranch(sound),
  ];
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  const branch = requireBranch(input.body.slug, input.body);
  return writeSettings(deps, input.actor, async (trx, now) => {
    const known = (await readKnownSettings(trx)).branches.get(branch.slug);
    if (known && isSame(known.value, branch)) return { status: 200, answer: { seq: known.seq, at: toIso(known.at) } };
    if (known && !known.value.retired) {
      const message = `is the slug of ${known.value.name} already. Change that branch, or choose another slug.`;
      throw new AppError('bad-request', { faults: [{ path: '/slug', message }] });
    }
    return { status: 201, answer: await append(deps, trx, input.actor, branch, now) };
  });
}

/** Changes a branch. Throws `not-found`, `bad-request` with every fault, `if-match-missing` or `branch-changed`. */
export async function changeBranch(
  deps: WriteDeps,
  input: BranchChange & { readonly body: BranchBody },
): Promise<SettingAnswer> {
  const { slug, shapeFaults = [] } = input;
  const seen = requireSeen(input.ifMatch, {
    body: [...shapeFaults, ...faultsOfBranch(soundPart(input.body, shapeFaults))],
  });
  if (faultsOfSlug(slug).length > 0) throw unknownBranch();
  return writeStanding(deps, input, seen, requireBranch(slug, input.body));
}

/** Retires a branch: it leaves every page, and what was said of it stays in the journal. */
export async function retireBranch(deps: WriteDeps, input: BranchChange): Promise<SettingAnswer> {
  return writeStanding(deps, input, requireSeen(input.ifMatch), 'retired');
}

async function writeStanding(
  deps: WriteDeps,
  { actor, slug }: BranchChange,
  seen: number,
  next: Branch | 'retired',
): Promise<SettingAnswer> {
  return writeSettings(deps, actor, async (trx, now) => {
    const known = (await readKnownSettings(trx)).branches.get(slug);
    if (!known || known.value.retired) throw unknownBranch();
    const branch = next === 'retired' ? { ...known.value, retired: true } : next;
    // What stands just so is no conflict: a client that lost the answer sends the same again.
    if (isSame(known.value, branch)) return { seq: known.seq, at: toIso(known.at) };
    if (known.seq !== seen) throw settingChanged(await readSettingsFrom(trx, slug, seen));
    return append(deps, trx, actor, branch, now);
  });
}

async function append(
  { journal }: WriteDeps,
  trx: Transaction<Database>,
  actor: Actor,
  branch: Branch,
  now: Instant,
): Promise<SettingAnswer> {
  const [fact] = await journal.append(trx, [{ kind: 'branch', branch, at: now, actor: actor.id }], now);
  if (!fact) throw new Error('the journal took no fact');
  await noteFacts(trx, actor, [fact], now);
  return { seq: fact.seq, at: toIso(fact.at) };
}

function isSame(a: Branch, b: Branch): boolean {
  return changedFields(a, b).length === 0;
}

function requireBranch(slug: string, body: BranchBody): Branch {
  const checked = checkBranch(slug, body);
  if (!checked.ok) throw new AppError('bad-request', { faults: checked.faults });
  return checked.branch;
}

function unknownBranch(): AppError {
  return new AppError('not-found', { detail: 'There is no branch of this name. Nothing was saved.' });
}
