import type { FastifyHelmetOptions } from '@fastify/helmet';
import { toSocketOrigin } from './origin.ts';

const ONE_YEAR_SECONDS = 31_536_000;

/** Nothing a page of ours does needs a device's sensors. */
export const PERMISSIONS_POLICY =
  'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()';

/** Headers of every answer; `origins` are ours, the public one first. HSTS only where people come by TLS. */
export function securityHeaders(origins: readonly string[]): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        // Older Safari does not count a socket to the same host as 'self'. A server on port 0 learns its origin late.
        'connect-src': ["'self'", () => origins.map(toSocketOrigin).join(' ')],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps(origins) ? { maxAge: ONE_YEAR_SECONDS, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  };
}

/** For answers that no hook sees: a request the parser refused, an address that cannot be read. */
export function bareSecurityHeaders(origins: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': PERMISSIONS_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(isHttps(origins) && { 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` }),
  };
}

function isHttps(origins: readonly string[]): boolean {
  return origins[0]?.startsWith('https:') ?? false;
}
