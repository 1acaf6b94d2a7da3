import { html, LitElement, nothing } from 'lit';
import { PATHS } from '../../shared/wire/paths.ts';
import type { SignInWays } from '../../shared/wire/session.ts';
import { SIGN_IN_FAULTS } from '../../shared/wire/staff-paths.ts';
import { PROVIDER_FAULTS, providerLink } from '../../shared/words/sign-in-page.ts';
import { staffEnvironment } from '../staff/environment.ts';
import { send } from '../staff/send.ts';

/** The way in by another service, where there is one; and why somebody came back from it without being signed in. */
export class ProviderSignIn extends LitElement {
  static override properties = { onWays: { attribute: false }, provider: { state: true } };
  /** Told what else this server offers. */
  declare onWays: (ways: SignInWays) => void;
  declare private provider: SignInWays['provider'];

  constructor() {
    super();
    this.provider = null;
  }

  override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  private async ask(): Promise<void> {
    const result = await send(staffEnvironment(), { method: 'GET', path: PATHS.signInWays });
    // Who cannot be asked shows what always works.
    if (result.kind !== 'ok') return;
    const ways = result.body as SignInWays;
    this.provider = ways.provider;
    this.onWays(ways);
  }

  private get address(): string {
    const then = new URLSearchParams(location.search).get('then');
    return then === null ? PATHS.providerSignIn : `${PATHS.providerSignIn}?${new URLSearchParams([['place', then]])}`;
  }

  override render() {
    const { provider } = this;
    const asked = new URLSearchParams(location.search).get('fault');
    const fault = SIGN_IN_FAULTS.find((known) => known === asked);
    return html`${fault === undefined ? nothing : html`<p class="no-board no-board--fault" role="alert">${PROVIDER_FAULTS[fault]}</p>`}
      ${provider === null ? nothing : html`<p><a class="nhsuk-button nhsuk-button--secondary" href=${this.address} role="button" draggable="false">${providerLink(provider.name)}</a></p>`}`;
  }
}
