import { SECOND } from '../../shared/practice/instant.ts';
import type { BrowserEnvironment } from '../live/environment.ts';

const ANSWER_WITHIN_MS = 10 * SECOND;

export type ScreenAnswer =
  | { readonly kind: 'told'; readonly build: string; readonly surgery: string | null }
  /** This screen is not let in. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' };

/** Asks the server what this screen is to show, and by which build. */
export async function askForScreen(environment: BrowserEnvironment, path: string): Promise<ScreenAnswer> {
  const limit = new AbortController();
  const cancelLimit = environment.after(ANSWER_WITHIN_MS, () => limit.abort());
  try {
    const answer = await environment.get(path, { accept: 'application/json' }, limit.signal);
    if (answer.status === 401 || answer.status === 403) return { kind: 'refused' };
    if (answer.status !== 200) return { kind: 'unreachable' };
    const { build, surgery = null } = (await answer.json()) as { build: string; surgery?: string };
    return { kind: 'told', build, surgery };
  } catch {
    return { kind: 'unreachable' };
  } finally {
    cancelLimit();
  }
}
