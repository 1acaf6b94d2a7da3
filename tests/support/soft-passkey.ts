import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Created, CreateOptions, Signed, SignOptions } from '../../shared/wire/passkeys.ts';

/** What a passkey, or whoever has it, may do otherwise than it ought to. */
export interface SoftPasskeyOptions {
  /** Of the page that asked, as the browser says. */
  readonly origin: string;
  /** The host that the passkey takes itself to be made for; that of the question when absent. */
  readonly rpId?: string;
  /** Whether the device checked who holds it (true). */
  readonly checksOwner?: boolean;
  /** The signatures that it has counted; absent: it counts none. */
  readonly counter?: number;
  /** The challenge that it signs; that of the question when absent. */
  readonly challenge?: string;
  /** Another account than the one that it was made for. */
  readonly userHandle?: string;
}

/** A device that makes one passkey and signs with it, as WebAuthn asks: ES256, without a word of its maker. */
export interface SoftPasskey {
  readonly id: string;
  create(options: CreateOptions, more?: Partial<SoftPasskeyOptions>): Created;
  sign(options: SignOptions, more?: Partial<SoftPasskeyOptions>): Signed;
}

const PRESENT = 0x01;
const OWNER_CHECKED = 0x04;
const HAS_CREDENTIAL = 0x40;

export function createSoftPasskey(usual: SoftPasskeyOptions): SoftPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const id = credential.toString('base64url');
  let userHandle = '';

  function authenticatorData(rpId: string, { checksOwner = true, counter = 0 }: SoftPasskeyOptions, made?: Buffer) {
    const flags = PRESENT | (checksOwner ? OWNER_CHECKED : 0) | (made ? HAS_CREDENTIAL : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, made ?? Buffer.alloc(0)]);
  }

  return {
    id,
    create(options, more) {
      const all = { ...usual, ...more };
      userHandle = options.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credential.length);
      const made = Buffer.concat([Buffer.alloc(16), length, credential, coseKey(publicKey)]);
      const authData = authenticatorData(all.rpId ?? options.rp.id, all, made);
      const attestation = new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        authenticatorAttachment: 'platform',
        clientExtensionResults: { credProps: { rk: true } },
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, all),
          attestationObject: encodeCbor(attestation).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    sign(options, more) {
      const all = { ...usual, ...more };
      const handle = all.userHandle ?? userHandle;
      const authData = authenticatorData(all.rpId ?? options.rpId, all);
      const clientDataJSON = clientData('webauthn.get', options.challenge, all);
      const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON,
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          ...(handle !== '' && { userHandle: handle }),
        },
      };
    },
  };
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

function clientData(type: string, asked: string, { origin, challenge = asked }: SoftPasskeyOptions): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
}

/** EC2 key of COSE (RFC 9053): ES256 on P-256. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const fields: [number, Cbor][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ];
  return encodeCbor(new Map(fields));
}

type Cbor = number | string | Buffer | ReadonlyMap<string | number, Cbor>;

/** As much of CBOR (RFC 8949) as a passkey needs. */
function encodeCbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([name, of]) => [encodeCbor(name), encodeCbor(of)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument]);
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument]);
  return Buffer.from([(major << 5) | 25, argument >> 8, argument & 0xff]);
}
