/** A service that says who somebody is, by OpenID Connect: Entra ID, NHSmail's, another. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it. */
  readonly name: string;
  /** Whether its addresses of e-mail count although it does not say that it checked them. */
  readonly trustsEmail: boolean;
}

export interface ProviderVariables {
  readonly oidcIssuer: string | null;
  readonly oidcClientId: string | null;
  readonly oidcClientSecret: string | null;
  readonly oidcName: string | null;
  readonly oidcTrustEmail: boolean;
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Without TLS only on this machine: what it says lets people in. */
export function parseIssuer(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.includes(hostname));
  return isSafe && search === '' && hash === '' ? text : undefined;
}

export function parseYesNo(text: string): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined;
}

export function faultsOfProvider({ oidcIssuer, oidcClientId, oidcClientSecret }: ProviderVariables): readonly string[] {
  const given = [oidcIssuer, oidcClientId, oidcClientSecret].filter((value) => value !== null).length;
  return given === 0 || given === 3
    ? []
    : ['OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together; set all or none of them'];
}

/** null: people sign in here alone. */
export function toProviderSettings(variables: ProviderVariables): ProviderSettings | null {
  const { oidcIssuer, oidcClientId, oidcClientSecret, oidcName, oidcTrustEmail } = variables;
  if (oidcIssuer === null || oidcClientId === null || oidcClientSecret === null) return null;
  return {
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret: oidcClientSecret,
    name: oidcName ?? new URL(oidcIssuer).hostname,
    trustsEmail: oidcTrustEmail,
  };
}
