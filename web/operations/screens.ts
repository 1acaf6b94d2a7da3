import { html, type TemplateResult } from 'lit/html.js';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import type { LiveView } from '../live/live-board.ts';
import type { Face } from '../staff/open-face.ts';
import type { Screen } from './screen.ts';

export interface ScreenContext {
  readonly face: Face;
  readonly view: LiveView<StaffBoard>;
}

/** The board and the settings stay on the page while another screen is shown. */
type OtherScreen = Exclude<Screen, 'board' | 'practice'>;

/** The screens beside the board. Each says its own `h1`. */
const SHOWN: { readonly [S in OtherScreen]: (context: ScreenContext) => TemplateResult } = {
  people: ({ face, view }) => html`<people-screen .face=${face} .view=${view}></people-screen>`,
  displays: ({ face, view }) => html`<displays-screen .face=${face} .view=${view}></displays-screen>`,
  record: ({ face, view }) => html`<record-screen .face=${face} .view=${view}></record-screen>`,
  senders: ({ face, view }) => html`<senders-screen .face=${face} .view=${view}></senders-screen>`,
};

export function otherScreen(screen: OtherScreen, context: ScreenContext): TemplateResult {
  return html`<div class="ops__screen">${SHOWN[screen](context)}</div>`;
}
