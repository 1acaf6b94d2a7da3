import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FollowChannel } from '../../shared/follow/follow.ts';
import { deriveKey, seal, unseal } from '../platform/sealing.ts';

/** What the addresses of followers are sealed with, and their links signed with: made of the server's secret. */
export interface FollowKeys {
  readonly seal: Buffer;
  readonly digest: Buffer;
  readonly link: Buffer;
}

/** What a link is for: one for one thing opens nothing else. */
export type LinkUse = 'confirm' | 'code' | 'stop';

const ID_BYTES = 16;
/** Nobody guesses it, and links stay short enough for a text. */
const MARK_BYTES = 16;
const TOKEN = /^[\w-]{43}$/;

export function createFollowKeys(authSecret: string): FollowKeys {
  return {
    seal: deriveKey(authSecret, 'follower address'),
    digest: deriveKey(authSecret, 'follower digest'),
    link: deriveKey(authSecret, 'follower link'),
  };
}

/**
 * An address as it lies in the row of that digest: whoever reads the database, or a copy of it, finds nobody's, and whoever
 * writes to it cannot put somebody's choices to the address of somebody else.
 */
export function sealAddress({ seal: key }: FollowKeys, address: string, digest: string): Buffer {
  return seal(key, Buffer.from(address), digest);
}

/** null: it was sealed with another secret, or for another row. */
export function unsealAddress({ seal: key }: FollowKeys, sealed: Buffer, digest: string): string | null {
  return unseal(key, sealed, digest)?.toString() ?? null;
}

/** Equal for equal addresses of a channel, and tells nothing else to whoever has no secret. */
export function digestAddress({ digest }: FollowKeys, channel: FollowChannel, address: string): string {
  return createHmac('sha256', digest).update(`${channel}:${address}`).digest('base64url');
}

function markOf({ link }: FollowKeys, use: LinkUse, id: Buffer): Buffer {
  return createHmac('sha256', link).update(use).update(id).digest().subarray(0, MARK_BYTES);
}

/** What stands in a link of the row of that id. It is made anew for each message and stored nowhere. */
export function toLinkToken(keys: FollowKeys, use: LinkUse, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes, markOf(keys, use, bytes)]).toString('base64url');
}

/** The id of the row that a link is of; null: we made no such link. */
export function readLinkToken(keys: FollowKeys, use: LinkUse, token: string): string | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), markOf(keys, use, id))) return null;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Of a code that was texted for the request of that id: whoever reads the database cannot try all of them. */
export function digestCode({ digest }: FollowKeys, id: string, code: string): string {
  return createHmac('sha256', digest).update(`code of ${id}:${code}`).digest('base64url');
}
