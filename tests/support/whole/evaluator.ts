import type { LastHeard } from '../../../server/contact/last-heard.ts';
import type { Beat } from '../../../shared/contact/hear-beat.ts';
import type { Word } from '../../../shared/contact/take-word.ts';
import { restartWatch, watchBranches } from '../../../shared/contact/watch-branches.ts';
import { AUTOMATIC_CHECKS } from '../../../shared/facts/automatic-checks.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import { SECOND } from '../../../shared/practice/instant.ts';
import { openingRules } from '../../../shared/practice/opening-rules.ts';
import { DEFAULT_SETTINGS } from '../../../shared/practice/settings.ts';
import { ZONE } from '../facts.ts';
import type { Machine } from './machine.ts';
import type { StoreClient } from './store-client.ts';

const PASS_EVERY = 2 * SECOND;
const MACHINE = { actor: AUTOMATIC_CHECKS, actorName: 'Automatic checks' };

function wordsOf(facts: readonly Fact[], branch: string): readonly Word[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== 'report' || fact.branch !== branch) return [];
    const line = fact.it?.internet;
    if (line !== 'down' && line !== 'working') return [];
    return [{ says: line === 'down' ? 'down' : 'works', at: fact.at }] as const;
  });
}

/** The contact rules every two seconds, by one instance at a time. */
export function evaluateContact(machine: Machine, client: StoreClient, lastHeard: LastHeard): void {
  let last: { readonly wall: number; readonly steady: number } | null = null;
  let reignsSince: number | null = null;
  let running = false;

  async function pass(): Promise<void> {
    const [known, heard] = await Promise.all([
      client.transact((store) =>
        store.lock(machine.name)
          ? { ...store.kept(), facts: store.factsAfter(store.kept().readUpTo, 1_000), board: store.board() }
          : null,
      ),
      lastHeard.read(),
    ]);
    if (!known) {
      reignsSince = null;
      last = null;
      return;
    }
    const now = machine.now();
    const steady = machine.monotonic();
    const since = last === null ? null : steady - last.steady;
    const beatsOf = (branch: string): readonly Beat[] =>
      heard
        .filter((other) => other.branch === branch)
        .map(({ at, everyMs, inRow, unbrokenFrom }) => ({
          at,
          every: everyMs,
          run: { beats: inRow, from: unbrokenFrom },
        }));
    const canary = heard.find(({ branch }) => branch === null);
    const before = reignsSince === null ? restartWatch(known.watch, now) : known.watch;
    const branches = Object.values(known.board.branches).flatMap(({ slug, setting }) => {
      if (!setting) return [];
      const rules = openingRules(setting.value, known.board.practice?.value ?? DEFAULT_SETTINGS);
      return [[slug, { rules, beats: beatsOf(slug), words: wordsOf(known.facts, slug) }] as const];
    });
    const result = watchBranches(before, {
      now,
      zone: ZONE,
      sight: {
        canary: canary ? { lastBeatAt: canary.at, every: canary.everyMs } : null,
        lateBy: since === null ? 0 : since - PASS_EVERY,
        clockStep: last === null || since === null ? 0 : now - last.wall - since,
        databaseAway: since === null ? 0 : Math.max(0, since - PASS_EVERY),
      },
      branches: Object.fromEntries(branches),
    });
    last = { wall: now, steady };
    const signals = result.signals.map((signal) => ({ kind: 'signal', ...signal }) as const);
    const readUpTo = known.readUpTo + known.facts.length;
    await client.transact((store) => store.move(known.version, { watch: result.watch, readUpTo }, signals, MACHINE));
    reignsSince ??= now;
  }

  machine.every(PASS_EVERY, () => {
    if (running) return;
    running = true;
    // What failed, or whose answer was lost, is looked at again from what is kept.
    void pass()
      .catch(() => {})
      .finally(() => {
        running = false;
      });
  });
}
