import { randomBytes } from 'node:crypto';
import type { VerifiedAuthenticationResponse, VerifiedRegistrationResponse } from '@simplewebauthn/server';
import type { Created, CreateOptions, Signed, SignOptions } from '../../shared/wire/passkeys.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import type { RelyingParty } from './relying-party.ts';

/** A passkey as its owner's browser names it. */
export interface KnownCredential {
  readonly credential_id: string;
  readonly transports: readonly string[];
}

/** Whom a passkey is made for. */
export interface PasskeyOwner {
  readonly id: string;
  /** By both, people tell their accounts apart when their browser asks which. */
  readonly email: string;
  readonly name: string;
}

const CHALLENGE_BYTES = 32;
/** For the person, at their device. */
const ANSWER_WITHIN = 5 * MINUTE;
/** ES256, EdDSA, RS256 of COSE: what phones, security keys and Windows Hello sign with. */
const ALGORITHMS = [-7, -8, -257];

export function createChallenge(): string {
  return randomBytes(CHALLENGE_BYTES).toString('base64url');
}

/** The person's id, which says nothing of them. It comes back with what their passkey signs. */
export function toUserHandle(person: string): string {
  return Buffer.from(person.replaceAll('-', ''), 'hex').toString('base64url');
}

function toCredential({ credential_id: id, transports }: KnownCredential): CreateOptions['excludeCredentials'][number] {
  return { id, type: 'public-key', transports: [...transports] };
}

/** Asks for a passkey that opens the account by itself: it is kept on the device, and the device checks its owner. */
export function toCreateOptions(
  { id, name }: { readonly id: string; readonly name: string },
  challenge: string,
  owner: PasskeyOwner,
  known: readonly KnownCredential[],
): CreateOptions {
  return {
    challenge,
    rp: { id, name },
    user: { id: toUserHandle(owner.id), name: owner.email, displayName: owner.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: ANSWER_WITHIN,
    attestation: 'none',
    excludeCredentials: known.map(toCredential),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  };
}

/** Asks a passkey to sign: any of this host when `allowed` is empty. */
export function toSignOptions(
  { id }: RelyingParty,
  challenge: string,
  allowed: readonly KnownCredential[] = [],
): SignOptions {
  return {
    challenge,
    rpId: id,
    timeout: ANSWER_WITHIN,
    userVerification: 'required',
    allowCredentials: allowed.map(toCredential),
  };
}

/** A passkey whose making was checked. */
export interface MadeCredential {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly isSynced: boolean;
}

/** null: it was not made for us, by this question, by a device that checked its owner. */
export async function checkCreated(
  { id, origins }: RelyingParty,
  challenge: string,
  answer: Created,
): Promise<MadeCredential | null> {
  const { verifyRegistrationResponse } = await library();
  if (!(await isWithoutMaker(answer))) return null;
  const checked: VerifiedRegistrationResponse | null = await verifyRegistrationResponse({
    response: answer as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!checked?.verified) return null;
  const { credential, credentialBackedUp } = checked.registrationInfo;
  // The answer names the passkey twice, and only one name is signed for.
  if (credential.id !== answer.id) return null;
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    isSynced: credentialBackedUp,
  };
}

/**
 * Whether no maker vouches for the device, as was asked. Browsers leave out what does; whoever sends it all the same has us
 * read certificates of their choice.
 */
async function isWithoutMaker({ response }: Created): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  try {
    const attested = decodeAttestationObject(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')));
    const format = attested.get('fmt');
    return format === 'none' || (format === 'packed' && attested.get('attStmt').get('x5c') === undefined);
  } catch {
    return false;
  }
}

/** What a passkey's own key signed for. */
export interface CheckedSignature {
  readonly counter: number;
  readonly isSynced: boolean;
}

/** null: it is not signed by this key, for us, in answer to this question, by a device that checked its owner. */
export async function checkSigned(
  { id, origins }: RelyingParty,
  challenge: string,
  answer: Signed,
  publicKey: Buffer,
): Promise<CheckedSignature | null> {
  const { verifyAuthenticationResponse } = await library();
  const checked: VerifiedAuthenticationResponse | null = await verifyAuthenticationResponse({
    response: answer as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: id,
    requireUserVerification: true,
    // The counter is compared by the caller, who tells a copied key from a wrong signature.
    credential: { id: answer.id, publicKey: new Uint8Array(publicKey), counter: 0 },
  }).catch(() => null);
  if (!checked?.verified) return null;
  const { newCounter, credentialBackedUp } = checked.authenticationInfo;
  return { counter: newCounter, isSynced: credentialBackedUp };
}

/** Loaded when the first passkey is used: it takes 27 MiB and a third of a second, which no start should wait for. */
function library() {
  return import('@simplewebauthn/server');
}
