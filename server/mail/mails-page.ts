import { createHmac, timingSafeEqual } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenMail } from '../../shared/wire/mails.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { MAILS_PAGE } from '../../shared/words/mails-page.ts';
import { AppError } from '../platform/errors.ts';

/** The page on which the mails of a folder are read. Their codes let anybody in, so it takes a key of its own. */
export interface MailsPage {
  readonly folder: string;
  readonly key: string;
}

const SHOWN_MAX = 50;

/** The same for all processes and after each start, known to whoever reads what the server prints. */
export function createMailsPage(folder: string, authSecret: string): MailsPage {
  return { folder, key: createHmac('sha256', authSecret).update('page of mails').digest('base64url') };
}

/** Where it is, with its key behind the #, which is sent to no server and written to no log. */
export function toMailsUrl(origin: string, { key }: MailsPage): string {
  return `${origin}${PATHS.mailsPage}#${key}`;
}

/** The newest mails. Throws `not-found` without the key. */
export async function readMails({ folder, key }: MailsPage, said: string): Promise<WrittenMail[]> {
  const [is, ought] = [Buffer.from(said), Buffer.from(key)];
  if (is.length !== ought.length || !timingSafeEqual(is, ought)) {
    throw new AppError('not-found', { detail: MAILS_PAGE.noKey });
  }
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => /^[^.].*\.json$/.test(name))
    .toSorted()
    .slice(-SHOWN_MAX);
  const texts = await Promise.all(newest.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => JSON.parse(text) as WrittenMail).toReversed();
}
