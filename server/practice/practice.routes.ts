import { Type } from 'typebox';
import { toStaffPractice } from '../../shared/views/staff-practice.ts';
import { oneBranchPath, PATHS } from '../../shared/wire/paths.ts';
import {
  BranchBody,
  NewBranchBody,
  PracticeBody,
  SampleGone,
  SettingAnswer,
  StaffPractice,
} from '../../shared/wire/practice.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import type { Http } from '../platform/http.ts';
import { headerOf, requireActor, shapeFaultsOf } from '../platform/request-parts.ts';
import { endSample } from './end-sample.ts';
import { readKnownSettings } from './known-settings.ts';
import { changeBranch, retireBranch, setUpBranch } from './set-branch.ts';
import { setPractice } from './set-practice.ts';

const BranchParams = Type.Object({ slug: Type.String() });
/** A branch with a hundred exceptions, each with its note. */
const BODY_LIMIT = 64 * 1024;
const settings = { config: { access: 'operations', branch: 'any' }, bodyLimit: BODY_LIMIT } as const;

/** What the office sets: the practice and its branches. The verbs name the faults of body and headers in one list. */
export function registerPractice(app: Http, deps: WriteDeps): void {
  app.get(
    PATHS.staffPractice,
    { config: { access: 'operations' }, schema: { response: { 200: StaffPractice } } },
    async () => {
      const { practice, branches } = await readKnownSettings(deps.db);
      return toStaffPractice(practice, branches.values());
    },
  );

  app.put(
    PATHS.practice,
    { ...settings, attachValidation: true, schema: { body: PracticeBody, response: { 200: SettingAnswer } } },
    async (request, reply) => {
      const answer = await setPractice(deps, {
        actor: requireActor(request),
        ifMatch: headerOf(request, 'if-match'),
        body: request.body,
        shapeFaults: shapeFaultsOf(request),
      });
      return reply.header('etag', `"${answer.seq}"`).send(answer);
    },
  );

  app.post(
    PATHS.branches,
    {
      ...settings,
      attachValidation: true,
      schema: { body: NewBranchBody, response: { 200: SettingAnswer, 201: SettingAnswer } },
    },
    async (request, reply) => {
      const { body } = request;
      const asked = { actor: requireActor(request), body, shapeFaults: shapeFaultsOf(request) };
      const { status, answer } = await setUpBranch(deps, asked);
      reply.code(status).header('etag', `"${answer.seq}"`).header('location', oneBranchPath(body.slug));
      return reply.send(answer);
    },
  );

  app.put(
    oneBranchPath(':slug'),
    {
      ...settings,
      attachValidation: true,
      schema: { params: BranchParams, body: BranchBody, response: { 200: SettingAnswer } },
    },
    async (request, reply) => {
      const answer = await changeBranch(deps, {
        actor: requireActor(request),
        slug: request.params.slug,
        ifMatch: headerOf(request, 'if-match'),
        body: request.body,
        shapeFaults: shapeFaultsOf(request),
      });
      return reply.header('etag', `"${answer.seq}"`).send(answer);
    },
  );

  app.delete(
    oneBranchPath(':slug'),
    { config: settings.config, schema: { params: BranchParams, response: { 200: SettingAnswer } } },
    async (request, reply) => {
      const answer = await retireBranch(deps, {
        actor: requireActor(request),
        slug: request.params.slug,
        ifMatch: headerOf(request, 'if-match'),
      });
      return reply.header('etag', `"${answer.seq}"`).send(answer);
    },
  );

  app.delete(PATHS.sample, { config: { access: 'operations' }, schema: { response: { 200: SampleGone } } }, (request) =>
    endSample(deps, requireActor(request)),
  );
}
