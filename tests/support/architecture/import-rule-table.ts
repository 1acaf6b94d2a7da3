import {
  foundationsKnowNoRoom,
  importsRunInNoCircle,
  onlyDatabaseFilesKnowPg,
  onlyQueriesKnowKysely,
  onlyRoutesKnowFastify,
  patientsGetNoStaffCode,
  roomsKeepTheirQueriesAndRoutes,
  routesLeaveRowsToVerbs,
  serverRendersPublicPagesOnly,
  sharedImportsItself,
  testsStayOutside,
  webImportsItsOwn,
} from './import-rules.ts';
import type { CodeRule } from './rule.ts';

/** Who may import whom. */
export const IMPORT_RULES: readonly CodeRule[] = [
  {
    says: 'shared imports only itself, and typebox in shared/wire',
    check: sharedImportsItself,
    refuses: [
      { 'shared/board/fold.ts': "import { join } from 'node:path';" },
      { 'shared/board/fold.ts': "import { Type } from 'typebox';" },
      { 'shared/wire/board.ts': "import type { Html } from '../../web/public/page.ts';" },
      { 'shared/words/lists.ts': "const { html } = await import('lit');" },
    ],
    allows: [{ 'shared/wire/board.ts': "import { Type } from 'typebox'; import { A } from '../board/a.ts';" }],
  },
  {
    says: 'web imports lit, shared and its own rooms; uqr where a QR code is drawn, idb in the stores of the outbox, @simplewebauthn/browser where a passkey is asked for',
    check: webImportsItsOwn,
    refuses: [
      { 'web/live/connection.ts': "import { hub } from '../../server/live/hub.ts';" },
      { 'web/public/main.ts': "import type { Body } from 'fastify';" },
      { 'web/public/main.ts': "import 'little';" },
      { 'web/public/main.ts': "import { encode } from 'uqr';" },
      { 'web/outbox/outbox.ts': "import { openDB } from 'idb';" },
      { 'web/sign-in/main.ts': "import { startAuthentication } from '@simplewebauthn/browser';" },
    ],
    allows: [
      { 'web/outbox/entries.store.ts': "import { openDB } from 'idb';" },
      { 'web/staff/passkey.ts': "import { startAuthentication } from '@simplewebauthn/browser';" },
      { 'web/public/main.ts': "import { html } from 'lit/html.js'; import { a } from '../live/a.ts';" },
    ],
  },
  {
    says: 'what patients load holds no staff code',
    check: patientsGetNoStaffCode,
    refuses: [
      { 'web/public/main.ts': "import { lead } from '../lead/lead.ts';" },
      { 'web/public/main.ts': "import { send } from '../staff/send.ts';" },
      { 'web/public/main.ts': "import { openOutbox } from '../outbox/outbox.ts';" },
      { 'web/public/marks.ts': "import { stateMark } from '../parts/state-mark.ts';" },
      { 'web/waiting-room/main.ts': "import { pairingView } from '../wallboard/pairing-view.ts';" },
      { 'web/public/page-title.ts': "import { STAFF } from '../../shared/words/staff.ts';" },
      { 'web/widget/main.ts': "import type { StaffBoard } from '../../shared/wire/staff-board.ts';" },
      {
        'web/public/main.ts': "import { follow } from '../live/follow.ts';",
        'web/live/follow.ts': "export { toStaffBoard } from '../../shared/views/staff-board.ts';",
      },
      {
        'web/public/main.ts': "import { follow } from '../live/follow.ts';",
        'web/live/follow.ts': "import { type StaffBoard } from '../../shared/wire/staff-board.ts';",
      },
    ],
    allows: [
      {
        'web/public/main.ts': "import { follow } from '../live/follow.ts';",
        'web/live/follow.ts': "import type { StaffBoard } from '../../shared/wire/staff-board.ts';",
      },
      { 'web/lead/main.ts': "import { toStaffBoard } from '../../shared/views/staff-board.ts';" },
    ],
  },
  {
    says: 'of web, the server takes the public templates, and only in server/pages',
    check: serverRendersPublicPagesOnly,
    refuses: [
      { 'server/pages/render.ts': "import { follow } from '../../web/live/follow.ts';" },
      { 'server/board/view.ts': "import { page } from '../../web/public/page.ts';" },
    ],
    allows: [{ 'server/pages/render.ts': "import { page } from '../../web/public/page.ts';" }],
  },
  {
    says: 'pg is known to server/platform/database* only',
    check: onlyDatabaseFilesKnowPg,
    refuses: [
      { 'server/report/report.queries.ts': "import pg from 'pg';" },
      { 'server/platform/health.ts': "import type { Client } from 'pg';" },
    ],
    allows: [{ 'server/platform/database-listener.ts': "import pg from 'pg';" }],
  },
  {
    says: 'kysely is loaded by queries, platform, journal and migrations only',
    check: onlyQueriesKnowKysely,
    refuses: [
      { 'server/report/record-report.ts': "import { sql } from 'kysely';" },
      { 'server/report/record-report.ts': "import { type Transaction } from 'kysely';" },
    ],
    allows: [
      { 'server/report/record-report.ts': "import type { Transaction } from 'kysely';" },
      { 'server/report/report.queries.ts': "import { sql } from 'kysely';" },
    ],
  },
  {
    says: 'fastify is known to routes, live, pages, platform, the app and the guard only',
    check: onlyRoutesKnowFastify,
    refuses: [
      { 'server/report/record-report.ts': "import type { FastifyRequest } from 'fastify';" },
      { 'server/start-server.ts': "import helmet from '@fastify/helmet';" },
    ],
    allows: [{ 'server/report/report.routes.ts': "import type { FastifyRequest } from 'fastify';" }],
  },
  {
    says: 'a room keeps its queries and its routes to itself',
    check: roomsKeepTheirQueriesAndRoutes,
    refuses: [
      { 'server/incident/open.ts': "import { rows } from '../report/report.queries.ts';" },
      { 'server/pages/render.ts': "import { route } from '../report/report.routes.ts';" },
      { 'server/app.ts': "import { rows } from './report/report.queries.ts';" },
    ],
    allows: [
      { 'server/app.ts': "import { route } from './report/report.routes.ts';" },
      { 'server/report/record.ts': "import { rows } from './report.queries.ts';" },
    ],
  },
  {
    says: 'routes leave rows and facts to verbs',
    check: routesLeaveRowsToVerbs,
    refuses: [
      { 'server/report/report.routes.ts': "import { rows } from './report.queries.ts';" },
      { 'server/report/report.routes.ts': "import { appendFacts } from '../journal/append.ts';" },
    ],
    allows: [{ 'server/report/report.routes.ts': "import { recordReport } from './record-report.ts';" }],
  },
  {
    says: 'platform and journal know no room that stands on them',
    check: foundationsKnowNoRoom,
    refuses: [
      { 'server/platform/http.ts': "import { guard } from '../access/guard.ts';" },
      { 'server/journal/append.ts': "import { board } from '../board/current-board.ts';" },
    ],
    allows: [{ 'server/platform/database.types.ts': "import type { Fact } from '../journal/fact.table.ts';" }],
  },
  {
    says: 'nothing imports a test, and no code imports what supports tests',
    check: testsStayOutside,
    refuses: [
      { 'tests/rules/gps.test.ts': "import { cases } from './it.test.ts';" },
      { 'server/board/load.ts': "import { fact } from '../../tests/support/facts.ts';" },
    ],
    allows: [{ 'tests/rules/gps.test.ts': "import { fact } from '../support/facts.ts';" }],
  },
  {
    says: 'imports run in no circle',
    check: importsRunInNoCircle,
    refuses: [
      {
        'shared/a.ts': "import { b } from './b.ts';",
        'shared/b.ts': "export * from './c.ts';",
        'shared/c.ts': "import './a.ts';",
      },
    ],
    allows: [{ 'shared/a.ts': "import { b } from './b.ts';", 'shared/b.ts': "import type { A } from './a.ts';" }],
  },
];
