import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from '@simplewebauthn/browser';
import type { Created, CreateOptions, Signed, SignOptions } from '../../shared/wire/passkeys.ts';
import { PASSKEY_PAGE } from '../../shared/words/passkey-page.ts';

/** What came of asking a device. `given-up`: its owner did not go on, or the page asked for something else. */
export type DeviceAnswer<A> =
  | { readonly kind: 'answer'; readonly answer: A }
  | { readonly kind: 'given-up' }
  | { readonly kind: 'failed'; readonly words: string };

const ADDRESS_OF_A_MACHINE = /^[\d.]+$|^\[/;

/** Passkeys are made for names: at the bare address of a machine no browser offers them. */
export function canUsePasskeys(): boolean {
  return browserSupportsWebAuthn() && !ADDRESS_OF_A_MACHINE.test(location.hostname);
}

/** Whether the browser offers passkeys in a field, where it offers what was typed before. */
export async function offersInFields(): Promise<boolean> {
  return canUsePasskeys() && browserSupportsWebAuthnAutofill();
}

/** Asks for a new passkey. */
export function makePasskey(options: CreateOptions): Promise<DeviceAnswer<Created>> {
  const asking = startRegistration({ optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'] });
  return toAnswer(asking as Promise<Created>);
}

/** Asks a passkey to sign: in a window of the browser, or where it offers what belongs in a field. */
export function signByPasskey(
  options: SignOptions,
  { inField = false }: { readonly inField?: boolean } = {},
): Promise<DeviceAnswer<Signed>> {
  return toAnswer(startAuthentication({ optionsJSON: options, useBrowserAutofill: inField }) as Promise<Signed>);
}

/** Ends what waits for a passkey. */
export function stopAskingForPasskeys(): void {
  WebAuthnAbortService.cancelCeremony();
}

async function toAnswer<A>(asking: Promise<A>): Promise<DeviceAnswer<A>> {
  try {
    return { kind: 'answer', answer: await asking };
  } catch (error) {
    return toTrouble(error);
  }
}

function toTrouble(error: unknown): DeviceAnswer<never> {
  const code = error instanceof WebAuthnError ? error.code : null;
  switch (code) {
    case 'ERROR_INVALID_DOMAIN':
    case 'ERROR_INVALID_RP_ID':
      return { kind: 'failed', words: PASSKEY_PAGE.notHere };
    case 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED':
      return { kind: 'failed', words: PASSKEY_PAGE.knownHere };
    case 'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT':
    case 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT':
    case 'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG':
      return { kind: 'failed', words: PASSKEY_PAGE.cannotKeep };
    default:
      return { kind: 'given-up' };
  }
}
