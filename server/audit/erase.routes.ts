import { Type } from 'typebox';
import { ErasureBody, NameErasureBody } from '../../shared/wire/erasure.ts';
import { StoredAnswer } from '../../shared/wire/incident.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { WriteDeps } from '../journal/write-once.ts';
import type { Http } from '../platform/http.ts';
import { requireActor } from '../platform/request-parts.ts';
import { eraseName, eraseTexts } from './erase-words.ts';

const FactParams = Type.Object({ seq: Type.String({ pattern: '^[1-9]\\d{0,14}$' }) });
const PersonParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
/** It cannot be undone, so nobody does it from a session that somebody left open. */
const forProvedAdmins = { config: { access: 'admin', stepUp: true } } as const;

/** What admins erase for good: a text that was typed wrongly, and the name of somebody who left. */
export function registerErasures(app: Http, deps: WriteDeps): void {
  app.post(
    `${PATHS.facts}/:seq/erasures`,
    { ...forProvedAdmins, schema: { params: FactParams, body: ErasureBody, response: { 201: StoredAnswer } } },
    async (request, reply) => {
      const { params, body } = request;
      return reply.code(201).send(await eraseTexts(deps, requireActor(request), Number(params.seq), body));
    },
  );

  app.post(
    `${PATHS.names}/:id/erasures`,
    { ...forProvedAdmins, schema: { params: PersonParams, body: NameErasureBody, response: { 201: StoredAnswer } } },
    async (request, reply) => {
      const { params, body } = request;
      return reply.code(201).send(await eraseName(deps, requireActor(request), params.id, body));
    },
  );
}
