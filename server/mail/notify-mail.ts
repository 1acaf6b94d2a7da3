import type { PostToNotify } from '../sending/notify-client.ts';
import type { SendMail } from './send-mail.ts';

/** Sends mails by GOV.UK Notify, with a template of ((subject)) and ((message)). */
export function createNotifyMail(post: PostToNotify, templateId: string): SendMail {
  return ({ id, to, subject, text, stopUrl }, stopping) => {
    const personalisation = { subject, message: text };
    const message = { email_address: to, template_id: templateId, personalisation, reference: id };
    const ends = stopUrl === undefined ? {} : { one_click_unsubscribe_url: stopUrl };
    return post('email', { ...message, ...ends }, stopping);
  };
}
