import { showElement } from '../staff/open-face.ts';
import { AccountPage } from './account-page.ts';
import { AppSection } from './app-section.ts';
import { PasswordSection } from './password-section.ts';
import { PasskeysSection } from './passkeys-section.ts';
import { ProveForm } from '../parts/prove-dialog.ts';
import { RecoveryCard } from './recovery-card.ts';
import { RecoverySection } from './recovery-section.ts';
import { SessionsSection } from './sessions-section.ts';

customElements.define('app-section', AppSection);
customElements.define('passkeys-section', PasskeysSection);
customElements.define('password-section', PasswordSection);
customElements.define('prove-form', ProveForm);
customElements.define('recovery-card', RecoveryCard);
customElements.define('recovery-section', RecoverySection);
customElements.define('sessions-section', SessionsSection);
customElements.define('branchboard-account', AccountPage);
showElement('branchboard-account');
