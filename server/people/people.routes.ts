import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { toIso } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import {
  type HandedOverBy,
  Invitation,
  InvitationQuestion,
  NewPersonBody,
  People,
  Person,
  PersonBody,
} from '../../shared/wire/people.ts';
import { SIGN_IN_WORDS } from '../../shared/words/sign-in.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import { AppError } from '../platform/errors.ts';
import type { MailQueue } from '../mail/queue-mail.ts';
import type { Http } from '../platform/http.ts';
import { doerOf, requireActor } from '../platform/request-parts.ts';
import { changePerson, type Invited, inviteAgain, invitePerson, listPeople, removePerson } from './change-people.ts';
import type { HandOver } from './hand-over.ts';
import { toSetUpUrl } from './set-up-link.ts';

export interface PeopleRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly origins: readonly string[];
  readonly authSecret: string;
  /** Whether text messages are set up. */
  readonly texts?: People['texts'];
  readonly mail: MailQueue;
}

const PersonParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ONE_PERSON = `${PATHS.people}/:id`;
const NO_TEXTS = { receives: false, sends: false };
const forOperations = { config: { access: 'operations', branch: 'any' } } as const;
/** Whoever finds a computer of the office that is signed in lets nobody in. */
const forProved = { config: { access: 'operations', branch: 'any', stepUp: true } } as const;

/** Who may sign in, and with what rights. */
export function registerPeople(app: Http, deps: PeopleRoutesDeps): void {
  const { db, clock, origins, authSecret, texts = NO_TEXTS, mail } = deps;

  /** What went by mail is shown to nobody else. */
  function toInvitation({ person, setUp }: Invited, { by }: HandOver): Invitation {
    const expiresAt = toIso(setUp.expiresAt);
    if (by === 'mail') return { person, by, expiresAt, setUp: null };
    const url = toSetUpUrl(origins[0] ?? '', setUp.token);
    return { person, by, expiresAt, setUp: { url, expiresAt, code: setUp.code } };
  }

  function toHandOver(by: HandedOverBy = 'link'): HandOver {
    if (by === 'sheet') return { by, authSecret };
    if (by === 'link') return { by };
    if (!mail.sends) throw new AppError('bad-request', { faults: [{ path: '/by', message: SIGN_IN_WORDS.noMail }] });
    return { by, origin: origins[0] ?? '', mail };
  }

  app.get(PATHS.people, { ...forOperations, schema: { response: { 200: People } } }, async (request) => ({
    people: await listPeople(db, clock.now()),
    you: requireActor(request).id,
    texts,
    mail: { sends: mail.sends },
  }));

  app.post(
    PATHS.people,
    { ...forProved, schema: { body: NewPersonBody, response: { 201: Invitation } } },
    async (request, reply) => {
      const { by, ...person } = request.body;
      const how = toHandOver(by);
      const invited = await invitePerson(db, doerOf(request), person, clock.now(), how);
      logChange(request, 'invited', invited.person);
      return reply.code(201).send(toInvitation(invited, how));
    },
  );

  app.put(
    ONE_PERSON,
    { ...forProved, schema: { params: PersonParams, body: PersonBody, response: { 200: Person } } },
    async (request) => {
      const { id } = request.params;
      const person = await changePerson(db, doerOf(request), id, request.body, clock.now(), { mail });
      logChange(request, 'changed', person);
      return person;
    },
  );

  app.delete(
    ONE_PERSON,
    { ...forProved, schema: { params: PersonParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await removePerson(db, doerOf(request), request.params.id, clock.now());
      logChange(request, 'removed', request.params);
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${ONE_PERSON}/set-up`,
    { ...forProved, schema: { params: PersonParams, body: InvitationQuestion, response: { 201: Invitation } } },
    async (request, reply) => {
      const how = toHandOver(request.body.by);
      const invited = await inviteAgain(db, doerOf(request), request.params.id, clock.now(), how);
      logChange(request, 'invited-again', invited.person);
      return reply.code(201).send(toInvitation(invited, how));
    },
  );
}

function logChange(
  request: FastifyRequest,
  outcome: string,
  { id, role, branches }: { readonly id: string } & Partial<Pick<Person, 'role' | 'branches'>>,
): void {
  const actor = requireActor(request).id;
  request.log.info(
    { event: 'person', outcome, person: id, role, branches, actor, address: request.ip },
    'people changed',
  );
}
