import type { Instant } from '../practice/instant.ts';
import type { Notice, PublicBranch } from '../wire/public-board.ts';
import {
  type AdviceBranch,
  type AdviceTime,
  adviceFor,
  areDoorsClosed,
  howToReach,
  isOutOfHours,
  nextOpening,
  use111,
} from './advice.ts';
import { adviceForSeveral, howToReachSeveral } from './advice-several.ts';
import { silenceSentence } from './branch-sentence.ts';
import { ENGLISH } from './english.ts';
import { listOf } from './lists.ts';
import { tell, type Words } from './words.ts';

/** More surgeries than this are called "your surgery" in the heading: a call to action must be short. */
const NAMED_IN_HEADING = 2;

/** What the notice is told of each surgery in trouble. */
export type NoticeBranch = AdviceBranch & Pick<PublicBranch, 'contact'> & { readonly heardAtInstant: Instant | null };

/** A surgery that can help instead. */
export interface NoticeHelper {
  readonly name: string;
  readonly phone: string;
}

/** When it is read, and in which language. */
interface Telling extends AdviceTime {
  readonly words: Words;
}

/** Surgeries of which the same is said. */
interface Who {
  readonly who: string;
  readonly count: number;
}

/** What is the matter, in sentences that are the same for every surgery with the same trouble. */
function faultsOf(branch: NoticeBranch, words: Words): string[] {
  const faults: string[] = [];
  if (branch.services.records === 'down') faults.push(tell(words, 'thereNoRecords'));
  else if (branch.services.internet === 'down') faults.push(tell(words, 'thereNoInternet'));
  if (branch.reasons.includes('no-gps')) faults.push(tell(words, 'thereNoGps'));
  if (branch.reasons.includes('gps-under-half')) faults.push(tell(words, 'thereFewerGps'));
  // What it is stands in the incident; here it is said only when nothing else tells why the notice is up.
  if (faults.length === 0 && branch.reasons.join() === 'incident') faults.push(tell(words, 'thereProblem'));
  return faults;
}

function phonesFaultOf(branch: NoticeBranch, words: Words): string[] {
  return branch.services.phones === 'down' ? [tell(words, 'therePhonesDead')] : [];
}

/** Being open and being in trouble are two different facts. Silence alone says nothing of the doors. */
function opennessOf(branch: NoticeBranch, who: Who, { words, ...time }: Telling): string[] {
  if (areDoorsClosed(branch)) return [tell(words, 'doorsOfClosed', { who: who.who })];
  if (isOutOfHours(branch)) {
    const opening = nextOpening(branch, time, words);
    const opens = opening === null ? [] : [tell(words, 'theyOpen', { count: who.count, opening })];
    return [tell(words, 'whoClosed', { ...who }), ...opens];
  }
  if (branch.access === 'phone-only') return [tell(words, 'whoPhoneOnly', { ...who })];
  return branch.reasons.join() === 'not-heard' ? [] : [tell(words, 'whoOpen', { ...who })];
}

function silenceOf(branch: NoticeBranch, { who }: Who, { now, zone, words }: Telling): string[] {
  if (!branch.reasons.includes('not-heard')) return [];
  const isRecovering = branch.contact === 'recovering';
  return [silenceSentence({ name: who, isRecovering, heardAt: branch.heardAtInstant, now, zone }, words)];
}

/** What has happened at surgeries to which the same has happened. */
function situationOf(group: readonly NoticeBranch[], telling: Telling): string[] {
  const [first] = group;
  if (!first) return [];
  const names = group.map(({ name }) => name);
  const who = { who: listOf(names, 'and', telling.words), count: group.length };
  const faults = faultsOf(first, telling.words);
  return [...opennessOf(first, who, telling), ...silenceOf(first, who, telling), ...faults];
}

/** Surgeries about which the same is to be said, in the order of their first ones. */
function groupsOf(branches: readonly NoticeBranch[], telling: Telling): NoticeBranch[][] {
  const groups = new Map<string, NoticeBranch[]>();
  const one = { who: '', count: 1 };
  for (const branch of branches) {
    const said = JSON.stringify([
      opennessOf(branch, one, telling),
      silenceOf(branch, one, telling),
      faultsOf(branch, telling.words),
      phonesFaultOf(branch, telling.words),
    ]);
    groups.set(said, [...(groups.get(said) ?? []), branch]);
  }
  return [...groups.values()];
}

function headingFor(branches: readonly NoticeBranch[], words: Words): string {
  const names = branches.map(({ name }) => name);
  const who = names.length <= NAMED_IN_HEADING ? listOf(names, 'or', words) : tell(words, 'yourSurgery');
  return tell(words, 'noticeHeading', { who });
}

type BodyAndAdvice = Omit<Notice['text'], 'heading'>;

function textForOne(branch: NoticeBranch, helper: NoticeHelper | null, telling: Telling): BodyAndAdvice {
  const { words } = telling;
  const reaching = howToReach(branch, words);
  // The way to reach the surgery says that its phones are dead: not twice.
  const phones = reaching.length === 0 ? phonesFaultOf(branch, words) : [];
  const help = helper
    ? [tell(words, 'canHelp', { name: helper.name }), tell(words, 'phoneNumber', { phone: helper.phone })]
    : [];
  return {
    body: [[...situationOf([branch], telling), ...phones], reaching, help].map((sentences) => sentences.join(' ')),
    advice: toLines(adviceFor(branch, telling, words)),
  };
}

function textForSeveral(branches: readonly NoticeBranch[], telling: Telling): BodyAndAdvice {
  const { words } = telling;
  const situations = groupsOf(branches, telling).map((group) => [
    ...situationOf(group, telling),
    ...group.slice(0, 1).flatMap((branch) => phonesFaultOf(branch, words)),
  ]);
  return {
    body: [...situations, howToReachSeveral(branches, words)].map((sentences) => sentences.join(' ')),
    advice: toLines(adviceForSeveral(branches, words)),
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
  words = ENGLISH,
): Notice['text'] {
  const telling = { now, zone, words };
  const [only, ...others] = branches;
  const { body, advice } =
    only && others.length === 0 ? textForOne(only, helper, telling) : textForSeveral(branches, telling);
  return {
    heading: headingFor(branches, words),
    body: [use111(words).join(' '), ...body, line].filter((paragraph) => paragraph !== ''),
    advice,
  };
}
