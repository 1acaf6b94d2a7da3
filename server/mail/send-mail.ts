import type { MailText } from '../../shared/words/mails.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Sent } from '../sending/outbox.ts';

export interface OutgoingMail extends MailText {
  /** The same at each try, so that mail programs show once what came twice. */
  readonly id: string;
  readonly to: string;
  readonly at: Instant;
  /** Ends mails of this kind at one tap; absent: nothing does, as for a code. */
  readonly stopUrl?: string;
}

/** Never throws. `stopping`: nobody waits for the answer any more; whether the mail arrived is not known then. */
export type SendMail = (mail: OutgoingMail, stopping: AbortSignal) => Promise<Sent>;
