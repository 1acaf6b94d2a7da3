import { SECOND } from '../../shared/practice/instant.ts';
import type { PairingAnswer } from './pairing.ts';

const ANSWER_WITHIN_MS = 10 * SECOND;

/** Posts JSON to the page's own origin; null when nobody answered. */
export async function postJson(path: string, body: object): Promise<PairingAnswer | null> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), ANSWER_WITHIN_MS);
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      signal: limit.signal,
    });
    return { status: response.status, body: await response.json(), date: response.headers.get('date') };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
