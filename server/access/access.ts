import type { Instant } from '../../shared/practice/instant.ts';
import type { Visit } from '../platform/request-parts.ts';
import { isOfOperations, type StaffRole } from '../../shared/people/roles.ts';

/** Who may use a route. Every route declares one; there is no default. */
export const ACCESS_LEVELS = [
  'public',
  'display',
  'waiting-room',
  'reader',
  'lead',
  'operations',
  'admin',
  'sender',
  'notify',
] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

/** Of which branches a route may be used that names some: a lead of their own alone, or whoever it lets in of any. */
export const BRANCH_REACHES = ['own', 'any'] as const;
export type BranchReach = (typeof BRANCH_REACHES)[number];

export type Role = StaffRole | 'display' | 'waiting-room' | 'sender' | 'notify';

/** What somebody came in with; it may end while its holder goes on. */
export interface Credential {
  readonly kind: 'token' | 'session' | 'display' | 'sender' | 'notify';
  readonly id: string;
  /** null: until it is revoked. */
  readonly expiresAt: Instant | null;
  /** Of a session alone. */
  readonly session?: SessionTraits;
}

export interface SessionTraits {
  /** By a password alone: it lets nobody work, but add what they prove themselves by from then on. */
  readonly needsSecondFactor: boolean;
  /** When its holder last proved who they are. */
  readonly provedAt: Instant;
}

/** Who makes a request. */
export interface Actor {
  /** Of an actor of the journal; of who writes nothing there, a display, a sender or Notify, its own. */
  readonly id: string;
  readonly name: string | null;
  readonly role: Role;
  /** Slugs a lead is lead of, or the one a sender beats for or a screen shows; empty for all others. */
  readonly branches: readonly string[];
  readonly credential: Credential;
  /** From where they ask; absent: of whoever is not there, as when a text comes in. */
  readonly visit?: Visit;
}

/** Each level of staff holds the one after it. */
const ROLES: { readonly [A in Exclude<Access, 'public'>]: readonly Role[] } = {
  display: ['display', 'read-only', 'lead', 'operations', 'admin'],
  // Whoever sits in a waiting room reads what everybody may: nothing that is for staff.
  'waiting-room': ['waiting-room'],
  reader: ['read-only', 'lead', 'operations', 'admin'],
  lead: ['lead', 'operations', 'admin'],
  operations: ['operations', 'admin'],
  admin: ['admin'],
  sender: ['sender'],
  notify: ['notify'],
};

/** Whether a role reaches a level of access. */
export function mayUse(role: Role, access: Exclude<Access, 'public'>): boolean {
  return ROLES[access].includes(role);
}

/** Whether an Authorization header said who asks: no browser adds one by itself, as it does a cookie. */
export function isBearer({ credential: { kind } }: Actor): boolean {
  return kind === 'token' || kind === 'sender' || kind === 'notify';
}

/** Whether the actor is a lead of the branch, and speaks for it rather than on its behalf. */
export function isLeadOf(actor: Pick<Actor, 'role' | 'branches'>, branch: string): boolean {
  return actor.role === 'lead' && actor.branches.includes(branch);
}

/** Whether the actor answers for the branch, and so reports for it. */
export function answersFor(actor: Pick<Actor, 'role' | 'branches'>, branch: string): boolean {
  return isOfOperations(actor.role) || isLeadOf(actor, branch);
}

/**
 * Whether the actor may read all that was ever said of the branch. The staff board, which says what holds at the moment,
 * shows every branch to every lead.
 */
export function mayReadTimeline(actor: Pick<Actor, 'role' | 'branches'>, branch: string): boolean {
  return actor.role === 'read-only' || answersFor(actor, branch);
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access: Access;
    /** Of every route that names branches, in its path or its body, and is not for everybody. */
    branch?: BranchReach;
    /** It is posted and stores nothing: it does not use up what an actor may write. */
    storesNothing?: boolean;
    /** Whoever is signed in must have proved a short while ago who they are. */
    stepUp?: boolean;
  }
  interface FastifyRequest {
    /** null on public routes. */
    actor: Actor | null;
  }
}
