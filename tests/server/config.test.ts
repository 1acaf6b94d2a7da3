import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/platform/config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'branchboard-config-'));
  await chmod(folder, 0o700);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test('an empty environment is a server on this machine with its own database', () => {
  const defaults = {
    host: '127.0.0.1',
    port: 8080,
    webProcesses: 1,
    adminHost: '127.0.0.1',
    adminPort: 9090,
    databaseUrl: null,
    dataDir: resolve('data'),
    staticCopyDir: null,
    journalKey: null,
    authSecret: null,
    backupDir: resolve('data', 'backups'),
    backupsKept: 14,
    accessLogDays: 730,
    publicOrigin: null,
    trustedProxies: [],
    timeZone: 'Europe/London',
    logLevel: 'info',
    notifyCallbackToken: null,
    notifyApiKey: null,
    notifyTemplateId: null,
    notifyBaseUrl: 'https://api.notifications.service.gov.uk',
    telling: { perMinute: 3_000, mailsPerMinute: 3_000, textsPerMinute: 3_000 },
    mail: { kind: 'folder', folder: resolve('data', 'mails') },
    provider: null,
  };
  expect(readConfig({})).toEqual(defaults);
  // As a compose file hands on variables that nobody set.
  expect(readConfig({ PORT: '', ADMIN_PORT: '', DATABASE_URL: '', PUBLIC_ORIGIN: '', TRUSTED_PROXIES: '' })).toEqual(
    defaults,
  );
});

test('everything can be set', () => {
  const config = readConfig({
    HOST: '::1',
    PORT: '0',
    WEB_PROCESSES: '4',
    ADMIN_HOST: '10.0.0.5',
    ADMIN_PORT: 'off',
    DATABASE_URL: 'postgresql://board:secret@db.example:5433/board?sslmode=require',
    DATA_DIR: '/var/lib/board',
    STATIC_COPY_DIR: '/var/lib/board/copy',
    JOURNAL_KEY: '0123456789abcdef0123456789abcdef',
    AUTH_SECRET: 'fedcba9876543210fedcba9876543210',
    BACKUP_DIR: '/mnt/board',
    BACKUPS_KEPT: '30',
    ACCESS_LOG_DAYS: '365',
    PUBLIC_ORIGIN: 'https://status.example.org/',
    TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16,fd00::/8',
    TIME_ZONE: 'Europe/Jersey',
    LOG_LEVEL: 'warn',
    NOTIFY_CALLBACK_TOKEN: 'callback-0123456789-0123456789-01',
    NOTIFY_API_KEY: 'practice-11111111-2222-4333-8444-555555555555-66666666-7777-4888-9999-000000000000',
    NOTIFY_TEMPLATE_ID: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    NOTIFY_BASE_URL: 'http://127.0.0.1:6011',
    TELL_PER_MINUTE: '2000',
    TELL_MAILS_PER_MINUTE: '600',
    TELL_TEXTS_PER_MINUTE: '1000',
    SMTP_URL: 'smtps://board:sec%2Fret@mail.example.org',
    MAIL_FROM: 'Branchboard <status@example.org>',
    OIDC_ISSUER: 'https://login.example.org/tenant/v2.0',
    OIDC_CLIENT_ID: 'board',
    OIDC_CLIENT_SECRET: 'hush',
    OIDC_NAME: 'NHSmail',
    OIDC_TRUST_EMAIL: 'yes',
  });
  expect(config).toEqual({
    host: '::1',
    port: 0,
    webProcesses: 4,
    adminHost: '10.0.0.5',
    adminPort: null,
    databaseUrl: 'postgresql://board:secret@db.example:5433/board?sslmode=require',
    dataDir: '/var/lib/board',
    staticCopyDir: '/var/lib/board/copy',
    journalKey: '0123456789abcdef0123456789abcdef',
    authSecret: 'fedcba9876543210fedcba9876543210',
    backupDir: '/mnt/board',
    backupsKept: 30,
    accessLogDays: 365,
    publicOrigin: 'https://status.example.org',
    trustedProxies: ['10.0.0.1', '10.1.0.0/16', 'fd00::/8'],
    timeZone: 'Europe/Jersey',
    logLevel: 'warn',
    notifyCallbackToken: 'callback-0123456789-0123456789-01',
    notifyApiKey: 'practice-11111111-2222-4333-8444-555555555555-66666666-7777-4888-9999-000000000000',
    notifyTemplateId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    notifyBaseUrl: 'http://127.0.0.1:6011',
    telling: { perMinute: 2_000, mailsPerMinute: 600, textsPerMinute: 1_000 },
    mail: {
      kind: 'smtp',
      url: 'smtps://board:sec%2Fret@mail.example.org',
      from: { name: 'Branchboard', address: 'status@example.org' },
    },
    provider: {
      issuer: 'https://login.example.org/tenant/v2.0',
      clientId: 'board',
      clientSecret: 'hush',
      name: 'NHSmail',
      trustsEmail: true,
    },
  });
});

