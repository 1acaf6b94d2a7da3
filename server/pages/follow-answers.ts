import { html } from '@lit-labs/ssr';
import { nothing, type TemplateResult } from 'lit';
import type { FollowChannel, FollowChoice } from '../../shared/follow/follow.ts';
import { FOLLOW_PATHS, withLink } from '../../shared/wire/follow-paths.ts';
import {
  CHANNEL_WORDS,
  FOLLOW,
  followedKinds,
  followedSurgeries,
  STOP_LATER,
  tryAgainIn,
} from '../../shared/words/follow.ts';
import { backHome, followDocument, type FollowPageInput, lines, link, namesOf } from './follow-frame.ts';
import { choice, faultBox, whatOptions, whichOptions } from './follow-questions.ts';

/** Somebody's choice, and by what they are told. */
export interface Followed extends FollowChoice {
  readonly channel: FollowChannel;
}

function chosen(input: FollowPageInput, { branches, kinds, channel }: Followed): TemplateResult {
  const rows = [
    [FOLLOW.surgeries, followedSurgeries(namesOf(input, branches))],
    [FOLLOW.kinds, followedKinds(kinds)],
    [FOLLOW.way, CHANNEL_WORDS[channel]],
  ];
  return html`<dl class="facts">${rows.map(
    ([name, value]) => html`<div class="facts__row"><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

/** A button that does what the link is for: a program that only opens the link does nothing by it. */
function linkButton(path: string, link: string, text: string, isQuiet = false): TemplateResult {
  return html`<form class="follow" method="post" action=${withLink(path, link)}>
    <input type="hidden" name="answer" value="yes" />
    <p class="follow__actions"><button class=${isQuiet ? 'button' : 'button button--main'}>${text}</button></p>
  </form>`;
}

export function renderSent(input: FollowPageInput): string {
  return followDocument(
    input,
    FOLLOW.sentTitle,
    html`<h1>${FOLLOW.sentTitle}</h1>
      ${lines(FOLLOW.sent)}
      <p>${FOLLOW.sentNot} <a href=${FOLLOW_PATHS.page}>${FOLLOW.again}</a></p>
      ${backHome()}`,
  );
}

export function renderConfirm(input: FollowPageInput, link: string, followed: Followed): string {
  return followDocument(
    input,
    FOLLOW.confirmTitle,
    html`<h1>${FOLLOW.confirmTitle}</h1>
      ${chosen(input, followed)} ${linkButton(FOLLOW_PATHS.confirm, link, FOLLOW.confirm)}
      <p>${FOLLOW.confirmNot}</p>`,
  );
}

/** What somebody follows, and how they change or stop it. */
export function renderFollowing(
  input: FollowPageInput,
  link: string,
  followed: Followed,
  title: string = FOLLOW.followingTitle,
): string {
  return followDocument(
    input,
    title,
    html`<h1>${title}</h1>
      ${chosen(input, followed)}
      <p>${STOP_LATER[followed.channel]}</p>
      ${changeLink(link)} ${linkButton(FOLLOW_PATHS.stop, link, FOLLOW.stop, true)} ${backHome()}`,
  );
}

function changeLink(token: string): TemplateResult {
  return link(withLink(FOLLOW_PATHS.choices, token), FOLLOW.changeLink);
}

export function renderChange(
  input: FollowPageInput,
  link: string,
  followed: Pick<Followed, 'kinds'> & { readonly branches: Followed['branches'] | undefined },
  isMissing = { which: false, what: false },
): string {
  const which = whichOptions(input, followed.branches);
  const fault = isMissing.which ? FOLLOW.whichMissing : isMissing.what ? FOLLOW.whatMissing : null;
  const title = FOLLOW.changeTitle;
  return followDocument(
    input,
    fault === null ? title : `${FOLLOW.errorTitle}${title}`,
    html`${fault === null ? nothing : faultBox(fault, isMissing.which ? 'all-1' : 'kind-trouble')}
      <h1>${title}</h1>
      <form class="follow" method="post" action=${withLink(FOLLOW_PATHS.choices, link)}>
        ${choice(FOLLOW.kinds, whatOptions(followed.kinds), { isHeading: false, fault: isMissing.what ? FOLLOW.whatMissing : null })}
        ${choice(FOLLOW.surgeries, which, { isHeading: false, fault: isMissing.which ? FOLLOW.whichMissing : null })}
        <p class="follow__actions"><button class="button button--main">${FOLLOW.save}</button></p>
      </form>
      ${linkButton(FOLLOW_PATHS.stop, link, FOLLOW.stop, true)}`,
  );
}

export function renderStop(input: FollowPageInput, link: string, followed: Followed): string {
  return followDocument(
    input,
    FOLLOW.stopTitle,
    html`<h1>${FOLLOW.stopTitle}</h1>
      ${chosen(input, followed)} ${linkButton(FOLLOW_PATHS.stop, link, FOLLOW.stop)} ${changeLink(link)}`,
  );
}

export function renderStopped(input: FollowPageInput): string {
  return followDocument(
    input,
    FOLLOW.stoppedTitle,
    html`<h1>${FOLLOW.stoppedTitle}</h1>
      ${lines(FOLLOW.stopped)} ${link(FOLLOW_PATHS.page, FOLLOW.follow)} ${backHome()}`,
  );
}

export function renderGone(input: FollowPageInput): string {
  return followDocument(
    input,
    FOLLOW.goneTitle,
    html`<h1>${FOLLOW.goneTitle}</h1>
      <p>${FOLLOW.gone}</p>
      ${link(FOLLOW_PATHS.page, FOLLOW.title)} ${backHome()}`,
  );
}

/** Why nothing was sent now. */
export type Busy = 'email' | 'text' | 'everybody' | 'not-sent';

const BUSY: { readonly [B in Busy]: string } = {
  email: FOLLOW.busyAddress,
  text: FOLLOW.busyPhone,
  everybody: FOLLOW.busy,
  'not-sent': FOLLOW.notSent,
};

export function renderBusy(input: FollowPageInput, why: Busy, waitMs: number): string {
  return followDocument(
    input,
    FOLLOW.busyTitle,
    html`<h1>${FOLLOW.busyTitle}</h1>
      ${lines([BUSY[why], tryAgainIn(waitMs)])} ${backHome()}`,
  );
}
