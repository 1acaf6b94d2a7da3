import type { Page } from 'playwright-core';

/** A device that makes and keeps passkeys, in the browser of a page; it needs no fingerprint. */
export interface VirtualAuthenticator {
  /** Whether its owner shows that it is them; nobody who found it can. */
  setOwnerThere(isThere: boolean): Promise<void>;
  /** Whether it answers by itself, as somebody who touches it at once. */
  setTouched(isTouched: boolean): Promise<void>;
  passkeys(): Promise<readonly { readonly credentialId: string; readonly rpId?: string; readonly signCount: number }[]>;
  /** Sets its count of signatures back, as that of a copy is. */
  setBack(): Promise<void>;
  unplug(): Promise<void>;
}

/** `internal`: a phone or computer that is its own; `usb`: a key that is carried about. */
export async function addAuthenticator(
  page: Page,
  transport: 'internal' | 'usb' = 'internal',
): Promise<VirtualAuthenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    ctap2Version: 'ctap2_1',
    transport,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  const passkeys = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return {
    setOwnerThere: async (isUserVerified) =>
      void (await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })),
    setTouched: async (enabled) =>
      void (await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })),
    passkeys,
    async setBack() {
      for (const credential of await passkeys()) {
        await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId });
        await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount: 0 } });
      }
    },
    unplug: async () => void (await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })),
  };
}
