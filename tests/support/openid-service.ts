import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { onTestFinished } from 'vitest';

/** Somebody whom the service knows. */
export interface Known {
  readonly subject: string;
  readonly email: string;
  readonly checked: boolean | undefined;
}

/** A real OpenID Connect service on this machine; whoever is sent there is signed in at once as `who`. */
export interface OpenidService {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who uses the browser from now on. */
  signIn(who: Known): void;
  /** Follows a browser that was sent to `url` until the service sends it away; gives where to. */
  follow(url: string): Promise<string>;
}

const CLIENT = { id: 'branchboard', secret: 'secret-of-a-test-secret-of-a-test' };

/** Starts one that answers to `redirectUri`. */
export async function startOpenidService(redirectUri: string): Promise<OpenidService> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let known: Known = { subject: 'nobody', email: 'nobody@practice.example', checked: true };

  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: known.email,
        ...(known.checked !== undefined && { email_verified: known.checked }),
      }),
    }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  });

  const serve = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return serve(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      return provider.interactionFinished(request, response, { login: { accountId: known.subject } });
    }
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
    grant.addOIDCScope('openid email');
    const grantId = await grant.save();
    return provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
  });

  return {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    signIn(who) {
      known = who;
    },
    async follow(url) {
      const jar = new Map<string, string>();
      let at = url;
      while (at.startsWith(issuer)) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const line of response.headers.getSetCookie()) {
          const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
          jar.set(name, value);
        }
        const next = response.headers.get('location');
        if (next === null) throw new Error(`the service stopped with ${response.status}: ${await response.text()}`);
        at = new URL(next, at).href;
      }
      return at;
    },
  };
}
