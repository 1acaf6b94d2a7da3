/** What a process that asks at a steady pace is told. */
export type AskerAsk =
  | { readonly do: 'begin'; readonly port: number; readonly paths: readonly string[]; readonly everyMs: number }
  /** Stop asking, and say how it went once all is answered. */
  | { readonly do: 'end' };

/** One question and its answer, by the machine's monotonic clock. */
export interface Asked {
  readonly path: string;
  readonly at: number;
  readonly ms: number;
  readonly failed: boolean;
}
