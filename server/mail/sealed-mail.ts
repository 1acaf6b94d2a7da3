import type { Mail } from '../../shared/words/mails.ts';
import { deriveKey, seal, unseal } from '../platform/sealing.ts';
import type { WaitingMail } from './mail-outbox.table.ts';

/** What is sealed; `to`: when the row does not tell. */
export type SealedMail = Mail & { readonly to?: string };

const PURPOSE = 'waiting mail';

/** A mail as it waits, in base64: whoever reads the database, or a copy of it, finds no link and no code that opens an account. */
export function sealMail(authSecret: string, mail: SealedMail, id: string): string {
  return seal(deriveKey(authSecret, PURPOSE), Buffer.from(JSON.stringify(mail)), id).toString('base64');
}

/** null: it was sealed with another secret. */
export function unsealMail(authSecret: string, waiting: WaitingMail, id: string): SealedMail | null {
  if (!('sealed' in waiting)) return waiting;
  const text = unseal(deriveKey(authSecret, PURPOSE), Buffer.from(waiting.sealed, 'base64'), id);
  return text && JSON.parse(text.toString());
}
