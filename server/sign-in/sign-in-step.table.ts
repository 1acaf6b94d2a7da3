import type { ColumnType, Generated } from 'kysely';

/** A sign-in, or something else to be proved, that is under way: its next step needs the secret of this one. */
export interface SignInStepTable {
  readonly id: string;
  readonly secret_hash: Buffer;
  /** What is awaited: each kind is named by the file that takes it. */
  readonly kind: string;
  /** null: not known yet, or nobody, who must not learn that from the answers. */
  readonly person: string | null;
  /** Written as its JSON text. */
  readonly detail: ColumnType<object, string>;
  readonly tries: Generated<number>;
  readonly expires_at: Date;
}
