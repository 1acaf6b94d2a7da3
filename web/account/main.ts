import { showElement } from '../staff/open-face.ts';
import { AccountPage } from './account-page.ts';
import { SessionsSection } from './sessions-section.ts';

customElements.define('sessions-section', SessionsSection);
customElements.define('branchboard-account', AccountPage);
showElement('branchboard-account');
