import { mailText, type MailFrame } from '../../shared/words/mails.ts';
import type { Clock } from '../platform/clock.ts';
import type { MailSettings } from '../platform/config-mail.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import { keepLooking, type Looking } from '../sending/keep-looking.ts';
import { createNotifyClient } from '../sending/notify-client.ts';
import { type Outbox, type SentOutcome, sendDue } from '../sending/outbox.ts';
import { createMailFolder } from './mail-folder.ts';
import { deleteMail, type DueMail, putMailOff, takeDueMails } from './mail-outbox.queries.ts';
import { createMailsPage, type MailsPage } from './mails-page.ts';
import { createNotifyMail } from './notify-mail.ts';
import { unsealMail } from './sealed-mail.ts';
import type { SendMail } from './send-mail.ts';
import { createSmtp } from './smtp.ts';

export interface MailDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the accounts. */
  readonly authSecret: string;
  /** null: no mail goes out. */
  readonly settings: MailSettings | null;
  /** Of the practice, as it is now. */
  readonly frame: () => MailFrame;
  readonly onSent?: ((outcome: SentOutcome) => void) | undefined;
}

export interface Mailing extends Looking {
  /** Mails go out; else none are queued. */
  readonly sends: boolean;
  /** Where they are files; null: they are not. */
  readonly page: MailsPage | null;
}

/** How mails go out, as it is set up. */
export function createMailSender(settings: MailSettings, clock: Clock): SendMail {
  if (settings.kind === 'smtp') return createSmtp(settings, clock);
  if (settings.kind === 'folder') return createMailFolder(settings.folder);
  return createNotifyMail(createNotifyClient(settings, clock), settings.templateId);
}

/** Sends the mails that wait, one instance each. What was queued before mail was switched off is given up in its time. */
export function startMail({ db, clock, log, authSecret, settings, frame, onSent }: MailDeps): Mailing {
  const send = settings && createMailSender(settings, clock);
  const outbox: Outbox<DueMail> = {
    what: 'mail',
    take: (request) => takeDueMails(db, request),
    async send({ id, recipient, mail }, stopping) {
      if (!send) return { kind: 'failed', status: null, reason: 'not-set-up' };
      const opened = unsealMail(authSecret, mail, id);
      if (!opened) return { kind: 'refused', status: null, reason: 'sealed-with-another-secret' };
      return send({ id, to: opened.to ?? recipient, at: clock.now(), ...mailText(opened, frame()) }, stopping);
    },
    close: (id) => deleteMail(db, id),
    putOff: (id, until) => putMailOff(db, id, until),
  };
  log.info({ way: settings?.kind ?? null }, 'mail, as it is set up');
  const looking = keepLooking({
    clock,
    log,
    what: 'mails',
    look: (now, stopping) => sendDue(outbox, { log, stopping, onSent }, now),
  });
  const page = settings?.kind === 'folder' ? createMailsPage(settings.folder, authSecret) : null;
  return { ...looking, sends: settings !== null, page };
}
