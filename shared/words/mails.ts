import { fromIso } from '../practice/instant.ts';
import { FOLLOW_MAIL_SUBJECT, followMailLines } from './follow-mails.ts';
import { formatDay, formatTime } from './times.ts';

/** What changed about somebody's account: they are told, because it may have been somebody else. */
export type AccountChange =
  | 'password'
  | 'passkey-added'
  | 'passkey-removed'
  | 'app-added'
  | 'app-removed'
  | 'recovery-codes'
  | 'role';

/** Every kind of mail that is sent. It waits as it is, and becomes words when it goes out. */
export type Mail =
  /** To sign in with. */
  | { readonly kind: 'code'; readonly code: string }
  /** `until`: an ISO instant. */
  | { readonly kind: 'invitation'; readonly name: string; readonly url: string; readonly until: string }
  | { readonly kind: 'changed'; readonly what: AccountChange }
  /** To a patient: whether they asked to be told of changes. `surgeries`: names; null: all. */
  | { readonly kind: 'follow'; readonly url: string; readonly surgeries: readonly string[] | null };

/** Of the practice that sends. */
export interface MailFrame {
  readonly practice: string;
  /** Where people sign in: `https://status.example.org`. */
  readonly origin: string;
  readonly zone: string;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

const CHANGES: { readonly [C in AccountChange]: string } = {
  password: 'Your password was changed.',
  'passkey-added': 'A passkey was added to your account. Whoever has it can sign in as you.',
  'passkey-removed': 'A passkey was removed from your account.',
  'app-added': 'An authenticator app was added to your account. You need its code to sign in with your password.',
  'app-removed': 'The authenticator app was removed from your account.',
  'recovery-codes': 'New recovery codes were made for your account. The ones before do not work any more.',
  role: 'What you may do was changed, or the branches that you do it for. Sign in again to see it.',
};

function subjectOf(mail: Mail): string {
  if (mail.kind === 'follow') return FOLLOW_MAIL_SUBJECT;
  if (mail.kind === 'code') return `Your code is ${mail.code}`;
  return mail.kind === 'invitation' ? 'Set up your account' : 'Your account was changed';
}

function linesOf(mail: Mail, { practice, origin, zone }: MailFrame): readonly string[] {
  if (mail.kind === 'code') {
    return [
      `Your code to sign in to Branchboard of ${practice} is ${mail.code}`,
      'It works once, for 10 minutes, where you asked for it.',
      'Tell it to nobody. We never ask for it by phone or by mail.',
      'You did not ask for it? Then do nothing: nobody can sign in without it.',
    ];
  }
  if (mail.kind === 'invitation') {
    const until = fromIso(mail.until);
    return [
      `Hello ${oneLine(mail.name)},`,
      `${practice} invites you to Branchboard, the board that says how each surgery is doing.`,
      `Open this link to set up your account. It works once, until ${formatTime(until, zone)} on ${formatDay(until, zone)}:`,
      mail.url,
      'The link is for you alone. Do not send it on.',
      'You do not work there? Then do nothing.',
    ];
  }
  if (mail.kind === 'follow') return followMailLines(mail.url, mail.surgeries && mail.surgeries.map(oneLine));
  return [
    CHANGES[mail.what],
    'Was it you, or did operations tell you of it? Then there is nothing to do.',
    `If not, sign in now, look at your account and tell operations: ${origin}/sign-in`,
  ];
}

/** A mail as it is read: words alone, so there is nothing in it to click but what it says. */
export function mailText(mail: Mail, frame: MailFrame): MailText {
  const named = { ...frame, practice: oneLine(frame.practice) };
  const foot = `Branchboard of ${named.practice}: ${frame.origin}\nNobody reads answers to this mail.`;
  return {
    subject: `${named.practice}: ${subjectOf(mail)}`,
    text: `${[...linesOf(mail, named), foot].join('\n\n')}\n`,
  };
}

/** What people write cannot begin a new line, which would look like one of ours. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
