import type { ColumnType } from 'kysely';

/** A mail to be sent. Its row goes, with the code or the link in it, once it was sent or given up. */
export interface MailOutboxTable {
  readonly id: string;
  readonly recipient: string;
  /** A `Mail`; written as its JSON text. */
  readonly mail: ColumnType<unknown, string, never>;
  readonly made_at: Date;
  /** When nobody has use for it any more. */
  readonly give_up_at: Date;
  readonly next_try_at: Date;
  readonly tries: number;
}
