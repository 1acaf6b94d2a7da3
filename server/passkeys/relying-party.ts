/** For whom a passkey is made: browsers offer it at this host alone, and say at which origin it was used. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/** Ours, by the origin that people use; on one's own machine it is `localhost`, which needs no TLS. */
export function toRelyingParty(origins: readonly string[]): RelyingParty {
  const id = hostOf(origins[0] ?? '');
  return { id, origins: origins.filter((origin) => hostOf(origin) === id) };
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
