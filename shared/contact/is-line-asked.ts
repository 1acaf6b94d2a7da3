import type { ContactState, ServiceState } from '../facts/fact.ts';

interface SilentBranch {
  readonly contact: { readonly state: ContactState | null; readonly lastBeatAt: string | null };
  readonly services: {
    readonly internet: { readonly state: ServiceState; readonly said: { readonly at: string } | null };
  };
}

/**
 * Whether people are asked if the internet of a branch is down: its sender has fallen silent, and nobody has said since
 * how it is. Who called it down before need not say so again.
 */
export function isLineAsked({ contact, services }: SilentBranch): boolean {
  if (contact.state !== 'suspect') return false;
  const { said, state } = services.internet;
  if (said === null) return true;
  const isSince = contact.lastBeatAt === null || Date.parse(said.at) > Date.parse(contact.lastBeatAt);
  return !isSince && state !== 'down';
}
