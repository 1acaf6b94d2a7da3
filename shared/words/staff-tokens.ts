import type { Instant } from '../practice/instant.ts';
import type { ApiToken } from '../wire/tokens.ts';
import { listOf } from './lists.ts';
import { formatDay, formatSince } from './times.ts';

/** The tokens by which other programs use the board. */
export const TOKENS = {
  title: 'API tokens',
  intro:
    'With an API token another program may report and read, as a person of that role may. Who runs the server makes one: npm run token.',
  none: 'No program has a token.',
  caption: 'API tokens, what they may do and until when',
  name: 'Program',
  may: 'May report for',
  valid: 'Valid',
  actions: 'Actions',
  revoke: 'Revoke',
  all: 'all branches, and do what operations may',
  noName: 'without a name',
  gone: 'There is no such token any more.',
  revokeAction: 'Revoke the token',
  revoked: 'Revoked.',
} as const;

/** "Clayton and Yaxham". */
export function tokenMay(
  { role, branches }: Pick<ApiToken, 'role' | 'branches'>,
  nameOf: (slug: string) => string,
): string {
  return role === 'operations' ? TOKENS.all : listOf(branches.map(nameOf));
}

/** "Made yesterday at 9am, until it is revoked". */
export function tokenValid(
  { createdAt, expiresAt }: Pick<ApiToken, 'createdAt' | 'expiresAt'>,
  now: Instant,
  zone: string,
): string {
  const end = expiresAt === null ? 'until it is revoked' : `until ${formatDay(Date.parse(expiresAt), zone)}`;
  return `Made ${formatSince(Date.parse(createdAt), now, zone)}, ${end}`;
}

export function revokeTokenTitle(name: string): string {
  return `Revoke the token of ${name}?`;
}

export const REVOKE_TOKEN_LINES = [
  'The program is refused from this moment on, and what it has open ends within seconds. This cannot be undone.',
  'What it reported stays.',
] as const;
