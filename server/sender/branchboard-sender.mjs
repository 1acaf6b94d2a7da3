#!/usr/bin/env node
// Branchboard's sender: tells the practice's board, all day long, that this branch still has its line. One file for
// Node 18 or later, with nothing to install. See --help, and docs/sender.md.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { lookup, Resolver } from 'node:dns';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { performance } from 'node:perf_hooks';
import tls from 'node:tls';

// Whoever downloads the sender for a branch gets its settings written here: see "in the file" below.
const READY = {};

const HELP = `npm run sender -- [--config FILE] [--once]
node branchboard-sender.mjs [--config FILE] [--once]

Tells the board every 20 seconds that this branch still has its line, and what its own checks find.

  --config FILE   reads its settings from a JSON file; the environment goes before it
  --once          beats once, says what the checks and the board answer, and exits 0 when the beat arrived
  --faster N      for trials: divides every wait by N

In the environment               in the file
  BRANCHBOARD_URL                  "url"      address of the board: https://status.practice.example
  BRANCHBOARD_TOKEN                "token"    of this branch: npm run token -- --sender SLUG
  BRANCHBOARD_TOKEN_FILE                      a file that holds the token alone
  BRANCHBOARD_EVERY                "every"    seconds between beats, 20 to 120 (20)
  BRANCHBOARD_CHECK_RECORDS        "checks": {"records": ...}, also phones, online and prescriptions:
                                              one or more checks, with commas (in the file: a list) between them
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY           a proxy on the way to the board and to what is checked by http

A check is one of
  tcp HOST:PORT    a connection opens
  http URL         an answer comes, and it is no server error
  dns NAME         the name has an address
  gateway [IP]     the router (of this machine, or this one) answers a ping
Of several checks of a service each must pass.

Downloaded from the board for a branch, this file has its settings in itself already, where READY stands near its top.
What the environment or a config file says goes before them.
`;

const SERVICES = ['records', 'phones', 'online', 'prescriptions'];
const TRY_WITHIN_MS = 5_000;
const TRIES = 3;
const TRY_AGAIN_AFTER_MS = 1_000;
/** A beat takes the newest results with it, and does not wait for a slow check. */
const CHECKS_WITHIN_MS = 2_000;
/** In intervals; what was found before that, before the machine slept say, is not known any more. */
const RESULT_LASTS = 2.5;

// ---- settings ----------------------------------------------------------------------------------------------------

