import type { Account } from '../../shared/wire/account.ts';
import { type SendEnvironment, type SendOptions, type SendResult, send } from '../staff/send.ts';
import { proved } from './prove-dialog.ts';

/** Sends a change of one's account; where the server wants to know first that it is still oneself, that is asked. */
export async function sendProved(
  environment: SendEnvironment,
  ways: Account['ways'],
  options: SendOptions,
): Promise<SendResult> {
  const result = await send(environment, options);
  const isAsked = result.kind === 'refused' && result.problem.code === 'prove-again';
  return isAsked && (await proved(environment, ways)) ? send(environment, options) : result;
}
