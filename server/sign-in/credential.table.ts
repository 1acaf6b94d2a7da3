/** How a person proves who they are: at this time by a password, of which only a slow hash is kept. */
export interface CredentialTable {
  readonly id: string;
  readonly person: string;
  /** `credential` for a password. */
  readonly provider: string;
  /** The person's own id, for a password. */
  readonly account: string;
  readonly password: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}
