/** A wallboard that shows a code and waits to be let in. */
export interface DisplayPairingTable {
  readonly id: string;
  readonly code: string;
  readonly secret_hash: Buffer;
  /** Where it asked from. */
  readonly address: string;
  /** null until operations let it in. */
  readonly display: string | null;
  readonly expires_at: Date;
}
