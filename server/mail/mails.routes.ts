import { Mails, MailsQuestion } from '../../shared/wire/mails.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Http } from '../platform/http.ts';
import { type MailsPage, readMails } from './mails-page.ts';

/** Only where mails are files: on a computer on which somebody tries Branchboard. */
export function registerMails(app: Http, page: MailsPage): void {
  // A question, though it is a POST: no key may stand in an address.
  app.post(
    PATHS.mails,
    { config: { access: 'public' }, schema: { hide: true, body: MailsQuestion, response: { 200: Mails } } },
    async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      return { mails: await readMails(page, body.key) };
    },
  );
}
