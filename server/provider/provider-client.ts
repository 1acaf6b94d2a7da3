import * as client from 'openid-client';
import { SECOND } from '../../shared/practice/instant.ts';
import type { ProviderSettings } from '../platform/config-provider.ts';

/** What the answer is checked against. It stays on the server. */
export interface ProviderChecks {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** Whom the other service knows. */
export interface KnownElsewhere {
  readonly issuer: string;
  readonly subject: string;
  /** An address that the service checked; null: it says of none that it did. */
  readonly email: string | null;
}

/** Another service that says who somebody is. It is asked for what it is when it is first needed. */
export interface Provider {
  readonly name: string;
  /** Where the browser goes, and what its answer must fit. Throws when the service cannot be reached. */
  begin(): Promise<{ readonly url: string; readonly checks: ProviderChecks }>;
  /** Whom the answer is about, by what the service itself says of it. Throws when it does not fit. */
  finish(answer: URL, checks: ProviderChecks): Promise<KnownElsewhere>;
}

const ANSWER_WITHIN_S = (8 * SECOND) / 1_000;

/** By authorization code with PKCE, and nothing else. `redirectUri` is asked each time: a port may be known late. */
export function createProvider(settings: ProviderSettings, redirectUri: () => string): Provider {
  let known: client.Configuration | null = null;

  async function configuration(): Promise<client.Configuration> {
    if (known) return known;
    const issuer = new URL(settings.issuer);
    const execute = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    const options = { execute, timeout: ANSWER_WITHIN_S };
    known = await client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, options);
    return known;
  }

  return {
    name: settings.name,
    async begin() {
      const config = await configuration();
      const verifier = client.randomPKCECodeVerifier();
      const checks = { verifier, state: client.randomState(), nonce: client.randomNonce() };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri(),
        scope: 'openid email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: checks.state,
        nonce: checks.nonce,
      });
      return { url: url.href, checks };
    },
    async finish(answer, { verifier, state, nonce }) {
      const tokens = await client.authorizationCodeGrant(await configuration(), answer, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the service said nothing of who it is');
      const isChecked = claims['email_verified'] === true || settings.trustsEmail;
      const { email } = claims;
      return { issuer: claims.iss, subject: claims.sub, email: isChecked && typeof email === 'string' ? email : null };
    },
  };
}
