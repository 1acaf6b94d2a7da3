import { FOLLOW_PATHS, withLink } from '../../shared/wire/follow-paths.ts';
import type { FollowByPush } from '../../shared/wire/push.ts';
import { FOLLOW_PUSH } from '../../shared/words/follow-push.ts';
import { pushSupport } from './push-support.ts';
import { findOwnLink, turnOn } from './subscribe.ts';

/** What the server wrote into the form: what was chosen before. */
function choiceOf(form: HTMLFormElement): Omit<FollowByPush, 'subscription'> {
  const said = new FormData(form);
  const kinds = said.getAll('kind').map(String) as FollowByPush['kinds'];
  return { branches: said.has('all') ? null : said.getAll('branch').map(String), kinds };
}

function show(state: HTMLElement, lines: readonly string[]): void {
  state.replaceChildren(...lines.map((line) => Object.assign(document.createElement('p'), { textContent: line })));
}

async function offerOwn(state: HTMLElement): Promise<void> {
  const link = await findOwnLink().catch(() => null);
  if (link === null) return;
  show(state, [FOLLOW_PUSH.already]);
  const change = document.createElement('a');
  change.className = 'link-line';
  change.href = withLink(FOLLOW_PATHS.choices, link);
  change.textContent = FOLLOW_PUSH.change;
  state.append(change);
}

function start(form: HTMLFormElement): void {
  const button = form.querySelector('button');
  const state = document.getElementById('push-state');
  if (!button || !state) return;
  const hasPush = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  const { userAgent, maxTouchPoints } = navigator;
  const support = pushSupport({ userAgent, maxTouchPoints, hasPush });
  if (support !== 'can') {
    show(state, support === 'cannot' ? [FOLLOW_PUSH.cannot] : FOLLOW_PUSH.iPhone);
    return;
  }
  button.hidden = false;
  show(state, [FOLLOW_PUSH.ask]);
  void offerOwn(state);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    show(state, [FOLLOW_PUSH.working]);
    const result = await turnOn(choiceOf(form));
    button.disabled = false;
    if (result.kind === 'on') location.assign(withLink(FOLLOW_PATHS.following, result.link));
    else show(state, [FOLLOW_PUSH[result.kind]]);
  });
}

const form = document.querySelector<HTMLFormElement>('#push');
if (form) start(form);
