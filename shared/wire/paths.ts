import { PLACE_PATHS } from './place-paths.ts';
import { PUBLIC_PATHS } from './public-paths.ts';

/** Paths of the contract, version 1, as clients ask for them. */
export const PATHS = {
  ...PUBLIC_PATHS,
  ...PLACE_PATHS,
  staffBoard: '/api/v1/staff/board',
  staffLive: '/live/staff',
  staffWatch: '/api/v1/staff/watch',
  causes: '/api/v1/causes',
  docs: '/api/docs',
  openapi: '/api/docs/openapi.json',
  incidents: '/api/v1/incidents',
  planned: '/api/v1/planned',
  notice: '/api/v1/notice',
  noticeChecks: '/api/v1/notice/checks',
  alert: '/api/v1/alert',
  bulkReport: '/api/v1/reports',
  staffPractice: '/api/v1/staff/practice',
  practice: '/api/v1/practice',
  branches: '/api/v1/branches',
  sample: '/api/v1/sample',
  session: '/api/v1/session',
  signInWays: '/api/v1/session/ways',
  providerSignIn: '/api/v1/session/provider',
  providerAnswer: '/api/v1/session/provider/answer',
  account: '/api/v1/account',
  ownSessions: '/api/v1/account/sessions',
  ownApp: '/api/v1/account/app',
  ownRecoveryCodes: '/api/v1/account/recovery-codes',
  ownPassword: '/api/v1/account/password',
  proof: '/api/v1/account/proof',
  proofQuestion: '/api/v1/account/proof/question',
  ownPasskeys: '/api/v1/account/passkeys',
  ownPasskeyQuestion: '/api/v1/account/passkeys/question',
  sessionCode: '/api/v1/session/code',
  mailCode: '/api/v1/session/mail-code',
  passkeyQuestion: '/api/v1/session/passkey/question',
  passkeySession: '/api/v1/session/passkey',
  setUp: '/api/v1/set-up',
  setUpPasskey: '/api/v1/set-up/passkey',
  setUpQuestion: '/api/v1/set-up/question',
  setUpCode: '/api/v1/set-up/code',
  people: '/api/v1/people',
  peopleReport: '/api/v1/people/report.csv',
  facts: '/api/v1/facts',
  names: '/api/v1/names',
  record: '/api/v1/access-record',
  recordFile: '/api/v1/access-record/file.csv',
  displays: '/api/v1/displays',
  senders: '/api/v1/senders',
  tokens: '/api/v1/tokens',
  senderFile: '/branchboard-sender.mjs',
  beats: '/api/v1/beats',
  inboundTexts: '/api/v1/texts/inbound',
  textClaims: '/api/v1/texts/claims',
  accountPage: '/account',
  signInPage: '/sign-in',
  setUpPage: '/set-up',
  mails: '/api/v1/mails',
  mailsPage: '/mails',
} as const;

/** What is posted about one branch. */
export function branchPath(slug: string, part: 'reports' | 'preview' | 'timeline'): string {
  return `/api/v1/branches/${slug}/${part}`;
}

/** A branch as everybody reads it; for operations also where it is changed and retired. */
export function oneBranchPath(slug: string): string {
  return `/api/v1/branches/${slug}`;
}

/** What is posted about one incident. */
export function incidentPath(id: number, part: 'updates' | 'escalations' | 'checks' | 'resolve'): string {
  return `/api/v1/incidents/${id}/${part}`;
}

/** Where operations make one incident of the branches that a cause was offered for. */
export function acceptCausePath(cause: string): string {
  return `/api/v1/causes/${encodeURIComponent(cause)}/accept`;
}

/** Where operations call planned work off. */
export function cancelPlannedPath(id: number): string {
  return `${PATHS.planned}/${id}/cancel`;
}
