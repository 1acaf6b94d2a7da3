import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { toIso } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { Invitation, InvitationQuestion, NewPersonBody, People, Person, PersonBody } from '../../shared/wire/people.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Http } from '../platform/http.ts';
import { doerOf, requireActor } from '../platform/request-parts.ts';
import { changePerson, type Invited, inviteAgain, invitePerson, listPeople, removePerson } from './change-people.ts';
import { toSetUpUrl } from './set-up-link.ts';

export interface PeopleRoutesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly origins: readonly string[];
  /** Whether text messages are set up. */
  readonly texts?: People['texts'];
}

const PersonParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const ONE_PERSON = `${PATHS.people}/:id`;
const NO_TEXTS = { receives: false, sends: false };
const forOperations = { config: { access: 'operations' } } as const;

/** Who may sign in, and with what rights. */
export function registerPeople(app: Http, { db, clock, origins, texts = NO_TEXTS }: PeopleRoutesDeps): void {
  function toInvitation({ person, setUp }: Invited): Invitation {
    const url = toSetUpUrl(origins[0] ?? '', setUp.token);
    return { person, setUp: { url, expiresAt: toIso(setUp.expiresAt) } };
  }

  app.get(PATHS.people, { ...forOperations, schema: { response: { 200: People } } }, async (request) => ({
    people: await listPeople(db, clock.now()),
    you: requireActor(request).id,
    texts,
  }));

  app.post(
    PATHS.people,
    { ...forOperations, schema: { body: NewPersonBody, response: { 201: Invitation } } },
    async (request, reply) => {
      const invited = await invitePerson(db, doerOf(request), request.body, clock.now());
      logChange(request, 'invited', invited.person);
      return reply.code(201).send(toInvitation(invited));
    },
  );

  app.put(
    ONE_PERSON,
    { ...forOperations, schema: { params: PersonParams, body: PersonBody, response: { 200: Person } } },
    async (request) => {
      const person = await changePerson(db, doerOf(request), request.params.id, request.body, clock.now());
      logChange(request, 'changed', person);
      return person;
    },
  );

  app.delete(
    ONE_PERSON,
    { ...forOperations, schema: { params: PersonParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await removePerson(db, doerOf(request), request.params.id, clock.now());
      logChange(request, 'removed', request.params);
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${ONE_PERSON}/set-up`,
    { ...forOperations, schema: { params: PersonParams, body: InvitationQuestion, response: { 201: Invitation } } },
    async (request, reply) => {
      const invited = await inviteAgain(db, doerOf(request), request.params.id, clock.now());
      logChange(request, 'invited-again', invited.person);
      return reply.code(201).send(toInvitation(invited));
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
