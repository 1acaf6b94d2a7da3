import { createECDH } from 'node:crypto';
import { deriveKey } from '../platform/sealing.ts';

/** By which push services know who sends (RFC 8292), in base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Where to reach us when something is wrong with what we send. */
  readonly subject: string;
}

const CURVE = 'prime256v1';
const NOBODY = 'mailto:branchboard@localhost.localdomain';

/**
 * Made of the server's secret: the same for all servers that share it, and nothing more to keep or to lose. Another secret
 * opens none of the addresses that subscriptions are kept by, so they end together.
 */
export function createVapidKeys(authSecret: string, origin: string): VapidKeys {
  const subject = origin.startsWith('https:') ? origin : NOBODY;
  for (let tries = 1; ; tries += 1) {
    const curve = createECDH(CURVE);
    const secret = deriveKey(authSecret, `push messages ${tries}`);
    try {
      curve.setPrivateKey(secret);
    } catch {
      // One in 4 billion numbers is none of the curve.
      continue;
    }
    return { publicKey: curve.getPublicKey('base64url'), privateKey: secret.toString('base64url'), subject };
  }
}
