import type { BranchSituation } from '../board/branch-state.ts';
import { availableGps } from '../board/gps.ts';
import type { ReportContent } from '../facts/check-report.ts';
import { SERVICES, type Service, type ServiceState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import { shortName } from '../texts/short-name.ts';
import type { Misunderstanding } from '../texts/parse-text.ts';
import { listOf } from './lists.ts';
import { formatSince, formatTime } from './times.ts';

const SERVICE_NAMES: { readonly [S in Service]: string } = {
  internet: 'internet',
  records: 'records',
  phones: 'phones',
  online: 'online requests',
  prescriptions: 'prescriptions',
};

const STATE_WORDS: { readonly [S in ServiceState]: string } = {
  working: 'working',
  degraded: 'not working properly',
  down: 'down',
  unknown: 'not known',
};

/** "CLAYTON": how a branch is named in a text. */
function commandName(name: string): string {
  return shortName(name).toUpperCase();
}

/** "Internet working", "8 of 8 GPs in": what a text says of a branch. */
export function textSays({ it, gps }: ReportContent): string {
  const services = SERVICES.flatMap((service) => {
    const state = it?.[service];
    return state === undefined ? [] : [`${SERVICE_NAMES[service]} ${STATE_WORDS[state]}`];
  });
  return [...services, ...(gps ? [`${availableGps(gps)} of ${gps.expected} GPs in`] : [])].join(', ');
}

/** What the board shows of the things that a text spoke of. */
export interface BoardShows {
  readonly name: string;
  readonly situation: BranchSituation;
  /** Last heard of the branch. */
  readonly heardAt: Instant | null;
  readonly content: ReportContent;
  readonly working: number;
  readonly open: number;
  readonly now: Instant;
  readonly zone: string;
}

function serviceShown(service: Service, { situation, heardAt, now, zone }: BoardShows): string {
  const { state, claim, check } = situation.it.services[service];
  const silent = service === 'internet' && state === 'down' && situation.it.byWord === 'silence';
  if (silent && situation.it.sender.state === 'recovering') return 'heard again, not trusted yet';
  if (silent) return heardAt === null ? 'not heard' : `not heard since ${formatSince(heardAt, now, zone)}`;
  const from = claim ?? check;
  const since = state === 'down' && from ? ` since ${formatSince(from.at, now, zone)}` : '';
  return `${SERVICE_NAMES[service]} ${STATE_WORDS[state]}${since}`;
}

function gpsShown({ situation: { gps } }: BoardShows): string {
  if (!gps.said || gps.available === null) return 'GPs not known';
  return `${gps.available} of ${gps.said.value.expected} GPs in`;
}

function shownWords(shows: BoardShows): string {
  const services = SERVICES.filter((service) => shows.content.it?.[service] !== undefined);
  const words = services.map((service) => serviceShown(service, shows));
  return [...words, ...(shows.content.gps ? [gpsShown(shows)] : [])].join(', ');
}

/** "Clayton: internet down since 10:32am. 17 of 18 work." */
export function boardLine(shows: BoardShows): string {
  const { name, situation, content, working, open } = shows;
  const spoken = SERVICES.filter((service) => content.it?.[service] !== undefined);
  const down = spoken.some((service) => situation.it.services[service].state === 'down');
  const still = situation.state === 'degraded' && !down ? ' It still has a problem.' : '';
  const count = open === 0 ? 'All are closed now.' : `${working} of ${open} work.`;
  return `${shortName(name)}: ${shownWords(shows)}.${still} ${count}`;
}

/** Of a text that others have spoken later than. */
export function laterLine(shows: BoardShows): string {
  return `Somebody has reported later than your text. ${boardLine(shows)}`;
}

/** Asks for the code of a claim, and says what holds until it comes. */
export function confirmLine(code: string, content: ReportContent, shows: BoardShows): string {
  return `Reply ${code} to confirm ${shortName(shows.name)}: ${textSays(content)}. Until then the board says: ${shownWords(shows)}.`;
}

export function confirmedLine(by: 'code' | 'office' | 'signal', shows: BoardShows): string {
  const who = { code: 'Confirmed', office: 'Operations confirmed it', signal: 'Contact is back' }[by];
  return `${who}. ${boardLine(shows)}`;
}

export function refusedLine(name: string, content: ReportContent): string {
  return `Operations did not confirm your text on ${shortName(name)} (${textSays(content)}). The board has not changed. Phone them.`;
}

/** What to text, by the example of one branch. */
export function helpLine(name: string): string {
  const branch = commandName(name);
  return `Text ${branch} DOWN, ${branch} UP or ${branch} GP 4/8 (4 of 8 GPs in). We ask you to confirm good news by a code.`;
}

export function notAllowedLine(name: string, own: readonly string[]): string {
  const yours = own.length === 0 ? '' : ` You can for ${listOf(own.slice(0, 4).map(shortName))}.`;
  return `You cannot report for ${shortName(name)}. Nothing was changed.${yours}`;
}

export const TEXT_LINES = {
  wrongCode:
    'No claim of yours has this code. Codes end after 2 hours, or when you text again. Text UP again for a new one.',
  noMoreCodes: 'Too many wrong codes. Phone operations: they can confirm it for you.',
  tooManyClaims: 'You have texted this too often in an hour. Phone operations: they can confirm it for you.',
  tooOld: 'Your text took more than 2 days to reach us. Nothing was changed. Text again if it is still so.',
} as const;

const MISUNDERSTOOD: { readonly [W in Exclude<Misunderstanding, 'which-branch' | 'no-branch'>]: string } = {
  empty: 'We did not find words in your text.',
  'too-long': 'Your text is too long for us.',
  question: 'We cannot answer questions, and changed nothing.',
  doubt: 'We are not sure what you mean, and changed nothing.',
  'up-and-down': 'You said up and down. We changed nothing.',
  'two-things': 'One thing in each text, please. We changed nothing.',
  'no-verb': 'We did not understand your text.',
  'unknown-words': 'We did not understand all of your text, and changed nothing.',
  'absent-counts': 'Say how many GPs are in, not how many are off.',
  'more-than-expected': 'First how many GPs are in, then how many you expected.',
  'bad-counts': 'Say how many GPs are in, of how many you expected.',
};

/** What to do about a text that was not understood; `names` of branches that may have been meant. */
export function misunderstoodLine(why: Misunderstanding, names: readonly string[], example: string): string {
  if (why === 'which-branch') {
    const choices = listOf(names.slice(0, 4).map(commandName), 'or');
    return `Which branch do you mean: ${choices}? Nothing was changed. Text one name, as in ${commandName(names[0] ?? example)} DOWN.`;
  }
  if (why === 'no-branch')
    return `Which branch? Nothing was changed. Text its name first, as in ${commandName(example)} DOWN.`;
  const name = commandName(names[0] ?? example);
  const counts = why === 'absent-counts' || why === 'more-than-expected' || why === 'bad-counts';
  return `${MISUNDERSTOOD[why]} Text ${counts ? `${name} GP 4/8 when 4 of 8 are in.` : `${name} DOWN, ${name} UP or ${name} GP 4/8.`}`;
}

/** Asks the leads of a branch that fell silent; the code lets them say at once that it works. */
export function askLine(name: string, heardAt: Instant | null, code: string, zone: string): string {
  const branch = commandName(name);
  const since = heardAt === null ? '' : ` since ${formatTime(heardAt, zone)}`;
  return `We have not heard from ${shortName(name)}${since}. Is its internet down? Reply ${branch} DOWN. If it works, reply ${branch} UP ${code}.`;
}
