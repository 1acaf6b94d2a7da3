import type { ServiceState, Service } from '../facts/fact.ts';
import type { PublicIncident } from '../wire/public-board.ts';
import { serviceName, serviceState } from './services.ts';
import { withCommas } from './lists.ts';
import { type LaterWords, tell } from './words.ts';

/** "At Clayton Surgery: medical records not working." */
export function spokenServices(
  name: string,
  changed: readonly { readonly service: Service; readonly state: ServiceState }[],
  words: LaterWords,
): string {
  const changes = changed.map(({ service, state }) => `${serviceName(service, words)} ${serviceState(state, words)}`);
  return tell(words, 'saidServices', { name, changes: withCommas(changes, words) });
}

export function spokenSeveral(count: number, summary: string, words: LaterWords): string {
  return `${tell(words, 'surgeriesChanged', { count })} ${summary}`;
}

/** The bar that waits for the reader: "1 surgery changed." */
export function changedBar(count: number, words: LaterWords): string {
  return count === 0 ? tell(words, 'pageChanged') : tell(words, 'surgeriesChanged', { count });
}

function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** What a change of one incident is worth telling; null when nothing is. */
export function spokenIncident(before: PublicIncident | null, after: PublicIncident, words: LaterWords): string | null {
  const latest = after.updates[0];
  const news = latest && latest.at !== before?.updates[0]?.at ? ` ${asSentence(latest.text)}` : '';
  const what = asSentence(after.title);
  if (after.status === 'resolved') {
    return before?.status === 'open' ? tell(words, 'saidSolved', { what }) + news : null;
  }
  if (before === null) return what + news;
  return news === '' ? null : tell(words, 'saidUpdate', { what }) + news;
}
