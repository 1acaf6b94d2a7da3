import { InboundTextAnswer, InboundTextBody, type TextOutcome } from '../../shared/wire/texts.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Http } from '../platform/http.ts';
import { takeText, type TakeTextDeps } from './take-text.ts';

export interface InboundTextsDeps extends TakeTextDeps {
  /** Told what became of each text; `repeated` when it came before. */
  readonly onText?: (outcome: TextOutcome | 'repeated') => void;
}

/** Text messages that GOV.UK Notify hands on. The log tells neither numbers nor words. */
export function registerInboundTexts(app: Http, { onText = () => {}, ...deps }: InboundTextsDeps): void {
  app.post(
    PATHS.inboundTexts,
    {
      config: { access: 'notify' },
      schema: {
        description: 'Delivered again with the same id, a text is taken once and answered as it was.',
        body: InboundTextBody,
        response: { 200: InboundTextAnswer },
      },
    },
    async (request) => {
      const { id } = request.body;
      const { outcome, repeated, person } = await takeText(deps, request.body);
      onText(repeated ? 'repeated' : outcome);
      request.log.info({ event: 'text', outcome, repeated, person }, 'a text came in');
      return { id, outcome };
    },
  );
}
