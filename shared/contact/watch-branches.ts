import type { SignalFact } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import type { OpeningRules } from '../practice/opening-rules.ts';
import { type BlindReason, findBlindness, type HeardSender, type Sight } from './blindness.ts';
import { checkSilence } from './check-silence.ts';
import { type ContactEffect, type ContactRecord, type ContactStep, NEVER_HEARD } from './contact-record.ts';
import { type Beat, hearBeat } from './hear-beat.ts';
import { openedAt } from './opened-at.ts';
import { restartContact, thawContact } from './resume-watch.ts';
import { takeWord, type Word } from './take-word.ts';

/** All that the contact rules keep. Plain JSON. */
export interface Watch {
  readonly contacts: { readonly [slug: string]: ContactRecord };
  /** Since when contact states are frozen; null while the board sees. */
  readonly frozenSince: Instant | null;
}

export const EMPTY_WATCH: Watch = { contacts: {}, frozenSince: null };

/** What came for a branch since the last pass, oldest first. */
export interface BranchNews {
  readonly rules: OpeningRules;
  readonly beats: readonly Beat[];
  readonly words: readonly Word[];
}

/** One look at all branches. */
export interface Pass {
  readonly now: Instant;
  readonly zone: string;
  readonly sight: Sight;
  /** Every branch of the practice that is not retired, but for those that nothing happens to. */
  readonly branches: { readonly [slug: string]: BranchNews };
  /** Of the branches that are left out: those whose silence would be news. */
  readonly quiet?: readonly HeardSender[];
}

export interface PassResult {
  readonly watch: Watch;
  readonly signals: readonly Pick<SignalFact, 'branch' | 'at' | 'contact' | 'lastBeatAt' | 'public'>[];
  readonly effects: readonly { readonly branch: string; readonly effect: ContactEffect }[];
  /** Why nothing was judged; staff see "automatic checks unavailable". */
  readonly blind: readonly BlindReason[];
  /** Nobody beats from outside: staff see that a canary is missing. */
  readonly canaryMissing: boolean;
  /** Branches whose data made the rules fail. Their records stand, the others were judged. */
  readonly failed: readonly string[];
}

type Isolated = <T>(slug: string, run: () => T) => T | null;

/** Silence of this branch would be news: it is open, was heard since, and is not lost already. */
export function toWatched(record: ContactRecord, opened: Instant | null): HeardSender | null {
  const { state, lastBeatAt, every, disputedSince } = record;
  if (state === null || state === 'lost' || lastBeatAt === null || disputedSince !== null) return null;
  return opened !== null && lastBeatAt >= opened ? { lastBeatAt, every } : null;
}

function then(step: ContactStep, next: (record: ContactRecord) => ContactStep): ContactStep {
  const more = next(step.record);
  return {
    record: more.record,
    signals: [...step.signals, ...more.signals],
    effects: [...step.effects, ...more.effects],
  };
}

function hearNews(record: ContactRecord, { beats, words }: BranchNews, now: Instant, frozen: boolean): ContactStep {
  let step: ContactStep = { record, signals: [], effects: [] };
  for (const beat of beats) step = then(step, (heard) => hearBeat(heard, beat, frozen));
  // The blind rule binds the machine; what a person says counts.
  for (const word of words) step = then(step, (heard) => takeWord(heard, word, now));
  return step;
}

/** Beats count for the question whether the board is blind also before they may move anything. */
function lookAround(watch: Watch, pass: Pass, isolated: Isolated): readonly BlindReason[] {
  const watched = Object.entries(pass.branches).flatMap(([slug, news]) => {
    const sender = isolated(slug, () => {
      const before = watch.contacts[slug] ?? NEVER_HEARD;
      const { record } = hearNews(before, { ...news, words: [] }, pass.now, true);
      return toWatched(record, openedAt(news.rules, pass.now, pass.zone));
    });
    return sender ? [sender] : [];
  });
  return findBlindness(pass.sight, [...(pass.quiet ?? []), ...watched], pass.now);
}

/** Judges all branches at one time. The data of one branch never keeps the others from being judged. */
export function watchBranches(watch: Watch, pass: Pass): PassResult {
  const { now, zone } = pass;
  const failed = new Set<string>();
  const isolated: Isolated = (slug, run) => {
    try {
      return run();
    } catch {
      failed.add(slug);
      return null;
    }
  };
  const blind = lookAround(watch, pass, isolated);
  const frozen = blind.length > 0;
  const contacts: { [slug: string]: ContactRecord } = {};
  const signals: PassResult['signals'][number][] = [];
  const effects: PassResult['effects'][number][] = [];
  for (const [slug, news] of Object.entries(pass.branches)) {
    const before = watch.contacts[slug] ?? NEVER_HEARD;
    const step = isolated(slug, () => {
      const seeing = watch.frozenSince !== null && !frozen ? thawContact(before, now) : before;
      const heard = hearNews(seeing, news, now, frozen);
      return frozen ? heard : then(heard, (record) => checkSilence(record, now, openedAt(news.rules, now, zone)));
    });
    contacts[slug] = step?.record ?? before;
    signals.push(...(step?.signals ?? []).map((signal) => ({ branch: slug, ...signal })));
    effects.push(...(step?.effects ?? []).map((effect) => ({ branch: slug, effect })));
  }
  return {
    watch: { contacts, frozenSince: frozen ? (watch.frozenSince ?? now) : null },
    signals,
    effects,
    blind,
    canaryMissing: pass.sight.canary === null,
    failed: [...failed],
  };
}

/** The watch as a server that has just started goes on with it. */
export function restartWatch(watch: Watch, now: Instant): Watch {
  const contacts = Object.entries(watch.contacts).map(([slug, record]) => [slug, restartContact(record, now)] as const);
  return { contacts: Object.fromEntries(contacts), frozenSince: watch.frozenSince };
}
