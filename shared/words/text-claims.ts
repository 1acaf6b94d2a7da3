import type { Instant } from '../practice/instant.ts';
import { shortName } from '../texts/short-name.ts';
import type { SettledClaim } from '../wire/texts.ts';
import { formatTime } from './times.ts';

const SETTLED: { readonly [O in SettledClaim['outcome']]: string } = {
  'on-board': 'Confirmed. It is on the board, in your name.',
  'too-late': 'Confirmed, but somebody has reported later. It is in the timeline.',
  refused: 'Refused. The board has not changed.',
};

/** The list of what was said by text and waits, for operations. */
export const TEXT_CLAIMS = {
  heading: 'Texts to confirm',
  intro: 'Anybody can forge the number of a text. Phone the person before you confirm.',
  confirm: 'Confirm',
  refuse: 'Refuse',
  settled: SETTLED,
  gone: 'Somebody has settled this already, or it has ended.',
} as const;

/** "Clayton: internet working". */
export function claimTitle(name: string, says: string): string {
  return `${shortName(name)}: ${says}`;
}

/** "Asha Lead at 10:42am. Ends at 12:42pm." */
export function claimFrom(by: string, saidAt: Instant, expiresAt: Instant, zone: string): string {
  return `${by} at ${formatTime(saidAt, zone)}. Ends at ${formatTime(expiresAt, zone)}.`;
}

/** Of a button: "Confirm: Clayton: internet working". */
export function claimAction(action: string, title: string): string {
  return `${action}: ${title}`;
}
