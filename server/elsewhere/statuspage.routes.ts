import type { FastifyInstance } from 'fastify';
import { STATUSPAGE_ANSWERS, STATUSPAGE_PATHS, type StatuspageAnswer } from '../../shared/wire/statuspage.ts';
import { readyMade } from '../platform/ready-made.ts';
import { type Answer, CACHE_OF_STATES } from './answers.routes.ts';
import { statuspageTexts } from './statuspage-texts.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The practice in the shapes of Statuspage. */
export function registerStatuspage(app: FastifyInstance, answer: Answer): void {
  const texts = statuspageTexts();
  for (const name of Object.keys(STATUSPAGE_PATHS) as StatuspageAnswer[]) {
    const schema = { response: { 200: readyMade(STATUSPAGE_ANSWERS[name]) } };
    const address = STATUSPAGE_PATHS[name];
    app.get(address, { config: { access: 'public' }, schema }, (request, reply) =>
      answer(request, reply, { address, type: JSON_TYPE, cache: CACHE_OF_STATES, make: (told) => texts(name, told) }),
    );
  }
}
