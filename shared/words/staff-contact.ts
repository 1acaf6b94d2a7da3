import type { ContactSight } from '../contact/contact-sight.ts';
import type { ContactState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { capitalise } from './lists.ts';
import { formatShortAge } from './staff.ts';

const CONTACT_WORDS: { readonly [C in ContactState]: string } = {
  heard: 'heard',
  recovering: 'back',
  late: 'late',
  suspect: 'quiet',
  lost: 'LOST',
};

export const CONTACT = {
  title: 'Sender',
  none: 'no sender',
  never: 'not heard yet',
  comesAndGoes: 'on and off',
  disputed: 'A person says that it works. Its sender is silent.',
} as const;

/** "Heard 12 s ago." */
export function contactSentence(line: string): string {
  return line === CONTACT.none ? 'There is none yet. Operations can set one up.' : `${capitalise(line)}.`;
}

/** "heard", "quiet", "on and off", "no sender". */
export function contactWord({ state, heardAt, flapping, hasSender }: ContactSight): string {
  if (!hasSender) return CONTACT.none;
  if (state === null && heardAt === null) return CONTACT.never;
  if (flapping && state !== 'lost') return CONTACT.comesAndGoes;
  return CONTACT_WORDS[state ?? 'heard'];
}

/** "12 s ago": since it was last heard; null where it never was. */
export function heardAge({ heardAt }: ContactSight, now: Instant): string | null {
  return heardAt === null ? null : `${formatShortAge(now - heardAt)} ago`;
}

/** "heard 12 s", "quiet 97 s", "on and off", "no sender": as short as a tile needs it. */
export function contactShort(sight: ContactSight, now: Instant): string {
  const word = contactWord(sight);
  if (sight.heardAt === null || word === CONTACT.comesAndGoes) return word;
  return `${word} ${formatShortAge(now - sight.heardAt)}`;
}

/** "heard 12 s ago", "quiet 97 s", "on and off, heard 12 s ago", "no sender". */
export function contactLine(sight: ContactSight, now: Instant): string {
  const word = contactWord(sight);
  const age = heardAge(sight, now);
  if (age === null) return word;
  if (word === CONTACT.comesAndGoes) return `${word}, ${CONTACT_WORDS.heard} ${age}`;
  return word === CONTACT_WORDS.heard ? `${word} ${age}` : contactShort(sight, now);
}
