import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { SECOND } from '../../shared/practice/instant.ts';
import { BulkReportAnswer, BulkReportBody } from '../../shared/wire/bulk-report.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { Preview } from '../../shared/wire/preview.ts';
import { ReportAnswer, ReportBody } from '../../shared/wire/report.ts';
import { SAID_BY_HEADER } from '../../shared/wire/said-by.ts';
import { Timeline, type TimelineEntry } from '../../shared/wire/timeline.ts';
import type { Clock } from '../platform/clock.ts';
import type { Http } from '../platform/http.ts';
import { readyMade } from '../platform/ready-made.ts';
import { headerOf, requireActor, shapeFaultsOf } from '../platform/request-parts.ts';
import type { ReportDeps } from './known-reports.ts';
import { readBranchTimeline } from './read-timeline.ts';
import { previewReport } from './preview-report.ts';
import { recordReport } from './record-report.ts';
import { recordReports } from './record-reports.ts';
import { requireTimelinePage } from './timeline-page.ts';

const BranchParams = Type.Object({ slug: Type.String() });
const TimelineQuery = Type.Object(
  { limit: Type.Optional(Type.String()), before: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

/** 2,000 branches by their slugs. */
const BULK_BODY_LIMIT = 256 * 1024;

/** A timeline of 100,000 facts takes longer than a page. */
const TIMELINE_TIMEOUT = 60 * SECOND;

export interface ReportRoutesDeps extends ReportDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Told how each attempt to report ended: `stored`, `repeated`, or the code of a problem. */
  readonly onOutcome?: (outcome: string) => void;
}

function outcomeOf({ problem, statusCode }: FastifyReply): string {
  return problem ?? (statusCode === 201 ? 'stored' : 'repeated');
}

/** Reports of one branch or several, what they would show, and the timeline of a branch. */
export function registerReports(app: Http, { onOutcome = () => {}, ...deps }: ReportRoutesDeps): void {
  app.post(
    '/api/v1/branches/:slug/reports',
    {
      config: { access: 'lead', branch: 'own' },
      // The verb names the faults of the headers in the same list.
      attachValidation: true,
      onResponse: async (_request, reply) => onOutcome(outcomeOf(reply)),
      schema: {
        description:
          'Idempotency-Key: any text of your own; sent again with the same one, a report is stored once. If-Match: "N", ' +
          'the seq of the last report of the branch that you have seen, 0 when there was none. Branchboard-Said-By: the id of ' +
          'your session, when a report may have waited for you to sign in again.',
        params: BranchParams,
        body: ReportBody,
        response: { 200: ReportAnswer, 201: ReportAnswer },
      },
    },
    async (request, reply) => {
      const { status, answer } = await recordReport(deps, {
        actor: requireActor(request),
        branch: request.params.slug,
        key: headerOf(request, 'idempotency-key'),
        ifMatch: headerOf(request, 'if-match'),
        saidBy: headerOf(request, SAID_BY_HEADER),
        body: request.body,
        shapeFaults: shapeFaultsOf(request),
      });
      return reply
        .code(status)
        .header('etag', `"${answer.seq}"`)
        .header('location', `/api/v1/branches/${answer.branch}/timeline?before=${answer.seq + 1}&limit=1`)
        .send(answer);
    },
  );

  app.post(
    PATHS.bulkReport,
    {
      config: { access: 'lead', branch: 'own' },
      bodyLimit: BULK_BODY_LIMIT,
      attachValidation: true,
      onResponse: async (_request, reply) => onOutcome(outcomeOf(reply)),
      schema: { body: BulkReportBody, response: { 200: BulkReportAnswer, 201: BulkReportAnswer } },
    },
    async (request, reply) => {
      const { status, answer } = await recordReports(deps, {
        actor: requireActor(request),
        key: headerOf(request, 'idempotency-key'),
        body: request.body,
        shapeFaults: shapeFaultsOf(request),
      });
      return reply.code(status).send(answer);
    },
  );

  app.post(
    '/api/v1/branches/:slug/preview',
    {
      config: { access: 'lead', branch: 'own', storesNothing: true },
      attachValidation: true,
      schema: { params: BranchParams, body: ReportBody, response: { 200: Preview } },
    },
    (request) =>
      previewReport(deps.known().board, deps.clock.now(), {
        actor: requireActor(request),
        branch: request.params.slug,
        body: request.body,
        shapeFaults: shapeFaultsOf(request),
      }),
  );

  app.get(
    '/api/v1/branches/:slug/timeline',
    {
      config: { access: 'reader', branch: 'own' },
      handlerTimeout: TIMELINE_TIMEOUT,
      schema: {
        params: BranchParams,
        querystring: TimelineQuery,
        response: { 200: readyMade(Timeline) },
      },
    },
    async (request, reply) => {
      const page = requireTimelinePage(request.query);
      const { slug } = request.params;
      const batches = await readBranchTimeline(deps.db, deps.known().board, requireActor(request), slug, page);
      // Read before the status is sent, so that a database that is away can still be told.
      const first = await batches.next();
      return reply.type('application/json').send(Readable.from(timelineJson(slug, first, batches)));
    },
  );
}

/** A `Timeline` as JSON text, piece by piece. */
async function* timelineJson(
  branch: string,
  first: IteratorResult<readonly TimelineEntry[], void>,
  rest: AsyncIterable<readonly TimelineEntry[]>,
): AsyncGenerator<string> {
  yield `{"branch":${JSON.stringify(branch)},"facts":[`;
  if (!first.done) yield entriesJson(first.value);
  for await (const batch of rest) yield `,${entriesJson(batch)}`;
  yield ']}';
}

function entriesJson(batch: readonly TimelineEntry[]): string {
  return batch.map((entry) => JSON.stringify(entry)).join(',');
}
