import type { Instant } from '../practice/instant.ts';
import type { Notice, PublicBranch } from '../wire/public-board.ts';
import { adviceFor, adviceForSeveral, howToReach, USE_111 } from './advice.ts';
import { listOf } from './lists.ts';
import { formatSince } from './times.ts';

/** More surgeries than this are called "your surgery" in the heading: a call to action must be short. */
const NAMED_IN_HEADING = 3;

/** What the notice is told of each surgery in trouble. */
export type NoticeBranch = Pick<
  PublicBranch,
  'name' | 'phone' | 'state' | 'reasons' | 'open' | 'access' | 'services' | 'gps' | 'alternatives'
> & { readonly heardAtInstant: Instant | null };

/** A surgery that can help instead. */
export interface NoticeHelper {
  readonly name: string;
  readonly phone: string;
}

function opennessOf(branch: NoticeBranch): string {
  if (branch.reasons.includes('closed-by-report')) return `The doors of ${branch.name} are closed.`;
  if (!branch.open.now) return `${branch.name} is closed at this time.`;
  return branch.access === 'phone-only' ? `${branch.name} takes phone calls only.` : `${branch.name} is open.`;
}

function faultsOf(branch: NoticeBranch, now: Instant, zone: string): string[] {
  const faults: string[] = [];
  if (branch.reasons.includes('not-heard')) {
    const since = branch.heardAtInstant === null ? '' : ` since ${formatSince(branch.heardAtInstant, now, zone)}`;
    faults.push(`We have not heard from ${branch.name}${since}.`);
  }
  if (branch.services.records === 'down') faults.push('Doctors there cannot see medical records.');
  else if (branch.services.internet === 'down') faults.push('The internet there is not working.');
  if (branch.services.phones === 'down') faults.push('The phones there are not working.');
  if (branch.reasons.includes('no-gps')) faults.push('There are no GPs there today.');
  if (branch.reasons.includes('gps-under-half')) faults.push('There are fewer GPs there than usual.');
  return faults;
}

/** What is the matter at one surgery, and that it is open when it is: two different facts. */
function situationOf(branch: NoticeBranch, now: Instant, zone: string): string {
  const silent = branch.reasons.join() === 'not-heard';
  const openness = silent ? [] : [opennessOf(branch)];
  return [...openness, ...faultsOf(branch, now, zone)].join(' ');
}

function headingFor(branches: readonly NoticeBranch[]): string {
  const names = branches.map(({ name }) => name);
  const who = names.length <= NAMED_IN_HEADING ? listOf(names, 'or') : 'your surgery';
  return `If it is urgent and you cannot reach ${who}, use NHS 111`;
}

/** The text of the NHS 111 notice for the surgeries in trouble, worst advice first. */
export function noticeText(
  branches: readonly NoticeBranch[],
  helper: NoticeHelper | null,
  now: Instant,
  zone: string,
): Notice['text'] {
  const [only, ...others] = branches;
  const alone = only && others.length === 0 ? only : null;
  const helping = helper ? [`${helper.name} is working normally and can help. Phone ${helper.phone}.`] : [];
  const reaching = alone ? howToReach(alone) : ['Phone your surgery if you can, or go there if it is open.'];
  const advice = alone ? adviceFor(alone) : adviceForSeveral(branches);
  return {
    heading: headingFor(branches),
    body: [
      USE_111.join(' '),
      ...branches.map((branch) => situationOf(branch, now, zone)),
      reaching.join(' '),
      ...helping,
    ],
    advice: advice.map(({ kind, heading, lines }) => ({ kind, heading, lines: [...lines] })),
  };
}
