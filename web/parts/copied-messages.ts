import type { Instant } from '../../shared/practice/instant.ts';

/** A message that was copied on this device, and since when it is not what patients are told. */
export interface CopiedMessage {
  readonly text: string;
  readonly at: Instant;
  readonly oldSince: Instant | null;
}

export type CopiedMessages = { readonly [slug: string]: CopiedMessage };

const KEY = 'branchboard-phone-line';

/** What was copied for which branch. It is what patients read: anybody may find it on the device. */
export function readCopied(): CopiedMessages {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as CopiedMessages;
  } catch {
    return {};
  }
}

export function keepCopied(messages: CopiedMessages): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(messages));
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

/** The same as it stands beside what patients are told now: a message that differs is old from the moment that was seen. */
export function compareCopied(
  messages: CopiedMessages,
  currentOf: (slug: string) => string | null,
  changedAtOf: (slug: string) => Instant | null,
  now: Instant,
): CopiedMessages {
  return Object.fromEntries(
    Object.entries(messages).map(([slug, copied]) => {
      const current = currentOf(slug);
      if (current === null) return [slug, copied];
      if (current === copied.text) return [slug, { text: copied.text, at: copied.at, oldSince: null }];
      if (copied.oldSince !== null) return [slug, copied];
      const changed = changedAtOf(slug);
      const since = changed !== null && changed > copied.at ? changed : now;
      return [slug, { text: copied.text, at: copied.at, oldSince: since }];
    }),
  );
}
