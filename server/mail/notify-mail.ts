import type { PostToNotify } from '../sending/notify-client.ts';
import type { SendMail } from './send-mail.ts';

/** Sends mails by GOV.UK Notify, with a template of ((subject)) and ((message)). */
export function createNotifyMail(post: PostToNotify, templateId: string): SendMail {
  return ({ id, to, subject, text }, stopping) => {
    const personalisation = { subject, message: text };
    return post('email', { email_address: to, template_id: templateId, personalisation, reference: id }, stopping);
  };
}
