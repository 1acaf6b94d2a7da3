import { PATHS } from '../../shared/wire/paths.ts';
import { showElement } from '../staff/open-face.ts';
import { CodeStep } from './code-step.ts';
import { ProviderSignIn } from './provider-sign-in.ts';
import { SetUpCode } from './set-up-code.ts';
import { SetUpPage } from './set-up-page.ts';
import { SignInPage } from './sign-in-page.ts';
import { SignInPasskey } from './sign-in-passkey.ts';

/** Of the page at this address; what only some load comes by itself. */
async function pageHere(): Promise<readonly [name: string, page: CustomElementConstructor]> {
  if (location.pathname === PATHS.mailsPage) return ['branchboard-mails', (await import('./mails-page.ts')).MailsPage];
  return location.pathname === PATHS.setUpPage
    ? ['branchboard-set-up', SetUpPage]
    : ['branchboard-sign-in', SignInPage];
}

customElements.define('code-step', CodeStep);
customElements.define('provider-sign-in', ProviderSignIn);
customElements.define('set-up-code', SetUpCode);
customElements.define('sign-in-passkey', SignInPasskey);
const [name, page] = await pageHere();
customElements.define(name, page);
showElement(name);
