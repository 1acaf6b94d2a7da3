import {
  exportsHaveNames,
  onlyConfigReadsTheEnvironment,
  onlyQueriesWriteRows,
  serverAsksItsClock,
  sharedIsPure,
  viewsCopyFieldByField,
} from './code-rules.ts';
import type { CodeRule } from './rule.ts';

/** What a file may do. */
export const CODE_RULES: readonly CodeRule[] = [
  {
    says: 'shared is pure: no clock, no chance, no timers, no surroundings',
    check: sharedIsPure,
    refuses: [
      'export const now = Date.now();',
      'export const now = () => new Date();',
      'export const half = Math.random() > 0.5;',
      "console.log('folded');",
      'setTimeout(() => {}, 1);',
      "export const board = await fetch('/api/v1/board');",
      'export const { env } = process;',
      "export const again = globalThis['setTimeout'];",
    ].map((text) => ({ 'shared/board/fold.ts': text })),
    allows: [
      { 'shared/board/fold.ts': 'export const day = (at: number): number => new Date(at).getUTCDay();' },
      { 'shared/board/fold.ts': 'export interface Deps { fetch: () => void; console: Console }' },
      { 'shared/board/fold.ts': 'export const said = (it: Said) => it.process + Math.max(it.window, 1);' },
    ],
  },
  {
    says: 'the server asks its clock for times and timers',
    check: serverAsksItsClock,
    refuses: [
      'export const now = Date.now();',
      'export const now = new Date();',
      'setInterval(() => {}, 1);',
      "import { setTimeout as wait } from 'node:timers/promises';",
    ].map((text) => ({ 'server/board/current-board.ts': text })),
    allows: [
      { 'server/platform/clock.ts': 'export const now = Date.now();' },
      { 'server/live/hub.ts': "import { setImmediate as turn } from 'node:timers/promises';" },
      { 'server/platform/http.ts': 'export const limit = (socket: Socket) => socket.setTimeout(1);' },
    ],
  },
  {
    says: 'the environment is read by server/platform/config* only',
    check: onlyConfigReadsTheEnvironment,
    refuses: [
      'export const port = process.env.PORT;',
      "export const port = process['env'].PORT;",
      'const { env } = process;',
      "import { env } from 'node:process';",
    ].map((text) => ({ 'server/platform/http.ts': text })),
    allows: [
      { 'server/platform/config.ts': 'export const port = process.env.PORT;' },
      { 'server/main.ts': "process.on('exit', stop);" },
    ],
  },
  {
    says: 'views copy field by field',
    check: viewsCopyFieldByField,
    refuses: [
      'export const toView = (branch: Branch) => ({ ...branch });',
      'export const toView = (branch: Branch) => Object.assign({}, branch);',
      'export const toView = ({ note, ...rest }: Branch) => rest;',
    ].map((text) => ({ 'shared/views/public-branch.ts': text })),
    allows: [
      { 'shared/views/public-branch.ts': 'export const toView = ({ name }: Branch) => ({ name, all: [...name] });' },
    ],
  },
  {
    says: 'rows are written by queries, journal and migrations only',
    check: onlyQueriesWriteRows,
    refuses: [
      { 'server/report/record-report.ts': "await trx.insertInto('fact').execute();" },
      { 'server/report/report.routes.ts': "await db.deleteFrom('fact').execute();" },
    ],
    allows: [{ 'server/report/report.queries.ts': "await trx.insertInto('answer').execute();" }],
  },
  {
    says: 'exports have names',
    check: exportsHaveNames,
    refuses: [{ 'server/app.ts': 'export default function build() {}' }],
    allows: [{ 'vite.config.ts': 'export default {};' }, { 'server/app.ts': 'export function build() {}' }],
  },
];
