import type { ReportContent } from '../../shared/facts/check-report.ts';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Cancel } from '../live/environment.ts';
import type { StaffEnvironment } from '../staff/environment.ts';
import { fetchPreview, type ShownPreview } from '../staff/fetch-preview.ts';

export type PreviewState =
  | { readonly kind: 'none' | 'waiting' | 'failed' }
  /** `isOld`: something else is typed by now. */
  | { readonly kind: 'shown'; readonly shown: ShownPreview; readonly isOld: boolean };

/** What patients would see of what is being typed, asked for once the typing rests. */
export interface PreviewFeed {
  state(): PreviewState;
  /** null: there is nothing to show. */
  want(slug: string, content: ReportContent | null): void;
  stop(): void;
}

/** A preview counts among the requests that somebody may make in a minute. */
const REST_MS = SECOND;

export function createPreview(environment: StaffEnvironment, onChange: () => void): PreviewFeed {
  let state: PreviewState = { kind: 'none' };
  let wanted = '';
  let cancel: Cancel = () => {};

  function show(next: PreviewState): void {
    state = next;
    onChange();
  }

  async function ask(slug: string, content: ReportContent, of: string): Promise<void> {
    const shown = await fetchPreview(environment, slug, content);
    if (of === wanted) show(shown ? { kind: 'shown', shown, isOld: false } : { kind: 'failed' });
  }

  return {
    state: () => state,
    want(slug, content) {
      const next = content === null ? '' : JSON.stringify([slug, content]);
      if (next === wanted) return;
      const isFirst = wanted === '';
      wanted = next;
      cancel();
      if (content === null) state = { kind: 'none' };
      else {
        if (state.kind === 'shown') state = { ...state, isOld: true };
        else state = { kind: 'waiting' };
        cancel = environment.after(isFirst ? 0 : REST_MS, () => void ask(slug, content, next));
      }
    },
    stop() {
      cancel();
      wanted = '';
      state = { kind: 'none' };
    },
  };
}