function parseCheck(text) {
  const tcp = /^tcp (?:\[([^\]]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text);
  if (tcp && Number(tcp[3]) >= 1 && Number(tcp[3]) <= 65_535) {
    return (signal) => dial(tcp[1] ?? tcp[2], Number(tcp[3]), signal);
  }
  const url = parseUrl(/^http (\S+)$/.exec(text)?.[1]);
  if (url) return (signal) => checkHttp(url, signal);
  const dns = /^dns ([\w.-]+)$/.exec(text);
  if (dns) return (signal) => checkDns(dns[1], signal);
  const gateway = /^gateway(?: (\S+))?$/.exec(text);
  if (gateway && (gateway[1] === undefined || net.isIP(gateway[1])))
    return (signal) => checkGateway(gateway[1], signal);
  return null;
}

function parseUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

function readArguments(list) {
  const options = { config: null, once: false, faster: 1 };
  const left = [...list];
  while (left.length > 0) {
    const name = left.shift();
    if (name === '--help' || name === '-h') return null;
    else if (name === '--once') options.once = true;
    else if (name === '--config' && left.length > 0) options.config = left.shift();
    else if (name === '--faster' && Number(left[0]) >= 1) options.faster = Number(left.shift());
    else throw new Error(`${name} is not known, or lacks its value: see --help`);
  }
  return options;
}

/** The settings, or every fault in them. */
function readConfig({ config }, env) {
  const faults = [];
  const file = { ...READY, ...(config === null ? {} : JSON.parse(readFileSync(config, 'utf8'))) };
  const { url: fileUrl, token: fileToken, every: fileEvery, checks: fileChecks = {}, ...unknown } = file;
  for (const name of Object.keys(unknown)) faults.push(`"${name}" is not known`);
  const tokenFile = env['BRANCHBOARD_TOKEN_FILE'];
  const token = env['BRANCHBOARD_TOKEN'] ?? (tokenFile ? readFileSync(tokenFile, 'utf8').trim() : fileToken);
  if (!/^[\w.~+/-]+=*$/.test(token ?? '')) faults.push('BRANCHBOARD_TOKEN (or "token") must be a token');
  const url = parseUrl(env['BRANCHBOARD_URL'] ?? fileUrl);
  if (!url) faults.push('BRANCHBOARD_URL (or "url") must be the address of the board: https://…');
  const every = Number(env['BRANCHBOARD_EVERY'] ?? fileEvery ?? 20);
  if (!(Number.isInteger(every) && every >= 20 && every <= 120)) {
    faults.push('BRANCHBOARD_EVERY (or "every") must be a whole number of seconds from 20 to 120');
  }
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY']) {
    const proxy = env[name.toLowerCase()] || env[name];
    if (proxy && parseUrl(proxy)?.protocol !== 'http:') faults.push(`${name} must be the address of a proxy: http://…`);
  }
  for (const name of Object.keys(fileChecks)) {
    if (!SERVICES.includes(name)) faults.push(`"checks": "${name}" is not one of ${SERVICES.join(', ')}`);
  }
  const checks = new Map();
  for (const service of SERVICES) {
    const set = env[`BRANCHBOARD_CHECK_${service.toUpperCase()}`]?.split(',') ?? [fileChecks[service] ?? []].flat();
    const texts = set.map((text) => String(text).trim()).filter((text) => text !== '');
    const tests = texts.map(parseCheck);
    tests.forEach((test, i) => test ?? faults.push(`the check "${texts[i]}" of ${service} is not understood`));
    if (tests.length > 0) checks.set(service, tests);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { url: new URL(`${url.href.replace(/\/+$/, '')}/api/v1/beats`), token, every, checks };
}

// ---- the network -------------------------------------------------------------------------------------------------

let lookingUp = 0;
const waitingLookups = [];

/**
 * The system looks names up in four threads, and one that nobody answers holds its thread long after it was given up.
 * At most two are under way, so that a dead name among the checks never holds up the beat's own.
 */
function lookupInTurn(host, options, done, signal) {
  function start() {
    if (signal.aborted) {
      waitingLookups.shift()?.();
      return done(new Error('given up'));
    }
    lookingUp += 1;
    lookup(host, options, (...answer) => {
      lookingUp -= 1;
      waitingLookups.shift()?.();
      done(...answer);
    });
  }
  if (lookingUp < 2) start();
  else waitingLookups.push(start);
}

/** Runs a try and ends it, with all that it opened, after 5 seconds. */
async function withLimit(ms, task) {
  const ending = new AbortController();
  const late = new Error('no answer in time');
  const limit = new Promise((_resolve, reject) => {
    ending.signal.addEventListener('abort', () => reject(late), { once: true });
  });
  const timer = setTimeout(() => ending.abort(), ms);
  try {
    return await Promise.race([task(ending.signal), limit]);
  } finally {
    clearTimeout(timer);
    ending.abort();
  }
}

const hostOf = ({ hostname }) => hostname.replace(/^\[|\]$/g, '');
const portOf = ({ port, protocol }) => Number(port || (protocol === 'https:' ? 443 : 80));

/** A connection; it ends when `signal` says so, whatever it is used for by then. */
function dial(host, port, signal, lookupName = lookupInTurn) {
  return new Promise((resolve, reject) => {
    const find = (name, options, done) => lookupName(name, options, done, signal);
    const socket = net.connect({ host, port, lookup: find });
    const end = () => socket.destroy();
    signal.addEventListener('abort', end, { once: true });
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
    socket.once('connect', () => resolve(socket));
    if (signal.aborted) end();
  });
}

/** The proxy on the way to this address, as the environment sets it. */
function proxyFor(url, env = process.env) {
  const not = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  const host = hostOf(url).toLowerCase();
  const isOut = not.some((name) => {
    const bare = name.replace(/^\*?\./, '');
    return name === '*' || name === `${host}:${portOf(url)}` || (bare !== '' && `.${host}`.endsWith(`.${bare}`));
  });
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  return isOut ? null : parseUrl(env[name] || env[name.toUpperCase()]);
}

function proxyHeaders({ username, password }) {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function tunnel(socket, proxy, url) {
  const path = `${url.hostname}:${portOf(url)}`;
  const headers = { host: path, ...proxyHeaders(proxy) };
  return new Promise((resolve, reject) => {
    const request = http.request({ createConnection: () => socket, method: 'CONNECT', path, headers });
    request.once('connect', ({ statusCode }) => {
      if (statusCode === 200) resolve();
      else reject(new Error(`the proxy answers ${statusCode}`));
    });
    request.on('error', reject);
    request.end();
  });
}

function secure(socket, host) {
  return new Promise((resolve, reject) => {
    const encrypted = tls.connect({ socket, ...(net.isIP(host) ? { host } : { servername: host }) });
    encrypted.on('error', reject);
    encrypted.once('close', () => reject(new Error('the connection was closed')));
    encrypted.once('secureConnect', () => resolve(encrypted));
  });
}

/** Asks and gives the status of the answer; its body is of no interest. A new connection each time: none can be half-open. */
async function ask(url, { method, headers, body }, signal, lookupName) {
  const proxy = proxyFor(url);
  const next = proxy ?? url;
  let socket = await dial(hostOf(next), portOf(next), signal, lookupName);
  if (url.protocol === 'https:') {
    if (proxy) await tunnel(socket, proxy, url);
    socket = await secure(socket, hostOf(url));
  }
  const plainProxy = proxy && url.protocol === 'http:' ? proxy : null;
  const path = plainProxy ? url.href : url.pathname + url.search;
  const all = { ...headers, ...(plainProxy && proxyHeaders(plainProxy)), host: url.host, connection: 'close' };
  return new Promise((resolve, reject) => {
    const request = http.request({ createConnection: () => socket, method, path, headers: all });
    request.once('response', (response) => {
      response.on('error', () => {});
      resolve(response.statusCode);
    });
    request.on('error', reject);
    request.end(body);
  });
}

// ---- checks ------------------------------------------------------------------------------------------------------

/** Thrown by a check that could not be made: nothing is known then. */
class NotKnown extends Error {}

async function checkHttp(url, signal) {
  const status = await ask(url, { method: 'GET', headers: { 'user-agent': 'branchboard-sender' } }, signal);
  if (status >= 500) throw new Error(`it answers ${status}`);
}

function checkDns(name, signal) {
  const resolver = new Resolver();
  signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  return new Promise((resolve, reject) => {
    resolver.resolve4(name, (error) => {
      if (!error) resolve();
      else resolver.resolve6(name, (again) => (again ? reject(error) : resolve()));
    });
  });
}

function runProgram(program, args, signal) {
  return new Promise((resolve, reject) => {
    execFile(program, args, { signal, windowsHide: true }, (error, output) => {
      if (error && typeof error.code === 'string') reject(new NotKnown(error.message));
      else resolve({ code: error ? error.code : 0, output });
    });
  });
}

async function findGateway(signal) {
  if (process.platform === 'linux') {
    const routes = readFileSync('/proc/net/route', 'utf8').split('\n');
    const hex = routes
      .map((line) => line.split('\t'))
      .find(([, to, by]) => to === '00000000' && by !== '00000000')?.[2];
    return hex && Buffer.from(hex, 'hex').reverse().join('.');
  }
  const isWindows = process.platform === 'win32';
  const args = isWindows ? ['print', '-4', '0.0.0.0'] : ['-n', 'get', 'default'];
  const { output } = await runProgram('route', args, signal);
  return (isWindows ? /^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+([\d.]+)/m : /gateway: (\S+)/).exec(output)?.[1];
}

async function checkGateway(set, signal) {
  const address = set ?? (await findGateway(signal));
  if (!address) throw new NotKnown('this machine has no default gateway');
  const isWindows = process.platform === 'win32';
  const { code, output } = await runProgram('ping', [isWindows ? '-n' : '-c', '1', address], signal);
  if (code === 1 || (isWindows && !output.includes('TTL='))) throw new Error('the router does not answer');
  if (code !== 0) throw new NotKnown('ping does not work here');
}

/** Without a network of its own the machine cannot tell what is down elsewhere. */
const OWN_NETWORK = new Set(['ENETUNREACH', 'ENETDOWN', 'EMFILE', 'EACCES', 'EPERM']);

async function checkService(tests, pace) {
  for (const test of tests) {
    for (let tries = 1; ; tries += 1) {
      try {
        await withLimit(TRY_WITHIN_MS / pace, test);
        break;
      } catch (error) {
        if (error instanceof NotKnown || OWN_NETWORK.has(error?.code)) return 'unknown';
        if (tries === TRIES) return 'down';
        await pause(TRY_AGAIN_AFTER_MS / pace);
      }
    }
  }
  return 'working';
}

/** Keeps what the checks found last. Of each service at most one check is under way. */
function keepResults({ checks, every }, pace) {
  const results = new Map();
  const underWay = new Map();
  const lasts = (every * 1_000 * RESULT_LASTS) / pace;
  async function look(service, tests) {
    const state = await checkService(tests, pace).catch(() => 'unknown');
    results.set(service, { state, at: performance.now() });
    underWay.delete(service);
  }
  return {
    /** Looks again, and waits for that as long as a beat can. */
    async look(withinMs) {
      for (const [service, tests] of checks) {
        if (!underWay.has(service)) underWay.set(service, look(service, tests));
      }
      if (underWay.size > 0) await Promise.race([Promise.all(underWay.values()), pause(withinMs)]);
    },
    read() {
      const now = performance.now();
      const stateOf = (service) => {
        const result = results.get(service);
        return result && now - result.at <= lasts ? result.state : 'unknown';
      };
      return Object.fromEntries([...checks.keys()].map((service) => [service, stateOf(service)]));
    },
  };
}

// ---- beats -------------------------------------------------------------------------------------------------------

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** null: it arrived; else why not. One that the board has heard before arrived by an earlier try. */
async function beat({ url, token }, body, pace) {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  for (let tries = 1; ; tries += 1) {
    let fault;
    try {
      const status = await withLimit(TRY_WITHIN_MS / pace, (signal) =>
        ask(url, { method: 'POST', headers, body }, signal, lookup),
      );
      if (status === 204 || status === 409) return null;
      fault = status === 401 ? 'the board does not know this token' : `the board answers ${status}`;
      if (status < 500) return fault;
    } catch (error) {
      fault = error.code ?? error.message;
    }
    if (tries === TRIES) return fault;
    await pause((TRY_AGAIN_AFTER_MS * (0.5 + Math.random())) / pace);
  }
}

function say(text) {
  process.stdout.write(`${new Date().toISOString()} ${text}\n`);
}

/** Whether the token would be read on its way. */
function isOpenToReaders(url) {
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(hostOf(url));
  return url.protocol === 'http:' && !isHere;
}

/** Beats one after the other, for ever. One that did not arrive is not sent later: only the present counts. */
async function run(config, { once, faster: pace }) {
  const boot = randomUUID();
  const results = keepResults(config, pace);
  let before;
  for (let n = 1; ; n += 1) {
    const began = performance.now();
    await results.look((once ? TRIES * 2 * TRY_WITHIN_MS : CHECKS_WITHIN_MS) / pace);
    const checks = results.read();
    const fault = await beat(config, JSON.stringify({ boot, n, every: config.every, checks }), pace);
    const outcome = fault === null ? `beats arrive at ${config.url.origin}` : `beats do not arrive: ${fault}`;
    // Only what changes is said, so that months of beats fill no log.
    const line = [outcome, ...Object.entries(checks).map(([service, state]) => `${service} ${state}`)].join(', ');
    if (line !== before) say(line);
    before = line;
    if (once) return fault === null;
    const every = (config.every * 1_000 * (0.8 + 0.4 * Math.random())) / pace;
    await pause(Math.max(TRY_AGAIN_AFTER_MS / pace, every - (performance.now() - began)));
  }
}

async function main() {
  const options = readArguments(process.argv.slice(2));
  if (!options) return void process.stdout.write(HELP);
  const config = readConfig(options, process.env);
  if (isOpenToReaders(config.url)) say('the token goes over the network unencrypted: use https');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      say('stopped');
      process.exit(0);
    });
  }
  const arrived = await run(config, options);
  process.exit(arrived ? 0 : 1);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
