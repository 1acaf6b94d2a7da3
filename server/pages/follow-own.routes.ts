import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { toChoice, toDraft } from '../../shared/follow/follow-draft.ts';
import { ChangeForm, CodeForm, LinkQuery } from '../../shared/wire/follow.ts';
import { FOLLOW_PATHS } from '../../shared/wire/follow-paths.ts';
import { FOLLOW } from '../../shared/words/follow.ts';
import { confirmByCode, confirmByLink, readRequest, takesCode } from '../follow/confirm-follow.ts';
import { changeOwnFollow, readOwnFollow, stopOwnFollow } from '../follow/own-follow.ts';
import { takeFormsWithParts } from '../platform/form-body.ts';
import { renderChange, renderConfirm, renderFollowing, renderStop, renderStopped } from './follow-answers.ts';
import { createFollowReplies, type FollowPagesDeps, LANGUAGE } from './follow-reply.ts';
import { renderCodeQuestion } from './follow-where.ts';

const ofLink = { config: { access: 'public' }, schema: { querystring: LinkQuery } } as const;

/** What the links in messages lead to. Opening one changes nothing: programs that look for harm open them all. */
export async function registerOwnFollow(forms: FastifyInstance, deps: FollowPagesDeps): Promise<void> {
  const app = forms.withTypeProvider<TypeBoxTypeProvider>();
  const { input, answer, gone } = createFollowReplies(deps);

  app.get(FOLLOW_PATHS.confirm, ofLink, async ({ query: { link } }, reply) => {
    const request = await readRequest(deps, link);
    return request ? answer(reply, renderConfirm(input(), link, request)) : gone(reply);
  });

  app.post(FOLLOW_PATHS.confirm, ofLink, async ({ query: { link } }, reply) => {
    const own = await confirmByLink(deps, link);
    const followed = own === null ? null : await readOwnFollow(deps, own);
    return own !== null && followed ? answer(reply, renderFollowing(input(), own, followed)) : gone(reply);
  });

  app.get(FOLLOW_PATHS.code, ofLink, async ({ query: { link } }, reply) =>
    (await takesCode(deps, link)) ? answer(reply, renderCodeQuestion(input(), link, false)) : gone(reply),
  );

  app.post(
    FOLLOW_PATHS.code,
    { config: { access: 'public' }, schema: { querystring: LinkQuery, body: CodeForm } },
    async ({ query: { link }, body: { code } }, reply) => {
      const taken = await confirmByCode(deps, link, code);
      if (taken.kind === 'wrong') return answer(reply, renderCodeQuestion(input(), link, true), 400);
      const followed = taken.kind === 'on' ? await readOwnFollow(deps, taken.link) : null;
      return taken.kind === 'on' && followed
        ? answer(reply, renderFollowing(input(), taken.link, followed))
        : gone(reply);
    },
  );

  app.get(FOLLOW_PATHS.following, ofLink, async ({ query: { link } }, reply) => {
    const followed = await readOwnFollow(deps, link);
    return followed ? answer(reply, renderFollowing(input(), link, followed)) : gone(reply);
  });

  app.get(FOLLOW_PATHS.choices, ofLink, async ({ query: { link } }, reply) => {
    const followed = await readOwnFollow(deps, link);
    return followed ? answer(reply, renderChange(input(), link, followed)) : gone(reply);
  });

  app.post(
    FOLLOW_PATHS.choices,
    { config: { access: 'public' }, schema: { querystring: LinkQuery, body: ChangeForm } },
    async ({ query: { link }, body }, reply) => {
      const draft = toDraft({ ...body, asked: 'what' }, deps.slugs());
      const choice = toChoice(draft, LANGUAGE);
      if (!choice) {
        const isMissing = { which: draft.branches === undefined, what: draft.kinds.length === 0 };
        return answer(reply, renderChange(input(), link, draft, isMissing), 400);
      }
      const isChanged = await changeOwnFollow(deps, link, choice);
      const followed = isChanged ? await readOwnFollow(deps, link) : null;
      return followed ? answer(reply, renderFollowing(input(), link, followed, FOLLOW.savedTitle)) : gone(reply);
    },
  );

  await forms.register(async (scope) => {
    takeFormsWithParts(scope);
    const stop = scope.withTypeProvider<TypeBoxTypeProvider>();

    stop.get(FOLLOW_PATHS.stop, ofLink, async ({ query: { link } }, reply) => {
      const followed = await readOwnFollow(deps, link);
      return followed ? answer(reply, renderStop(input(), link, followed)) : answer(reply, renderStopped(input()));
    });

    // Mail programs post here by themselves (RFC 8058), without a cookie and from anywhere.
    stop.post(FOLLOW_PATHS.stop, ofLink, async ({ query: { link } }, reply) => {
      await stopOwnFollow(deps, link);
      return answer(reply, renderStopped(input()));
    });
  });
}
