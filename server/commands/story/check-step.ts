import { isDeepStrictEqual } from 'node:util';
import { PATHS } from '../../../shared/wire/paths.ts';
import { surgeryPath } from '../../../shared/wire/public-paths.ts';
import type { PublicBoard } from '../../../shared/wire/public-board.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { gpSentence } from '../../../shared/words/services.ts';
import { type Check, equal, includes, readText } from './check.ts';
import type { Stage } from './stage.ts';
import type { Expectation, Step } from './script.ts';
import { INCIDENT_TITLE, REFERENCE } from './serious-incident.ts';
import type { Viewer } from './viewer.ts';

/** Words that are for staff alone: none of them may be in a public byte. */
const STAFF_ONLY = [
  'offSick',
  'Lead of',
  'Fault logged',
  'Mobile router',
  'Operations office',
  REFERENCE,
  'at the exchange',
  'digger',
  'erious',
  'ICB',
];

const NOTICE_HEADING = 'If it is urgent and you cannot reach Clayton Surgery, use NHS 111';

function checkBoard(source: string, board: PublicBoard | null, expect: Expectation): Check[] {
  const clayton = board?.branches.find(({ slug }) => slug === 'clayton');
  const notice = board?.notice?.branches.join() ?? '';
  const checks = [
    equal(`${source}: the sentence`, board?.summary.sentence, expect.sentence),
    equal(`${source}: Clayton`, clayton?.state, expect.clayton),
    equal(`${source}: the notice`, notice, expect.notice ? 'clayton' : ''),
  ];
  if (expect.it) checks.push(equal(`${source}: Clayton's IT`, clayton?.it, expect.it));
  if (expect.gps) checks.push(equal(`${source}: Clayton's GPs`, clayton && gpSentence(clayton.gps), expect.gps));
  if (expect.it === 'down') {
    for (const service of ['records', 'online', 'prescriptions'] as const) {
      checks.push(equal(`${source}: ${service} went with the line`, clayton?.services[service], 'down'));
    }
    checks.push(equal(`${source}: Clayton is open all the same`, clayton?.open.now, true));
  }
  return [...checks, ...checkPublicIncident(source, board, expect.incident)];
}

function checkPublicIncident(source: string, board: PublicBoard | null, expect: Expectation['incident']): Check[] {
  const [incident] = board?.incidents ?? [];
  return [
    equal(`${source}: the incident`, incident?.title, expect && INCIDENT_TITLE),
    equal(`${source}: how the incident stands`, incident?.status, expect?.status),
    equal(`${source}: what patients are told of it`, incident?.updates[0]?.text, expect?.update),
  ];
}

/** The reference and what was said to staff stand where staff look, and there alone. */
function checkStaffIncident({ incidents }: StaffBoard, expect: Expectation['incident']): Check[] {
  if (!expect) return [equal('staff: no incident', incidents.length, 0)];
  const [incident] = incidents;
  const log = (incident?.log ?? []).map(({ sentence }) => sentence).join('\n');
  const told = incident?.checklist.flatMap(({ item, done }) => (done ? [item] : [])).join();
  return [
    equal('staff: it is a serious incident', incident?.severity, 'serious'),
    equal('staff: the next update', incident?.nextUpdateAt?.slice(11, 16) ?? null, expect.nextUpdate),
    equal('staff: who was told', told, expect.staff.told.join()),
    ...expect.staff.texts.map((text) => includes(`staff: "${text}"`, log, text, true)),
  ];
}

/** Looks at the JSON, at the page that follows by frames, at the HTML and at what staff see, as they are after a step. */
export async function checkStep(stage: Stage, viewer: Viewer, { expect }: Step): Promise<readonly Check[]> {
  await viewer.settle();
  const [json, home, surgery] = await Promise.all(
    [PATHS.publicBoard, PATHS.home, surgeryPath('clayton')].map((path) => readText(stage, path)),
  );
  const staff = await stage.readStaffBoard();
  const board = JSON.parse(json ?? '') as PublicBoard;
  const frames = JSON.stringify(viewer.board());
  const publicBytes = [json, home, surgery, frames].join('\n');
  return [
    ...checkBoard('JSON', board, expect),
    ...checkBoard('frames', viewer.board(), expect),
    { what: 'frames: the open page equals the board', ok: isDeepStrictEqual(viewer.board(), board), saw: frames },
    { what: 'frames: nothing was missed', ok: viewer.faults.length === 0, saw: viewer.faults.join('; ') },
    includes('HTML: the sentence', home ?? '', expect.sentence, true),
    includes('HTML: the notice', home ?? '', NOTICE_HEADING, expect.notice),
    includes('HTML: the notice on the page of Clayton', surgery ?? '', NOTICE_HEADING, expect.notice),
    includes('HTML: the incident', home ?? '', INCIDENT_TITLE, expect.incident !== undefined),
    includes('HTML: what is told of it, on the page of Clayton', surgery ?? '', expect.incident?.update ?? '', true),
    ...checkStaffIncident(staff, expect.incident),
    ...STAFF_ONLY.map((word) => includes(`"${word}" is for staff alone`, publicBytes, word, false)),
  ];
}
