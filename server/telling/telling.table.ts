import type { ColumnType, Generated } from 'kysely';

/** One row: who tells followers, and what they go on from. */
export interface TellingTable {
  readonly id: Generated<boolean>;
  /** Counts the changes of the state. */
  readonly version: Generated<number>;
  /** The process that tells, until when unless it says so again. */
  readonly teller: string | null;
  readonly teller_until: Date | null;
  /** Where the public board stood of which the state is. */
  readonly epoch: string | null;
  readonly seq: number | null;
  readonly edge: Date | null;
  /** `TellingKept`; written as its JSON text. */
  readonly state: ColumnType<object | null, string | null, string>;
}

/** What was announced, and what somebody knows who was told all up to it. */
export interface AnnouncementTable {
  readonly n: number;
  readonly at: Date;
  /** `Standing`; written as its JSON text. */
  readonly standing: ColumnType<object, string, string>;
}

/** How far somebody who follows was told. They have no row before that is first looked at. */
export interface FollowerToldTable {
  readonly follower: string;
  readonly told_through: number;
  /** Surgeries of which something else was told last: by slug, whether it was trouble. */
  readonly apart: ColumnType<object | null, string | null, string | null>;
  /** How many they were sent: it names the next one, also when it is sent twice. */
  readonly messages: Generated<number>;
  /** Tries of the message under way. */
  readonly tries: Generated<number>;
  readonly tried_since: Date | null;
  /** Messages in a row that their address refused. */
  readonly failures: Generated<number>;
  /** How often they were taken in hand since something was last noted of them: twice tells of a crash. */
  readonly taken: Generated<number>;
  /** What they may have been told, by a try of which nobody knows whether it arrived. */
  readonly tried_through: number | null;
  readonly next_try_at: Date | null;
}
