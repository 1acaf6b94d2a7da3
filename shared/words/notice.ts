import type { Instant } from '../practice/instant.ts';
import type { Notice, PublicBranch } from '../wire/public-board.ts';
import {
  type AdviceBranch,
  type AdviceTime,
  adviceFor,
  adviceForSeveral,
  areDoorsClosed,
  howToReach,
  howToReachSeveral,
  isOutOfHours,
  opensAgain,
  USE_111,
} from './advice.ts';
import { heardAgain } from './branch-sentence.ts';
import { listOf } from './lists.ts';
import { formatSince } from './times.ts';

/** More surgeries than this are called "your surgery" in the heading: a call to action must be short. */
const NAMED_IN_HEADING = 2;

/** What the notice is told of each surgery in trouble. */
export type NoticeBranch = AdviceBranch & Pick<PublicBranch, 'contact'> & { readonly heardAtInstant: Instant | null };

/** A surgery that can help instead. */
export interface NoticeHelper {
  readonly name: string;
  readonly phone: string;
}

function nameOf({ name }: NoticeBranch): string {
  return name;
}

/** What is the matter, in sentences that are the same for every surgery with the same trouble. */
function faultsOf(branch: NoticeBranch): string[] {
  const faults: string[] = [];
  if (branch.services.records === 'down') faults.push('Doctors there cannot see medical records.');
  else if (branch.services.internet === 'down') faults.push('The internet there is not working.');
  if (branch.reasons.includes('no-gps')) faults.push('There are no GPs there today.');
  if (branch.reasons.includes('gps-under-half')) faults.push('There are fewer GPs there than usual.');
  // What it is stands in the incident; here it is said only when nothing else tells why the notice is up.
  if (faults.length === 0 && branch.reasons.join() === 'incident') faults.push('There is a problem there.');
  return faults;
}

function phonesFaultOf(branch: NoticeBranch): string[] {
  return branch.services.phones === 'down' ? ['The phones there are not working.'] : [];
}

/** Being open and being in trouble are two different facts. Silence alone says nothing of the doors. */
function opennessOf(branch: NoticeBranch, who: string, many: boolean, time: AdviceTime): string[] {
  if (areDoorsClosed(branch)) return [`The doors of ${who} are closed.`];
  if (isOutOfHours(branch)) {
    return [`${who} ${many ? 'are' : 'is'} closed.`, ...opensAgain(branch, time, many ? 'They open' : 'It opens')];
  }
  if (branch.access === 'phone-only') return [`${who} ${many ? 'take' : 'takes'} phone calls only.`];
  return branch.reasons.join() === 'not-heard' ? [] : [`${who} ${many ? 'are' : 'is'} open.`];
}

function silenceOf(branch: NoticeBranch, who: string, { now, zone }: AdviceTime): string[] {
  if (!branch.reasons.includes('not-heard')) return [];
  if (branch.contact === 'recovering') return [heardAgain(who)];
  const since = branch.heardAtInstant === null ? '' : ` since ${formatSince(branch.heardAtInstant, now, zone)}`;
  return [`We have not heard from ${who}${since}.`];
}

/** What has happened at surgeries to which the same has happened. */
function situationOf(group: readonly NoticeBranch[], time: AdviceTime): string[] {
  const [first] = group;
  if (!first) return [];
  const who = listOf(group.map(nameOf));
  return [...opennessOf(first, who, group.length > 1, time), ...silenceOf(first, who, time), ...faultsOf(first)];
}

/** Surgeries about which the same is to be said, in the order of their first ones. */
function groupsOf(branches: readonly NoticeBranch[], time: AdviceTime): NoticeBranch[][] {
  const groups = new Map<string, NoticeBranch[]>();
  for (const branch of branches) {
    const said = JSON.stringify([
      opennessOf(branch, '', false, time),
      silenceOf(branch, '', time),
      faultsOf(branch),
      phonesFaultOf(branch),
    ]);
    groups.set(said, [...(groups.get(said) ?? []), branch]);
  }
  return [...groups.values()];
}

function headingFor(branches: readonly NoticeBranch[]): string {
  const who = branches.length <= NAMED_IN_HEADING ? listOf(branches.map(nameOf), 'or') : 'your surgery';
  return `If it is urgent and you cannot reach ${who}, use NHS 111`;
}

type BodyAndAdvice = Omit<Notice['text'], 'heading'>;

function textForOne(branch: NoticeBranch, helper: NoticeHelper | null, time: AdviceTime): BodyAndAdvice {
  const reaching = howToReach(branch);
  // The way to reach the surgery says that its phones are dead: not twice.
  const phones = reaching.length === 0 ? phonesFaultOf(branch) : [];
  const help = helper ? [`${helper.name} is working normally and can help.`, `Phone ${helper.phone}.`] : [];
  return {
    body: [[...situationOf([branch], time), ...phones], reaching, help].map((sentences) => sentences.join(' ')),
    advice: toLines(adviceFor(branch, time)),
  };
}

function textForSeveral(branches: readonly NoticeBranch[], time: AdviceTime): BodyAndAdvice {
  const situations = groupsOf(branches, time).map((group) => [
    ...situationOf(group, time),
    ...group.slice(0, 1).flatMap(phonesFaultOf),
  ]);
  return {
    body: [...situations, howToReachSeveral(branches)].map((sentences) => sentences.join(' ')),
    advice: toLines(adviceForSeveral(branches)),
  };
}

function toLines(advice: ReturnType<typeof adviceFor>): Notice['text']['advice'] {
  return advice.map(({ kind, heading, lines }) => ({ kind, heading, lines: [...lines] }));
}

/** The text of the NHS 111 notice for the surgeries in trouble, worst advice first; `line` is the practice's own. */
export function noticeText(
  branches: readonly NoticeBranch[],
  helper: NoticeHelper | null,
  now: Instant,
  zone: string,
  line = '',
): Notice['text'] {
  const time = { now, zone };
  const [only, ...others] = branches;
  const { body, advice } =
    only && others.length === 0 ? textForOne(only, helper, time) : textForSeveral(branches, time);
  return {
    heading: headingFor(branches),
    body: [USE_111.join(' '), ...body, line].filter((paragraph) => paragraph !== ''),
    advice,
  };
}
