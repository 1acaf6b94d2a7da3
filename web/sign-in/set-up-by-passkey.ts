import type { CreateQuestion } from '../../shared/wire/passkeys.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { PASSKEY_PAGE } from '../../shared/words/passkey-page.ts';
import { makePasskey } from '../staff/passkey.ts';
import { type SendEnvironment, type SendResult, send } from '../staff/send.ts';

/** What came of it; `no-passkey`: the device made none, and the link is as good as before. */
export type PasskeySetUp = SendResult | { readonly kind: 'no-passkey'; readonly words: string };

/** Asks the device of whoever has the link for a passkey, and sets their account up with it. */
export async function setUpByPasskey(
  environment: SendEnvironment,
  who: { readonly token: string; readonly email: string; readonly name?: string },
): Promise<PasskeySetUp> {
  const asked = await send(environment, { path: PATHS.setUpPasskey, body: who });
  if (asked.kind !== 'ok') return asked;
  const { step, options } = asked.body as CreateQuestion;
  const device = await makePasskey(options);
  if (device.kind !== 'answer') {
    return { kind: 'no-passkey', words: device.kind === 'failed' ? device.words : PASSKEY_PAGE.setUpTrouble };
  }
  // Once: the link is used up by the first try that arrives, so the answer to a second would tell nothing.
  const body = { ...who, passkey: { step, answer: device.answer } };
  return send(environment, { path: PATHS.setUp, body, tries: 1 });
}
