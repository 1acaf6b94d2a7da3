/** What a load client is asked to do. */
export type Ask =
  | {
      readonly do: 'open';
      readonly port: number;
      readonly path: string;
      readonly network: string;
      readonly count: number;
      readonly reads: boolean;
    }
  /** Tell when every page that reads has a text frame with this in it. */
  | { readonly do: 'expect'; readonly marker: string };

/** What it answers. */
export type Said =
  | { readonly said: 'open'; readonly refused: number }
  /** When the first and the last page had it, in ms of the machine's monotonic clock. */
  | { readonly said: 'told'; readonly marker: string; readonly firstAt: number; readonly lastAt: number }
  | { readonly said: 'lost'; readonly count: number };
