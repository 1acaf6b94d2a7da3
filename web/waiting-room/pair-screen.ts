import { render } from 'lit/html.js';
import { SECOND } from '../../shared/practice/instant.ts';
import { PLACE_PATHS } from '../../shared/wire/place-paths.ts';
import type { BrowserEnvironment } from '../live/environment.ts';
import { askForScreen } from './ask-for-screen.ts';
import { openPairing } from './pairing.ts';
import { pairingView } from './pairing-view.ts';
import { postJson } from './post.ts';

const ASK_AGAIN_MS = 5 * SECOND;
const COUNT_DOWN_MS = 15 * SECOND;

/** Where each kind of display begins. */
const STARTS = { wallboard: '/wallboard', 'waiting-room': PLACE_PATHS.waitingRoom } as const;

/**
 * Shows a code until somebody lets this screen in. Before that it asks whether it is in already: while the database is away
 * the server cannot tell, and a screen that was let in must not ask to be let in again.
 */
export function pairScreen(root: HTMLElement, practice: string, environment: BrowserEnvironment): void {
  const go = (path: string) => location.replace(path);

  function pair(): void {
    const show = () => render(pairingView(practice, pairing.state()), root);
    const pairing = openPairing(
      { after: environment.after, monotonic: environment.monotonic, post: postJson },
      { onChange: () => show(), onPaired: (as) => go(STARTS[as]) },
    );
    show();
    setInterval(show, COUNT_DOWN_MS);
  }

  async function begin(): Promise<void> {
    const answer = await askForScreen(environment, PLACE_PATHS.ownScreen);
    if (answer.kind === 'told') return go(PLACE_PATHS.waitingRoom);
    if (answer.kind === 'refused') return pair();
    render(pairingView(practice, { kind: 'unreachable' }), root);
    environment.after(ASK_AGAIN_MS, () => void begin());
  }

  root.replaceChildren();
  render(pairingView(practice, { kind: 'asking' }), root);
  void begin();
}
