import type { Instant } from '../../../shared/practice/instant.ts';
import type { BranchStateName, ItState } from '../../../shared/wire/public-board.ts';
import type { ReportBody } from '../../../shared/wire/report.ts';
import { INCIDENT, type IncidentExpectation, OFFICE, type OfficeAct } from './serious-incident.ts';

/** What one lead says. */
export interface StoryReport {
  readonly branch: string;
  readonly body: ReportBody;
}

/** What everybody must see of Clayton Surgery, and of the practice, once a step is done. */
export interface Expectation {
  readonly sentence: string;
  readonly clayton: BranchStateName;
  readonly it?: ItState;
  readonly gps?: string;
  /** Whether the NHS 111 notice is up. */
  readonly notice: boolean;
  /** Absent before there is one. */
  readonly incident?: IncidentExpectation;
}

/** One moment of the day. */
export interface Step {
  readonly at: Instant;
  readonly title: string;
  readonly reports: readonly StoryReport[];
  /** Done after the reports. */
  readonly office?: readonly OfficeAct[];
  readonly expect: Expectation;
}

/** 31 December 2019 in Peterborough; UTC is local time in winter. */
function onTheDay(time: string): Instant {
  return Date.parse(`2019-12-31T${time}:00Z`);
}

/** When the story begins: an hour before the first surgery opens. */
export const STORY_BEGINS = onTheDay('07:00');

const ALL_WORKING = {
  internet: 'working',
  records: 'working',
  phones: 'working',
  online: 'working',
  prescriptions: 'working',
} as const;

/** GPs of each branch on an ordinary day, as the sample practice plans them. */
export type ExpectedGps = ReadonlyMap<string, number>;

const OPENS_LATER: readonly string[] = ['glinton-cross', 'crowle-abbey'];

function morningReport(branch: string, expected: number): StoryReport {
  return { branch, body: { it: ALL_WORKING, gps: { expected, offSick: 0, away: 0, locums: 0 }, access: 'open' } };
}

function morningReports(gps: ExpectedGps, later: boolean): StoryReport[] {
  return [...gps]
    .filter(([branch]) => OPENS_LATER.includes(branch) === later)
    .map(([branch, expected]) => morningReport(branch, expected));
}

function clayton(body: ReportBody): readonly StoryReport[] {
  return [{ branch: 'clayton', body }];
}

/**
 * The day Branchboard exists for: at Clayton Surgery 4 of 8 GPs are off sick and the internet line fails; it stays open
 * all day, the office declares a serious incident, and in the afternoon the line is back.
 */
