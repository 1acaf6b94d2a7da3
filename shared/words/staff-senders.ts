import { type Instant, MINUTE } from '../practice/instant.ts';
import type { Sender } from '../wire/senders.ts';
import { formatShortAge } from './staff.ts';
import { formatSince } from './times.ts';

/** The screen of the senders: the programs by which the branches tell that they have their line. */
export const SENDERS = {
  title: 'Senders',
  intro:
    'A sender is a small program on one PC of a branch. It tells the board every 20 seconds that the branch has its line. When it falls silent in opening hours, the board notices by itself.',
  caption: 'Branches, when they were last heard, and the tokens of their senders',
  branch: 'Branch',
  heard: 'Last heard',
  tokens: 'Tokens',
  actions: 'Actions',
  canary: 'Canary',
  canaryMore: 'outside the practice',
  setUp: 'Set up',
  another: 'New token',
  revoke: 'Revoke',
  none: 'No sender',
  two: 'Two tokens at most: revoke one to make another.',
  noSenders: 'No branch has a sender yet.',
  noSendersMore: 'Until one has, the board learns that a branch is cut off only when somebody reports it.',
  noCanary: 'No canary is set up.',
  noCanaryMore:
    'When all branches fall silent at once, only a canary can tell whether their lines are down or the board itself is cut off.',
  unknownBranch: 'not on the board any more',
  why: 'What a sender and a token are',
  canaryGuide: 'What the canary is, and where to run it',
} as const;

export const WHY_LINES = [
  'The sender opens connections to the board and takes none, so nothing has to be opened in a firewall. It reads no records and sends no personal data.',
  'Put it on a PC that is on as long as the branch is open, on the network that the branch works with. A PC that sleeps is silent.',
  'A token is the password of one sender. With it a sender can say “this branch has its line”, and nothing else.',
  'A branch may have two tokens. To change one: set up the new one, see here that it is heard, then revoke the old one.',
] as const;

export const CANARY_LINES = [
  'The canary is one more sender that belongs to no branch. It stands outside the practice’s network: another line, another provider, another building. A small rented machine will do.',
  'While the canary is heard, branches that fall silent are taken to be cut off. While it is silent too, the board takes itself to be cut off, and says nothing new of any branch.',
  'Let it reach the board by the address that patients use, and keep its machine always on.',
] as const;

/** What the office calls a sender: by its branch, or the canary. */
function senderName(branch: string | null): string {
  return branch === null ? 'the canary' : branch;
}

/** "12 of 18 branches have a sender." */
export function senderCount(having: number, all: number): string {
  return `${having} of ${all} ${all === 1 ? 'branch has' : 'branches have'} a sender.`;
}

const ON_WITHIN_MS = 2 * MINUTE;

export interface HeardState {
  readonly kind: 'on' | 'off' | 'waits';
  readonly text: string;
}

/** When a branch was heard last, and whether that is now. `readAt`: when that was learnt. */
export function heardState(heardAt: Instant | null, hasToken: boolean, readAt: Instant, now: Instant): HeardState {
  if (heardAt === null)
    return hasToken ? { kind: 'waits', text: 'Not heard yet' } : { kind: 'off', text: SENDERS.none };
  const text = `${formatShortAge(now - heardAt)} ago`;
  const isOn = readAt - heardAt <= ON_WITHIN_MS && now - readAt <= ON_WITHIN_MS;
  return { kind: isOn ? 'on' : 'off', text };
}

/** "Made yesterday at 9am, in use". */
export function tokenWords({ createdAt, lastBeatAt }: Sender, now: Instant, zone: string): string {
  return `Made ${formatSince(Date.parse(createdAt), now, zone)}, ${lastBeatAt === null ? 'not in use' : 'in use'}`;
}

export const SENDER_FORM = {
  action: 'Make a token',
  made: 'Here is the token.',
  revoked: 'Revoked.',
  revokeAction: 'Revoke the token',
  madeMaybe:
    'Your first try may have made a token. If there is one in the list that nobody has seen, revoke it and make another.',
} as const;

export function setUpTitle(branch: string | null): string {
  return `Set up a sender for ${senderName(branch)}`;
}

export const SET_UP_LINES = [
  'You get a token, and the sender with it, ready to run. Both are shown this once: have the PC at hand, or a safe way to hand a file over.',
] as const;

export function revokeTitle(branch: string | null, made: string): string {
  return `Revoke the token of ${senderName(branch)} that was made ${made}?`;
}

export function revokeLines(branch: string | null, isOnly: boolean): readonly string[] {
  const first = 'The board believes it no more, from this moment on. This cannot be undone.';
  if (!isOnly) return [first, 'The other token goes on working.'];
  if (branch === null) return [first, 'Without a canary the board cannot tell silence from its own deafness.'];
  return [first, `Nothing tells then that ${branch} has its line. In opening hours it falls silent within minutes.`];
}

export const CARD = {
  token: 'Token',
  copyToken: 'Copy token',
  once: 'The token is not shown again. If it gets lost, revoke it and make another.',
  address: 'Address of the board, as this sender reaches it',
  addressWrong: 'Write an address, such as https://status.practice.example.',
  download: 'Download the sender',
  settings: 'Settings alone (JSON)',
  downloaded: 'Downloaded. The token is in the file: let nobody else have it.',
  notDownloaded: 'The sender could not be fetched. Try again.',
  otherFile: 'This page and the server do not fit together. Reload the page, revoke this token and make another.',
  checks: 'Let it check services too (optional)',
  checksHint:
    'So the board can tell “the line is up, records are down”. Use addresses that this branch itself connects to. Ask whoever looks after your IT.',
  checkWrong: 'Write tcp HOST:PORT, http URL, dns NAME or gateway. Put commas between several.',
  tryTitle: 'Try it on the PC',
  tryLine: 'Install Node.js 18 or later from nodejs.org. In a terminal, where the file is:',
  tryThen: 'It answers “beats arrive”.',
  runTitle: 'Let it run all day',
  windows: 'On Windows, as a scheduled task',
  windowsLine: 'Make the folder C:\\Branchboard and move the file into it. Then, in PowerShell as administrator:',
  linux: 'On Linux, by systemd',
  linuxLine: 'As root, where the file is:',
  curl: 'Without Node, by curl',
  curlLine: 'Start this with the machine, as a user of its own:',
  copy: 'Copy',
  waits: 'Waiting for the first beat…',
  done: 'Done, hide the token',
} as const;

export function cardHeading(branch: string | null): string {
  return branch === null ? 'Token of the canary' : `Token for ${branch}`;
}

export function downloadTitle(branch: string | null): string {
  return branch === null ? 'Download it for the canary' : `Download it for ${branch}`;
}

export function copyOf(what: string): string {
  return `${CARD.copy}: ${what}`;
}

export function isHeardWords(branch: string | null): string {
  return branch === null ? 'The canary is heard. It works.' : `${branch} is heard. The sender works.`;
}
