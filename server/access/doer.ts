import { SYSTEM_ACTOR } from './actor.table.ts';

/** Who changes something, and from where, for the access log. */
export interface Doer {
  /** Of an actor. */
  readonly id: string;
  /** null: on the machine itself. */
  readonly address: string | null;
  readonly device?: string | null;
}

/** Whoever runs a command on the machine. */
export const ON_THE_MACHINE: Doer = { id: SYSTEM_ACTOR, address: null };
