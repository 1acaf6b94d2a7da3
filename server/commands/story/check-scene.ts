import { isDeepStrictEqual } from 'node:util';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { PublicBoard } from '../../../shared/wire/public-board.ts';
import { type Check, equal, includes, readText } from './check.ts';
import type { Scene, SceneExpectation } from './second-day.ts';
import type { Stage } from './stage.ts';
import type { Viewer } from './viewer.ts';

/** Of the systems and of how the board watches patients read nothing. */
const STAFF_ONLY = ['EMIS', 'FenFibre', 'suspect', 'canary', 'Automatic checks'];

/** Of the beat at 9:29:40. */
const NOT_HEARD = 'We have not heard from this surgery since 9:29am';

function sorted(slugs: readonly string[]): string {
  return slugs.toSorted().join();
}

function checkBoard(source: string, board: PublicBoard | null, expect: SceneExpectation): Check[] {
  const clayton = board?.branches.find(({ slug }) => slug === 'clayton');
  const [incident, another] = board?.incidents.filter(({ services }) => services.includes('records')) ?? [];
  return [
    equal(`${source}: the sentence`, board?.summary.sentence, expect.sentence),
    equal(`${source}: Clayton`, clayton?.state, expect.clayton),
    equal(`${source}: why`, clayton?.reasons.join(), expect.reasons.join()),
    equal(`${source}: the notice`, sorted(board?.notice?.branches ?? []), sorted(expect.notice)),
    equal(`${source}: the incident`, incident?.status ?? null, expect.incident?.status ?? null),
    equal(`${source}: who is affected`, sorted(incident?.affected ?? []), sorted(expect.incident?.affected ?? [])),
    equal(`${source}: one incident for all`, another, undefined),
  ];
}

/** Looks at the JSON, at the page that has followed by frames since the day before, at the HTML and at what staff see. */
export async function checkScene(stage: Stage, viewer: Viewer, { expect }: Scene): Promise<readonly Check[]> {
  await viewer.settle();
  const [json = '', home = ''] = await Promise.all(
    [PATHS.publicBoard, PATHS.home].map((path) => readText(stage, path)),
  );
  const board = JSON.parse(json) as PublicBoard;
  const frames = JSON.stringify(viewer.board());
  const staff = (await stage.readStaffBoard()).branches.find(({ slug }) => slug === 'clayton');
  return [
    ...checkBoard('JSON', board, expect),
    ...checkBoard('frames', viewer.board(), expect),
    { what: 'frames: the open page equals the board', ok: isDeepStrictEqual(viewer.board(), board), saw: frames },
    { what: 'frames: nothing was missed', ok: viewer.faults.length === 0, saw: viewer.faults.join('; ') },
    includes('HTML: the sentence', home, expect.sentence, true),
    includes('HTML: not heard, since when', home, NOT_HEARD, expect.contact === 'lost'),
    equal("staff: Clayton's sender", staff?.contact.state, expect.contact),
    ...STAFF_ONLY.map((word) => includes(`"${word}" is for staff alone`, [json, home, frames].join('\n'), word, false)),
  ];
}
