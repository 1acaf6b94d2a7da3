import type { CreateQuestion, PasskeyAdded } from '../../shared/wire/passkeys.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { ACCOUNT_PAGE } from '../../shared/words/account.ts';
import { capitalise } from '../../shared/words/lists.ts';
import { PASSKEYS_SECTION } from '../../shared/words/passkeys-section.ts';
import { makePasskey } from '../staff/passkey.ts';
import { type SendEnvironment, type SendResult, send } from '../staff/send.ts';
import { sendProved } from '../parts/send-proved.ts';

export type Added =
  | { readonly isAdded: true; readonly recoveryCodes: readonly string[] | null }
  | { readonly isAdded: false; readonly words: string };

/** Asks this device for a passkey, and gives it to the account. */
export async function addPasskey(environment: SendEnvironment): Promise<Added> {
  const asked = await sendProved(environment, { path: PATHS.ownPasskeyQuestion, body: {} });
  if (asked.kind !== 'ok') return notAdded(asked);
  const { step, options } = asked.body as CreateQuestion;
  const device = await makePasskey(options);
  if (device.kind !== 'answer') {
    return { isAdded: false, words: device.kind === 'failed' ? device.words : PASSKEYS_SECTION.notAdded };
  }
  // Once: the question is used up by the first answer that arrives.
  const body = { step, answer: device.answer };
  const result = await send(environment, { path: PATHS.ownPasskeys, body, tries: 1 });
  if (result.kind !== 'ok') return notAdded(result);
  const { recoveryCodes } = result.body as PasskeyAdded;
  return { isAdded: true, recoveryCodes };
}

function notAdded(result: Exclude<SendResult, { kind: 'ok' }>): Added {
  if (result.kind === 'unreachable') return { isAdded: false, words: ACCOUNT_PAGE.unreachable };
  const { faults, detail } = result.problem;
  return { isAdded: false, words: faults[0] ? capitalise(faults[0].message) : detail };
}
