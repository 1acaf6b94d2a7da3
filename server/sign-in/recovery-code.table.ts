/** Codes on paper for whoever lost everything else. A row goes when its code is used. */
export interface RecoveryCodeTable {
  readonly person: string;
  readonly code_hash: Buffer;
}
