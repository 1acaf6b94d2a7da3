/** Tries to sign in that failed, or are under way, by account and by network. */
export interface SignInFailureTable {
  /** `account:` with the digest of an e-mail address, whether it is somebody's or not; `network:` with an address. */
  readonly key: string;
  readonly failures: number;
  readonly began_at: Date;
  readonly last_at: Date;
}
