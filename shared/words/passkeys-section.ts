import type { Instant } from '../practice/instant.ts';
import type { Account } from '../wire/account.ts';
import type { Passkey } from '../wire/passkeys.ts';
import { formatDay } from './times.ts';

/** What people read of their own passkeys. */
export const PASSKEYS_SECTION = {
  heading: 'Passkeys',
  hint: 'With a passkey you sign in by your face, fingerprint or PIN. Nobody can guess it, or trick you out of it.',
  why: 'Have two: one on your phone and one on the computer at your desk. When one is lost, broken or at home, the other lets you in.',
  loading: 'Reading your passkeys…',
  none: 'You have no passkey yet. Add one here, then one on your other device.',
  onlyOne:
    'You have one passkey. Add a second one on your other device: open this page there, or choose “another device” when your browser asks here.',
  notHere: 'Passkeys do not work in this browser, or not at this address.',
  add: 'Add a passkey',
  adding: 'Waiting for your device…',
  added: 'Your passkey was added.',
  notAdded: 'No passkey was made. Try again, or from another device.',
  synced: 'Kept by your passkey account too, and so on your other devices.',
  rename: 'Rename',
  name: 'Name of the passkey',
  nameMissing: 'Enter a name.',
  save: 'Save',
  cancel: 'Cancel',
  renamed: 'Your passkey was renamed.',
  remove: 'Remove',
  removed: 'Your passkey was removed. If you lost the device, sign it out below too.',
  removeTitle: 'Remove this passkey?',
  removeAction: 'Remove passkey',
  lastOne:
    'It is your last one. Your password alone lets nobody work: next time you must add a passkey or an app first.',
} as const;

/** Before one is removed; of the last, what it takes with it. */
export function removeLines(name: string, isLast: boolean, { password, app }: Account['ways']): readonly string[] {
  const lines = [
    `“${name}” will not sign you in any more.`,
    'Your device may still list it. Remove it there too, in its settings for passwords.',
  ];
  const warns = isLast && password && !app;
  return warns ? [...lines, PASSKEYS_SECTION.lastOne] : lines;
}

/** Of the buttons in a row. */
export function renameOf(name: string): string {
  return `${PASSKEYS_SECTION.rename}: ${name}`;
}

export function removeOf(name: string): string {
  return `${PASSKEYS_SECTION.remove}: ${name}`;
}

/** "Added on Tuesday 31 December 2019, used last on Thursday 2 January 2020". */
export function passkeyUse({ createdAt, usedAt }: Pick<Passkey, 'createdAt' | 'usedAt'>, zone: string): string {
  const day = (iso: string) => formatDay(Date.parse(iso) satisfies Instant, zone);
  const used = usedAt === null ? 'not used yet' : `used last on ${day(usedAt)}`;
  return `Added on ${day(createdAt)}, ${used}.`;
}
