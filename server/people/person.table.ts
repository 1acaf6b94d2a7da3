import type { Generated } from 'kysely';
import type { StaffRole } from '../../shared/people/roles.ts';

/** Who may sign in. `id` is an actor's, which stays, with its name, when the person goes. */
export interface PersonTable {
  readonly id: string;
  /** The actor's: reports are signed by it, so it does not change. */
  readonly name: string;
  /** In small letters. */
  readonly email: string;
  readonly email_verified: Generated<boolean>;
  readonly role: StaffRole;
  /** Slugs a lead is lead of. */
  readonly branches: string[];
  /** From then on they are nobody; null: they stay. */
  readonly leaving: Date | null;
  /** Mobile number, E.164: who texts from it is this person. */
  readonly phone: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}
