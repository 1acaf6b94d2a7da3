/** What a client of the storm is asked to do. */
export type StormAsk =
  | {
      readonly do: 'open';
      readonly port: number;
      /** The server is behind a proxy that speaks HTTPS. */
      readonly isTls: boolean;
      readonly network: string;
      readonly count: number;
    }
  /** What comes from now on is of a new storm. */
  | { readonly do: 'watch' }
  | { readonly do: 'tell' };

/** How its pages stand, and what became of them since they were watched. */
export interface StormSaid {
  readonly live: number;
  /** When each connection was let in, in ms of the machine's monotonic clock. */
  readonly letIn: readonly number[];
  /** How long each page was without its board or the proof that it is still good, in ms. */
  readonly away: readonly number[];
  /** Connections that the server put off, or that found none. */
  readonly failed: number;
  /** How many pages hold the board of which seq. */
  readonly held: ReadonlyMap<number, number>;
  /** Changes that did not go on from what their page held: something between was missed. */
  readonly gaps: number;
}
