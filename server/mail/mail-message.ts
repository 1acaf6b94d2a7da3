import type { SendMailOptions } from 'nodemailer';
import type { MailFrom } from '../platform/config-mail.ts';
import type { OutgoingMail } from './send-mail.ts';

/** A mail with all its headers. Addresses stand apart, so that none can be read as two. */
export function toMessage({ id, to, subject, text, at, stopUrl }: OutgoingMail, from: MailFrom): SendMailOptions {
  return {
    from: { ...from },
    to: { name: '', address: to },
    subject,
    text,
    // A link stays whole, whatever its length.
    textEncoding: 'quoted-printable',
    date: new Date(at),
    messageId: `<${id}@${from.address.split('@')[1]}>`,
    // Nobody's "out of office" answers it.
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(stopUrl !== undefined && {
        'List-Unsubscribe': `<${stopUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
