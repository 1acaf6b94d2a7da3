/** What is broken on purpose, to see that the simulation finds it. */
export interface Sabotage {
  /** The database does not keep the answers to keys. */
  readonly forgetsKeys?: boolean;
  /** A report is answered when it arrives and stored a little later. */
  readonly answersEarly?: boolean;
  /** Neither the lock nor the version keeps two evaluators apart. */
  readonly evaluatesTwice?: boolean;
  /** The journal counts as read although it was not. */
  readonly callsItselfFresh?: boolean;
  /** The page takes any change for the next one. */
  readonly followsBlindly?: boolean;
  /** The page does not ask again when a tick tells of more. */
  readonly ignoresTicks?: boolean;
  /** The page thinks that no time goes by between frames. */
  readonly neverAges?: boolean;
  /** An instance goes by the clock of its machine, whoever sets it. */
  readonly trustsItsWallClock?: boolean;
}

export type SabotageName = keyof Sabotage;
