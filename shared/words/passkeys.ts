/** What the server says of passkeys. */
export const PASSKEY_WORDS = {
  refused: 'This passkey does not open an account here. Use another one, or your password.',
  notKept: 'this passkey could not be checked. Try again.',
  tooMany: 'you have as many passkeys as anybody may have. Remove one first.',
  noneYet: 'You have no passkey yet. Prove who you are by your password.',
  none: 'You have no such passkey. Nothing was changed.',
  lastWay: 'This is your only way to sign in. Add another passkey first. Nothing was changed.',
  proofGone: 'This took too long. Nothing was changed. Try again.',
  notProved: 'This passkey does not prove that it is you. Use one of your own.',
} as const;

/** What is known of a passkey when it is made. */
export interface NewPasskeyTraits {
  /** "Chrome on Android". */
  readonly device: string | null;
  readonly attachment: 'platform' | 'cross-platform' | null;
  readonly transports: readonly string[];
}

/** What its owner reads in the list, until they name it themselves: no name stands there twice. */
export function passkeyName({ device, attachment, transports }: NewPasskeyTraits, taken: readonly string[]): string {
  // Made on something else than the device that asked for it: that one's name would mislead.
  const isElsewhere = attachment === 'cross-platform';
  const name = isElsewhere
    ? transports.includes('hybrid')
      ? 'Phone or tablet'
      : 'Security key'
    : (device ?? 'Passkey');
  if (!taken.includes(name)) return name;
  for (let count = 2; ; count += 1) if (!taken.includes(`${name} ${count}`)) return `${name} ${count}`;
}
