/** A text message to be sent. The number is the person's at the time it is sent; without the person there is no row. */
export interface TextOutboxTable {
  readonly id: string;
  readonly person: string;
  /** The branch that a question is about; null: an answer. */
  readonly branch: string | null;
  /** null once it was sent or given up. */
  readonly body: string | null;
  readonly made_at: Date;
  /** null: it was sent or given up. */
  readonly next_try_at: Date | null;
  readonly tries: number;
}
