import type { Notice, PublicBranch } from '../wire/public-board.ts';
import { PAGE, SERVICE_WORDS, surgeries } from './page.ts';
import { serviceName } from './services.ts';

/** The live region's text once the page stops, or starts again, to be true. */
export const SPOKEN = {
  notLive: 'This page is not live any more.',
  liveAgain: 'This page is live again.',
} as const;

/** "At Clayton Surgery: medical records not working." */
export function spokenServices(name: string, changes: readonly { service: string; words: string }[]): string {
  return `At ${name}: ${changes.map(({ service, words }) => `${service} ${words}`).join(', ')}.`;
}

export function serviceChange(service: keyof PublicBranch['services'], state: keyof typeof SERVICE_WORDS) {
  return { service: serviceName(service), words: SERVICE_WORDS[state] };
}

export function spokenGps(name: string, gps: string): string {
  return `GPs at ${name}: ${gps}.`;
}

export function spokenDoors(name: string, line: string): string {
  return `${name}: ${line}.`;
}

export function spokenMessage(name: string, message: string): string {
  return `Message from ${name}: ${message}`;
}

export function spokenSeveral(count: number, summary: string): string {
  return `${surgeries(count)} changed. ${summary}`;
}

export function spokenNotice(notice: Notice | null): string {
  return notice ? `${notice.text.heading}.` : PAGE.noticeOver;
}

/** The bar that waits for the reader: "1 surgery changed." */
export function changedBar(count: number): string {
  return count === 0 ? 'This page changed.' : `${surgeries(count)} changed.`;
}
