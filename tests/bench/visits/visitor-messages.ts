/** How one visit goes: a connection, and requests on it one after the other. */
export interface VisitPlan {
  readonly port: number;
  readonly isTls: boolean;
  readonly paths: readonly string[];
}

/** What a process of visitors is asked to do. */
export interface VisitAsk {
  readonly plan: VisitPlan;
  readonly count: number;
  /** Addresses that they come from: `127.x.y`. */
  readonly network: string;
  /** Visits that begin in a second; null: one begins when another ends. */
  readonly perSecond: number | null;
}

/** What became of them. */
export interface VisitsSaid {
  readonly done: number;
  /** How many failed, by why. */
  readonly failures: Readonly<Record<string, number>>;
  /** From the moment that a visit was due to its last byte, in ms. */
  readonly took: readonly number[];
  /** How much later than due the last of them began, in ms. */
  readonly lateMs: number;
}
