import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type DraftFields, nextQuestion, toChoice, toDraft } from '../../shared/follow/follow-draft.ts';
import { ASKED_PER_HOUR } from '../../shared/follow/follow-limits.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { FollowForm, FollowQuery } from '../../shared/wire/follow.ts';
import { FOLLOW_PATHS, withLink } from '../../shared/wire/follow-paths.ts';
import { surgeryFollowPath } from '../../shared/wire/surgery-follow-path.ts';
import { askByEmail, askByText } from '../follow/ask-to-follow.ts';
import { addressKey } from '../platform/address-key.ts';
import { AppError } from '../platform/errors.ts';
import { takeForms } from '../platform/form-body.ts';
import { createMinuteCount } from '../platform/minute-count.ts';
import { renderSent } from './follow-answers.ts';
import { registerFollowApp } from './follow-app.routes.ts';
import { registerOwnFollow } from './follow-own.routes.ts';
import { renderOtherWays, renderQuestion } from './follow-questions.ts';
import { createFollowReplies, type FollowPagesDeps, LANGUAGE } from './follow-reply.ts';
import { renderWhere } from './follow-where.ts';

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
      if (step === 'where') return answer(reply, renderWhere(input(), draft));
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
        if (!choice || step !== 'where' || draft.by === 'push') return ask(reply, fields);
        const waitMs = waitOf(request);
        if (waitMs !== null) return busy(reply, 'everybody', waitMs);
        const by = draft.by === 'text' ? 'text' : 'email';
        const asked = await (by === 'text' ? askByText : askByEmail)(deps, to, choice);
        switch (asked.kind) {
          case 'no-address':
            return answer(reply, renderWhere(input(), draft, { to, isMissing: true }), 400);
          case 'too-many':
            return busy(reply, asked.of === 'address' ? by : asked.of, asked.waitMs);
          case 'not-sent':
            return busy(reply, asked.kind, MINUTE);
          case 'sent': {
            const next = 'link' in asked ? withLink(FOLLOW_PATHS.code, asked.link) : FOLLOW_PATHS.sent;
            return reply.header('cache-control', 'no-store').redirect(next, 303);
          }
        }
      },
    );

    app.get(FOLLOW_PATHS.sent, { config: { access: 'public' } }, async (_request, reply) =>
      answer(reply, renderSent(input())),
    );

    registerFollowApp(scope, deps);
    await registerOwnFollow(scope, deps);
  });
}
