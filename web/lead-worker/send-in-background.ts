import { openEntryStore } from '../outbox/entries.store.ts';
import { readKeptSight } from '../outbox/kept.store.ts';
import { createLife, findSiblings } from '../outbox/outbox-environment.ts';
import { sendOutbox } from '../outbox/send-outbox.ts';
import { staffEnvironment } from '../staff/environment.ts';

/** Sends what waits of whoever was last here and did not sign out. Fails while something waits: the browser comes again. */
export async function sendInBackground(): Promise<void> {
  const sight = await readKeptSight();
  if (!sight) return;
  // Of a page it has more than a worker can do; nothing of that is asked for here.
  const environment = staffEnvironment();
  const siblings = findSiblings();
  const sender = {
    environment,
    store: await openEntryStore(),
    time: createLife(environment),
    word: () => null,
    onChange: () => siblings.tell(),
  };
  if ((await sendOutbox(sender, sight.session.id)) === 'later') throw new Error('something still waits');
}
