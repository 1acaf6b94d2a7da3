import type { PublicBranch } from '../wire/public-board.ts';
import { type AdviceTime, adviceFor, areDoorsClosed, isOutOfHours, opensAgain } from './advice.ts';
import { openLine } from './page.ts';

/** What the phone system says to whoever calls, and how long that takes. */
export interface RecordedMessage {
  readonly text: string;
  /** When it is read at an even pace. */
  readonly seconds: number;
}

/** A caller waits no longer before they hang up, or before somebody answers. */
const SECONDS_AT_MOST = 30;
/** At an even pace, with each digit a word of its own. */
const WORDS_A_SECOND = 3;
const EMERGENCY = 'In an emergency, call 999.';
const PHONES_DEAD = 'The phones are not working.';
const PHONE_FIRST = 'Please do not come in without phoning first.';
const DOORS_CLOSED = 'The doors are closed.';
const CLOSED = 'The surgery is closed.';

/** Words as they are spoken: "111" is three, "6:30pm" four. */
function spokenWords(text: string): number {
  return text.split(' ').reduce((sum, word) => sum + Math.max(1, word.match(/\d|[a-z]+/gi)?.length ?? 0), 0);
}

export function spokenSeconds(text: string): number {
  return Math.ceil(spokenWords(text) / WORDS_A_SECOND);
}

/** Whether people can come in, and until when; a surgery that nobody heard from says nothing of its doors. */
function doors(branch: PublicBranch, time: AdviceTime): string[] {
  if (isOutOfHours(branch)) return [...(branch.state === 'closed' ? [] : [CLOSED]), ...opensAgain(branch, time)];
  if (areDoorsClosed(branch)) return [DOORS_CLOSED];
  if (branch.access === 'phone-only') return [PHONE_FIRST];
  if (branch.state === 'unknown' || branch.reasons.includes('not-heard')) return [];
  const until = openLine(branch, time.now, time.zone);
  return [`Reception is ${until.charAt(0).toLowerCase()}${until.slice(1)}.`];
}

/** Where an appointment can be kept; elsewhere the advice is to phone first, and whoever hears this has. */
function keepsAppointments(branch: PublicBranch): boolean {
  if (isOutOfHours(branch)) return true;
  return branch.access === 'open' && !areDoorsClosed(branch) && !branch.reasons.includes('no-gps');
}

function isBroken(state: PublicBranch['services']['prescriptions']): boolean {
  return state === 'down' || state === 'degraded';
}

interface Sentence {
  readonly text: string;
  /** 0 is always said; of the others the lowest first, while there is time. */
  readonly rank: number;
}

/** In the order in which they are said. */
function sentencesOf(branch: PublicBranch, time: AdviceTime): readonly Sentence[] {
  const advice = adviceFor(branch, time);
  const lines = (kind: (typeof advice)[number]['kind']) => advice.find((one) => one.kind === kind)?.lines ?? [];
  // Whoever hears this has phoned already: the way to the surgery is left out, the way to NHS 111 stays word for word.
  const [, use111 = '', child = '', textphone = ''] = lines('urgent');
  const notUrgent = lines('notUrgent');
  const faults = notUrgent.slice(0, -1);
  const isTrouble = branch.state === 'degraded' || branch.state === 'limited';
  const always = (text: string) => ({ text, rank: 0 });
  const sentences: readonly Sentence[] = [
    always(branch.sentence),
    ...doors(branch, time).map(always),
    ...(branch.services.phones === 'down' ? [always(PHONES_DEAD)] : []),
    ...faults.map((text, index) => ({ text, rank: index === 0 ? 1 : 4 })),
    always(use111),
    always(child),
    { text: textphone, rank: 6 },
    always(EMERGENCY),
    ...(isTrouble ? notUrgent.slice(-1).map((text) => ({ text, rank: 3 })) : []),
    ...(keepsAppointments(branch) ? lines('booked').map((text) => ({ text, rank: 2 })) : []),
    ...(isBroken(branch.services.prescriptions)
      ? lines('prescriptions')
          .slice(0, 1)
          .map((text) => ({ text, rank: 5 }))
      : []),
  ];
  return sentences;
}

/** The sentences that there is time for, still in their order. */
function fitting(sentences: readonly Sentence[]): readonly Sentence[] {
  const byRank = sentences.toSorted((a, b) => a.rank - b.rank);
  const said: Sentence[] = [];
  for (const sentence of byRank) {
    const longer = [...said, sentence];
    const seconds = spokenSeconds(longer.map(({ text }) => text).join(' '));
    if (sentence.rank === 0 || seconds < SECONDS_AT_MOST) said.push(sentence);
  }
  return sentences.filter((sentence) => said.includes(sentence));
}

/**
 * What a phone system says of a surgery, made of what its page says, in sentences to be read aloud in under half a minute.
 * How the surgery is, its doors and the way to NHS 111 are always said; the rest while there is time.
 */
export function recordedMessage(branch: PublicBranch, time: AdviceTime): RecordedMessage {
  const text = fitting(sentencesOf(branch, time))
    .map((sentence) => sentence.text)
    .join(' ');
  return { text, seconds: spokenSeconds(text) };
}
