import { PATHS } from '../../shared/wire/paths.ts';
import type { ReportBody } from '../../shared/wire/report.ts';
import { issueToken } from '../../server/access/issue-token.ts';
import { postReport } from '../support/post-report.ts';
import type { BenchServer } from './bench-server.ts';

/** Branches of the sample practice that report in turn. */
const BRANCHES = ['clayton', 'orton-mere', 'minster-yard', 'huntly-lane', 'hodson-green', 'hampton-vale'];

/** People who do it in turn: each may write so many times a minute. */
const PEOPLE = 60;

/** How many branches there are. */
export const OFFICES = BRANCHES.length;

/** Offices that report in turn. */
export interface Reporters {
  /** Of one of them, for sockets of staff. */
  readonly token: string;
  /** Posts the next one's report, and waits for its answer. */
  report(body: ReportBody): Promise<void>;
}

export async function createReporters({ db, now, origin }: BenchServer): Promise<Reporters> {
  const request = { role: 'operations', branches: [], days: 1 } as const;
  const names = Array.from({ length: PEOPLE }, (_, at) => `Person ${at + 1}`);
  const issued = await Promise.all(names.map((name) => issueToken(db, { ...request, name }, now())));
  const tokens = issued.map(({ token }) => token);
  const offices = BRANCHES.map((branch) => ({ branch, seen: 0 }));
  const answer = await fetch(origin + PATHS.staffBoard, {
    headers: { authorization: `Bearer ${tokens[0] ?? ''}` },
  });
  const board = (await answer.json()) as { branches: { slug: string; seq: number }[] };
  for (const office of offices) office.seen = board.branches.find(({ slug }) => slug === office.branch)?.seq ?? 0;
  let turn = 0;
  return {
    token: tokens[0] ?? '',
    async report(body) {
      const office = offices[turn % offices.length];
      const token = tokens[turn % tokens.length] ?? '';
      turn += 1;
      if (!office) return;
      const posted = await postReport(origin, { ...office, token, body });
      if (posted.status !== 201) throw new Error(`a report was answered ${posted.status}: ${await posted.text()}`);
      office.seen = ((await posted.json()) as { seq: number }).seq;
    },
  };
}
