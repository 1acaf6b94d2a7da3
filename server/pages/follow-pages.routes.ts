import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type DraftFields, nextQuestion, toChoice, toDraft } from '../../shared/follow/follow-draft.ts';
import { ASKED_PER_HOUR } from '../../shared/follow/follow-limits.ts';
import { HOUR, SECOND } from '../../shared/practice/instant.ts';
import { FollowForm, FollowQuery } from '../../shared/wire/follow.ts';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { surgeryFollowPath } from '../../shared/wire/surgery-follow-path.ts';
import { askByEmail } from '../follow/ask-to-follow.ts';
import { addressKey } from '../platform/address-key.ts';
import { AppError } from '../platform/errors.ts';
import { takeForms } from '../platform/form-body.ts';
import { createMinuteCount } from '../platform/minute-count.ts';
import { renderSent } from './follow-answers.ts';
import { registerOwnFollow } from './follow-own.routes.ts';
import { renderEmailQuestion, renderOtherWays, renderQuestion } from './follow-questions.ts';
import { createFollowReplies, type FollowPagesDeps, LANGUAGE } from './follow-reply.ts';

const SurgeryParams = Type.Object({ slug: Type.String() });

/** Where people say what they want to be told of. Forms alone, so that nothing is missing without a script. */
export async function registerFollowPages(parent: FastifyInstance, deps: FollowPagesDeps): Promise<void> {
  await parent.register(async (scope) => {
    takeForms(scope);
    const app = scope.withTypeProvider<TypeBoxTypeProvider>();
    const { channels: offered, slugs, clock } = deps;
    const { input, answer, busy } = createFollowReplies(deps);
    const asking = createMinuteCount(clock, ASKED_PER_HOUR, HOUR);

    function ask(reply: FastifyReply, fields: DraftFields): FastifyReply {
      const said = toDraft(fields, slugs());
      const [only, ...others] = said.branches ?? [];
      if (offered.length === 0) {
        return answer(reply, renderOtherWays(input(), others.length === 0 ? (only ?? null) : null));
      }
      const { step, isMissing, draft } = nextQuestion(said, fields, offered);
      if (step === 'where') return answer(reply, renderEmailQuestion(input(), draft));
      return answer(reply, renderQuestion(input(), draft, step, isMissing));
    }

    app.get(
      FOLLOW_PATHS.page,
      { config: { access: 'public' }, schema: { querystring: FollowQuery } },
      async ({ query }, reply) => ask(reply, query),
    );

    app.get(
      surgeryFollowPath(':slug'),
      { config: { access: 'public' }, schema: { params: SurgeryParams } },
      async ({ params: { slug } }, reply) => {
        if (!slugs().includes(slug)) throw new AppError('not-found');
        return ask(reply, { branch: slug });
      },
    );

    function waitOf({ ip }: FastifyRequest): number | null {
      const seconds = asking.take(addressKey(ip));
      return seconds === null ? null : seconds * SECOND;
    }

    app.post(
      FOLLOW_PATHS.page,
      { config: { access: 'public' }, schema: { body: FollowForm } },
      async (request, reply) => {
        const { to, ...fields } = request.body;
        const { step, draft } = nextQuestion(toDraft(fields, slugs()), {}, offered);
        const choice = toChoice(draft, LANGUAGE);
        if (!choice || step !== 'where') return ask(reply, fields);
        const waitMs = waitOf(request);
        if (waitMs !== null) return busy(reply, 'everybody', waitMs);
        const asked = await askByEmail(deps, to, choice);
        if (asked.kind === 'too-many') return busy(reply, asked.of, asked.waitMs);
        if (asked.kind === 'no-address') {
          return answer(reply, renderEmailQuestion(input(), draft, { to, isMissing: true }), 400);
        }
        return reply.header('cache-control', 'no-store').redirect(FOLLOW_PATHS.sent, 303);
      },
    );

    app.get(FOLLOW_PATHS.sent, { config: { access: 'public' } }, async (_request, reply) =>
      answer(reply, renderSent(input())),
    );

    await registerOwnFollow(scope, deps);
  });
}
