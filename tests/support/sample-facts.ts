import { SYSTEM_ACTOR } from '../../server/access/actor.table.ts';
import type { NewFact } from '../../server/journal/fact-row.ts';
import { AUTOMATIC_CHECKS } from '../../shared/facts/automatic-checks.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';

/** 31 December 2019, 09:05 in London. */
export const AT = Date.parse('2019-12-31T09:05:00.000Z');

type NewReport = Extract<NewFact, { kind: 'report' }>;

/** A report that the internet of a branch is down, with what the test adds to it. */
export function aReport(with_: Partial<NewReport> = {}): NewReport {
  return {
    kind: 'report',
    branch: 'clayton',
    at: AT,
    actor: SYSTEM_ACTOR,
    onBehalf: false,
    it: { internet: 'down' },
    ...with_,
  };
}

export const CLAYTON: Branch = {
  slug: 'clayton',
  name: 'Clayton Surgery',
  odsCode: 'Z00001',
  address: '1 High Street',
  town: 'Clayton',
  postcode: 'ZZ1 1AA',
  position: { lat: 52.1, lon: 0.1 },
  phone: '01632 960001',
  hours: [[{ from: 480, to: 1110 }], [], [], [], [], [], []],
  expectedGps: 8,
  listSize: 9_000,
  providers: { internet: 'fenline', records: 'clinrec', phones: 'fenvoice' },
  takesOthers: true,
  gpWording: 'numbers',
  redirect111: true,
  exceptions: [],
  retired: false,
};

/** One fact of every kind, the report with everything a report can hold. */
export const ONE_OF_EACH: readonly NewFact[] = [
  { kind: 'practice', practice: { ...DEFAULT_SETTINGS, name: 'Fen' }, at: AT, actor: SYSTEM_ACTOR },
  { kind: 'branch', branch: CLAYTON, at: AT + 1, actor: SYSTEM_ACTOR },
  aReport({
    at: AT + 2,
    onBehalf: true,
    it: { internet: 'down', phones: 'working' },
    gps: { expected: 8, offSick: 4, away: 0, locums: 1 },
    access: 'phone-only',
    message: 'The line is down, please come in.',
    note: 'Engineer called at 9am.',
    confirm: true,
  }),
  { kind: 'signal', branch: 'clayton', contact: 'lost', lastBeatAt: AT, public: true, at: AT + 3, actor: SYSTEM_ACTOR },
  {
    kind: 'signal',
    branch: 'clayton',
    contact: 'late',
    lastBeatAt: null,
    public: false,
    at: AT + 4,
    actor: SYSTEM_ACTOR,
  },
  {
    kind: 'incident',
    incident: 6,
    title: 'The internet line at Clayton has failed',
    severity: 'serious',
    branches: ['clayton'],
    services: ['internet', 'records'],
    affected: ['clayton'],
    shown: true,
    public: 'Engineers are on their way.',
    staff: 'Line provider called.',
    escalation: { to: 'service-desk', reference: 'REF-12' },
    nextUpdateAt: AT + 60_000,
    at: AT + 5,
    actor: SYSTEM_ACTOR,
  },
  { kind: 'incident', incident: 6, resolved: true, nextUpdateAt: null, at: AT + 6, actor: SYSTEM_ACTOR },
  {
    kind: 'notice',
    control: 'keep',
    branches: ['clayton'],
    until: AT + 60_000,
    reason: 'The line is not stable yet.',
    at: AT + 7,
    actor: SYSTEM_ACTOR,
  },
  { kind: 'alert', branch: null, state: 'AMBER', reason: 'Two locums came.', at: AT + 8, actor: SYSTEM_ACTOR },
  { kind: 'alert', branch: 'clayton', state: null, reason: null, at: AT + 9, actor: SYSTEM_ACTOR },
  { kind: 'check', incident: 6, item: 'icb', done: true, at: AT + 10, actor: SYSTEM_ACTOR },
  {
    kind: 'probe',
    branch: 'clayton',
    service: 'records',
    state: 'down',
    public: true,
    at: AT + 11,
    actor: AUTOMATIC_CHECKS,
  },
  { kind: 'flapping', branch: 'clayton', flapping: true, at: AT + 12, actor: AUTOMATIC_CHECKS },
];
