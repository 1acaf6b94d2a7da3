import type { Db } from '../platform/database.types.ts';
import type { PostToNotify } from '../sending/notify-client.ts';
import type { Outbox } from '../sending/outbox.ts';
import { closeText, type DueText, putOff, takeDueTexts } from './outbox.queries.ts';

/** Texts that wait for GOV.UK Notify, which sends them by a template that holds nothing but ((message)). */
export function textsOutbox(db: Db, post: PostToNotify, templateId: string): Outbox<DueText> {
  return {
    what: 'text',
    take: (request) => takeDueTexts(db, request),
    async send({ id, phone, body }, stopping) {
      if (phone === null) return { kind: 'refused', status: null, reason: 'no-number' };
      const personalisation = { message: body };
      return post('sms', { phone_number: phone, template_id: templateId, personalisation, reference: id }, stopping);
    },
    close: (id) => closeText(db, id),
    putOff: (id, until) => putOff(db, id, until),
  };
}
