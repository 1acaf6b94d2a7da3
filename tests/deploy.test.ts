import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../server/platform/config.ts';
import { PROJECT_ROOT } from '../server/platform/project-root.ts';
import { variantOf } from '../server/pages/language-wish.ts';
import { LANGUAGES } from '../shared/words/languages/list.ts';
import { PATHS } from '../shared/wire/paths.ts';
import { posterPath, screenPath, shortPath } from '../shared/wire/place-paths.ts';
import { surgeryPath } from '../shared/wire/public-paths.ts';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: readonly { readonly path: string; readonly required: boolean }[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: Readonly<Record<string, { readonly ipv4_address?: string }>> | readonly string[];
  readonly healthcheck?: object;
  readonly privileged?: boolean;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly sysctls?: Readonly<Record<string, string>>;
  readonly ulimits?: { readonly nofile: number };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const apps = services.filter(([name]) => name.startsWith('app-'));
const dockerfile = read('Dockerfile');
const nginx = read('docs/deploy/nginx.conf');

function addressOf({ networks }: Service): string {
  return 'front' in networks ? (networks.front?.ipv4_address ?? '') : '';
}

describe('the compose file', () => {
  test('runs two servers, PostgreSQL 18 and a proxy, and publishes nothing but the proxy', () => {
    expect(services.map(([name]) => name).toSorted()).toEqual(['app-1', 'app-2', 'database', 'proxy']);
    expect(compose.services['database']?.image).toMatch(/^postgres:18\.\d+$/);
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
  });

  test.each(services)(
    '%s comes back by itself, can be asked for its health and may do no more than it must',
    (...args) => {
      const [name, service] = args;
      expect(service).toMatchObject({ restart: 'unless-stopped', read_only: true });
      expect(service.security_opt).toContain('no-new-privileges:true');
      expect(service.privileged).toBeUndefined();
      // PostgreSQL's image starts as root and leaves that by itself.
      if (name !== 'database') expect(service.cap_drop).toEqual(['ALL']);
      expect(service.healthcheck !== undefined || dockerfile.includes('\nHEALTHCHECK ')).toBe(true);
      if (!service.build) expect(service.image).toMatch(/:\d+\.\d+/);
    },
  );

  test.each(services)('%s takes its secrets from files, all of which the top names', (_name, service) => {
    const { secrets = [], environment = {} } = service;
    for (const secret of secrets) expect(compose.secrets[secret]?.file).toBe(`./secrets/${secret}`);
    const files = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
    for (const file of files) expect(secrets).toContain(file.split('/').at(-1));
    for (const [variable, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|KEY|URL/.test(variable)) expect(value, variable).toMatch(/^\/run\/secrets\//);
    }
    const named = (service.volumes ?? [])
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((from) => /^\w/.test(from));
    for (const volume of named) expect(Object.keys(compose.volumes)).toContain(volume);
  });

  test.each(apps)(
    '%s takes what else a practice sets from a file of its own, which is in no image and no commit',
    (...args) => {
      const [, { env_file = [] }] = args;
      expect(env_file).toEqual([{ path: 'branchboard.env', required: false }]);
      expect(read('.gitignore').split('\n')).toContain('branchboard.env');
      // The image takes what is named there, and nothing else.
      expect(read('.dockerignore').split('\n')[0]).toBe('*');
    },
  );

  test.each(apps)(
    '%s is configured with variables that there are, and without a fault',
    (_name, { environment = {} }) => {
      const known = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, variable]) => variable);
      const plain: Record<string, string> = {};
      for (const [variable, value] of Object.entries(environment)) {
        expect(known).toContain(variable.replace(/_FILE$/, ''));
        const isAsked = value.startsWith('${PUBLIC_ORIGIN:?');
        const given = isAsked ? 'https://status.example.org' : value.replace(/^\$\{\w+:-(.*)\}$/, '$1');
        if (!variable.endsWith('_FILE')) plain[variable] = given;
      }
      expect(readConfig(plain)).toMatchObject({ publicOrigin: 'https://status.example.org', staticCopyDir: '/static' });
    },
  );

  test('bounds what the kernel keeps for pages that stop reading', () => {
    for (const [, { sysctls }] of apps) expect(sysctls).toMatchObject({ 'net.ipv4.tcp_wmem': '4096 16384 65536' });
  });

  test('has room for 85,000 open pages, each a connection to the proxy and one from it to a server', () => {
    const pages = 85_000;
    const proxy = compose.services['proxy'];
    const number = (pattern: RegExp) => Number(pattern.exec(nginx)?.[1]);
    const [first = 0, last = 0] = (proxy?.sysctls?.['net.ipv4.ip_local_port_range'] ?? '').split(' ').map(Number);
    expect((last - first + 1) * apps.length).toBeGreaterThan(pages);
    expect(first).toBeGreaterThan(8443);
    // With one worker for each core of the smallest machine, two.
    expect(number(/worker_connections (\d+);/) * 2).toBeGreaterThan(2 * pages);
    expect(number(/worker_rlimit_nofile (\d+);/)).toBeGreaterThan(number(/worker_connections (\d+);/));
    expect(proxy?.ulimits?.nofile).toBe(number(/worker_rlimit_nofile (\d+);/));
    for (const [, { ulimits }] of apps) expect((ulimits?.nofile ?? 0) * apps.length).toBeGreaterThan(pages);
    const backlog = number(/listen 8443 .*backlog=(\d+);/);
    for (const service of [proxy, ...apps.map(([, app]) => app)]) {
      expect(service?.sysctls).toMatchObject({ 'net.core.somaxconn': String(backlog) });
    }
  });

  test('gives the proxy the addresses of both servers, and the servers that of the proxy', () => {
    const addresses = apps.map(([, service]) => addressOf(service));
    expect(new Set(addresses).size).toBe(2);
    for (const address of addresses) expect(nginx).toContain(`server ${address}:8080 `);
    const proxy = compose.services['proxy'];
    for (const [, { environment }] of apps) expect(environment?.['TRUSTED_PROXIES']).toBe(proxy && addressOf(proxy));
  });

  test('gives up no server for live sockets: they do not end, and so never show that it is back', () => {
    const [, room = ''] = /location \/live \{([^}]*)\}/.exec(nginx) ?? [];
    const [, upstream = ''] = /proxy_pass http:\/\/(\w+);/.exec(room) ?? [];
    const servers = [...(nginx.split(`upstream ${upstream} {`)[1]?.split('}')[0] ?? '').matchAll(/^ *server .*;$/gm)];
    expect(servers).toHaveLength(apps.length);
    for (const [server] of servers) expect(server).toContain(' max_fails=0;');
  });
});

