import { type SendEnvironment, type SendOptions, type SendResult, send } from '../staff/send.ts';
import { proved } from './prove-dialog.ts';

/** Sends a change; where the server wants to know first that it is still oneself, that is asked, and the change sent again. */
export async function sendProved(environment: SendEnvironment, options: SendOptions): Promise<SendResult> {
  const result = await send(environment, options);
  const isAsked = result.kind === 'refused' && result.problem.code === 'prove-again';
  return isAsked && (await proved(environment)) ? send(environment, options) : result;
}
