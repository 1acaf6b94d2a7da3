import { html, LitElement } from 'lit';
import { FACE_NAMES } from '../../shared/words/staff.ts';
import { staffHeader } from '../parts/staff-header.ts';
import { practiceOf, showElement } from '../staff/open-face.ts';

class SignInPage extends LitElement {
  override createRenderRoot() {
    return this;
  }

  override render() {
    const head = { face: 'sign-in', practice: practiceOf(document), session: null, onSignOut() {} } as const;
    return html`${staffHeader(head)}
      <main class="face__main" id="main" tabindex="-1"><h1>${FACE_NAMES['sign-in']}</h1></main>`;
  }
}

customElements.define('branchboard-sign-in', SignInPage);
showElement('branchboard-sign-in');
