import { readFileSync } from 'node:fs';
import { isIP, isIPv6 } from 'node:net';
import { join, resolve } from 'node:path';
import {
  faultsOfMail,
  type MailFrom,
  type MailSettings,
  type MailVariables,
  parseMailFrom,
  parseSmtpUrl,
  toMailSettings,
} from './config-mail.ts';
import {
  faultsOfProvider,
  parseIssuer,
  parseYesNo,
  type ProviderSettings,
  type ProviderVariables,
  toProviderSettings,
} from './config-provider.ts';
import { parsePerMinute, TOLD_PER_MINUTE, type TellingLimits } from './config-telling.ts';

/** Everything the environment decides, read once. */
export interface Config {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Servers on that port, each a process of its own. */
  readonly webProcesses: number;
  readonly adminHost: string;
  /** Of metrics and health, never for the public: 0 takes any free port, null listens on none. */
  readonly adminPort: number | null;
  /** An external PostgreSQL; null for the packaged one in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Where copies of the public pages are kept for a proxy; null keeps none. */
  readonly staticCopyDir: string | null;
  /** Seals the journal; null for the one that the data folder keeps. */
  readonly journalKey: string | null;
  /** Where the nightly exports go. */
  readonly backupDir: string;
  /** How many of them stay; with 0 none is made. */
  readonly backupsKept: number;
  /** How many days the record of access reaches back. */
  readonly accessLogDays: number;
  /** The origin people use; null derives `http://localhost:PORT` and `http://127.0.0.1:PORT`. */
  readonly publicOrigin: string | null;
  readonly trustedProxies: readonly string[];
  readonly timeZone: string;
  /** Of the accounts; null: one that is kept in `dataDir`. */
  readonly authSecret: string | null;
  readonly logLevel: LogLevel;
  /** What GOV.UK Notify shows when it hands on text messages; null: none come in. */
  readonly notifyCallbackToken: string | null;
  /** Of GOV.UK Notify, with the template that answers go out by; null: no texts are sent. */
  readonly notifyApiKey: string | null;
  readonly notifyTemplateId: string | null;
  readonly notifyBaseUrl: string;
  readonly telling: TellingLimits;
  /** Another service by which people sign in; null: none. */
  readonly provider: ProviderSettings | null;
  /** How mails go out; null: none do. */
  readonly mail: MailSettings | null;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is wrong with the environment, all of it at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : 'faults'}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Collects faults while values are read, so that one start names them all. */
function createReader(environment: Environment) {
  const faults: string[] = [];

  function text(name: string): string | null {
    const file = environment[`${name}_FILE`];
    if (!file) return environment[name] || null;
    if (environment[name]) faults.push(`${name} and ${name}_FILE are both set; set one of them`);
    try {
      const content = readFileSync(file, 'utf8').trim();
      // Taken for unset, it would quietly mean something else: another database, say.
      if (content === '') faults.push(`${name}_FILE: the file ${file} is empty`);
      return content || null;
    } catch {
      faults.push(`${name}_FILE: the file ${file} cannot be read`);
      return null;
    }
  }

  function read<T>(name: string, fallback: T, parse: (text: string) => T | undefined, expected: string): T {
    const given = text(name);
    if (given === null) return fallback;
    const value = parse(given);
    if (value !== undefined) return value;
    // The value itself may be a secret, it is not repeated.
    faults.push(`${name} must be ${expected}`);
    return fallback;
  }

  return { read, faults };
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function parsePortOrOff(text: string): number | null | undefined {
  return text === 'off' ? null : parsePort(text);
}

function parseSecret(text: string): string | undefined {
  return /^\S{32,}$/.test(text) ? text : undefined;
}

/** It ends with two ids: that of the service, and the secret. */
function parseNotifyKey(text: string): string | undefined {
  return /^[\w-]+-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
    ? text
    : undefined;
}

function parseUuid(text: string): string | undefined {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) ? text : undefined;
}

/** What can stand in an Authorization header. */
function parseBearer(text: string): string | undefined {
  return /^[\w.~+/-]{32,}=*$/.test(text) ? text : undefined;
}

function parseCount(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

/** The record has to tell of what is noticed late, and nobody's movements are kept for ever. */
function parseDaysKept(text: string): number | undefined {
  const days = /^\d{3,4}$/.test(text) ? Number(text) : undefined;
  return days !== undefined && days >= 180 && days <= 3_650 ? days : undefined;
}

function parseProcesses(text: string): number | undefined {
  const count = parseCount(text);
  return count !== undefined && count >= 1 && count <= 64 ? count : undefined;
}

function parseDatabaseUrl(text: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined;
}

function parseOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && origin === text.replace(/\/$/, '') ? origin : undefined;
}

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIPv6(address) ? 128 : 32;
  // A range of 0 bits is everybody: the framework refuses it too.
  const isRange = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && isRange && rest.length === 0;
}

function parseProxies(text: string): readonly string[] | undefined {
  const ranges = text.split(',').map((range) => range.trim());
  return ranges.every(isAddressRange) ? ranges : undefined;
}

function parseTimeZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The configuration of an environment. Throws a ConfigError that lists every fault. */
export function readConfig(environment: Environment): Config {
  const { read, faults } = createReader(environment);
  const dataDir = resolve(read('DATA_DIR', 'data', (text) => text, 'a folder'));
  const perMinute = (name: string) => read(name, TOLD_PER_MINUTE, parsePerMinute, 'a whole number from 1 to 999999');
  const config: Omit<Config, 'mail' | 'provider'> = {
    host: read('HOST', '127.0.0.1', (text) => text, 'an address to listen on'),
    port: read('PORT', 8080, parsePort, 'a port number from 0 to 65535'),
    webProcesses: read('WEB_PROCESSES', 1, parseProcesses, 'a whole number from 1 to 64'),
    adminHost: read('ADMIN_HOST', '127.0.0.1', (text) => text, 'an address to listen on'),
    adminPort: read<number | null>('ADMIN_PORT', 9090, parsePortOrOff, 'a port number from 0 to 65535, or off'),
    databaseUrl: read<string | null>('DATABASE_URL', null, parseDatabaseUrl, 'a URL that begins with postgres://'),
    staticCopyDir: read<string | null>('STATIC_COPY_DIR', null, (text) => resolve(text), 'a folder'),
    dataDir,
    journalKey: read<string | null>('JOURNAL_KEY', null, parseSecret, 'at least 32 characters without spaces'),
    backupDir: resolve(read('BACKUP_DIR', join(dataDir, 'backups'), (text) => text, 'a folder')),
    backupsKept: read('BACKUPS_KEPT', 14, parseCount, 'a whole number from 0 to 999'),
    accessLogDays: read('ACCESS_LOG_DAYS', 730, parseDaysKept, 'a whole number from 180 to 3650'),
    publicOrigin: read<string | null>(
      'PUBLIC_ORIGIN',
      null,
      parseOrigin,
      'an origin such as https://status.example.org',
    ),
    trustedProxies: read<readonly string[]>(
      'TRUSTED_PROXIES',
      [],
      parseProxies,
      'addresses or ranges, with commas between',
    ),
    timeZone: read('TIME_ZONE', 'Europe/London', parseTimeZone, 'a time zone such as Europe/London'),
    authSecret: read<string | null>('AUTH_SECRET', null, parseSecret, 'at least 32 characters without spaces'),
    logLevel: read<LogLevel>(
      'LOG_LEVEL',
      'info',
      (text) => LOG_LEVELS.find((level) => level === text),
      `one of ${LOG_LEVELS.join(', ')}`,
    ),
    notifyCallbackToken: read<string | null>(
      'NOTIFY_CALLBACK_TOKEN',
      null,
      parseBearer,
      'at least 32 letters, digits or . _ ~ + / -',
    ),
    notifyApiKey: read<string | null>('NOTIFY_API_KEY', null, parseNotifyKey, 'an API key of GOV.UK Notify'),
    notifyTemplateId: read<string | null>('NOTIFY_TEMPLATE_ID', null, parseUuid, 'the id of a template, a UUID'),
    notifyBaseUrl: read('NOTIFY_BASE_URL', 'https://api.notifications.service.gov.uk', parseOrigin, 'an origin'),
    telling: {
      perMinute: perMinute('TELL_PER_MINUTE'),
      mailsPerMinute: perMinute('TELL_MAILS_PER_MINUTE'),
      textsPerMinute: perMinute('TELL_TEXTS_PER_MINUTE'),
    },
  };
  const mail: MailVariables = {
    ...config,
    smtpUrl: read<string | null>('SMTP_URL', null, parseSmtpUrl, 'such as smtps://user:password@mail.example.org'),
    mailFrom: read<MailFrom | null>('MAIL_FROM', null, parseMailFrom, 'such as Branchboard <status@example.org>'),
    notifyEmailTemplateId: read<string | null>(
      'NOTIFY_EMAIL_TEMPLATE_ID',
      null,
      parseUuid,
      'the id of a template, a UUID',
    ),
  };
  const oidc: ProviderVariables = {
    oidcIssuer: read<string | null>('OIDC_ISSUER', null, parseIssuer, 'an address that begins with https://'),
    oidcClientId: read<string | null>('OIDC_CLIENT_ID', null, (text) => text, 'an id'),
    oidcClientSecret: read<string | null>('OIDC_CLIENT_SECRET', null, (text) => text, 'a secret'),
    oidcName: read<string | null>('OIDC_NAME', null, (text) => text, 'a name'),
    oidcTrustEmail: read('OIDC_TRUST_EMAIL', false, parseYesNo, 'yes or no'),
  };
  // A value that could not be read is named already, and counts as unset.
  if (faults.length === 0) faults.push(...faultsOfMail(mail), ...faultsOfProvider(oidc));
  if (faults.length > 0) throw new ConfigError(faults);
  return { ...config, mail: toMailSettings(mail), provider: toProviderSettings(oidc) };
}

/** The configuration of this process. */
export function readProcessConfig(): Config {
  return readConfig(process.env);
}
