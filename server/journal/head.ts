/** How far the journal has grown. Heads of different epochs cannot be compared. */
export interface Head {
  readonly epoch: string;
  /** seq of the last fact, 0 when there is none. */
  readonly seq: number;
}
