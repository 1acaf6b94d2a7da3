import { html, LitElement } from 'lit';
import { FACE_NAMES } from '../../shared/words/staff.ts';
import { faceFrame } from '../parts/face-frame.ts';
import { stateMark } from '../parts/state-mark.ts';
import { keepTicking, keepUpdated } from '../staff/keep-updated.ts';
import { openFace, showElement } from '../staff/open-face.ts';

const AGES_MS = 15_000;

class WallboardPage extends LitElement {
  readonly #face = openFace({ face: 'wallboard' });

  constructor() {
    super();
    keepUpdated(this, this.#face);
    keepTicking(this, this.#face.environment, AGES_MS);
  }

  override createRenderRoot() {
    return this;
  }

  override render() {
    return faceFrame(
      'wallboard',
      this.#face,
      ({ board }) => html`<h1>${FACE_NAMES.wallboard}</h1>
        <ul role="list">${board.branches.map((branch) => html`<li>${stateMark(branch)} ${branch.name}</li>`)}</ul>`,
    );
  }
}

customElements.define('branchboard-wallboard', WallboardPage);
showElement('branchboard-wallboard');
