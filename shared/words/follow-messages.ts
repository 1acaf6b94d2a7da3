import type { Owed, OwedWork } from '../follow/decide-owed.ts';
import { type Instant, toIso } from '../practice/instant.ts';
import { TEXT_LENGTH, toGsm7 } from '../texts/gsm7.ts';
import { shortName } from '../texts/short-name.ts';
import type { PublicBoard, PublicBranch, PublicIncident } from '../wire/public-board.ts';
import { PUBLIC_PATHS, surgeryPath } from '../wire/public-paths.ts';
import { howToReach, USE_111 } from './advice.ts';
import { feedTime, firstSentence } from './feed.ts';
import { plannedWhen } from './planned.ts';
import { whereOf } from './public-incident.ts';
import { formatTime } from './times.ts';

/** What a message is made of: the public board alone, as it is at that moment. */
export interface MessageScene {
  readonly board: Pick<PublicBoard, 'practice' | 'branches' | 'incidents' | 'planned'>;
  readonly now: Instant;
  /** Ours, without a slash at the end. */
  readonly origin: string;
}

/** What a follower is told, before it is put into the form of a channel. */
export interface FollowMessage {
  /** The whole of it in a few words, without a full stop. */
  readonly headline: string;
  readonly paragraphs: readonly string[];
  /** Where to read what holds now. */
  readonly url: string;
  readonly path: string;
  /** A newer message of the same tag takes the place of an older one. */
  readonly tag: string;
}

export const FOLLOW_MESSAGE = {
  urgent: 'If it is urgent and you cannot reach the surgery, use NHS 111.',
  urgentAtSeveral: 'If it is urgent and you cannot reach your surgery, use NHS 111.',
  urgentShort: 'If urgent and you cannot reach it, use NHS 111.',
  look: 'See what to do now:',
  why: 'You get this because you asked us to tell you.',
  stop: 'To stop these messages, or to change them:',
  stopByReply: 'Reply STOP to end.',
  stopShort: 'Stop:',
} as const;

const NAMED_AT_MOST = 4;

function branchesOf(slugs: readonly string[], { board }: MessageScene): PublicBranch[] {
  return board.branches.filter(({ slug }) => slugs.includes(slug));
}

function placeOf(slugs: readonly string[], { board }: MessageScene): string {
  return whereOf(
    slugs.filter((slug) => board.branches.some((branch) => branch.slug === slug)),
    board.branches,
  );
}

function haveProblem(slugs: readonly string[], scene: MessageScene): string {
  const [only, ...others] = branchesOf(slugs, scene);
  if (only && others.length === 0) return only.sentence.replace(/\.$/, '');
  return `${placeOf(slugs, scene)} have a problem`;
}

function areOver(slugs: readonly string[], scene: MessageScene): string {
  const where = placeOf(slugs, scene);
  return slugs.length === 1 ? `The problem at ${where} is over` : `The problems at ${where} are over`;
}

/** One incident that all of these surgeries have their trouble from; null: there is none, or patients are not told of one. */
function causeOf(slugs: readonly string[], { board }: MessageScene): PublicIncident | null {
  const of = ({ status, affected }: PublicIncident) =>
    status === 'open' && slugs.every((slug) => affected.includes(slug));
  return slugs.length === 0 ? null : (board.incidents.find(of) ?? null);
}

/** A line each, where they are too many for a sentence. */
function namesOf(branches: readonly PublicBranch[]): string[] {
  return branches.length > NAMED_AT_MOST ? [branches.map(({ name }) => name).join('\n')] : [];
}

function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function startLines(slugs: readonly string[], scene: MessageScene): string[] {
  if (slugs.length === 0) return [];
  const branches = branchesOf(slugs, scene);
  const { practice } = scene.board;
  const each =
    branches.length <= NAMED_AT_MOST
      ? branches.map(({ sentence }) => sentence).join(' ')
      : `${haveProblem(slugs, scene)}.`;
  const cause = causeOf(slugs, scene);
  const update = cause?.updates[0]?.text;
  return [
    `${each} This was so at ${feedTime(scene.now, practice.timeZone)}.`,
    ...namesOf(branches),
    ...(cause ? [[asSentence(cause.title), ...(update ? [asSentence(firstSentence(update))] : [])].join(' ')] : []),
    ...(branches.length <= 2 ? branches.map((branch) => howToReach(branch).join(' ')).filter(Boolean) : []),
    branches.length === 1 ? FOLLOW_MESSAGE.urgent : FOLLOW_MESSAGE.urgentAtSeveral,
    USE_111.join(' '),
  ];
}

function endLines(slugs: readonly string[], scene: MessageScene): string[] {
  if (slugs.length === 0) return [];
  const branches = branchesOf(slugs, scene);
  const named = branches.length <= NAMED_AT_MOST ? branches.map(({ sentence }) => sentence) : [];
  const over = areOver(slugs, scene);
  return [
    [`${over}.`, ...named].join(' '),
    ...namesOf(branches),
    `This was so at ${feedTime(scene.now, scene.board.practice.timeZone)}.`,
  ];
}

