import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { toIso } from '../../shared/practice/instant.ts';
import type { Sent } from '../sending/outbox.ts';
import { toMessage } from './mail-message.ts';
import type { SendMail } from './send-mail.ts';

const FROM = { name: 'Branchboard', address: 'branchboard@localhost' };

/** Writes each mail into a file, that a mail program opens. For those who try Branchboard out on their own computer. */
export function createMailFolder(folder: string): SendMail {
  const composer = createTransport({ streamTransport: true, buffer: true });
  return async (mail): Promise<Sent> => {
    const name = `${toIso(mail.at).replaceAll(':', '-')} ${mail.id}.eml`;
    try {
      const { message } = await composer.sendMail(toMessage(mail, FROM));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(join(folder, `.${name}`), message, { mode: 0o600 });
      await rename(join(folder, `.${name}`), join(folder, name));
      return { kind: 'sent' };
    } catch {
      return { kind: 'failed', status: null, reason: 'not-written' };
    }
  };
}
