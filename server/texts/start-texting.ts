import { randomUUID } from 'node:crypto';
import { SECOND } from '../../shared/practice/instant.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Config } from '../platform/config.ts';
import { keepTexting, type Texting, type TextingDeps } from './keep-texting.ts';
import { createNotifyClient } from '../sending/notify-client.ts';
import type { InboundTextsDeps } from './inbound-texts.routes.ts';
import { textsOutbox } from './texts-outbox.ts';

/** Somebody waits for the answer to their form. */
const SENT_WITHIN = 6 * SECOND;

export interface StartTexting extends Pick<TextingDeps, 'db' | 'journal' | 'clock' | 'log' | 'board' | 'isBlind'> {
  readonly config: Config;
  readonly metrics: Pick<Metrics, 'textCame' | 'textSent'> | undefined;
}

export interface StartedTexting extends Texting {
  /** What the routes of texts are made with. */
  readonly routes: Required<Pick<InboundTextsDeps, 'sends' | 'onText'>> & {
    readonly callbackToken: string | null;
    /** To a number that is nobody's of staff, for somebody who waits; null: no texts are sent. */
    readonly sendNow: ((to: string, body: string) => Promise<boolean>) | null;
  };
}

/** Text messages as the configuration has them: both ways, one way or not at all. */
export function startTexting({ config, metrics, ...deps }: StartTexting): StartedTexting {
  const { notifyApiKey: apiKey, notifyTemplateId: templateId, notifyBaseUrl: baseUrl } = config;
  const post = apiKey ? createNotifyClient({ apiKey, baseUrl }, deps.clock) : null;
  const outbox = post && templateId ? textsOutbox(deps.db, post, templateId) : null;
  const texting = keepTexting({
    ...deps,
    outbox,
    onSent: (outcome) => metrics?.textSent(outcome),
  });
  const callbackToken = config.notifyCallbackToken;
  deps.log.info({ receives: callbackToken !== null, sends: outbox !== null }, 'text messages, as they are set up');
  async function sendNow(to: string, body: string): Promise<boolean> {
    if (!post || !templateId) return false;
    const limit = new AbortController();
    const cancel = deps.clock.after(SENT_WITHIN, () => limit.abort());
    const personalisation = { message: body };
    const message = { phone_number: to, template_id: templateId, personalisation, reference: randomUUID() };
    const sent = await post('sms', message, limit.signal);
    cancel();
    return sent.kind === 'sent';
  }
  return {
    ...texting,
    routes: {
      callbackToken,
      sends: outbox !== null,
      sendNow: outbox && sendNow,
      onText(outcome) {
        metrics?.textCame(outcome);
        // An answer does not wait for the next look.
        void texting.look();
      },
    },
  };
}
