import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReportAnswer } from '../../shared/wire/report.ts';
import { postReport } from './post-report.ts';
import { until } from './until.ts';

/** What a writer may conclude: it is stored; it is not; nobody can tell. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

/** One report, and what became of it as far as its writer can tell. */
export interface Sent {
  readonly key: string;
  readonly token: string;
  readonly branch: string;
  outcome: Outcome;
  answer: ReportAnswer | null;
  /** Tries after the first, with the same key. */
  retries: number;
}

export interface WritersOptions {
  readonly origin: () => string;
  readonly tokens: readonly string[];
  readonly branches: readonly string[];
  readonly count: number;
}

export interface Writers {
  readonly sent: readonly Sent[];
  /** Answers that no fault of server or database excuses. */
  readonly unexpected: readonly string[];
  acknowledged(): number;
  /** Each finishes the report it is at. */
  stop(): Promise<void>;
}

/** Below what one token may write in a minute, with room for the reports of all writers at once. */
const REPORTS_PER_TOKEN = 15;
const PAUSE_AFTER_REFUSAL_MS = 50;

export type Tried =
  | { readonly outcome: 'acknowledged'; readonly status: number; readonly answer: ReportAnswer }
  | { readonly outcome: 'refused' | 'unknown'; readonly unexpected?: string };

const UNKNOWN: Tried = { outcome: 'unknown' };
const REFUSED: Tried = { outcome: 'refused' };

/** Sends a report once, its key as its note, by which the journal can be searched for it. */
export async function tryReport(origin: string, { key, token, branch }: Sent): Promise<Tried> {
  let response: Response;
  let text: string;
  try {
    response = await postReport(origin, { key, token, branch, body: { note: key } });
    text = await response.text();
  } catch (error) {
    // Nobody listened, so nobody took it.
    return causeOf(error) === 'ECONNREFUSED' ? REFUSED : UNKNOWN;
  }
  if (response.ok) return { outcome: 'acknowledged', status: response.status, answer: JSON.parse(text) };
  if (response.status !== 503) return { outcome: 'unknown', unexpected: `${response.status} ${text}` };
  const { code, detail } = JSON.parse(text) as { code: string; detail: string };
  return code === 'database-away' && detail.includes('Nothing was saved') ? REFUSED : UNKNOWN;
}

function causeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

/**
 * People who report one thing after the other and stay at it while server and database come and go. Of the reports with
 * an unknown outcome every second is sent again with its key until it is acknowledged, the others are left as they are.
 */
export function startWriters({ origin, tokens, branches, count }: WritersOptions): Writers {
  const sent: Sent[] = [];
  const unexpected: string[] = [];
  let acknowledged = 0;
  let unknown = 0;
  let stopped = false;

  function nextReport(): Sent {
    const token = tokens[Math.floor((acknowledged + unknown) / REPORTS_PER_TOKEN) % tokens.length] ?? '';
    const branch = branches[sent.length % branches.length] ?? '';
    const report: Sent = { key: randomUUID(), token, branch, outcome: 'unknown', answer: null, retries: 0 };
    sent.push(report);
    return report;
  }

  async function attempt(report: Sent): Promise<Outcome> {
    const tried = await tryReport(origin(), report);
    if (tried.outcome !== 'acknowledged') {
      if (tried.unexpected !== undefined) unexpected.push(tried.unexpected);
      return tried.outcome;
    }
    acknowledged += 1;
    report.answer = tried.answer;
    return tried.outcome;
  }

  /** Refused on the way, it may have been stored by an earlier try all the same: it stays unknown until acknowledged. */
  async function insist(report: Sent): Promise<void> {
    await until(`report ${report.key} is acknowledged`, async () => {
      report.retries += 1;
      return (await attempt(report)) === 'acknowledged';
    });
    report.outcome = 'acknowledged';
  }

  async function write(): Promise<void> {
    while (!stopped) {
      const report = nextReport();
      report.outcome = await attempt(report);
      if (report.outcome === 'acknowledged') continue;
      if (report.outcome === 'unknown') unknown += 1;
      if (report.outcome === 'unknown' && unknown % 2 === 0) await insist(report);
      else await delay(PAUSE_AFTER_REFUSAL_MS);
    }
  }

  const writing = Promise.all(Array.from({ length: count }, write));
  // A writer that gives up is reported by `stop`, not by the end of the process.
  writing.catch(() => {});
  return {
    sent,
    unexpected,
    acknowledged: () => acknowledged,
    async stop() {
      stopped = true;
      await writing;
    },
  };
}