function workHeadline({ stage, branches, from }: OwedWork, scene: MessageScene): string {
  const where = placeOf(branches, scene);
  if (stage === 'changed') return `Planned work at ${where} has changed`;
  if (stage === 'soon') return `Planned work at ${where} starts at ${formatTime(from, scene.board.practice.timeZone)}`;
  if (stage === 'put-up') return `Planned work at ${where}`;
  return from > scene.now ? `Planned work at ${where} will not go ahead` : `Planned work at ${where} is over`;
}

function workLines(work: OwedWork, scene: MessageScene): string[] {
  const title = scene.board.planned.find(({ id }) => id === work.id)?.title;
  const when = plannedWhen({ from: toIso(work.from), to: toIso(work.to) }, scene.board.practice.timeZone);
  const head = `${workHeadline(work, scene)}.`;
  return [title === undefined ? `${head} It was planned for: ${when}.` : `${head} ${asSentence(title)} When: ${when}.`];
}

function headlineOf({ starts, ends, planned }: Owed, scene: MessageScene): string {
  if (starts.length > 0) return haveProblem(starts, scene);
  if (ends.length > 0) return areOver(ends, scene);
  const [first, ...others] = planned;
  if (!first) throw new Error('there is nothing to tell');
  return others.length === 0 ? workHeadline(first, scene) : 'Planned work at our surgeries';
}

/** Of one surgery alone its own, so that its newest state takes the place of an older one. */
function tagOf({ starts, ends, planned }: Owed): string {
  const [only, ...others] = [...starts, ...ends];
  if (only === undefined) return `planned-${planned[0]?.id ?? 0}`;
  return others.length === 0 ? only : 'surgeries';
}

/** What somebody is told who is owed that. */
export function followMessage(owed: Owed, scene: MessageScene): FollowMessage {
  const { starts, ends, planned } = owed;
  const [only, ...others] = new Set([...starts, ...ends, ...planned.flatMap(({ branches }) => branches)]);
  const isThere = scene.board.branches.some(({ slug }) => slug === only);
  const path = only !== undefined && isThere && others.length === 0 ? surgeryPath(only) : PUBLIC_PATHS.home;
  return {
    headline: headlineOf(owed, scene),
    paragraphs: [
      ...startLines(starts, scene),
      ...endLines(ends, scene),
      ...planned.flatMap((work) => workLines(work, scene)),
    ],
    url: `${scene.origin}${path}`,
    path,
    tag: tagOf(owed),
  };
}

/** The same as a mail; `stopUrl` ends them. */
export function followMail({ headline, paragraphs, url }: FollowMessage, stopUrl: string) {
  const footer = `${FOLLOW_MESSAGE.why}\n${FOLLOW_MESSAGE.stop}\n${stopUrl}`;
  return {
    subject: headline,
    text: `${[...paragraphs, `${FOLLOW_MESSAGE.look}\n${url}`, footer].join('\n\n')}\n`,
  };
}

/** The same as a text: in one piece where names and addresses are short enough. `stop`: null when a reply ends them. */
export function followText(owed: Owed, scene: MessageScene, stopUrl: string | null): string {
  const { starts, ends, planned } = owed;
  const { url, headline } = followMessage(owed, scene);
  const stop = stopUrl === null ? FOLLOW_MESSAGE.stopByReply : `${FOLLOW_MESSAGE.stopShort} ${stopUrl}`;
  const zone = scene.board.practice.timeZone;
  const at = `(${formatTime(scene.now, zone)})`;
  const over = ends.length > 0 && starts.length > 0 ? ` ${areOver(ends, scene)}.` : '';
  const [work] = starts.length + ends.length === 0 ? planned : [];
  // Silence has its time in the sentence.
  const timed = headline.includes(' since ') ? '' : ` ${at}`;
  const when = work ? `: ${plannedWhen({ from: toIso(work.from), to: toIso(work.to) }, zone)}` : timed;
  const forms = [
    { head: headline, urgent: starts.length === 1 ? FOLLOW_MESSAGE.urgent : FOLLOW_MESSAGE.urgentAtSeveral },
    { head: headline, urgent: FOLLOW_MESSAGE.urgentShort },
    { head: shortNames(headline, scene), urgent: FOLLOW_MESSAGE.urgentShort },
  ];
  const texts = forms.map(({ head, urgent }) =>
    toGsm7(`${head}${when}.${over}${starts.length > 0 ? ` ${urgent}` : ''} ${url} ${stop}`),
  );
  return texts.find((text) => text.length <= TEXT_LENGTH) ?? (texts.at(-1) as string);
}

function shortNames(text: string, { board }: MessageScene): string {
  return board.branches.reduce((said, { name }) => said.replaceAll(name, shortName(name)), text);
}

/** The same as a device shows it. */
export function followPush({ headline, paragraphs, path, tag }: FollowMessage, now: Instant, zone: string) {
  const urgent = paragraphs.find((line) => line === FOLLOW_MESSAGE.urgent || line === FOLLOW_MESSAGE.urgentAtSeveral);
  const body = [`${formatTime(now, zone)}.`, ...(urgent ? [urgent] : paragraphs.slice(0, 1))].join(' ');
  return { title: headline, body, url: path, tag, at: toIso(now) };
}
