import type { Board } from '../../shared/board/board.ts';
import { CLOCKS_APART_AT_MOST } from '../../shared/board/board-time.ts';
import { standingBranch } from '../../shared/board/standing-branch.ts';
import type { BlindReason, HeardSender, Sight } from '../../shared/contact/blindness.ts';
import { causeOf, SHARED_SERVICES } from '../../shared/contact/cause-key.ts';
import type { CauseKey } from '../../shared/contact/cause-record.ts';
import { silenceLimits } from '../../shared/contact/contact-limits.ts';
import { NEVER_HEARD } from '../../shared/contact/contact-record.ts';
import { type Causes, type CausesResult, closeShared, decideCauses } from '../../shared/contact/decide-causes.ts';
import { type BranchStanding, changedFailures } from '../../shared/contact/failing-now.ts';
import type { Beat } from '../../shared/contact/hear-beat.ts';
import { lineWords } from '../../shared/contact/line-words.ts';
import { type BelievedChecks, changedChecks, withChanges } from '../../shared/contact/own-checks.ts';
import { type BranchNews, type PassResult, watchBranches } from '../../shared/contact/watch-branches.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import { openingRules } from '../../shared/practice/opening-rules.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import type { StaffWatch } from '../../shared/wire/staff-watch.ts';
import type { HeardBranch } from '../contact/last-heard.ts';
import type { KeptWatch, SharedIncidentOf } from './kept-watch.ts';
import { type BranchCheck, inOrder, restateChecks, restateContacts } from './restate.ts';

/** All that a pass looks at. */
export interface PassInput {
  readonly now: Instant;
  readonly sight: Omit<Sight, 'canary'>;
  readonly heard: readonly HeardBranch[];
  /** A token was made for a beat from outside. */
  readonly canarySetUp: boolean;
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

interface Standing {
  readonly branch: Branch;
  readonly heard: HeardBranch | null;
}

function standingBranches({ board, heard }: PassInput): ReadonlyMap<string, Standing> {
  const bySlug = new Map(heard.flatMap((one) => (one.branch === null ? [] : [[one.branch, one] as const])));
  return new Map(
    Object.values(board.branches).flatMap((record) => {
      const branch = standingBranch(record);
      return branch ? [[record.slug, { branch, heard: bySlug.get(record.slug) ?? null }] as const] : [];
    }),
  );
}

/** One that was heard by a token that is not valid any more is not missed. */
function canaryOf({ heard, canarySetUp, now }: PassInput): HeardSender | null {
  const canary = canarySetUp ? heard.find(({ branch }) => branch === null) : undefined;
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
function beatsAhead(before: KeptWatch, standing: readonly (readonly [string, Standing])[], now: Instant) {
  const ahead = standing.flatMap(([slug, { heard }]) => {
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
  const settings = board.practice?.value ?? DEFAULT_SETTINGS;
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

/** Judges all branches at one time, by what `before` kept. */
export function judgePass(before: KeptWatch, input: PassInput): Judged {
  const { now, board, facts, canarySetUp } = input;
  const settings = board.practice?.value ?? DEFAULT_SETTINGS;
  const isolation = createIsolation();
  const standing = [...standingBranches(input)];
  const canary = canaryOf(input);
  const ahead = beatsAhead(before, standing, now);
  const news = standing.flatMap(([slug, one]) => {
    const found = isolation.of(slug, () => newsOf(before, one, input, ahead));
    return found ? [[slug, found] as const] : [];
  });
  const passed = watchBranches(before.watch, {
    now,
    zone: settings.timeZone,
    sight: { ...input.sight, canary },
    branches: Object.fromEntries(news),
  });

  const changes = standing.flatMap(([slug, { heard }]) => {
    const known = before.checks[slug] ?? {};
    const found = heard && isolation.of(slug, () => changedChecks(known, heard.checks, heard.at));
    return (found ?? []).map((change) => ({ branch: slug, ...change }));
  });
  const contacts = Object.fromEntries(
    standing.map(([slug]) => [slug, passed.watch.contacts[slug] ?? before.watch.contacts[slug] ?? NEVER_HEARD]),
  );
  const checks: { [slug: string]: BelievedChecks } = {};
  const standings: { [slug: string]: BranchStanding } = {};
  for (const [slug, { branch }] of standing) {
    checks[slug] = withChanges(
      before.checks[slug] ?? {},
      changes.filter((change) => change.branch === slug),
    );
    const sure = isolation.of(slug, () => SHARED_SERVICES.map((service) => causeOf(branch, service)));
    const contact = contacts[slug] ?? NEVER_HEARD;
    if (sure) standings[slug] = { providers: branch.providers, contact, checks: checks[slug] };
  }

  let causes: Causes = before.causes;
  const shared: { [cause: CauseKey]: SharedIncidentOf } = { ...before.incidents.shared };
  for (const cause of closedByPeople(before, facts)) {
    causes = closeShared(causes, cause, now).causes;
    delete shared[cause];
  }
  const heardFrom = Object.values(contacts).filter(({ state }) => state !== null).length;
  const decided = decideCauses(causes, changedFailures(causes, standings, now), now, heardFrom);

  return {
    kept: {
      ...before,
      seen: facts.at(-1)?.seq ?? before.seen,
      watch: { contacts, frozenSince: passed.watch.frozenSince },
      blind: frozenReasons(passed.blind, before),
      canary: canaryState(canary, canarySetUp, now),
      failed: [...new Set([...passed.failed, ...isolation.failed])].toSorted(),
      ahead,
      checks,
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