describe('the proxy', () => {
  const copied = [...nginx.matchAll(/location ~ (\S+) \{([^}]*)\}/g)]
    .filter(([, , body = '']) => body.includes('= @copy;'))
    .map(([, pattern = '']) => new RegExp(pattern));

  test.each([
    PATHS.home,
    PATHS.publicBoard,
    PATHS.waitingRoom,
    surgeryPath('clayton'),
    screenPath('clayton'),
    posterPath('clayton'),
    shortPath('clayton'),
  ])('gives the saved copy for %s when no server answers', (path) => {
    expect(copied.some((pattern) => pattern.test(path))).toBe(true);
  });

  test.each(['/lead', '/operations', '/api/v1/staff/board'])('has no copy of %s, which is for staff', (path) => {
    expect(copied.some((pattern) => pattern.test(path))).toBe(false);
  });
});

describe('the cache of the proxy', () => {
  const [, named = ''] =
    /map \$http_accept_language \$wished_language \{[^}]*"~\*(\S.*)" \$first_named;/.exec(nginx) ?? [];
  const wished = (header: string) =>
    new RegExp(named, 'i').exec(header)?.groups?.['first_named']?.toLowerCase() ?? 'en';

  test.each([
    ['en-GB,en;q=0.9', 'en'],
    ['pl-PL,pl;q=0.9,en;q=0.8', 'pl'],
    ['de-DE, de;q=0.9, ur;q=0.8', 'ur'],
    ['pa-PK,ur;q=0.9', 'ur'],
    ['pa-IN', 'pa'],
    ['plx', 'en'],
    ['', 'en'],
  ])('keeps apart who wishes for %j: %s', (header, lang) => {
    expect(wished(header)).toBe(lang);
    // What the servers are told is what the answer is kept by.
    expect(variantOf(lang)).toBe(lang);
  });

  test('knows every language that pages are in', () => {
    for (const { lang } of LANGUAGES) expect(wished(`xx,${lang};q=0.5`)).toBe(lang);
    expect(nginx).toContain('proxy_set_header Accept-Language $wished_language;');
    expect(nginx).toContain('proxy_cache_key $wished_language$uri$is_args$args;');
  });
});

describe('the image', () => {
  test('runs as nobody special on a Node of a fixed version, and runs no script of a package', () => {
    const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(stages)).toEqual(new Set([expect.stringMatching(/^node:24\.\d+\.\d+-slim$/)]));
    expect(dockerfile.split(/^FROM /m).at(-1)).toMatch(/^USER node$/m);
    for (const [line] of dockerfile.matchAll(/npm ci.*/g)) expect(line).toContain('--ignore-scripts');
    expect(dockerfile).toMatch(/^CMD \["node", .*"dist\/server\/main\.js"\]$/m);
    expect(dockerfile).toMatch(/^STOPSIGNAL SIGTERM$/m);
  });

  test('is made of what is there, and of nothing that was not named', () => {
    const [first, ...allowed] = read('.dockerignore').trim().split('\n');
    expect(first).toBe('*');
    const names = allowed.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    for (const name of names) if (!name.includes('*')) expect(existsSync(join(PROJECT_ROOT, name)), name).toBe(true);
    for (const [, sources = ''] of dockerfile.matchAll(/^COPY (?!--from|\. )(.+) \S+$/gm)) {
      for (const source of sources.split(' ')) expect(existsSync(join(PROJECT_ROOT, source)), source).toBe(true);
    }
  });
});
