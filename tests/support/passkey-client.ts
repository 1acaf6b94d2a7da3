import type { CreateQuestion, SignQuestion } from '../../shared/wire/passkeys.ts';
import type { TestServer } from './running-server.ts';
import { createSoftPasskey, type SoftPasskey, type SoftPasskeyOptions } from './soft-passkey.ts';
import { createStaffClient, type StaffClient } from './staff-client.ts';

/** A passkey that a browser of this server's people may make. */
export function passkeyFor(server: TestServer, more: Partial<SoftPasskeyOptions> = {}): SoftPasskey {
  return createSoftPasskey({ origin: server.publicOrigin, ...more });
}

export interface SetUpByPasskey {
  readonly token: string;
  readonly email: string;
  readonly name?: string;
}

/** Sets an account up by a link and a new passkey; the answer is the server's. */
export async function setUpByPasskey(
  client: StaffClient,
  passkey: SoftPasskey,
  who: SetUpByPasskey,
  more?: Partial<SoftPasskeyOptions>,
) {
  const asked = await client.send('POST', '/api/v1/set-up/passkey', who);
  if (asked.statusCode !== 200) throw new Error(`no passkey was asked for: ${asked.body}`);
  const { step, options } = asked.json<CreateQuestion>();
  const answer = passkey.create(options, more);
  return client.send('POST', '/api/v1/set-up', { ...who, passkey: { step, answer } });
}

/** Signs in by a passkey; the answer is the server's. */
export async function signInByPasskey(client: StaffClient, passkey: SoftPasskey, more?: Partial<SoftPasskeyOptions>) {
  const asked = await client.send('POST', '/api/v1/session/passkey/question', {});
  const { step, options } = asked.json<SignQuestion>();
  return client.send('POST', '/api/v1/session/passkey', { step, answer: passkey.sign(options, more) });
}

/** The first admin, who has only a passkey. */
export async function officeByPasskey(server: TestServer) {
  const client = createStaffClient(server);
  const passkey = passkeyFor(server);
  const token = server.setUpUrl?.split('#')[1] ?? '';
  const answer = await setUpByPasskey(client, passkey, { token, name: 'Office Mo', email: 'office@practice.example' });
  if (answer.statusCode !== 201) throw new Error(`the office was not set up: ${answer.body}`);
  return { client, passkey };
}

/** Adds a passkey to the account of whoever is signed in; the answer is the server's. */
export async function addPasskey(client: StaffClient, passkey: SoftPasskey, more?: Partial<SoftPasskeyOptions>) {
  const asked = await client.send('POST', '/api/v1/account/passkeys/question', {});
  if (asked.statusCode !== 200) return asked;
  const { step, options } = asked.json<CreateQuestion>();
  return client.send('POST', '/api/v1/account/passkeys', { step, answer: passkey.create(options, more) });
}
