import type { ColumnType } from 'kysely';
import type { Mail } from '../../shared/words/mails.ts';

/** Sealed, in base64; mails that waited during the upgrade from a version that sealed none are as they were. */
export type WaitingMail = { readonly sealed: string } | Mail;

/** A mail to be sent. Its row goes, once it was sent or given up. */
export interface MailOutboxTable {
  readonly id: string;
  /** Empty: sealed with the mail. */
  readonly recipient: string;
  /** Written as its JSON text. */
  readonly mail: ColumnType<WaitingMail, string, never>;
  readonly made_at: Date;
  /** When nobody has use for it any more. */
  readonly give_up_at: Date;
  readonly next_try_at: Date;
  readonly tries: number;
}
