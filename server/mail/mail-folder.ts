import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { toIso } from '../../shared/practice/instant.ts';
import type { WrittenMail } from '../../shared/wire/mails.ts';
import type { Sent } from '../sending/outbox.ts';
import { toMessage } from './mail-message.ts';
import type { SendMail } from './send-mail.ts';

const FROM = { name: 'Branchboard', address: 'branchboard@localhost' };

/** Writes each mail into a file that mail programs open, and one for our own page. For those who try Branchboard out. */
export function createMailFolder(folder: string): SendMail {
  const composer = createTransport({ streamTransport: true, buffer: true });

  async function write(name: string, content: string | Buffer): Promise<void> {
    const unfinished = join(folder, `.${name}`);
    await writeFile(unfinished, content, { mode: 0o600 });
    await rename(unfinished, join(folder, name));
  }

  return async (mail): Promise<Sent> => {
    const { id, to, subject, text } = mail;
    const at = toIso(mail.at);
    const name = `${at.replaceAll(':', '-')} ${id}`;
    try {
      const { message } = await composer.sendMail(toMessage(mail, FROM));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await write(`${name}.eml`, message as Buffer);
      await write(`${name}.json`, JSON.stringify({ at, to, subject, text } satisfies WrittenMail));
      return { kind: 'sent' };
    } catch {
      return { kind: 'failed', status: null, reason: 'not-written' };
    }
  };
}
