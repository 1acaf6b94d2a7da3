import { isDeepStrictEqual } from 'node:util';
import { PATHS } from '../../../shared/wire/paths.ts';
import { surgeryPath } from '../../../shared/wire/public-paths.ts';
import type { PublicBoard } from '../../../shared/wire/public-board.ts';
import { gpSentence } from '../../../shared/words/services.ts';
import type { Stage } from './stage.ts';
import type { Expectation, Step } from './script.ts';
import type { Viewer } from './viewer.ts';

/** Words that are for staff alone: none of them may be in a public byte. */
const STAFF_ONLY = ['offSick', 'Lead of', 'Fault logged', 'Mobile router', 'Operations office'];

const NOTICE_HEADING = 'If it is urgent and you cannot reach Clayton Surgery, use NHS 111';

/** One thing that was looked at. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly saw: string;
}

function equal(what: string, saw: unknown, expected: unknown): Check {
  return { what, ok: saw === expected, saw: String(saw) };
}

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
  return checks;
}

function includes(what: string, text: string, part: string, expected: boolean): Check {
  const found = text.includes(part);
  return { what, ok: found === expected, saw: found ? 'it is there' : 'it is not there' };
}

async function readText(stage: Stage, path: string): Promise<string> {
  return (await fetch(stage.server.origin + path)).text();
}

/** Looks at the JSON, at the page that follows by frames, and at the HTML, as they are after a step. */
export async function checkStep(stage: Stage, viewer: Viewer, { expect }: Step): Promise<readonly Check[]> {
  await viewer.settle();
  const [json, home, surgery] = await Promise.all(
    [PATHS.publicBoard, PATHS.home, surgeryPath('clayton')].map((path) => readText(stage, path)),
  );
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
    ...STAFF_ONLY.map((word) => includes(`"${word}" is for staff alone`, publicBytes, word, false)),
  ];
}
