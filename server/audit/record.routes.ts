import { Readable } from 'node:stream';
import { SECOND } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { RecordFilters, RecordPage, RecordQuery } from '../../shared/wire/record.ts';
import type { Clock } from '../platform/clock.ts';
import type { Http } from '../platform/http.ts';
import { doerOf } from '../platform/request-parts.ts';
import { noteAccess } from './note-access.ts';
import { readRecordPage, recordAsCsv, type RecordDeps } from './read-record.ts';

const DOWNLOAD_TIMEOUT = 60 * SECOND;

/**
 * Who came in, who was refused and who changed what: for admins alone, since it tells when and from where each colleague
 * works.
 */
export function registerRecord(app: Http, deps: RecordDeps & { readonly clock: Clock }): void {
  const { db, clock } = deps;

  app.get(
    PATHS.record,
    { config: { access: 'admin' }, schema: { querystring: RecordQuery, response: { 200: RecordPage } } },
    async ({ query }) => readRecordPage(deps, query, clock.now()),
  );

  app.get(
    PATHS.recordFile,
    { config: { access: 'admin' }, handlerTimeout: DOWNLOAD_TIMEOUT, schema: { querystring: RecordFilters } },
    async (request, reply) => {
      const { id: actor, ...visit } = doerOf(request);
      const pieces = recordAsCsv(deps, request.query);
      // Read before the status is sent, so that what is wrong can still be told.
      const first = await pieces.next();
      const note = { event: 'record', outcome: 'downloaded', actor, ...visit, detail: request.query } as const;
      await noteAccess(db, note, clock.now());
      return reply
        .header('content-disposition', 'attachment; filename="access-record.csv"')
        .type('text/csv; charset=utf-8')
        .send(Readable.from(together(first, pieces)));
    },
  );
}

async function* together(first: IteratorResult<string, void>, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (!first.done) yield first.value;
  yield* rest;
}
