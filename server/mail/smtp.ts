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

interface SmtpSettings {
  readonly url: string;
  readonly from: MailFrom;
}

/** Over TLS unless it is on this machine. */
function optionsOf(address: string) {
  const { protocol, hostname, port, username, password } = new URL(address);
  const isSecure = protocol === 'smtps:';
  const isHere = THIS_MACHINE.includes(hostname);
  return {
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
}

/** Sends mails by a mail server, each over a connection of its own. Never throws. */
export function createSmtp({ url, from }: SmtpSettings, clock: Clock): SendMail {
  const options = optionsOf(url);
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

/**
 * The same over a few connections that stay open, for mails to many. One that takes too long is not waited for any more:
 * whether it arrives is not known then. `stopping` ends the connections.
 */
export function createPooledSmtp(
  { url, from }: SmtpSettings,
  clock: Clock,
  connections: number,
  stopping: AbortSignal,
): SendMail {
  const pool = createTransport({ ...optionsOf(url), pool: true, maxConnections: connections });
  pool.on('error', () => {});
  stopping.addEventListener('abort', () => pool.close(), { once: true });
  return async (mail) => {
    let end = () => {};
    const late = new Promise<Sent>((resolve) => {
      end = () => resolve({ kind: 'failed', status: null, reason: 'no-answer' });
    });
    const cancel = clock.after(SENT_WITHIN, end);
    stopping.addEventListener('abort', end, { once: true });
    const sent = pool.sendMail(toMessage(mail, from)).then(
      (): Sent => ({ kind: 'sent' }),
      (error: SmtpError) => toFailure(error),
    );
    try {
      return await Promise.race([sent, late]);
    } finally {
      cancel();
      stopping.removeEventListener('abort', end);
    }
  };
}
