import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import {
  AlertBody,
  CheckBody,
  EscalationBody,
  IncidentBody,
  IncidentUpdateBody,
  NoticeControlBody,
  ResolveBody,
  StoredAnswer,
} from '../../shared/wire/incident.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { WriteDeps, Written } from '../journal/write-once.ts';
import type { Http } from '../platform/http.ts';
import { headerOf, requireActor, shapeFaultsOf } from '../platform/request-parts.ts';
import { declareAlert } from './declare-alert.ts';
import {
  checkIncidentItem,
  declareIncident,
  escalateIncident,
  resolveIncident,
  updateIncident,
} from './say-of-incident.ts';
import { checkNoticeItem, type NoticeDeps, setNotice } from './set-notice.ts';
import type { StaffRequest } from './store-fact.ts';

const INCIDENT = `${PATHS.incidents}/:id`;
const IncidentParams = Type.Object({ id: Type.String() });
const INCIDENT_ID = /^[1-9]\d{0,14}$/;

/** Who may, and what goes in and out, the same for all of them. */
function optionsOf<B extends TSchema>(body: B) {
  return {
    config: { access: 'operations', branch: 'any' } as const,
    // The verbs name the faults of the header, of the shape and of the content in one list.
    attachValidation: true,
    schema: { body, response: { 200: StoredAnswer, 201: StoredAnswer } },
  };
}

function withId<B extends TSchema>(body: B) {
  const options = optionsOf(body);
  return { ...options, schema: { ...options.schema, params: IncidentParams } };
}

function toRequest<B>(request: FastifyRequest & { readonly body: B }): StaffRequest<B> {
  return {
    actor: requireActor(request),
    key: headerOf(request, 'idempotency-key'),
    body: request.body,
    shapeFaults: shapeFaultsOf(request),
  };
}

/** 0, which no incident has, for what cannot be one. */
function idOf({ id }: Static<typeof IncidentParams>): number {
  return INCIDENT_ID.test(id) ? Number(id) : 0;
}

function send(reply: FastifyReply, { status, answer }: Written<StoredAnswer>): FastifyReply {
  return reply.code(status).send(answer);
}

/** What operations say of incidents. */
export function registerIncidents(app: Http, deps: WriteDeps): void {
  app.post(PATHS.incidents, optionsOf(IncidentBody), async (request, reply) => {
    const written = await declareIncident(deps, toRequest(request));
    return send(reply.header('location', `${PATHS.incidents}/${written.answer.incident}`), written);
  });

  app.post(`${INCIDENT}/updates`, withId(IncidentUpdateBody), async (request, reply) =>
    send(reply, await updateIncident(deps, idOf(request.params), toRequest(request))),
  );

  app.post(`${INCIDENT}/escalations`, withId(EscalationBody), async (request, reply) =>
    send(reply, await escalateIncident(deps, idOf(request.params), toRequest(request))),
  );

  app.post(`${INCIDENT}/checks`, withId(CheckBody), async (request, reply) =>
    send(reply, await checkIncidentItem(deps, idOf(request.params), toRequest(request))),
  );

  app.post(`${INCIDENT}/resolve`, withId(ResolveBody), async (request, reply) =>
    send(reply, await resolveIncident(deps, idOf(request.params), toRequest(request))),
  );
}

/** How operations set the notice and the declared alert states. */
export function registerControls(app: Http, deps: NoticeDeps): void {
  // Each replaces what held before; a PUT that is repeated is answered alike.
  app.put(PATHS.notice, optionsOf(NoticeControlBody), async (request, reply) =>
    reply.send((await setNotice(deps, toRequest(request))).answer),
  );

  app.post(PATHS.noticeChecks, optionsOf(CheckBody), async (request, reply) =>
    send(reply, await checkNoticeItem(deps, toRequest(request))),
  );

  app.put(PATHS.alert, optionsOf(AlertBody), async (request, reply) =>
    reply.send((await declareAlert(deps, toRequest(request))).answer),
  );
}