const TEMPLATE = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const KEY = 'practice-11111111-2222-4333-8444-555555555555-66666666-7777-4888-9999-000000000000';
const SMTP = { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'status@example.org' };

test('an API key of Notify without a template is half a setting, and so is a template without a key', () => {
  const fault = 'NOTIFY_API_KEY and a template belong together: NOTIFY_TEMPLATE_ID, NOTIFY_EMAIL_TEMPLATE_ID or both';
  expect(faultsOf({ NOTIFY_TEMPLATE_ID: TEMPLATE })).toEqual([fault]);
  expect(faultsOf({ NOTIFY_EMAIL_TEMPLATE_ID: TEMPLATE })).toEqual([fault]);
  expect(faultsOf({ NOTIFY_API_KEY: KEY })).toEqual([fault]);
});

describe('mails', () => {
  test('go out one way: SMTP and Notify together are a fault, and so is half of SMTP', () => {
    expect(faultsOf({ ...SMTP, NOTIFY_API_KEY: KEY, NOTIFY_EMAIL_TEMPLATE_ID: TEMPLATE })).toEqual([
      'SMTP_URL and NOTIFY_EMAIL_TEMPLATE_ID are two ways for the same mails; set one of them',
    ]);
    const half = 'SMTP_URL and MAIL_FROM belong together; set both or none of them';
    expect(faultsOf({ SMTP_URL: SMTP.SMTP_URL })).toEqual([half]);
    expect(faultsOf({ MAIL_FROM: SMTP.MAIL_FROM })).toEqual([half]);
    // Texts by Notify and mails by SMTP are two things.
    expect(faultsOf({ ...SMTP, NOTIFY_API_KEY: KEY, NOTIFY_TEMPLATE_ID: TEMPLATE })).toEqual([]);
  });

  test('go out by Notify with a template of their own', () => {
    const { mail } = readConfig({ NOTIFY_API_KEY: KEY, NOTIFY_EMAIL_TEMPLATE_ID: TEMPLATE });
    expect(mail).toMatchObject({ kind: 'notify', apiKey: KEY, templateId: TEMPLATE });
  });

  test.each([
    ['https://status.example.org', null],
    ['http://localhost.example.org', null],
    ['http://192.168.1.20:8080', null],
    ['http://localhost:8080', 'folder'],
    ['http://127.0.0.1:8080', 'folder'],
    ['http://[::1]:8080', 'folder'],
  ])('that nobody set up, at %s: %s', (PUBLIC_ORIGIN, kind) => {
    expect(readConfig({ PUBLIC_ORIGIN }).mail?.kind ?? null).toBe(kind);
  });
});

describe('another service to sign in by', () => {
  const SERVICE = { OIDC_ISSUER: 'https://login.example.org', OIDC_CLIENT_ID: 'board', OIDC_CLIENT_SECRET: 'hush' };

  test('is called by its host, and its addresses do not count unchecked, unless it is said', () => {
    expect(readConfig(SERVICE).provider).toMatchObject({ name: 'login.example.org', trustsEmail: false });
  });

  test('is set up whole or not at all', () => {
    const half = 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together; set all or none of them';
    for (const name of Object.keys(SERVICE)) expect(faultsOf({ ...SERVICE, [name]: '' })).toEqual([half]);
  });
});

