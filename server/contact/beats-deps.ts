import type { Instant } from '../../shared/practice/instant.ts';
import type { SenderTokens } from '../access/sender-tokens.ts';
import type { MinuteCount } from '../platform/minute-count.ts';
import type { LastHeard } from './last-heard.ts';

export interface BeatsDeps {
  /** The time that all instances go by. */
  readonly now: () => Instant;
  readonly lastHeard: LastHeard;
  readonly senders: Pick<SenderTokens, 'findHeld'>;
  /** Counts the beats of each token. */
  readonly beats: MinuteCount;
}