export function storySteps(gps: ExpectedGps): readonly Step[] {
  const oneInTrouble = '17 of 18 surgeries are working normally. 1 has a problem.';
  const oneLimited = '17 of 18 surgeries are working normally. 1 has a limited service.';
  const inTrouble = { clayton: 'degraded', it: 'down', notice: true } as const;
  return [
    {
      at: onTheDay('07:30'),
      title: 'Before opening. Nobody has said anything yet.',
      reports: [],
      expect: { sentence: 'All surgeries are closed. The next opens at 8am today.', clayton: 'closed', notice: false },
    },
    {
      at: onTheDay('08:00'),
      title: '16 surgeries open. What is not known is not called working.',
      reports: [],
      expect: { sentence: '16 surgeries have not told us yet today. 2 are closed.', clayton: 'unknown', notice: false },
    },
    {
      at: onTheDay('08:10'),
      title: 'The leads say how their surgeries are: all is well.',
      reports: morningReports(gps, false),
      expect: {
        sentence: 'All 16 open surgeries are working normally. 2 are closed.',
        clayton: 'normal',
        it: 'up',
        gps: '8 of 8 in today',
        notice: false,
      },
    },
    {
      at: onTheDay('08:35'),
      title: 'The last two surgeries have opened. A normal morning.',
      reports: morningReports(gps, true),
      expect: { sentence: 'All 18 surgeries are working normally.', clayton: 'normal', notice: false },
    },
    {
      at: onTheDay('08:40'),
      title: 'Clayton: 4 of 8 GPs are off sick. Patients read "4 of 8 in today", never why.',
      reports: clayton({ gps: { expected: 8, offSick: 4, away: 0, locums: 0 } }),
      expect: { sentence: oneLimited, clayton: 'limited', it: 'up', gps: '4 of 8 in today', notice: false },
    },
    {
      at: onTheDay('09:05'),
      title:
        'Clayton: the internet line fails. Records, booking and prescriptions go with it. The NHS 111 notice is up.',
      reports: clayton({ it: { internet: 'down' } }),
      expect: { sentence: oneInTrouble, gps: '4 of 8 in today', ...inTrouble },
    },
    {
      at: onTheDay('09:10'),
      title: 'The office declares a serious incident. Patients read what it is about, not how it is called.',
      reports: [],
      office: OFFICE.declares,
      expect: { sentence: oneInTrouble, ...inTrouble, incident: INCIDENT.declared },
    },
    {
      at: onTheDay('09:15'),
      title: 'It goes to the national service desk, with a reference. The ICB is told, and who keeps its directory.',
      reports: [],
      office: OFFICE.escalates,
      expect: { sentence: oneInTrouble, ...inTrouble, incident: INCIDENT.escalated },
    },
    {
      at: onTheDay('09:20'),
      title: 'Clayton: the phones work, the doors stay open, and there is a word for patients.',
      reports: clayton({
        it: { phones: 'working' },
        access: 'open',
        message: 'We are open all day. A doctor phones everyone who is urgent.',
        note: 'Fault logged with the line provider. Mobile router asked for.',
      }),
      expect: { sentence: oneInTrouble, ...inTrouble, incident: INCIDENT.escalated },
    },
    {
      at: onTheDay('10:00'),
      title: 'As promised at 10am: an update for patients, one for staff, and when the next will come.',
      reports: [],
      office: OFFICE.updates,
      expect: { sentence: oneInTrouble, ...inTrouble, incident: INCIDENT.found },
    },
    {
      at: onTheDay('11:30'),
      title:
        'Clayton: "all working", typed at 8:50am on a phone without signal, arrives. It undoes nothing said since.',
      reports: clayton({ it: { internet: 'working', records: 'working' }, madeSecondsAgo: 9_600 }),
      expect: { sentence: oneInTrouble, ...inTrouble, incident: INCIDENT.found },
    },
    {
      at: onTheDay('13:05'),
      title: 'Two small surgeries close at 1pm. Clayton says: still so. The notice stays.',
      reports: clayton({ confirm: true }),
      expect: {
        sentence: '15 of 16 open surgeries are working normally. 1 has a problem. 2 are closed.',
        ...inTrouble,
        incident: INCIDENT.found,
      },
    },
    {
      at: onTheDay('14:20'),
      title: 'Clayton: the line is back. The incident is still open, so the notice stays.',
      reports: clayton({ it: { internet: 'working' }, message: null }),
      expect: {
        sentence: '15 of 16 open surgeries are working normally. 1 has a problem. 2 are closed.',
        clayton: 'degraded',
        it: 'up',
        notice: true,
        incident: INCIDENT.found,
      },
    },
    {
      at: onTheDay('14:40'),
      title: 'The office says that it is over. The notice leaves at once, because a person says so.',
      reports: [],
      office: OFFICE.resolves,
      expect: {
        sentence: '15 of 16 open surgeries are working normally. 1 has a limited service. 2 are closed.',
        clayton: 'limited',
        it: 'up',
        gps: '4 of 8 in today',
        notice: false,
        incident: INCIDENT.solved,
      },
    },
    {
      at: onTheDay('18:30'),
      title: "Everybody closes. Tomorrow is New Year's Day, so the next opening is on Thursday.",
      reports: [],
      expect: {
        sentence: 'All surgeries are closed. The next opens at 8am on Thursday.',
        clayton: 'closed',
        gps: '4 of 8 in today',
        notice: false,
        incident: INCIDENT.solved,
      },
    },
    {
      at: onTheDay('24:00'),
      title: 'Midnight. The counts were of yesterday: they are not known any more, they are not 0.',
      reports: [],
      expect: {
        sentence: 'All surgeries are closed. The next opens at 8am tomorrow.',
        clayton: 'closed',
        it: 'unknown',
        gps: 'Not known today',
        notice: false,
        incident: INCIDENT.solved,
      },
    },
  ];
}
