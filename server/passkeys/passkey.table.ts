/** A passkey: what its device or password manager signs with, only that can. */
export interface PasskeyTable {
  readonly id: string;
  readonly person: string;
  /** As the browser names it, base64url. */
  readonly credential_id: string;
  /** COSE. */
  readonly public_key: Buffer;
  /** Signatures so far, where the device counts them; 0 where it does not. */
  readonly counter: number;
  readonly transports: string[];
  /** Kept by an account of its maker too, and so not lost with the device. */
  readonly is_synced: boolean;
  /** "Chrome on Android": what its owner reads in the list. */
  readonly name: string;
  readonly created_at: Date;
  readonly used_at: Date | null;
}
