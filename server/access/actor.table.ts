import type { Generated } from 'kysely';

export type ActorKind = 'system' | 'token' | 'person';

/** Who facts are said by. Rows stay for ever; names can be erased. */
export interface ActorTable {
  readonly id: string;
  readonly kind: ActorKind;
  readonly name: string | null;
  readonly created_at: Generated<Date>;
}

/** The board itself: sample data, commands on the machine, what rules decide. Made by the first migration. */
export const SYSTEM_ACTOR = '00000000-0000-4000-8000-000000000001';
