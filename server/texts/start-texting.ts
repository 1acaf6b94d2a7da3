import type { Metrics } from '../metrics/metrics.ts';
import type { Config } from '../platform/config.ts';
import { keepTexting, type Texting, type TextingDeps } from './keep-texting.ts';
import { createNotifyClient } from '../sending/notify-client.ts';
import type { InboundTextsDeps } from './inbound-texts.routes.ts';
import { textsOutbox } from './texts-outbox.ts';

export interface StartTexting extends Pick<TextingDeps, 'db' | 'journal' | 'clock' | 'log' | 'board' | 'isBlind'> {
  readonly config: Config;
  readonly metrics: Pick<Metrics, 'textCame' | 'textSent'> | undefined;
}

export interface StartedTexting extends Texting {
  /** What the routes of texts are made with. */
  readonly routes: Required<Pick<InboundTextsDeps, 'sends' | 'onText'>> & { readonly callbackToken: string | null };
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
  return {
    ...texting,
    routes: {
      callbackToken,
      sends: outbox !== null,
      onText(outcome) {
        metrics?.textCame(outcome);
        // An answer does not wait for the next look.
        void texting.look();
      },
    },
  };
}
