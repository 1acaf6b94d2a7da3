import { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { MailFrom } from '../platform/config-mail.ts';
import { NOT_CONNECTED, type Sent } from '../sending/outbox.ts';
import { toMessage } from './mail-message.ts';
import type { SendMail } from './send-mail.ts';

const SENT_WITHIN = 30 * SECOND;
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly syscall?: unknown;
}

/** The kind of error alone: its message may repeat the address. */
function toFailure(error: SmtpError): Sent {
  const { code, responseCode, syscall } = error;
  const status = typeof responseCode === 'number' ? responseCode : null;
  const named = typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'unknown';
  const reason = syscall === 'connect' || syscall === 'getaddrinfo' ? NOT_CONNECTED : named;
  // A wrong password and their own trouble may pass; an address or a mail that they do not take will not.
  const isRefused = status !== null && status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return { kind: isRefused ? 'refused' : 'failed', status, reason };
}

/** Sends mails by a mail server, over TLS unless it is on this machine. Never throws. */
export function createSmtp({ url, from }: { readonly url: string; readonly from: MailFrom }, clock: Clock): SendMail {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'smtps:';
  const isHere = THIS_MACHINE.includes(hostname);
  const options = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    requireTLS: !isSecure && !isHere,
    ignoreTLS: !isSecure && isHere,
    allowInternalNetworkInterfaces: true,
    connectionTimeout: SENT_WITHIN,
    socketTimeout: SENT_WITHIN,
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
  return async (mail, stopping) => {
    // Ours, so that it can be ended: the library has no way to.
    const socket = new Socket();
    const end = () => void socket.destroy();
    const cancel = clock.after(SENT_WITHIN, end);
    stopping.addEventListener('abort', end, { once: true });
    try {
      await createTransport({ ...options, socket }).sendMail(toMessage(mail, from));
      return { kind: 'sent' };
    } catch (error) {
      return toFailure(error as SmtpError);
    } finally {
      cancel();
      stopping.removeEventListener('abort', end);
      end();
    }
  };
}
