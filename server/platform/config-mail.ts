import { join } from 'node:path';
import { isEmail } from '../../shared/people/account.ts';

/** Who mails come from. */
export interface MailFrom {
  readonly name: string;
  readonly address: string;
}

/** How mails go out. */
export type MailSettings =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: MailFrom }
  | { readonly kind: 'notify'; readonly apiKey: string; readonly templateId: string; readonly baseUrl: string }
  /** On a computer where somebody tries Branchboard: into files, which only they read. */
  | { readonly kind: 'folder'; readonly folder: string };

export interface MailVariables {
  readonly smtpUrl: string | null;
  readonly mailFrom: MailFrom | null;
  readonly notifyApiKey: string | null;
  readonly notifyTemplateId: string | null;
  readonly notifyEmailTemplateId: string | null;
  readonly notifyBaseUrl: string;
  readonly publicOrigin: string | null;
  readonly dataDir: string;
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

export function parseSmtpUrl(text: string): string | undefined {
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { hostname, pathname, search } = new URL(text);
  return hostname !== '' && pathname.replace('/', '') === '' && search === '' ? text : undefined;
}

/** `status@practice.example`, or with a name: `Branchboard <status@practice.example>`. */
export function parseMailFrom(text: string): MailFrom | undefined {
  const [, name = '', address = ''] = /^(?:([^<>"\r\n]*?)\s*<([^<>]*)>)$/.exec(text) ?? [text, '', text];
  return isEmail(address) ? { name, address } : undefined;
}

/** What does not go together in what was set for mail, and for Notify. */
export function faultsOfMail(variables: MailVariables): readonly string[] {
  const { smtpUrl, mailFrom, notifyApiKey, notifyTemplateId, notifyEmailTemplateId } = variables;
  const hasTemplate = notifyTemplateId !== null || notifyEmailTemplateId !== null;
  return [
    ...((notifyApiKey !== null) === hasTemplate
      ? []
      : ['NOTIFY_API_KEY and a template belong together: NOTIFY_TEMPLATE_ID, NOTIFY_EMAIL_TEMPLATE_ID or both']),
    ...((smtpUrl !== null) === (mailFrom !== null)
      ? []
      : ['SMTP_URL and MAIL_FROM belong together; set both or none of them']),
    ...(smtpUrl !== null && notifyEmailTemplateId !== null
      ? ['SMTP_URL and NOTIFY_EMAIL_TEMPLATE_ID are two ways for the same mails; set one of them']
      : []),
  ];
}

/** null: no mail goes out. */
export function toMailSettings(variables: MailVariables): MailSettings | null {
  const { smtpUrl, mailFrom, notifyApiKey, notifyEmailTemplateId, notifyBaseUrl, publicOrigin, dataDir } = variables;
  if (smtpUrl !== null && mailFrom !== null) return { kind: 'smtp', url: smtpUrl, from: mailFrom };
  if (notifyApiKey !== null && notifyEmailTemplateId !== null) {
    return { kind: 'notify', apiKey: notifyApiKey, templateId: notifyEmailTemplateId, baseUrl: notifyBaseUrl };
  }
  // Others come to an installation: what is written for them must not lie where nobody looks, and not be readable here.
  const isLocal = publicOrigin === null || LOCAL_HOSTS.includes(new URL(publicOrigin).hostname);
  return isLocal ? { kind: 'folder', folder: join(dataDir, 'mails') } : null;
}