describe('a value that cannot be meant is a fault that names its variable', () => {
  test.each<[string, string]>([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['PORT', '8080.5'],
    ['WEB_PROCESSES', '0'],
    ['WEB_PROCESSES', '65'],
    ['ADMIN_PORT', 'none'],
    ['DATABASE_URL', 'mysql://db/board'],
    ['DATABASE_URL', 'postgres//db'],
    ['PUBLIC_ORIGIN', 'status.example.org'],
    ['PUBLIC_ORIGIN', 'https://status.example.org/board'],
    ['PUBLIC_ORIGIN', 'ftp://status.example.org'],
    ['PUBLIC_ORIGIN', 'https://user@status.example.org'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.1,'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/0'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/9'],
    ['TRUSTED_PROXIES', 'fd00::/129'],
    ['TRUSTED_PROXIES', 'true'],
    ['JOURNAL_KEY', 'swordfish'],
    ['JOURNAL_KEY', '0123456789 abcdef 0123456789 abcdef'],
    ['AUTH_SECRET', 'swordfish'],
    ['BACKUPS_KEPT', 'all'],
    ['ACCESS_LOG_DAYS', '179'],
    ['ACCESS_LOG_DAYS', '9999'],
    ['TIME_ZONE', 'Europe/Atlantis'],
    ['LOG_LEVEL', 'loud'],
    ['NOTIFY_CALLBACK_TOKEN', 'short'],
    ['NOTIFY_CALLBACK_TOKEN', 'with a space 0123456789-0123456789-0123'],
    ['NOTIFY_API_KEY', 'key-of-nothing'],
    ['NOTIFY_TEMPLATE_ID', 'answers'],
    ['NOTIFY_EMAIL_TEMPLATE_ID', 'mails'],
    ['SMTP_URL', 'mail.example.org'],
    ['SMTP_URL', 'https://mail.example.org'],
    ['SMTP_URL', 'smtp://mail.example.org?tls.rejectUnauthorized=false'],
    ['MAIL_FROM', 'Branchboard'],
    ['MAIL_FROM', 'a@example.org, b@example.org'],
    ['MAIL_FROM', 'Us\r\nBcc: <b@example.org>'],
    ['OIDC_ISSUER', 'login.example.org'],
    ['OIDC_ISSUER', 'http://login.example.org'],
    ['OIDC_TRUST_EMAIL', 'true'],
    ['NOTIFY_BASE_URL', 'api.notifications.service.gov.uk'],
  ])('%s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
  });

  test('and all of them are named at once, none with its value: it may be a secret', () => {
    const environment = {
      PORT: 'swordfish-1',
      ADMIN_PORT: 'swordfish-7',
      DATABASE_URL: 'swordfish-2',
      PUBLIC_ORIGIN: 'swordfish-3',
      TRUSTED_PROXIES: 'swordfish-4',
      TIME_ZONE: 'swordfish-5',
      LOG_LEVEL: 'swordfish-6',
    };
    const faults = faultsOf(environment);
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(Object.keys(environment));
    expect(() => readConfig(environment)).toThrow(/^The configuration has faults:\n {2}PORT must be a port number/);
    expect(faults.join()).not.toContain('swordfish');
  });
});

describe('a value can stand in a file', () => {
  test('whose line end does not count', async () => {
    const DATABASE_URL_FILE = await fileOf('url', 'postgres://board:secret@db/board\n');
    expect(readConfig({ DATABASE_URL_FILE }).databaseUrl).toBe('postgres://board:secret@db/board');
  });

  test('which must hold what the variable could', async () => {
    const PORT_FILE = await fileOf('port', 'eighty');
    expect(faultsOf({ PORT_FILE })).toEqual(['PORT must be a port number from 0 to 65535']);
  });

  test('which must be there', () => {
    const DATABASE_URL_FILE = join(folder, 'nothing');
    expect(faultsOf({ DATABASE_URL_FILE })).toEqual([
      `DATABASE_URL_FILE: the file ${DATABASE_URL_FILE} cannot be read`,
    ]);
    expect(faultsOf({ DATABASE_URL_FILE: folder })).toHaveLength(1);
  });

  test('which must not be empty: the packaged database would quietly take the place of the one that is meant', async () => {
    const DATABASE_URL_FILE = await fileOf('empty', '\n');
    expect(faultsOf({ DATABASE_URL_FILE })).toEqual([`DATABASE_URL_FILE: the file ${DATABASE_URL_FILE} is empty`]);
  });

  test('or in the variable, not in both', async () => {
    const PORT_FILE = await fileOf('both', '81');
    expect(faultsOf({ PORT_FILE, PORT: '80' })).toEqual(['PORT and PORT_FILE are both set; set one of them']);
  });
});
