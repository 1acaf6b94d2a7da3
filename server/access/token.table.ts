import type { Generated } from 'kysely';

/** Nobody but a person is an admin: a token would let people in whom nobody knows. */
export type TokenRole = 'operations' | 'lead';

/** API tokens; the token itself is never stored. */
export interface TokenTable {
  readonly id: string;
  readonly actor: string;
  readonly token_hash: Buffer;
  readonly role: TokenRole;
  /** Slugs a lead's token is for. */
  readonly branches: string[];
  readonly created_at: Generated<Date>;
  /** null: until revoked. */
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}
