import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { StaffFace } from '../../shared/wire/staff-paths.ts';
import { FACE_NAMES } from '../../shared/words/staff.ts';
import type { LiveView } from '../live/live-board.ts';
import type { Face } from '../staff/open-face.ts';
import { connectionBadge } from './connection-badge.ts';
import { newVersionBar, noBoard, sessionEnded } from './notices.ts';
import { staffHeader } from './staff-header.ts';

/**
 * A whole staff page: header, state of the connection, and `content` once there is a board; without one, words that say
 * why. The content says its own `h1`.
 */
export function faceFrame(
  name: StaffFace,
  face: Face,
  content: (view: LiveView<StaffBoard>) => unknown,
): TemplateResult {
  const state = face.board();
  const view = state.kind === 'open' ? state.view : state.kind === 'ended' ? state.last : null;
  const head = {
    face: name,
    practice: view?.board.practice.name ?? face.practice,
    session: face.session(),
    onSignOut: () => face.signOut(),
  };
  return html`${staffHeader(head)}
    ${face.newVersion() ? newVersionBar(() => face.reload()) : nothing}
    ${state.kind === 'ended' ? sessionEnded(face.signInPath()) : nothing}
    <main class="face__main ${view ? `face__main--${view.freshness}` : ''}" id="main" tabindex="-1">
      ${view ? html`${connectionBadge(view)}${content(view)}` : html`<h1>${FACE_NAMES[name]}</h1>`}
      ${state.kind === 'loading' || state.kind === 'unreachable' ? noBoard(state.kind) : nothing}
    </main>`;
}
