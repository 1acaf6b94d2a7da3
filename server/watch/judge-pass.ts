import type { Board } from '../../shared/board/board.ts';
import { recordsOf, settingsOf } from '../../shared/board/records.ts';
import { CLOCKS_APART_AT_MOST } from '../../shared/board/board-time.ts';
import { standingBranch } from '../../shared/board/standing-branch.ts';
import type { BlindReason, HeardSender, Sight } from '../../shared/contact/blindness.ts';
import { causeOf, SHARED_SERVICES } from '../../shared/contact/cause-key.ts';
import type { CauseKey } from '../../shared/contact/cause-record.ts';
import { silenceLimits } from '../../shared/contact/contact-limits.ts';
import { type ContactRecord, NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import { type Causes, type CausesResult, closeShared, decideCauses } from '../../shared/contact/decide-causes.ts';
import { type BranchStanding, changedFailures } from '../../shared/contact/failing-now.ts';
import type { Beat } from '../../shared/contact/hear-beat.ts';
import { lineWords } from '../../shared/contact/line-words.ts';
import { type BelievedChecks, changedChecks, withChanges } from '../../shared/contact/own-checks.ts';
import { type BranchNews, type PassResult, watchBranches } from '../../shared/contact/watch-branches.ts';
import { withoutSenders } from '../../shared/contact/withdraw-sender.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { openingRules } from '../../shared/practice/opening-rules.ts';
import type { StaffWatch } from '../../shared/wire/staff-watch.ts';
import type { HeardBranch } from '../contact/last-heard.ts';
import type { KeptWatch, SharedIncidentOf } from './kept-watch.ts';
import { type KnownBranch, quietBranch } from './quiet-branch.ts';
import { type BranchCheck, inOrder, restateChecks, restateContacts } from './restate.ts';

/** All that a pass looks at. */
export interface PassInput {
  readonly now: Instant;
  readonly sight: Omit<Sight, 'canary'>;
  readonly heard: readonly HeardBranch[];
  /** Branches that a sender may beat for; null among them: a token was made for a beat from outside. */
  readonly senders: ReadonlySet<string | null>;
  /** The fold of the journal as the pass finds it. */
  readonly board: Board;
  /** What the journal took since `seen`. */
  readonly facts: readonly Fact[];
}

/** What a pass comes to, before it is made into facts. */
export interface Judged {
  readonly kept: KeptWatch;
  readonly signals: PassResult['signals'];
  readonly effects: PassResult['effects'];
  readonly checks: readonly BranchCheck[];
  readonly actions: CausesResult['actions'];
  /** A person has said something of an incident. */
  readonly incidentsSpokenOf: boolean;
}

interface Standing extends KnownBranch {
  readonly branch: Branch;
}

/** Branches of which something has to be judged, and what the others count for. */
interface Sorted {
  readonly awake: readonly (readonly [string, Standing])[];
  readonly quiet: readonly HeardSender[];
  /** How many branches there are. */
  readonly count: number;
}

/** Whether nothing happens to a branch, so that it need not be judged. */
export type FindQuiet = typeof quietBranch;

function sortBranches(before: KeptWatch, input: PassInput, findQuiet: FindQuiet): Sorted {
  const { board, heard, facts, senders, now } = input;
  const settings = settingsOf(board);
  const bySlug = new Map<string | null, HeardBranch>();
  for (const one of heard) if (senders.has(one.branch)) bySlug.set(one.branch, one);
  const spokenOf = new Set(facts.flatMap((fact) => (fact.kind === 'report' ? [fact.branch] : [])));
  const failing = new Set(Object.values(before.causes).flatMap((cause) => Object.keys(cause.failing)));
  const awake: (readonly [string, Standing])[] = [];
  const quiet: HeardSender[] = [];
  let count = 0;
  for (const record of recordsOf(board)) {
    const branch = standingBranch(record);
    if (!branch) continue;
    count += 1;
    const { slug } = record;
    const contact = before.watch.contacts[slug];
    const known = { record, branch, heard: bySlug.get(slug) ?? null, contact, checks: before.checks[slug] };
    const isNamed = spokenOf.has(slug) || failing.has(slug) || before.ahead[slug] !== undefined;
    // What was frozen goes on for all of them at once.
    const isQuiet = !isNamed && before.watch.frozenSince === null ? findQuiet(known, settings, now) : null;
    if (!isQuiet) awake.push([slug, known]);
    else if (isQuiet.watched) quiet.push(isQuiet.watched);
  }
  return { awake, quiet, count };
}

/** One that was heard by a token that is not valid any more is not missed. */
function canaryOf({ heard, senders, now }: PassInput): HeardSender | null {
  const canary = senders.has(null) ? heard.find(({ branch }) => branch === null) : undefined;
  if (!canary) return null;
  // What a clock has stamped that was set back since tells nothing until the next beat.
  const isAhead = canary.at > now + CLOCKS_APART_AT_MOST;
  return { lastBeatAt: isAhead ? 0 : canary.at, every: canary.everyMs };
}

function canaryState(canary: HeardSender | null, setUp: boolean, now: Instant): StaffWatch['canary'] {
  if (!setUp) return 'none';
  return canary && now - canary.lastBeatAt < silenceLimits(canary.every).late ? 'heard' : 'missing';
}

/**
 * Beats that were stamped before a clock was set back. They would hide all silence until it is so late again, and be news
 * then; the next beat of their branch takes their place.
 */
function beatsAhead(before: KeptWatch, awake: Sorted['awake'], now: Instant) {
  const ahead = awake.flatMap(([slug, { heard }]) => {
    const isAhead = heard && (heard.at > now + CLOCKS_APART_AT_MOST || before.ahead[slug] === heard.at);
    return isAhead ? [[slug, heard.at] as const] : [];
  });
  return Object.fromEntries(ahead);
}

/** The last beat, when it is a new one. Another instance's clock may be a little ahead of ours. */
function newBeat(heard: HeardBranch | null, known: Instant | null, now: Instant): Beat | null {
  if (!heard) return null;
  const at = Math.min(heard.at, now);
  if (known !== null && at <= known) return null;
  return { at, every: heard.everyMs, run: { beats: heard.inRow, from: heard.unbrokenFrom } };
}

function newsOf(
  kept: KeptWatch,
  { branch, heard }: Standing,
  { now, board, facts }: PassInput,
  ahead: KeptWatch['ahead'],
): BranchNews {
  const settings = settingsOf(board);
  const known = kept.watch.contacts[branch.slug]?.lastBeatAt ?? null;
  const beat = ahead[branch.slug] === undefined ? newBeat(heard, known, now) : null;
  return {
    rules: openingRules(branch, settings),
    beats: beat ? [beat] : [],
    words: lineWords(facts, branch.slug, board, settings),
  };
}

/** Causes whose incident a person has resolved. */
function closedByPeople({ incidents }: KeptWatch, facts: readonly Fact[]): readonly CauseKey[] {
  const resolved = new Set(
    facts.flatMap((fact) =>
      fact.kind === 'incident' && fact.resolved && fact.actor !== AUTOMATIC_CHECKS ? [fact.incident] : [],
    ),
  );
  const shared = Object.entries(incidents.shared) as [CauseKey, { readonly incident: number }][];
  return shared.flatMap(([cause, { incident }]) => (resolved.has(incident) ? [cause] : []));
}

/** Runs what concerns one branch, so that its data can never keep the others from being judged. */
function createIsolation() {
  const failed = new Set<string>();
  return {
    failed,
    of<T>(slug: string, run: () => T): T | null {
      try {
        return run();
      } catch {
        failed.add(slug);
        return null;
      }
    },
  };
}

function frozenReasons(blind: readonly BlindReason[], before: KeptWatch): readonly BlindReason[] {
  // The same list, so that nothing seems to have changed.
  return blind.join() === before.blind.join() ? before.blind : blind;
}

/** `before` with the parts of some branches put in, and without those of branches that are there no more. */
function putIn<T>(
  before: { readonly [slug: string]: T },
  changed: ReadonlyMap<string, T>,
  board: Board,
  count: number,
): { readonly [slug: string]: T } {
  const news = [...changed].filter(([slug, value]) => before[slug] !== value);
  const arrived = news.filter(([slug]) => before[slug] === undefined).length;
  const isSameSet = Object.keys(before).length + arrived === count;
  if (isSameSet) return news.length > 0 ? { ...before, ...Object.fromEntries(news) } : before;
  const all = recordsOf(board).flatMap((record) => {
    const value = standingBranch(record) ? (changed.get(record.slug) ?? before[record.slug]) : undefined;
    return value === undefined ? [] : [[record.slug, value] as const];
  });
  return Object.fromEntries(all);
}

/**
 * Judges all branches at one time, by what `known` kept. It is as if each were judged: those that nothing happens to are
 * only counted.
 */
export function judgePass(known: KeptWatch, input: PassInput, findQuiet: FindQuiet = quietBranch): Judged {
  const { now, board, facts, senders } = input;
  const before = { ...known, watch: withoutSenders(known.watch, (slug) => senders.has(slug)) };
  const settings = settingsOf(board);
  const isolation = createIsolation();
  const { awake, quiet, count } = sortBranches(before, input, findQuiet);
  const canary = canaryOf(input);
  const ahead = beatsAhead(before, awake, now);
  const news = awake.flatMap(([slug, one]) => {
    const found = isolation.of(slug, () => newsOf(before, one, input, ahead));
    return found ? [[slug, found] as const] : [];
  });
  const passed = watchBranches(before.watch, {
    now,
    zone: settings.timeZone,
    sight: { ...input.sight, canary },
    branches: Object.fromEntries(news),
    quiet,
  });

  const changes: BranchCheck[] = [];
  const contacts = new Map<string, ContactRecord>();
  const checks = new Map<string, BelievedChecks>();
  const standings: { [slug: string]: BranchStanding } = {};
  for (const [slug, { branch, heard, contact: was, checks: believedBefore = {} }] of awake) {
    const found = (heard && isolation.of(slug, () => changedChecks(believedBefore, heard.checks, heard.at))) ?? [];
    changes.push(...found.map((change) => ({ branch: slug, ...change })));
    const contact = passed.watch.contacts[slug] ?? was ?? NEVER_HEARD;
    const believed = withChanges(believedBefore, found);
    contacts.set(slug, contact);
    checks.set(slug, believed);
    const sure = isolation.of(slug, () => SHARED_SERVICES.map((service) => causeOf(branch, service)));
    if (sure) standings[slug] = { providers: branch.providers, contact, checks: believed };
  }

  let causes: Causes = before.causes;
  const shared: { [cause: CauseKey]: SharedIncidentOf } = { ...before.incidents.shared };
  for (const cause of closedByPeople(before, facts)) {
    causes = closeShared(causes, cause, now).causes;
    delete shared[cause];
  }
  const keptContacts = putIn(before.watch.contacts, contacts, board, count);
  const heardFrom = Object.values(keptContacts).filter(({ state }) => state !== null).length;
  const decided = decideCauses(causes, changedFailures(causes, standings, now), now, heardFrom);

  return {
    kept: {
      ...before,
      seen: facts.at(-1)?.seq ?? before.seen,
      watch: { contacts: keptContacts, frozenSince: passed.watch.frozenSince },
      blind: frozenReasons(passed.blind, before),
      canary: canaryState(canary, senders.has(null), now),
      failed: [...new Set([...passed.failed, ...isolation.failed])].toSorted(),
      ahead,
      checks: putIn(before.checks, checks, board, count),
      causes: decided.causes,
      incidents: { ...before.incidents, shared },
    },
    signals: [...inOrder(board, passed.signals, now), ...restateContacts(board, contacts, passed.signals, now)],
    effects: passed.effects,
    checks: [...changes, ...restateChecks(board, checks, changes, now)],
    actions: decided.actions,
    incidentsSpokenOf: facts.some(({ kind, actor }) => kind === 'incident' && actor !== AUTOMATIC_CHECKS),
  };
}
