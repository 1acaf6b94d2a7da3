import { PATHS } from '../../shared/wire/paths.ts';
import { showElement } from '../staff/open-face.ts';
import { ProviderSignIn } from './provider-sign-in.ts';
import { SetUpCode } from './set-up-code.ts';
import { SetUpPage } from './set-up-page.ts';
import { SignInPage } from './sign-in-page.ts';
import { SignInPasskey } from './sign-in-passkey.ts';

customElements.define('provider-sign-in', ProviderSignIn);
const isSetUp = location.pathname === PATHS.setUpPage;
const name = isSetUp ? 'branchboard-set-up' : 'branchboard-sign-in';
customElements.define('set-up-code', SetUpCode);
customElements.define('sign-in-passkey', SignInPasskey);
customElements.define(name, isSetUp ? SetUpPage : SignInPage);
showElement(name);
