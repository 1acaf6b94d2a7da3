import { SECOND } from '../../../shared/practice/instant.ts';
import type { StaffEnvironment } from '../../staff/environment.ts';

/** What came within this time is told together, and no more often. */
const TOGETHER_MS = 3 * SECOND;
const AT_MOST = 3;

export interface Speaker {
  /** null: nothing to tell. */
  say(text: string | null): void;
}

/** Tells politely and not in a flood: the first at once, what follows closely together. */
export function createSpeaker(environment: Pick<StaffEnvironment, 'after'>, announce: (text: string) => void): Speaker {
  let waiting: string[] = [];
  let isQuiet = true;

  function tell(): void {
    if (waiting.length === 0) {
      isQuiet = true;
      return;
    }
    // The newest are the truest, and nobody listens to ten.
    announce(waiting.slice(-AT_MOST).join(' '));
    waiting = [];
    isQuiet = false;
    environment.after(TOGETHER_MS, tell);
  }

  return {
    say(text) {
      if (text === null) return;
      waiting.push(text);
      if (isQuiet) tell();
    },
  };
}
